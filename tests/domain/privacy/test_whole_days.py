"""All that a day tells, attacked by one integer solver that sees it at once.

One poll is split by sector and another by size, before and after, in the room and on paper; why
people agreed is told by side, who moved by flows, how those who vote alike voted by opinion group.
The solver has the list of names with sector and size, every round's result, and of whom sector or
size was not kept because few share them. On half of the days size follows from sector, so that one
split tells of the other. No count of fewer people than the threshold may come out, of a sector, a
size or both together, that did not come out of the list and the room's results alone.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any

import numpy as np
import pytest

from facilitator.domain.polls.agreement.reasons import AGREE, reason_tables
from facilitator.domain.polls.cross_tables import cross
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.phrases import are_few, tells_of_few
from facilitator.domain.polls.polls import Ballot, Criterion, Method, Secrecy
from facilitator.domain.polls.shifts import beside_groups, flows
from facilitator.domain.privacy.combinations import Said, coarsened, not_kept
from facilitator.domain.privacy.disclosure import Guard, SafeTable, Split, printed, protect
from tests.domain.polls.voting import poll

ROOM, PAPER = Guard(5), Guard(10)
TOLD_IN_ROOM = ROOM
DAYS, ASKED = 4, 4
NAMES = ("Third", "Public", "Regulator"), ("Small", "Large")
EVERY = [*product((*NAMES[0], ""), (*NAMES[1], ""))]
"""The combinations of a sector and a size; "" is of who did not say."""
POLLS, ROUNDS, CAMPS = range(2), range(2), range(2)
SPLITS = (Split.SECTOR, Split.SIZE)
ASKED_WHY = poll(
    Method.AGREE, "A", secrecy=Secrecy.PSEUDONYMOUS, criteria=(Criterion("why", "It is so"),)
)
WHY = "A/why"
Answer = tuple[int, bool] | None
"""A mark, and whether the reason was ticked with it; None of who was not there."""
ANSWERS: Sequence[Answer] = (None, (5, False), (5, True), (1, False), (1, True))
Cell = tuple[int, Said, int, Answer, Answer]
"""Of a poll: who said what of themselves, and votes alike, with what they answered either time."""
Rule = Callable[[Cell], bool]
Equation = tuple[Sequence[tuple[Cell, int]], int]


@dataclass(slots=True)
class Person:
    """Somebody in the room, and what of them is kept."""

    said: Said
    camp: int
    answers: dict[tuple[int, int], Answer] = field(default_factory=dict)
    kept: Said = ("", "")


@dataclass(frozen=True)
class Day:
    """Who is here, what was kept of each combination at each closing, and what was told."""

    people: Sequence[Person]
    kept: Mapping[tuple[int, int], Mapping[Said, Said]]
    tables: Mapping[tuple[int, int], tuple[SafeTable, ...]]

    @property
    def heads(self) -> Counter[Said]:
        return Counter(person.said for person in self.people)

    def cells(self) -> Counter[Cell]:
        return Counter(
            (number, each.said, each.camp, each.answers[number, 0], each.answers[number, 1])
            for each in self.people
            for number in POLLS
        )

    def every_cell(self) -> list[Cell]:
        here = sorted(self.heads)
        return [*product(POLLS, here, CAMPS, ANSWERS, ANSWERS)]


def a_day(random: Random) -> Day:
    """All vote in everything, or some come and go; each combination leans as it does."""
    follows, everybody = random.random() < 0.5, random.random() < 0.5
    people: list[Person] = []
    for sector in (*NAMES[0], ""):
        only = random.choice((*NAMES[1], ""))
        for size in (*NAMES[1], ""):
            many = random.choice([0, 1, 3, 8, 14, 24]) if size == only or not follows else 0
            people += [Person((sector, size), random.choice(CAMPS)) for _ in range(many)]
    lean = {(of, *at): random.random() for of in EVERY for at in product(POLLS, ROUNDS, CAMPS)}
    for each, at in product(people, product(POLLS, ROUNDS)):
        agrees = random.random() < lean[each.said, *at, each.camp]
        is_here = everybody or random.random() < 0.9
        each.answers[at] = (5 if agrees else 1, random.random() < 0.5) if is_here else None
    return closed(people)


def closed(people: Sequence[Person]) -> Day:
    """The rounds, closed one after another: of whoever voted so far, what few share is not kept."""
    kept: dict[tuple[int, int], Mapping[Said, Said]] = {}
    tables: dict[tuple[int, int], tuple[SafeTable, ...]] = {}
    for each in people:
        each.kept = each.said
    so_far: set[int] = set()
    for number, turn in product(ROUNDS, POLLS):
        at = turn, number
        so_far |= {place for place, each in enumerate(people) if each.answers[at]}
        voters = [people[place] for place in sorted(so_far)]
        left = coarsened([each.kept for each in voters], ROOM.threshold)
        for each, said in zip(voters, left, strict=True):
            each.kept = said
        kept[at] = {each.said: each.kept for each in voters}
        tables[at] = released(people, at)
    return Day(people, kept, tables)


def ballots_of(people: Sequence[Person], at: tuple[int, int]) -> list[Ballot]:
    return [
        Ballot(
            round_id="r",
            voter_key=f"{place}",
            marks=(("A", given[0]), *(((WHY, 1),) if given[1] else ())),
            sector=each.kept[0],
            size=each.kept[1],
        )
        for place, each in enumerate(people)
        if (given := each.answers[at]) is not None
    ]


def released(people: Sequence[Person], at: tuple[int, int]) -> tuple[SafeTable, ...]:
    """What is told of a round by group, and of the reason by side, as the service does it."""
    ballots, which = ballots_of(people, at), at[0]
    table = cross(ASKED_WHY, ballots, SPLITS[which], NAMES[which], "A")
    said = [each.said for each in people]
    heads = [sum(each[which] == name for each in said) for name in NAMES[which]]
    voted = sum(min(sum(row), many) for row, many in zip(table.cells, heads, strict=False))
    unsaid = len(said) - sum(heads)
    possible = [*heads, unsaid + not_kept(said, ROOM.threshold, which)]
    by_group = protect(table, TOLD_IN_ROOM, [*heads, len(said) - voted], possible)
    return (by_group, *(protect(each, ROOM) for each in reason_tables(ASKED_WHY, ballots)))


def of_poll(number: int) -> Rule:
    return lambda cell: cell[0] == number


def of_those(said: Collection[Said]) -> Rule:
    return lambda cell: cell[1] in said


def of_camp(camp: int) -> Rule:
    return lambda cell: cell[2] == camp


def gave(at: tuple[int, int], *marks: int) -> Rule:
    """Who gave one of these marks in a round; without any, whoever was there."""
    number, turn = at

    def holds(cell: Cell) -> bool:
        given = (cell[3], cell[4])[turn]
        return cell[0] == number and given is not None and (not marks or given[0] in marks)

    return holds


def ticked(turn: int) -> Rule:
    def holds(cell: Cell) -> bool:
        given = (cell[3], cell[4])[turn]
        return given is not None and given[1]

    return holds


class Told:
    """Equations over the cells of a day."""

    def __init__(self, day: Day) -> None:
        self.day, self.cells, self.every = day, day.cells(), day.every_cell()

    def of(self, *rules: Rule) -> Equation:
        """So many people as there are in the cells of which every rule holds."""
        found = [cell for cell in self.every if all(rule(cell) for rule in rules)]
        return [(cell, 1) for cell in found], sum(self.cells[cell] for cell in found)

    def known(self) -> Iterator[Equation]:
        """The list, that each is the same person in every poll, and the room's results."""
        for number, said in product(POLLS, self.day.heads):
            yield self.of(of_poll(number), of_those([said]))
        for said, camp in product(self.day.heads, CAMPS):
            rules = of_those([said]), of_camp(camp)
            one, other = (self.of(of_poll(number), *rules)[0] for number in POLLS)
            yield [*one, *((cell, -1) for cell, _ in other)], 0
        for at, mark in product(product(POLLS, ROUNDS), (5, 1)):
            yield self.of(gave(at, mark))

    def told(self) -> Iterator[Equation]:
        """What was released: by group and by side, in the room and on paper; moves; camps."""
        for at, (by_group, *reasons) in self.day.tables.items():
            for table in (by_group, printed(by_group, PAPER)):
                yield from self._by_group(at, table)
            for table in reasons:
                yield from self._by_side(at, table)
        for number in POLLS:
            yield from self._moves(number)
        yield from self._camps()

    def _by_group(self, at: tuple[int, int], table: SafeTable) -> Iterator[Equation]:
        kept = self.day.kept[at]
        for row in table.rows:
            if row.people is None or row.doubted:
                continue
            group = {said for said in self.day.heads if kept.get(said, said)[at[0]] == row.name}
            yield self.of(gave(at), of_those(group))
            for column, mark in ((0, 1), (2, 5)):
                if row.cells[column] is not None:
                    equation = self.of(gave(at, mark), of_those(group))
                    assert equation[1] == row.cells[column], "it is told as it is"
                    yield equation

    def _by_side(self, at: tuple[int, int], table: SafeTable) -> Iterator[Equation]:
        if min(table.column_totals) >= ROOM.threshold:
            yield self.of(gave(at), ticked(at[1]))
        for row in table.rows:
            if row.people is not None and row.cells[0] is not None:
                yield self.of(gave(at, 5 if row.name == AGREE else 1), ticked(at[1]))

    def _moves(self, number: int) -> Iterator[Equation]:
        move = self.flow(number).crossing({5})
        if tells_of_few(move):
            return
        both = gave((number, 0)), gave((number, 1))
        yield self.of(*both)
        yield self.of(*both, gave((number, 0), 5))
        yield self.of(*both, gave((number, 1), 5))
        if not are_few(*move.cells):
            yield self.of(gave((number, 0), 1), gave((number, 1), 5))

    def flow(self, number: int) -> Flow:
        rounds = [ballots_of(self.day.people, (number, turn)) for turn in ROUNDS]
        found = flows(ASKED_WHY, *rounds) or ()
        tables = [[self.day.tables[number, turn][0]] for turn in ROUNDS]
        return beside_groups(ASKED_WHY, found, *tables)[0]

    def _camps(self) -> Iterator[Equation]:
        for camp, number, mark in product(CAMPS, POLLS, (5, 1)):
            yield self.of(of_camp(camp), gave((number, 0), mark))

    def small(self) -> Iterator[Sequence[Cell]]:
        """What nobody may find: few people of a sector, a size or both who answered or moved alike,
        or ticked the reason; of groups of whom some are here.
        """
        here = self.day.heads
        groups = [
            *({said for said in here if said[0] == name} for name in (*NAMES[0], "")),
            *({said for said in here if said[1] == name} for name in (*NAMES[1], "")),
            *({said} for said in here),
        ]
        for group, number in product(filter(None, groups), POLLS):
            before, after = (number, 0), (number, 1)
            for first, last in product((5, 1), (5, 1)):
                for rules in (
                    [gave(before, first)],
                    [gave(after, last)],
                    [gave(before, first), gave(after, last)],
                    [gave(before, first), ticked(0)],
                ):
                    terms, people = self.of(of_those(group), *rules)
                    if people < ROOM.threshold:
                        yield [cell for cell, _ in terms]


