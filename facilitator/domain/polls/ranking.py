"""Ranking rules: from what people put above what to an order, with the steps in words.

Every rule treats items and voters alike: neither the order of entry nor an item's position or name
decides anything, and what a rule cannot tell apart stays tied.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from typing import TypeVar

from facilitator.domain.wording import (
    Counted,
    Figure,
    Joined,
    Listed,
    Message,
    Order,
    Text,
    Wording,
    brief,
    people,
    say,
)

Beats = Mapping[tuple[str, str], int]
"""(first id, second id) -> how many people put the first above the second."""

Placed = TypeVar("Placed")
Worth = TypeVar("Worth", Fraction, tuple[bool, float])

BORDA, SCHULZE = say("Borda count"), say("Schulze method")
COPELAND, COMPARISONS_WON = say("Copeland count"), say("Comparisons won")
RUNOFF = say("Instant runoff")

PAIRS_TOLD = 6
"""So many pairs that nobody wins are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The result of one ranking rule: groups of item ids, best first, tied items together.

    `rule` is the rule's name; `steps` tells how it got there, a sentence each.
    """

    rule: Message
    order: Order
    steps: tuple[Wording, ...] = ()


def ranking_of(marks: Iterable[tuple[str, int]]) -> Order:
    """A ballot's ranking, in one form for all that mean the same: best first, equals together."""
    places: dict[int, list[str]] = {}
    for item, place in marks:
        places.setdefault(place, []).append(item)
    return tuple(tuple(sorted(places[place])) for place in sorted(places))


def preferences(order: Order, items: Collection[str]) -> Iterable[tuple[str, str]]:
    """Every (above, below) a ranking says; the items it leaves out stand level below all others."""
    unranked = set(items).difference(*order)
    levels = [*order, tuple(unranked)]
    for number, level in enumerate(levels):
        for below in levels[number + 1 :]:
            yield from ((first, second) for first in level for second in below)


def tie_term(order: Order, items: int) -> int:
    """The sum of t^3 - t over a ranking's groups of t tied items, those left out being one."""
    sizes = [len(group) for group in order]
    sizes.append(items - sum(sizes))
    return sum(size**3 - size for size in sizes)


