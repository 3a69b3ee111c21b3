"""A vote of all rooms is for whoever a vote of one room may be for, and by every method: one list,
one seat for each person on it in whichever room, one tally. In a file and in a database.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.methods.registry import METHODS, method_of
from facilitator.domain.polls.polls import (
    IN_ALL_ROOMS,
    Criterion,
    Item,
    Method,
    OpenTo,
    Poll,
    Round,
    Secrecy,
)
from facilitator.domain.polls.voters.electorate import kept_of, told_of
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.rooms import ALL_ROOMS
from facilitator.domain.stage import sights
from facilitator.services.polls import rounds_held, voting
from facilitator.services.polls.ballot_intake import Envelope, Gathering, SentBallot
from facilitator.services.polls.voters import Voter
from facilitator.services.views import phones, projector, tablet
from facilitator.store.records import devices
from facilitator.store.seminar_store import SeminarStore
from tests.store.databases.conftest import Opens
from tests.store.databases.three_rooms import NOW, Rooms, poll

YES, NO = (("i", 5),), (("i", 1),)


@pytest.fixture
def rooms(opens: Opens) -> Rooms:
    return Rooms(opens)


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody with a phone in a room."""

    room: SeminarStore
    person: Participant
    voter: Voter


def seated(rooms: Rooms) -> list[Seat]:
    """Twelve people with names in each of two rooms, every other one checked in at the desk, every
    third from the third sector.
    """
    seats: list[Seat] = []
    for room in (rooms.main, rooms.hall):
        people = [
            Participant(
                id=f"{room.room}{number}",
                name=f"P{number}",
                sector="Public" if number % 3 else "Third",
                arrived_at=NOW,
                seen_here=number % 2 == 0,
            )
            for number in range(12)
        ]
        rooms.put(*people)
        said = [{"participant_id": each.id, "sector": each.sector} for each in people]
        seats += map(Seat, [room] * 12, people, rooms.let_in(room, said))
    return seats


def is_meant(asked: Poll, person: Participant) -> bool:
    match asked.open_to:
        case OpenTo.CHECKED_IN_ALL_ROOMS:
            return person.seen_here
        case OpenTo.SECTOR_ALL_ROOMS:
            return person.sector in asked.open_for
        case OpenTo.NAMED_ALL_ROOMS:
            return person.id in asked.open_for
    return True


def admitted(seat: Seat) -> bool:
    """Whether the phone offers its owner the ballot of a list."""
    with seat.room.read() as reader:
        (phone,) = devices.devices_where(reader, id=seat.voter.device_id)
    return bool(phones.own(seat.room, phone, seat.voter.token).admitted)


LISTS = {
    OpenTo.ALL_ROOMS: (),
    OpenTo.CHECKED_IN_ALL_ROOMS: (),
    OpenTo.SECTOR_ALL_ROOMS: ("Public",),
    OpenTo.NAMED_ALL_ROOMS: ("main1", "main2", *(f"hall{n}" for n in range(11))),
}


def test_all_rooms_may_be_put_every_list() -> None:
    assert set(IN_ALL_ROOMS) | set(IN_ALL_ROOMS.values()) == set(OpenTo)
    assert set(LISTS) == set(IN_ALL_ROOMS.values())
    for one, of_all in IN_ALL_ROOMS.items():
        assert (one.whom, of_all.whom, one.in_all_rooms) == (one, one, of_all)
        asked = poll("p", of_all, open_for=("Third",))
        assert "All rooms vote on this together" in str(told_of(asked))
        assert "All rooms voted on this together" in str(kept_of(asked))


@pytest.mark.parametrize("secrecy", [Secrecy.SEALED, Secrecy.NAMED])
@pytest.mark.parametrize("to", LISTS)
def test_those_on_a_list_have_one_vote_each_in_whichever_room(
    rooms: Rooms, to: OpenTo, secrecy: Secrecy
) -> None:
    seats = seated(rooms)
    asked = poll("p", to, open_for=LISTS[to], secrecy=secrecy)
    rooms.put(asked)
    meant = [seat for seat in seats if is_meant(asked, seat.person)]
    with pytest.raises(SeminarError, match="opened and closed in the main room"):
        voting.open_round(rooms.hall, "p", now=NOW)
    held = voting.open_round(rooms.main, "p", now=NOW)
    assert (held.room, held.present) == (ALL_ROOMS, len(meant))
    listed = to is not OpenTo.ALL_ROOMS
    assert set(held.entitled) == {seat.person.id for seat in meant if listed}
    assert [seat for seat in seats if admitted(seat)] == (meant if listed else [])
    for seat in seats:
        (refused,) = rooms.answers(seat.room, held.id, [(seat.voter, YES)])
        assert (refused is None) == (seat in meant), (seat.person, refused)
    votes_again_elsewhere(rooms, held, meant[0])
    voting.close_round(rooms.main, held.id, now=NOW)
    with rooms.annex.read() as reader:
        assert rounds_held.tallied(reader, reader.get(Round, held.id)).ballots == len(meant)


