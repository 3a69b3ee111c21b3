"""Finding the list within what a file holds: under titles, between sections, without headings.

A row of headings is one that names a column for people's names, or several columns that are known.
Where no row has words we know, a row over columns of addresses or figures that has none itself is
one by its shape. It begins a table, which ends before the title of the next one. Tables with the
same headings are one list in sections; of tables that differ, the one that knows most about people
is the list. Where neither words nor shape tell, the sheet says that it is `unsure`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from facilitator.domain.wording import Message, say
from facilitator.services.people.column_fields import NAMING, Columns, Field
from facilitator.services.people.columns import guess_columns, one_each, several
from facilitator.services.people.headings import plain, said_of_people
from facilitator.services.people.not_coming import says_no
from facilitator.services.people.spreadsheets import Grid, Row, column_letters

_DATA = re.compile(r"@|\d[:/.]\d\d|^[\d\W]*\d[\d\W]*$")

_DAY = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{2}|\d{4}))?|\d{4}-\d{2}-\d{2})\b")

LONGEST_TITLE = 2
"""So many cells at the most has a title; so many rows at the most stand between two sections."""

STRUCK_UNSEEN = say(
    "Who is crossed out in an old workbook (.xls) cannot be told: save it as XLSX if somebody is."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list as it is read: every row is as wide as the headings.

    `heading_row` is the number of the row of headings, 0 where there is none. `titles` are the
    numbers of rows that look like titles above the list or between sections, not like people.
    `unsure` says that nothing tells whether there are headings, and in which row.
    `encoding` is Python's name for it, "" for a workbook; `name` and `names` are the worksheet's
    and those of all that can be chosen; `others` are lists as well, and so are the rows `beside`,
    the first and the last of each. `hides_struck` where what is crossed out cannot be told.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    heading_row: int = 1
    titles: frozenset[float] = frozenset()
    unsure: bool = False
    others: tuple[str, ...] = ()
    beside: tuple[tuple[int, int], ...] = ()
    hides_struck: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the list is: each part of one with headings begins with them. `beside` are other tables
    of people.
    """

    parts: Sequence[Sequence[Row]]
    beside: Sequence[Sequence[Row]] = ()
    has_headings: bool = True
    unsure: bool = False


def find_list(grids: Sequence[Grid], heading_row: int | None = None, name: str = "") -> Sheet:
    """The list in a file's tables: the worksheet of that name, or the one that looks most like it.

    `heading_row` is the number of the row of headings where somebody has said it, 0 where they have
    said that there is none.
    """
    names = tuple(grid.name for grid in grids)
    chosen = [grid for grid in grids if grid.name == name] or grids
    sheets = [_sheet(grid, heading_row, names) for grid in chosen]
    best = max(sheets, key=_promise)
    others = (each for each in sheets if each is not best and each.rows and each.heading_row)
    return replace(best, others=tuple(each.name for each in others if all(_promise(each)[:2])))


def unread(sheet: Sheet) -> tuple[Message, ...]:
    """What else in a file looks like people who come, and is not read with the list; and what of it
    cannot be told.
    """
    return (
        *((STRUCK_UNSEEN,) if sheet.hides_struck else ()),
        *(
            say("The worksheet “{name}” is a list as well, and is not read.", name=name)
            for name in sheet.others
        ),
        *(
            say(
                "Rows {first} to {last} are another list, and are not read.", first=first, last=last
            )
            for first, last in sheet.beside
        ),
    )


def unused(sheet: Sheet, columns: Columns) -> tuple[str, ...]:
    """The headings of columns that say something and of which nothing is taken."""
    said = (
        heading
        for column, heading in enumerate(sheet.headings)
        if heading
        and column not in columns.values()
        and any(row.cells[column] for row in sheet.rows)
    )
    return tuple(said)


def _promise(sheet: Sheet) -> tuple[bool, bool, int]:
    """How much a worksheet looks like a list of those who come; the first of equals is taken."""
    columns = guess_columns(sheet.headings)
    return bool(NAMING & columns.keys()), not says_no(sheet.name), len(columns)


