"""Disclosure control: results by sector or size that give nobody away.

Groups and answers are put together until every figure that is told, and every one that subtraction
gives, is of at least the threshold of people (table redesign: Hundepool et al. 2012, Statistical
Disclosure Control, Wiley, chapter 4). A group is shown with all the answers told or not at all;
those not shown are one group, the room less the others.

Nothing finer can be worked out by who knows the list of people, the room's result, other rounds and
these rules (Wong et al. 2007, Minimality attack in privacy preserving data publishing, VLDB), nor
that nobody of a group voted: where those shown are all who did, this comes out of the rest. Which
table is tried after which depends on nothing that is hidden, and each is made of the one before by
putting two groups or two answers together; one that has a small cell is not told, nor are those
before it. So a table that is told says of the finer ones only that the last of them had a small
cell; and however people are shared out in it, this is so at both ends of what a cell can be, where
some other cell is empty. The file stays exact.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.domain.bounds import Whole
from facilitator.domain.wording import Joined, Text, Wording, say


class Split(StrEnum):
    """What results are split by; called as what is kept of a voter's key."""

    SECTOR = "sector"
    SIZE = "size"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Guard:
    """How carefully results are split: cells under `threshold` people are hidden, and what is shown
    is rounded to the nearest multiple of `round_to`.
    """

    threshold: int
    round_to: int = 1


ROOM = Guard(5)

NOT_GIVEN = "Not given"


