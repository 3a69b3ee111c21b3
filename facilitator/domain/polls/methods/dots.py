"""Dots: each person spreads a number of dots over the items."""

from collections.abc import Mapping, Sequence
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod, best_liked
from facilitator.domain.polls.methods.shared.phrases import each, first_of, first_place_moved
from facilitator.domain.polls.methods.shared.sums import Sums, shift
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import counted, people


def dots_cap(poll: Poll) -> int:
    """The most dots that one person may give one item."""
    return min(poll.most, poll.budget) if poll.most else poll.budget


class DotSums(Sums):
    """`people` gave an item at least one dot."""

    def shift_ballot(self, ballot: Ballot, by: int) -> None:
        for item, dots in ballot.marks:
            shift(self.marks, (item, dots), by)
            if dots:
                shift(self.people, item, by)

    def line(self, item: Item) -> Line:
        """The score is the number of dots."""
        points = self.points(item.id, 1, dots_cap(self.poll))
        dots = sum(dots * people for dots, people in points)
        return self.line_of(item, dots, points, shared=True)


class Dots(VotingMethod):
    """Marks are numbers of dots; all together are within the budget."""

    key = Method.DOTS
    name = "Share out dots"
    about = "Each person spreads a number of dots over the options."
    rule = "Each person shared out dots; the item with most dots comes first."
    sums = DotSums
    takes_budget = True
    most_caption = "Most dots on one option"

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        cap, spent = dots_cap(poll), sum(dots for _, dots in marks)
        if any(dots < 0 for _, dots in marks):
            raise SeminarError("An item cannot have less than no dots.")
        if any(dots > cap for _, dots in marks):
            raise SeminarError(f"Give one item at most {counted(cap, 'dot', 'dots')}.")
        if spent > poll.budget:
            dots = counted(poll.budget, "dot", "dots")
            raise SeminarError(f"You have {dots}; {spent} are placed.")
        if not spent:
            raise SeminarError("No dot is placed yet.")

    def lacks(self, poll: Poll) -> str:
        missing = super().lacks(poll)
        return missing or ("" if poll.budget > 0 else "gives nobody a dot. Give some")

    def verdict(self, poll: Poll, tally: Tally) -> str:
        first, tied = first_of(tally)
        dots = counted(round(first.score), "dot", "dots")
        return f"Most dots: {tied}, {dots} from {people(first.people)}{each(tally)}."

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
        return first_place_moved(poll, first, last)

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        """The budget spent from the best liked down, three here, two there, within the cap."""
        ranked = best_liked(likes)
        left, marks = poll.budget, []
        for wish, item in zip((3, 2, *([1] * len(ranked))), ranked, strict=False):
            spent = min(wish, left, poll.most or left)
            if spent:
                marks.append((item, spent))
                left -= spent
        return tuple(marks)