def _sheet(grid: Grid, heading_row: int | None, names: tuple[str, ...]) -> Sheet:
    rows = grid.rows
    if heading_row is None:
        found = _found(rows)
    elif heading_row:
        found = _under(rows, _index_of(rows, heading_row))
    else:
        found = _Found([rows], has_headings=False)
    heading = found.parts[0][0] if found.has_headings else Row(0, ())
    heading, lower = _in_two_rows(rows, heading)
    between = _titles_between(rows, found)
    body = [row for part in found.parts for row in part[found.has_headings :] if row.cells != lower]
    body = sorted((*body, *between), key=lambda row: row.number)
    width = max((len(row.cells) for row in body), default=0)
    named = tuple(
        _cell(heading.cells, column) if heading.number else f"Column {column_letters(column)}"
        for column in range(max(width, len(heading.cells)))
    )
    padded = [replace(row, cells=_padded(row.cells, len(named))) for row in body]
    named, padded = one_each(named, padded)
    between_numbers = frozenset(row.number for row in between)
    return Sheet(
        headings=named,
        rows=tuple(padded),
        encoding=grid.encoding,
        name=grid.name,
        names=names,
        heading_row=int(heading.number),
        titles=_titles(body, above=not found.has_headings) | between_numbers,
        unsure=found.unsure,
        hides_struck=grid.hides_struck,
        beside=tuple((int(part[0].number), int(part[-1].number)) for part in found.beside),
    )


def _titles_between(rows: Sequence[Row], found: _Found) -> list[Row]:
    """The titles over parts that have headings of their own, where one of them says that those
    beneath it do not come.
    """
    firsts = {part[0].number for part in found.parts} if found.has_headings else set[float]()
    over = [
        above
        for above, below in pairwise(rows)
        if below.number in firsts and _width(above) == 1 and above.cells[0]
    ]
    return over if any(says_no(row.cells[0]) for row in over) else []


def _in_two_rows(rows: Sequence[Row], heading: Row) -> tuple[Row, tuple[str, ...] | None]:
    """The headings with what stands over them, or under them, where two rows say them together:
    "Organisation" over "Name" and "Sector"; and the cells of the lower row, if that is no part of
    the headings as they were found.
    """
    beside = {row.number: row for row in rows}
    above, below = beside.get(heading.number - 1), beside.get(heading.number + 1)
    if heading.number and below and _goes_on(heading.cells, below):
        return replace(heading, cells=_joined(heading.cells, below.cells)), below.cells
    if heading.number and above and _width(above) > 1 and not _holds_data(above):
        return replace(heading, cells=_joined(above.cells, heading.cells)), None
    return heading, None


def _goes_on(upper: Sequence[str], below: Row) -> bool:
    """Whether a row is the second one of headings: it names nobody, and a column that is known."""
    columns = guess_columns(upper)
    names = [_cell(below.cells, columns[field]) for field in NAMING & columns.keys()]
    return bool(guess_columns(below.cells)) and not any(names) and not _holds_data(below)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """The headings of two rows in one: the upper holds on over what is empty to its right."""
    joined, over = [], ""
    for column in range(max(len(upper), len(lower))):
        over, own = _cell(upper, column) or over, _cell(lower, column)
        both = f"{over} {own}" if own else _cell(upper, column)
        joined.append(both if guess_columns([both]) or not own else own)
    return tuple(joined)


def _index_of(rows: Sequence[Row], number: int) -> int:
    """The place of a row by its number; of the next one that holds something, else of the last."""
    later = (place for place, row in enumerate(rows) if row.number >= number)
    return next(later, len(rows) - 1)


def _found(rows: Sequence[Row]) -> _Found:
    """Where the list is, by words that are known, else by its shape."""
    starts = [place for place in range(len(rows)) if _looks_like_headings(rows, place)]
    if not starts:
        return _by_shape(rows)
    tables: dict[tuple[str, ...], list[Sequence[Row]]] = {}
    for part in _parts(rows, starts):
        tables.setdefault(part[0].cells, []).append(part)
    best = max(
        tables.values(),
        key=lambda parts: (
            sum(map(len, parts)) > len(parts),  # somebody stands under the headings
            len(guess_columns(parts[0][0].cells)),
        ),
    )
    rest = [part for parts in tables.values() if parts is not best for part in parts]
    people = [part for part in rest if NAMING & guess_columns(part[0].cells).keys()]
    return _Found(best, beside=[part for part in people if len(part) > 1])


