"""The figures of a paper as typed tables, each column explained: what documents take numbers from.

A document rounds and words its figures; a dataset holds them exact. Whoever writes a table out (a
workbook, a file of values) and whoever sets it on a page read the same values, so that two formats
cannot disagree. A missing value is None, and its column says what that means.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Self


class PrintedShare(float):
    """A share of 1, exact, that knows the per cent in which papers print it: where parts of one
    whole make 100 %, or a verdict needs a decimal, the share alone does not tell.
    """

    printed: Decimal

    def __new__(cls, share: float, printed: Decimal) -> Self:
        """The share itself, with its per cent."""
        made = super().__new__(cls, share)
        made.printed = printed
        return made


Value = str | int | float | Decimal | bool | date | time | datetime | None


class Type(StrEnum):
    """What a column holds."""

    ID = "id"
    TEXT = "text"
    CODE = "code"
    """One of the column's `values`."""
    COUNT = "count"
    """A whole number, such as people or minutes."""
    NUMBER = "number"
    SHARE = "share"
    """A fraction of 1, never rounded; who shows it in per cent shows what papers print."""
    YES_NO = "yes or no"
    DAY = "day"
    CLOCK = "clock"
    """A time by the wall clock of the place."""
    MOMENT = "moment"
    """A moment in UTC."""


_TIMES = (Type.CLOCK, Type.MOMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column, as its line in the codebook explains it.

    `values` are the codes it may hold with what each means, `missing` is what no value stands for,
    `source` where the values come from.
    """

    name: str
    label: str
    type: Type
    values: tuple[tuple[str, str], ...] = ()
    missing: str = ""
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class DataTable:
    """One table: its rows hold a value for each field. The first `keys` fields tell rows apart."""

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
    keys: int = 1

    def __post_init__(self) -> None:
        """Times are told to the second: a workbook would round what is finer, and others not."""
        timed = {n for n, field in enumerate(self.fields) if field.type in _TIMES}
        if timed:
            object.__setattr__(self, "rows", tuple(_to_the_second(row, timed) for row in self.rows))

    @cached_property
    def records(self) -> tuple[Mapping[str, Value], ...]:
        """Every row by the names of its fields, in order."""
        names = [field.name for field in self.fields]
        return tuple(dict(zip(names, row, strict=True)) for row in self.rows)

    @cached_property
    def _by_key(self) -> dict[tuple[Value, ...], Mapping[str, Value]]:
        keys = (row[: self.keys] for row in self.rows)
        return dict(zip(keys, self.records, strict=True))

    def find(self, *key: Value) -> Mapping[str, Value] | None:
        """The row of that key, None where there is none."""
        return self._by_key.get(key)

    def get(self, *key: Value) -> Mapping[str, Value]:
        """The row of that key. Raises KeyError where there is none."""
        return self._by_key[key]


def _to_the_second(row: tuple[Value, ...], timed: Collection[int]) -> tuple[Value, ...]:
    return tuple(
        cell.replace(microsecond=0) if n in timed and isinstance(cell, time | datetime) else cell
        for n, cell in enumerate(row)
    )


@dataclass(frozen=True)
class Dataset:
    """All tables of a paper, by name."""

    tables: tuple[DataTable, ...]

    @cached_property
    def _by_name(self) -> dict[str, DataTable]:
        return {table.name: table for table in self.tables}

    def __getitem__(self, name: str) -> DataTable:
        """The table of that name. Raises KeyError where there is none."""
        return self._by_name[name]

    def codebook(self) -> DataTable:
        """A line for every column of every table."""
        return DataTable(
            name="codebook",
            title="What each column holds",
            keys=2,
            fields=_CODEBOOK,
            rows=tuple(
                (
                    table.name,
                    field.name,
                    field.label,
                    field.type.value,
                    "; ".join(f"{code} = {meaning}" for code, meaning in field.values),
                    field.missing,
                    field.source,
                )
                for table in self.tables
                for field in table.fields
            ),
        )


_CODEBOOK = tuple(
    Field(name=name, label=label, type=Type.TEXT, missing=missing)
    for name, label, missing in (
        ("table", "The table", ""),
        ("column", "The column’s name", ""),
        ("label", "What the column holds", ""),
        ("type", "The type of its values", ""),
        ("values", "The codes it may hold and their meaning", "It holds no codes"),
        ("missing", "What an empty cell means", "No cell is empty"),
        ("source", "Where the values come from", "From the records of the seminar file"),
    )
)


def field(
    name: str,
    label: str,
    type: Type = Type.TEXT,
    *,
    values: Mapping[str, object] | None = None,
    missing: str = "",
    source: str = "",
) -> Field:
    """A column in one line; one with `values` holds codes."""
    coded = tuple((code, str(meaning)) for code, meaning in (values or {}).items())
    kind = Type.CODE if coded else type
    return Field(name=name, label=label, type=kind, values=coded, missing=missing, source=source)
