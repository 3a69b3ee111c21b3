"""Repairing: whatever follows from the journal is made of it anew, and what should be gone goes.

The journal itself, ballots and what a file keeps of itself are nowhere else: they stay as they are.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, delete, insert, update

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import Wording, say
from facilitator.store.auditing import journal, kept, projections, votes
from facilitator.store.auditing.audit import UNREADABLE, audit, rounds
from facilitator.store.auditing.rows import as_they_lie
from facilitator.store.files import backups, logs
from facilitator.store.files.file import SeminarFile, read_version
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.facts import CLOCK, FILE_ID
from facilitator.store.records.writer import Writer, project_all
from facilitator.store.sqlite import casting, schemas
from facilitator.store.sqlite.connecting import driver_of
from facilitator.store.sqlite.log_marks import log_of
from facilitator.store.sqlite.passphrases import NONE, Passphrase
from facilitator.store.upgrading.versions import version


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair did: `kept` is the file as it was before. `unvouched` is what was wrong and
    does not follow from the journal: it stands as it was found, and later checks know no better.
    """

    kept: Path
    unvouched: tuple[Wording, ...]


def repair_file(path: Path, passphrase: Passphrase, now: datetime) -> Repaired:
    """Repair a file of this program's version, after a copy of it.

    Raises SeminarError where a program has the file open, or it cannot be repaired; then it stays
    as it is.
    """
    if read_version(path, passphrase) != version():
        raise SeminarError(
            say(
                "{file} was written by another version of Facilitator. Open it once, which brings "
                "it up to date, and check it again.",
                file=path.name,
            )
        )
    logs.refuse_open(path)
    with logs.left_as_it_was(path, passphrase):
        logs.made_to_fit(path, passphrase)
        wrong = audit(path, passphrase)
        kept = backups.keep_before_repair(path, now, passphrase)
        _repair_or_leave(path, passphrase, now, kept)
    return Repaired(kept, tuple(fault.said for fault in wrong if not fault.is_mendable))


def _repair_or_leave(path: Path, passphrase: Passphrase, now: datetime, kept: Path) -> None:
    try:
        _repair_in_place(path, passphrase, now)
    except (SeminarError, *UNREADABLE) as error:
        _put_back(kept, path)
        for same in (kept, log_of(kept)):
            same.unlink(missing_ok=True)
        if isinstance(error, SeminarError):
            raise
        raise SeminarError(
            say(
                "{file} cannot be repaired: too much of what its tables are made of is damaged. It "
                "was left as it is. Restore one of its backups.",
                file=path.name,
            )
        ) from error


def _put_back(kept: Path, path: Path) -> None:
    """The file as it was, with its log where it had one."""
    with whole_file.replacing(path) as part:
        shutil.copyfile(kept, part)
    if log_of(kept).exists():
        shutil.copyfile(log_of(kept), log_of(path))


def _repair_in_place(path: Path, passphrase: Passphrase, now: datetime) -> None:
    file = SeminarFile(path, passphrase if passphrase.protects(path) else NONE, "")
    file.database.marks_its_log = True
    try:
        with file.database.rebuilding() as connection:
            repair(Writer(connection, file.act(Verb.SET_UP, now), now))
    finally:
        file.close()


def repair(writer: Writer) -> None:
    """Make the tables anew, within the caller's transaction, in which nothing is pointed at.

    Raises SeminarError where a part of the file is none of this program's.
    """
    connection = writer.connection
    if part := schemas.foreign_part(driver_of(connection)):
        raise SeminarError(
            say(
                "{part} in this file was not made by this program, so it is not repaired. Merge "
                "what it holds into another copy, or restore a backup.",
                part=part[:60],
            )
        )
    with casting.forgotten(connection):
        _lay_out(connection)
    told = journal.read(connection)
    shown = projections.shown(connection, told)
    project_all(writer, chain.from_iterable(of_kind.values() for of_kind in shown.values()))
    _crown(connection, told)
    _take_out_ties(connection, told)
    _mend_facts(writer, told)


def _lay_out(connection: Connection) -> None:
    """Empty tables for all records and heads, and whatever table or index is missing."""
    connection.exec_driver_sql("REINDEX")
    anew = [*tables.RECORD_TABLES.values(), tables.heads]
    tables.metadata.drop_all(connection, tables=anew)
    tables.metadata.create_all(connection)
    for table in tables.metadata.sorted_tables:
        for index in table.indexes:
            index.create(connection, checkfirst=True)


def _crown(connection: Connection, told: journal.Told) -> None:
    rows = [{"record": record, "revision": id} for record, ids in told.heads() for id in ids]
    if rows:
        connection.execute(insert(tables.heads), rows)


def _take_out_ties(connection: Connection, told: journal.Told) -> None:
    """Nothing ties the ballots of a closed round to voters."""
    known = rounds(connection, told)
    for table, column in votes.TIES:
        for id in {row[column] for row in as_they_lie(connection, table)}:
            if votes.is_over(known, id):
                connection.execute(delete(table).where(table.c[column] == id))
    ballots, counts = vote_tables.ballots, tables.round_counts
    done = [id for id in known if votes.is_over(known, id)]
    connection.execute(
        update(ballots).where(ballots.c.round_id.in_(done)).values(channel=None, submission="")
    )
    connection.execute(delete(counts).where(counts.c.key.not_in(done)))


def _mend_facts(writer: Writer, told: journal.Told) -> None:
    for row in list(as_they_lie(writer.connection, tables.meta)):
        if row["name"] != FILE_ID.name and not kept.is_left_alone(row):
            gone = tables.meta.c.name == row["name"]
            writer.connection.execute(delete(tables.meta).where(gone))
    if writer.fact(CLOCK) < told.latest:
        writer.note_fact(CLOCK, told.latest)
