"""A seminar from a file into a database and back, exactly: every row of every table."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Protocol

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
    tuple_,
)

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.wording import Joined, brief, say
from facilitator.store.databases import half_made
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.postgres.beside import BESIDE
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.facts import EPOCH, FILE_ID, OF_ONE_PLACE
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer, new_id
from facilitator.store.seminar_store import SeminarStore

Told = Callable[[float], None]
"""Is told how far it is, 0 to 1."""
Ends = Callable[[Connection], None]
"""Declares a copy whole, within the transaction that ends it."""

SOMEBODY_ELSE = say(
    "Somebody else makes the same copy at this moment, or a part of it is on its way still. Wait a "
    "moment, then try again."
)

AT_ONCE = 500
_OF_THE_PLACE = tuple(fact.name for fact in OF_ONE_PLACE)
_OPEN = (RoundState.OPEN, RoundState.COUNTING)
_NUMBERED = (tables.acts, tables.journal, vote_tables.ballots)
"""Tables that number their rows themselves."""


STAYS = say("What was copied stays there: the same command goes on with it.")


def to_file(
    source: SeminarStore,
    path: Path,
    told: Told = lambda _share: None,
    passphrase: str = "",
) -> SeminarFile:
    """Copy a seminar into a new file, and look whether both hold the same; returns it, open.

    Raises SeminarError where there is a file of that name, or something is missing in the end: then
    nothing is left there. Whatever else cuts it off, the next time goes on with what was copied.
    """
    target = half_made.begun(path, file_id_of(source), passphrase, source.device)
    with going_on(target):
        copy_rows(source, target, half_made.declare_whole, told)
    target.close()
    half_made.put_in_place(target, path)
    return SeminarFile.open(path, passphrase=passphrase, device=source.device)


def file_id_of(source: SeminarStore) -> str:
    """Which seminar it is, the same in all its copies."""
    with source.read() as reader:
        return reader.fact(FILE_ID)


class CanGo(Protocol):
    """What is begun, and can be let go of, or be taken away."""

    def close(self) -> None:
        """Let go of it."""

    def discard(self) -> None:
        """Take it away."""


@contextlib.contextmanager
def going_on(target: CanGo) -> Iterator[None]:
    """While a copy is made: what does not answer leaves it to be taken up again, with a sentence
    that says so; so does whoever ends the program. What cannot be goes.
    """
    try:
        yield
    except StorageError as error:
        with contextlib.suppress(SeminarError):
            target.close()
        raise StorageError(Joined((error.sentence, STAYS))) from error
    except SeminarError:
        target.discard()
        raise
    except BaseException:
        target.close()
        raise


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


def copy_rows(source: SeminarStore, target: SeminarStore, declare_whole: Ends, told: Told) -> None:
    """Fill a seminar that was begun with all that another holds, but for votes of open rounds.

    Each piece stays that is written, and the next time goes on behind the last of them. In the end
    everything is compared; where what was copied from has changed since the first time, that is
    copied anew. Only then, in one step, the copy is declared whole.
    """
    every = [each for each in tables.metadata.sorted_tables if each is not tables.meta]
    with source.read() as reader:
        wanted = _wanted(reader)
        for is_last in (False, True):
            for done, each in enumerate(every):
                _go_on(reader.connection, target, each, wanted[each])
                told(done / len(every))
            unlike = _finish(reader.connection, target, wanted, declare_whole)
            if unlike and is_last:
                raise SeminarError(
                    say("The copy is not what was copied ({table}). Try again.", table=unlike[0])
                )
            if not unlike:
                break
            _take_out(target, unlike)
    told(1.0)


def _go_on(source: Connection, target: SeminarStore, each: Table, wanted: Select[Any]) -> None:
    """Add the rows of a table that come behind the last one there, each piece of them for good."""
    held = plain(each)
    with target.database.reading() as connection:
        last = _last(connection, each)
    if last:
        key = _key(each, held)
        wanted = wanted.where(tuple_(*key) > last if len(key) > 1 else key[0] > last[0])
    for rows in _pieces(source, wanted):
        with target.database.writing() as connection:
            if _last(connection, each) != last:
                raise StorageError(SOMEBODY_ELSE)
            connection.execute(insert(held), [dict(row) for row in rows])
        last = tuple(rows[-1][column.name] for column in each.primary_key.columns)


def _last(connection: Connection, of: Table) -> tuple[Any, ...]:
    """The key of the last row of a table, () where there is none."""
    key = _key(of, plain(of))
    row = connection.execute(select(*key).order_by(*(part.desc() for part in key)).limit(1)).first()
    return tuple(row or ())


def _finish(
    source: Connection, target: SeminarStore, wanted: Mapping[Table, Select[Any]], whole: Ends
) -> list[str]:
    """Declare the copy whole where it is; else the names of the tables that are not."""
    with target.database.writing() as connection:
        rest = {each: found for each, found in wanted.items() if each is not tables.meta}
        if unlike := _unlike(source, connection, rest):
            return unlike
        connection.execute(tables.meta.delete())
        for rows in _pieces(source, wanted[tables.meta]):
            connection.execute(insert(plain(tables.meta)), [dict(row) for row in rows])
        _number_on(connection)
        unlike = _unlike(source, connection, {tables.meta: wanted[tables.meta]})
        writer = Writer(connection, target.act(Verb.KEEP, datetime.min), datetime.min)
        writer.note_fact(EPOCH, new_id())
        whole(connection)
        assert not unlike, "what was just read is what was written"
    return []


def _take_out(target: SeminarStore, unlike: Sequence[str]) -> None:
    """Take out some tables, and what points to them, to be copied anew."""
    gone = list[Table]()
    for each in tables.metadata.sorted_tables:
        points = {key.column.table for key in each.foreign_keys}
        if each.name in unlike or points.intersection(gone):
            gone.append(each)
    with target.database.writing() as connection:
        for each in reversed(gone):
            connection.execute(each.delete())


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


@cache
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


def _unlike(
    source: Connection, target: Connection, wanted: Mapping[Table, Select[Any]]
) -> list[str]:
    """The tables that hold something else."""
    return [
        each.name
        for each, found in wanted.items()
        if _digest(source, found) != _digest(target, found)
    ]


def _digest(connection: Connection, wanted: Select[Any]) -> str:
    total = blake2b(digest_size=16)
    for rows in _pieces(connection, wanted):
        for row in rows:
            total.update(repr(tuple(row.values())).encode())
    return total.hexdigest()
