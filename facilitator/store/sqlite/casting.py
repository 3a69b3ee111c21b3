"""Ballots on their way in: any number of them in one atomic step of the database."""

import contextlib
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection

from facilitator.domain.polls.polls import Ballot
from facilitator.store import batches
from facilitator.store.batches import Seat, batch_of, batch_of_seats
from facilitator.store.sqlite import log_marks

# While people vote, the thread that writes takes turns with the one that answers them, and waits
# for its turn at every step of the database. So a batch goes in as one value and one step, however
# many it holds. What that step does is a trigger, since one statement can write one table only.
_VIEW = "CREATE TEMP VIEW casting AS SELECT NULL AS batch, NULL AS seats"
_TRIGGER = f"""
    CREATE TEMP TRIGGER take_in INSTEAD OF INSERT ON casting BEGIN
    SELECT RAISE(ABORT, 'another process has brought the file to rest') WHERE EXISTS (
        SELECT 1 FROM meta WHERE {log_marks.WHERE_IDLE});
    SELECT RAISE(ABORT, 'a round takes no ballots') WHERE EXISTS (
        SELECT 1 FROM json_each(NEW.batch) AS given
        LEFT JOIN rounds ON rounds.id = given.value ->> 0
        WHERE state IS NOT 'open' AND NOT (state IS 'counting' AND given.value ->> 6 = 'paper'));
    SELECT RAISE(ABORT, 'a phone was let out') WHERE EXISTS (
        SELECT 1 FROM json_each(NEW.seats) AS given
        LEFT JOIN devices ON devices.id = given.value ->> 0
        WHERE participant_id IS NOT given.value ->> 1);
    SELECT RAISE(ABORT, 'somebody is on no list') WHERE EXISTS (
        SELECT 1 FROM json_each(NEW.seats) AS given JOIN rounds ON rounds.id = given.value ->> 2
        WHERE instr(entitled, given.value ->> 3) = 0);
    SELECT RAISE(ABORT, 'a submission said something else') WHERE EXISTS (
        SELECT 1 FROM json_each(NEW.batch) AS given
        JOIN submissions AS known ON known.round_id = given.value ->> 0
            AND known.voter_key = given.value ->> 1 AND known.submission = given.value ->> 2
        WHERE known.said <> given.value ->> 3);
    INSERT OR IGNORE INTO voters (key, sector, size)
    SELECT value ->> 1, value ->> 7, value ->> 8 FROM json_each(NEW.batch);
    INSERT OR IGNORE INTO voter_rooms (key, room)
    SELECT value ->> 1, value ->> 10 FROM json_each(NEW.batch) WHERE value ->> 10 <> '';
    INSERT INTO ballots
        (seq, round_id, voter_key, marks, words, channel, submission, nameless_key)
    SELECT (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'ballots') + 1 + key,
        value ->> 0, value ->> 1, value ->> 4, value ->> 5, value ->> 6, value ->> 2, ''
    FROM json_each(NEW.batch) WHERE NOT EXISTS (
        SELECT 1 FROM submissions WHERE round_id = value ->> 0 AND voter_key = value ->> 1
            AND submission = value ->> 2)
    ON CONFLICT (round_id, voter_key) DO UPDATE
    SET seq = excluded.seq, marks = excluded.marks, words = excluded.words,
        channel = excluded.channel, submission = excluded.submission;
    INSERT OR IGNORE INTO submissions (round_id, voter_key, submission, said)
    SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(NEW.batch);
    INSERT OR IGNORE INTO submissions (round_id, voter_key, submission, said)
    SELECT value ->> 0, value ->> 9, '', '' FROM json_each(NEW.batch) WHERE value ->> 9 <> '';
    END"""  # noqa: S608 - a constant of ours
PREPARATION = (_VIEW, _TRIGGER)
"""What a connection needs to know before ballots can be cast through it."""
_CAST = "INSERT INTO casting VALUES (?, ?)"
_SECRET = "SELECT value FROM round_secrets WHERE key = ?"
_NOTE_SECRET = "INSERT OR REPLACE INTO round_secrets (key, value) VALUES (?, ?)"


@contextlib.contextmanager
def forgotten(connection: Connection) -> Iterator[None]:
    """No trigger for as long as the block lasts, in which the tables change that it knows."""
    connection.exec_driver_sql("DROP TRIGGER temp.take_in")
    yield
    connection.exec_driver_sql(_TRIGGER)


def secret_of(connection: Connection, round_id: str) -> str | None:
    """The secret that an open round's keys are made with: it is kept with the round."""
    found = connection.exec_driver_sql(_SECRET, (round_id,))
    secret: str | None = found.scalar_one_or_none()
    return secret


def note_secret(connection: Connection, round_id: str, secret: str) -> None:
    """Keep the secret of a round that opens."""
    connection.exec_driver_sql(_NOTE_SECRET, (round_id, secret))


def said_by(_connection: Connection, ballot: Ballot) -> str:
    """What a ballot says, as a resend is known by."""
    return batches.said_by(ballot)


def unboxed(
    _connection: Connection, _round_id: str, ballots: Sequence[Ballot]
) -> tuple[Ballot, ...]:
    """Ballots with all that was marked: a file keeps it with them, and forgets the ties."""
    return tuple(ballots)


def cast_within(connection: Connection, ballots: Sequence[Ballot]) -> None:
    """Write ballots within a transaction.

    A database error says that a round is not open, that a submission said something else, or that
    the file says that nobody writes it.
    """
    if ballots:
        connection.exec_driver_sql(_CAST, (batch_of(ballots), batch_of_seats(())))


def cast_at_once(driver: Any, ballots: Sequence[Ballot], seats: Collection[Seat]) -> bool:
    """The same in a transaction of its own, of this one step; False where a database error says so,
    or that one of those seats is none any more. Then nothing is written.
    """
    try:
        driver.execute(_CAST, (batch_of(ballots), batch_of_seats(seats)))
    except sqlcipher.IntegrityError:
        return False
    return True
