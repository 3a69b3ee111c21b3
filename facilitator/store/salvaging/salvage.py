"""Salvage: a new file of everything that can still be read of one that is damaged.

The journal is what all else follows from: each of its versions shows by its hash whether it is
whole. What was altered, or hangs on what is missing, is written anew where its words can be read.
It is a copy like any other: without the ballots of open rounds, and counted anew by whoever has
more.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, why_of
from facilitator.domain.hashes import is_old, is_true, parents_in
from facilitator.domain.polls.ballots import check
from facilitator.domain.polls.polls import Ballot, Round
from facilitator.domain.revisions import Revision
from facilitator.domain.wording import say
from facilitator.store.auditing import repairing
from facilitator.store.auditing.audit import UNREADABLE
from facilitator.store.auditing.journal import revision_in
from facilitator.store.auditing.rows import Row, converted
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.facts import EPOCH
from facilitator.store.records.held import record_of
from facilitator.store.records.writer import Writer, new_id
from facilitator.store.salvaging.found import Found, found_in
from facilitator.store.salvaging.loose_pages import loose_rows
from facilitator.store.sqlite import anonymised
from facilitator.store.sqlite.connecting import driver_of
from facilitator.store.sqlite.passphrases import NONE, Passphrase


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was found: `whole` versions of the journal; the numbers of those that are `missing`;
    those that were altered, or hang on what is missing, and were `written_anew` or `left_out`; and
    ballots of votes that could not be read.
    """

    whole: int
    missing: tuple[range, ...]
    written_anew: tuple[Revision, ...]
    left_out: int
    lost_ballots: int


def salvage(path: Path, passphrase: Passphrase, target: Path, now: datetime) -> Salvaged:
    """Make a new file of what can be read of a damaged one, which stays as it is.

    Raises SeminarError where nothing can be read of it, or the new one is there already or cannot
    be written.
    """
    if target.exists():
        raise SeminarError(say("{file} exists already. Choose another name.", file=target.name))
    try:
        with whole_file.scratch(target.parent) as folder:
            found, passphrase = _found(path, passphrase, folder)
            made = folder / target.name
            file = SeminarFile.create(made, passphrase=passphrase)
            try:
                salvaged = _fill(file, found, now)
            finally:
                file.close()
            copies.copy_unopened(made, target, passphrase, epoch=new_id())
    except OSError as error:
        raise SeminarError(
            say(
                "{file} could not be written: {why}. Choose another place, with room for three "
                "times the file.",
                file=target.name,
                why=why_of(error),
            )
        ) from error
    return salvaged


def _found(path: Path, passphrase: Passphrase, folder: Path) -> tuple[Found, Passphrase]:
    """What can be read of a file, with what it is protected by: one whose first bytes are damaged
    only looks as if it were.
    """
    for tried in (passphrase, NONE):
        with whole_file.scratch(folder) as part:
            found = found_in(loose_rows(path, tried, part))
        if found.journal:
            return found, tried
    raise SeminarError(
        say(
            "Nothing of a seminar can be read in {file}: it is none, or stands under another "
            "passphrase, or too little of it is left. Restore one of its backups.",
            file=path.name,
        )
    )


def _fill(file: SeminarFile, found: Found, now: datetime) -> Salvaged:
    with file.database.rebuilding() as connection:
        writer = Writer(connection, file.act(Verb.SET_UP, now), now)
        raw = driver_of(connection)
        _insert(raw, tables.meta, [row for n, row in found.facts.items() if n != EPOCH.name])
        revisions = dict(_revisions(found.journal))
        sound = {place: found.journal[place] for place in revisions}
        _insert(raw, tables.acts, [*found.acts.values(), *_acts_made_up(found, revisions)])
        _insert(raw, tables.journal, list(sound.values()))
        _insert(raw, tables.word_seals, _seals_of(found, revisions))
        cut_off = _cut_off(found, revisions, anonymised.ids(raw))
        gone = [each.id for each in cut_off]
        connection.execute(delete(tables.journal).where(tables.journal.c.id.in_(gone)))
        connection.execute(delete(tables.word_seals).where(tables.word_seals.c.revision.in_(gone)))
        repairing.repair(writer)
        anew = tuple(_write_anew(writer, cut_off))
        lost = _take_votes(writer, raw, found)
        whole = [each for each in revisions.values() if each not in cut_off]
        _insert(raw, tables.note_changes, found.changes(whole))
        writer.finish()
    return Salvaged(
        whole=len(whole),
        missing=tuple(_missing(revisions, found.last)),
        written_anew=anew,
        left_out=len(cut_off) - len(anew),
        lost_ballots=lost,
    )


def _insert(raw: Any, table: Table, rows: Sequence[Row]) -> None:
    """Write rows as they lie; one that has another's key is not written."""
    names = [str(column.name) for column in table.c]
    held = ", ".join("?" * len(names))
    statement = f"INSERT OR REPLACE INTO {table.name} ({', '.join(names)}) VALUES ({held})"  # noqa: S608
    raw.executemany(statement, [[row[name] for name in names] for row in rows])


