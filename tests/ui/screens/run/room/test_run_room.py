"""Run with phones in the room: countdowns, moderation, upvotes, who joined, the preflight."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Arrivals
from facilitator.domain.people.devices import Device
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import OpenTo, Poll, Round, Secrecy
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.agenda import SegmentKind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.domain.synthesis.findings import Finding
from facilitator.room.net.greeting import Greeting
from facilitator.room.trial.trial import Trial
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing, running
from facilitator.services.seminar.rooms import stage_of
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from tests.rounds_told import latest_round
from tests.ui.kept import forget_all
from tests.ui.run_day import (
    MORNING,
    Clock,
    every_response,
    press,
    running_screen,
    segment,
)
from ui.room.room_process import RoomProcess, RoomState
from ui.screens.run import RunScreen
from ui.screens.run.room.responses_box import NOTHING
from ui.session import Session


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def room(qtbot: QtBot, session: Session) -> Iterator[RoomProcess]:
    """A room that is told how it stands; its server is tested elsewhere."""
    forget_all()
    made = RoomProcess(session.near, "127.0.0.1")
    yield made
    made.end()
    made.deleteLater()


@pytest.fixture
def seminar_file(small_file: SeminarFile) -> SeminarFile:
    return small_file


@pytest.fixture
def day(session: Session, clock: Clock, room: RoomProcess) -> Session:
    return replace(session, clock=clock, room=room)


@pytest.fixture
def run(qtbot: QtBot, day: Session) -> Iterator[RunScreen]:
    with running_screen(qtbot, day) as screen:
        yield screen


def open_first_poll(run: RunScreen, day: Session, clock: Clock) -> Round:
    running.start_day(day.file, now=clock())
    running.go_on(day.file, now=clock())
    day.watch.nudge()
    run.reload()
    press(run, "F4", "O")
    current = latest_round(day.file, "p1")
    assert current is not None
    return current


def join(day: Session) -> Device:
    now = day.clock()
    with day.file.write(Verb.SET_UP, now) as writer:
        return joining.join(writer, Agreed(take_part=True), now=now)[0]


def answer(day: Session, device: Device, id: str, words: str) -> None:
    with day.file.write(Verb.SET_UP, day.clock()) as writer:
        collecting.answer(writer, device, id, "q1", words, now=day.clock())


def preflight_of(run: RunScreen) -> tuple[bool, str]:
    check = next(check for check in run.preflight.checks if str(check.name) == "Room")
    return check.ok, str(check.sentence)


def test_one_key_closes_a_poll_in_half_a_minute_and_every_second_is_counted(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    opened = open_first_poll(run, day, clock)
    press(run, "D")
    known = latest_round(day.file, "p1")
    assert known is not None
    assert known.closes_at is not None
    assert (known.closes_at - clock()).total_seconds() == 30
    assert run.show_panel.poll.state.text().endswith("It closes in 30 seconds.")
    clock.pass_(12 / 60)
    run._pass_second()
    assert run.show_panel.poll.state.text().endswith("It closes in 18 seconds.")
    assert projector.view(day.file, clock()).sight.closes_at == known.closes_at  # type: ignore[union-attr]
    assert known.id == opened.id


def test_the_same_key_keeps_the_poll_open_after_all(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    open_first_poll(run, day, clock)
    press(run, "D", "D")
    known = latest_round(day.file, "p1")
    assert known is not None
    assert known.closes_at is None
    assert "closes in" not in run.show_panel.poll.state.text()


def test_moderated_responses_wait_hidden_and_are_let_through_one_after_another(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    with day.file.read() as reader:
        question = reader.get(Question, "q1")
    preparing.save(day.file, replace(question, moderated=True), verb=Verb.SET_UP, now=clock())
    running.start_day(day.file, now=clock())
    device = join(day)
    run.reload()
    assert run.room.responses.nothing.text() == str(NOTHING)
    for number in range(3):
        clock.pass_(1)
        answer(day, device, f"r{number}", f"Words {number}")
    day.watch.nudge()
    run.reload()
    assert run.room.responses.nothing.text() == ""
    assert run.room.responses.count.text() == "3 responses, 3 hidden"
    press(run, "F3", "L", "L")
    assert [r.id for r in every_response(day.file) if r.hidden] == ["r0"]
    assert run.room.responses.count.text() == "3 responses, 1 hidden"
    press(run, "L", "L", "L")
    assert run.room.responses.count.text() == "3 responses"


def test_upvotes_stand_behind_the_response_they_are_for(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    running.start_day(day.file, now=clock())
    devices = [join(day) for _ in range(3)]
    answer(day, devices[0], "r0", "The funder carries it")
    day.watch.nudge()
    run.reload()
    with day.file.write(Verb.SET_UP, clock()) as writer:
        for device in devices:
            collecting.upvote(writer, device, "r0", True)
    day.watch.nudge()
    run.reload()
    model = run.room.responses.model
    row = model._row(every_response(day.file)[0])
    assert (row.figure, row.icons) == ("3", ("arrow-up",))
    assert "3 upvotes" in model._spoken(every_response(day.file)[0])


def test_who_joined_is_told_while_the_room_is_open(
    run: RunScreen, day: Session, room: RoomProcess
) -> None:
    assert run.room.phones.text() == "Phones: closed"
    room.state = RoomState.OPEN
    room.changed.emit()
    assert run.room.phones.text() == "Phones: 0 in"
    join(day)
    day.watch.nudge()
    run.reload()
    assert run.room.phones.text() == "Phones: 1 in"


def test_the_preflight_follows_the_room_from_closed_to_tried(
    run: RunScreen, room: RoomProcess
) -> None:
    assert preflight_of(run) == (False, "The room is closed to phones. F10 opens it.")
    room.state = RoomState.OPEN
    room._greeting = Greeting(
        address="192.168.1.5", port=8080, join_code="A", note_code="B", remote_code="C"
    )
    room.changed.emit()
    ok, sentence = preflight_of(run)
    assert not ok
    assert sentence.startswith("The room is open at http://192.168.1.5:8080/.")
    room.take_trial(Trial(phones=2, loaded=2, voted=2, told=2, counted=2))
    ok, sentence = preflight_of(run)
    assert ok
    assert sentence.endswith("The room is ready.")


def test_the_preflight_says_when_no_phone_can_reach_this_computer(
    run: RunScreen, room: RoomProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RoomProcess, "has_network", property(lambda _: False))
    run.preflight.look_again()
    assert preflight_of(run)[1].startswith("This computer is on no network")


def test_a_second_phone_with_a_name_is_shown_and_let_in_by_two_keys(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    with day.file.write(Verb.SET_UP, clock()) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), asks_names=True))
        for _ in range(3):
            joining.join(writer, Agreed(take_part=True, name="Anna Ash"), now=clock())
    run.reload()
    claims = run.room.claims
    assert "A second phone gives the name Anna Ash, and 1 more." in claims.words.text()
    press(run, "Alt+N")
    assert "Anna Ash. Ask them" in claims.words.text()
    press(run, "Alt+Y")
    assert not claims.isVisible()
    assert joining.joined(day.file) == 1


def test_that_one_phones_vote_replaces_the_others_is_said(run: RunScreen) -> None:
    for in_a_vote in (True, False):
        run.room.claims.show_claims((joining.Claim("d", "Anna Ash", in_a_vote=in_a_vote),))
        assert ("replaces what the first one sent" in run.room.claims.words.text()) is in_a_vote


@pytest.mark.parametrize(("from_one", "is_told"), [(9, False), (10, True), (12, False)])
def test_many_phones_of_one_machine_are_told_where_nobody_is_checked_in(
    run: RunScreen, day: Session, clock: Clock, room: RoomProcess, from_one: int, *, is_told: bool
) -> None:
    """Where all are of one, the whole room comes by one address."""
    room.state = RoomState.OPEN
    with day.file.write(Verb.SET_UP, clock()) as writer:
        for person in writer.every(Participant):
            writer.put(replace(person, arrived_at=None))
        for _ in range(12):
            joining.join(writer, Agreed(take_part=True), now=clock())
    joining.note_arrivals(day.file, Arrivals(from_one=from_one), now=clock())
    run.reload()
    run._pass_second()
    told = f"{from_one} of 12 phones are in from one machine." if is_told else ""
    assert run.room.flow.text() == told


def test_who_is_under_way_and_phones_too_many_for_the_room_stand_in_one_line(
    run: RunScreen, day: Session, clock: Clock, room: RoomProcess
) -> None:
    room.state = RoomState.OPEN
    with day.file.write(Verb.SET_UP, clock()) as writer:
        for person in writer.every(Participant):
            writer.put(replace(person, arrived_at=None))
        writer.put(Participant(id="here", name="Anna Ash", arrived_at=clock(), seen_here=True))
        for _ in range(4):
            joining.join(writer, Agreed(take_part=True), now=clock())
    joining.note_arrivals(day.file, Arrivals(scanned=2, consent=7, from_one=3), now=clock())
    run.reload()
    run._pass_second()
    assert run.room.flow.text() == (
        "2 scanned, 7 at consent, 4 in. "
        "4 phones for 1 person checked in, 3 of them from one machine."
    )
    joining.note_arrivals(day.file, Arrivals(), now=clock())
    preparing.save(
        day.file,
        *(
            Participant(id=f"here {n}", name=f"P {n}", arrived_at=clock(), seen_here=True)
            for n in range(3)
        ),
        now=clock(),
    )
    run.reload()
    run._pass_second()
    assert not run.room.flow.isVisible()


def test_what_is_typed_from_paper_carries_its_box_and_the_next_sheet_is_looked_at_anew(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F2")
    way = run.room.capture.way
    way.setCurrentIndex(way.findText("Both ticked, on paper"))
    run.room.capture.words.setPlainText("Nobody asked us")
    press(run, "Return")
    day.watch.nudge()
    (sent,) = every_response(day.file)
    assert (sent.channel, sent.quotable, sent.archivable) == (Channel.PAPER, True, True)
    assert way.currentText() == "Nothing ticked, on paper"
    press(run, "F3", "K", "Y")
    day.watch.nudge()
    (sent,) = every_response(day.file)
    assert (sent.quotable, sent.archivable) == (False, False)


def test_whoever_counts_hands_of_a_list_is_told_how_many_of_it_have_not_voted(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    with day.file.write(Verb.SET_UP, clock()) as writer:
        poll = replace(writer.get(Poll, "p1"), secrecy=Secrecy.SEALED)
        writer.put(replace(poll, open_to=OpenTo.NAMED, open_for=("one", "two")))
        writer.put_all(Participant(id=id, name=id) for id in ("one", "two", "three"))
    open_first_poll(run, day, clock)
    press(run, "F4")
    state = run.show_panel.poll.state
    assert "Round 1 is open" in state.text()
    assert "Paper and hands" not in state.text(), "nobody counts any"
    press(run, "H")
    run.reload()
    assert "Not voted yet: 2 of the 2 people on it." in state.text()


def test_while_a_finding_is_voted_on_what_is_said_is_captured_to_it(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    with day.file.read() as reader:
        finding, poll = reader.every(Finding)[0], reader.get(Poll, "p1")
    preparing.save(day.file, replace(poll, finding_id=finding.id), now=clock())
    open_first_poll(run, day, clock)
    press(run, "F2")
    assert run.room.capture.question.currentText() == finding.wording
    run.room.capture.words.setPlainText("It was not so with us")
    press(run, "Return")
    assert every_response(day.file)[-1].question_id == finding.id
    assert run.room.responses.model.total == 1


def test_at_the_welcome_the_room_is_shown_how_to_join_as_the_script_says(
    run: RunScreen, day: Session, room: RoomProcess
) -> None:
    said: list[str] = []
    day.tasks.said.connect(said.append)
    preparing.save(day.file, segment("hello", 0.5, SegmentKind.WELCOME), now=MORNING)
    day.watch.nudge()
    press(run, "F9", "F4")
    assert [row.text for row in run.show_panel.rows.rows if row.lead] == [
        "The time left",
        "The welcome",
        "How to join by phone",
        "A message…",
    ]
    press(run, "3")
    assert "F10 opens it" in said[-1]
    room.state = RoomState.OPEN
    room._greeting = Greeting(
        address="192.168.1.5", port=8080, join_code="A", note_code="B", remote_code="C"
    )
    press(run, "3")
    with day.file.read() as reader:
        stage = stage_of(reader)
    assert (stage.scene, stage.message) == (Scene.JOIN, room.greeting and room.greeting.url)


def test_people_are_asked_before_they_vote_in_the_order_of_the_list(
    run: RunScreen, day: Session
) -> None:
    preparing.save(
        day.file,
        segment("talk", 0.5, SegmentKind.DISCUSSION, question_ids=("q2",), poll_ids=("p2",)),
        now=MORNING,
    )
    day.watch.nudge()
    press(run, "F9")
    assert [row.text for row in run.show_panel.rows.rows if row.lead][:2] == [
        "Who gains?",
        "Poll p2",
    ]


def test_what_came_in_while_another_place_was_in_sight_is_listed_when_run_is_shown_again(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    listed = run.room.responses.model
    question = run.room.capture.typed.question_id
    collecting.capture(day.file, question, "In sight", now=clock())
    day.watch.nudge()
    assert listed.rowCount() == 1
    run.hide()
    collecting.capture(day.file, question, "Meanwhile", now=clock())
    day.watch.nudge()
    run.show()
    assert listed.rowCount() == 2
