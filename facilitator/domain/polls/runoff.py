"""Instant runoff (the alternative vote), right however ties fall, with every count in words.

Count by count the item with fewest votes goes out. A tie for the fewest is settled by the latest
earlier count in which the tied items differ. Where there is none, they go out together if all
their votes in sum are fewer than the next item's: then no order of their going changes who is left.
They go in one count, so counts that are told settle later ties. Elsewhere every way of going on is
followed, as by lot from there on, and an item stands at the best place that any way gives it; so
first place is shared by exactly those whom some way of breaking ties elects.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facilitator.domain.polls.ranking import RUNOFF, Ranking, names_of, standing
from facilitator.domain.wording import (
    Counted,
    Figure,
    Joined,
    Listed,
    Order,
    Text,
    Value,
    Wording,
    say,
)

MOST_SETS = 20_000
"""So many sets of remaining items are followed; beyond that, tied items go out together."""

MOST_WORK = 300_000
"""Sets times items and different ballots: about a second for whoever waits for the result."""

OPTIONS_TOLD = 4
"""So many ways out of a tie are told one by one."""

Mask = int
"""A set of items, a bit each."""


@dataclass(frozen=True, slots=True)
class _Ways:
    """What all ways on from a set come to: each item's best place, and for each that comes first
    the fewest and the most votes it has in the last count (in the parts of `_Counting.unit`).
    """

    places: Mapping[Mask, int]
    behind: Mapping[Mask, tuple[int, int]]


class _Counting:
    """The ballots, made ready to be counted for any set of remaining items."""

    def __init__(self, items: Sequence[str], rankings: Mapping[Order, int]) -> None:
        self.bits = {item: 1 << number for number, item in enumerate(items)}
        self.items = {bit: item for item, bit in self.bits.items()}
        self.unit = math.lcm(*range(1, len(items) + 1))
        self.ballots = sum(rankings.values())
        self._orders = [
            ([sum(self.bits[item] for item in group) for group in order], people)
            for order, people in rankings.items()
        ]
        self._most = min(MOST_SETS, MOST_WORK // (len(items) + len(rankings)))
        self._known: dict[Mask, _Ways] = {}
        self.cut_short = False

    def votes(self, remaining: Mask) -> dict[Mask, int]:
        """Votes for each remaining item, in units; a vote whose highest remaining place is shared
        is divided equally among those who share it. Ballots with no choice left give none.
        """
        votes = dict.fromkeys(_each(remaining), 0)
        for groups, people in self._orders:
            for group in groups:
                if chosen := group & remaining:
                    part = people * (self.unit // chosen.bit_count())
                    for bit in _each(chosen):
                        votes[bit] += part
                    break
        return votes

    def ways(self, remaining: Mask) -> _Ways:
        """All ways on from a set in which nothing is settled by earlier counts."""
        if remaining not in self._known:
            votes = self.votes(remaining)
            self._known[remaining] = self.follow(votes, self._outs(votes))
        return self._known[remaining]

    def follow(self, votes: Mapping[Mask, int], outs: Sequence[Mask]) -> _Ways:
        """All ways on from a count in which one of `outs` goes out."""
        remaining = sum(votes)
        places: dict[Mask, int] = {}
        behind: dict[Mask, tuple[int, int]] = {}
        for out in outs:
            left = remaining & ~out
            found = self.ways(left) if left else _Ways({}, {bit: _twice(0) for bit in _each(out)})
            for bit in _each(remaining):
                place = found.places.get(bit, left.bit_count() + 1)
                places[bit] = min(place, places.get(bit, place))
            last = left.bit_count() <= 1
            for bit, (fewest, most) in found.behind.items():
                low, high = _twice(votes[bit]) if last else (fewest, most)
                before = behind.get(bit, (low, high))
                behind[bit] = (min(low, before[0]), max(high, before[1]))
        return _Ways(places, behind)

    def _outs(self, votes: Mapping[Mask, int]) -> list[Mask]:
        """Who may go out next: each of the tied alone, or all of them together."""
        tied = fewest(votes)
        if len(tied) == 1 or harmless(votes, tied):
            return [sum(tied)]
        if len(self._known) >= self._most:
            self.cut_short = True
            return [sum(tied)]
        return tied


def fewest(votes: Mapping[Mask, int]) -> list[Mask]:
    """The items with fewest votes."""
    least = min(votes.values())
    return [bit for bit, number in votes.items() if number == least]


def harmless(votes: Mapping[Mask, int], tied: Sequence[Mask]) -> bool:
    """Whether the tied can go out together: others remain, and each has more than they in sum."""
    others = [number for bit, number in votes.items() if bit not in tied]
    return bool(others) and sum(votes[bit] for bit in tied) < min(others)


def instant_runoff(names: Mapping[str, Text], rankings: Mapping[Order, int]) -> Ranking:
    """The order of an instant runoff, with its counts in words. `rankings` are people by ballot."""
    if not sum(rankings.values()) or not names:
        return Ranking(rule=RUNOFF, order=(tuple(names),) if names else ())
    return _Teller(names, rankings).ranking()


class _Teller:
    """Counts from the start as long as each count has one outcome, then follows all ways."""

    def __init__(self, names: Mapping[str, Text], rankings: Mapping[Order, int]) -> None:
        self.names = names
        self.counting = _Counting(tuple(names), rankings)
        self.history: list[dict[Mask, int]] = []
        self.steps: list[Wording] = []

    def ranking(self) -> Ranking:
        remaining = sum(self.counting.items)
        worst_first: list[tuple[str, ...]] = []
        while remaining.bit_count() > 1:
            self.history.append(self.counting.votes(remaining))
            outs, why = self._settled()
            if len(outs) > 1:
                return self._ranked([*self._part(outs), *reversed(worst_first)])
            (out,) = outs
            self.steps.append(Joined((self._count(), why, self._goes(out))))
            worst_first.append(self._items(out))
            remaining &= ~out
        return self._ranked([*self._win(remaining), *reversed(worst_first)])

    def _ranked(self, order: Sequence[tuple[str, ...]]) -> Ranking:
        return Ranking(rule=RUNOFF, order=tuple(order), steps=tuple(self.steps))

    def _settled(self) -> tuple[list[Mask], Text]:
        """Who goes out in the last count, and why it is they in a tie; several sets where nothing
        says which of them it is.
        """
        votes = self.history[-1]
        tied = fewest(votes)
        if len(tied) == 1:
            return tied, ""
        for number in range(len(self.history) - 1, 0, -1):
            earlier = self.history[number - 1]
            fewer = fewest({bit: earlier[bit] for bit in tied})
            if len(fewer) == 1:
                return fewer, self._told_apart(tied, number, fewer[0])
            tied = fewer
        if harmless(votes, tied):
            return [sum(tied)], say("All their votes together are fewer than anybody else’s.")
        return tied, ""

    def _told_apart(self, tied: Sequence[Mask], number: int, least: Mask) -> Wording:
        """Which earlier count says who of the tied goes out."""
        named: dict[str, Value] = {
            "items": self._named(sum(tied)),
            "number": number,
            "least": self._named(least),
        }
        if len(tied) == 2:
            return say("{items} have equally few; in count {number} {least} had fewer.", **named)
        return say("{items} have equally few; in count {number} {least} had fewest.", **named)

    def _win(self, winner: Mask) -> list[tuple[str, ...]]:
        """One item is left: it is first."""
        item = self._named(winner)
        if self.history:
            behind = self._behind(_twice(self.history[-1][winner]))
            self.steps.append(say("{item} is first, with {behind}.", item=item, behind=behind))
        else:
            self.steps.append(say("{item} is first.", item=item))
        return [self._items(winner)]

    def _part(self, outs: Sequence[Mask]) -> list[tuple[str, ...]]:
        """The ways part: what each of them comes to, and the places over all of them."""
        votes = self.history[-1]
        found = self.counting.follow(votes, outs)
        self.steps.append(Joined((self._count(), self._why_parted(fewest(votes), outs))))
        first = sum(found.behind)
        self.steps += [*self._options(sum(votes), outs), self._first(first, found)]
        if self.counting.cut_short:
            self.steps.append(
                say(
                    "There are too many ways to follow all of them; beyond a bound, items that tie "
                    "went out together."
                )
            )
        places = {self.counting.items[bit]: -place for bit, place in found.places.items()}
        ordered = [item for item in self.names if item in places]
        return list(standing(ordered, lambda item: Fraction(places[item])))

    def _why_parted(self, tied: Sequence[Mask], outs: Sequence[Mask]) -> Wording:
        """What earlier counts say of a tie, and what they leave open."""
        named = self._named(sum(tied))
        if len(tied) == len(outs):
            return say(
                "{items} have equally few and no earlier count tells them apart, so every way of "
                "going on is followed.",
                items=named,
            )
        return say(
            "{items} have equally few and earlier counts tell all apart but {left}, so every way "
            "of going on is followed.",
            items=named,
            left=self._named(sum(outs)),
        )

    def _options(self, remaining: Mask, tied: Sequence[Mask]) -> Iterator[Wording]:
        """Who comes first by way, where the ways are few and differ."""
        firsts = {out: sum(self.counting.ways(remaining & ~out).behind) for out in tied}
        if len(tied) <= OPTIONS_TOLD and len(set(firsts.values())) > 1:
            for out, first in firsts.items():
                yield Counted(
                    first.bit_count(),
                    "If {out} goes out, {items} is first.",
                    "If {out} goes out, {items} can be first.",
                    out=self._named(out),
                    items=self._named(first),
                )

    def _first(self, first: Mask, found: _Ways) -> Wording:
        if first.bit_count() == 1:
            return say(
                "{item} is first whichever goes out, with {behind}.",
                item=self._named(first),
                behind=self._behind(found.behind[first]),
            )
        each = Listed(
            say("{item} with {behind}", item=self._named(b), behind=self._behind(found.behind[b]))
            for b in _each(first)
        )
        return say("{items} share first place: {each}.", items=self._named(first), each=each)

    def _count(self) -> Wording:
        """The last count's votes, in words."""
        votes = self.history[-1]
        order = standing(tuple(votes), lambda bit: Fraction(votes[bit]))
        shown = Listed(
            Joined((self._named(b), self._figure(votes[b]))) for group in order for b in group
        )
        clauses: list[Wording] = [
            say("Count {number}: {votes}", number=len(self.history), votes=shown)
        ]
        given = sum(votes.values())
        if spent := self.counting.ballots - given // self.counting.unit:
            clauses.append(
                Counted(spent, "{n} ballot has no choice left", "{n} ballots have no choice left")
            )
        best = order[0][0]
        if 2 * votes[best] > given:
            clauses.append(say("{item} has more than half", item=self._named(best)))
        return say("{clauses}.", clauses=Joined(clauses, "; "))

    def _behind(self, votes: tuple[int, int]) -> Wording:
        """How many of all ballots stand behind an item in the last count."""
        low, high = (self._figure(number) for number in votes)
        of = self.counting.ballots
        if low == high:
            return Counted(
                of,
                "{votes} of all {n} ballot behind it",
                "{votes} of all {n} ballots behind it",
                votes=low,
            )
        return Counted(
            of,
            "{low} to {high} of all {n} ballot behind it",
            "{low} to {high} of all {n} ballots behind it",
            low=low,
            high=high,
        )

    def _goes(self, out: Mask) -> Wording:
        return Counted(
            out.bit_count(), "{items} goes out.", "{items} go out.", items=self._named(out)
        )

    def _figure(self, votes: int) -> Figure:
        return Figure(Fraction(votes, self.counting.unit), 2)

    def _items(self, mask: Mask) -> tuple[str, ...]:
        return tuple(self.counting.items[bit] for bit in _each(mask))

    def _named(self, mask: Mask) -> Wording:
        return names_of(self.names, self._items(mask))


def _each(mask: Mask) -> Iterator[Mask]:
    """The bits of a set, in the items' order."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _twice(number: int) -> tuple[int, int]:
    return number, number
