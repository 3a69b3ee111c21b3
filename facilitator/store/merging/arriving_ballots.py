"""Ballots of what is beside a seminar as `other`, told to either engine (`arriving`)."""

from collections.abc import Sequence

from sqlalchemy import Connection

from facilitator.store.dialects import dialect_of


def rounds_there(connection: Connection) -> list[str]:
    """The rounds that `other` has ballots of; none where it is no whole seminar."""
    dialect = dialect_of(connection)
    if not dialect.is_there(connection, "ballots"):
        return []
    found = "SELECT DISTINCT round_id FROM other.ballots ORDER BY round_id"
    return [id_ for (id_,) in dialect.run(connection)(found)]


def rounds_that_came(connection: Connection) -> list[str]:
    """The rounds that have a version which was not here."""
    came = (
        "SELECT DISTINCT o.record FROM arrivals CROSS JOIN other.journal o USING (seq) "
        "WHERE o.kind = 'round' ORDER BY o.record"
    )
    return [id_ for (id_,) in dialect_of(connection).run(connection)(came)]


def ballots_in(connection: Connection, round_id: str) -> tuple[int, int, int]:
    """How many ballots of a round are here, are there, and have the same key in both."""
    row = dialect_of(connection).run(connection)(
        """SELECT (SELECT count(*) FROM main.ballots WHERE round_id = :round),
                  (SELECT count(*) FROM other.ballots WHERE round_id = :round),
                  (SELECT count(*) FROM main.ballots JOIN other.ballots USING (round_id, voter_key)
                   WHERE round_id = :round)""",
        {"round": round_id},
    )
    here, there, shared = row.fetchone()
    return int(here), int(there), int(shared)


def differing_voters(connection: Connection, round_id: str) -> list[str]:
    """The keys of voters who have a ballot in both files that says something else."""
    rows = dialect_of(connection).run(connection)(
        """SELECT voter_key FROM main.ballots b JOIN other.ballots o USING (round_id, voter_key)
           WHERE round_id = :round AND (b.marks <> o.marks OR b.words <> o.words)""",
        {"round": round_id},
    )
    return [key for (key,) in rows]


def take_ballots(connection: Connection, round_id: str) -> int:
    """Take the ballots whose keys are not here, in an order that says nothing of when they came,
    with their receipts, and what is known of their voters: where the two differ, neither counts.
    """
    run, of_round = dialect_of(connection).run(connection), {"round": round_id}
    for voters in _VOTERS_THERE:
        run(voters, of_round)
    taken = run(
        """INSERT INTO main.ballots
                  (round_id, voter_key, marks, words, channel, submission, nameless_key)
           SELECT round_id, voter_key, marks, words, NULL, '', nameless_key FROM other.ballots o
           WHERE round_id = :round AND NOT EXISTS (
               SELECT 1 FROM main.ballots b
               WHERE b.round_id = o.round_id AND b.voter_key = o.voter_key)
           ORDER BY voter_key""",
        of_round,
    ).rowcount
    run(
        """INSERT INTO main.receipts (round_id, code)
           SELECT round_id, code FROM other.receipts WHERE round_id = :round
           ON CONFLICT DO NOTHING""",
        of_round,
    )
    return int(taken)


_VOTERS_THERE = (
    """INSERT INTO main.voters (key, sector, size)
       SELECT key, sector, size FROM other.voters
       WHERE key IN (SELECT voter_key FROM other.ballots WHERE round_id = :round)
       ON CONFLICT (key) DO UPDATE
       SET sector = CASE WHEN voters.sector = excluded.sector THEN voters.sector ELSE '' END,
           size = CASE WHEN voters.size = excluded.size THEN voters.size ELSE '' END""",
    """INSERT INTO main.voter_rooms (key, room)
       SELECT key, room FROM other.voter_rooms
       WHERE key IN (SELECT voter_key FROM other.ballots WHERE round_id = :round)
       ON CONFLICT (key) DO UPDATE
       SET room = CASE WHEN voter_rooms.room = excluded.room THEN voter_rooms.room ELSE '' END""",
)


def entry_there(connection: Connection, table: str, key: str) -> str | None:
    """What `other` keeps under a key in a table of values."""
    found = f"SELECT value FROM other.{table} WHERE key = :key"  # noqa: S608 - a name of ours
    row = dialect_of(connection).run(connection)(found, {"key": key}).fetchone()
    return None if row is None else str(row[0])


def take_names_off(connection: Connection, voters: Sequence[str]) -> None:
    """Give the ballots in `other` that have these keys those that they have without a name."""
    dialect = dialect_of(connection)
    gone = [{"voter": voter} for voter in voters]
    if gone and dialect.is_there(connection, "ballots"):
        for statement in _TAKE_NAMES_OFF:
            dialect.run(connection)(statement, gone)


_TAKE_NAMES_OFF = (
    """INSERT INTO other.voters (key, sector, size)
       SELECT nameless_key, '', '' FROM other.ballots WHERE voter_key = :voter
       ON CONFLICT DO NOTHING""",
    """UPDATE other.ballots SET voter_key = nameless_key, nameless_key = ''
       WHERE voter_key = :voter""",
    """DELETE FROM other.voters WHERE key = :voter""",
    """DELETE FROM other.voter_rooms WHERE key = :voter""",
)


def leave_out_same(connection: Connection, round_id: str, like: str) -> None:
    """Of the ballots there whose keys begin like this, leave out as many as say what one here does,
    where neither key is in both files.
    """
    dialect_of(connection).run(connection)(_LEAVE_OUT, {"round": round_id, "like": like})


_LEAVE_OUT = """
    WITH here AS (
        SELECT marks, words, count(*) AS people FROM main.ballots
        WHERE round_id = :round AND substr(voter_key, 1, length(:like)) = :like
            AND voter_key NOT IN (SELECT voter_key FROM other.ballots WHERE round_id = :round)
        GROUP BY marks, words),
    there AS (
        SELECT seq, marks, words,
               row_number() OVER (PARTITION BY marks, words ORDER BY voter_key) AS number
        FROM other.ballots
        WHERE round_id = :round AND substr(voter_key, 1, length(:like)) = :like
            AND voter_key NOT IN (SELECT voter_key FROM main.ballots WHERE round_id = :round))
    DELETE FROM other.ballots WHERE seq IN (
        SELECT seq FROM there JOIN here USING (marks, words) WHERE number <= people)"""