def group_called(name: str) -> Text:
    """What a sector or a size is called: those who gave none are kept under a name of the
    program's, in English.
    """
    return say("Not given") if name == NOT_GIVEN else name


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossTable:
    """Exact people by group (row) and answer (column). Never shown: see `protect`.

    The last row is of those who did not say. `told` is the answer that is told before all others,
    None where those given most are.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    item_id: str = ""
    told: int | None = None

    @property
    def column_totals(self) -> tuple[int, ...]:
        """People who gave each answer: the whole room's result, which everybody sees."""
        return tuple(sum(column) for column in zip(*self.cells, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeRow:
    """A group as it may be shown; None is a cell that is hidden or empty.

    `doubted` are so many of its ballots as there are more than people known to be here. Of groups
    that are not shown they stand together in the last row, rounded up: alone they would tell how
    many of a small group voted.
    """

    name: str
    people: Whole | None
    cells: tuple[Whole | None, ...]
    doubted: Whole = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeTable:
    """What was released of a cross table: in every answer told each group shown has enough people,
    and so have all groups not shown together, and the answers not told.
    """

    item_id: str = ""
    columns: tuple[str, ...]
    told: Whole | None = None
    rows: tuple[SafeRow, ...]
    column_totals: tuple[Whole, ...]

    @property
    def people(self) -> int:
        """All who answered."""
        return sum(self.column_totals)

    @property
    def tells(self) -> bool:
        """Whether anything is shown of any group."""
        return any(row.people is not None for row in self.rows)

    def row(self, name: str) -> SafeRow:
        """A group's row; one of which nothing is shown where the table has none."""
        hidden = SafeRow(name=name, people=None, cells=(None,) * len(self.columns))
        return next((row for row in self.rows if row.name == name), hidden)


def protect(
    table: CrossTable,
    guard: Guard,
    heads: Sequence[int] | None = None,
    possible: Sequence[int] | None = None,
) -> SafeTable:
    """The table as it may be shown: its groups as far as each has enough people in every answer.

    `heads` are the people known to be here of each group, None where nobody need be doubted. What
    a group cast beyond them may be one person's, all in one answer: no answer counts it.
    `possible` are the people who may be here of each group, at least those that voted; the same
    where nothing else is said.
    """
    people = [sum(cells) for cells in table.cells]
    heads = people if heads is None else heads
    doubted = [max(0, n - known) for n, known in zip(people, heads, strict=True)]
    asked = Asked(table, doubted, [max(of) for of in zip(people, possible or heads, strict=True)])
    designs = _designs(table, _start(table, guard.threshold))
    safe = (design for design in designs if design.is_safe(asked, guard.threshold))
    return _shown(table, next(safe, NOTHING), guard, doubted)


def withheld(table: CrossTable) -> SafeTable:
    """The whole room's result alone."""
    return _shown(table, NOTHING, ROOM, [0] * len(table.rows))


def printed(released: SafeTable, guard: Guard) -> SafeTable:
    """What paper shows of a release: the next design that is safe for it, made of what the room may
    see and of nothing else.
    """
    named = [row for row in released.rows if row.people is not None]
    kept = [
        at for at in range(len(released.columns)) if any(r.cells[at] is not None for r in named)
    ]
    cells = [_with_rest([row.cells[at] or 0 for at in kept], row.people or 0) for row in named]
    whole = _with_rest([released.column_totals[at] for at in kept], released.people)
    rest = [all_ - sum(told) for all_, *told in zip(whole, *cells, strict=True)]
    seen = CrossTable(
        rows=(*(row.name for row in named), NOT_GIVEN),
        columns=(*(released.columns[at] for at in kept), ""),
        cells=(*map(tuple, cells), tuple(rest)),
        told=kept.index(released.told) if released.told in kept else None,
    )
    hidden = sum(row.doubted for row in released.rows if row.people is None)
    doubted = [*(row.doubted for row in named), hidden]
    start = Design(range(len(named)), _in_order(seen, last=len(kept)), ())
    designs = _designs(seen, start)
    asked = Asked(seen, doubted, [sum(row) for row in seen.cells])
    safe = (design for design in designs if design.is_safe(asked, guard.threshold))
    table = _shown(seen, next(safe, NOTHING), guard, doubted)
    return replace(
        released,
        rows=tuple(_back(table.row(row.name), kept, released) for row in released.rows),
        column_totals=tuple(rounded(people, guard) for people in released.column_totals),
    )


def _with_rest(told: Sequence[int], people: int) -> list[int]:
    return [*told, people - sum(told)]


def _back(row: SafeRow, kept: Sequence[int], released: SafeTable) -> SafeRow:
    """A row of the answers that were told, among all answers."""
    told = dict(zip(kept, row.cells, strict=False))
    return replace(row, cells=tuple(told.get(column) for column in range(len(released.columns))))


@dataclass(frozen=True, slots=True)
class Asked:
    """A table, how many ballots of each group are doubted, and how many people may have voted."""

    table: CrossTable
    doubted: Sequence[int]
    possible: Sequence[int]


@dataclass(frozen=True, slots=True)
class Design:
    """The groups that stand apart, all others being one; and the answers, in order, likewise."""

    rows: Sequence[int]
    apart: Sequence[int]
    together: Sequence[int]

    def is_safe(self, asked: Asked, threshold: int) -> bool:
        """Whether each group has enough people in every answer who are known to be here, and so
        have all others together, where there are any who might have voted.
        """
        cells = asked.table.cells
        answers = [*([column] for column in self.apart), *([self.together] * bool(self.together))]
        certain = [
            [max(0, sum(row[c] for c in columns) - more) for columns in answers]
            for row, more in zip(cells, asked.doubted, strict=True)
        ]
        others = [row for row in range(len(cells)) if row not in self.rows]
        groups = [certain[row] for row in self.rows]
        if any(asked.possible[row] for row in others):
            groups.append([sum(certain[row][at] for row in others) for at in range(len(answers))])
        return min(len(groups), len(answers)) > 1 and min(map(min, groups)) >= threshold


NOTHING = Design((), (), ())


def _start(table: CrossTable, threshold: int) -> Design:
    """The finest design: groups with people for two answers, and as many answers as they have
    people for. The room's result and the sizes of groups alone decide on it.
    """
    people = [sum(cells) for cells in table.cells[:-1]]
    rows = [row for row, n in enumerate(people) if n >= 2 * threshold]
    order = _in_order(table)
    most = min((people[row] // threshold for row in rows), default=0)
    apart = len(order) if len(order) <= most else max(0, most - 1)
    return Design(rows, order[:apart], order[apart:])


def _in_order(table: CrossTable, last: int | None = None) -> Sequence[int]:
    """The answers that were given at all, the one that is told first, then those given most."""
    totals = table.column_totals
    given = [column for column, people in enumerate(totals) if people]
    return sorted(given, key=lambda c: (c == last, c != table.told, -totals[c], c))


def _designs(table: CrossTable, finest: Design) -> Iterator[Design]:
    """Ever coarser designs: answers are put together, those given least first, then groups, the
    smallest first. Each is made of the one before: where one is unsafe, all before it are.
    """
    order = (*finest.apart, *finest.together)
    yield finest
    apart = len(finest.apart) - (1 if finest.together else 2)
    for kept in range(apart, 0, -1):
        finest = Design(finest.rows, order[:kept], order[kept:])
        yield finest
    by_size = sorted(finest.rows, key=lambda row: (-sum(table.cells[row]), table.rows[row]))
    for kept in range(len(by_size) - 1, 0, -1):
        yield Design(by_size[:kept], finest.apart, finest.together)


def _shown(table: CrossTable, design: Design, guard: Guard, doubted: Sequence[int]) -> SafeTable:
    last = len(table.rows) - 1
    hidden = sum(more for row, more in enumerate(doubted) if row not in design.rows)

    def shown(row: int, cells: Sequence[int]) -> SafeRow:
        told = row in design.rows
        return SafeRow(
            name=table.rows[row],
            people=rounded(sum(cells), guard) if told else None,
            cells=tuple(
                rounded(people, guard) if told and column in design.apart else None
                for column, people in enumerate(cells)
            ),
            doubted=doubted[row] if told else _rounded_up(hidden, guard) * (row == last),
        )

    return SafeTable(
        item_id=table.item_id,
        columns=table.columns,
        told=table.told,
        rows=tuple(shown(row, cells) for row, cells in enumerate(table.cells)),
        column_totals=tuple(rounded(people, guard) for people in table.column_totals),
    )


def _rounded_up(people: int, guard: Guard) -> int:
    """To a multiple of the threshold: whoever prints from it leaves out more rather than less."""
    return -(-people // guard.threshold) * guard.threshold


def rounded(people: int, guard: Guard) -> int:
    """To the nearest multiple, halves up."""
    return (people + guard.round_to // 2) // guard.round_to * guard.round_to


NOT_ALL_KEPT = say(
    "Where few people share a sector and a size, one or both are not kept, so that nobody can be "
    "found by them: a group may have had more voters than stand here."
)
"""Said of every vote of which it may be so: whether it was so would tell who of them voted."""


NO_ROOM_KEPT = say(
    "Where few people of a room voted, it is not kept which one they were in, so that nobody can "
    "be found by it: a room may have had more voters than stand here."
)
"""The same of votes that are told by room."""


def note(
    guard: Guard, *, keeps_all: bool, splits: Collection[Split] = (Split.SECTOR, Split.SIZE)
) -> Wording:
    """What readers are told about the gaps; and where not `keeps_all`, that figures may be lower
    than the truth, since combinations that few share are not kept (see `combinations`). `splits`
    are what is told.
    """
    said: list[Wording] = [
        say(
            "Figures for fewer than {n} people are left out, and so is whatever would give them "
            "away; an empty place may mean nobody.",
            n=guard.threshold,
        )
    ]
    if guard.round_to > 1:
        said.append(say("Figures are rounded to the nearest {n}.", n=guard.round_to))
    if not keeps_all:
        said += [NOT_ALL_KEPT] if {*splits} - {Split.ROOM} else []
        said += [NO_ROOM_KEPT] if Split.ROOM in splits else []
    return Joined(said)
