"""The tally of a round: counts and figures computed from ballots, never kept as counters."""

from dataclasses import dataclass

from facilitator.domain.polls import Method
from facilitator.domain.questions import Channel


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The result of one ranking rule: groups of item ids, best first, tied items together.

    `rule` is the rule's name; `steps` tells how it got there, a sentence each.
    """

    rule: str
    order: tuple[tuple[str, ...], ...]
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a round came to. `ballots` counts people, hands included.

    `order` is best first with tied items together. `rule` says how it was counted, `ties` how ties
    were treated ("" when there were none), `disagreement` says so when ranking rules differ.
    """

    method: Method
    ballots: int
    by_channel: tuple[tuple[Channel, int], ...]
    lines: tuple[Line, ...]
    order: tuple[tuple[str, ...], ...]
    rule: str
    ties: str = ""
    rankings: tuple[Ranking, ...] = ()
    concordance: float | None = None
    disagreement: str = ""
    words: tuple[tuple[str, int], ...] = ()
