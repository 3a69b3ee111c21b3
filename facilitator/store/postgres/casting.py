"""Ballots on their way in: any number of them in one atomic step of the database."""

from base64 import b64encode
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from facilitator.domain.polls.polls import Ballot
from facilitator.store.batches import first_sent, sent_as
from facilitator.store.postgres import open_votes

secret_of, note_secret = open_votes.secret_of, open_votes.note_secret
said_by, unboxed = open_votes.said_by, open_votes.unboxed

TAKE_IN = """
    CREATE FUNCTION take_in(batch json) RETURNS void LANGUAGE plpgsql AS $take$
    DECLARE
        given json;
    BEGIN
        IF EXISTS (
            SELECT 1 FROM json_array_elements(batch) AS each
            LEFT JOIN rounds ON rounds.id = each ->> 0
            WHERE state IS DISTINCT FROM 'open'
                AND NOT (state IS NOT DISTINCT FROM 'counting' AND each ->> 6 = 'paper')
                OR each ->> 4 = ''
        ) THEN
            RAISE EXCEPTION 'a round takes no ballots' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (
            SELECT 1 FROM json_array_elements(batch) AS each
            JOIN submissions AS known ON known.round_id = each ->> 0
                AND known.voter_key = each ->> 1 AND known.submission = each ->> 2
            WHERE known.said <> each ->> 3
        ) THEN
            RAISE EXCEPTION 'a submission said something else' USING ERRCODE = 'check_violation';
        END IF;
        FOR given IN SELECT * FROM json_array_elements(batch) LOOP
            CONTINUE WHEN EXISTS (
                SELECT 1 FROM submissions AS known WHERE known.round_id = given ->> 0
                    AND known.voter_key = given ->> 1 AND known.submission = given ->> 2);
            INSERT INTO ballots
                (round_id, voter_key, marks, words, channel, submission, nameless_key)
            VALUES (given ->> 0, given ->> 1, '[]', '[]', NULL, given ->> 2, '')
            ON CONFLICT (round_id, voter_key) DO UPDATE
            SET seq = excluded.seq, submission = excluded.submission;
            INSERT INTO boxes (round_id, voter_key, box)
            VALUES (given ->> 0, given ->> 1, decode(given ->> 4, 'base64'))
            ON CONFLICT (round_id, voter_key) DO UPDATE SET box = excluded.box;
        END LOOP;
        INSERT INTO submissions (round_id, voter_key, submission, said)
        SELECT each ->> 0, each ->> 1, each ->> 2, each ->> 3
        FROM json_array_elements(batch) AS each ON CONFLICT DO NOTHING;
        INSERT INTO submissions (round_id, voter_key, submission, said)
        SELECT each ->> 0, each ->> 5, '', ''
        FROM json_array_elements(batch) AS each WHERE each ->> 5 <> '' ON CONFLICT DO NOTHING;
    END $take$"""
"""What one step does. Within a batch a later ballot of the same voter replaces the earlier, which
no single statement of PostgreSQL's does; it runs where the database is, without a way there and
back for each ballot.
"""


def cast_within(connection: Connection, ballots: Sequence[Ballot]) -> None:
    """Write ballots within a transaction.

    A database error says that a round is not open, or that a submission said something else.
    """
    if ballots:
        connection.exec_driver_sql("SELECT take_in(%s)", (_batch(connection, ballots),))


def _batch(connection: Connection, ballots: Sequence[Ballot]) -> str:
    """The ballots as JSON, each submission once: round, voter, submission, what it says, box, seat,
    channel.
    """
    rows = []
    for ballot in first_sent(ballots):
        said, box = open_votes.boxed(connection, ballot)
        rows.append((*sent_as(ballot), said, b64encode(box).decode(), ballot.seat, ballot.channel))
    return msgspec.json.encode(rows).decode()
