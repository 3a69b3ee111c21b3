"""In no state of a screen is a key taken twice; Enter presses the button that has the keyboard."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.domain.wording import Text
from facilitator.services.notes import noting
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from tests.ui.collisions import keys_at, taken_twice
from tests.ui.fitting import does_not_fit
from tests.ui.hearing import hard_to_hear
from tests.ui.run_day import press
from ui import ask
from ui.dialogs.base import Dialog
from ui.dialogs.program.manual import ManualDialog
from ui.screens.notes import NotesScreen
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.consent_menu import AddressDialog
from ui.widgets.forms import buttons
from ui.widgets.forms.alt import AltWritesNothing
from ui.widgets.forms.enter import EnterPresses
from ui.widgets.forms.tick import Tick
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.shown import places

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def walked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[type[QDialog]]]:
    """Every dialog that is asked is looked at instead, and cancelled."""
    seen: list[type[QDialog]] = []

    def look(dialog: QDialog) -> int:
        dialog.show()
        QCoreApplication.processEvents()
        assert taken_twice(dialog) == []
        assert does_not_fit(dialog) == []
        assert hard_to_hear(dialog) == []
        seen.append(type(dialog))
        dialog.reject()
        return 0

    monkeypatch.setattr(QDialog, "exec", look)
    for chooser in ("choose_file", "choose_new_file"):
        monkeypatch.setattr(ask, chooser, lambda *_: None)
    monkeypatch.setattr(ask, "choose_files", lambda *_: ())
    yield seen
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def opened(commands: Commands, seminar_file: SeminarFile) -> Commands:
    group = desk(seminar_file).groups[0].breakout
    noting.add_note(seminar_file, group.id, "A note", now=NOW)
    commands.open_seminar(seminar_file.path)
    return commands


def look(commands: Commands) -> None:
    QCoreApplication.processEvents()
    assert taken_twice(commands.window) == []


def test_at_home_and_in_every_place_no_key_is_taken_twice(
    commands: Commands, opened: Commands
) -> None:
    for number in range(len(places.PLACES)):
        commands.go(number)
        look(commands)
    commands.close_seminar()
    look(commands)


def test_in_no_section_of_prepare_is_a_key_taken_twice(opened: Commands) -> None:
    opened.go(0)
    assert opened.window.places is not None
    prepare = opened.window.places.current()
    assert isinstance(prepare, PrepareScreen)
    for section in range(prepare.tabs.count()):
        prepare.go(section)
        look(opened)


def test_in_no_state_of_the_day_is_a_key_taken_twice(opened: Commands) -> None:
    opened.go(seminar_window.RUN)
    look(opened)
    window = opened.window
    press(window, "F9")
    look(opened)
    voted = ("F4", "O"), ("H",), ("Escape",), ("C",), ("A",), ("Escape", "R")
    for keys in (("F9",) * 2, ("Alt+L",), *voted):
        press(window, *keys)
        look(opened)
    press(window, "F3")
    look(opened)


def test_every_key_of_a_place_is_in_its_list(opened: Commands) -> None:
    for number, place in enumerate(places.PLACES):
        opened.go(number)
        assert opened.window.places is not None
        screen = opened.window.places.current()
        assert screen is not None
        if isinstance(screen, PrepareScreen):
            for section in range(screen.tabs.count()):
                screen.go(section)
        keys = {
            each.toString()
            for own in screen.findChildren(QShortcut)
            for each in QShortcut.keys(own)
        }
        assert keys - _told(screen.KEYS) == set(), place


SAME = {
    "Enter": "Return",
    "Insert": "Ins",
    "Delete": "Del",
    "PgDn": "PgDown",
    "Alt++": "Alt+=",
    "Alt+PgDn": "Alt+PgDown",
    "Alt+↑": "Alt+Up",
    "Alt+↓": "Alt+Down",
}
"""What a list of keys calls otherwise than Qt, and what is one key with another."""


def _told(keys: tuple[tuple[Text, Text], ...]) -> set[str]:
    """Every key that a list of keys names, also between two that it names, and in what it says."""
    told: set[str] = set()
    for key, what in ((str(key), str(what)) for key, what in keys):
        words = f"{key} {what}".split()
        bare = {word.rstrip(",:;") for word in words}
        leading = key.split("+")[0] + "+" if "+" in key else ""
        told |= bare | set(words) | {f"{leading}{word}" for word in bare}
        for first, last in re.findall(r"(\S+) to (\S+?)[,;]?(?: |$)", f"{key} {what}"):
            if first[:-1] == last[:-1]:
                told |= {f"{first[:-1]}{chr(n)}" for n in range(ord(first[-1]), ord(last[-1]) + 1)}
    if "digit" in told:
        told |= set("123456789")
    return told | {other for one, other in SAME.items() if one in told}


def test_in_no_state_of_notes_is_a_key_taken_twice(opened: Commands) -> None:
    opened.go(seminar_window.NOTES)
    for keys in (("Up",), ("Return",), ("Escape",), ("Escape",), ("Alt+L",), ("Alt+L",)):
        press(opened.window, *keys)
        look(opened)


def test_in_no_dialog_or_menu_is_a_key_taken_twice(
    opened: Commands, walked: list[type[QDialog]]
) -> None:
    for menu in opened.window.menus.values():
        assert menu.actions()
        for action in menu.actions():
            leaves = any(
                word in action.text()
                for word in ("Quit", "lose the", "ehearse", "ample", "one page")
            )
            if action.isEnabled() and action.isVisible() and not leaves:
                action.trigger()
                for other in _others(opened.window):
                    assert taken_twice(other) == []
                    other.close()
    assert {each.__name__ for each in walked} >= {"NewSeminarDialog", "TakeNotesDialog"}


def _others(window: QWidget) -> list[QWidget]:
    tops = QApplication.topLevelWidgets()
    return [top for top in tops if top is not window and top.isVisible() and not _is_menu(top)]


def _is_menu(widget: QWidget) -> bool:
    return isinstance(widget, QMenu)


def test_a_collision_is_found(qtbot: QtBot, opened: Commands) -> None:
    opened.go(seminar_window.NOTES)
    opened.window.menus["Help"].setTitle("&Help")
    assert any("Alt+H" in each for each in taken_twice(opened.window))


def test_alt_and_h_marks_a_headline_in_the_window(
    opened: Commands, seminar_file: SeminarFile
) -> None:
    opened.go(seminar_window.NOTES)
    press(opened.window, "Up", "Alt+H")
    assert [note.headline for note in desk(seminar_file).notes] == [True]
    places = opened.window.places
    assert places is not None
    notes = places.current()
    assert isinstance(notes, NotesScreen)
    notes.capture.headline.click()
    assert [note.headline for note in desk(seminar_file).notes] == [False]
    assert notes.page.hasFocus()


def test_f1_gives_the_keys_and_shift_f1_the_manual_at_the_page_of_the_place(
    opened: Commands,
) -> None:
    assert {"F1", "Shift+F1", "Ctrl+Y"} <= keys_at(opened.window, opened.window)
    opened.go(seminar_window.NOTES)
    press(opened.window, "Shift+F1")
    (manual,) = opened.window.findChildren(ManualDialog)
    assert manual.document == "manual/notes.md"
    assert not manual.isModal()
    manual.close()


@pytest.mark.parametrize(
    "held", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_in_a_dialog_f1_opens_the_manual_where_it_speaks_of_that(
    opened: Commands, held: Qt.KeyboardModifier
) -> None:
    dialog = AddressDialog("Ann", opened.window)
    dialog.show()
    QTest.keyClick(dialog.email, Qt.Key.Key_F1, held)
    (manual,) = dialog.findChildren(ManualDialog)
    assert manual.document == "manual/prepare.md"
    row = manual.rows.row(manual.list.current())
    assert row is not None
    assert row.key == "manual/prepare.md#Consent"
    assert dialog.isVisible()
    manual.close()
    dialog.reject()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_that_has_the_keyboard(commands: Commands, key: Qt.Key) -> None:
    pressed: list[str] = []
    window = commands.window
    made: list[QWidget] = [
        buttons.button("Plain", act=lambda: pressed.append("plain")),
        buttons.icon_button("x", "Icon", act=lambda: pressed.append("icon")),
    ]
    for each in made:
        each.setParent(window.centralWidget())
        each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        each.show()
        each.setFocus()
        QTest.keyClick(each, key)
    assert pressed == ["plain", "icon"]


def shown_with(qtbot: QtBot, dialog: Dialog, part: QWidget) -> None:
    """Show a dialog with the keyboard at something in it."""
    qtbot.addWidget(dialog)
    dialog.body.addWidget(part)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    part.setFocus()


def test_in_a_dialog_enter_presses_the_button_that_has_the_keyboard_not_the_default(
    qtbot: QtBot,
) -> None:
    pressed: list[str] = []
    dialog = Dialog(None, "Title")
    EnterPresses(dialog)
    tool: QToolButton = buttons.icon_button("x", "Icon", act=lambda: pressed.append("icon"))
    tool.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    shown_with(qtbot, dialog, tool)
    QTest.keyClick(tool, Qt.Key.Key_Return)
    assert pressed == ["icon"]
    assert dialog.isVisible()


@pytest.mark.parametrize("kind", [Tick, QRadioButton])
def test_in_a_dialog_enter_at_a_box_that_was_ticked_ends_it_and_leaves_it_ticked(
    qtbot: QtBot, kind: type[QCheckBox | QRadioButton]
) -> None:
    dialog, box = Dialog(None, "Title"), kind("A box")
    EnterPresses(dialog)
    shown_with(qtbot, dialog, box)
    QTest.keyClick(box, Qt.Key.Key_Space)
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.isChecked()
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox])
def test_a_letter_pressed_with_alt_writes_nothing_and_goes_to_what_the_field_stands_in(
    qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit | QTextEdit | QSpinBox]
) -> None:
    heard: list[str] = []

    class Around(QWidget):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            heard.append(event.text())

    around = Around()
    AltWritesNothing(around)
    field = kind(around)
    qtbot.addWidget(around)
    with qtbot.waitExposed(around):
        around.show()
    field.setFocus()
    none, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
    shifted = alt | Qt.KeyboardModifier.ShiftModifier
    for text, held in (("7", alt), ("G", shifted), ("4", none)):
        focus = QApplication.focusWidget()
        assert focus is not None
        # QTest leaves out what a key writes where Alt is held; a display does not
        pressed = QKeyEvent(QEvent.Type.KeyPress, ord(text), held, text)
        QApplication.sendEvent(focus, pressed)
    written = field.toPlainText() if isinstance(field, QPlainTextEdit | QTextEdit) else field.text()
    assert (written.replace("0", ""), heard) == ("4", ["7", "G"])


def test_enter_in_a_field_that_moves_the_keyboard_to_a_button_does_not_press_it(
    commands: Commands,
) -> None:
    pressed: list[str] = []
    field = QLineEdit(commands.window.centralWidget())
    button = buttons.button("Plain", act=lambda: pressed.append("plain"))
    button.setParent(commands.window.centralWidget())
    for each in (field, button):
        each.show()
    field.returnPressed.connect(button.setFocus)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert button.hasFocus()
    assert pressed == []


def test_one_escape_leaves_a_menu_so_that_what_is_typed_then_opens_none(
    opened: Commands, qtbot: QtBot
) -> None:
    """Without a display a window is not active again once a menu is shut: none is opened here."""
    window = opened.window
    window.show()
    opened.go(0)
    with qtbot.waitActive(window):
        window.activateWindow()
    had = QApplication.focusWidget()
    assert had is not None
    QTest.keyClick(had, Qt.Key.Key_Alt, Qt.KeyboardModifier.AltModifier)
    assert window.menuBar().hasFocus()
    window.menus["&View"].aboutToHide.emit()
    qtbot.waitUntil(had.hasFocus)


class Heard(QListView):
    """A list that remembers the keys it heard of."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[int] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keys.append(event.key())


