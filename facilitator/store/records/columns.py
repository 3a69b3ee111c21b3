"""The kinds of column that the tables of a seminar are made of, and the order they are read in."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Dialect,
    Float,
    Integer,
    Table,
    Text,
    TypeDecorator,
)
from typing_extensions import override

from facilitator.store.records.held import decoded


class Moment(TypeDecorator[Any]):
    """A point in time as UTC text of fixed width, so that text order is time order."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value


class Listed(TypeDecorator[Any]):
    """A tuple or a nested value as JSON text."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return msgspec.json.encode(value).decode()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return decoded(value or "null")


NUMBER = Integer().with_variant(BigInteger(), "postgresql")
"""A whole number of 64 bits: clocks are longer than PostgreSQL's own whole numbers."""


def text(name: str) -> Column[str]:
    """Words, never missing."""
    return Column(name, Text, nullable=False)


def whole(name: str) -> Column[int]:
    """A whole number or a truth value."""
    return Column(name, NUMBER, nullable=False)


def real(name: str) -> Column[float]:
    """A number."""
    return Column(name, Float, nullable=False)


def listed(name: str) -> Column[Any]:
    """A tuple or a nested value as JSON."""
    return Column(name, Listed, nullable=False)


def moment(name: str) -> Column[Any]:
    """A point in time, or none."""
    return Column(name, Moment)


def id_column() -> Column[str]:
    """The record's id."""
    return Column("id", Text, primary_key=True)


_ORDER = ("position", "recorded_at", "opened_at", "started_at", "given_at", "name", "at")


def order_of(table: Table) -> tuple[ColumnElement[Any], ...]:
    """The columns a table's records are read in order of, the id last so that order is total.

    What has no such value comes first: engines differ where they are not told.
    """
    return tuple(c.nulls_first() if c.nullable else c for c in _ordered(table))


def backwards(table: Table) -> tuple[ColumnElement[Any], ...]:
    """The same order from its end."""
    return tuple(c.desc().nulls_last() if c.nullable else c.desc() for c in _ordered(table))


def _ordered(table: Table) -> tuple[Column[Any], ...]:
    named = tuple(table.c[name] for name in _ORDER if name in table.c)
    return (*named[:1], table.c.id)


def as_kept(where: Mapping[str, object]) -> dict[str, object]:
    """What columns are compared with: truth values are kept as whole numbers."""
    return {name: int(it) if isinstance(it, bool) else it for name, it in where.items()}
