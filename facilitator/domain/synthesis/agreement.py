"""How far people who read the same passages apart put the same ones into a theme.

Krippendorff's α for nominal values (Krippendorff 2011, "Computing Krippendorff's
Alpha-Reliability"): the unit is a passage that at least two of them have read, its value in or out.
1 is agreement throughout, 0 what chance alone would give; below 0 they disagree more often than
that.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import TypeVar

from facilitator.domain.wording import Counted, Wording, say

T = TypeVar("T")

FEW = 20
"""Of fewer passages than these nothing is told but their number."""
RESAMPLES = 1000
SPREAD = 0.95
MOST_UNTOLD = 0.05
"""Where more of the resamples than this share have no α, no interval is told."""
_SEED = 20111018


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """How many people have read a passage, and how many of them put it into the theme."""

    readers: int
    inside: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree on a theme: of `n` passages that several have read, `agreed` are in or
    out for all of them, `together` in for all.

    `alpha` is None where nobody or everybody put every passage in: there is nothing to tell chance
    from agreement by. `interval` is that of 95 % of resamples, None where it cannot be told.
    """

    n: int
    agreed: int
    together: int
    alpha: float | None
    interval: tuple[float, float] | None

    @property
    def are_few(self) -> bool:
        """Whether they are too few for a figure to mean anything."""
        return self.n < FEW


def figure(alpha: float) -> str:
    """α as it is told: two decimals, a minus that is one."""
    return f"{alpha:.2f}".replace("-", "−")


def in_words(told: Agreement) -> Wording:
    """How far they agree, or why it cannot be told."""
    read = Counted(told.n, "{n} passage read by several", "{n} passages read by several")
    if not told.n:
        return say("no passage has been read by several people yet")
    if told.are_few:
        return say("{read}: too few to tell how far they agree", read=read)
    if told.alpha is None:
        return say("{read}: nobody put any of them apart, so no α can be told", read=read)
    shown, agreed = figure(told.alpha), told.agreed
    if told.interval is None:
        return say("α {alpha}; {agreed} alike of {read}", alpha=shown, agreed=agreed, read=read)
    low, high = map(figure, told.interval)
    return say(
        "α {alpha} ({low} to {high}); {agreed} alike of {read}",
        alpha=shown,
        low=low,
        high=high,
        agreed=agreed,
        read=read,
    )


def agreement(units: Iterable[Judged]) -> Agreement:
    """How far people agree; passages that fewer than two of them have read do not count."""
    counts = Counter(unit for unit in units if unit.readers > 1)
    return Agreement(
        n=counts.total(),
        agreed=sum(n for unit, n in counts.items() if unit.inside in (0, unit.readers)),
        together=sum(n for unit, n in counts.items() if unit.inside == unit.readers),
        alpha=alpha(counts),
        interval=_interval(tuple(sorted(counts.items()))),
    )


def alpha(counts: Mapping[Judged, int]) -> float | None:
    """α of so many passages of each sort; None where all values are the same."""
    inside = sum(unit.inside * n for unit, n in counts.items())
    values = sum(unit.readers * n for unit, n in counts.items())
    outside = values - inside
    if not inside or not outside:
        return None
    unlike = sum(
        n * unit.inside * (unit.readers - unit.inside) / (unit.readers - 1)
        for unit, n in counts.items()
    )
    return 1 - (values - 1) * unlike / (inside * outside)


def mean_alpha(found: Iterable[Agreement]) -> float | None:
    """The mean of those that can be told; None where none can."""
    told = [each.alpha for each in found if each.alpha is not None and not each.are_few]
    return sum(told) / len(told) if told else None


def interval_of_mean(passages: Iterable[tuple[Judged, ...]]) -> tuple[float, float] | None:
    """The interval of the mean α over themes: passages are drawn anew with what they are in every
    theme, since the themes' α are of the same passages. Each passage has a unit for every theme, in
    one order. None where it cannot be told.
    """
    read = Counter(each for each in passages if each and each[0].readers > 1)
    return _interval_of_mean(tuple(sorted(read.items())))


@cache
def _interval_of_mean(
    counts: tuple[tuple[tuple[Judged, ...], int], ...],
) -> tuple[float, float] | None:
    return _bootstrapped(counts, _mean_of)


def _mean_of(drawn: Counter[tuple[Judged, ...]]) -> float | None:
    themes = len(next(iter(drawn)))
    found: list[float] = []
    for theme in range(themes):
        units: Counter[Judged] = Counter()
        for passage, n in drawn.items():
            units[passage[theme]] += n
        if (told := alpha(units)) is not None:
            found.append(told)
    return sum(found) / len(found) if found else None


@cache
def _interval(counts: tuple[tuple[Judged, int], ...]) -> tuple[float, float] | None:
    return _bootstrapped(counts, alpha)


def _bootstrapped(
    counts: Sequence[tuple[T, int]], measure: Callable[[Counter[T]], float | None]
) -> tuple[float, float] | None:
    """The percentile bootstrap: passages are drawn anew, the same ones whenever it is asked."""
    sorts, weights = [unit for unit, _ in counts], [n for _, n in counts]
    n = sum(weights)
    if n < FEW:
        return None
    chance = random.Random(_SEED)
    drawn = (measure(Counter(chance.choices(sorts, weights, k=n))) for _ in range(RESAMPLES))
    told = sorted(each for each in drawn if each is not None)
    if len(told) < (1 - MOST_UNTOLD) * RESAMPLES:
        return None
    beyond = (1 - SPREAD) / 2
    return told[int(beyond * len(told))], told[ceil((1 - beyond) * len(told)) - 1]