def _revisions(journal: Mapping[int, Row]) -> Iterator[tuple[int, Revision]]:
    ids = set[str]()
    for place, row in sorted(journal.items()):
        with contextlib.suppress(*UNREADABLE):
            revision = revision_in(row)
            if revision.id not in ids:
                ids.add(revision.id)
                yield place, revision


def _acts_made_up(found: Found, revisions: Mapping[int, Revision]) -> Iterator[Row]:
    """What stands for acts that cannot be read: that something was done, by whom and when."""
    known = {row["id"] for row in found.acts.values()}
    place = max(found.acts, default=0)
    for revision in revisions.values():
        if revision.act not in known:
            known.add(revision.act)
            place += 1
            at = datetime.fromtimestamp(revision.clock / 1_000_000, UTC).isoformat()
            yield {
                **dict.fromkeys((str(column.name) for column in tables.acts.c), ""),
                "seq": place,
                "id": revision.act,
                "device": revision.device,
                "at": at,
                "undoes": None,
                "verb": str(Verb.OTHER),
                "subjects": "[]",
                "undoable": 0,
            }


def _seals_of(found: Found, revisions: Mapping[int, Revision]) -> list[Row]:
    ids = {revision.id for revision in revisions.values()}
    return [row for id, row in found.seals.items() if id in ids]


def _cut_off(
    found: Found, revisions: Mapping[int, Revision], nameless: frozenset[str]
) -> list[Revision]:
    """The versions that are not what their hash says, or hang on one that is missing."""
    erased = {each.record for each in revisions.values() if each.erased}
    hashes: dict[str, str] = {}
    cut_off = []
    for revision in revisions.values():
        seal = found.seals.get(revision.id, {}) if is_old(revision) else {}
        sealed = (
            replace(revision, salt=seal.get("salt"), digest=seal["digest"]) if seal else revision
        )
        parents = parents_in(revision, lambda id: hashes.get(id, id))
        was_erased = revision.record in erased or revision.id in nameless
        if is_true(sealed, parents, was_erased=was_erased):
            hashes[revision.id] = revision.hash
        else:
            cut_off.append(revision)
    return cut_off


def _write_anew(writer: Writer, cut_off: Sequence[Revision]) -> Iterator[Revision]:
    """Write what the last of such versions say, as the answer to what its author can have seen;
    each that was written.
    """
    by_id = {each.id: each for each in cut_off}
    answered = {parent for each in cut_off for parent in each.based_on}
    for each in cut_off:
        with contextlib.suppress(SeminarError):  # its record was erased
            if each.content is not None and each.id not in answered:
                record = record_of(each.kind, each.content)
                writer.put_as_seen(record, _seen(writer, each, by_id), author=each.device)
                yield each


def _seen(writer: Writer, revision: Revision, cut_off: Mapping[str, Revision]) -> list[str]:
    """The nearest versions that it was based on and that are there."""
    seen, left = dict[str, None](), list(revision.based_on)
    looked_at = set[str]()
    while left:
        id = left.pop()
        if id in looked_at:
            continue
        looked_at.add(id)
        if id in cut_off:
            left += cut_off[id].based_on
        elif any(each.record == revision.record for each in writer.revisions([id])):
            seen[id] = None
    return list(seen)


def _take_votes(writer: Writer, raw: Any, found: Found) -> int:
    """Ballots of known rounds, and what is kept of these; how many ballots are lost."""
    rounds = {each.id: each for each in writer.every(Round)}
    kept = [row for row in found.ballots.values() if _is_ballot(row, rounds)]
    _insert(raw, vote_tables.ballots, kept)
    keys = {row["voter_key"] for row in kept}
    _insert(raw, vote_tables.voters, [row for k, row in found.voters.items() if k in keys])
    _insert(raw, vote_tables.voter_rooms, found.rooms(keys))
    _insert(raw, vote_tables.receipts, found.receipts(rounds))
    _insert(raw, tables.round_counts, found.counts(rounds))
    return len(found.ballots) - len(kept)


def _is_ballot(row: Row, rounds: Mapping[str, Round]) -> bool:
    known = rounds.get(row["round_id"])
    try:
        ballot = converted(
            Ballot, vote_tables.ballots, {**row, "sector": "", "size": "", "room": ""}
        )
        if known is not None:
            check(known.poll, ballot.marks, ballot.words)
    except (*UNREADABLE, SeminarError):
        return False
    return known is not None


def _missing(revisions: Mapping[int, Revision], last: int) -> Iterator[range]:
    """The runs of numbers that are in no version; numbers are given without a gap."""
    before = 0
    for place in (*revisions, last + 1):
        if place > before + 1:
            yield range(before + 1, place)
        before = max(before, place)
