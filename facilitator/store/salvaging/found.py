"""What loose rows are: told by what stands in them, since nothing else says whose they are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Integer, Table

from facilitator.domain.hashes import NEW, OLD
from facilitator.domain.revisions import Kind, Revision
from facilitator.store.auditing.kept import is_sound_fact
from facilitator.store.auditing.rows import Row
from facilitator.store.records import tables, vote_tables
from facilitator.store.salvaging.loose_pages import Loose

_NUMBERED = (tables.journal, tables.acts, vote_tables.ballots)
"""Tables whose rows are known by their number, which stands nowhere else in them."""
_KINDS = frozenset(map(str, Kind))
_HASHES = (OLD, NEW)


@dataclass(slots=True)
class Found:
    """The rows that a seminar is made anew of. What stands in two columns is told apart by its key
    when everything is read.
    """

    journal: dict[int, Row] = field(default_factory=dict)
    acts: dict[int, Row] = field(default_factory=dict)
    ballots: dict[int, Row] = field(default_factory=dict)
    seals: dict[str, Row] = field(default_factory=dict)
    voters: dict[str, Row] = field(default_factory=dict)
    pairs: dict[tuple[str, str], None] = field(default_factory=dict)
    facts: dict[str, Row] = field(default_factory=dict)
    last: int = 0
    """The largest number that was ever given in the journal, as far as that is known."""

    def counts(self, rounds: Iterable[str]) -> list[Row]:
        """What is kept of closed rounds' ballots."""
        known = set(rounds)
        return [{"key": k, "value": v} for k, v in self.pairs if k in known and v.startswith("{")]

    def receipts(self, rounds: Iterable[str]) -> list[Row]:
        """The codes that closed rounds keep."""
        known = set(rounds)
        return [
            {"round_id": k, "code": v}
            for k, v in self.pairs
            if k in known and not v.startswith("{")
        ]

    def rooms(self, voters: Collection[object]) -> list[Row]:
        """Which rooms voters were in."""
        return [{"key": key, "room": room} for key, room in self.pairs if key in voters]

    def changes(self, revisions: Iterable[Revision]) -> list[Row]:
        """Which version each change of a browser became, so that none comes twice."""
        record_by_id = {each.id: each.record for each in revisions}
        pairs = [(key, id) for key, id in self.pairs if record_by_id.get(id, key) != key]
        return [{"key": key, "value": id} for key, id in pairs]


def found_in(rows: Iterable[Loose]) -> Found:
    """Sort the rows of a file."""
    found = Found()
    for row in rows:
        _take(found, row)
    found.last = max(found.last, *found.journal, 0)
    return found


def _take(found: Found, loose: Loose) -> None:
    if loose.number is not None and loose.values and loose.values[0] is None:
        _take_numbered(found, loose.number, loose.values)
    elif len(loose.values) == 3 and loose.number is not None:
        if row := _fitting(tables.word_seals, loose.values):
            found.seals[row["revision"]] = row
    elif len(loose.values) == 3:
        if row := _fitting(vote_tables.voters, loose.values):
            found.voters[row["key"]] = row
    elif len(loose.values) == 2:
        _take_pair(found, *loose.values)


def _take_numbered(found: Found, number: int, values: tuple[Any, ...]) -> None:
    kept = (found.journal, found.acts, found.ballots)
    for table, there in zip(_NUMBERED, kept, strict=True):
        row = _fitting(table, (number, *values[1:]))
        if row and (table is not tables.journal or _is_of_the_journal(row)):
            there[number] = row
            return


def _is_of_the_journal(row: Row) -> bool:
    return row["kind"] in _KINDS and row["hash"].startswith(_HASHES)


def _take_pair(found: Found, key: object, value: object) -> None:
    if key == tables.journal.name and isinstance(value, int):
        found.last = max(found.last, value)
    elif isinstance(key, str) and isinstance(value, str):
        row = {"name": key, "value": value}
        found.pairs[key, value] = None
        if is_sound_fact(row):
            found.facts[key] = row


def _fitting(table: Table, values: tuple[Any, ...]) -> Mapping[str, Any] | None:
    """The values by the names of a table's columns; None where they are none of that table's."""
    columns = list(table.c)
    if len(values) > len(columns):
        return None
    every = (*values, *[None] * (len(columns) - len(values)))
    for column, value in zip(columns, every, strict=True):
        if value is None and not column.nullable:
            return None
        wanted = int if isinstance(column.type, Integer) else str
        if value is not None and not isinstance(value, wanted):
            return None
    return {str(column.name): value for column, value in zip(columns, every, strict=True)}
