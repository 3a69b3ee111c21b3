"""Disclosure control: results by sector or size that give nobody away.

Hundepool et al. (2012, Statistical Disclosure Control, Wiley, chapters 4 and 5). Small cells are
hidden (primary suppression), then as many others as it takes (secondary suppression) for every
small cell to be anything from nought to the threshold, given all that is published: the other
cells, the groups' totals and the whole room's result. A hidden cell and an empty one look alike.
A group too small to show is withheld whole, its total too, so that nothing changes if another round
is known to have had the same people; and all rounds hide the same cells. The file stays exact.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.privacy.cell_suppression import TOTAL, Cell, Network
from facilitator.domain.wording import Joined, Wording, say


class Split(StrEnum):
    """What results are split by."""

    SECTOR = "sector"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Guard:
    """How carefully results are split: cells under `threshold` people are hidden, and what is shown
    is rounded to the nearest multiple of `round_to`.
    """

    threshold: int
    round_to: int = 1


ROOM = Guard(5)
ROUNDED = Guard(10, 5)

NOT_GIVEN = "Not given"


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossTable:
    """Exact people by group (row) and answer (column). Never shown: see `protect`."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """People in each group."""
        return tuple(sum(row) for row in self.cells)

    @property
    def column_totals(self) -> tuple[int, ...]:
        """People who gave each answer: the whole room's result, which everybody sees."""
        return tuple(sum(column) for column in zip(*self.cells, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeRow:
    """A group as it may be shown; None is a cell that is hidden or empty."""

    name: str
    people: int | None
    cells: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable:
    """A cross table that may be shown, with a sentence on what is left out."""

    columns: tuple[str, ...]
    rows: tuple[SafeRow, ...]
    column_totals: tuple[int, ...]
    people: int
    note: Wording


def protect(
    tables: Sequence[CrossTable], guard: Guard, beside: Guard | None = None
) -> tuple[SafeTable, ...]:
    """The tables of a poll's rounds as they may be shown, all hiding the same cells.

    The tables have the same rows and columns. Cells are hidden until every one of 1 to
    `guard.threshold` - 1 people could as well be empty or as large as the threshold (or as the
    whole room's count of that answer, where this is smaller); a group that cannot be protected so
    is withheld. `beside` is the guard under which the same tables are shown elsewhere: whatever it
    hides is hidden here as well, or the one might give away what the other hides.
    """
    hidden, withheld = _settled(tables, beside) if beside else (frozenset(), frozenset())
    hidden, _ = _settled(tables, guard, hidden, withheld)
    return tuple(_shown(table, hidden, guard) for table in tables)


def _settled(
    tables: Sequence[CrossTable],
    guard: Guard,
    hidden: frozenset[Cell] = frozenset(),
    withheld: frozenset[int] = frozenset(),
) -> tuple[frozenset[Cell], frozenset[int]]:
    """The cells to hide and the groups to withhold, those given among them."""
    withheld = _in_company(tables, withheld | withheld_rows(tables, guard), guard)
    while True:
        found, exposed = _hide(tables, withheld, guard, hidden)
        if exposed is None:
            return found, withheld
        withheld = _in_company(tables, withheld | {exposed}, guard)


def withheld_rows(tables: Sequence[CrossTable], guard: Guard) -> frozenset[int]:
    """The groups that may not be shown at all: in some round too small, or small and of one mind,
    and whoever has to keep them company so that the rest of the room does not give them away.
    """
    small = {
        row
        for table in tables
        for row, cells in enumerate(table.cells)
        if sum(cells) < guard.threshold or _of_one_mind(cells, guard)
    }
    return _in_company(tables, frozenset(small), guard)


def _of_one_mind(cells: Sequence[int], guard: Guard) -> bool:
    """Whether a small group (under twice the threshold) all gave the same answer."""
    return 0 < sum(cells) < 2 * guard.threshold and _alike(cells)


def _alike(cells: Sequence[int]) -> bool:
    """Whether all gave the same answer, where there was more than one to give."""
    return len(cells) > 1 and max(cells) == sum(cells)


def _in_company(
    tables: Sequence[CrossTable], withheld: frozenset[int], guard: Guard
) -> frozenset[int]:
    """Withhold the smallest groups too until those withheld can be told by no subtraction."""
    rows = range(len(tables[0].rows))
    while any(_exposed(table, withheld, guard) for table in tables):
        others = [row for row in rows if row not in withheld]
        if not others:
            break
        withheld |= {_smallest(tables, others)}
    return withheld


def _exposed(table: CrossTable, withheld: frozenset[int], guard: Guard) -> bool:
    """Whether the room less the groups shown is one group, too few people, or all of one mind."""
    rows = [table.cells[row] for row in withheld if sum(table.cells[row])]
    if not rows:
        return False
    rest = [sum(column) for column in zip(*rows, strict=True)]
    return len(rows) < 2 or sum(rest) < guard.threshold or _alike(rest)


def _smallest(tables: Sequence[CrossTable], rows: Sequence[int]) -> int:
    """The row with the fewest people in all rounds, by name where they are equal."""
    return min(rows, key=lambda row: (sum(t.totals[row] for t in tables), tables[0].rows[row]))


def _hide(
    tables: Sequence[CrossTable],
    withheld: frozenset[int],
    guard: Guard,
    already: frozenset[Cell],
) -> tuple[frozenset[Cell], int | None]:
    """The cells to hide, with those hidden already; where that is not enough, a row to withhold."""
    width = len(tables[0].columns)
    hidden = {(row, column) for row in withheld for column in (*range(width), TOTAL)} | already
    hidden |= {
        (row, column)
        for table in tables
        for row, cells in enumerate(table.cells)
        for column, people in enumerate(cells)
        if people < guard.threshold
    }
    for table in tables:
        for cell in sorted(hidden):
            if not _protect_cell(table, cell, hidden, withheld, guard):
                shown = [row for row in range(len(table.rows)) if row not in withheld]
                if shown:
                    exposed = cell[0] if cell[0] in shown else _smallest(tables, shown)
                    return frozenset(hidden), exposed
    return frozenset(hidden), None


def _protect_cell(
    table: CrossTable, cell: Cell, hidden: set[Cell], withheld: frozenset[int], guard: Guard
) -> bool:
    """Hide what it takes to protect a small cell; whether that was possible."""
    row, column = cell
    people = table.totals[row] if column == TOTAL else table.cells[row][column]
    if not 0 < people < guard.threshold:
        return True
    known = sum(table.totals) if column == TOTAL else table.column_totals[column]
    for up, need in ((True, min(guard.threshold, known) - people), (False, people)):
        network = Network(table.cells, hidden)
        if network.widen(cell, up=up, need=need, price=_price(table, withheld)) < need:
            return False
        hidden.update(network.hidden)
    return True


def _price(table: CrossTable, withheld: frozenset[int]) -> Callable[[Cell], int | None]:
    """What hiding one more cell costs: the people it tells of. A shown group's total stays."""

    def price(cell: Cell) -> int | None:
        row, column = cell
        return None if column == TOTAL or row in withheld else table.cells[row][column] + 1

    return price


def bounds(table: CrossTable, safe: SafeTable, cell: Cell) -> tuple[int, int]:
    """The least and the most people a cell can hold for somebody who sees the safe table (before
    rounding); `TOTAL` as column asks for the group's total. This is the audit of `protect`.
    """
    hidden = {
        (row, column)
        for row, shown in enumerate(safe.rows)
        for column, people in (*enumerate(shown.cells), (TOTAL, shown.people))
        if people is None
    }
    row, column = cell
    people = table.totals[row] if column == TOTAL else table.cells[row][column]
    if cell not in hidden:
        return people, people
    room = sum(table.totals)
    down = Network(table.cells, hidden).widen(cell, up=False, need=people)
    return people - down, people + Network(table.cells, hidden).widen(cell, up=True, need=room)


def _shown(table: CrossTable, hidden: frozenset[Cell], guard: Guard) -> SafeTable:
    def show(row: int, column: int, people: int) -> int | None:
        return None if (row, column) in hidden else rounded(people, guard)

    rows = tuple(
        SafeRow(
            name=name,
            people=show(row, TOTAL, table.totals[row]),
            cells=tuple(show(row, column, n) for column, n in enumerate(table.cells[row])),
        )
        for row, name in enumerate(table.rows)
    )
    return SafeTable(
        columns=table.columns,
        rows=rows,
        column_totals=tuple(rounded(people, guard) for people in table.column_totals),
        people=rounded(sum(table.totals), guard),
        note=note(guard),
    )


def rounded(people: int, guard: Guard) -> int:
    """To the nearest multiple, halves up."""
    return (people + guard.round_to // 2) // guard.round_to * guard.round_to


def note(guard: Guard) -> Wording:
    """What readers are told about the gaps."""
    gaps = say(
        "Figures for fewer than {n} people are left out, and so is whatever would give them away; "
        "an empty place may mean nobody.",
        n=guard.threshold,
    )
    if guard.round_to < 2:
        return gaps
    return Joined((gaps, say("Figures are rounded to the nearest {n}.", n=guard.round_to)))
