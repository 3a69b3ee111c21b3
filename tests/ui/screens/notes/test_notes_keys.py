"""Nothing is lost by a key in Notes: each key means what was before the note-taker's eyes."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.services.notes import noting
from facilitator.services.records import undoing
from facilitator.services.views.notes_screen import desk
from tests.ui.note_desk import going_on, opened
from tests.ui.run_day import press
from ui import ask
from ui.dialogs.pasted_lines import PastedLinesDialog
from ui.screens.notes import NotesScreen
from ui.screens.notes.seats import NOTHING_TO_KEEP
from ui.session import Session


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> NotesScreen:
    return opened(qtbot, going_on(session))


def note(screen: NotesScreen, words: str) -> None:
    """Type a note as a person does, wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)
    press(screen, "Return")


def notes(screen: NotesScreen) -> tuple[Note, ...]:
    return desk(screen.session.file, screen.drafting.breakout_id).notes


def chosen(screen: NotesScreen) -> list[str]:
    return [each.words for each in screen.page.chosen()]


def by_words(screen: NotesScreen) -> dict[str, Note]:
    return {each.words: each for each in notes(screen)}


def test_up_goes_to_the_newest_note_also_when_another_was_corrected_before(
    screen: NotesScreen,
) -> None:
    note(screen, "One")
    note(screen, "Two")
    press(screen, "Up", "Up", "Return")
    note(screen, " corrected")
    press(screen, "Escape")
    note(screen, "Three")
    press(screen, "Up")
    assert chosen(screen) == ["Three"]


def test_letters_typed_while_the_notes_have_the_keyboard_go_to_the_field(
    screen: NotesScreen,
) -> None:
    note(screen, "One")
    press(screen, "Up")
    QTest.keyClicks(screen.page, "J")
    assert screen.capture.field.hasFocus()
    QTest.keyClicks(screen.capture.field, "ust said")
    press(screen, "Return")
    assert set(by_words(screen)) == {"One", "Just said"}


def test_deleting_names_the_note_and_the_next_press_deletes_no_neighbour_unseen(
    screen: NotesScreen, qtbot: QtBot
) -> None:
    note(screen, "First words of the note")
    press(screen, "Up")
    with qtbot.waitSignal(screen.undoable) as said:
        press(screen, "Ctrl+Del")
    assert said.args == ["Deleted: “First words of the note”."]


def test_a_key_without_a_modifier_does_nothing_to_a_note_but_tells_the_key_that_does(
    screen: NotesScreen, qtbot: QtBot
) -> None:
    note(screen, "Said once")
    press(screen, "Up")
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, "Del")
    assert said.args == ["Ctrl+Del deletes “Said once”."]
    press(screen, "Backspace", "Ins", "Space", "End", "Home")
    assert set(by_words(screen)) == {"Said once"}


def test_a_moved_note_is_not_what_delete_acts_on(screen: NotesScreen) -> None:
    note(screen, "One")
    note(screen, "Two")
    press(screen, "Up")
    screen.acts.move_to_question(screen.page.chosen(), desk(screen.session.file).questions[1].id)
    press(screen, "Ctrl+Del")
    assert set(by_words(screen)) == {"One", "Two"}


def test_a_note_out_of_sight_is_shown_before_delete_acts_on_it(
    screen: NotesScreen, qtbot: QtBot
) -> None:
    for number in range(40):
        note(screen, f"Note {number}")
    press(screen, "Up")
    (last,) = chosen(screen)
    QApplication.processEvents()
    screen.page.scrollToTop()
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, "Ctrl+Del")
    assert last in said.args[0]
    assert last in by_words(screen)
    press(screen, "Ctrl+Del")
    assert last not in by_words(screen)


