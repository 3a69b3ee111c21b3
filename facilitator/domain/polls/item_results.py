"""An item's line in a tally: what each method makes of the sums."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from facilitator.domain.polls import measures, ranking
from facilitator.domain.polls.ballots import dots_cap
from facilitator.domain.polls.polls import AGREE_LABELS, DONT_KNOW, RATE_MAX, Item, Method
from facilitator.domain.polls.sums import Sums


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One item's result. `points` holds (mark, people) for every mark the method allows, in order.

    `with_view` are the people counted in shares: on an agree scale those who did not say
    "don't know", elsewhere everybody who voted. `score` is what items are ordered by:
    people for choose one and approve, mean for scales, points for dots, Borda points for rank.
    Figures that a method does not have are None.
    """

    item_id: str
    text: str
    people: int
    with_view: int
    share: float | None
    score: float
    points: tuple[tuple[int, int], ...] = ()
    dont_know: int = 0
    mean: float | None = None
    median: float | None = None
    iqr: float | None = None
    sd: float | None = None
    agreement: float | None = None
    consensus: float | None = None
    dissent: bool = False
    reached: bool | None = None


def lines_of(sums: Sums) -> tuple[Line, ...]:
    """A line per item, in the poll's order; open words have none."""
    make = _MAKERS.get(sums.poll.method)
    return tuple(make(sums, item) for item in sums.poll.items) if make else ()


def _line(
    sums: Sums, item: Item, score: float | Fraction, points: tuple[tuple[int, int], ...] = ()
) -> Line:
    """A line whose people are those who marked the item, among all who voted."""
    people = sums.people[item.id]
    shared = sums.poll.method in (Method.CHOOSE_ONE, Method.APPROVE, Method.DOTS) and sums.voters
    return Line(
        item_id=item.id,
        text=item.text,
        people=people,
        with_view=sums.voters,
        share=people / sums.voters if shared else None,
        score=float(score),
        points=points,
    )


def _counted(sums: Sums, item: Item) -> Line:
    """Choose one and approve: how many people marked the item."""
    return _line(sums, item, sums.people[item.id], sums.points(item.id, 1, 1))


def _agree(sums: Sums, item: Item) -> Line:
    """Agree: a scale with agreement, and consensus by the poll's threshold."""
    points = sums.points(item.id, 1, len(AGREE_LABELS))
    agreement = measures.agreement_share(points)
    return replace(
        _scale(sums, item, points),
        dont_know=sums.marks[item.id, DONT_KNOW],
        share=agreement,
        agreement=agreement,
        reached=measures.reached(points, sums.poll.threshold),
    )


def _rate(sums: Sums, item: Item) -> Line:
    return _scale(sums, item, sums.points(item.id, 0, RATE_MAX))


def _scale(sums: Sums, item: Item, points: tuple[tuple[int, int], ...]) -> Line:
    """What both scales have: the figures of where people stand and how far apart."""
    centre, spread = measures.mean(points), measures.median_iqr(points)
    return replace(
        _line(sums, item, centre or 0, points),
        with_view=measures.with_view(points),
        mean=None if centre is None else float(centre),
        median=None if spread is None else spread[0],
        iqr=None if spread is None else spread[1],
        sd=measures.sd(points),
        consensus=measures.tastle_wierman(points),
        dissent=measures.dissent(points),
    )


def _rank(sums: Sums, item: Item) -> Line:
    """Rank: Borda points, and how many people gave the item each place."""
    borda = ranking.borda_points(item.id, sums.items, sums.beats, sums.voters)
    return _line(sums, item, borda, sums.points(item.id, 1, len(sums.items)))


def _dots(sums: Sums, item: Item) -> Line:
    """Dots: `people` gave at least one; the score is the number of dots."""
    points = sums.points(item.id, 1, dots_cap(sums.poll))
    return _line(sums, item, sum(dots * people for dots, people in points), points)


def _weighted(sums: Sums, item: Item) -> Line:
    """Weighted: the mean over criteria of their mean marks, each by its weight.

    A criterion on which nobody marked the item does not count for it.
    """
    total, weights = Fraction(0), Fraction(0)
    for criterion in sums.poll.criteria:
        centre = measures.mean(sums.points(f"{item.id}/{criterion.id}", 0, RATE_MAX))
        if centre is not None:
            # The weight as written, not as stored in binary, so that 0.1 + 0.2 equals 0.3.
            weight = Fraction(str(criterion.weight))
            total, weights = total + weight * centre, weights + weight
    score = total / weights if weights else None
    return replace(
        _line(sums, item, score or 0),
        with_view=sums.people[item.id],
        mean=None if score is None else float(score),
    )


def _pairwise(sums: Sums, item: Item) -> Line:
    """Pairwise: `people` compared the item with another; the score is its Copeland points."""
    return _line(sums, item, ranking.copeland_points(item.id, sums.items, sums.beats))


_MAKERS: Mapping[Method, Callable[[Sums, Item], Line]] = {
    Method.CHOOSE_ONE: _counted,
    Method.APPROVE: _counted,
    Method.AGREE: _agree,
    Method.RATE: _rate,
    Method.RANK: _rank,
    Method.DOTS: _dots,
    Method.WEIGHTED: _weighted,
    Method.PAIRWISE: _pairwise,
}
