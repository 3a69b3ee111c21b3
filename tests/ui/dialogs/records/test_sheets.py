"""Edit > Sheets on paper…: typed in by keys alone, kept sheet by sheet."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.responses.responses import Channel, Response
from facilitator.services.records import undoing
from facilitator.services.responses.sheets import asked_on_paper
from tests.ui.helpers import assert_accessible
from ui.dialogs.records.sheets import LEFT, SheetsDialog
from ui.session import Session


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> SheetsDialog:
    with session.file.read() as reader:
        asked = asked_on_paper(reader)
    made = SheetsDialog(None, session, asked)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def typed(session: Session) -> list[Response]:
    with session.file.read() as reader:
        return list(reader.every(Response))


def type_here(words: str) -> None:
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClicks(at, words)


def press(dialog: SheetsDialog, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or dialog, key, held)


def test_sheets_are_typed_in_by_keys_with_what_was_ticked(
    dialog: SheetsDialog, session: Session
) -> None:
    assert_accessible(dialog)
    first, second, *_ = dialog.fields
    type_here("Trust takes years")
    press(dialog, Qt.Key.Key_Tab)
    type_here("Smaller grants")
    press(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_here("<b>Nothing</b> =1+1")
    press(dialog, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    type_here("Neither was ticked")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    kept = {
        (each.question_id, each.words, each.quotable, each.archivable, each.channel)
        for each in typed(session)
    }
    assert kept == {
        (first, "Trust takes years", True, False, Channel.PAPER),
        (second, "Smaller grants", True, False, Channel.PAPER),
        (first, "<b>Nothing</b> =1+1", False, True, Channel.PAPER),
        (first, "Neither was ticked", False, False, Channel.PAPER),
    }
    assert dialog.kept.text() == "3 sheets kept."
    for _ in range(2):
        undoing.undo(session.file, session.clock())
    undoing.undo(session.file, session.clock())
    assert typed(session) == []


def test_a_blank_sheet_is_no_sheet_and_nothing_typed_is_lost_at_a_slip(
    dialog: SheetsDialog, session: Session
) -> None:
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Nothing is typed" in dialog.trouble.text()
    assert dialog.value() == 0
    type_here("   ")
    press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Nothing is typed" in dialog.trouble.text()
    assert typed(session) == []
    dialog.fields[next(iter(dialog.fields))].clear()
    type_here("Half a thought")
    press(dialog, Qt.Key.Key_Escape)
    assert dialog.trouble.text() == str(LEFT)
    assert dialog.isVisible()
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert typed(session) == []
