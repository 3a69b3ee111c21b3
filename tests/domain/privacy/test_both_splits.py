"""A day on which one poll is split by sector and another by size, attacked by an integer solver.

It knows how many are here of each sector *and* size (the list of names), each round's results, that
the same people answered all items of a round, and every figure that projector, phones and paper
tell of groups. On half of the days size follows from sector, so that one split tells of the other.
No count of fewer people than the threshold may come out, of a sector, a size or both together,
that did not come out of the list and the room's results alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from random import Random
from typing import Any

import numpy as np

from facilitator.domain.privacy.disclosure import CrossTable, Guard, SafeTable, printed, protect

ROOM, PAPER = Guard(5), Guard(10)
DAYS, ASKED = 4, 3
SECTORS, SIZES = range(4), range(3)
BY_SECTOR, BY_SIZE = 0, 1
Cell = tuple[int, int, int, int, int, int]
"""Of a poll, a round, an item, a sector, a size and an answer; the last sector and size of each are
of those who did not say.
"""
Equation = tuple[list[tuple[Cell, int]], int]


@dataclass(frozen=True)
class Day:
    """How many are here of each sector and size, and what they answered."""

    heads: dict[tuple[int, int], int]
    cells: dict[Cell, int]
    asked: list[tuple[int, int, int]]
    answers: int
    everybody: bool

    def where(self, asked: tuple[int, int, int], group: int, by: int, answer: int) -> list[Cell]:
        """The cells of one group's one answer."""
        both = product(SECTORS, SIZES)
        return [(*asked, *each, answer) for each in both if each[by] == group]

    def row(self, asked: tuple[int, int, int], group: int, by: int) -> list[Cell]:
        return [c for answer in range(self.answers) for c in self.where(asked, group, by, answer)]

    def people(self, cells: Sequence[Cell]) -> int:
        return sum(self.cells[cell] for cell in cells)

    def here(self, group: int, by: int) -> int:
        return sum(many for each, many in self.heads.items() if each[by] == group)

    def table(self, asked: tuple[int, int, int]) -> CrossTable:
        """A poll's table, by what this poll is split by."""
        by, answers = asked[0], range(self.answers)
        rows = tuple(
            tuple(self.people(self.where(asked, group, by, answer)) for answer in answers)
            for group in (SECTORS, SIZES)[by]
        )
        return CrossTable(
            rows=(*(f"group {at}" for at in range(len(rows) - 1)), "Not given"),
            columns=tuple(f"answer {answer}" for answer in answers),
            cells=rows,
        )


