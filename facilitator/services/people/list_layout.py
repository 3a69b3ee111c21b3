"""Finding the list within what a file holds: under titles, between sections, without headings.

A row of headings is one that names a column for people's names, or several columns that are known.
It begins a table, which ends before the title of the next one. Tables with the same headings are
one list in sections; of tables that differ, the one that knows most about people is the list.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from facilitator.services.people.columns import NAMING, Field, guess_columns, plain
from facilitator.services.people.spreadsheets import Grid, Row, column_letters

_DATA = re.compile(r"@|\d[:/.]\d\d|^[\d\W]*\d[\d\W]*$")
_ALSO_SAID_OF_PEOPLE = frozenset(
    {"attendee", "participant", "delegate", "guest", "contact", "person", "first", "last"}
)
"""Headings that may as well be what a column says of somebody."""

LONGEST_TITLE = 2
"""So many cells at the most has a title; so many rows at the most stand between two sections."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list as it is read: every row is as wide as the headings.

    `heading_row` is the number of the row of headings, 0 where there is none. `titles` are the
    numbers of rows that look like titles between sections, not like people.
    `encoding` is Python's name for it, "" for a workbook; `name` and `names` are the worksheet's
    and those of all that can be chosen.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    heading_row: int = 1
    titles: frozenset[int] = frozenset()


def find_list(grids: Sequence[Grid], heading_row: int | None = None, name: str = "") -> Sheet:
    """The list in a file's tables: the worksheet of that name, or the one that looks most like it.

    `heading_row` is the number of the row of headings where somebody has said it, 0 where they have
    said that there is none.
    """
    names = tuple(grid.name for grid in grids)
    chosen = [grid for grid in grids if grid.name == name] or grids
    sheets = [_sheet(grid, heading_row, names) for grid in chosen]
    return max(sheets, key=_promise)


def _promise(sheet: Sheet) -> tuple[bool, int]:
    """How much a worksheet looks like a list of people; the first of equals is taken."""
    columns = guess_columns(sheet.headings)
    return bool(NAMING & columns.keys()), len(columns)


def _sheet(grid: Grid, heading_row: int | None, names: tuple[str, ...]) -> Sheet:
    rows = grid.rows
    if heading_row is None:
        number, parts = _found(rows)
    elif heading_row:
        number = heading_row
        parts = [tuple(row for row in rows if row.number >= heading_row)]
    else:
        number, parts = 0, [tuple(rows)]
    if number:
        heading, parts = parts[0][0], [part[1:] for part in parts]
        number = heading.number
        headings = heading.cells
    else:
        headings = ()
    body = [row for part in parts for row in part]
    width = max((len(row.cells) for row in body), default=0)
    named = tuple(
        _cell(headings, column) if number else f"Column {column_letters(column)}"
        for column in range(max(width, len(headings)))
    )
    return Sheet(
        headings=named,
        rows=tuple(Row(row.number, _padded(row.cells, len(named))) for row in body),
        encoding=grid.encoding,
        name=grid.name,
        names=names,
        heading_row=number,
        titles=_titles(body),
    )


def _found(rows: Sequence[Row]) -> tuple[int, list[tuple[Row, ...]]]:
    """The number of the first row of headings, 0 without one, and the parts of the list.

    Each part of a list with headings begins with them.
    """
    starts = [index for index, row in enumerate(rows) if _looks_like_headings(row)]
    if not starts:
        if _holds_people(rows[0]):
            return 0, [tuple(rows)]
        return rows[0].number, [tuple(rows)]
    ends = [_end(rows, start, following) for start, following in pairwise([*starts, len(rows)])]
    tables: dict[tuple[str, ...], list[tuple[Row, ...]]] = {}
    for start, end in zip(starts, ends, strict=True):
        tables.setdefault(rows[start].cells, []).append(tuple(rows[start:end]))
    best = max(
        tables.values(),
        key=lambda parts: (
            sum(map(len, parts)) > len(parts),  # somebody stands under the headings
            len(guess_columns(parts[0][0].cells)),
        ),
    )
    return best[0][0].number, best


def _looks_like_headings(row: Row) -> bool:
    columns = guess_columns(row.cells)
    if _holds_people(row) or not columns:
        return False
    if len(row.cells) == 1:
        return Field.NAME in columns
    if len(columns) == 1 and {plain(cell) for cell in row.cells} & _ALSO_SAID_OF_PEOPLE:
        return False
    return bool(NAMING & columns.keys()) or len(columns) > LONGEST_TITLE


def _holds_people(row: Row) -> bool:
    """Whether a row that could be headings is data: addresses and figures are no headings."""
    filled = [cell for cell in row.cells if cell]
    return any(_DATA.search(cell) for cell in filled) or (
        len(filled) == 1 and len(row.cells) == 1 and not guess_columns(row.cells)
    )


def _end(rows: Sequence[Row], start: int, following: int) -> int:
    """Where the table that begins at `start` ends: before the titles of the table after it."""
    if following == len(rows):
        return following
    width = len(rows[start].cells)
    end = following
    while end > start + 1 and following - end < LONGEST_TITLE and _is_short(rows[end - 1], width):
        end -= 1
    return end


def _titles(rows: Sequence[Row]) -> frozenset[int]:
    """Rows that stand alone after a gap and say one thing where the others say more."""
    usual = sorted(sum(map(bool, row.cells)) for row in rows)
    if not rows or usual[len(usual) // 2] < 2:
        return frozenset()
    after_gap = [b for a, b in pairwise(rows) if b.number > a.number + 1]
    return frozenset(
        row.number for row in after_gap if row.cells[0] and sum(map(bool, row.cells)) == 1
    )


def _is_short(row: Row, width: int) -> bool:
    return width > LONGEST_TITLE and sum(map(bool, row.cells)) == 1


def _cell(cells: tuple[str, ...], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
