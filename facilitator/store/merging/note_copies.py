"""Copies for note-takers: the seminar with what they need, and nothing that is none of theirs.

Whole records stay or go, so that such a copy can be merged back like any other.
"""

import contextlib
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import delete

from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Cursor, Mark
from facilitator.domain.revisions import Kind
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader


def write(
    file: SeminarFile,
    target: Path,
    kinds: Collection[Kind],
    facts: Callable[[Reader], Mapping[str, str]],
) -> None:
    """A copy with these kinds of record only, and `facts` of its own; no devices, votes or codes.

    It knows how far it is with this file. Raises SeminarError when it cannot be written; what
    stood there before stays.
    """
    part = target.with_name(f".{target.name}.note-copy")
    try:
        copies.copy_to(file, part)
        copy = SeminarFile.open(part)
        try:
            with copy.read() as reader:
                more = dict(facts(reader))
                end = exchange.last_mark(reader)
        finally:
            copy.close()
        with contextlib.closing(sqlcipher.connect(str(part))) as raw:
            _leave_behind(raw, kinds)
            _add_facts(raw, more | {exchange.CURSOR: _cursor(raw, end)})
            raw.execute("VACUUM")
            raw.execute("PRAGMA journal_mode = DELETE").fetchall()
        os.replace(part, target)
    except (OSError, sqlcipher.Error) as error:
        raise SeminarError(
            f"No copy for note-takers could be written to {target}: {error}. Make room first."
        ) from error
    finally:
        for left in part.parent.glob(f"{part.name}*"):
            left.unlink(missing_ok=True)


def _leave_behind(raw: Any, kinds: Collection[Kind]) -> None:
    raw.execute("PRAGMA journal_mode = MEMORY").fetchall()
    raw.execute("PRAGMA secure_delete = ON").fetchall()
    for table in (tables.submissions, tables.ballots, tables.devices):
        raw.execute(str(delete(table)))
    for kind, table in tables.RECORD_TABLES.items():
        if kind not in kinds:
            raw.execute(str(delete(table)))
    kept = (msgspec.json.encode(sorted(kinds)).decode(),)
    raw.execute(
        "DELETE FROM heads WHERE revision IN (SELECT id FROM journal "
        "WHERE kind NOT IN (SELECT value FROM json_each(?)))",
        kept,
    )
    raw.execute(
        "DELETE FROM journal WHERE kind NOT IN (SELECT value FROM json_each(?))",
        kept,
    )
    raw.execute("DELETE FROM acts WHERE id NOT IN (SELECT act FROM journal)")
    raw.execute("DELETE FROM meta WHERE name NOT IN ('file_id', 'clock')")
    raw.commit()


def _cursor(raw: Any, end: Mark | None) -> str:
    """Everything here came from the host, up to the end of its journal."""
    row = raw.execute("SELECT seq, id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return msgspec.json.encode(Cursor(got=end, sent=Mark(*row) if row else None)).decode()


def _add_facts(raw: Any, facts: Mapping[str, str]) -> None:
    raw.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", list(facts.items()))
    raw.commit()
