"""Releasing: what a round gives away by group is settled once, when it is revealed."""

from collections import Counter
from collections.abc import Sequence

from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.cross_tables import cross_all
from facilitator.domain.polls.polls import Round
from facilitator.domain.polls.voters.electorate import may_vote
from facilitator.domain.privacy.disclosure import (
    CrossTable,
    Guard,
    SafeTable,
    Split,
    protect,
    withheld,
)
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.store.records.reader import Reader


def room_guard(seminar: Seminar) -> Guard:
    """How carefully results are split on the projector and in the window."""
    return Guard(seminar.room_threshold)


def release_of(reader: Reader, known: Round) -> tuple[SafeTable, ...]:
    """What may be told of a closed round by group, item by item.

    A group counts no more people than were checked in from it at the desk, of those who might vote.
    Where nobody was, phones
    may be anybody's: nothing is told until the facilitator has closed the door.
    """
    seminar = reader.get(Seminar, SEMINAR_ID)
    names = {Split.SECTOR: seminar.sectors, Split.SIZE: seminar.sizes}
    tables = cross_all(known.poll, reader.ballots(known.id), names)
    came = [p for p in checked_in(reader) if may_vote(known, p.id)]
    if not came and not seminar.door_closed:
        return tuple(map(withheld, tables))
    guard = room_guard(seminar)
    return tuple(
        protect(table, guard, _heads(table, known.poll.split, came) if came else None)
        for table in tables
    )


def checked_in(reader: Reader) -> tuple[Participant, ...]:
    """Those whom somebody at the desk has seen; a name typed on a phone is none of these."""
    return tuple(person for person in reader.every(Participant) if person.seen_here)


def _heads(table: CrossTable, split: Split, came: Sequence[Participant]) -> list[int]:
    """How many people of each group can have voted; of those who did not say, whoever is left."""
    here = Counter(person.sector if split is Split.SECTOR else person.size for person in came)
    named = [here[name] for name in table.rows[:-1]]
    voted = sum(min(sum(cells), heads) for cells, heads in zip(table.cells, named, strict=False))
    return [*named, max(0, len(came) - voted)]
