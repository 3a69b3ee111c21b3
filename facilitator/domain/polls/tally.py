"""The tally of a round: counts and figures computed from ballots, never kept as counters.

Everything is told from sums that a ballot can be added to and taken out of again, so a running
tally costs what has changed, and counting everything afresh comes to the very same.
"""

from collections.abc import Iterable, Sequence

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.ballots import NO_HANDS
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Ballot, HandCount, Poll
from facilitator.domain.polls.ranking import Ranking
from facilitator.domain.polls.results import Cell, Line, Tally
from facilitator.domain.responses.responses import Channel

__all__ = ["Cell", "Line", "Ranking", "RunningTally", "Tally", "count"]


def count(
    poll: Poll,
    ballots: Sequence[Ballot],
    hands: HandCount | None = None,
    channels: Iterable[tuple[Channel, int]] = (),
) -> Tally:
    """The tally of a round. Each ballot is one person: sealed ballots no longer have keys to tell
    apart. `channels` tell by which channels those came that do not say so themselves any more.
    Raises SeminarError for a show of hands that the method cannot be counted by.
    """
    counting = _Counting(poll)
    for ballot in ballots:
        counting.sums.shift(ballot, 1)
    for channel, people in channels:
        counting.sums.know_channel(channel, people)
    if hands is not None:
        counting.shift_hands(hands, 1)
    return counting.tally()


class RunningTally:
    """A round's tally that is kept up with single ballots; it always equals `count`."""

    def __init__(self, poll: Poll) -> None:
        self._counting = _Counting(poll)
        self._ballots: dict[str, Ballot] = {}
        self._hands: HandCount | None = None

    def put(self, ballot: Ballot) -> None:
        """Count a ballot, in place of an earlier one with the same voter key."""
        self.remove(ballot.voter_key)
        self._ballots[ballot.voter_key] = ballot
        self._counting.sums.shift(ballot, 1)

    def remove(self, voter_key: str) -> None:
        """Take a voter's ballot out again, if there is one."""
        if (ballot := self._ballots.pop(voter_key, None)) is not None:
            self._counting.sums.shift(ballot, -1)

    def count_hands(self, hands: HandCount | None) -> None:
        """Count a show of hands in place of an earlier one; None takes it out."""
        if hands is not None:
            self._counting.shift_hands(hands, 1)
        if self._hands is not None:
            self._counting.shift_hands(self._hands, -1)
        self._hands = hands

    def tally(self) -> Tally:
        """The tally as it stands."""
        return self._counting.tally()


class _Counting:
    """A method with its sums of one round."""

    def __init__(self, poll: Poll) -> None:
        self.method = method_of(poll)
        self.sums = self.method.sums(poll)

    def shift_hands(self, hands: HandCount, by: int) -> None:
        if not self.method.hands:
            raise SeminarError(NO_HANDS)
        self.sums.shift_hands(hands, by, one_each=self.method.one_hand_each)

    def tally(self) -> Tally:
        alone = self.method.rule_for_one if len(self.sums.poll.items) == 1 else None
        return self.sums.tally(alone or self.method.rule)
