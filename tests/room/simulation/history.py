"""What everybody saw in the course of a day, and whether it can have been so.

Not only what stands in the file at the end is looked at: each answer that anybody was given is held
against all that others were told before and after. Moments are of one clock, which never goes back.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import inf

OK = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that was sent over the network once, and what came back.

    `ended` is infinite where no answer came: it may have arrived at any time since, or never.
    """

    began: float
    ended: float
    status: int


@dataclass(slots=True)
class Vote:
    """One ballot of one voter, under one submission, however often it was sent."""

    submission: str
    voter: str
    round_id: str
    sent: list[Asked] = field(default_factory=list)

    @property
    def began(self) -> float:
        """When it cannot have been there yet."""
        return min((each.began for each in self.sent), default=inf)

    @property
    def acknowledged(self) -> float:
        """When its voter knew that it is there, if ever."""
        return min((each.ended for each in self.sent if each.status == OK), default=inf)

    @property
    def settled(self) -> float:
        """When it is known to be there, or known never to come any more."""
        return min(self.acknowledged, max((each.ended for each in self.sent), default=inf))


@dataclass(slots=True)
class Writing:
    """A text that somebody wrote and wrote anew, each under one change, however often sent.

    `texts` are in the order in which they were written; `known` are those acknowledged.
    """

    texts: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)

    def may_say(self, words: str) -> bool:
        """Whether it can say so now: nothing older than what was acknowledged last."""
        last = max((i for i, text in enumerate(self.texts) if text in self.known), default=-1)
        return words in self.texts[max(last, 0) :]


class History:
    """Everything that happened, as each of them saw it."""

    def __init__(self) -> None:
        self.votes: dict[str, Vote] = {}
        self.writings: dict[str, Writing] = defaultdict(Writing)
        self.closed: dict[str, float] = {}
        """By round, when its window knew that it is closed."""
        self.revealing: dict[str, float] = {}
        """By round, when its window asked for its result to be shown."""
        self.shown: list[tuple[float, str]] = []
        """When a phone was shown the result of a round."""
        self.reached: Counter[str] = Counter()
        self.wrong: list[str] = []
        """What somebody saw that cannot be."""

    def voters_of(self, round_id: str) -> set[str]:
        """Those who have sent a ballot in a round, whatever became of it."""
        return {vote.voter for vote in self.votes.values() if vote.round_id == round_id}

    def ballots_of(self, round_id: str) -> int:
        """How many ballots people have begun to send in a round."""
        return sum(vote.round_id == round_id for vote in self.votes.values())

    def everything_wrong(self) -> Iterator[str]:
        """Everything that somebody saw and that cannot be."""
        yield from self.wrong
        for submission, vote in self.votes.items():
            if vote.acknowledged < inf and vote.began > self.closed.get(vote.round_id, inf):
                yield f"{submission} was sent after its round was closed, and counted"
        for at, round_id in self.shown:
            if at < self.revealing.get(round_id, inf):
                yield f"the result of {round_id} was shown before it was to be"

    def hold_against(self, round_id: str, counted: Iterable[str]) -> None:
        """What a closed round has counted, by submission: of each voter one ballot at most, which
        no later one certainly replaced, and of whoever was told that theirs is there one at least.
        """
        voters: dict[str, list[Vote]] = defaultdict(list)
        for vote in self.votes.values():
            if vote.round_id == round_id:
                voters[vote.voter].append(vote)
        times = Counter(counted)
        for votes in voters.values():
            here = [vote for vote in votes if times.pop(vote.submission, 0) == 1]
            is_told = any(vote.acknowledged < inf for vote in votes)
            if len(here) > 1 or len(here) < is_told or any(_is_replaced(v, votes) for v in here):
                self.wrong.append(f"{here} counted in {round_id} of {votes}")
        if times:
            self.wrong.append(f"nobody sent {times} in {round_id}, or it is there more than once")


def _is_replaced(vote: Vote, votes: Iterable[Vote]) -> bool:
    """Whether the same voter's later ballot certainly came after this one."""
    return any(other.acknowledged < inf and other.began > vote.settled for other in votes)


def moment() -> float:
    """Now, of a clock that never goes back; seconds."""
    return time.monotonic()
