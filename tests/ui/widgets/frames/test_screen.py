"""When a screen reads again."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.seminar import preparing
from ui.session import Session
from ui.widgets.frames.screen import Screen


class Counting(Screen):
    KINDS: ClassVar[frozenset[Kind]] = frozenset({Kind.SEMINAR})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.reloads = 0

    def reload(self) -> None:
        self.reloads += 1


@pytest.fixture
def screen(session: Session, qtbot: QtBot) -> Counting:
    made = Counting(session)
    qtbot.addWidget(made)
    return made


def retitle(screen: Screen, title: str) -> None:
    file, now = screen.session.file, screen.session.clock()
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    screen.write(lambda: preparing.save(file, replace(seminar, title=title), now=now))


def test_nothing_is_read_before_the_first_showing(screen: Counting) -> None:
    assert screen.reloads == 0
    screen.show()
    assert screen.reloads == 1


def test_its_own_write_reaches_it_at_once_by_the_common_road(screen: Counting) -> None:
    screen.show()
    retitle(screen, "Another title")
    assert screen.reloads == 2


def test_hidden_it_reads_once_when_it_is_shown_again(screen: Counting) -> None:
    screen.show()
    screen.hide()
    retitle(screen, "One")
    retitle(screen, "Two")
    assert screen.reloads == 1
    screen.show()
    assert screen.reloads == 2


def test_news_of_other_kinds_leaves_it_alone(screen: Counting, now: datetime) -> None:
    screen.show()
    with screen.session.file.write(Verb.SET_UP, now) as writer:
        from facilitator.domain.stage.stage import Stage

        writer.put(Stage(message="Back at two"))
    screen.session.watch.nudge()
    assert screen.reloads == 1