def votes_again_elsewhere(rooms: Rooms, held: Round, seat: Seat) -> None:
    """Whoever has voted votes on the tablet of another room, and by name there: it counts once."""
    assert tablet.booth(rooms.annex).round == held
    if not held.entitled and held.poll.secrecy is not Secrecy.NAMED:
        return
    again = replace(seat.voter, token="the tablet's", device_id="")
    receipt = voting.cast(rooms.annex, held.id, again, NO, submission="again", now=NOW)
    assert receipt.replaced


def test_a_list_is_told_by_room_and_a_room_without_anybody_on_it_holds_nothing_back(
    rooms: Rooms,
) -> None:
    rooms.join(rooms.annex, 7, sector="Public")
    there = {
        room: rooms.join(room, many, sector="Third")
        for room, many in ((rooms.main, 21), (rooms.hall, 15))
    }
    rooms.set_door(closed=True)
    rooms.put(poll("p", OpenTo.SECTOR_ALL_ROOMS, open_for=("Third",)), poll("q"))
    told = {}
    for id in ("p", "q"):
        held = voting.open_round(rooms.main, id, now=NOW)
        for room, voters in there.items():
            marks = [YES if at % 2 else NO for at in range(len(voters))]
            assert {*rooms.answers(room, held.id, [*zip(voters, marks, strict=True)])} == {None}
        voting.close_round(rooms.main, held.id, now=NOW)
        held = voting.reveal_round(rooms.main, held.id, now=NOW)
        told[id] = [row.name for table in held.by_group for row in table.rows if row.people]
    assert told == {"p": ["main", "hall"], "q": ["main"]}


def test_all_rooms_vote_by_every_method(rooms: Rooms) -> None:
    seats = seated(rooms)
    for method in Method:
        voted_by(rooms, seats, method)


def voted_by(rooms: Rooms, seats: Sequence[Seat], method: Method) -> None:
    asked = put_to_vote(rooms, method, seats)
    held = voting.open_round(rooms.main, asked.id, now=NOW)
    draw, cast = Random(7), len(seats)
    for room in (rooms.main, rooms.hall):
        sent = [envelope(seat, held, draw) for seat in seats if seat.room is room]
        assert {*Gathering(room).gather(sent, now=NOW)} == {None}
    assert [sight(room) for room in rooms.all] == [sight(rooms.main)] * 3
    assert (tablet.booth(rooms.hall).round == held) is not method_of(asked).deals
    voting.close_round(rooms.main, held.id, now=NOW)
    known = voting.reveal_round(rooms.main, held.id, now=NOW)
    with rooms.annex.read() as reader:
        ballots = reader.ballots(held.id)
        assert rounds_held.tallied(reader, known).ballots == cast
    assert [sight(room) for room in rooms.all] == [sight(rooms.main)] * 3
    assert isinstance(sight(rooms.annex), sights.Results)
    by_room = method_of(asked).split is not None
    assert {ballot.room for ballot in ballots} == ({"main", "hall"} if by_room else {""})


def envelope(seat: Seat, held: Round, draw: Random) -> Envelope:
    """What their phone sends of what it was given."""
    with seat.room.read() as reader:
        (phone,) = devices.devices_where(reader, id=seat.voter.device_id)
    dealt = [each.id for each in phones.own(seat.room, phone, seat.voter.token).dealt]
    likes = {id: draw.uniform(-2, 2) for id in dealt or (item.id for item in held.poll.items)}
    sent = SentBallot(
        round_id=held.id,
        marks=tuple(method_of(held.poll).vote(held.poll, likes, draw)),
        words=("Trust",) if held.poll.method is Method.WORDS else (),
        submission=seat.voter.device_id,
    )
    return Envelope(sent, seat.voter)


def sight(room: SeminarStore) -> sights.Sight:
    """What a room's projector paints."""
    return projector.view(room, NOW).sight


def put_to_vote(rooms: Rooms, method: Method, seats: Sequence[Seat]) -> Poll:
    """A poll of the method, and whatever it is about."""
    asked = poll(
        method.value,
        items=tuple(Item(name, name) for name in "ABC")
        if not METHODS[method].deals and method is not Method.WORDS
        else (),
        method=method,
        criteria=(Criterion("x", "X"),) if method is Method.WEIGHTED else (),
        question_id="q" if method is Method.SORT else "",
    )
    rooms.put(asked, Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
    if method is Method.SORT:
        said: dict[str, Any] = {"question_id": "q", "recorded_at": NOW}
        rooms.put(*(Response(id=f"r{n}", words=f"Said {n}", **said) for n in range(9)))
    if method is Method.MEMBER_CHECK:
        all_ = tuple(seat.person.id for seat in seats)
        rooms.put(
            Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="G", minutes=9),
            Breakout(id="b", segment_id="s", position=1, title="Blue", member_ids=all_),
            Note(id="n", breakout_id="b", words="We carry it", headline=True, recorded_at=NOW),
        )
    return asked
