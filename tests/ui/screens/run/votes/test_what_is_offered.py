"""Whoever leads a room is offered what can be done, and nothing that is refused: days walked at
random in a main room and a hall, together and by themselves, where all that the facilitator's phone
and the window's Run offer is held against what is answered.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import OwnCopy
from facilitator.domain.locales import ENGLISH
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, OpenTo, Poll, Round, RoundState
from facilitator.domain.seminar.agenda import DayState, Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.room.messages import remotes, room_state
from facilitator.services.polls import rounds_held, voting
from facilitator.services.responses import collecting
from facilitator.services.seminar import running
from facilitator.services.views import phones, projector, run_screen
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import OWN_COPY
from ui.screens.run.day_column import DayColumn
from ui.screens.run.votes.poll_keys import PollKeys, phase_of

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
STEPS = 50
POLLS = ("one", "other", "all", "unworded", "listed", "sorted")
FOR = {"all": OpenTo.ALL_ROOMS, "listed": OpenTo.CHECKED_IN}
Act = Callable[[], object]
Offered = dict[tuple[str, str], tuple[bool, Act]]
"""Each thing that might be done, whether it is offered, and how it is done."""


@pytest.fixture
def main(tmp_path: Path) -> Iterator[SeminarFile]:
    """Two segments in which the same is asked; one vote is of all rooms, one has no wording, one is
    for people on a list, which has nobody on it at first, and one sorts what nobody has answered.
    """
    made = SeminarFile.create(tmp_path / "day.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18)))
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
        for position, id in enumerate(POLLS):
            writer.put(
                Poll(
                    id=id,
                    position=position,
                    title=id,
                    wording="" if id == "unworded" else "Which?",
                    method=Method.SORT if id == "sorted" else Method.CHOOSE_ONE,
                    items=() if id == "sorted" else (Item(f"{id} a", "A"), Item(f"{id} b", "B")),
                    question_id="q" if id == "sorted" else "",
                    open_to=FOR.get(id, OpenTo.ANYBODY),
                )
            )
        for number in (1, 2):
            writer.put(
                Segment(
                    id=f"s{number}",
                    position=number,
                    kind=SegmentKind.VOTE,
                    title=f"Part {number}",
                    minutes=30,
                    poll_ids=POLLS,
                    question_ids=("q",),
                )
            )
    running.start_day(made.in_room("hall"), now=NOW)
    yield made
    made.close()


def told(room: SeminarFile) -> tuple[remotes.Remote, Segment | None]:
    """What the facilitator's phone in a room is shown, and the segment it is in."""
    current = running.run_sheet(room, NOW).current
    shown = phones.showing(room, NOW)
    shared = room_state.shared(shown, 1, NOW, ENGLISH)
    return room_state.remote(shared, shown, phones.behind(room, current), ENGLISH), current


def on_phone(room: SeminarFile) -> Offered:
    remote, current = told(room)
    segment = current.id if current else ""
    runs = remote.day == "running"
    found: Offered = {
        ("start", ""): (remote.day == "before", partial(running.start_day, room, now=NOW)),
        ("go on", ""): (runs and not remote.stays, partial(running.go_on, room, now=NOW)),
        ("back", ""): (
            remote.day == "finished" or (runs and not remote.stays and not remote.is_first),
            partial(running.go_back, room, now=NOW),
        ),
    }
    for question in remote.questions_here:
        show = partial(projector.show, room, Scene.QUESTION, question.id, now=NOW)
        found["show", question.id] = (not remote.held, show)
    for line in remote.polls:
        opens = partial(voting.open_round, room, line.id, segment_id=segment, now=NOW)
        if not line.round_id:
            found["open", line.id] = (line.act == "open", opens)
            continue
        found["again", line.id] = (line.again, partial(opens, reason="Once more"))
        for name, act in LATER.items():
            found[name, line.id] = (line.act == name, partial(act, room, line.round_id, now=NOW))
    return found


LATER: Mapping[str, Callable[..., object]] = {
    "close": voting.close_round,
    "declare": voting.declare_count,
    "reveal": voting.reveal_round,
}


