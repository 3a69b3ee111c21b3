"""What the methods' sentences share: who is first, what changed most, who can be followed."""

from collections.abc import Callable, Sequence

from facilitator.domain.polls.flow import Crossing, Flow
from facilitator.domain.polls.polls import Poll
from facilitator.domain.polls.results import Line, Tally
from facilitator.domain.wording import Beside, Counted, Joined, Listed, Text, Wording, brief, say

UNPAIRED = say("The votes are unpaired, so how many people changed their minds is not known.")
NOT_TOLD = say(
    "How many changed their minds is not told, as it could show what a few people voted."
)


def first_of(tally: Tally) -> tuple[Line, Wording]:
    """A line of first place, and the texts of all who share it."""
    lines = {line.item_id: line for line in tally.lines}
    return lines[tally.order[0][0]], some([lines[item].spoken for item in tally.order[0]])


def some(texts: Sequence[Text], most: int = 4) -> Wording:
    """The texts in one phrase; beyond a handful, how many more there are."""
    shown: list[Text] = [brief(text, 60) for text in texts[:most]]
    if len(texts) > most:
        shown.append(say("{n} more", n=len(texts) - most))
    return Listed(shown)


def agreeing(line: Line, share: Beside) -> Counted:
    """How many of those with a view agree with an item."""
    return Counted(
        line.agreeing,
        "{n} of {of} agrees{share}",
        "{n} of {of} agree{share}",
        of=line.with_view,
        share=share,
    )


def disagreeing(line: Line, share: Beside) -> Counted:
    """How many of those with a view disagree with an item."""
    return Counted(
        line.disagreeing,
        "{n} of {of} disagrees{share}",
        "{n} of {of} disagree{share}",
        of=line.with_view,
        share=share,
    )


def against(line: Line) -> Counted:
    """How many disagree with an item, where it was said of how many."""
    return Counted(line.disagreeing, "{n} disagrees", "{n} disagree")


def is_shared(tally: Tally) -> bool:
    """Whether several items share first place."""
    return len(tally.order[0]) > 1


def most_changed(
    first: Tally, last: Tally, value: Callable[[Line], float | None]
) -> tuple[Line, Line] | None:
    """The lines in both rounds of the item whose value changed most, a rise before a fall; None
    where no item has a value in both.
    """
    before = {line.item_id: line for line in first.lines}
    both = [
        (abs(now - was), now - was, before[line.item_id], line)
        for line in last.lines
        if line.item_id in before
        and (was := value(before[line.item_id])) is not None
        and (now := value(line)) is not None
    ]
    if not both:
        return None
    *_, was_line, now_line = max(both, key=lambda found: found[:2])
    return was_line, now_line


FEW = 5
"""Of fewer people it is not told how they changed their minds: somebody may know who they are."""


def are_few(*people: int) -> bool:
    """Whether one of these numbers is of too few people to be told with the others; none at all are
    too few as well, or what is not told would be known not to be none.
    """
    return any(number < FEW for number in people)


def tells_of_few(move: Crossing) -> bool:
    """Whether what is told of those who voted both times tells, with the results of both rounds,
    what a few voted who were there for one alone: everybody may have seen who came late or left; or
    with what is told by group.
    """
    return move.withheld or any(any(once) and are_few(*once) for once in move.once)


def flow_of(flow: Sequence[Flow] | None, line: Line) -> Flow | None:
    """How people moved on an item; None where nobody can tell."""
    return next((one for one in flow or () if one.item_id == line.item_id), None)


def first_place_moved(poll: Poll, first: Tally, last: Tally) -> Wording:
    """What became of first place."""
    texts = {item.id: brief(item.spoken) for item in poll.items}
    was = Listed(texts.get(item, item) for item in first.order[0])
    now = Listed(texts.get(item, item) for item in last.order[0])
    if set(first.order[0]) == set(last.order[0]):
        return Joined((say("First place stayed with {now}.", now=now), UNPAIRED))
    return Joined((say("First place went from {was} to {now}.", was=was, now=now), UNPAIRED))
