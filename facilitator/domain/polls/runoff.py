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

from facilitator.domain.polls.ranking import RUNOFF, Ranking, name_of, names_of, standing
from facilitator.domain.wording import Order, counted, figure, listed

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


def instant_runoff(names: Mapping[str, str], rankings: Mapping[Order, int]) -> Ranking:
    """The order of an instant runoff, with its counts in words. `rankings` are people by ballot."""
    if not sum(rankings.values()) or not names:
        return Ranking(rule=RUNOFF, order=(tuple(names),) if names else ())
    return _Teller(names, rankings).ranking()


class _Teller:
    """Counts from the start as long as each count has one outcome, then follows all ways."""

    def __init__(self, names: Mapping[str, str], rankings: Mapping[Order, int]) -> None:
        self.names = names
        self.counting = _Counting(tuple(names), rankings)
        self.history: list[dict[Mask, int]] = []
        self.steps: list[str] = []

    def ranking(self) -> Ranking:
        remaining = sum(self.counting.items)
        worst_first: list[tuple[str, ...]] = []
        while remaining.bit_count() > 1:
            self.history.append(self.counting.votes(remaining))
            outs, why = self._settled()
            if len(outs) > 1:
                return self._ranked([*self._part(outs), *reversed(worst_first)])
            (out,) = outs
            self.steps.append(f"{self._count()}. {why}{self._named(out)} {_go(out)} out.")
            worst_first.append(self._items(out))
            remaining &= ~out
        return self._ranked([*self._win(remaining), *reversed(worst_first)])

    def _ranked(self, order: Sequence[tuple[str, ...]]) -> Ranking:
        return Ranking(rule=RUNOFF, order=tuple(order), steps=tuple(self.steps))

    def _settled(self) -> tuple[list[Mask], str]:
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
                least = self._named(fewer[0])
                why = f"{self._named(sum(tied))} have equally few; in count {number} {least} had "
                return fewer, f"{why}{'fewer' if len(tied) == 2 else 'fewest'}. "
            tied = fewer
        if harmless(votes, tied):
            return [sum(tied)], "All their votes together are fewer than anybody else’s: "
        return tied, ""

    def _win(self, winner: Mask) -> list[tuple[str, ...]]:
        """One item is left: it is first."""
        behind = f", with {self._behind(_twice(self.history[-1][winner]))}" if self.history else ""
        self.steps.append(f"{self._named(winner)} is first{behind}.")
        return [self._items(winner)]

    def _part(self, outs: Sequence[Mask]) -> list[tuple[str, ...]]:
        """The ways part: what each of them comes to, and the places over all of them."""
        votes = self.history[-1]
        found = self.counting.follow(votes, outs)
        self.steps.append(f"{self._count()}. {self._why_parted(fewest(votes), outs)}")
        first = sum(found.behind)
        self.steps += [*self._options(sum(votes), outs), self._first(first, found)]
        if self.counting.cut_short:
            self.steps.append(
                "There are too many ways to follow all of them; beyond a bound, items that tie "
                "went out together."
            )
        places = {self.counting.items[bit]: -place for bit, place in found.places.items()}
        ordered = [item for item in self.names if item in places]
        return list(standing(ordered, lambda item: Fraction(places[item])))

    def _why_parted(self, tied: Sequence[Mask], outs: Sequence[Mask]) -> str:
        """What earlier counts say of a tie, and what they leave open."""
        if len(tied) == len(outs):
            told = "and no earlier count tells them apart"
        else:
            told = f"and earlier counts tell all apart but {self._named(sum(outs))}"
        named = self._named(sum(tied))
        return f"{named} have equally few {told}, so every way of going on is followed."

    def _options(self, remaining: Mask, tied: Sequence[Mask]) -> Iterator[str]:
        """Who comes first by way, where the ways are few and differ."""
        firsts = {out: sum(self.counting.ways(remaining & ~out).behind) for out in tied}
        if len(tied) <= OPTIONS_TOLD and len(set(firsts.values())) > 1:
            told = (
                f"if {self._named(out)} goes out, {self._named(first)} "
                f"{'is' if first.bit_count() == 1 else 'can be'} first"
                for out, first in firsts.items()
            )
            said = "; ".join(told)
            yield f"{said[0].upper()}{said[1:]}."

    def _first(self, first: Mask, found: _Ways) -> str:
        if first.bit_count() == 1:
            behind = self._behind(found.behind[first])
            return f"{self._named(first)} is first whichever goes out, with {behind}."
        each = listed(
            f"{self._named(bit)} with {self._behind(found.behind[bit])}" for bit in _each(first)
        )
        return f"{self._named(first)} share first place: {each}."

    def _count(self) -> str:
        """The last count's votes, in words."""
        votes = self.history[-1]
        order = standing(tuple(votes), lambda bit: Fraction(votes[bit]))
        shown = listed(f"{self._named(b)} {self._figure(votes[b])}" for g in order for b in g)
        sentence = f"Count {len(self.history)}: {shown}"
        given = sum(votes.values())
        if spent := self.counting.ballots - given // self.counting.unit:
            sentence += f"; {counted(spent, 'ballot has', 'ballots have')} no choice left"
        best = order[0][0]
        if 2 * votes[best] > given:
            sentence += f"; {self._named(best)} has more than half"
        return sentence

    def _behind(self, votes: tuple[int, int]) -> str:
        """How many of all ballots stand behind an item in the last count."""
        low, high = (self._figure(number) for number in votes)
        many = low if low == high else f"{low} to {high}"
        return f"{many} of all {counted(self.counting.ballots, 'ballot', 'ballots')} behind it"

    def _figure(self, votes: int) -> str:
        return figure(Fraction(votes, self.counting.unit), 2)

    def _items(self, mask: Mask) -> tuple[str, ...]:
        return tuple(self.counting.items[bit] for bit in _each(mask))

    def _named(self, mask: Mask) -> str:
        items = self._items(mask)
        return (
            name_of(self.names, items[0]) if len(items) == 1 else str(names_of(self.names, items))
        )


def _each(mask: Mask) -> Iterator[Mask]:
    """The bits of a set, in the items' order."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def _go(out: Mask) -> str:
    return "goes" if out.bit_count() == 1 else "go"


def _twice(number: int) -> tuple[int, int]:
    return number, number
