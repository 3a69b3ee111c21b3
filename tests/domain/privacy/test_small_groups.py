"""Headings that leave few people possible go, and enough of them go for nobody to stand out."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.privacy.small_groups import blurred

GROUPS = st.dictionaries(
    st.sampled_from("ABCDE"), st.frozensets(st.integers(0, 30)).map(lambda s: {f"{n}" for n in s})
)


@given(GROUPS, st.integers(1, 12))
def test_what_is_named_has_enough_people_and_so_has_all_that_is_not(
    groups: dict[str, set[str]], threshold: int
) -> None:
    gone = blurred(groups, threshold)
    assert all(len(groups[name]) >= threshold for name in groups.keys() - gone)
    behind = set().union(*(groups[name] for name in gone))
    assert not gone or len(behind) >= threshold or gone == groups.keys()


def test_nothing_goes_where_all_are_large_enough() -> None:
    assert blurred({"A": {"1", "2"}, "B": {"3", "4"}}, 2) == frozenset()


def test_one_small_group_takes_the_next_smallest_with_it() -> None:
    groups = {"A": {"1"}, "B": {"2", "3", "4"}, "C": {"5", "6", "7", "8"}}
    assert blurred(groups, 3) == {"A", "B"}
