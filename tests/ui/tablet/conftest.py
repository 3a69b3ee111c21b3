"""The shared tablet, opened on a vote."""

import random
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Poll
from facilitator.services.polls import voting
from facilitator.services.seminar import preparing
from tests.ui.run_day import MORNING
from ui import theme
from ui.session import Session
from ui.tablet.window import TabletWindow

MakeTablet = Callable[[Poll], TabletWindow]


@pytest.fixture
def make_tablet(qapp: QApplication, qtbot: QtBot, session: Session) -> Iterator[MakeTablet]:
    """Opens a poll and a tablet for it."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    made: list[TabletWindow] = []

    def make(asked: Poll) -> TabletWindow:
        preparing.save(session.file, asked, verb=Verb.SET_UP, now=MORNING)
        voting.open_round(session.file, asked.id, now=MORNING)
        window = TabletWindow(session, chance=random.Random(1))
        window.resize(1366, 768)
        made.append(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    yield make
    for window in made:
        if shiboken6.isValid(window):
            window.leave()
