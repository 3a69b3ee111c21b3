"""A slate by equal shares: against a plain reading of the rule, and against what it promises."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.polls.agreement.slate import (
    Approvals,
    Slate,
    difference,
    equal_shares,
    filled,
    finding_something,
    most_approved,
    tied,
)

ITEMS = "abcdef"
PROFILES = st.lists(st.sets(st.sampled_from(ITEMS)).map(frozenset), min_size=1, max_size=12)
NAMES = {item: item.upper() for item in "abcdefghij"}


def plainly(approvals: Approvals, places: int) -> tuple[str, ...]:
    """What is bought, person by person: the least payment that pays for an item is looked for
    among all at which somebody has no more.
    """
    left = [Fraction(places, len(approvals))] * len(approvals)
    chosen: list[str] = []
    while True:
        best: tuple[Fraction, int, str] | None = None
        for item in ITEMS:
            backers = [n for n, approved in enumerate(approvals) if item in approved]
            if item in chosen or sum(left[n] for n in backers) < 1:
                continue
            for poor in range(len(backers)):
                by_money = sorted(backers, key=lambda n: left[n])
                spent = sum(left[n] for n in by_money[:poor])
                pay = Fraction(1 - spent) / (len(backers) - poor)
                if sum(min(left[n], pay) for n in backers) == 1:
                    offer = (pay, -len(backers), item)
                    best = min(best, offer) if best else offer
        if best is None or len(chosen) == places:
            return tuple(chosen)
        chosen.append(best[2])
        for n, approved in enumerate(approvals):
            if best[2] in approved:
                left[n] -= min(left[n], best[0])


@settings(max_examples=150, deadline=None)
@given(PROFILES, st.integers(1, len(ITEMS)))
def test_what_is_bought_is_what_the_rule_says(approvals: Approvals, places: int) -> None:
    slate = equal_shares(approvals, ITEMS, places)
    assert slate.chosen[: slate.paid] == plainly(approvals, places)
    assert len(set(slate.chosen)) == places


@settings(max_examples=150, deadline=None)
@given(PROFILES, st.integers(1, len(ITEMS)))
def test_people_enough_for_so_many_places_who_agree_on_as_many_items_are_not_passed_over(
    approvals: Approvals, places: int
) -> None:
    """Extended justified representation, by trying every set of items."""
    slate = equal_shares(approvals, ITEMS, places)
    bought = frozenset(slate.chosen[: slate.paid])
    for size in range(1, places + 1):
        for agreed in combinations(ITEMS, size):
            people = [approved for approved in approvals if approved.issuperset(agreed)]
            if people and len(people) * places >= size * len(approvals):
                assert max(len(approved & bought) for approved in people) >= size


def test_in_a_room_of_sixty_to_forty_the_most_approved_serve_the_sixty_alone() -> None:
    room = [frozenset("abcde")] * 60 + [frozenset("fghij")] * 40
    slate, most = equal_shares(room, "abcdefghij", 5), most_approved(room, "abcdefghij", 5)
    assert (set(slate.chosen), slate.paid) == (set("abcfg"), 5)
    assert (set(most.chosen), finding_something(room, most.chosen)) == (set("abcde"), 60)
    assert str(difference(room, slate, most)) == (
        "In the slate 100 of 100 people find something that they approve, among the most approved "
        "60."
    )


def test_ties_and_places_that_were_filled_up_are_told() -> None:
    room = [frozenset("a"), frozenset("b"), frozenset("c")]
    slate = equal_shares(room, "abc", 2)
    assert (slate.chosen, slate.paid) == (("a", "b"), 0)
    assert str(tied(slate, NAMES)) == "A, B and C were level."
    assert str(filled(slate, NAMES)) == (
        "Nobody could pay for 2 places any more: they went to A and B."
    )


@pytest.mark.parametrize("places", [0, 1, 5])
def test_where_nobody_voted_or_all_is_chosen_nothing_breaks(places: int) -> None:
    assert len(equal_shares([], "abc", places).chosen) == min(places, 3)
    everything = equal_shares([frozenset("a")], "abc", places)
    assert len(everything.chosen) == min(places, 3)
    assert str(difference([], Slate((), 0), Slate((), 0))) == "Both are the same items."
