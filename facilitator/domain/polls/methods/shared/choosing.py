"""What choosing one and approving several share: items are counted by the people behind them."""

from collections.abc import Sequence
from typing import ClassVar

from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import VotingMethod
from facilitator.domain.polls.methods.shared.phrases import (
    each,
    first_of,
    followed,
    most_changed,
    went,
)
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import brief, people


class Choosing(VotingMethod):
    """Marks of 1 on what is chosen; what is left out is not chosen."""

    verb: ClassVar[str]
    hands = ((1, "Hands"),)
    followed = True
    unmarked = 0

    def verdict(self, poll: Poll, tally: Tally) -> str:
        if not any(line.people for line in tally.lines):
            return "No item was chosen."
        first, tied = first_of(tally)
        many = f"{first.people} of {people(first.with_view)}{each(tally)}"
        return f"{self.verb} by most: {tied}, {many} ({first.printed})."

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> str:
        changed = most_changed(first, last, lambda line: line.share)
        if changed is None:
            return ""
        was, now = map(_share, changed)
        ending = followed(flow, changed[1], (1,), "came to it", "left it")
        return f"The largest change: “{brief(changed[1].text)}” {went(was, now)}{ending}"


def _share(line: Line) -> str:
    return f"{line.printed} ({line.people} of {line.with_view})"
