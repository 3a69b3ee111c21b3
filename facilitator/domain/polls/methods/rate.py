"""Rate: a mark from 0 to 10 for each item."""

from collections.abc import Mapping, Sequence
from random import Random

from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.measures import MEAN_PLACES
from facilitator.domain.polls.methods.shared.method import (
    Marks,
    SplitRule,
    Told,
    VotingMethod,
    point_of,
)
from facilitator.domain.polls.methods.shared.phrases import (
    NOT_TOLD,
    UNPAIRED,
    are_few,
    first_of,
    flow_of,
    is_shared,
    most_changed,
)
from facilitator.domain.polls.methods.shared.scales import NOTE, ScaleSums
from facilitator.domain.polls.polls import RATE_MAX, Item, Method, Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import (
    Figure,
    Joined,
    Message,
    Text,
    brief,
    people,
    say,
)


class RateSums(ScaleSums):
    """The eleven marks."""

    def line(self, item: Item) -> Line:
        return self.on_scale(item, self.points(item.id, 0, RATE_MAX))


NO_MARK = -1
"""Stands for an item that was left out, which has none of the marks."""


class Rate(VotingMethod):
    """Marks of 0 to 10; an item may be left out."""

    key = Method.RATE
    name = say("Rate from 0 to 10")
    about = say("Each option gets a mark from 0 to 10.")
    rule = say(
        "An item’s place is that of its mean rating from 0 to 10; they stand in the order in which "
        "they were put."
    )
    rule_for_one = say("The mean is of all who gave a mark from 0 to 10.")
    note = NOTE
    sums = RateSums
    in_item_order = True
    item_from_subject = True
    least_items = 1
    scale = (0, RATE_MAX)
    hands = tuple((mark, str(mark)) for mark in range(RATE_MAX + 1))
    split = SplitRule(
        Told(
            lambda n, of: say("{n} rate it 7 or more, {others} do not", n=n, others=of - n),
            2,
            0,
            lambda n: say("{n} rate it 3 or less", n=n),
        ),
        {
            "0 to 3": range(4),
            "4 to 6": range(4, 7),
            "7 to 10": range(7, RATE_MAX + 1),
            "No mark": range(0),
        },
        unmarked=NO_MARK,
        base=say(
            "Bars are of all ballots: those who gave no mark are among those who do not rate it "
            "so high."
        ),
    )
    followed = True

    def how(self, poll: Poll) -> Text:
        return say("0 is the lowest, {n} the highest. You may leave some out.", n=RATE_MAX)

    def points(self) -> tuple[Text, ...]:
        return tuple(map(str, range(RATE_MAX + 1)))

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        first, tied = first_of(tally)
        if first.mean is None:
            return say("No item was rated.")
        mean = Figure(first.mean, MEAN_PLACES)
        if len(tally.lines) == 1:
            return _alone(first, mean)
        if is_shared(tally):
            return say("Rated highest: {which}, mean {mean} of 10 each.", which=tied, mean=mean)
        return say("Rated highest: {which}, mean {mean} of 10.", which=tied, mean=mean)

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        changed = most_changed(first, last, lambda line: line.mean)
        if changed is None:
            return ""
        was, now = map(_mean, changed)
        item = "" if len(last.lines) == 1 else brief(changed[1].spoken)
        return Joined((_mean_moved(item, was, now), _rated_again(flow_of(flow, changed[1]))))

    def vote(self, poll: Poll, likes: Mapping[str, float], draw: Random) -> Marks:
        return tuple((item, point_of(likes[item], 0, RATE_MAX)) for item in likes)


def _alone(line: Line, mean: Figure) -> Message:
    """What a poll on one item comes to."""
    median, raters = Figure(line.median or 0), people(line.people)
    if line.dissent:
        return say(
            "Mean {mean} of 10, median {median}, from {people}; dissent is marked, opinions are "
            "far apart.",
            mean=mean,
            median=median,
            people=raters,
        )
    return say(
        "Mean {mean} of 10, median {median}, from {people}.",
        mean=mean,
        median=median,
        people=raters,
    )


def _mean(line: Line) -> Message:
    return say("{mean} (n = {n})", mean=Figure(line.mean or 0, MEAN_PLACES), n=line.with_view)


def _mean_moved(item: Text, was: Message, now: Message) -> Message:
    """From where to where, or that it stayed; of a poll on one item, without its name."""
    if was == now:
        if item:
            return say("The mean of “{item}” stayed at {now}.", item=item, now=now)
        return say("The mean stayed at {now}.", now=now)
    if item:
        return say("The mean of “{item}” went from {was} to {now}.", item=item, was=was, now=now)
    return say("The mean went from {was} to {now}.", was=was, now=now)


def _rated_again(flow: Flow | None) -> Message:
    """How the people who rated it both times moved, or that nobody can tell."""
    if flow is None:
        return UNPAIRED
    up = sum(count for before, after, count in flow.table if after > before)
    if flow.withheld or are_few(up, flow.gross - up, flow.paired - flow.gross):
        return NOT_TOLD
    return say(
        "Of {people} who rated it both times {up} went up and {down} down.",
        people=people(flow.paired),
        up=up,
        down=flow.gross - up,
    )
