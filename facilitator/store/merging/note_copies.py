"""Copies for note-takers: the seminar with what they need, and nothing that is none of theirs.

Whole records stay or go, so that such a copy can be merged back like any other.
"""

import contextlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from sqlalchemy import delete

from facilitator import whole_file
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import Cursor, Mark
from facilitator.domain.people.participants import Participant
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import say
from facilitator.store.files import copies, leftovers
from facilitator.store.files.file import SeminarFile
from facilitator.store.merging import exchange
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.facts import CURSOR, FACTS, FORGET, IS_TEAMS, PEOPLE, Fact, Goes
from facilitator.store.records.reader import Reader
from facilitator.store.sqlite.connecting import as_one_file, connect, leave_nothing_readable
from facilitator.store.sqlite.troubles import TROUBLE, why_unwritten

T = TypeVar("T")


def write(
    file: SeminarFile,
    target: Path,
    kinds: Collection[Kind],
    people: Callable[[Reader], tuple[Participant, ...]],
    *,
    is_teams: bool = False,
) -> None:
    """A copy with these kinds of record, and `people` it may know of; no devices, votes or codes.

    It knows how far it is with this file: one for the theme team is told everything once more,
    responses among it. Raises SeminarError when it cannot be written; what
    stood there before stays.
    """
    copies.refuse_to_replace(target)
    try:
        with leftovers.begun_in(target.parent), whole_file.replacing(target) as part:
            copies.copy_into(file, part)
            copy = SeminarFile.open(part, passphrase=file.passphrase)
            try:
                with copy.read() as reader:
                    known = people(reader)
                    end = exchange.last_mark(reader)
            finally:
                copy.close()
            with contextlib.closing(connect(part, file.passphrase)) as raw:
                _leave_behind(raw, kinds)
                _add_fact(raw, PEOPLE, known)
                _add_fact(raw, CURSOR, _cursor(raw, None if is_teams else end))
                if is_teams:
                    _add_fact(raw, IS_TEAMS, value=True)
                raw.execute("VACUUM")
                as_one_file(raw)
    except (OSError, *TROUBLE) as error:
        raise SeminarError(
            say(
                "No copy for note-takers could be written to {file}: {why}. Make room first.",
                file=str(target),
                why=why_unwritten(error, target),
            )
        ) from error


_NOT_THEIRS = (
    vote_tables.submissions,
    vote_tables.ballots,
    vote_tables.voters,
    vote_tables.voter_rooms,
    vote_tables.receipts,
    tables.devices,
    tables.round_secrets,
    tables.round_counts,
    tables.note_changes,
    tables.merges,
    tables.laptops,
    tables.device_names,
)


def _leave_behind(raw: Any, kinds: Collection[Kind]) -> None:
    leave_nothing_readable(raw)
    raw.execute("BEGIN")
    for table in _NOT_THEIRS:
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
    # What is left begins a chain of its own, and seals its own words, with the next act.
    raw.execute("DELETE FROM arrival_links")
    raw.execute("DELETE FROM word_seals")
    raw.execute("DELETE FROM acts WHERE id NOT IN (SELECT act FROM journal)")
    stay = [(fact.name,) for fact in FACTS if fact.goes is not Goes.TO_NOTE_TAKERS]
    raw.executemany(FORGET, stay)
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


def _cursor(raw: Any, end: Mark | None) -> Cursor:
    """Everything here came from the host, up to the end of its journal."""
    row = raw.execute("SELECT seq, id FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return Cursor(got=end, sent=Mark(*row) if row else None)


def _add_fact(raw: Any, fact: Fact[T], value: T) -> None:
    raw.execute(
        "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (fact.name, fact.written(value))
    )