def a_day(random: Random) -> Day:
    """All vote in everything, or some stay away; each sector and size leans as it does."""
    follows, everybody = random.random() < 0.5, random.random() < 0.5
    heads = {}
    for sector in SECTORS:
        only = random.choice(SIZES)
        for size in SIZES:
            many = random.choice([0, 1, 3, 8, 14, 24])
            heads[sector, size] = many if size == only or not follows else 0
    asked = [
        (poll, number, item)
        for poll in (BY_SECTOR, BY_SIZE)
        for number in range(random.randint(1, 2))
        for item in range(random.randint(1, 2))
    ]
    answers = random.randint(2, 3)
    came: dict[tuple[int, int], dict[tuple[int, int], int]] = {}
    cells: dict[Cell, int] = {}
    for each in asked:
        here = came.setdefault(
            each[:2],
            {of: n if everybody else random.randint(n // 2, n) for of, n in heads.items()},
        )
        for both, people in here.items():
            leaning = [random.random() ** 2 + 0.02 for _ in range(answers)]
            chosen = random.choices(range(answers), leaning, k=people)
            for answer in range(answers):
                cells[*each, *both, answer] = chosen.count(answer)
    return Day(heads, cells, asked, answers, everybody)


def summed(cells: Sequence[Cell], people: int) -> Equation:
    return [(cell, 1) for cell in cells], people


def known(day: Day) -> Iterator[Equation]:
    """The room's results, that all items have the same people, and who voted where all did."""
    for asked in day.asked:
        for answer in range(day.answers):
            column = [(*asked, *both, answer) for both in day.heads]
            yield summed(column, day.people(column))
        for both, many in day.heads.items():
            row = [(*asked, *both, answer) for answer in range(day.answers)]
            if day.everybody:
                yield summed(row, many)
            if asked[2]:
                first = [(*asked[:2], 0, *cell[3:]) for cell in row]
                yield [*((cell, 1) for cell in row), *((cell, -1) for cell in first)], 0


def told(day: Day, asked: tuple[int, int, int], table: SafeTable) -> Iterator[Equation]:
    """What a release tells of groups."""
    for group, row in enumerate(table.rows):
        if row.people is None or row.doubted:
            continue
        yield summed(day.row(asked, group, asked[0]), row.people)
        for answer, people in enumerate(row.cells):
            if people is not None:
                yield summed(day.where(asked, group, asked[0], answer), people)


class Solver:
    """The least and the most that some people can be, by what is known."""

    def __init__(self, day: Day, facts: Sequence[Equation]) -> None:
        # Loaded here, or every worker would load it: a tenth of what it takes to find all tests.
        from scipy import optimize

        self._optimize = optimize
        self._places = {cell: at for at, cell in enumerate(day.cells)}
        self._limits = optimize.LinearConstraint(
            np.array([self._line(terms) for terms, _ in facts]),
            *([[people for _, people in facts]] * 2),
        )
        rows = [
            [((*asked, *both, answer), 1) for answer in range(day.answers)]
            for asked in day.asked
            for both in day.heads
        ]
        most = [many for _ in day.asked for many in day.heads.values()]
        self._here = optimize.LinearConstraint(
            np.array([self._line(row) for row in rows]), -np.inf, most
        )
        self._within = optimize.Bounds(0, max(*day.heads.values(), 1))

    def _line(self, terms: Sequence[tuple[Cell, int]]) -> Any:
        line = np.zeros(len(self._places))
        for cell, factor in terms:
            line[self._places[cell]] += factor
        return line

    def is_sure(self, cells: Sequence[Cell]) -> bool:
        line = self._line([(cell, 1) for cell in cells])
        limits, whole = [self._limits, self._here], np.ones(len(line))
        ends = [
            self._optimize.milp(
                sign * line, constraints=limits, integrality=whole, bounds=self._within
            )
            for sign in (1, -1)
        ]
        assert all(end.x is not None for end in ends), "what is told is true"
        return bool(round(ends[0].fun) == -round(ends[1].fun))


def small(day: Day, threshold: int) -> Iterator[tuple[Cell, ...]]:
    """What nobody may find: answers of few people of a sector, a size, or both, of whom some are
    here.
    """
    for asked, answer in product(day.asked, range(day.answers)):
        of_groups = [
            (day.where(asked, group, by, answer), day.here(group, by))
            for by, groups in ((BY_SECTOR, SECTORS), (BY_SIZE, SIZES))
            for group in groups
        ]
        of_both = [([(*asked, *both, answer)], many) for both, many in day.heads.items()]
        for cells, here in (*of_groups, *of_both):
            if here and day.people(cells) < threshold:
                yield tuple(cells)


def given_away(random: Random, day: Day, room: Guard) -> tuple[int, list[tuple[Cell, ...]]]:
    """How many releases of a day tell anything, and the few people who come out of them."""
    before, after, tells = list(known(day)), list[Equation](), 0
    for asked in day.asked:
        groups = (SECTORS, SIZES)[asked[0]]
        released = protect(day.table(asked), room, [day.here(g, asked[0]) for g in groups])
        tells += released.tells
        for table in (released, printed(released, PAPER)):
            after += told(day, asked, table)
    if not after:
        return 0, []
    found = [*small(day, ROOM.threshold)]
    random.shuffle(found)
    knows, knew = Solver(day, [*before, *after]), Solver(day, before)
    return tells, [c for c in found[:ASKED] if knows.is_sure(c) and not knew.is_sure(c)]


def test_no_few_people_come_out_of_two_polls_split_both_ways() -> None:
    random, tells = Random(10), 0
    for _ in range(DAYS):
        number, found = given_away(random, a_day(random), ROOM)
        tells += number
        assert found == []
    assert tells, "something is told in these days"


def test_they_do_where_nothing_is_protected() -> None:
    random = Random(8)
    assert any(given_away(random, a_day(random), Guard(1))[1] for _ in range(DAYS))