def test_marks_chosen_while_a_note_is_edited_are_that_notes(screen: NotesScreen) -> None:
    note(screen, "One")
    press(screen, "Up", "Return", "Alt+A", "Alt+1", "Alt+Z", "Alt+S", "Alt+H")
    note(screen, " more")
    (edited,) = notes(screen)
    assert (edited.words, edited.kind) == ("One more", NoteKind.ACTION)
    assert (edited.starred, edited.headline) == (True, True)
    assert edited.sector == desk(screen.session.file).sectors[0]
    assert edited.size == desk(screen.session.file).sizes[0]
    draft = screen.capture.draft("", "")
    assert (draft.kind, draft.sector, draft.size) == (NoteKind.POINT, "", "")


@pytest.fixture
def clipboard() -> Iterator[None]:
    yield
    QGuiApplication.clipboard().clear()


def paste(screen: NotesScreen, words: str) -> None:
    source = QMimeData()
    source.setText(words)
    QGuiApplication.clipboard().setMimeData(source)
    QTest.keyClick(screen.capture.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.usefixtures("clipboard")
def test_several_lines_pasted_are_several_notes_after_one_look(
    screen: NotesScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []

    def look(dialog: PastedLinesDialog) -> bool:
        seen.append([dialog.lines.item(row).text() for row in range(dialog.lines.count())])
        return dialog.value()

    monkeypatch.setattr(ask, "ask", look)
    QTest.keyClicks(screen.capture.field, "Half a thought")
    paste(screen, "One\n\n! Two #tag\r\n  Three ")
    assert seen == [["One", "! Two #tag", "Three"]]
    assert [each.words for each in notes(screen)] == ["One", "Two", "Three"]
    assert by_words(screen)["Two"].kind is NoteKind.DISAGREEMENT
    assert screen.capture.field.toPlainText() == "Half a thought"
    undoing.undo(screen.session.file, screen.session.clock())
    assert notes(screen) == ()


@pytest.mark.usefixtures("clipboard")
def test_lines_that_are_not_wanted_apart_come_as_one_or_not_at_all(
    screen: NotesScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "ask", lambda _: None)
    paste(screen, "One\nTwo")
    assert screen.capture.field.toPlainText() == ""
    monkeypatch.setattr(ask, "ask", lambda _: False)
    paste(screen, "One\nTwo")
    assert screen.capture.field.toPlainText() == "One Two"
    assert notes(screen) == ()


def test_a_seat_keeps_sector_and_size_while_somebody_speaks_on(screen: NotesScreen) -> None:
    sectors, sizes = desk(screen.session.file).sectors, desk(screen.session.file).sizes
    press(screen, "Alt+1", "Alt+Z", "F6")
    note(screen, "A1")
    note(screen, "A2")
    press(screen, "F6", "Alt+2", "F7")
    note(screen, "B1")
    press(screen, "F6")
    note(screen, "A3")
    press(screen, "F6")
    note(screen, "Nobody")
    said = {words: (each.sector, each.size) for words, each in by_words(screen).items()}
    a = (sectors[0], sizes[0])
    assert said == {"A1": a, "A2": a, "B1": (sectors[1], ""), "A3": a, "Nobody": ("", "")}


def test_an_empty_seat_has_nothing_to_keep_and_says_what_to_do(
    screen: NotesScreen, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, "F6")
    assert said.args == [str(NOTHING_TO_KEEP)]


def test_tab_completes_a_name_that_was_typed_before_and_else_goes_on(screen: NotesScreen) -> None:
    note(screen, "We asked the Third Sector Research Centre about it")
    QTest.keyClicks(screen.capture.field, "At the third s")
    assert screen.capture.hint.text() == "Tab: Third Sector Research Centre"
    press(screen, "Tab")
    assert screen.capture.field.toPlainText() == "At the Third Sector Research Centre"
    press(screen, "Tab")
    assert not screen.capture.field.hasFocus()


def test_undo_goes_to_the_note_it_changed(screen: NotesScreen) -> None:
    note(screen, "One")
    note(screen, "Two")
    file = screen.session.file
    noting.turn(file, "starred", by_words(screen)["One"], now=screen.session.clock())
    offer, _ = undoing.offers(file)
    assert offer is not None
    undoing.take_back(file, offer.act, screen.session.clock())
    screen.session.watch.nudge()
    screen.reveal(offer.touched)
    assert chosen(screen) == ["One"]
