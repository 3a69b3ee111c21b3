"""The figures that say how a room stands on a scale, each with the source of its formula.

Results on a scale are `Points`: (mark, people) for every mark of the scale, in order.
"""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate

Points = Sequence[tuple[int, int]]

AGREES = 4
"""The first mark of the agree scale that counts as agreement."""

DISAGREES = 2
"""The last mark of the agree scale that counts as disagreement."""

CLOSE_IQR = 1
"""Points of a scale of five."""
DISSENT_SPREAD = 0.3
"""A standard deviation over this share of the scale's span marks dissent."""

MEAN_PLACES = 2
"""Decimals of a mean mark at most, wherever it is told: rounded twice it would be two figures."""


def with_view(points: Points) -> int:
    """How many people stand on the scale."""
    return sum(people for _, people in points)


def agreement_share(points: Points) -> float | None:
    """Agree and strongly agree over everybody with a view (0 to 1); None where nobody has one."""
    voters = with_view(points)
    agreeing = sum(people for mark, people in points if mark >= AGREES)
    return agreeing / voters if voters else None


def mean(points: Points) -> Fraction | None:
    """The exact arithmetic mean, so that equal means compare equal; None without people."""
    voters = with_view(points)
    return Fraction(sum(mark * people for mark, people in points), voters) if voters else None


def sd(points: Points) -> float | None:
    """The standard deviation of these people (divided by n: they are the whole room, no sample)."""
    centre = mean(points)
    if centre is None:
        return None
    squares = sum((people * (mark - centre) ** 2 for mark, people in points), Fraction(0))
    return math.sqrt(squares / with_view(points))


def quantile(points: Points, share: Fraction) -> Fraction:
    """The quantile by definition 7 of Hyndman & Fan (1996, Sample quantiles in statistical
    packages, The American Statistician 50:361-365), which spreadsheets and R use unless told
    otherwise, so that anybody can check it. `points` must hold at least one person.
    """
    present = [(mark, people) for mark, people in points if people]
    reached = list(accumulate(people for _, people in present))
    spot = (reached[-1] - 1) * share
    below = math.floor(spot)

    def at(index: int) -> int:
        return next(mark for (mark, _), end in zip(present, reached, strict=True) if index < end)

    low, high = at(below), at(min(below + 1, reached[-1] - 1))
    return low + (spot - below) * (high - low)


def median_iqr(points: Points) -> tuple[float, float] | None:
    """The median and the interquartile range, both by `quantile`; None without people."""
    if not with_view(points):
        return None
    lower, middle, upper = (quantile(points, Fraction(part, 4)) for part in (1, 2, 3))
    return float(middle), float(upper - lower)


def tastle_wierman(points: Points) -> float | None:
    """Consensus from 0 (two equal camps at the ends) to 1 (everybody at one point).

    Cns = 1 + sum p_i log2(1 - |X_i - mean| / (Xmax - Xmin)), Tastle & Wierman (2007, Consensus and
    dissention: a measure of ordinal dispersion, Int. J. Approximate Reasoning 45:531-545).
    """
    centre, voters = mean(points), with_view(points)
    if centre is None:
        return None
    span = points[-1][0] - points[0][0]
    total = sum(
        people / voters * math.log2(1 - abs(mark - centre) / span)
        for mark, people in points
        if people
    )
    return min(1.0, max(0.0, 1 + total))


def dissent(points: Points) -> bool:
    """Whether the room is far apart: the standard deviation is over 0.3 of the scale's span."""
    spread = sd(points)
    return spread is not None and spread > DISSENT_SPREAD * (points[-1][0] - points[0][0])


def needed(threshold: float, voters: int) -> int:
    """How many of so many people a threshold asks for: as written, not as stored in binary."""
    return math.ceil(Fraction(str(threshold)) * voters)


def close_together(points: Points) -> bool:
    """Whether the interquartile range is at most `CLOSE_IQR`, a rule of Delphi studies.

    von der Gracht (2012, Consensus measurement in Delphi studies, Technological Forecasting &
    Social Change 79:1525-1536).
    """
    spread = median_iqr(points)
    return spread is not None and spread[1] <= CLOSE_IQR


def printed_percent(part: int, whole: int, threshold: float | None = None) -> Decimal | None:
    """A share as it is printed: whole per cent, halves rounded up; None where there is no whole.

    Where rounding would put a share on the other side of the threshold than people stand, with as
    many decimals as keep it on theirs.
    """
    if not whole:
        return None
    asked = None if threshold is None else Fraction(str(threshold)) * 100
    share = Fraction(part, whole) * 100
    for places in range(5):
        shown = Fraction(math.floor(share * 10**places + Fraction(1, 2)), 10**places)
        if asked is None or (shown >= asked) == (share >= asked):
            break
    return Decimal(math.floor(shown * 10**places)).scaleb(-places)


def percents_of_one_whole(parts: Sequence[int], whole: int) -> list[Decimal | None]:
    """The shares of parts that are of one whole, in whole per cent that make no more than 100.

    By largest remainder, the larger part first; equal parts stay equal, so a point may be left
    over that no part has a better claim to than another. What no part holds is a part, too.
    """
    if not whole:
        return [None] * len(parts)
    every = [*parts, max(0, whole - sum(parts))]
    exact = [Fraction(part, max(whole, sum(parts))) * 100 for part in every]
    whole_points = {part: math.floor(share) for part, share in zip(every, exact, strict=True)}
    left = 100 - sum(whole_points[part] for part in every)
    claims = {part: share - math.floor(share) for part, share in zip(every, exact, strict=True)}
    for part in sorted(claims, key=lambda part: (claims[part], part), reverse=True):
        if 0 < every.count(part) <= left and claims[part]:
            whole_points[part] += 1
            left -= every.count(part)
    return [Decimal(whole_points[part]) for part in parts]


def concordance(rank_sums: Sequence[float | Fraction], judges: int, ties: int) -> float | None:
    """Kendall's W from the items' rank sums; `ties` is the sum of t^3 - t over every judge's groups
    of t tied items. None for fewer than two judges or items, or where every judge ties everything.

    Kendall & Smith (1939, The problem of m rankings, Annals of Mathematical Statistics 10:275-287).
    """
    items = len(rank_sums)
    if judges < 2 or items < 2:
        return None
    centre = Fraction(judges * (items + 1), 2)
    deviance = sum((Fraction(rank_sum) - centre) ** 2 for rank_sum in rank_sums)
    most = judges**2 * (items**3 - items) - judges * ties
    return float(12 * deviance / most) if most else None
