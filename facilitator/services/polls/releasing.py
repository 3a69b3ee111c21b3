"""Releasing: what a round gives away by group is settled once, when it is revealed."""

from collections import Counter
from collections.abc import Sequence

from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.agreement.reasons import reason_tables
from facilitator.domain.polls.cross_tables import cross_all
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Ballot, Round, Secrecy
from facilitator.domain.polls.voters.electorate import may_vote
from facilitator.domain.privacy.combinations import not_kept
from facilitator.domain.privacy.disclosure import (
    CrossTable,
    Guard,
    SafeTable,
    Split,
    protect,
    withheld,
)
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.notes import member_checks
from facilitator.services.polls.rounds_held import age
from facilitator.store.records import devices
from facilitator.store.records.reader import Reader


def room_guard(seminar: Seminar) -> Guard:
    """How carefully results are split on the projector and in the window."""
    return Guard(seminar.room_threshold)


def release_of(reader: Reader, known: Round) -> tuple[SafeTable, ...]:
    """What may be told of a closed round by group, item by item, of reasons by side, and of what
    groups say of their own points.
    """
    if method_of(known.poll).deals_own:
        threshold = reader.get(Seminar, SEMINAR_ID).room_threshold
        return member_checks.released_points(reader, known, threshold)
    return (*_by_group(reader, known), *_by_side(reader, known))


def _by_side(reader: Reader, known: Round) -> Sequence[SafeTable]:
    """Why people agreed or did not. So many votes as there are more than people seen at the desk
    may all be one person's: no side counts on them.
    """
    seminar = reader.get(Seminar, SEMINAR_ID)
    ballots = reader.ballots(known.id)
    tables = reason_tables(known.poll, ballots)
    came = [p for p in checked_in(reader) if may_vote(known, p.id)]
    if not (came or seminar.door_closed):
        return tuple(map(withheld, tables))
    guard = room_guard(seminar)
    doubted = max(0, len(ballots) - len(came)) if came else 0
    sure = Guard(guard.threshold + doubted)
    return tuple(protect(table, sure) for table in tables)


def _by_group(reader: Reader, known: Round) -> tuple[SafeTable, ...]:
    """What may be told of a closed round by group, item by item.

    A group counts no more people than were checked in from it at the desk, of those who might vote.
    Where nobody was, phones may be anybody's: nothing is told until the facilitator has closed the
    door. Nor is it where an earlier round of the poll is split the other way, as the same poll may
    be on two laptops whose files were merged: both together could tell of single people.
    """
    seminar, ballots = reader.get(Seminar, SEMINAR_ID), reader.ballots(known.id)
    rooms = _rooms(reader, ballots)
    names = {Split.SECTOR: seminar.sectors, Split.SIZE: seminar.sizes, Split.ROOM: rooms}
    tables = cross_all(known.poll, ballots, names)
    came = [p for p in checked_in(reader) if may_vote(known, p.id)]
    earlier = [r for r in reader.every(Round, poll_id=known.poll_id) if age(r) < age(known)]
    other_way = any(each.poll.split is not known.poll.split for each in earlier)
    if other_way or not (came or seminar.door_closed):
        return tuple(map(withheld, tables))
    guard, split = room_guard(seminar), known.poll.split
    if split is Split.ROOM:
        possible = _possible_in_rooms(reader, known, rooms, came)
    else:
        possible = _possible(reader, known, names[split], here=bool(came))
    return tuple(
        protect(table, guard, _heads(table, split, came) if came else None, possible)
        for table in tables
    )


def _possible(reader: Reader, known: Round, names: Sequence[str], *, here: bool) -> Sequence[int]:
    """How many people of each group may be in the room: who came, by the list or by a phone. Where
    nobody is checked in, whoever is on the list; where there is no list, somebody of each.
    """
    people = [p for p in reader.every(Participant) if may_vote(known, p.id)]
    phones = [
        phone
        for phone in devices.every_device(reader, Role.PARTICIPANT)
        if not (phone.participant_id or phone.asks_for) and may_vote(known, "", phone.id)
    ]
    here_or_listed: list[Participant | Device] = [
        *(p for p in people if p.arrived_at or not here),
        *phones,
    ]
    found = _counted(here_or_listed, known.poll.split)
    unknown = 0 if people else 1
    rest = sum(many for name, many in found.items() if name not in names)
    if known.poll.secrecy is not Secrecy.NAMED:
        said = [(each.sector, each.size) for each in here_or_listed]
        which = 0 if known.poll.split is Split.SECTOR else 1
        rest += not_kept(said, reader.get(Seminar, SEMINAR_ID).room_threshold, which)
    return [*(found[name] + unknown for name in names), rest]


def _rooms(reader: Reader, ballots: Sequence[Ballot]) -> tuple[str, ...]:
    """The rooms that phones are in, or voters were, the main one first."""
    known = {phone.room for phone in devices.every_device(reader, Role.PARTICIPANT)}
    known |= {ballot.room for ballot in ballots if ballot.room}
    return (MAIN, *sorted(known - {MAIN}))


def _possible_in_rooms(
    reader: Reader, known: Round, rooms: Sequence[str], came: Sequence[Participant]
) -> Sequence[int]:
    """How many people who might vote may be in each room, which their phones say; of whom no room
    is known, those checked in who can have none of these phones, and whose room is not kept.
    """
    phones = [
        phone
        for phone in devices.every_device(reader, Role.PARTICIPANT)
        if not phone.asks_for and may_vote(known, phone.participant_id, phone.id)
    ]
    holders = {phone.participant_id for phone in phones}
    nameless = sum(not phone.participant_id for phone in phones)
    rest = max(0, sum(person.id not in holders for person in came) - nameless)
    threshold = reader.get(Seminar, SEMINAR_ID).room_threshold
    if known.poll.secrecy is Secrecy.SEALED:
        rest += not_kept([(phone.room,) for phone in phones], threshold, 0)
    elif known.poll.secrecy is Secrecy.PSEUDONYMOUS:
        rest += not_kept([(p.room, p.sector, p.size) for p in phones], threshold, 0)
    found = Counter(phone.room for phone in phones)
    return [*(found[room] for room in rooms), rest]


def _counted(people: Sequence[Participant | Device], split: Split) -> Counter[str]:
    return Counter(each.sector if split is Split.SECTOR else each.size for each in people)


def checked_in(reader: Reader) -> tuple[Participant, ...]:
    """Those whom somebody at the desk has seen; a name typed on a phone is none of these."""
    return tuple(person for person in reader.every(Participant) if person.seen_here)


def _heads(table: CrossTable, split: Split, came: Sequence[Participant]) -> list[int]:
    """How many people of each group can have voted; of those who did not say, whoever is left.

    The desk knows nobody's room: so many votes as there are more than people seen there may all be
    one person's, in whichever room.
    """
    if split is Split.ROOM:
        people = [sum(cells) for cells in table.cells]
        doubted = max(0, sum(people) - len(came))
        return [max(0, n - doubted) for n in people]
    here = _counted(came, split)
    named = [here[name] for name in table.rows[:-1]]
    voted = sum(min(sum(cells), heads) for cells, heads in zip(table.cells, named, strict=False))
    return [*named, max(0, len(came) - voted)]
