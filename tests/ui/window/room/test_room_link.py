"""The window follows its room: the stage shows where it is, votes close without a server too."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from msgspec import structs
from pytestqt.qtbot import QtBot

from facilitator.domain.people.devices import Role
from facilitator.domain.polls.polls import Poll, Round, RoundState
from facilitator.domain.stage.sights import Joining, Welcome
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import say
from facilitator.room.net.greeting import ELSEWHERE, Greeting
from facilitator.room.net.passed_on import packed
from facilitator.services.people import joining
from facilitator.services.polls import closing, voting
from facilitator.services.seminar.computer_clock import Uptime
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from tests.full_disk import no_room
from tests.ui.kept import forget_all
from tests.ui.run_day import Clock
from ui.projector.feed import StageFeed
from ui.room import wifi
from ui.room.room_process import NOT_KEPT, RoomProcess, RoomState
from ui.session import Session
from ui.window.room.room_link import Reception

OLD, NEW = "http://192.168.1.5:8080/", "http://192.168.1.9:8080/"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(qtbot: QtBot, session: Session) -> Iterator[RoomProcess]:
    """A room that says it is open; its server is not needed here."""
    forget_all()
    made = RoomProcess(session.near)
    made.state = RoomState.OPEN
    made._greeting = greeting("192.168.1.5")
    yield made
    made.end()
    made.deleteLater()


@pytest.fixture
def seminar_file(small_file: SeminarFile) -> SeminarFile:
    return small_file


@pytest.fixture
def day(session: Session, clock: Clock, room: RoomProcess) -> Session:
    joining.codes(session.file, now=clock())
    return replace(session, clock=clock, room=room)


@pytest.fixture
def reception(day: Session, room: RoomProcess) -> Iterator[Reception]:
    made = Reception(day, room)
    yield made
    made.stop()
    made.deleteLater()


def greeting(address: str) -> Greeting:
    return Greeting(address=address, port=8080, join_code="A", note_code="B", remote_code="C")


def move(room: RoomProcess) -> None:
    room._greeting = greeting("192.168.1.9")
    room.moved.emit()


def test_a_shown_code_follows_the_rooms_address_and_the_facilitator_hears_of_it(
    day: Session, room: RoomProcess, reception: Reception
) -> None:
    said: list[str] = []
    reception.said.connect(said.append)
    projector.show(day.file, Scene.JOIN, message=OLD, now=day.clock())
    move(room)
    shown = projector.view(day.file, day.clock()).sight
    assert isinstance(shown, Joining)
    assert shown.address == NEW
    code = joining.codes(day.file, now=day.clock())[Role.PARTICIPANT]
    assert shown.link == f"{NEW}?code={code}"
    assert said == [
        f"The room’s address has changed: it is now at {NEW}. The projector shows the new code."
    ]


def test_what_else_the_room_sees_stays_when_the_address_changes(
    day: Session, room: RoomProcess, reception: Reception
) -> None:
    said: list[str] = []
    reception.said.connect(said.append)
    projector.show(day.file, Scene.MESSAGE, message="Tea", now=day.clock())
    move(room)
    assert projector.view(day.file, day.clock()).sight.message == "Tea"  # type: ignore[union-attr]
    assert said[0].endswith("Show its code again.")


def test_a_code_that_leads_nowhere_is_taken_off_the_screen(
    day: Session, room: RoomProcess, reception: Reception
) -> None:
    projector.show(day.file, Scene.JOIN, message=OLD, now=day.clock())
    room.close()
    assert isinstance(projector.view(day.file, day.clock()).sight, Welcome)


def test_the_projector_adds_the_wifi_that_the_file_does_not_know(
    qtbot: QtBot, day: Session
) -> None:
    wifi.remember(wifi.Network("Council Chamber", "correct horse"))
    projector.show(day.file, Scene.JOIN, message=OLD, now=day.clock())
    feed = StageFeed(day)
    feed.start()
    feed.stop()
    assert feed.view is not None
    assert isinstance(feed.view.sight, Joining)
    assert (feed.view.sight.network, feed.view.sight.password) == (
        "Council Chamber",
        "correct horse",
    )
    day.file.checkpoint()
    assert b"correct horse" not in day.near.read_bytes()
    forget_all()
    feed.deleteLater()


def test_a_countdown_closes_the_round_though_no_server_runs(
    qtbot: QtBot, day: Session, clock: Clock, reception: Reception
) -> None:
    with day.file.read() as reader:
        poll = reader.get(Poll, "p1")
    opened = voting.open_round(day.file, poll.id, now=clock())
    ends = clock() + timedelta(milliseconds=150)
    voting.set_countdown(day.file, opened.id, ends, now=clock())
    clock.now = ends

    def is_closed() -> bool:
        with day.file.read() as reader:
            return reader.get(Round, opened.id).state is RoundState.CLOSED

    qtbot.waitUntil(is_closed)


def test_a_countdown_that_was_stopped_closes_nothing(
    day: Session, clock: Clock, reception: Reception
) -> None:
    opened = voting.open_round(day.file, "p1", now=clock())
    voting.set_countdown(day.file, opened.id, clock() + timedelta(seconds=30), now=clock())
    day.watch.nudge()
    assert reception._due.isActive()
    voting.set_countdown(day.file, opened.id, None, now=clock())
    day.watch.nudge()
    assert not reception._due.isActive()


def test_whoever_closes_second_finds_nothing_to_do(day: Session, clock: Clock) -> None:
    opened = voting.open_round(day.file, "p1", now=clock())
    voting.set_countdown(day.file, opened.id, clock(), now=clock())
    assert closing.next_due(day.file) == clock()
    closing.close_due(day.file, now=clock())
    closing.close_due(day.file, now=clock())
    assert closing.next_due(day.file) is None


@pytest.mark.skipif(sys.platform != "linux", reason="no process's limits elsewhere")
def test_what_keeps_a_vote_from_closing_is_said_once_and_it_closes_when_it_can(
    day: Session, clock: Clock, reception: Reception
) -> None:
    opened = voting.open_round(day.file, "p1", now=clock())
    voting.set_countdown(day.file, opened.id, clock(), now=clock())
    said: list[str] = []
    reception.said.connect(said.append)
    with no_room(os.getpid()):
        for _ in range(3):
            reception._close_due()
            day.tasks.drain()
    assert len(said) == 1
    assert said[0].startswith("The disk ")
    assert reception._due.isActive(), "it is tried again"
    reception._close_due()
    day.tasks.drain()
    with day.file.read() as reader:
        assert reader.get(Round, opened.id).state is RoundState.CLOSED


def test_a_countdown_closes_the_round_though_the_clock_was_set_back(
    qtbot: QtBot, day: Session, clock: Clock, room: RoomProcess
) -> None:
    passed = [1000.0]
    made = Reception(replace(day, uptime=lambda: Uptime("boot", passed[0])), room)
    opened = voting.open_round(day.file, "p1", now=clock())
    voting.set_countdown(day.file, opened.id, clock() + timedelta(seconds=1), now=clock())
    with qtbot.waitSignal(day.watch.changed):
        day.watch.nudge()
    clock.now += timedelta(seconds=1, hours=-1)
    passed[0] += 1

    def is_closed() -> bool:
        with day.file.read() as reader:
            return reader.get(Round, opened.id).state is RoundState.CLOSED

    qtbot.waitUntil(is_closed)
    made.stop()
    made.deleteLater()


def test_that_another_laptop_has_taken_over_is_said_once(room: RoomProcess) -> None:
    said: list[str] = []
    room.said.connect(said.append)
    told = structs.replace(greeting("192.168.1.5"), elsewhere="192.168.1.9:8081")
    room._greet(told)
    room._greet(told)
    assert said == [str(ELSEWHERE.of(place="192.168.1.9:8081"))]


def test_that_the_server_cannot_keep_what_phones_send_is_said_and_when_it_can(
    room: RoomProcess,
) -> None:
    said: list[str] = []
    room.said.connect(said.append)
    why = say("The disk is full: make room, then try again.")
    for trouble in ("", packed(why), packed(why), ""):
        room._greet(structs.replace(greeting("192.168.1.5"), trouble=trouble))
    assert said == [str(NOT_KEPT.of(why=why)), "What phones send is kept again."]
