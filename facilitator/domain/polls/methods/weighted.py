"""Weighted criteria: each item is marked from 0 to 10 on every criterion, and weights count."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

from facilitator.domain.polls import measures
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod, point_of
from facilitator.domain.polls.methods.shared.phrases import first_of, first_place_moved, is_shared
from facilitator.domain.polls.methods.shared.sums import Sums, by_criterion, shift
from facilitator.domain.polls.polls import RATE_MAX, Ballot, Item, Method, Poll
from facilitator.domain.polls.results import Cell, Line, Tally
from facilitator.domain.wording import Figure, Text, say


class WeightedSums(Sums):
    """The marks of every item on every criterion."""

    def __init__(self, poll: Poll) -> None:
        super().__init__(poll)
        self.by_key = by_criterion(poll)

    def shift_ballot(self, ballot: Ballot, by: int) -> None:
        for key, mark in ballot.marks:
            shift(self.marks, (key, mark), by)
        for item in {self.by_key[key][0] for key, _ in ballot.marks}:
            shift(self.people, item, by)

    def line(self, item: Item) -> Line:
        """The mean over criteria of their mean marks, each by its weight.

        A criterion on which nobody marked the item does not count for it.
        """
        total, weights = Fraction(0), Fraction(0)
        for criterion in self.poll.criteria:
            centre = measures.mean(self.points(f"{item.id}/{criterion.id}", 0, RATE_MAX))
            if centre is not None:
                # The weight as written, not as stored in binary, so that 0.1 + 0.2 equals 0.3.
                weight = Fraction(str(criterion.weight))
                total, weights = total + weight * centre, weights + weight
        score = total / weights if weights else None
        return replace(
            self.line_of(item, score or 0),
            with_view=self.people[item.id],
            mean=None if score is None else float(score),
        )

    def cells(self) -> tuple[Cell, ...]:
        return tuple(
            self._cell(key, item, criterion) for key, (item, criterion) in self.by_key.items()
        )

    def _cell(self, key: str, item: str, criterion: str) -> Cell:
        points = self.points(key, 0, RATE_MAX)
        centre = measures.mean(points)
        return Cell(
            item_id=item,
            criterion_id=criterion,
            people=measures.with_view(points),
            mean=None if centre is None else float(centre),
        )


class Weighted(VotingMethod):
    """Marks of 0 to 10 on "item/criterion"; any may be left out."""

    key = Method.WEIGHTED
    name = say("Weigh by criteria")
    about = say("Each option is marked from 0 to 10 on every criterion; weights count.")
    rule = say(
        "An item’s score is the mean of its mean marks (0 to 10) on the criteria, "
        "each criterion by its weight."
    )
    sums = WeightedSums
    takes_criteria = True
    least_items = 1
    scale = (0, RATE_MAX)

    def how(self, poll: Poll) -> Text:
        return say("0 is the lowest, {n} the highest. You may leave some out.", n=RATE_MAX)

    def points(self) -> tuple[Text, ...]:
        return tuple(map(str, range(RATE_MAX + 1)))

    def keys(self, poll: Poll) -> frozenset[str]:
        return frozenset(by_criterion(poll))

    def names(self, poll: Poll) -> dict[str, str]:
        return {
            f"{item.id}/{criterion.id}": f"{item.text} / {criterion.text}"
            for item in poll.items
            for criterion in poll.criteria
        }

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        first, tied = first_of(tally)
        if first.mean is None:
            return say("No item was rated.")
        mean = Figure(first.mean, measures.MEAN_PLACES)
        if is_shared(tally):
            return say(
                "Highest by weighted criteria: {which}, {mean} of 10 each.", which=tied, mean=mean
            )
        return say("Highest by weighted criteria: {which}, {mean} of 10.", which=tied, mean=mean)

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        return first_place_moved(poll, first, last)

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        return tuple(
            (f"{item}/{c.id}", point_of(likes[item] + draw.gauss(0, 0.4), 0, RATE_MAX))
            for item in likes
            for c in poll.criteria
        )
