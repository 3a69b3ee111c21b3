"""Ballots on their way in, as engines read them: any number of them as one value."""

from collections.abc import Collection, Sequence
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from facilitator.domain.polls.polls import Ballot


class Seat(NamedTuple):
    """A phone that ballots come from, and whose it is. Where a list says who may vote, `quoted` is
    whose place on it this is, as the list has it in `round_id`.
    """

    device_id: str
    participant_id: str
    round_id: str = ""
    quoted: str = ""


def seat_on_list(device_id: str, participant_id: str, round_id: str) -> Seat:
    """The seat of somebody who votes where a list says who may."""
    return Seat(device_id, participant_id, round_id, f'"{participant_id or device_id}"')


def batch_of_seats(seats: Collection[Seat]) -> str:
    """The seats as JSON, each once."""
    return _json(list(dict.fromkeys(seats)))


def sent_as(ballot: Ballot) -> tuple[str, str, str]:
    """What a resend has in common with what was sent first."""
    return ballot.round_id, ballot.voter_key, ballot.submission


def said_of(ballot: Ballot) -> bytes:
    """What is marked, the same in whatever order it was."""
    return _json((sorted(ballot.marks), ballot.words)).encode()


def said_by(ballot: Ballot) -> str:
    """A digest of what is marked: a resend says the same."""
    return blake2b(said_of(ballot), digest_size=12).hexdigest()


def batch_of(ballots: Sequence[Ballot]) -> str:
    """The ballots as JSON, each submission once: round, voter, submission, what it says, marks,
    words, channel, sector, size, seat, room.
    """
    return _json([_row(ballot) for ballot in first_sent(ballots)])


def first_sent(ballots: Sequence[Ballot]) -> list[Ballot]:
    """The ballots in their order, each submission once."""
    first = {sent_as(ballot): ballot for ballot in reversed(ballots)}
    return [ballot for ballot in ballots if first[sent_as(ballot)] is ballot]


def _row(ballot: Ballot) -> tuple[str | None, ...]:
    return (
        *sent_as(ballot),
        said_by(ballot),
        _json(ballot.marks),
        _json(ballot.words),
        ballot.channel,
        ballot.sector,
        ballot.size,
        ballot.seat,
        ballot.room,
    )


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()
