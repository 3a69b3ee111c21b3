"""Choose one: each person picks one of the items."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import measures
from facilitator.domain.polls.methods.shared.choosing import Choosing, chose
from facilitator.domain.polls.methods.shared.method import Marks, SplitRule, Told, best_liked
from facilitator.domain.polls.methods.shared.sums import Sums
from facilitator.domain.polls.polls import Method, Poll
from facilitator.domain.polls.results import Line
from facilitator.domain.wording import Message, Text, Value, say


class OneOfSums(Sums):
    """The items are parts of one whole."""

    def lines(self) -> tuple[Line, ...]:
        lines = super().lines()
        parts = measures.percents_of_one_whole([line.people for line in lines], self.voters)
        return tuple(replace(line, percent=part) for line, part in zip(lines, parts, strict=True))


class ChooseOne(Choosing):
    """One mark of 1."""

    key = Method.CHOOSE_ONE
    name = say("Choose one")
    about = say("Each person picks one of the options.")
    rule = say("Each person chose one item; the item chosen by most people comes first.")
    sums = OneOfSums
    one_hand_each = True
    split = SplitRule(Told(chose), best_first=True)

    def how(self, poll: Poll) -> Text:
        return say("Choose one.")

    def by_most(self, *, shared: bool, **values: Value) -> Message:
        if shared:
            return say("Chosen by most: {which}, {n} of {people} each{share}.", **values)
        return say("Chosen by most: {which}, {n} of {people}{share}.", **values)

    def check_marks(self, poll: Poll, marks: Marks) -> None:
        super().check_marks(poll, marks)
        if len(marks) > 1:
            raise SeminarError(say("Choose only one."))

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        return ((best_liked(likes)[0], 1),)
