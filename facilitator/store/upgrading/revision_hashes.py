"""From version 1 to 2: revisions get the hash that they lacked, made of what every copy holds."""

import json

from sqlalchemy import Connection

from facilitator.domain.hashes import old_hash_of

_COLUMNS = (
    "ALTER TABLE journal ADD COLUMN salt TEXT",
    "ALTER TABLE journal ADD COLUMN digest TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE journal ADD COLUMN hash TEXT NOT NULL DEFAULT ''",
)
_Row = tuple[int, str, str, str, int, str, str, int, str]


def hash_revisions(connection: Connection) -> None:
    """The hashes of all revisions in a journal, parents first, whatever order they stand in."""
    for statement in _COLUMNS:
        connection.exec_driver_sql(statement)
    rows: dict[str, _Row] = {
        row[1]: tuple(row)
        for row in connection.exec_driver_sql(
            "SELECT rowid, id, record, kind, erased, based_on, device, clock, act FROM journal"
        )
    }
    hashes = _hashes(rows)
    if hashes:
        connection.exec_driver_sql(
            "UPDATE journal SET hash = ? WHERE rowid = ?",
            [(hashes[id], row[0]) for id, row in rows.items()],
        )


def _hashes(rows: dict[str, _Row]) -> dict[str, str]:
    """A hash for each revision; a parent that is not there stands by its id."""
    parents = {id: json.loads(row[5]) for id, row in rows.items()}
    hashes: dict[str, str] = {}
    for first in rows:
        waiting = [first]
        while waiting:
            id = waiting[-1]
            missing = [p for p in parents[id] if p in rows and p not in hashes and p != id]
            if missing and len(waiting) <= len(rows):
                waiting += missing
                continue
            waiting.pop()
            _, _, record, kind, erased, _, device, clock, act = rows[id]
            hashes[id] = old_hash_of(
                id=id,
                record=record,
                kind=kind,
                erased=bool(erased),
                parents=parents[id] if erased else [hashes.get(p, p) for p in parents[id]],
                device=device,
                clock=clock,
                act=act,
            )
    return hashes