def standing(
    items: Sequence[Placed], key: Callable[[Placed], Worth]
) -> tuple[tuple[Placed, ...], ...]:
    """The items in groups of equal `key`, the greatest first."""
    groups: dict[Worth, list[Placed]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return tuple(tuple(groups[value]) for value in sorted(groups, reverse=True))


def borda_points(item: str, items: Sequence[str], beats: Beats, voters: int) -> Fraction:
    """Borda points: on each ballot one for every item lower, a half for every item level.

    Saari (1995, Basic Geometry of Voting, Springer). Items that a ballot leaves out are level below
    the others, so a short ballot gives away as many points in all as a long one.
    """
    others = [other for other in items if other != item]
    ahead = sum(beats.get((item, other), 0) - beats.get((other, item), 0) for other in others)
    return Fraction(voters * len(others) + ahead, 2)


def borda(names: Mapping[str, Text], beats: Beats, voters: int) -> Ranking:
    """The order of Borda points. `names` are the items' texts by id."""
    items = tuple(names)
    points = {item: borda_points(item, items, beats, voters) for item in items}
    order = standing(items, points.__getitem__)
    rule = say(
        "On each ballot an item gets one point for every item below it and half a point for every "
        "item level with it; items left out are level at the end."
    )
    steps = _points_sentences(names, order, points)
    return Ranking(rule=BORDA, order=order, steps=(rule, *steps))


def _points_sentences(
    names: Mapping[str, Text], order: Order, points: Mapping[str, Fraction]
) -> Iterable[Message]:
    for group in order:
        items = names_of(names, group)
        yield say("{items}: {points} points.", items=items, points=Figure(points[group[0]]))


def schulze(names: Mapping[str, Text], beats: Beats) -> Ranking:
    """The Schulze method: beatpaths, their strength being the winning votes of the weakest link.

    Schulze (2011, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
    single-winner election method, Social Choice and Welfare 36:267-303). Places: the items that no
    other beats by its strongest path are first; the next place is found among the rest.
    """
    strength = _strongest_paths(tuple(names), beats)
    remaining, order = list(names), []
    while remaining:
        unbeaten = tuple(
            item
            for item in remaining
            if all(
                strength[item, other] >= strength[other, item]
                for other in remaining
                if other != item
            )
        )
        order.append(unbeaten)
        remaining = [item for item in remaining if item not in unbeaten]
    steps = [
        _duel_sentence(names, beats),
        *_path_sentences(names, order, strength),
        *(
            say(
                "{items} share a place: between any two of them the strongest path is equally "
                "strong both ways.",
                items=names_of(names, group),
            )
            for group in order
            if len(group) > 1
        ),
    ]
    return Ranking(rule=SCHULZE, order=tuple(order), steps=tuple(steps))


def _strongest_paths(items: Sequence[str], beats: Beats) -> dict[tuple[str, str], int]:
    """The strength of the strongest path between any two items (Floyd & Warshall's recursion)."""
    strength = {
        (first, second): beats.get((first, second), 0)
        if beats.get((first, second), 0) > beats.get((second, first), 0)
        else 0
        for first, second in permutations(items, 2)
    }
    for middle in items:
        for first, last in permutations(items, 2):
            if middle not in (first, last):
                through = min(strength[first, middle], strength[middle, last])
                strength[first, last] = max(strength[first, last], through)
    return strength


def _path_sentences(
    names: Mapping[str, Text],
    order: Sequence[tuple[str, ...]],
    strength: Mapping[tuple[str, str], int],
) -> Iterable[Message]:
    """Why each place stands above the next."""
    for above, below in pairwise(order):
        for lower in below:
            upper = max(above, key=lambda item: strength[item, lower] - strength[lower, item])
            there, back = strength[upper, lower], strength[lower, upper]
            yield say(
                "{upper} stands above {lower}: the weakest link of its strongest path has {there}, "
                "of the way back {back}.",
                upper=name_of(names, upper),
                lower=name_of(names, lower),
                there=people(there),
                back=people(back),
            )


def condorcet_winner(items: Sequence[str], beats: Beats) -> str | None:
    """The item that beats every other one to one; None where there is none."""
    for item in items:
        if all(beats.get((item, o), 0) > beats.get((o, item), 0) for o in items if o != item):
            return item
    return None


def cycles(items: Sequence[str], beats: Beats) -> tuple[tuple[str, ...], ...]:
    """The groups of items that beat one another in a circle (strong components of the majority)."""
    reach = {
        (first, second): beats.get((first, second), 0) > beats.get((second, first), 0)
        for first, second in permutations(items, 2)
    }
    for middle in items:
        for first, last in permutations(items, 2):
            if middle not in (first, last) and reach[first, middle] and reach[middle, last]:
                reach[first, last] = True
    groups: list[tuple[str, ...]] = []
    for item in items:
        ring = (item, *(o for o in items if o != item and reach[item, o] and reach[o, item]))
        if len(ring) > 1 and not any(item in group for group in groups):
            groups.append(ring)
    return tuple(groups)


def cycle_sentence(names: Mapping[str, Text], beats: Beats) -> Text:
    """A sentence on items that beat one another in a circle; "" where there are none."""
    rings = cycles(tuple(names), beats)
    if not rings:
        return ""
    shown = Joined((names_of(names, ring) for ring in rings), "; ")
    return say("{items} beat one another in a circle.", items=shown)


def _duel_sentence(names: Mapping[str, Text], beats: Beats) -> Wording:
    """Whether one item beats all others one to one, and who goes round in a circle."""
    winner = condorcet_winner(tuple(names), beats)
    if winner is not None and len(names) > 1:
        return say("{item} beats every other item one to one.", item=name_of(names, winner))
    none = say("No item beats every other one to one.")
    return Joined((none, cycle_sentence(names, beats)))


def copeland_points(item: str, items: Sequence[str], beats: Beats) -> Fraction:
    """Copeland points: one for every item beaten, a half for every item level or never compared.

    Copeland (1951, A reasonable social welfare function, University of Michigan).
    """
    margins = [beats.get((item, o), 0) - beats.get((o, item), 0) for o in items if o != item]
    return sum((Fraction((m > 0) - (m < 0) + 1, 2) for m in margins), Fraction(0))


def copeland(names: Mapping[str, Text], beats: Beats) -> Ranking:
    """The order of Copeland points, with what happened one to one."""
    items = tuple(names)
    points = {item: copeland_points(item, items, beats) for item in items}
    order = standing(items, points.__getitem__)
    steps = (
        _duel_sentence(names, beats),
        *_level_sentence(names, beats),
        *_points_sentences(names, order, points),
    )
    return Ranking(rule=COPELAND, order=order, steps=steps)


def _level_sentence(names: Mapping[str, Text], beats: Beats) -> Iterable[Message]:
    """Which pairs nobody wins, since both of a pair get half a point then."""
    level: list[Wording] = [
        names_of(names, (one, other))
        for one, other in combinations(names, 2)
        if beats.get((one, other), 0) == beats.get((other, one), 0)
    ]
    if level:
        shown, left_out = level[:PAIRS_TOLD], len(level) - PAIRS_TOLD
        if left_out > 0:
            shown.append(Counted(left_out, "and {n} more pair", "and {n} more pairs"))
        yield say(
            "Level one to one or never compared, half a point each: {pairs}.",
            pairs=Joined(shown, "; "),
        )


def comparisons_won(names: Mapping[str, Text], beats: Beats) -> Ranking:
    """The order of the share of its comparisons that an item won; never compared comes last."""
    won: Counter[str] = Counter()
    held: Counter[str] = Counter()
    for (winner, loser), by in beats.items():
        won[winner] += by
        held.update({winner: by, loser: by})
    share = {
        item: Fraction(won[item], held[item]) if held[item] else Fraction(-1) for item in names
    }
    order = standing(tuple(names), share.__getitem__)
    steps = tuple(
        say(
            "{item}: {won} of {held} comparisons won.",
            item=name_of(names, i),
            won=won[i],
            held=held[i],
        )
        for group in order
        for i in group
    )
    return Ranking(rule=COMPARISONS_WON, order=order, steps=steps)


def disagreement(names: Mapping[str, Text], rankings: Sequence[Ranking]) -> Text:
    """A sentence when the rules do not come to the same order; "" when they do."""
    orders = [[frozenset(group) for group in ranking.order] for ranking in rankings]
    if all(order == orders[0] for order in orders):
        return ""
    if all(order[0] == orders[0][0] for order in orders):
        first = names_of(names, rankings[0].order[0])
        return say("All rules put {items} first; they differ further down.", items=first)
    firsts = (
        say("{rule}: {items}", rule=each.rule, items=names_of(names, each.order[0]))
        for each in rankings
    )
    return say("The rules disagree on first place. {firsts}.", firsts=Joined(firsts, "; "))


def name_of(names: Mapping[str, Text], item: str) -> Text:
    """An item's text, short enough for a sentence."""
    return brief(names[item], 40)


def names_of(names: Mapping[str, Text], items: Iterable[str]) -> Listed:
    """The items' texts in one phrase."""
    return Listed(name_of(names, item) for item in items)
