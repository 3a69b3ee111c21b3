"""Reasons: why people agree or do not, ticked with the ballot and counted by side.

Each reason has a table of its own, of sides by whether it was ticked. It is told as a table by
group is (`disclosure.protect`): a side stands apart where enough of it ticked the reason, and
enough did not; those not told stand together. Who knows what the room voted knows how many are on
each side, and nothing of a side that is not told comes out of that. How many ticked a reason in all
is told on the same terms, since a whole room may be of one side.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.polls.measures import AGREES, DISAGREES
from facilitator.domain.polls.methods.agree import POINTS, reason_keys
from facilitator.domain.polls.polls import DONT_KNOW, Ballot, Poll, Round
from facilitator.domain.privacy.disclosure import (
    NOT_GIVEN,
    CrossTable,
    Guard,
    SafeTable,
    printed,
)
from facilitator.domain.wording import Listed, Message, Text, Wording, say

AGREE, NEITHER, DISAGREE = "Agree", "Neither, or no view", "Disagree"
SIDES: dict[str, frozenset[int]] = {
    AGREE: frozenset(range(AGREES, POINTS + 1)),
    NEITHER: frozenset({DONT_KNOW, *range(DISAGREES + 1, AGREES)}),
    DISAGREE: frozenset(range(1, DISAGREES + 1)),
}
"""The marks of each side, in the order in which they are told."""
SIDE_WORDS: dict[str, Message] = {
    AGREE: say("of those who agree"),
    NEITHER: say("of those on neither side"),
    DISAGREE: say("of those who disagree"),
}
FEW = say("too few, or all but too few, to tell")
WHAT_IS_TOLD = say(
    "Reasons were ticked with the vote, three at most. How many of a side ticked one is told where "
    "enough of it did and enough did not."
)
TICKED, NOT_TICKED = "Ticked", "Not ticked"


@dataclass(frozen=True, slots=True)
class SideTold:
    """How many people of a side there are who ticked a reason, and of how many."""

    side: Message
    people: int
    of: int


@dataclass(frozen=True, slots=True)
class ReasonTold:
    """A reason as it may be told: by how many people it was ticked, None where these or those who
    did not are too few; and the sides of which it may be told.
    """

    reason: Text
    people: int | None
    of: int
    sides: tuple[SideTold, ...]

    @property
    def sentence(self) -> Wording:
        """What may be told of it."""
        if self.people is None:
            return say("{reason}: {told}", reason=self.reason, told=FEW)
        sides = [
            say("{n} of {of} {side}", n=side.people, of=side.of, side=side.side)
            for side in self.sides
        ]
        if not sides:
            return say("{reason}: {n} of {of}", reason=self.reason, n=self.people, of=self.of)
        return say(
            "{reason}: {n} of {of}; {sides}",
            reason=self.reason,
            n=self.people,
            of=self.of,
            sides=Listed(sides),
        )


def reason_tables(poll: Poll, ballots: Sequence[Ballot]) -> tuple[CrossTable, ...]:
    """The exact tables of a round; who abstains, or marks a reason alone, is on no side."""
    return tuple(_table(poll, ballots, key) for key in reason_keys(poll))


def _table(poll: Poll, ballots: Sequence[Ballot], key: str) -> CrossTable:
    statement = poll.items[0].id
    counts = {side: [0, 0] for side in (*SIDES, NOT_GIVEN)}
    for ballot in ballots:
        marks = dict(ballot.marks)
        for side, those in SIDES.items():
            if marks.get(statement) in those:
                counts[side][key not in marks] += 1
    return CrossTable(
        item_id=key,
        rows=tuple(counts),
        columns=(TICKED, NOT_TICKED),
        cells=tuple((ticked, not_ticked) for ticked, not_ticked in counts.values()),
        told=0,
    )


def reasons_told(held: Round, room: Guard, paper: Guard | None = None) -> tuple[ReasonTold, ...]:
    """What was released of a round's reasons, those ticked by most first; with `paper` as it may be
    printed.
    """
    released = {table.item_id: table for table in held.by_side}
    known = reason_keys(held.poll)
    told = [
        _told(
            reason.spoken, printed(released[key], paper) if paper else released[key], paper or room
        )
        for key, reason in known.items()
        if key in released
    ]
    return tuple(sorted(told, key=lambda each: -(each.people or 0)))


def _told(reason: Text, table: SafeTable, guard: Guard) -> ReasonTold:
    ticked, not_ticked = table.column_totals
    few = min(ticked, not_ticked) < guard.threshold
    sides = tuple(
        SideTold(SIDE_WORDS[row.name], row.cells[0], row.people)
        for row in table.rows
        if row.people is not None and row.cells[0] is not None
    )
    return ReasonTold(reason, None if few else ticked, ticked + not_ticked, sides)
