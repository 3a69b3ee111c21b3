"""What a group hears of the day while it takes notes: the clock, and the facilitator's messages."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.seminar import running
from facilitator.services.views import projector
from ui.screens.notes import NotesScreen
from ui.session import Session


class Hands:
    """A clock whose hands are moved by hand."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Hands:
    return Hands(now)


@pytest.fixture
def screen(qtbot: QtBot, session: Session, clock: Hands) -> NotesScreen:
    screen = NotesScreen(replace(session, clock=clock))
    qtbot.addWidget(screen)
    screen.show()
    return screen


def begin_breakouts(screen: NotesScreen, now: datetime) -> Segment:
    file = screen.session.file
    running.start_day(file, now=now)
    while (current := running.run_sheet(file, now).current) is not None:
        if current.kind is SegmentKind.BREAKOUTS:
            screen.session.watch.nudge()
            return current
        running.go_on(file, now=now)
    raise AssertionError("the agenda has no breakouts")


def test_before_the_day_there_is_no_clock_and_no_message(screen: NotesScreen) -> None:
    assert screen.now.left.text() == ""
    assert not screen.now.message.isVisible()


def test_the_clock_of_the_breakouts_goes_on_while_notes_are_typed(
    qtbot: QtBot, screen: NotesScreen, clock: Hands
) -> None:
    groups = begin_breakouts(screen, clock.now)
    assert screen.now.left.text() == f"{groups.title}: {groups.minutes}:00 left"
    clock.now += timedelta(minutes=1, seconds=15)
    qtbot.waitUntil(
        lambda: screen.now.left.text() == f"{groups.title}: {groups.minutes - 2}:45 left"
    )
    clock.now += timedelta(minutes=groups.minutes)
    qtbot.waitUntil(lambda: screen.now.left.text() == f"{groups.title}: 1:15 over")
    running.pause(screen.session.file, now=clock.now)
    screen.session.watch.nudge()
    assert screen.now.left.text() == f"{groups.title}: 1:15 over, paused"


def test_a_message_to_all_groups_is_above_the_question_until_it_is_taken_away(
    screen: NotesScreen, clock: Hands
) -> None:
    said = "Five minutes more: choose your <b>three</b> headline points"
    projector.show(screen.session.file, Scene.MESSAGE, "", said, now=clock.now)
    screen.session.watch.nudge()
    assert screen.now.message.isVisible()
    assert screen.now.message.words.text() == said
    assert screen.now.message.accessibleName() == f"From the facilitator: {said}"
    projector.show(screen.session.file, Scene.WELCOME, "", "", now=clock.now)
    screen.session.watch.nudge()
    assert not screen.now.message.isVisible()


def test_what_the_room_sees_does_not_make_the_notes_be_read_anew(
    screen: NotesScreen, clock: Hands
) -> None:
    before = screen._desk
    projector.show(screen.session.file, Scene.MESSAGE, "", "Two minutes", now=clock.now)
    screen.session.watch.nudge()
    assert screen.now.message.words.text() == "Two minutes"
    assert screen._desk is before
