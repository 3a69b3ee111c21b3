"""What another group has that is nearly the same: shown to who wants it, linked with one key."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.people.breakouts import Breakout
from facilitator.services.notes import noting
from facilitator.services.synthesis.passages import everything
from tests.ui.note_desk import going_on, opened
from tests.ui.run_day import press
from ui.screens.notes import NotesScreen
from ui.session import Session

SAID = "Nobody plans the ending of a contract"


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> NotesScreen:
    screen = opened(qtbot, going_on(session))
    with session.file.read() as reader:
        groups = [each.id for each in reader.every(Breakout)]
    other = next(id for id in groups if id != screen.drafting.breakout_id)
    noting.add_note(session.file, other, f"{SAID} any more", now=screen.session.clock())
    return screen


def note(screen: NotesScreen, words: str) -> None:
    QTest.keyClicks(screen.capture.field, words)
    press(screen, "Return")


def links(screen: NotesScreen) -> int:
    return sum(len(each.alike) for each in everything(screen.session.file).passages)


def test_nothing_is_shown_before_the_note_taker_wants_it(screen: NotesScreen) -> None:
    note(screen, SAID)
    press(screen, "Alt+G")
    assert screen.alike.line.isHidden()
    assert not links(screen)


def test_what_is_nearly_the_same_is_shown_after_enter_and_linked_with_one_key(
    screen: NotesScreen,
) -> None:
    screen.alike.wanted.click()
    note(screen, SAID)
    assert "has nearly the same" in screen.alike.line.label.text()
    QTest.keyClicks(screen.capture.field, "The next note")
    press(screen, "Alt+G")
    assert links(screen) == 2
    assert screen.alike.line.isHidden()
    assert screen.capture.field.toPlainText() == "The next note"


def test_a_note_like_no_other_shows_none_and_links_none(screen: NotesScreen) -> None:
    screen.alike.wanted.click()
    note(screen, SAID)
    note(screen, "Shared premises save money")
    assert screen.alike.line.isHidden()
    press(screen, "Alt+G")
    assert not links(screen)
