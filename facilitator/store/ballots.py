"""Ballots: cast in one atomic step, and made untraceable when a sealed round closes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects import sqlite

from facilitator.domain.polls import Ballot
from facilitator.store import tables
from facilitator.store.journal import Writer
from facilitator.store.queries import Reader, ballot_of


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot on its way in; `submission` makes a resend count once."""

    ballot: Ballot
    submission: str


_TABLE = tables.ballots
_INSERT = sqlite.insert(_TABLE)
_CHANGED = {
    name: _INSERT.excluded[name] for name in ("seq", "marks", "words", "channel", "sector", "size")
}
_UPSERT = _INSERT.on_conflict_do_update(index_elements=["round_id", "voter_key"], set_=_CHANGED)
_SUBMITTED = sqlite.insert(tables.submissions).on_conflict_do_nothing()


def cast_all(writer: Writer, casts: Sequence[Cast]) -> None:
    """Write ballots; a later one of the same voter replaces the earlier, a resend does nothing.

    A changed ballot takes a new sequence number, so that whoever counts sees it as news.
    """
    fresh = _fresh(writer, casts)
    if not fresh:
        return
    connection = writer._connection
    used = connection.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = 'ballots'")
    top = used.scalar_one_or_none() or 0
    connection.execute(_SUBMITTED, [_submission(cast) for cast in fresh])
    connection.execute(_UPSERT, [_row(cast.ballot, top + n) for n, cast in enumerate(fresh, 1)])
    last = top + len(fresh)
    connection.exec_driver_sql("UPDATE sqlite_sequence SET seq = ? WHERE name = 'ballots'", (last,))


def _fresh(writer: Writer, casts: Sequence[Cast]) -> list[Cast]:
    """The casts whose submission has not been counted yet, each submission once."""
    by_submission = {(cast.ballot.round_id, cast.submission): cast for cast in reversed(casts)}
    table = tables.submissions
    for round_id in {round_id for round_id, _ in by_submission}:
        wanted = [s for r, s in by_submission if r == round_id]
        known = writer._connection.execute(
            select(table.c.submission).where(
                table.c.round_id == round_id, table.c.submission.in_(wanted)
            )
        )
        for (submission,) in known.all():
            del by_submission[round_id, submission]
    return [c for c in casts if by_submission.get((c.ballot.round_id, c.submission)) is c]


def _submission(cast: Cast) -> dict[str, str]:
    return {"round_id": cast.ballot.round_id, "submission": cast.submission}


def _row(ballot: Ballot, seq: int) -> dict[str, object]:
    return {
        "seq": seq,
        "round_id": ballot.round_id,
        "voter_key": ballot.voter_key,
        "marks": ballot.marks,
        "words": ballot.words,
        "channel": ballot.channel,
        "sector": ballot.sector,
        "size": ballot.size,
    }


def ballot_by(reader: Reader, round_id: str, voter_key: str) -> Ballot | None:
    """The ballot a voter has in a round, None when there is none."""
    row = reader._connection.execute(
        select(_TABLE).where(_TABLE.c.round_id == round_id, _TABLE.c.voter_key == voter_key)
    ).first()
    return None if row is None else ballot_of(row)


def seal(writer: Writer, round_id: str, threshold: int) -> None:
    """Break every link between a round's ballots and who cast them, when, and in what order.

    Keys become random, order is drawn by lot, submission ids go, and a sector and size that fewer
    than `threshold` voters share is left out.
    """
    ballots = list(writer.ballots(round_id))
    connection = writer._connection
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
