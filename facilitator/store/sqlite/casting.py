"""Ballots: cast in one atomic step, and made untraceable when a sealed round closes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import delete, insert, select

from facilitator.domain.polls.polls import Ballot, RoundState
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader, ballot_of
from facilitator.store.records.writer import Writer


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot on its way in; `submission` makes a resend count once."""

    ballot: Ballot
    submission: str


_TABLE = tables.ballots

# While people vote, the thread that writes takes turns with the one that answers them, and waits
# for its turn at every step of the database. So a batch goes in as one value and one step, however
# many it holds. What that step does is a trigger, since one statement can write one table only.
PREPARATION = (
    "CREATE TEMP VIEW casting AS SELECT NULL AS batch",
    """CREATE TEMP TRIGGER take_in INSTEAD OF INSERT ON casting BEGIN
    SELECT RAISE(ABORT, 'a round takes no ballots') WHERE EXISTS (
        SELECT 1 FROM json_each(NEW.batch) AS given
        LEFT JOIN rounds ON rounds.id = given.value ->> 0 WHERE state IS NOT 'open');
    INSERT INTO ballots
        (seq, round_id, voter_key, marks, words, channel, sector, size)
    SELECT (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'ballots') + 1 + key,
        value ->> 0, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
    FROM json_each(NEW.batch) WHERE NOT EXISTS (
        SELECT 1 FROM submissions WHERE round_id = value ->> 0 AND submission = value ->> 1)
    ON CONFLICT (round_id, voter_key) DO UPDATE
    SET seq = excluded.seq, marks = excluded.marks, words = excluded.words,
        channel = excluded.channel, sector = excluded.sector, size = excluded.size;
    INSERT OR IGNORE INTO submissions (round_id, submission)
    SELECT value ->> 0, value ->> 1 FROM json_each(NEW.batch);
    END""",
)
"""What a connection needs to know before ballots can be cast through it."""
_CAST = "INSERT INTO casting VALUES (?)"


def cast_all(writer: Writer, casts: Sequence[Cast]) -> None:
    """Write ballots; a later one of the same voter replaces the earlier, a resend does nothing.

    A changed ballot takes a new sequence number, so that whoever counts sees it as news. Their
    rounds are open; the driver's IntegrityError says that one is not.
    """
    if casts:
        writer.driver.execute(_CAST, (_batch_of(casts),))


def cast_at_once(driver: Any, casts: Sequence[Cast]) -> bool:
    """The same in a transaction of its own, of this one step; False where a round is not open.

    Then nothing is written. `driver` comes from `SeminarFile.step`.
    """
    try:
        driver.execute(_CAST, (_batch_of(casts),))
    except sqlcipher.IntegrityError:
        return False
    return True


def _batch_of(casts: Sequence[Cast]) -> str:
    """The casts as the trigger reads them, each submission once."""
    first = {_submission(cast): cast for cast in reversed(casts)}
    return _json([_row(cast) for cast in casts if first[_submission(cast)] is cast])


def _submission(cast: Cast) -> tuple[str, str]:
    return cast.ballot.round_id, cast.submission


def _row(cast: Cast) -> tuple[str, ...]:
    ballot = cast.ballot
    return (
        *_submission(cast),
        ballot.voter_key,
        _json(ballot.marks),
        _json(ballot.words),
        ballot.channel,
        ballot.sector,
        ballot.size,
    )


def _json(values: Sequence[object]) -> str:
    return msgspec.json.encode(values).decode()


def is_open(reader: Reader, round_id: str) -> bool:
    """Whether a round takes ballots within this transaction."""
    run = reader.driver.execute
    found = run("SELECT state FROM rounds WHERE id = ?", (round_id,)).fetchone()
    return found is not None and found[0] == RoundState.OPEN.value


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
