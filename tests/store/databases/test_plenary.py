"""A vote that all rooms of a seminar take: opened and closed in the main one, on every phone, one
tally; by room it tells nothing of few. In a file and in a database.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import OpenTo, Poll, Round, RoundState, Secrecy
from facilitator.domain.privacy.disclosure import Guard, SafeTable, Split, protect
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.rooms import ALL_ROOMS
from facilitator.domain.stage import sights
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import closing, releasing, rounds_held, voting
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar.rooms import RUN_IN_MAIN
from facilitator.services.views import phones, projector, run_screen, tablet
from facilitator.store.records import devices, vote_tables
from facilitator.store.seminar_store import SeminarStore
from tests.store.databases.conftest import Opens
from tests.store.databases.three_rooms import FEWEST, NOW, Rooms, poll


@pytest.fixture
def rooms(opens: Opens) -> Rooms:
    return Rooms(opens)


def sees(room: SeminarStore) -> str:
    """What a phone in a room is shown of the vote."""
    shown = phones.showing(room, NOW)
    held = shown.poll.round if shown.poll else None
    return f"{shown.stage.scene.value} {held.state.value if held else ''}".strip()


def barred(room: SeminarStore) -> dict[str, str]:
    """Why the facilitator's phone in a room offers nothing to be done with a vote, where it does
    not.
    """
    now = Segment(
        id="s", position=1, title="S", kind=SegmentKind.VOTE, minutes=9, poll_ids=("p", "own")
    )
    return {
        each.poll.id: str(each.elsewhere)
        for each in phones.behind(room, now).polls
        if each.elsewhere
    }


def test_the_main_room_puts_a_vote_to_all_and_closes_it(rooms: Rooms) -> None:
    main, hall, annex = rooms.main, rooms.hall, rooms.annex
    rooms.put(poll("p"), poll("own", OpenTo.ANYBODY, split=Split.SECTOR))
    assert barred(hall) == {"p": str(RUN_IN_MAIN)}, "nor is it opened there"
    here, there = rooms.join(main, 2), rooms.join(hall, 3)
    with pytest.raises(SeminarError, match="opened and closed in the main room"):
        voting.open_round(hall, "p", now=NOW)
    own = voting.open_round(annex, "own", now=NOW)
    with pytest.raises(SeminarError, match="still open in the room “annex”"):
        voting.open_round(main, "p", now=NOW)
    voting.close_round(annex, own.id, now=NOW)
    projector.show(hall, Scene.MESSAGE, message="Tea", now=NOW)
    held = voting.open_round(main, "p", now=NOW + timedelta(minutes=1))
    assert (held.room, held.present) == (ALL_ROOMS, 5)
    assert [sees(room) for room in (main, hall, annex)] == ["poll open"] * 3
    assert tablet.booth(hall).round == held
    assert barred(hall) == {"p": str(RUN_IN_MAIN)}
    assert barred(main) == {}
    for refused in (
        lambda: projector.show(hall, Scene.MESSAGE, message="Tea", now=NOW),
        lambda: voting.open_round(hall, "own", now=NOW),
        lambda: voting.close_round(hall, held.id, now=NOW),
    ):
        with pytest.raises(SeminarError, match="main room"):
            refused()
    assert rooms.send(main, held.id, [(voter, 5) for voter in here]) == 2
    assert rooms.send(hall, held.id, [(voter, 1) for voter in there]) == 3
    voting.cast(hall, held.id, Voter("tablet"), [("i", 4)], submission="t", now=NOW)
    sight = projector.view(annex, NOW).sight
    assert isinstance(sight, sights.Vote)
    assert sight.cast == 6
    voting.close_round(main, held.id, now=NOW)
    assert [sees(room) for room in (main, hall, annex)] == ["poll closed"] * 3
    voting.reveal_round(main, held.id, now=NOW + timedelta(minutes=2))
    assert [sees(room) for room in (main, hall, annex)] == ["poll revealed"] * 3
    line = next(line for line in run_screen.console(main).polls if line.poll.id == "p")
    assert [each.state for each in line.rounds] == [RoundState.REVEALED]
    projector.show(hall, Scene.MESSAGE, message="Tea", now=NOW + timedelta(minutes=3))
    assert sees(hall) == "message", "a room goes on when the vote is over"
    projector.show(main, Scene.WELCOME, now=NOW + timedelta(minutes=4))
    assert phones.showing(annex, NOW).stage.subject_id == "own", "so do all when the main room does"


def test_a_hall_counts_no_hands_of_its_own_and_shows_nothing_else_while_all_vote(
    rooms: Rooms,
) -> None:
    said = Response(id="r", question_id="q", words="Trust", recorded_at=NOW)
    rooms.put(
        poll("p"), Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="?"), said
    )
    held = voting.open_round(rooms.main, "p", now=NOW)
    with pytest.raises(SeminarError, match="main room"):
        voting.count_hands(rooms.hall, held.id, [("i", 5, 1)], 1, now=NOW)
    with pytest.raises(SeminarError, match="main room"):
        projector.show_response(rooms.hall, said, now=NOW)
    voting.count_hands(rooms.main, held.id, [("i", 5, 1)], 1, now=NOW)


def test_a_countdown_of_all_goes_by_the_main_rooms_clock(rooms: Rooms) -> None:
    rooms.put(poll("p"))
    held = voting.open_round(rooms.main, "p", now=NOW)
    voting.set_countdown(rooms.main, held.id, NOW, now=NOW)
    closing.close_due(rooms.hall, now=NOW + timedelta(hours=1))
    assert closing.next_due(rooms.hall) is None
    assert sees(rooms.hall) == "poll open"
    closing.close_due(rooms.main, now=NOW)
    assert sees(rooms.hall) == "poll closed"


def test_each_ballot_counts_once_that_was_acknowledged_in_whichever_room(rooms: Rooms) -> None:
    """A hundred people in three rooms, who send twice, while the main room closes the vote."""
    rooms.put(poll("p"))
    held = voting.open_round(rooms.main, "p", now=NOW)
    there = [rooms.main, rooms.hall, rooms.annex]
    phones_of = [rooms.join(room, many) for room, many in zip(there, (40, 35, 25), strict=True)]

    def vote(which: int) -> int:
        taken = 0
        for voter in phones_of[which]:
            taken += rooms.send(there[which], held.id, [(voter, 5), (voter, 5)]) // 2
        return taken

    with ThreadPoolExecutor(4) as at_once:
        voted = [at_once.submit(vote, which) for which in range(3)]
        while rounds_held.turnout(rooms.main, held.id) < 40:
            assert not all(each.done() for each in voted), "there are more to come"
        voting.close_round(rooms.main, held.id, now=NOW)
        taken = sum(each.result() for each in voted)
    with rooms.annex.read() as reader:
        assert len(reader.ballots(held.id)) == taken
        assert rounds_held.tallied(reader, reader.get(Round, held.id)).ballots == taken


def revealed(
    rooms: Rooms, asked: Poll, votes: Mapping[str, tuple[int, int]], stay: int = 0
) -> Round:
    """So many of each room agree, so many disagree, and in the annex so many do not vote."""
    rooms.put(asked)
    held = voting.open_round(rooms.main, asked.id, now=NOW)
    for name, (agree, disagree) in votes.items():
        room = getattr(rooms, name)
        voters = rooms.join(room, agree + disagree)
        marks = [5] * agree + [1] * disagree
        rooms.send(room, held.id, list(zip(voters, marks, strict=True)))
    rooms.join(rooms.annex, stay)
    rooms.set_door(closed=True)
    voting.close_round(rooms.main, held.id, now=NOW)
    return voting.reveal_round(rooms.main, held.id, now=NOW)


def told(held: Round) -> list[str]:
    return [row.name for table in held.by_group for row in table.rows if row.people is not None]


def kept_rooms(store: SeminarStore) -> list[str]:
    with store.read() as reader:
        return list(reader.connection.execute(select(vote_tables.voter_rooms.c.room)).scalars())


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.PSEUDONYMOUS])
def test_what_few_of_a_room_voted_is_told_of_nobody(rooms: Rooms, secrecy: Secrecy) -> None:
    votes = {"main": (12, 9), "hall": (7, 8), "annex": (2, 1)}
    held = revealed(rooms, poll("p", secrecy=secrecy), votes)
    assert told(held) == ["main"], "the hall keeps the annex company"
    assert sorted(set(kept_rooms(rooms.main)) - {""}) == ["main"], "nor is it in the store"


def test_rooms_of_enough_people_are_told_apart(rooms: Rooms) -> None:
    held = revealed(rooms, poll("p"), {"main": (12, 9), "hall": (7, 8), "annex": (6, 6)})
    assert told(held) == ["main", "annex", "hall"]
    by_room = run_screen.result(rooms.main, "p")
    assert by_room is not None
    assert by_room.by_group is not None
    assert str(by_room.by_group.bars[1].label) == "Main room"
    for room in (rooms.main, rooms.hall):
        projector.show(room, Scene.POLL_BY_ROOM, "p", now=NOW + timedelta(minutes=1))
        sight = projector.view(room, NOW).sight
        assert isinstance(sight, sights.Results)
        assert sight.chart == by_room.by_group


def test_that_nobody_voted_in_a_room_with_phones_is_not_told(rooms: Rooms) -> None:
    held = revealed(rooms, poll("p"), {"main": (12, 9), "hall": (7, 8)}, stay=6)
    assert told(held) == ["main"]


def test_more_votes_than_people_at_the_desk_count_in_no_room(rooms: Rooms) -> None:
    """One person with a browser of many windows would be most of a room."""
    came = [
        Participant(id=f"p{n}", name=f"P{n}", arrived_at=NOW, seen_here=True) for n in range(36)
    ]
    rooms.put(*came)
    assert told(revealed(rooms, poll("p"), {"main": (12, 9), "hall": (7, 8)})) == ["main", "hall"]
    rooms.put(*(Participant(id=each.id, name=each.name) for each in came[:6]))
    with rooms.main.write(Verb.SET_UP, NOW) as writer:
        devices.let_everybody_out(writer)
    assert told(revealed(rooms, poll("q"), {"main": (12, 9), "hall": (7, 8)})) == []


def test_no_room_is_kept_where_a_vote_is_told_by_none(rooms: Rooms) -> None:
    revealed(rooms, poll("p", split=Split.SECTOR), {"main": (5, 5), "hall": (5, 5)})
    assert kept_rooms(rooms.main) == []


def small_figures(held: Round) -> list[int]:
    """The figures of few people that whoever sees all that was told can work out: of a room in an
    answer, and of all who are in no room that was told.
    """
    found: list[int] = []
    for table in held.by_group:
        shown = [row for row in table.rows if row.people is not None]
        left = table.people - sum(row.people or 0 for row in shown)
        for column, whole in enumerate(table.column_totals):
            known = [row.cells[column] for row in shown if row.cells[column] is not None]
            found += [n for n in known if n is not None and n < FEWEST]
            if known and left:
                found += [n for n in [whole - sum(n or 0 for n in known)] if n < FEWEST]
        found += [left] * (0 < left < FEWEST)
    return found


def days(rooms: Rooms, many: int) -> Iterator[Round]:
    random, sizes = Random(7), (0, 2, 4, 5, 6, 9, 14)
    for number in range(many):
        with rooms.main.write(Verb.SET_UP, NOW) as writer:
            devices.let_everybody_out(writer)
        rooms.set_door(closed=False)
        votes = {name: (random.choice(sizes), random.choice(sizes)) for name in ("hall", "annex")}
        votes["main"] = (random.choice(sizes), random.choice(sizes) + 1)
        secrecy = random.choice([Secrecy.SEALED, Secrecy.PSEUDONYMOUS])
        yield revealed(rooms, poll(f"p{number}", secrecy=secrecy), votes)


def test_nothing_told_by_room_comes_out_at_few(rooms: Rooms) -> None:
    many = 0
    for held in days(rooms, 20):
        assert small_figures(held) == []
        many += bool(told(held))
    assert many > 2, "something is told"


def test_without_the_rule_few_would_come_out(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    """The attack finds what is told where any one person is enough."""

    def bare(table: Any, _guard: Guard, *_people: Any) -> SafeTable:
        return protect(table, Guard(1))

    monkeypatch.setattr(releasing, "protect", bare)
    assert any(small_figures(held) for held in days(rooms, 8))
