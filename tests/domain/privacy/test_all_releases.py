"""All that a day tells, attacked by an integer solver: every release of two rounds and several
items, on the projector and on paper, with the room's results and who is here from which group.

The solver knows each figure as an equation, and that the same people answered all items of a round.
No small cell may come out as the only number that fits, where it did not before anything was told;
nor that nobody of a group voted, though of its people some are here. What who knows the *rules* can
work out beyond that is tried by exact counting, in `test_days`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

import numpy as np

from facilitator.domain.privacy.disclosure import CrossTable, Guard, SafeTable, printed, protect

ROOM, PAPER = Guard(5), Guard(10)
DAYS, ASKED = 12, 3
Cell = tuple[int, int, int, int]
"""Of a round, an item, a group and an answer."""
Equation = tuple[dict[Cell, int], int]


@dataclass(frozen=True)
class Day:
    """How many are here from each group, and what they answered, by round, item and group."""

    heads: list[int]
    cells: dict[Cell, int]
    everybody: bool
    shape: tuple[int, int, int, int]

    def row(self, number: int, item: int, group: int) -> list[Cell]:
        return [(number, item, group, answer) for answer in range(self.shape[3])]

    def table(self, number: int, item: int) -> CrossTable:
        groups, answers = range(self.shape[2]), range(self.shape[3])
        return CrossTable(
            rows=(*(f"group {group}" for group in groups[:-1]), "Not given"),
            columns=tuple(f"answer {answer}" for answer in answers),
            cells=tuple(
                tuple(self.cells[cell] for cell in self.row(number, item, group))
                for group in groups
            ),
        )

    def asked(self) -> Iterator[tuple[int, int]]:
        for number in range(self.shape[0]):
            for item in range(self.shape[1]):
                yield number, item


def a_day(random: Random) -> Day:
    """Groups of a few and of many, each leaning as it does; all vote, or not all, of one nobody."""
    heads = [random.choice([2, 4, 9, 20, 30, 30]) for _ in range(random.randint(2, 4))] + [0]
    shape = random.randint(1, 2), random.randint(1, 2), len(heads), random.randint(2, 4)
    everybody, cells = random.random() < 0.5, {}
    for number in range(shape[0]):
        came = [many if everybody else random.randint(many // 2, many) for many in heads]
        if not everybody:
            came[random.randrange(len(came))] = 0
        for item in range(shape[1]):
            for group, people in enumerate(came):
                leaning = [random.random() ** 2 + 0.02 for _ in range(shape[3])]
                chosen = random.choices(range(shape[3]), leaning, k=people)
                for answer in range(shape[3]):
                    cells[number, item, group, answer] = chosen.count(answer)
    return Day(heads, cells, everybody, shape)


def known(day: Day) -> Iterator[Equation]:
    """The room's results, that all items have the same people, and who voted where all did."""
    for number, item in day.asked():
        for answer in range(day.shape[3]):
            column = [(number, item, group, answer) for group in range(day.shape[2])]
            yield dict.fromkeys(column, 1), sum(day.cells[cell] for cell in column)
        for group, people in enumerate(day.heads):
            row = dict.fromkeys(day.row(number, item, group), 1)
            if day.everybody:
                yield row, people
            if item:
                yield row | dict.fromkeys(day.row(number, 0, group), -1), 0


def told(day: Day, releases: Mapping[tuple[int, int], tuple[SafeTable, ...]]) -> Iterator[Equation]:
    """What the releases tell of groups."""
    for (number, item), tables in releases.items():
        rows = [(group, row) for table in tables for group, row in enumerate(table.rows)]
        for group, row in rows:
            if row.people is not None and not row.doubted:
                cells = day.row(number, item, group)
                yield dict.fromkeys(cells, 1), row.people
                yield from (
                    ({cell: 1}, people)
                    for cell, people in zip(cells, row.cells, strict=True)
                    if people is not None
                )


def ends(day: Day, facts: list[Equation], cell: Cell) -> tuple[int, int]:
    """The least and the most that a cell can be."""
    # Loaded here, or every worker would load it: a tenth of what it takes to find all tests.
    from scipy.optimize import Bounds, LinearConstraint, milp

    places = {each: at for at, each in enumerate(day.cells)}

    def line(terms: dict[Cell, int]) -> Any:
        made = np.zeros(len(places))
        for each, factor in terms.items():
            made[places[each]] = factor
        return made

    equal = np.array([people for _, people in facts])
    voted = [
        line(dict.fromkeys(day.row(number, item, group), 1))
        for number, item in day.asked()
        for group in range(day.shape[2])
    ]
    here = np.array([people for _ in day.asked() for people in day.heads])
    limits = [
        LinearConstraint(np.array([line(terms) for terms, _ in facts]), equal, equal),
        LinearConstraint(np.array(voted), -np.inf, here),
    ]
    whole, within = np.ones(len(places)), Bounds(0, max(day.heads))
    found = [
        milp(sign * line({cell: 1}), constraints=limits, integrality=whole, bounds=within)
        for sign in (1, -1)
    ]
    assert all(each.x is not None for each in found), "what is told is true"
    return round(found[0].fun), -round(found[1].fun)


def given_away(random: Random, day: Day, room: Guard) -> tuple[int, list[Cell]]:
    """How many tables of a day tell anything, and the small cells that come out of them. Of groups
    of which nobody voted they are asked for first.
    """
    tables = {asked: protect(day.table(*asked), room, day.heads) for asked in day.asked()}
    releases = {asked: (table, printed(table, PAPER)) for asked, table in tables.items()}
    before = list(known(day))
    after = before + list(told(day, releases))
    number = sum(table.tells for table in tables.values())
    if not number:
        return 0, []
    small = [
        (any(day.cells[each] for each in day.row(*cell[:3])), random.random(), cell)
        for cell, people in day.cells.items()
        if people < ROOM.threshold and day.heads[cell[2]]
    ]
    return number, [
        cell
        for *_, cell in sorted(small)[:ASKED]
        if _is_one(ends(day, after, cell)) and not _is_one(ends(day, before, cell))
    ]


def _is_one(ends: tuple[int, int]) -> bool:
    return ends[0] == ends[1]


def test_no_small_cell_comes_out_of_all_that_a_day_tells() -> None:
    random, tells = Random(11), 0
    for _ in range(DAYS):
        number, found = given_away(random, a_day(random), ROOM)
        tells += number
        assert found == []
    assert tells, "something is told in these days"


def test_that_nobody_of_a_group_voted_comes_out_of_nothing_either() -> None:
    """Where the groups that are shown add up to the whole room."""
    heads = [20, 30, 2, 30, 0]
    answers = [(8, 12), (15, 15), (0, 0), (17, 13), (0, 0)]
    cells = {(0, 0, group, at): n for group, of in enumerate(answers) for at, n in enumerate(of)}
    day = Day(heads, cells, everybody=False, shape=(1, 1, len(heads), 2))
    assert given_away(Random(1), day, ROOM) == (1, [])


def test_the_solver_finds_what_is_not_protected() -> None:
    random = Random(11)
    assert any(given_away(random, a_day(random), Guard(1))[1] for _ in range(DAYS))
