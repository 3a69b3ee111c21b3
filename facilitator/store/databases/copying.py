"""A seminar from a file into a database and back, exactly: every row of every table."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    Table,
    TableClause,
    Text,
    column,
    false,
    func,
    insert,
    inspect,
    select,
    table,
    text,
)

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.wording import brief, say
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.postgres.beside import BESIDE
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.facts import EPOCH, LOG_MARK, ORIGIN, SUMS
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer, new_id
from facilitator.store.seminar_store import SeminarStore

Told = Callable[[float], None]
"""Is told how far it is, 0 to 1."""

AT_ONCE = 500
_OF_THE_PLACE = tuple(fact.name for fact in (EPOCH, LOG_MARK, ORIGIN, SUMS))
"""What is said of one place where a seminar lies, and holds in no other."""
_OPEN = (RoundState.OPEN, RoundState.COUNTING)
_NUMBERED = (tables.acts, tables.journal, vote_tables.ballots)
"""Tables that number their rows themselves."""


def to_file(
    source: SeminarStore,
    path: Path,
    told: Told = lambda _share: None,
    passphrase: str = "",
) -> SeminarFile:
    """Copy a seminar into a new file, and look whether both hold the same; returns it, open.

    Raises SeminarError, with nothing left there, where there is a file of that name or something
    is missing in the end.
    """
    target = SeminarFile.create(path, passphrase=passphrase, device=source.device)
    try:
        copy_rows(source, target, told)
    except BaseException:
        target.discard()
        raise
    return target


@contextlib.contextmanager
def as_file(store: SeminarStore) -> Iterator[SeminarFile]:
    """A seminar as a file, for what only files can do: the file that it is, or a copy that goes
    with the block.
    """
    if isinstance(store, SeminarFile):
        yield store
        return
    with left_as_file(store) as path:
        file = SeminarFile.open(path)
        try:
            yield file
        finally:
            file.close()


@contextlib.contextmanager
def left_as_file(store: SeminarStore) -> Iterator[Path]:
    """An exact copy of a seminar, which nobody has open and goes with the block."""
    with whole_file.scratch(user_folder()) as folder:
        path = folder / "seminar.seminar"
        to_file(store, path).close()
        yield path


def refuse_open_votes(source: SeminarStore) -> None:
    """Raise SeminarError where a vote is open: no copy holds ballots of an open round."""
    with source.read() as reader:
        for known in reader.every(Round):
            if known.state in _OPEN:
                raise SeminarError(
                    say(
                        "Voting on “{title}” is open, and no copy holds votes of an open round. "
                        "Close it first.",
                        title=brief(known.poll.title),
                    )
                )


def copy_rows(source: SeminarStore, target: SeminarStore, told: Told) -> None:
    """Fill an empty seminar with all that another holds, but for votes of open rounds."""
    every = tables.metadata.sorted_tables
    with source.read() as reader, target.database.writing() as connection:
        wanted = _wanted(reader)
        connection.execute(tables.meta.delete())
        for done, each in enumerate(every):
            for rows in _pieces(reader.connection, wanted[each]):
                connection.execute(insert(plain(each)), [dict(row) for row in rows])
            told(done / len(every))
        _number_on(connection)
        _refuse_unlike(reader.connection, connection, wanted)
        writer = Writer(connection, target.act(Verb.KEEP, datetime.min), datetime.min)
        writer.note_fact(EPOCH, new_id())
    told(1.0)


def _wanted(reader: Reader) -> dict[Table, Select[Any]]:
    """What is copied of each table, in the order of its key."""
    is_open = any(known.state in _OPEN for known in reader.every(Round))
    return {each: _wanted_of(each, is_open) for each in tables.metadata.sorted_tables}


def _wanted_of(each: Table, is_open: bool) -> Select[Any]:
    held, ballots = plain(each), vote_tables.ballots
    found = select(held).order_by(*_key(each, held))
    if each is tables.meta:
        return found.where(held.c.name.not_in(_OF_THE_PLACE))
    if not is_open:
        return found
    done = select(tables.rounds.c.id).where(tables.rounds.c.state.not_in(_OPEN))
    if each is ballots:
        return found.where(held.c.round_id.in_(done))
    if each in (vote_tables.voters, vote_tables.voter_rooms):
        voted = select(ballots.c.voter_key).where(ballots.c.round_id.in_(done))
        return found.where(held.c.key.in_(voted))
    if each in (vote_tables.submissions, tables.round_secrets):
        return found.where(false())
    return found


def lay_beside(source: Connection, target: Connection) -> None:
    """Lay out what a merge takes from a file, or from a bundle, which has no votes, as `other`."""
    there = set(inspect(source).get_table_names())
    for each in _MERGED:
        if each.name in there:
            held, beside = plain(each), plain(each, schema=BESIDE)
            target.execute(text(f"CREATE TEMP TABLE {each.name} (LIKE {each.name})"))
            for rows in _pieces(source, select(held).order_by(*_key(each, held))):
                target.execute(insert(beside), [dict(row) for row in rows])


_MERGED = (
    *(tables.acts, tables.journal, tables.round_counts),
    *(vote_tables.ballots, vote_tables.voters, vote_tables.voter_rooms, vote_tables.receipts),
)


def _key(of: Table, held: TableClause) -> list[ColumnElement[Any]]:
    return [held.c[each.name] for each in of.primary_key.columns]


def plain(of: Table, schema: str | None = None) -> TableClause:
    """A table of texts and numbers as they are kept, not of what they mean."""
    numbers = (Integer, Float)
    return table(
        of.name,
        *(column(c.name, c.type if isinstance(c.type, numbers) else Text()) for c in of.c),
        schema=schema,
    )


def _pieces(connection: Connection, wanted: Select[Any]) -> Iterator[Sequence[Any]]:
    yield from connection.execute(wanted).mappings().partitions(AT_ONCE)


def _number_on(connection: Connection) -> None:
    """New rows get numbers that none had."""
    if connection.dialect.name != "postgresql":
        return  # SQLite goes on from what it was given
    for each in _NUMBERED:
        last = connection.execute(select(func.max(each.c.seq))).scalar_one() or 0
        counter = f"pg_get_serial_sequence('{each.name}', 'seq')"
        connection.execute(text(f"SELECT setval({counter}, :next, false)"), {"next": last + 1})


def _refuse_unlike(
    source: Connection, target: Connection, wanted: Mapping[Table, Select[Any]]
) -> None:
    for each, found in wanted.items():
        if _digest(source, found) != _digest(target, found):
            raise SeminarError(
                say("The copy is not what was copied ({table}). Try again.", table=each.name)
            )


def _digest(connection: Connection, wanted: Select[Any]) -> str:
    total = blake2b(digest_size=16)
    for rows in _pieces(connection, wanted):
        for row in rows:
            total.update(repr(tuple(row.values())).encode())
    return total.hexdigest()
