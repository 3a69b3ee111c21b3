"""Version 2: sector and size belong to a voter's key, and a closed round's ballots say nothing but
what was marked: no channel, no order, no submission, marks in one form.

Until then they stood on every ballot, a pseudonymous one's as long as the file. Open rounds go on
where their secrets are; in a copy, which has none, an open round loses its ballots, as in every
copy that is made now.
"""

import json
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from sqlalchemy import Connection

from facilitator.domain.polls.ballots import digest_of
from facilitator.domain.polls.polls import Marked
from facilitator.domain.privacy.combinations import coarsened
from facilitator.store.records.namelessness import OF_VERSION_1

_TABLES = (
    "ALTER TABLE ballots RENAME TO old_ballots",
    """CREATE TABLE ballots (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, round_id TEXT NOT NULL,
        voter_key TEXT NOT NULL, marks TEXT NOT NULL, words TEXT NOT NULL, channel TEXT,
        submission TEXT NOT NULL, nameless_key TEXT NOT NULL,
        UNIQUE (round_id, voter_key), FOREIGN KEY(round_id) REFERENCES rounds (id)
    )""",
    "DROP TABLE submissions",
    """CREATE TABLE submissions (
        round_id TEXT NOT NULL, voter_key TEXT NOT NULL, submission TEXT NOT NULL,
        said TEXT NOT NULL,
        PRIMARY KEY (round_id, voter_key, submission), FOREIGN KEY(round_id) REFERENCES rounds (id)
    ) WITHOUT ROWID""",
    """CREATE TABLE receipts (
        round_id TEXT NOT NULL, code TEXT NOT NULL,
        PRIMARY KEY (round_id, code), FOREIGN KEY(round_id) REFERENCES rounds (id)
    ) WITHOUT ROWID""",
    """CREATE TABLE voters (
        "key" TEXT NOT NULL, sector TEXT NOT NULL, size TEXT NOT NULL, PRIMARY KEY ("key")
    ) WITHOUT ROWID""",
    """CREATE TABLE round_counts (
        "key" TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY ("key")
    )""",
)


_LEFT_BEHIND = "open votes left behind"
"""What a copy of a file of version 1 says where it holds no ballots of open rounds."""


@dataclass(frozen=True, slots=True)
class _Old:
    key: str
    marks: list[list[Any]]
    words: list[str]
    channel: str
    sector: str
    size: str


def give_voters(connection: Connection) -> None:
    """Move sector and size to the voters, and leave of closed rounds what closing leaves now."""
    run = connection.exec_driver_sql
    for statement in _TABLES:
        run(statement)
    is_copy = bool(run("DELETE FROM meta WHERE name = ?", (_LEFT_BEHIND,)).rowcount)
    threshold = run("SELECT room_threshold FROM seminars").scalar() or 5
    pseudonyms: dict[str, _Old] = {}
    for round_id, state, poll in run("SELECT id, state, poll FROM rounds ORDER BY rowid").all():
        ballots, asked = list(_ballots(connection, round_id)), json.loads(poll)
        if state == "open":
            ballots = _still_open(connection, round_id, ballots, asked["secrecy"], is_copy=is_copy)
        else:
            SystemRandom().shuffle(ballots)
            _count(connection, round_id, ballots, asked["method"])
        _put(connection, round_id, ballots, asked, is_open=state == "open")
        if asked["secrecy"] == "pseudonymous":
            pseudonyms |= {ballot.key: ballot for ballot in ballots}
        else:
            _keep(connection, ballots, threshold if asked["secrecy"] == "sealed" else 0)
    _keep(connection, list(pseudonyms.values()), threshold)
    run("DROP TABLE old_ballots")


def _ballots(connection: Connection, round_id: str) -> Iterator[_Old]:
    rows = connection.exec_driver_sql(
        "SELECT voter_key, marks, words, channel, sector, size FROM old_ballots "
        "WHERE round_id = ? ORDER BY seq",
        (round_id,),
    )
    for key, marks, words, channel, sector, size in rows:
        yield _Old(key, json.loads(marks), json.loads(words), channel, sector, size)


def _still_open(
    connection: Connection, round_id: str, ballots: list[_Old], secrecy: str, *, is_copy: bool
) -> list[_Old]:
    run = connection.exec_driver_sql
    if is_copy:
        return []
    if secrecy != "sealed":
        secret = secrets.token_hex(32) if secrecy == "named" else ""
        run("INSERT OR IGNORE INTO round_secrets VALUES (?, ?)", (round_id, secret))
    elif not run("SELECT 1 FROM round_secrets WHERE key = ?", (round_id,)).first():
        return []
    return ballots


def _count(connection: Connection, round_id: str, ballots: Sequence[_Old], method: str) -> None:
    marked = [
        Marked(round_id=round_id, marks=tuple((k, n) for k, n in marks), words=tuple(words))
        for marks, words in (_canonical(ballot, method) for ballot in ballots)
    ]
    people = sorted(Counter(ballot.channel for ballot in ballots).items())
    count = json.dumps({"digest": digest_of(round_id, marked), "channels": people})
    connection.exec_driver_sql("INSERT INTO round_counts VALUES (?, ?)", (round_id, count))
    # So many receipts as ballots: whose they were is not known any more.
    connection.exec_driver_sql(
        "INSERT INTO receipts SELECT ?, value FROM json_each(?)",
        (round_id, json.dumps([secrets.token_hex(16) for _ in ballots])),
    )


def _canonical(ballot: _Old, method: str) -> tuple[list[list[Any]], list[str]]:
    """Marks in one order, without dots that are none and places that nobody has."""
    marks = [mark for mark in ballot.marks if mark[1] or method != "dots"]
    if method == "rank":
        marks = [[item, 1 + sum(above < place for _, above in marks)] for item, place in marks]
    words = [word for word in ballot.words if word.strip()]
    return sorted(marks), sorted(words)


def _put(
    connection: Connection,
    round_id: str,
    ballots: Sequence[_Old],
    asked: Mapping[str, Any],
    *,
    is_open: bool,
) -> None:
    rows, is_nameable = [], asked["secrecy"] == "named" and not is_open
    for ballot in ballots:
        as_cast = (ballot.marks, ballot.words)
        marks, words = as_cast if is_open else _canonical(ballot, asked["method"])
        channel = ballot.channel if is_open else None
        other_key = f"{OF_VERSION_1}{secrets.token_hex(16)}" if is_nameable else ""
        said = json.dumps(marks), json.dumps(words)
        rows.append((round_id, ballot.key, *said, channel, other_key))
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO ballots (round_id, voter_key, marks, words, channel, submission, "
            "nameless_key) VALUES (?, ?, ?, ?, ?, '', ?)",
            rows,
        )


def _keep(connection: Connection, ballots: Sequence[_Old], threshold: int) -> None:
    said = coarsened([(ballot.sector, ballot.size) for ballot in ballots], threshold)
    rows = [(ballot.key, *each) for ballot, each in zip(ballots, said, strict=True)]
    if rows:
        connection.exec_driver_sql("INSERT OR IGNORE INTO voters VALUES (?, ?, ?)", rows)
