"""What choosing one and approving several share: items are counted by the people behind them."""

from collections.abc import Mapping, Sequence

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.methods.shared.method import Marks, VotingMethod
from facilitator.domain.polls.methods.shared.phrases import (
    NOT_TOLD,
    UNPAIRED,
    are_few,
    first_of,
    flow_of,
    is_shared,
    most_changed,
    tells_of_few,
)
from facilitator.domain.polls.methods.shared.typing_in import MANY, Cell, numbers
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import (
    Joined,
    Message,
    Text,
    Value,
    Wording,
    brief,
    people,
    say,
)

CHOSEN = "chosen"
"""The key of the one cell."""


class Choosing(VotingMethod):
    """Marks of 1 on what is chosen; what is left out is not chosen."""

    hands = ((1, "Hands"),)
    sides = (frozenset({0, 1}), frozenset({1}))
    followed = True
    unmarked = 0

    def cells(self, poll: Poll) -> tuple[Cell, ...]:
        """One for all: the numbers of what is chosen, 0 where that is nothing."""
        return (
            Cell(
                key=CHOSEN,
                low=0 if self.takes_nothing else 1,
                high=len(poll.items),
                several=not self.one_hand_each,
                choices=tuple(item.text for item in poll.items),
            ),
        )

    def read(self, poll: Poll, typed: Mapping[str, str]) -> tuple[Marks, tuple[str, ...]]:
        chosen = numbers(self.cells(poll)[0], typed.get(CHOSEN, ""))
        if 0 in chosen and len(chosen) > 1:
            raise SeminarError(say("0 stands for none of these; leave it out beside others."))
        return tuple((poll.items[each - 1].id, 1) for each in chosen if each), ()

    def write(self, poll: Poll, marks: Marks, words: Sequence[str]) -> dict[str, str]:
        chosen = {item for item, _ in marks}
        places = [str(n) for n, item in enumerate(poll.items, start=1) if item.id in chosen]
        return {CHOSEN: ("" if len(poll.items) <= MANY else " ").join(places) or "0"}

    def verdict(self, poll: Poll, tally: Tally) -> Text:
        if not any(line.people for line in tally.lines):
            return say("No item was chosen.")
        first, tied = first_of(tally)
        return self.by_most(
            shared=is_shared(tally),
            which=tied,
            n=first.people,
            people=people(first.with_view),
            share=first.beside,
        )

    def by_most(self, *, shared: bool, **values: Value) -> Message:
        """What came first; `shared` where several items did."""
        raise NotImplementedError

    def moved(self, poll: Poll, first: Tally, last: Tally, flow: Sequence[Flow] | None) -> Text:
        changed = most_changed(first, last, lambda line: line.share)
        if changed is None:
            return ""
        was, now = map(_share, changed)
        item = brief(changed[1].spoken)
        if was == now:
            change = say("The largest change: “{item}” stayed at {now}.", item=item, now=now)
        else:
            change = say(
                "The largest change: “{item}” went from {was} to {now}.",
                item=item,
                was=was,
                now=now,
            )
        return Joined((change, _crossed(flow_of(flow, changed[1]))))


def _crossed(flow: Flow | None) -> Wording:
    """How the people who voted both times moved, or that nobody can tell."""
    if flow is None:
        return UNPAIRED
    found = flow.crossing((1,))
    if are_few(*found.cells) or tells_of_few(found):
        return NOT_TOLD
    return say(
        "Of {people} who voted both times {came} came to it and {left} left it.",
        people=people(found.paired),
        came=found.came,
        left=found.left,
    )


def chose(n: int, of: int) -> Message:
    """How many of a group chose an item. Without a share: the room's is of those who did not
    abstain, and a group's could not be.
    """
    return say("{n} chose it, {others} did not", n=n, others=of - n)


def _share(line: Line) -> Message:
    return say("{n} of {of}{share}", n=line.people, of=line.with_view, share=line.beside)