def in_window(day: DayColumn, keys: PollKeys, room: SeminarFile) -> Offered:
    current, console = running.run_sheet(room, NOW).current, run_screen.console(room)
    found: Offered = {}
    day.show_day(console, NOW)
    if current is None:
        return found
    acts: tuple[tuple[str, QPushButton, Callable[..., object]], ...] = (
        ("go on", day.on, running.go_on),
        ("back", day.back, running.go_back),
        ("end", day.end, running.finish_day),
    )
    for name, key, act in acts:
        found[name, ""] = (key.isEnabled(), partial(act, room, now=NOW))
    runs = console.progress.state is DayState.RUNNING
    assert day.why.isHidden() == (day.end.isEnabled() or not runs), "it says why"
    for line in console.polls:
        keys.show_for(line, phase_of(line, current), is_unused=line.cast == 0, is_told=False)
        opens = partial(voting.open_round, room, line.poll.id, segment_id=current.id, now=NOW)
        there = {key: not key.isHidden() for key in (keys.open, keys.again, keys.discard)}
        if line.latest is None or not there[keys.again]:
            found["open", line.poll.id] = (there[keys.open], opens)
        if line.latest is None:
            continue
        held = line.latest.id
        again = partial(voting.reopen_round, room, held, "Once more", now=NOW)
        found["again", line.poll.id] = (there[keys.again], again)
        found["discard", line.poll.id] = (
            there[keys.discard],
            partial(voting.discard_round, room, held, now=NOW),
        )
        shown = {"close": keys.close_voting, "declare": keys.declare, "reveal": keys.reveal}
        for name, act in LATER.items():
            does = partial(act, room, held, now=NOW)
            found[name, line.poll.id] = (not shown[name].isHidden(), does)
    return found


def beside(main: SeminarFile, draw: Random) -> None:
    """What else happens: the network goes or comes back, a count is awaited, people come, answers
    come in.
    """
    if draw.random() < 0.3:
        with main.write(Verb.ADD, NOW) as writer:
            writer.put(Participant(id="p", name="Ann", arrived_at=NOW, seen_here=True))
        for said in ("This", "That", "And more", "Enough", "To sort"):
            collecting.capture(main, "q", said, now=NOW)
        return
    with main.write(Verb.CHANGE, NOW) as writer:
        if draw.random() < 0.5:
            alone = writer.fact(OWN_COPY) is None
            writer.note_fact(OWN_COPY, OwnCopy("a database", NOW, 0) if alone else None)
            return
        held = writer.every(Round, state=RoundState.OPEN)
    for each in held:
        assert rounds_held.turnout(main, each.id) == 0
        try:
            voting.await_count(main.in_room(each.room), each.id, now=NOW)
        except SeminarError:
            continue


OTHERWISE = {("window", "open"), ("window", "again"), ("window", "reveal")}
"""The window asks a poll anew in its own way: it opens in another segment what is over in one."""
KEYS = (
    *("open", "close", "declare", "reveal", "next", "countdown", "hands", "tablet"),
    *("again", "discard"),
)


def test_what_is_offered_is_done_and_what_is_not_is_refused(
    main: SeminarFile, qtbot: QtBot
) -> None:
    draw, keys = Random(6), PollKeys(dict.fromkeys(KEYS, bool))
    day = DayColumn()
    qtbot.addWidget(keys)
    qtbot.addWidget(day)
    done: set[tuple[str, str]] = set()
    refused: set[tuple[str, str]] = set()
    for _ in range(STEPS):
        room = main.in_room(draw.choice((MAIN, "hall")))
        offered = {("phone", *what): how for what, how in on_phone(room).items()}
        if room.room == MAIN:
            offered |= {("window", *what): how for what, how in in_window(day, keys, room).items()}
        for what, (may, act) in offered.items():
            face, name, _ = what
            if not may and (face, name) not in OTHERWISE:
                assert is_refused(act), what
                refused.add((room.room, name))
        can = sorted(what for what, (may, _) in offered.items() if may)
        if can and draw.random() < 0.9:
            (what,) = draw.choices(can, [5 if "all" in each else 1 for each in can])
            assert not is_refused(offered[what][1]), what
            done.add((room.room, what[1]))
        else:
            beside(main, draw)
    assert len(done) > 10, done
    assert len(refused) > 10, refused


def is_refused(act: Act) -> bool:
    try:
        act()
    except SeminarError:
        return True
    return False