def press_held(widget: QWidget, key: Qt.Key, text: str = "", *, ctrl: bool = False) -> bool:
    """What a display says of a key that is held; whether a shortcut could hear of it."""
    by = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    override = QKeyEvent(QEvent.Type.ShortcutOverride, key, by, text, True)
    override.ignore()
    QApplication.sendEvent(widget, override)
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, by, text, True))
    return not override.isAccepted()


def test_a_key_that_is_held_down_acts_once_and_moves_and_writes_on(commands: Commands) -> None:
    """A finger that stayed on F9 went through twelve segments of a day; one on Ctrl+Z took back
    whatever the window had done, once the field had nothing more to take back.
    """
    view, line = Heard(), QLineEdit()
    for each in (view, line):
        each.setParent(commands.window.centralWidget())
        each.show()
        each.setFocus()
        assert not press_held(each, Qt.Key.Key_F9)
        assert not press_held(each, Qt.Key.Key_Z, ctrl=True)
        assert press_held(each, Qt.Key.Key_Up)
        for key, text in ((Qt.Key.Key_Delete, ""), (Qt.Key.Key_4, "4"), (Qt.Key.Key_Down, "")):
            press_held(each, key, text)
    assert view.keys == [Qt.Key.Key_Up, Qt.Key.Key_Down], "neither deletes nor codes"
    assert line.text() == "4"


def test_what_the_display_says_of_a_held_key_is_not_a_new_press(commands: Commands) -> None:
    """X says that it was let go and pressed in the same breath, which Qt does not always see."""
    view = Heard()
    view.setParent(commands.window.centralWidget())
    view.show()
    view.setFocus()
    for at, kind in ((50, "KeyPress"), (700, "KeyRelease"), (700, "KeyPress"), (900, "KeyRelease")):
        event = QKeyEvent(QEvent.Type[kind], Qt.Key.Key_4, Qt.KeyboardModifier.NoModifier, "4")
        event.setTimestamp(at)
        QApplication.sendEvent(view, event)
    assert view.keys == [Qt.Key.Key_4]
