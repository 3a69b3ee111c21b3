"""What a file keeps beside its records, such as half-typed words, where its work goes on in a copy
that was made of a backup.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from sqlalchemy import ColumnElement, delete, insert, or_, select, update

from facilitator.domain.seminar.rooms import keyed
from facilitator.store.records import tables
from facilitator.store.records.facts import CLOCK, FILE_ID, OF_ONE_PLACE, Fact, fact_called
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

T = TypeVar("T")

_OF_ONE_FILE = frozenset({CLOCK.name, FILE_ID.name, *(fact.name for fact in OF_ONE_PLACE)})
"""What is true of one file alone; secrets are kept nowhere but in files."""


def facts_of(reader: Reader) -> dict[str, str]:
    """All that goes along, by its name in the file, as it is kept there."""
    meta = tables.meta
    found = reader.connection.execute(select(meta.c.name, meta.c.value))
    return {name: value for name, value in found if _goes_along(name)}


def take_facts(writer: Writer, facts: Mapping[str, str]) -> None:
    """Have a file keep these, and nothing else of what goes along."""
    meta = tables.meta
    gone = [name for name in facts_of(writer) if name not in facts]
    for name in (*gone, *facts):
        writer.connection.execute(delete(meta).where(meta.c.name == name))
    for name, value in facts.items():
        writer.connection.execute(insert(meta), {"name": name, "value": value})


def every_kept(reader: Reader) -> dict[str, str]:
    """All that a file keeps beside its records, by its name there, as it is kept."""
    meta = tables.meta
    found = reader.connection.execute(select(meta.c.name, meta.c.value))
    return {name: str(value) for name, value in found}


def note_as_kept(writer: Writer, name: str, value: str | None) -> None:
    """Have a file keep that under a name, as another one kept it; None to keep it no more."""
    meta = tables.meta
    writer.connection.execute(delete(meta).where(meta.c.name == name))
    if value is not None:
        writer.connection.execute(insert(meta), {"name": name, "value": value})


def _goes_along(name: str) -> bool:
    fact = fact_called(name)
    return fact is not None and not fact.is_secret and fact.name not in _OF_ONE_FILE


def forget_unknown(writer: Writer) -> None:
    """Forget what newer programs keep that this one does not know: it may name anybody."""
    names = writer.connection.execute(select(tables.meta.c.name)).scalars()
    for name in [each for each in names if fact_called(each) is None]:
        writer.connection.execute(delete(tables.meta).where(tables.meta.c.name == name))


def every_of(reader: Reader, fact: Fact[T]) -> tuple[T, ...]:
    """What is kept of a fact, in all rooms and of all sessions."""
    return tuple(value for _, value in _kept(reader, _anywhere(fact), fact))


def say_anew(writer: Writer, fact: Fact[T], change: Callable[[T], T]) -> None:
    """Change what a fact says, in all rooms and of all sessions."""
    table = tables.meta
    for name, value in tuple(_kept(writer, _anywhere(fact), fact)):
        changed = fact.written(change(value))
        writer.connection.execute(update(table).where(table.c.name == name).values(value=changed))


def by_session(reader: Reader, fact: Fact[T]) -> dict[str, T]:
    """What each session keeps of a fact in this room; "" is none."""
    begins, bare = fact.slots(reader.room), fact.called(reader.room)
    name = tables.meta.c.name
    ours = or_(name == bare, name.startswith(begins, autoescape=True))
    return {
        "" if called == bare else called.removeprefix(begins): value
        for called, value in _kept(reader, ours, fact)
    }


def forget_of(writer: Writer, fact: Fact[T], session: str) -> None:
    """Forget what a session keeps of a fact in this room."""
    name = tables.meta.c.name
    called = fact.called(writer.room, session)
    writer.connection.execute(delete(tables.meta).where(name == called))


def _anywhere(fact: Fact[T]) -> ColumnElement[bool]:
    name = tables.meta.c.name
    return or_(name == fact.name, name.startswith(keyed(fact.name, ""), autoescape=True))


def _kept(reader: Reader, which: ColumnElement[bool], fact: Fact[T]) -> Iterator[tuple[str, T]]:
    table = tables.meta
    found = select(table.c.name, table.c.value).where(which).order_by(table.c.name)
    for name, value in reader.connection.execute(found).all():
        yield name, fact.read(value)
