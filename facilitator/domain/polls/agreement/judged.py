"""Responses that the room sorts: who reads which, and what each came to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from heapq import nsmallest

from facilitator.domain.polls.methods.sort import AGREES, DISAGREES, PASSES
from facilitator.domain.polls.polls import Marked
from facilitator.domain.wording import Message, say

Z = 1.959963984540054
"""The standard normal distribution's 97.5 % point, of a 95 % interval."""


def deal(
    readers: Sequence[tuple[str, str]], authors: Mapping[str, str], each: int, seed: str
) -> dict[str, tuple[str, ...]]:
    """Which of the responses, by id with their authors, every reader gets, by id with whose words
    are their own: as many as `each`, or all of the others'.

    One after the other gets those that were dealt least, so that somebody who comes later changes
    nothing for those before; among these, and in what order they are read, `seed` decides.
    """
    order = sorted(authors, key=lambda id: _lot(seed, id))
    place = {id: number for number, id in enumerate(order)}
    dealt = dict.fromkeys(order, 0)
    hands: dict[str, tuple[str, ...]] = {}
    for reader, author in readers:
        turn = int(_lot(seed, reader)[:12], 16)
        others = (id for id in order if authors[id] not in (reader, author))
        hand = nsmallest(each, others, key=lambda id: (dealt[id], (place[id] + turn) % len(order)))
        for id in hand:
            dealt[id] += 1
        hands[reader] = tuple(sorted(hand, key=lambda id: _lot(f"{seed}:{reader}", id)))
    return hands


def _lot(seed: str, id: str) -> str:
    return sha256(f"{seed}:{id}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Judged:
    """A response and how many of those who read it agree, do not, and passed.

    `bound` is the lower bound of the interval for the share that agrees, 0 where nobody said.
    """

    id: str
    words: str
    agree: int
    disagree: int
    passed: int

    @property
    def said(self) -> int:
        """How many said whether they agree."""
        return self.agree + self.disagree

    @property
    def bound(self) -> float:
        """See `lower_bound`."""
        return lower_bound(self.agree, self.said)

    @property
    def sentence(self) -> Message:
        """The figures, with how many people they are of."""
        return say(
            "{agree} of {n} agree, {passed} passed; {bound} % at least",
            agree=self.agree,
            n=self.said,
            passed=self.passed,
            bound=int(100 * self.bound),
        )


def lower_bound(agree: int, n: int) -> float:
    """The lower bound of the 95 % interval for a share (Wilson 1927, Probable inference, the law of
    succession, and statistical inference, JASA 22); 0 of nobody.
    """
    if not n:
        return 0.0
    share, square = agree / n, Z * Z / n
    middle = share + square / 2
    spread = Z * ((share * (1 - share) + square / 4) / n) ** 0.5
    return max(0.0, float((middle - spread) / (1 + square)))


def judged(words: Mapping[str, str], ballots: Iterable[Marked]) -> tuple[Judged, ...]:
    """The responses there are, by id with their words, those with the highest bound first; those of
    one bound by how many read them.
    """
    counts = {id: {AGREES: 0, DISAGREES: 0, PASSES: 0} for id in words}
    for ballot in ballots:
        for id, mark in ballot.marks:
            if id in counts:
                counts[id][mark] += 1
    found = [
        Judged(id, words[id], of[AGREES], of[DISAGREES], of[PASSES]) for id, of in counts.items()
    ]
    return tuple(sorted(found, key=lambda each: (-each.bound, -each.said, each.id)))