class Solver:
    """Whether it is sure how many some people are, by what is known."""

    def __init__(self, told: Told, facts: Sequence[Equation]) -> None:
        # Loaded here, or every worker would load it: a tenth of what it takes to find all tests.
        from scipy import optimize

        self._optimize, self._told = optimize, told
        self._places = {cell: at for at, cell in enumerate(told.every)}
        equal = [people for _, people in facts]
        self._facts = optimize.LinearConstraint(
            np.array([self._line(terms) for terms, _ in facts]), equal, equal
        )

    def _line(self, terms: Sequence[tuple[Cell, int]]) -> Any:
        line = np.zeros(len(self._places))
        for cell, factor in terms:
            line[self._places[cell]] += factor
        return line

    def is_sure(self, cells: Sequence[Cell]) -> bool:
        line = self._line([(cell, 1) for cell in cells])
        ends = [
            self._optimize.milp(
                sign * line, constraints=self._facts, integrality=np.ones(len(line))
            )
            for sign in (1, -1)
        ]
        assert all(end.x is not None for end in ends), "what is told is true"
        return bool(round(ends[0].fun) == -round(ends[1].fun))


def given_away(random: Random, day: Day) -> tuple[int, list[Sequence[Cell]]]:
    """How many releases of a day tell anything, and the few people who come out of all of them."""
    told = Told(day)
    tells = sum(table.tells for tables in day.tables.values() for table in tables)
    before = list(told.known())
    after = [*before, *told.told()]
    found = [*told.small()]
    random.shuffle(found)
    knows, knew = Solver(told, after), Solver(told, before)
    return tells, [c for c in found[:ASKED] if knows.is_sure(c) and not knew.is_sure(c)]


def test_no_few_people_come_out_of_all_that_a_day_tells() -> None:
    random, tells = Random(10), 0
    for _ in range(DAYS):
        number, found = given_away(random, a_day(random))
        tells += number
        assert found == []
    assert tells, "something is told in these days"


def test_they_do_where_nothing_is_protected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.TOLD_IN_ROOM", Guard(1))
    monkeypatch.setattr(f"{__name__}.ASKED", 12)
    random = Random(14)
    assert given_away(random, a_day(random))[1]
