"""Rank: each person puts the items in order; three rules count it, reported together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import measures, ranking, runoff
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod, best_liked
from facilitator.domain.polls.methods.shared.phrases import first_of, first_place_moved
from facilitator.domain.polls.methods.shared.sums import PairSums, shift
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll
from facilitator.domain.polls.ranking import Ranking
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import Order, Text, say


def _places(order: Order) -> Iterator[tuple[str, int]]:
    """Each item's place; behind two that share the first comes the third."""
    place = 1
    for group in order:
        yield from ((item, place) for item in group)
        place += len(group)


class RankSums(PairSums):
    """How many people gave each order, who was put above whom, and how many were tied."""

    def __init__(self, poll: Poll) -> None:
        super().__init__(poll)
        self.orders: Counter[Order] = Counter()
        self.tie_term = 0

    def shift_ballot(self, ballot: Ballot, by: int) -> None:
        order = ranking.ranking_of(ballot.marks)
        shift(self.orders, order, by)
        self.tie_term += by * ranking.tie_term(order, len(self.items))
        for pair in ranking.preferences(order, self.items):
            shift(self.beats, pair, by)
        for item, place in _places(order):
            shift(self.marks, (item, place), by)
            shift(self.people, item, by)

    def line(self, item: Item) -> Line:
        """Borda points, and how many people gave the item each place."""
        borda = ranking.borda_points(item.id, self.items, self.beats, self.voters)
        return self.line_of(item, borda, self.points(item.id, 1, len(self.items)))

    def rankings(self) -> tuple[Ranking, ...]:
        return (
            ranking.borda(self.names, self.beats, self.voters),
            runoff.instant_runoff(self.names, self.orders),
            ranking.schulze(self.names, self.beats),
        )

    def concordance(self) -> float | None:
        """Kendall's W; an item's rank on a ballot is its distance from the most Borda points."""
        rank_sums = [
            self.voters * len(self.items)
            - ranking.borda_points(item, self.items, self.beats, self.voters)
            for item in self.items
        ]
        return measures.concordance(rank_sums, self.voters, self.tie_term)


class Rank(VotingMethod):
    """Marks are places, 1 is best, equal places allowed; an item may be left out."""

    key = Method.RANK
    name = say("Put in order")
    about = say("Each person puts the options in order, best first.")
    rule = say(
        "Borda count, instant runoff and the Schulze method, reported together; items "
        "are ordered by Borda points. Items left out of a ballot are level at its end."
    )
    note = say(
        "Rankings are counted by three rules at once: Borda points, instant runoff, and the method "
        "of Schulze (2011), A new monotonic, clone-independent, reversal symmetric, and "
        "Condorcet-consistent single-winner election method. Where they differ, the page says so. "
        "Kendall’s W (Kendall and Babington Smith 1939), corrected for ties, tells how far "
        "people’s rankings agree, from 0 to 1."
    )
    sums = RankSums
    needs_whole = True
    is_ranking = True
    most_caption = say("Places to fill")
    most_unset = say("All")

    def how(self, poll: Poll) -> Text:
        return say("Put up to {n} in order, the best first.", n=poll.most or len(poll.items))

    def range_of(self, poll: Poll) -> tuple[int, int]:
        return 1, len(poll.items)

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        if poll.most and len(marks) > poll.most:
            raise SeminarError(
                say("Rank at most {most}; {n} are ranked.", most=poll.most, n=len(marks))
            )
        for _, place in marks:
            if not 1 <= place <= len(poll.items):
                places = len(poll.items)
                raise SeminarError(
                    say(
                        "Places run from 1 to {places}; {place} is none of them.",
                        places=places,
                        place=place,
                    )
                )

    def canonical(self, marks: Marks, words: Sequence[str]) -> tuple[Marks, tuple[str, ...]]:
        """Places without gaps, but behind those that are shared."""
        return super().canonical(list(_places(ranking.ranking_of(marks))), words)

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        return tally.disagreement or say(
            "All three rules put {which} first.", which=first_of(tally)[1]
        )

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        return first_place_moved(poll, first, last)

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        ranked = best_liked(likes)[: poll.most or None]
        return tuple((item, place) for place, item in enumerate(ranked, 1))
