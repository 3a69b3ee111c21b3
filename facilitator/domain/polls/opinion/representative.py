"""What sets a group apart, and what all groups share, as Polis publishes it.

The formulas are those of Polis (Small et al. 2021, Polis: scaling deliberation by mapping high
dimensional opinion spaces, Recerca 26(2)), as its program computes them (compdemocracy/polis,
math/src/polismath/math/repness.clj and stats.clj): shares with a count added on either side, and z
statistics with one added to every count.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

SIGNIFICANT = 1.2816
"""The z score that is passed by chance once in ten times, on one side."""


@dataclass(frozen=True, slots=True)
class Given:
    """How people voted on a statement: `seen` are all who did, those with neither view too."""

    agrees: int
    disagrees: int
    seen: int

    def __add__(self, other: "Given") -> "Given":
        return Given(
            self.agrees + other.agrees, self.disagrees + other.disagrees, self.seen + other.seen
        )


NOTHING = Given(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Representative:
    """How far a statement speaks for a group, by `people` of whom `of` saw it, who agree with it or
    disagree. `share` is their share, `test` its z score; `ratio` is that share over the one of
    everybody else, `ratio_test` its z score.
    """

    agrees: bool
    people: int
    of: int
    share: float
    test: float
    ratio: float
    ratio_test: float

    @property
    def is_significant(self) -> bool:
        """Whether both tests are passed."""
        return self.test > SIGNIFICANT and self.ratio_test > SIGNIFICANT

    @property
    def weight(self) -> float:
        """What statements of a group are put in order by."""
        return self.ratio * self.ratio_test * self.share * self.test


def representative(inside: Given, outside: Given) -> Representative:
    """How far a statement speaks for a group, on the side that sets it more apart."""
    agrees = _side(True, inside.agrees, outside.agrees, inside.seen, outside.seen)
    disagrees = _side(False, inside.disagrees, outside.disagrees, inside.seen, outside.seen)
    return agrees if agrees.ratio_test > disagrees.ratio_test else disagrees


def group_aware(groups: Iterable[Given]) -> float:
    """The product of all groups' shares of agreement: high only where every group agrees."""
    shares = (_share(group.agrees, group.seen) for group in groups)
    return reduce(lambda product, share: product * share, shares, 1.0)


def apart(groups: Sequence[Given]) -> tuple[Representative, ...]:
    """How far one statement speaks for each of the groups."""
    return tuple(
        representative(inside, sum((g for g in groups if g is not inside), NOTHING))
        for inside in groups
    )


def _side(agrees: bool, inside: int, outside: int, seen: int, seen_outside: int) -> Representative:
    share = _share(inside, seen)
    return Representative(
        agrees=agrees,
        people=inside,
        of=seen,
        share=share,
        test=prop_test(inside, seen),
        ratio=share / _share(outside, seen_outside),
        ratio_test=two_prop_test(inside, outside, seen, seen_outside),
    )


def _share(people: int, of: int) -> float:
    return (people + 1) / (of + 2)


def prop_test(people: int, of: int) -> float:
    """The z score of a share against one half."""
    return 2 * math.sqrt(of + 1) * ((people + 1) / (of + 1) - 0.5)


def two_prop_test(inside: int, outside: int, of_inside: int, of_outside: int) -> float:
    """The z score of a share against another."""
    one, other, of_one, of_other = (n + 1 for n in (inside, outside, of_inside, of_outside))
    pooled = (one + other) / (of_one + of_other)
    if pooled == 1:
        return 0.0
    wide = math.sqrt(pooled * (1 - pooled) * (1 / of_one + 1 / of_other))
    return (one / of_one - other / of_other) / wide
