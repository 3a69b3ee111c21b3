"""Ballots as they are kept: cast together, made untraceable when a sealed round closes."""

import secrets
from collections.abc import Sequence
from random import SystemRandom

from sqlalchemy import delete, insert, select

from facilitator.domain.polls.polls import Ballot, RoundState
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader, ballot_of
from facilitator.store.records.writer import Writer
from facilitator.store.sqlite import casting
from facilitator.store.sqlite.casting import Cast

__all__ = ["Cast", "ballot_by", "cast_all", "is_open", "seal"]

_TABLE = tables.ballots


def cast_all(writer: Writer, casts: Sequence[Cast]) -> None:
    """Write ballots; a later one of the same voter replaces the earlier, a resend does nothing.

    A changed ballot takes a new sequence number, so that whoever counts sees it as news. Their
    rounds are open; where one is not, the database refuses the whole act.
    """
    casting.cast_within(writer.connection, casts)


def is_open(reader: Reader, round_id: str) -> bool:
    """Whether a round takes ballots within this transaction."""
    state = select(tables.rounds.c.state).where(tables.rounds.c.id == round_id)
    return reader.connection.execute(state).scalar_one_or_none() == RoundState.OPEN


def ballot_by(reader: Reader, round_id: str, voter_key: str) -> Ballot | None:
    """The ballot a voter has in a round, None when there is none."""
    row = reader.connection.execute(
        select(_TABLE).where(_TABLE.c.round_id == round_id, _TABLE.c.voter_key == voter_key)
    ).first()
    return None if row is None else ballot_of(row)


def seal(writer: Writer, round_id: str, threshold: int) -> None:
    """Break every link between a round's ballots and who cast them, when, and in what order.

    Keys become random, order is drawn by lot, submission ids go, and a sector and size that fewer
    than `threshold` voters share is left out.
    """
    ballots = list(writer.ballots(round_id))
    connection = writer.connection
    connection.execute(delete(_TABLE).where(_TABLE.c.round_id == round_id))
    connection.execute(delete(tables.submissions).where(tables.submissions.c.round_id == round_id))
    SystemRandom().shuffle(ballots)
    shared: dict[tuple[str, str], int] = {}
    for ballot in ballots:
        shared[ballot.sector, ballot.size] = shared.get((ballot.sector, ballot.size), 0) + 1
    rows = [
        {
            "round_id": round_id,
            "voter_key": secrets.token_hex(16),
            "marks": ballot.marks,
            "words": ballot.words,
            "channel": ballot.channel,
            "sector": ballot.sector if shared[ballot.sector, ballot.size] >= threshold else "",
            "size": ballot.size if shared[ballot.sector, ballot.size] >= threshold else "",
        }
        for ballot in ballots
    ]
    if rows:
        connection.execute(insert(_TABLE), rows)
