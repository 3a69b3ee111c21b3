"""The tally of a round: counts and figures computed from ballots, never kept as counters.

Everything is told from sums that a ballot can be added to and taken out of again, so a running
tally costs what has changed, and counting everything afresh comes to the very same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.polls import measures, ranking
from facilitator.domain.polls.item_results import Line, lines_of
from facilitator.domain.polls.polls import RATE_MAX, Ballot, HandCount, Method, Poll
from facilitator.domain.polls.ranking import Ranking
from facilitator.domain.polls.sums import Sums, as_spelt
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import Order, shared_places

__all__ = ["Cell", "Line", "Ranking", "RunningTally", "Tally", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How an item did on one criterion of a weighted poll; no mean where nobody marked it."""

    item_id: str
    criterion_id: str
    people: int
    mean: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a round came to. `ballots` counts people, hands included.

    `order` is best first with tied items together. `rule` says how it was counted, `ties` how ties
    were treated ("" when there were none), `disagreement` says so when ranking rules differ.
    `cells` are the item by criterion results of a weighted poll; `pairs` hold (first id, second id,
    people who put the first above the second) for rank and pairwise.
    """

    method: Method
    ballots: int
    by_channel: tuple[tuple[Channel, int], ...]
    lines: tuple[Line, ...]
    order: Order
    rule: str
    ties: str = ""
    rankings: tuple[Ranking, ...] = ()
    concordance: float | None = None
    disagreement: str = ""
    words: tuple[tuple[str, int], ...] = ()
    cells: tuple[Cell, ...] = ()
    pairs: tuple[tuple[str, str, int], ...] = ()


RULES = {
    Method.CHOOSE_ONE: "Each person chose one item; the item chosen by most people comes first.",
    Method.APPROVE: "Each person approved several items; the item approved by most comes first.",
    Method.AGREE: "Shares are of those with a view; “don’t know” is counted apart. Items are "
    "ordered by their mean on the five points.",
    Method.RATE: "Items are ordered by their mean rating from 0 to 10.",
    Method.RANK: "Borda count, instant runoff and the Schulze method, reported together; items "
    "are ordered by Borda points. Items left out of a ballot are level at its end.",
    Method.DOTS: "Each person shared out dots; the item with most dots comes first.",
    Method.WEIGHTED: "An item’s score is the mean of its mean marks (0 to 10) on the criteria, "
    "each criterion by its weight.",
    Method.PAIRWISE: "An item gets one point for every item it beats and half a point for every "
    "item it is level with (Copeland count).",
    Method.WORDS: "Words are counted by how many people gave them, whatever their capitals.",
}


def count(poll: Poll, ballots: Sequence[Ballot], hands: HandCount | None = None) -> Tally:
    """The tally of a round. Each ballot is one person: sealed ballots no longer have keys to tell
    apart. Raises SeminarError for a show of hands that the method cannot be counted by.
    """
    sums = Sums(poll)
    for ballot in ballots:
        sums.shift(ballot, 1)
    if hands is not None:
        sums.shift_hands(hands, 1)
    return _tell(sums)


class RunningTally:
    """A round's tally that is kept up with single ballots; it always equals `count`."""

    def __init__(self, poll: Poll) -> None:
        self._sums = Sums(poll)
        self._ballots: dict[str, Ballot] = {}
        self._hands: HandCount | None = None

    def put(self, ballot: Ballot) -> None:
        """Count a ballot, in place of an earlier one with the same voter key."""
        self.remove(ballot.voter_key)
        self._ballots[ballot.voter_key] = ballot
        self._sums.shift(ballot, 1)

    def remove(self, voter_key: str) -> None:
        """Take a voter's ballot out again, if there is one."""
        if (ballot := self._ballots.pop(voter_key, None)) is not None:
            self._sums.shift(ballot, -1)

    def count_hands(self, hands: HandCount | None) -> None:
        """Count a show of hands in place of an earlier one; None takes it out."""
        if hands is not None:
            self._sums.shift_hands(hands, 1)
        if self._hands is not None:
            self._sums.shift_hands(self._hands, -1)
        self._hands = hands

    def tally(self) -> Tally:
        """The tally as it stands."""
        return _tell(self._sums)


def _tell(sums: Sums) -> Tally:
    """The tally that the sums come to."""
    lines = lines_of(sums)
    ranks = {line.item_id: (line.with_view > 0, line.score) for line in lines}
    order = ranking.standing(tuple(ranks), ranks.__getitem__)
    rankings = _rankings(sums)
    return Tally(
        method=sums.poll.method,
        ballots=sums.voters,
        by_channel=tuple((way, sums.channels[way]) for way in Channel if sums.channels[way]),
        lines=lines,
        order=order,
        rule=RULES[sums.poll.method],
        ties=shared_places(order, sums.names),
        rankings=rankings,
        concordance=_concordance(sums),
        disagreement=_disagreement(sums, rankings),
        words=_words(sums),
        cells=_cells(sums),
        pairs=_pairs(sums),
    )


def _rankings(sums: Sums) -> tuple[Ranking, ...]:
    if sums.poll.method is Method.RANK:
        return (
            ranking.borda(sums.names, sums.beats, sums.voters),
            ranking.instant_runoff(sums.names, sums.rankings),
            ranking.schulze(sums.names, sums.beats),
        )
    if sums.poll.method is Method.PAIRWISE:
        return (
            ranking.copeland(sums.names, sums.beats),
            ranking.comparisons_won(sums.names, sums.beats),
        )
    return ()


def _concordance(sums: Sums) -> float | None:
    """Kendall's W; an item's rank on a ballot is its distance from the most Borda points."""
    if sums.poll.method is not Method.RANK:
        return None
    rank_sums = [
        sums.voters * len(sums.items)
        - ranking.borda_points(item, sums.items, sums.beats, sums.voters)
        for item in sums.items
    ]
    return measures.concordance(rank_sums, sums.voters, sums.tie_term)


def _disagreement(sums: Sums, rankings: tuple[Ranking, ...]) -> str:
    if not rankings or not sums.voters:
        return ""
    circle = ranking.cycle_sentence(sums.names, sums.beats)
    return f"{circle} {ranking.disagreement(sums.names, rankings)}".strip()


def _words(sums: Sums) -> tuple[tuple[str, int], ...]:
    return as_spelt(sums.people, sums.spellings) if sums.poll.method is Method.WORDS else ()


def _cells(sums: Sums) -> tuple[Cell, ...]:
    cells = []
    for key, (item, criterion) in sums.cells.items():
        points = sums.points(key, 0, RATE_MAX)
        centre = measures.mean(points)
        cells.append(
            Cell(
                item_id=item,
                criterion_id=criterion,
                people=measures.with_view(points),
                mean=None if centre is None else float(centre),
            )
        )
    return tuple(cells)


def _pairs(sums: Sums) -> tuple[tuple[str, str, int], ...]:
    return tuple(
        (first, second, sums.beats[first, second])
        for first in sums.items
        for second in sums.items
        if sums.beats[first, second]
    )
