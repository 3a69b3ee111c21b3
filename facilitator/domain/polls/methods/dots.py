"""Dots: each person spreads a number of dots over the items."""

from collections.abc import Mapping, Sequence
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod, best_liked
from facilitator.domain.polls.methods.shared.phrases import first_of, first_place_moved, is_shared
from facilitator.domain.polls.methods.shared.sums import Sums, shift
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import Counted, Joined, Message, Text, people, say


def dots_cap(poll: Poll) -> int:
    """The most dots that one person may give one item."""
    return min(poll.most, poll.budget) if poll.most else poll.budget


def _dots(n: int) -> Counted:
    return Counted(n, "{n} dot", "{n} dots")


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
    name = say("Share out dots")
    about = say("Each person spreads a number of dots over the options.")
    rule = say("Each person shared out dots; the item with most dots comes first.")
    sums = DotSums
    needs_whole = True
    takes_budget = True
    most_caption = say("Most dots on one option")

    def how(self, poll: Poll) -> Text:
        cap = dots_cap(poll)
        given = Counted(poll.budget, "You have one dot to give.", "You have {n} dots to give.")
        most = say("At most {n} for one.", n=cap) if cap < poll.budget else ""
        return Joined((given, most))

    def range_of(self, poll: Poll) -> tuple[int, int]:
        return 0, dots_cap(poll)

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        cap, spent = dots_cap(poll), sum(dots for _, dots in marks)
        if any(dots < 0 for _, dots in marks):
            raise SeminarError(say("An item cannot have less than no dots."))
        if any(dots > cap for _, dots in marks):
            raise SeminarError(say("Give one item at most {dots}.", dots=_dots(cap)))
        if spent > poll.budget:
            raise SeminarError(
                say("You have {dots}; {spent} are placed.", dots=_dots(poll.budget), spent=spent)
            )
        if not spent:
            raise SeminarError(say("No dot is placed yet."))

    def canonical(self, marks: Marks, words: Sequence[str]) -> tuple[Marks, tuple[str, ...]]:
        """No dots are the same as none given."""
        return super().canonical([(item, dots) for item, dots in marks if dots], words)

    def lacks(self, poll: Poll) -> Message | None:
        missing = super().lacks(poll)
        if missing or poll.budget > 0:
            return missing
        return say(
            "“{title}” gives nobody a dot. Give some in Prepare, then open it.", title=poll.title
        )

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        first, tied = first_of(tally)
        dots, voters = _dots(round(first.score)), people(first.people)
        if is_shared(tally):  # as many dots, from however many people
            return say("Most dots: {which}, {dots} each.", which=tied, dots=dots)
        return say(
            "Most dots: {which}, {dots} from {people}.", which=tied, dots=dots, people=voters
        )

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
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