def _by_shape(rows: Sequence[Row]) -> _Found:
    """Where the list is when no heading is known: addresses and figures stand under headings only.

    The first row as wide as most is taken for headings, and surely so where a column has addresses
    or figures and that row has none; who has them is a person, and there are no headings.
    """
    usual = _usual_width(rows)
    wide = [place for place, row in enumerate(rows) if _width(row) >= usual]
    head = rows[wide[0]]
    if usual < 2:
        return _Found([rows], has_headings=False, unsure=not all(map(_holds_data, rows)))
    if _holds_data(head):
        return _Found([rows], has_headings=False, unsure=wide[0] > 0)
    found = _under(rows, wide[0])
    body = [row for part in found.parts for row in part[1:]]
    columns = zip(*(_padded(row.cells, len(head.cells)) for row in body), strict=False)
    tells = any(
        word and _are_data([cell for cell in cells if cell])
        for word, cells in zip(head.cells, columns, strict=False)
    )
    return _Found(found.parts, unsure=not tells)


def _under(rows: Sequence[Row], place: int) -> _Found:
    """The list under headings at a place, which may stand over each of its sections again."""
    starts = [n for n in range(place, len(rows)) if rows[n].cells == rows[place].cells]
    return _Found(_parts(rows, starts))


def _parts(rows: Sequence[Row], starts: Sequence[int]) -> list[Sequence[Row]]:
    """The tables that begin at these places."""
    return [
        rows[start : _end(rows, start, following)]
        for start, following in pairwise([*starts, len(rows)])
    ]


def _usual_width(rows: Sequence[Row]) -> int:
    """How many cells are filled in most rows."""
    return sorted(map(_width, rows))[len(rows) // 2]


def _width(row: Row) -> int:
    return sum(map(bool, row.cells))


def _looks_like_headings(rows: Sequence[Row], place: int) -> bool:
    row = rows[place]
    holds_data = _holds_data(row)
    if holds_data and not _holds_days(row):
        return False
    if several(row.cells) is not None and not holds_data:
        return True
    columns = guess_columns(row.cells)
    named = NAMING & columns.keys() and len(columns) > 1
    if not columns or (holds_data and not named):
        return False
    if len(row.cells) == 1:
        below = rows[place + 1 :]
        return Field.NAME in columns and (not below or _usual_width(below) == 1)
    known = {plain(row.cells[column]) for column in columns.values()}
    if known <= said_of_people() and not {Field.FIRST_NAME, Field.LAST_NAME} <= columns.keys():
        return False
    return bool(NAMING & columns.keys()) or len(columns) > LONGEST_TITLE


def _holds_data(row: Row) -> bool:
    """Whether a row that could be headings is data: addresses and figures are no headings."""
    return any(map(_DATA.search, filter(None, row.cells)))


def _holds_days(row: Row) -> bool:
    """Whether days are all the data there is: columns of a register are headed by them."""
    return all(map(_DAY.search, filter(_DATA.search, row.cells)))


def _are_data(cells: Sequence[str]) -> bool:
    """Whether what stands in a column is addresses or figures, but for a slip or two."""
    return bool(cells) and sum(map(bool, map(_DATA.search, cells))) > 0.8 * len(cells)


def _end(rows: Sequence[Row], start: int, following: int) -> int:
    """Where the table that begins at `start` ends: before the titles of the table after it."""
    if following == len(rows):
        return following
    width = len(rows[start].cells)
    end = following
    while end > start + 1 and following - end < LONGEST_TITLE and _is_short(rows[end - 1], width):
        end -= 1
    return end


def _titles(rows: Sequence[Row], *, above: bool) -> frozenset[int]:
    """Rows that stand alone after a gap, or `above` all others, and say one thing where those say
    more.
    """
    if not rows or _usual_width(rows) < 2:
        return frozenset()
    gaps = [b for a, b in pairwise(rows) if b.number > a.number + 1]
    top = takewhile(lambda row: _width(row) == 1, rows) if above else ()
    return frozenset(row.number for row in (*top, *gaps) if row.cells[0] and _width(row) == 1)


def _is_short(row: Row, width: int) -> bool:
    return width > LONGEST_TITLE and _width(row) == 1


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))
