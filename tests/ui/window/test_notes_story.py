"""A note-taker in the real window: from opening the seminar to the printed page, by keyboard."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.services.synthesis.passages import everything
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from ui.screens.notes import NotesScreen
from ui.screens.report import ReportScreen
from ui.screens.synthesise import SynthesiseScreen
from ui.window.commands import Commands

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def typed(words: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, words)


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def test_from_the_first_note_to_the_summary_without_the_mouse(
    commands: Commands, seminar_file: SeminarFile, qtbot: QtBot
) -> None:
    commands.open_seminar(seminar_file.path)
    pressed(Qt.Key.Key_3, CTRL)
    typed("Savings fall to somebody else's budget")
    pressed(Qt.Key.Key_Return)
    pressed(Qt.Key.Key_D, ALT)
    typed("A slip of the finger")
    pressed(Qt.Key.Key_Return)
    pressed(Qt.Key.Key_Z, CTRL)
    assert [note.words for note in desk(seminar_file).notes] == [
        "Savings fall to somebody else's budget"
    ]
    pressed(Qt.Key.Key_4, CTRL)
    pressed(Qt.Key.Key_1)
    found = everything(seminar_file)
    assert len(found.members(found.themes[0].id)) == 1
    pressed(Qt.Key.Key_5, CTRL)
    pressed(Qt.Key.Key_R, CTRL)
    assert commands.window.places is not None
    report = commands.window.places.current()
    assert isinstance(report, ReportScreen)
    report.preview.search.setText("somebody else")
    qtbot.waitUntil(lambda: "found" in report.preview.hits.text())


def test_half_a_note_survives_closing_the_window(
    commands: Commands, seminar_file: SeminarFile
) -> None:
    commands.open_seminar(seminar_file.path)
    pressed(Qt.Key.Key_3, CTRL)
    typed("Half a no")
    commands.close_seminar()
    commands.open_seminar(seminar_file.path)
    assert commands.window.places is not None
    notes = commands.window.places.current()
    assert isinstance(notes, NotesScreen)
    assert notes.capture.field.toPlainText() == "Half a no"


def test_undo_takes_back_typing_first_and_then_what_was_done(
    commands: Commands, seminar_file: SeminarFile
) -> None:
    commands.open_seminar(seminar_file.path)
    pressed(Qt.Key.Key_3, CTRL)
    typed("Done")
    pressed(Qt.Key.Key_Return)
    typed("x")
    pressed(Qt.Key.Key_Z, CTRL)
    assert len(desk(seminar_file).notes) == 1
    pressed(Qt.Key.Key_Z, CTRL)
    assert desk(seminar_file).notes == ()


def test_the_keyboard_is_in_the_list_of_passages_when_synthesise_is_shown(
    commands: Commands, seminar_file: SeminarFile
) -> None:
    commands.open_seminar(seminar_file.path)
    pressed(Qt.Key.Key_3, CTRL)
    typed("One")
    pressed(Qt.Key.Key_Return)
    pressed(Qt.Key.Key_4, CTRL)
    assert commands.window.places is not None
    screen = commands.window.places.current()
    assert isinstance(screen, SynthesiseScreen)
    assert screen.passages.view.hasFocus()
