"""A small seminar on a small laptop, with a clock that the test moves."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from facilitator.store.files.file import SeminarFile
from tests.ui.run_day import Clock, running_screen
from ui.screens.run import RunScreen
from ui.session import Session


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seminar_file(small_file: SeminarFile) -> SeminarFile:
    return small_file


@pytest.fixture
def day(session: Session, clock: Clock) -> Session:
    return replace(session, clock=clock)


@pytest.fixture
def run(qtbot: QtBot, day: Session) -> Iterator[RunScreen]:
    with running_screen(qtbot, day) as screen:
        yield screen
