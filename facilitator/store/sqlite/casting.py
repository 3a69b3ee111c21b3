"""Ballots on their way in: any number of them in one atomic step of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection

from facilitator.domain.polls.polls import Ballot


@dataclass(frozen=True, slots=True)
class Cast:
    """A ballot on its way in; `submission` makes a resend count once."""

    ballot: Ballot
    submission: str


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


def cast_within(connection: Connection, casts: Sequence[Cast]) -> None:
    """Write ballots within a transaction; a database error says that a round is not open."""
    if casts:
        connection.exec_driver_sql(_CAST, (_batch_of(casts),))


def cast_at_once(driver: Any, casts: Sequence[Cast]) -> bool:
    """The same in a transaction of its own, of this one step; False where a round is not open.

    Then nothing is written.
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
