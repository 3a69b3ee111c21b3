"""A slate for the room: so many items chosen that each part of the room finds its share of them.

The Method of Equal Shares for approvals (Peters & Skowron 2020, Proportionality and the limits of
welfarism, Proc. 21st ACM Conference on Economics and Computation, where it is called Rule X): every
place costs as much as every other, everybody holds an equal share of what all places cost, and an
item is bought by those who approve it, each paying the same or what they have left; the item whose
greatest payment is least is bought next. It gives extended justified representation: of people who
agree on so many items and are enough to fill so many places, somebody has so many of theirs.

What nobody can pay any more is filled with the most approved of the other items, and said to be.
All is counted in whole fractions, so that equal is equal.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facilitator.domain.wording import Counted, Joined, Listed, Text, brief, say

Approvals = Sequence[frozenset[str]]
"""What each person approves; of items alone that can be chosen."""

RULE = say(
    "The slate is chosen by the Method of Equal Shares (Peters and Skowron 2020): everybody holds "
    "an equal part of the places, and those who approve an item pay for it together. Places that "
    "nobody can pay for any more go to the most approved of the other items. Ties go to the item "
    "that more people approve, then to the one that stands first in the poll."
)


@dataclass(frozen=True, slots=True)
class Slate:
    """Items chosen, in the order in which they were. The first `paid` were bought by those who
    approve them, the others filled up. `ties` are items that were level for a place.
    """

    chosen: tuple[str, ...]
    paid: int
    ties: tuple[tuple[str, ...], ...] = ()


def equal_shares(approvals: Approvals, items: Sequence[str], places: int) -> Slate:
    """The slate of so many places, or of all items where these are fewer."""
    room = _Room(approvals, items, places)
    while len(room.chosen) < min(places, len(items)) and room.buy():
        continue
    paid = len(room.chosen)
    filled = most_approved(
        approvals, [item for item in items if item not in room.chosen], places - paid
    )
    return Slate((*room.chosen, *filled.chosen), paid, (*room.ties, *filled.ties))


def most_approved(approvals: Approvals, items: Sequence[str], places: int) -> Slate:
    """The items that most people approve, one by one; level items in their own order."""
    people = Counter(item for approved in approvals for item in approved)
    order = sorted(items, key=lambda item: -people[item])
    chosen = order[: max(places, 0)]
    last = people[chosen[-1]] if chosen else 0
    level = tuple(item for item in order if people[item] == last)
    is_tie = bool(chosen) and len(order) > len(chosen) and people[order[len(chosen)]] == last
    return Slate(tuple(chosen), len(chosen), (level,) if is_tie else ())


def finding_something(approvals: Approvals, chosen: Iterable[str]) -> int:
    """How many people approve at least one of the items chosen."""
    there = frozenset(chosen)
    return sum(bool(approved & there) for approved in approvals)


def difference(approvals: Approvals, slate: Slate, most: Slate) -> Text:
    """One sentence on how a slate differs from the most approved."""
    if set(slate.chosen) == set(most.chosen):
        return say("Both are the same items.")
    return say(
        "In the slate {n} of {of} people find something that they approve, among the most approved "
        "{most}.",
        n=finding_something(approvals, slate.chosen),
        of=len(approvals),
        most=finding_something(approvals, most.chosen),
    )


def tied(slate: Slate, names: dict[str, str]) -> Text:
    """What was level for a place; "" where nothing was."""
    return Joined(
        say("{items} were level.", items=Listed(brief(names[item], 40) for item in level))
        for level in slate.ties
    )


def filled(slate: Slate, names: dict[str, str]) -> Text:
    """Which places were filled up; "" where none was."""
    rest = slate.chosen[slate.paid :]
    if not rest:
        return ""
    return Counted(
        len(rest),
        "Nobody could pay for {n} place any more: it went to {items}.",
        "Nobody could pay for {n} places any more: they went to {items}.",
        items=Listed(brief(names[item], 40) for item in rest),
    )


class _Room:
    """People with what they have left; those who approve the same have the same left."""

    def __init__(self, approvals: Approvals, items: Sequence[str], places: int) -> None:
        self._people = Counter(approvals)
        share = Fraction(places, len(approvals)) if approvals else Fraction(0)
        self._left = dict.fromkeys(self._people, share)
        self._items = items
        self._backers = Counter(item for approved in approvals for item in approved)
        self.chosen: list[str] = []
        self.ties: list[tuple[str, ...]] = []

    def buy(self) -> bool:
        """Buy the item whose greatest payment is least; False where nobody can buy any."""
        prices = {
            item: price
            for item in self._items
            if item not in self.chosen and (price := self._price(item)) is not None
        }
        if not prices:
            return False
        least = min(prices.values())
        level = [item for item, price in prices.items() if price == least]
        bought = max(level, key=lambda item: self._backers[item])
        as_many = [item for item in level if self._backers[item] == self._backers[bought]]
        if len(as_many) > 1:
            self.ties.append(tuple(as_many))
        for approved, left in self._left.items():
            if bought in approved:
                self._left[approved] = left - min(left, least)
        self.chosen.append(bought)
        return True

    def _price(self, item: str) -> Fraction | None:
        """What whoever pays most for it pays; None where its backers have not enough together."""
        backers = sorted(
            (left, self._people[approved])
            for approved, left in self._left.items()
            if item in approved
        )
        people = sum(count for _, count in backers)
        open_ = Fraction(1)
        for left, count in backers:
            if left * people >= open_:
                return open_ / people
            open_ -= left * count
            people -= count
        return None
