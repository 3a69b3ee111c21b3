"""How the people who voted in two rounds moved between marks, and the test of such a change."""

import math
from collections.abc import Collection
from dataclasses import dataclass, replace

Once = tuple[tuple[int, int], ...]
"""Of people who marked an item in one round alone: the mark, and how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """How the people who voted in both rounds moved on one item.

    `table` holds (mark before, mark after, people); on choose one and approve the mark is 1 for
    chosen and 0 for not, on the agree scale 0 is "don't know". `only_first` and `only_last` hold
    (mark, people) of those who marked it once. It is `withheld` where it would tell of few people
    with what is told of both rounds by group.
    """

    item_id: str
    table: tuple[tuple[int, int, int], ...]
    only_first: Once = ()
    only_last: Once = ()
    withheld: bool = False

    @property
    def paired(self) -> int:
        """People who voted in both rounds."""
        return sum(count for _, _, count in self.table)

    @property
    def gross(self) -> int:
        """People whose mark changed, either way."""
        return sum(count for before, after, count in self.table if before != after)

    def among(self, marks: Collection[int]) -> "Flow":
        """Only those whose mark was one of these, both times or the one time."""
        return replace(
            self,
            table=tuple(row for row in self.table if row[0] in marks and row[1] in marks),
            only_first=tuple(row for row in self.only_first if row[0] in marks),
            only_last=tuple(row for row in self.only_last if row[0] in marks),
        )

    def crossing(self, holding: Collection[int]) -> "Crossing":
        """The change between two classes: the marks in `holding` and all others."""
        came = sum(n for b, a, n in self.table if b not in holding and a in holding)
        left = sum(n for b, a, n in self.table if b in holding and a not in holding)
        before = sum(n for b, _, n in self.table if b in holding)
        once = _classes(self.only_first, holding), _classes(self.only_last, holding)
        return Crossing(
            came=came,
            left=left,
            paired=self.paired,
            before=before,
            once=once,
            withheld=self.withheld,
        )


def _classes(once: Once, holding: Collection[int]) -> tuple[int, int]:
    held = sum(n for mark, n in once if mark in holding)
    return held, sum(n for _, n in once) - held


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """People who came to a view and who left it, among `paired` who voted in both rounds.

    `before` held it in the first. `once` are those of the first round alone and of the last alone,
    who held it and who did not. It is `withheld` where its flow is.
    """

    came: int
    left: int
    paired: int
    before: int
    once: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))
    withheld: bool = False

    @property
    def net(self) -> int:
        """How many more hold the view than before."""
        return self.came - self.left

    @property
    def gross(self) -> int:
        """How many changed sides at all."""
        return self.came + self.left

    @property
    def cells(self) -> tuple[int, int, int, int]:
        """The whole table, which the two numbers of a change give away with what everybody knows:
        who came, who left, who held the view both times, and who never did.
        """
        stayed = self.before - self.left
        return self.came, self.left, stayed, self.paired - self.before - self.came

    @property
    def p(self) -> float:
        """The exact two-sided probability of McNemar's test."""
        return mcnemar(self.came, self.left)


def mcnemar(came: int, left: int) -> float:
    """The probability of a split of the changes at least this uneven were both ways equally likely:
    twice the binomial tail, at most 1; 1 where nobody changed.

    McNemar (1947, Note on the sampling error of the difference between correlated proportions or
    percentages, Psychometrika 12:153-157), in its exact form.
    """
    changes = came + left
    tail = sum(math.comb(changes, k) for k in range(min(came, left) + 1))
    return min(1.0, 2 * tail / (1 << changes))
