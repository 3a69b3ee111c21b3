"""Copies for note-takers: the seminar with what they need, and nothing that is none of theirs.

Whole records stay or go, so that such a copy can be merged back like any other.
"""

import contextlib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import delete

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Cursor, Mark
from facilitator.domain.revisions import Kind
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader
from facilitator.store.sqlite.engine import as_one_file, connect, leave_nothing_readable
from facilitator.store.sqlite.troubles import TROUBLE, sentence_of


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
    copies.refuse_to_replace(target)
    try:
        with whole_file.replacing(target) as part:
            copies.copy_into(file, part)
            copy = SeminarFile.open(part, passphrase=file.passphrase)
            try:
                with copy.read() as reader:
                    more = dict(facts(reader))
                    end = exchange.last_mark(reader)
            finally:
                copy.close()
            with contextlib.closing(connect(part, file.passphrase)) as raw:
                _leave_behind(raw, kinds)
                _add_facts(raw, more | {exchange.CURSOR: _cursor(raw, end)})
                raw.execute("VACUUM")
                as_one_file(raw)
    except (OSError, *TROUBLE) as error:
        why = error.strerror if isinstance(error, OSError) else sentence_of(error, target.name)
        raise SeminarError(
            f"No copy for note-takers could be written to {target}: {why or error} Make room first."
        ) from error


def _leave_behind(raw: Any, kinds: Collection[Kind]) -> None:
    leave_nothing_readable(raw)
    raw.execute("BEGIN")
    for table in (tables.submissions, tables.ballots, tables.devices):
        raw.execute(str(delete(table)))
    for kind, table in tables.RECORD_TABLES.items():
        if kind not in kinds:
            raw.execute(str(delete(table)))
    kept = (msgspec.json.encode(sorted(kinds)).decode(),)
    for statement in _CODINGS_OF_OTHERS:
        raw.execute(statement, kept)
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
    raw.execute("COMMIT")


_OTHERS = f"""
    SELECT record FROM journal WHERE kind = '{Kind.CODING}' AND NOT erased AND record NOT IN (
        SELECT c.record FROM journal c JOIN journal p ON p.record = c.content ->> 'passage_id'
        WHERE c.kind = '{Kind.CODING}' AND c.content IS NOT NULL
          AND p.kind IN (SELECT value FROM json_each(?)))"""  # noqa: S608 - constants of ours
_CODINGS_OF_OTHERS = tuple(
    f"DELETE FROM {table} WHERE {column} IN ({_OTHERS})"  # noqa: S608
    for table, column in (("codings", "id"), ("heads", "record"), ("journal", "record"))
)
"""Codings of passages that a copy may not hold stay at home with them."""


def _cursor(raw: Any, end: Mark | None) -> str:
    """Everything here came from the host, up to the end of its journal."""
    row = raw.execute("SELECT seq, id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return msgspec.json.encode(Cursor(got=end, sent=Mark(*row) if row else None)).decode()


def _add_facts(raw: Any, facts: Mapping[str, str]) -> None:
    raw.executemany("INSERT INTO meta (name, value) VALUES (?, ?)", list(facts.items()))
