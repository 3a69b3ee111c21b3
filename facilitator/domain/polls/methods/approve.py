"""Approve: each person ticks every item they can support."""

from collections.abc import Mapping
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.methods.shared.choosing import Choosing, chose
from facilitator.domain.polls.methods.shared.method import Marks, SplitRule, Told, best_liked
from facilitator.domain.polls.methods.shared.sums import Sums
from facilitator.domain.polls.polls import Ballot, Method, Poll
from facilitator.domain.polls.results import Tally
from facilitator.domain.wording import Counted, Joined, Message, Text, Value, say


class ApproveSums(Sums):
    """A ballot that marks nothing says: none of these."""

    def shift_ballot(self, ballot: Ballot, by: int) -> None:
        super().shift_ballot(ballot, by)
        self.unmarked += by * (not ballot.marks)


class Approve(Choosing):
    """Marks of 1, at most as many as the poll allows."""

    key = Method.APPROVE
    name = say("Approve several")
    about = say("Each person ticks every option they can support.")
    rule = say("Each person approved several items; the item approved by most comes first.")
    least_items = 1
    sums = ApproveSums
    takes_nothing = True
    approving = frozenset({1})
    most_caption = say("Most options one person may tick")
    split = SplitRule(
        Told(chose, 1),
        {"Not chosen": range(1), "Chosen": range(1, 2)},
        unmarked=0,
        item_is_answer=True,
        best_first=True,
    )

    def how(self, poll: Poll) -> Text:
        if poll.most:
            return Counted(poll.most, "Choose one at most.", "Choose up to {n}.")
        return say("Choose as many as you like.")

    def by_most(self, *, shared: bool, **values: Value) -> Message:
        if shared:
            return say("Approved by most: {which}, {n} of {people} each{share}.", **values)
        return say("Approved by most: {which}, {n} of {people}{share}.", **values)

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        found = super().verdict(poll, tally)
        return Joined((found, _of_none(tally.unmarked))) if tally.unmarked else found

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        super().check_marks(poll, marks)
        if poll.most and len(marks) > poll.most:
            raise SeminarError(
                say("Choose at most {most}; {n} are chosen.", most=poll.most, n=len(marks))
            )

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        ranked = best_liked(likes)
        most = poll.most or max(1, len(ranked) // 2)
        return tuple((item, 1) for item in ranked[:most] if likes[item] > -0.5)


def _of_none(people: int) -> Counted:
    return Counted(people, "{n} person approved none of these.", "{n} approved none of these.")
