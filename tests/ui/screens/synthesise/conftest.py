"""The theme table with a few things said, on a real file."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.notes import noting
from facilitator.services.responses import collecting
from ui.screens.synthesise import SynthesiseScreen
from ui.session import Session


@pytest.fixture
def spoken(session: Session) -> Session:
    """A session in which four things have been said: three responses and a note."""
    file, now = session.file, session.clock()
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
        breakout = reader.every(Breakout)[0]
        sector = reader.get(Seminar, SEMINAR_ID).sectors[0]
    for minute, words in enumerate(("Alpha", "Beta", "Gamma")):
        at = now + timedelta(minutes=minute)
        collecting.capture(file, question.id, words, sector=sector if minute else "", now=at)
    noting.add_note(file, breakout.id, "! Delta", now=now + timedelta(minutes=9))
    return session


@pytest.fixture
def screen(qtbot: QtBot, spoken: Session) -> SynthesiseScreen:
    screen = SynthesiseScreen(spoken)
    qtbot.addWidget(screen)
    screen.resize(1270, 676)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.passages.view.setFocus()
    return screen
