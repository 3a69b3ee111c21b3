"""Prepare on the October seminar, in a window that is active."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.prepare.steps import add_people, visit
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.groups.breakouts import BreakoutsSection
from ui.screens.prepare.participants import ParticipantsSection
from ui.screens.prepare.polls import PollsSection
from ui.session import Session


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> Iterator[PrepareScreen]:
    # The window around it has a size of its own, as the main window has.
    window = QWidget()
    window.resize(1240, 660)
    made = PrepareScreen(session, window)
    made.resize(window.size())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    made.finish()
    window.close()
    window.deleteLater()


@pytest.fixture
def polls(screen: PrepareScreen) -> PollsSection:
    section = visit(screen, PollsSection)
    assert isinstance(section, PollsSection)
    return section


@pytest.fixture
def people(screen: PrepareScreen) -> ParticipantsSection:
    section = visit(screen, ParticipantsSection)
    assert isinstance(section, ParticipantsSection)
    return section


@pytest.fixture
def breakouts(screen: PrepareScreen, session: Session) -> BreakoutsSection:
    add_people(session, *(f"Person {number:02}" for number in range(1, 13)))
    section = visit(screen, BreakoutsSection)
    assert isinstance(section, BreakoutsSection)
    return section
