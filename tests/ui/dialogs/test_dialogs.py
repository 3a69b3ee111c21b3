"""Dialogs: asked for one value, keyboard first, freed when they close."""

from datetime import date
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.helpers import assert_accessible
from ui import ask
from ui.dialogs.new_seminar import NewSeminarDialog, file_name
from ui.dialogs.shortcuts import ShortcutsDialog

TODAY = date(2011, 9, 1)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(window: QWidget, tmp_path: Path) -> NewSeminarDialog:
    return NewSeminarDialog(window, tmp_path, TODAY)


def press(qtbot: QtBot, widget: QWidget, key: Qt.Key) -> None:
    QTimer.singleShot(0, widget, lambda: qtbot.keyClick(widget, key))


def let_go() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_new_seminar_proposes_the_templates_title_day_and_a_place(
    dialog: NewSeminarDialog, tmp_path: Path
) -> None:
    wanted = dialog.value()
    assert wanted.template == "october-seminar"
    assert wanted.title == dialog.title.text() != ""
    assert wanted.date == date(2011, 10, 18)
    assert wanted.path.parent == tmp_path
    assert wanted.path.suffix == ".seminar"


def test_it_gives_what_was_entered(dialog: NewSeminarDialog) -> None:
    dialog.title.setText("Our own day")
    dialog.date.line.setText("4 March 2012")
    wanted = dialog.value()
    assert (wanted.title, wanted.date) == ("Our own day", date(2012, 3, 4))
    assert wanted.path.name == "Our own day.seminar"


def test_a_name_that_is_taken_is_not_proposed(dialog: NewSeminarDialog, tmp_path: Path) -> None:
    (tmp_path / "Twice.seminar").touch()
    dialog.title.setText("Twice")
    assert dialog.value().path.name == "Twice 2.seminar"


def test_without_a_title_it_says_so_and_stays(dialog: NewSeminarDialog) -> None:
    dialog.show()
    dialog.title.clear()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.trouble.text() == "Give the seminar a title."


def test_enter_answers_and_the_dialog_is_freed(qtbot: QtBot, dialog: NewSeminarDialog) -> None:
    press(qtbot, dialog, Qt.Key.Key_Return)
    answer = ask.ask(dialog)
    let_go()
    assert answer is not None
    assert not shiboken6.isValid(dialog)


def test_escape_answers_nothing_and_the_dialog_is_freed(
    qtbot: QtBot, dialog: NewSeminarDialog
) -> None:
    press(qtbot, dialog, Qt.Key.Key_Escape)
    assert ask.ask(dialog) is None
    let_go()
    assert not shiboken6.isValid(dialog)


def test_every_control_of_the_dialogs_has_a_name(dialog: NewSeminarDialog, window: QWidget) -> None:
    assert_accessible(dialog)
    assert_accessible(ShortcutsDialog(window, (("Everywhere", (("F1", "Keys"),)),)))


def test_a_long_dialog_is_read_on_by_keyboard_wherever_in_it_the_keyboard_is(
    window: QWidget, qtbot: QtBot
) -> None:
    keys = tuple((f"F{number}", "What it does") for number in range(90))
    dialog = ShortcutsDialog(window, (("Everywhere", keys),))
    dialog.show()
    (area,) = dialog.findChildren(QScrollArea)
    assert dialog.focusWidget() is area
    qtbot.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0
    dialog.accept_button.setFocus()
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_End)
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum()
    qtbot.keyClick(dialog.accept_button, Qt.Key.Key_PageUp)
    assert area.verticalScrollBar().value() < area.verticalScrollBar().maximum()
    dialog.reject()


def test_the_careful_answer_is_the_one_that_enter_gives(window: QWidget, qtbot: QtBot) -> None:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        qtbot.keyClick(box, Qt.Key.Key_Return)

    QTimer.singleShot(0, window, answer)
    assert not ask.confirm(window, "Erase the participant?", "It cannot be undone.", "Erase")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plain", "Plain"),
        ("A/B: what now?", "A B what now"),
        ("..", "Seminar"),
        ("Gwên ŵ", "Gwên ŵ"),
    ],
)
def test_any_title_makes_a_file_name(title: str, name: str) -> None:
    assert file_name(title) == name
