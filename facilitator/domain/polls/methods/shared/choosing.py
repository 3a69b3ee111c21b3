"""What choosing one and approving several share: items are counted by the people behind them."""

from collections.abc import Sequence

from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import VotingMethod
from facilitator.domain.polls.methods.shared.phrases import (
    first_of,
    followed,
    is_shared,
    most_changed,
    went,
)
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import Message, Share, Text, Value, brief, people, say


class Choosing(VotingMethod):
    """Marks of 1 on what is chosen; what is left out is not chosen."""

    hands = ((1, "Hands"),)
    sides = (frozenset({0, 1}), frozenset({1}))
    followed = True
    unmarked = 0

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        if not any(line.people for line in tally.lines):
            return say("No item was chosen.")
        first, tied = first_of(tally)
        return self.by_most(
            shared=is_shared(tally),
            which=tied,
            n=first.people,
            people=people(first.with_view),
            share=first.printed,
        )

    def by_most(self, *, shared: bool, **values: Value) -> Message:
        """What came first; `shared` where several items did."""
        raise NotImplementedError

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
        changed = most_changed(first, last, lambda line: line.share)
        if changed is None:
            return ""
        was, now = map(_share, changed)
        ending = followed(flow, changed[1], (1,), "came to it", "left it")
        return f"The largest change: “{brief(changed[1].text)}” {went(was, now)}{ending}"


def chose(n: int, of: int) -> Message:
    """How many of a group chose an item."""
    return say("{n} of {of} chose it, {share}", n=n, of=of, share=Share(n, of))


def _share(line: Line) -> str:
    return f"{line.printed} ({line.people} of {line.with_view})"
