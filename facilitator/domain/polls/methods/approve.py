"""Approve: each person ticks every item they can support."""

from collections.abc import Mapping
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.methods.shared.choosing import Choosing, chose
from facilitator.domain.polls.methods.shared.method import Marks, SplitRule, Told, best_liked
from facilitator.domain.polls.polls import Method, Poll
from facilitator.domain.wording import Message, Value, say


class Approve(Choosing):
    """Marks of 1, at most as many as the poll allows."""

    key = Method.APPROVE
    name = say("Approve several")
    about = say("Each person ticks every option they can support.")
    rule = say("Each person approved several items; the item approved by most comes first.")
    least_items = 1
    most_caption = say("Most options one person may tick")
    split = SplitRule(
        Told(chose, 1),
        {"Not chosen": range(1), "Chosen": range(1, 2)},
        unmarked=0,
        item_is_answer=True,
        best_first=True,
    )

    def by_most(self, *, shared: bool, **values: Value) -> Message:
        if shared:
            return say("Approved by most: {which}, {n} of {people} each{share}.", **values)
        return say("Approved by most: {which}, {n} of {people}{share}.", **values)

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
