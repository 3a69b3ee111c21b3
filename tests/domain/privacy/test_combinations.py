"""Sector and size together point at nobody: whoever is told of shares it with enough others."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.privacy.combinations import NOTHING, coarsened

said = st.tuples(st.sampled_from(["", "A", "B", "C"]), st.sampled_from(["", "small", "large"]))


@given(st.lists(said, max_size=40), st.integers(1, 8))
def test_every_combination_that_stays_is_shared_by_enough_people(
    people: list[tuple[str, str]], threshold: int
) -> None:
    kept = coarsened(people, threshold)
    groups = Counter(kept)
    assert set(groups) <= {NOTHING} or min(groups.values()) >= threshold
    for before, after in zip(people, kept, strict=True):
        assert after in (before, (before[0], ""), NOTHING), "nothing is made up"
    assert coarsened(kept, threshold) == kept


@given(st.lists(said, max_size=40), st.integers(1, 8))
def test_the_order_of_people_decides_nothing(people: list[tuple[str, str]], threshold: int) -> None:
    there = Counter(zip(people, coarsened(people, threshold), strict=True))
    back = people[::-1]
    assert Counter(zip(back, coarsened(back, threshold), strict=True)) == there


def test_a_rare_size_goes_before_the_sector_and_what_all_share_stays() -> None:
    people = [("A", "small")] * 6 + [("B", "small")] * 3 + [("B", "large")] * 2
    assert coarsened(people, 5) == [("A", "small")] * 6 + [("B", "")] * 5
    lone = [*people, ("C", "large")]
    assert Counter(coarsened(lone, 5)) == {NOTHING: 6, ("A", "small"): 6}, "or C stood out"


def test_just_enough_people_of_whom_nothing_is_told_take_nobody_along() -> None:
    people = [NOTHING] * 5 + [("A", "small")] * 6
    assert coarsened(people, 5) == people
