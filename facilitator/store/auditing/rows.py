"""Rows as they lie: read so that whatever stands in them is a value and never an error."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table

from facilitator import typed
from facilitator.domain.errors import DamagedError
from facilitator.domain.wording import say
from facilitator.store.auditing.faults import Fault
from facilitator.store.records.columns import Listed
from facilitator.store.sqlite.connecting import driver_of
from facilitator.store.sqlite.troubles import TROUBLE

T = TypeVar("T")

Row = Mapping[str, Any]
UNREADABLE = (
    DamagedError,
    *(msgspec.MsgspecError, ValueError, TypeError, LookupError, RecursionError),
)
"""What is raised where a row does not hold what its table is for."""


def as_they_lie(
    connection: Connection, table: Table, order: str = "", where: str = ""
) -> Iterator[Row]:
    """The rows of a table, uninterpreted; text that is none keeps its bytes as lone surrogates."""
    names = [str(column.name) for column in table.c]
    wanted = ", ".join(f'"{name}"' for name in names)
    chosen = f"WHERE {where}" if where else ""
    ordered = f"ORDER BY {order}" if order else ""
    raw = driver_of(connection)
    raw.text_factory = _text
    try:
        asked = f"SELECT {wanted} FROM {table.name} {chosen} {ordered}"  # noqa: S608 - names of ours
        for row in raw.execute(asked):
            yield dict(zip(names, row, strict=True))
    finally:
        raw.text_factory = str


def _text(held: bytes) -> str:
    return held.decode("utf-8", "surrogateescape")


def converted(kind: type[T], table: Table, row: Row) -> T:
    """The value that a row holds; raises one of `UNREADABLE` where it holds none."""
    listed = {str(column.name) for column in table.c if isinstance(column.type, Listed)}
    plain = {name: _decoded(held) if name in listed else held for name, held in row.items()}
    return typed.converted(plain, kind, strict=False)


def _decoded(held: Any) -> Any:
    return msgspec.json.decode(held)


def readable(connection: Connection, table: Table, where: str = "") -> Iterator[Row]:
    """The rows that can be read; what is missing of them shows elsewhere."""
    with contextlib.suppress(*TROUBLE):
        yield from as_they_lie(connection, table, where=where)


def through(table: Table, look: Callable[[], Iterator[Fault]]) -> Iterator[Fault]:
    """What `look` finds; a table whose pages cannot be read is a fault by itself."""
    try:
        yield from look()
    except TROUBLE:
        yield Fault(
            say(
                "The table {table} cannot be read to its end: its part of the file is damaged. "
                "Restore a backup.",
                table=table.name,
            )
        )
