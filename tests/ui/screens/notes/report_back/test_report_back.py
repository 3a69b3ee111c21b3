"""Headline points, reading back, checking and actions, by keyboard on the Notes screen."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note
from facilitator.domain.stage.read_back_pages import Standing
from facilitator.domain.stage.sights import ReadBack
from facilitator.services.notes import noting
from facilitator.services.views import projector
from facilitator.services.views.notes_screen import Desk, actions, desk
from tests.ui.helpers import assert_accessible
from tests.ui.note_desk import going_on, opened
from ui.screens.notes import NotesScreen
from ui.session import Session

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def session(session: Session) -> Session:
    return going_on(session)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> NotesScreen:
    return opened(qtbot, session)


def type_note(screen: NotesScreen, words: str) -> None:
    QTest.keyClicks(screen.capture.field, words)
    QTest.keyClick(screen.capture.field, Key.Key_Return)


def here(screen: NotesScreen) -> Desk:
    row = screen.groups.row(screen.group_list.currentIndex())
    assert row is not None
    return desk(screen.session.file, row.key)


def notes(screen: NotesScreen) -> tuple[Note, ...]:
    return here(screen).notes


def read(screen: NotesScreen) -> ReadBack:
    sight = projector.view(screen.session.file, screen.session.clock()).sight
    assert isinstance(sight, ReadBack)
    return sight


def press(screen: NotesScreen, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or screen, key, ALT)


def test_the_size_of_the_organisation_takes_one_key(screen: NotesScreen) -> None:
    sizes = here(screen).sizes
    press(screen, Key.Key_Z)
    press(screen, Key.Key_Z)
    type_note(screen, "One")
    type_note(screen, "Two")
    assert [note.size for note in notes(screen)] == [sizes[1], ""]
    screen.page.setFocus()
    screen.page.choose(notes(screen)[1].id)
    for _ in sizes:
        press(screen, Key.Key_Z)
    assert [note.size for note in notes(screen)] == [sizes[1], sizes[-1]]
    press(screen, Key.Key_Z)
    assert [note.size for note in notes(screen)] == [sizes[1], ""]


def test_a_fourth_headline_point_is_refused_with_a_sentence(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    for words in ("One", "Two", "Three", "Four"):
        type_note(screen, words)
    screen.page.setFocus()
    for number, note in enumerate(notes(screen)):
        screen.page.choose(note.id)
        if number < 3:
            press(screen, Key.Key_H)
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, Key.Key_H)
    assert said.args is not None
    assert "at most 3 headline points" in said.args[0]
    assert sum(note.headline for note in notes(screen)) == 3
    assert "3 of 3" in screen.report_back.headlines.text()


def test_without_a_chosen_note_the_key_says_what_to_do(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(screen, "One")
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, Key.Key_H)
    assert said.args is not None
    assert "Choose the note first" in said.args[0]


def test_notes_are_read_back_turned_corrected_and_checked(screen: NotesScreen) -> None:
    for number in range(12):
        type_note(screen, f"Note {number} with words enough to take more than a line of a page")
    press(screen, Key.Key_R)
    assert (read(screen).page, read(screen).pages) == (1, 4)
    press(screen, Key.Key_Period)
    assert read(screen).page == 2
    press(screen, Key.Key_Period)
    assert read(screen).page == 3
    press(screen, Key.Key_Comma)
    assert read(screen).page == 2
    press(screen, Key.Key_K)
    assert "Checked with the group at" in screen.report_back.standing.text()
    first = notes(screen)[0]
    screen.page.setFocus()
    screen.page.choose(first.id)
    QTest.keyClick(screen.page, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, ", corrected")
    QTest.keyClick(editor, Key.Key_Return)
    assert read(screen).page == 1, "the room sees what was corrected"
    assert str(read(screen).notes[0].words).endswith("corrected")
    assert here(screen).checked.notes[first.id] is Standing.CHANGED
    row = screen.page.rows.row(screen.page.rows.index_of(first.id))
    assert row is not None
    assert "changed after the group had checked it" in row.detail


def test_nothing_can_be_checked_before_there_is_a_note(screen: NotesScreen) -> None:
    assert not screen.report_back.check.isEnabled()
    type_note(screen, "One")
    assert screen.report_back.check.isEnabled()


def test_actions_get_an_owner_and_a_day_in_their_table(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(screen, "> Write to members #letter")
    press(screen, Key.Key_L)
    view = screen.action_list.view
    assert view.hasFocus()
    assert [row.note.words for row in screen.action_list.table.records] == ["Write to members"]
    fill(qtbot, screen, 2, "Partnership board")
    fill(qtbot, screen, 3, "1 Nov 2011")
    fill(qtbot, screen, 0, "Write to all members")
    (action,) = actions(screen.session.file).actions
    assert (action.note.owner, action.note.due) == ("Partnership board", date(2011, 11, 1))
    assert (action.note.words, action.note.tags) == ("Write to all members", ("letter",))
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        fill(qtbot, screen, 3, "soon")
    assert said.args is not None
    assert "is no day" in said.args[0]
    assert screen.action_list.table.records[0].note.due == date(2011, 11, 1)
    QTest.keyClick(view, Key.Key_Escape)
    assert screen.capture.field.hasFocus()
    assert screen.page.isVisible()


def fill(qtbot: QtBot, screen: NotesScreen, column: int, words: str) -> None:
    view = screen.action_list.view
    view.setCurrentIndex(screen.action_list.list.proxy.index(0, column))
    QTest.keyClick(view, Key.Key_F2)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(view.hasFocus)


def test_another_group_leads_back_from_the_actions(screen: NotesScreen) -> None:
    press(screen, Key.Key_L)
    press(screen, Key.Key_PageDown)
    assert screen.page.isVisible()
    assert not screen.actions_button.isChecked()


def test_the_actions_are_a_proper_model_and_everything_has_a_name(screen: NotesScreen) -> None:
    type_note(screen, "> Act")
    QAbstractItemModelTester(
        screen.action_list.table, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    press(screen, Key.Key_L)
    noting.remove(screen.session.file, *notes(screen), now=screen.session.clock())
    screen.reload()
    assert screen.action_list.table.records == ()
    assert_accessible(screen)
