"""Ballots on their way in: any number of them in one atomic step of the database."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection

from facilitator.domain.polls.polls import Ballot
from facilitator.store.batches import Seat, first_sent, sent_as
from facilitator.store.postgres import open_votes

secret_of, note_secret = open_votes.secret_of, open_votes.note_secret
said_by, unboxed = open_votes.said_by, open_votes.unboxed

TAKE_IN = """
    CREATE FUNCTION take_in(
        rounds_of text[], voters_of text[], sent_as text[], says text[], boxed bytea[],
        seats text[], channels text[]
    ) RETURNS void LANGUAGE plpgsql AS $take$
    BEGIN
        IF EXISTS (
            SELECT 1 FROM unnest(rounds_of, channels, boxed) AS given (round_id, channel, box)
            LEFT JOIN rounds ON rounds.id = given.round_id
            WHERE state IS DISTINCT FROM 'open'
                AND NOT (state IS NOT DISTINCT FROM 'counting' AND given.channel = 'paper')
                OR length(given.box) = 0
        ) THEN
            RAISE EXCEPTION 'a round takes no ballots' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM unnest(rounds_of, voters_of, sent_as, says)
                AS given (round_id, voter_key, submission, said)
            JOIN submissions AS known USING (round_id, voter_key, submission)
            WHERE known.said <> given.said
        ) THEN
            RAISE EXCEPTION 'a submission said something else' USING ERRCODE = 'check_violation';
        END IF;
        WITH given AS (
            SELECT DISTINCT ON (round_id, voter_key) *
            FROM unnest(rounds_of, voters_of, sent_as, boxed) WITH ORDINALITY
                AS given (round_id, voter_key, submission, box, place)
            WHERE NOT EXISTS (
                SELECT 1 FROM submissions AS known WHERE known.round_id = given.round_id
                    AND known.voter_key = given.voter_key
                    AND known.submission = given.submission)
            ORDER BY round_id, voter_key, place DESC
        ), placed AS (
            INSERT INTO ballots
                (round_id, voter_key, marks, words, channel, submission, nameless_key)
            SELECT round_id, voter_key, '[]', '[]', NULL, submission, ''
            FROM given ORDER BY place
            ON CONFLICT (round_id, voter_key) DO UPDATE
            SET seq = excluded.seq, submission = excluded.submission
        )
        INSERT INTO boxes (round_id, voter_key, box) SELECT round_id, voter_key, box FROM given
        ON CONFLICT (round_id, voter_key) DO UPDATE SET box = excluded.box;
        INSERT INTO submissions (round_id, voter_key, submission, said)
        SELECT * FROM unnest(rounds_of, voters_of, sent_as, says)
        UNION ALL
        SELECT round_id, seat, '', '' FROM unnest(rounds_of, seats) AS given (round_id, seat)
        WHERE seat <> ''
        ON CONFLICT DO NOTHING;
    END $take$"""
"""What one step does: of several ballots of one voter the last counts. It runs where the database
is, without a way there and back for each ballot.
"""
_TAKE_IN = (
    "SELECT take_in(%b::text[], %b::text[], %b::text[], %b::text[], %b::bytea[], %b::text[], "
    "%b::text[])"
)
"""In PostgreSQL's binary form: a box written as text takes twice its bytes, and a look at each."""


def cast_within(connection: Connection, ballots: Sequence[Ballot]) -> None:
    """Write ballots within a transaction.

    A database error says that a round is not open, or that a submission said something else.
    """
    if ballots:
        connection.exec_driver_sql(_TAKE_IN, _batch(connection, ballots))


def _batch(connection: Connection, ballots: Sequence[Ballot]) -> tuple[list[object], ...]:
    """Of the ballots, each submission once: round, voter, submission, what it says, box, seat and
    channel.
    """
    boxes = open_votes.Boxes(connection)
    rows = (
        (*sent_as(ballot), *boxes.boxed(ballot), ballot.seat, ballot.channel)
        for ballot in first_sent(ballots)
    )
    return tuple(list(column) for column in zip(*rows, strict=True))


def all_sit(connection: Connection, seats: Collection[Seat]) -> bool:
    """Whether the phones are in that ballots come from, and whose they are is on the list."""
    if not seats:
        return True
    columns = tuple(list(column) for column in zip(*set(seats), strict=True))
    return connection.exec_driver_sql(_IS_NONE, columns).first() is None


_IS_NONE = """
    SELECT 1 FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
        AS seat (device_id, participant_id, round_id, quoted)
    LEFT JOIN devices ON devices.id = seat.device_id
    LEFT JOIN rounds ON rounds.id = seat.round_id
    WHERE devices.participant_id IS DISTINCT FROM seat.participant_id
        OR seat.quoted <> '' AND position(seat.quoted IN rounds.entitled) = 0"""
