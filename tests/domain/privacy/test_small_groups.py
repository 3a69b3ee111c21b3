"""Headings that leave few people possible go, and enough of them go for nobody to stand out."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.privacy.disclosure import Guard
from facilitator.domain.privacy.policy import OTHER_SECTORS, Room
from facilitator.domain.privacy.small_groups import Told, blurred, parted, told_sectors
from facilitator.domain.report.who_was_heard import voice

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
    assert blurred(groups | {"B": {"2", "3"}}, 3) == {"A", "B"}, "just enough together"


@given(st.lists(st.sampled_from(["", "A", "B", "C", "D"]), max_size=40), st.integers(1, 12))
def test_words_with_a_sector_and_words_without_one_leave_enough_people_each(
    people: list[str], threshold: int
) -> None:
    told = told_sectors(people, threshold)
    assert all(people.count(sector) >= threshold for sector in told)
    hidden = [sector for sector in people if sector not in told]
    assert not hidden or len(hidden) >= threshold or not told
    assert "" not in told


SECTORS = ("charity", "council", "lender", "regulator")
PEOPLE = st.lists(st.sampled_from(("", *SECTORS[:3])), max_size=14)
SOME = st.frozensets(st.sampled_from(SECTORS), max_size=2)
FEW = st.integers(1, 5)
SMALL_GROUPS = st.dictionaries(
    st.sampled_from("ABCD"),
    st.frozensets(st.integers(0, 9), max_size=4).map(lambda s: {*map(str, s)}),
)
NAMED = st.frozensets(st.sampled_from("ABCD"), max_size=2)


@given(PEOPLE, FEW, SOME, SOME)
def test_as_many_sectors_are_told_as_leave_enough_of_whom_none_is(
    people: list[str], threshold: int, spoken: frozenset[str], before: frozenset[str]
) -> None:
    """Of all ways to leave out the smallest ones: the first that is safe."""
    known = sorted(set(people) - before - {""}, key=lambda s: (people.count(s), s))
    ways = (frozenset(known[left_out:]) for left_out in range(len(known) + 1))

    def is_safe(told: frozenset[str]) -> bool:
        hidden = sum(sector not in told for sector in people)
        is_known_to_hide = hidden or spoken - set(people)
        return all(people.count(s) >= threshold for s in told) and (
            not is_known_to_hide or hidden >= threshold or not told
        )

    assert told_sectors(people, threshold, spoken, before) == next(filter(is_safe, ways))


@given(PEOPLE, FEW)
def test_small_sectors_are_one_where_no_band_is_of_few(people: list[str], threshold: int) -> None:
    room = Room(sectors=tuple(people))
    bands = [room.banded(sector, threshold) for sector in people]
    sizes = {band: bands.count(band) for band in bands}
    assert all(n >= threshold for band, n in sizes.items() if band)
    is_one = str(OTHER_SECTORS) in sizes
    assert not is_one or sizes.get("", threshold) >= threshold, "nor are those of whom none is"
    small = [each for each in people if each and each not in room.told(threshold)]
    unknown = people.count("")
    assert is_one == (len(small) >= max(1, threshold) and not 0 < unknown < threshold)


@given(SMALL_GROUPS, FEW, NAMED, NAMED, NAMED)
def test_what_is_new_beside_an_earlier_paper_is_of_enough_people_or_is_not_printed(
    groups: dict[str, set[str]],
    threshold: int,
    apart: frozenset[str],
    together: frozenset[str],
    silent: frozenset[str],
) -> None:
    told = Told(apart=apart - together, together=together)
    gone, kept = parted(groups, threshold, told, silent)
    assert not kept & (gone | told.apart | told.together | silent)
    new = gone - told.apart - told.together
    behind = set().union(*(groups[name] for name in new))
    has_left = bool(groups.keys() & (told.apart | told.together))
    assert not (has_left and new - silent and 0 < len(behind) < threshold)
    assert not kept or has_left, "nothing is subtracted from a first paper"
    alone = blurred(groups, threshold, told.together, told.apart, silent)
    first = alone - told.apart - told.together
    is_few = has_left and 0 < len(set().union(*(groups[name] for name in first))) < threshold
    assert kept == (first - silent if is_few else frozenset())


def test_a_lone_small_sector_is_not_known_by_the_lack_of_a_name() -> None:
    room = ["Charity"] * 12 + ["Council"] * 5 + ["Lender"]
    assert told_sectors(room, 5) == {"Charity"}
    assert told_sectors(room[:-1], 5) == {"Charity", "Council"}
    assert told_sectors([*room[:-1], *[""] * 5], 5) == {"Charity", "Council"}, "just enough unsaid"


def test_of_two_sectors_as_large_as_each_other_the_order_of_people_chooses_none() -> None:
    room = ["Council"] * 5 + ["Charity"] * 5 + ["Lender"]
    assert told_sectors(room, 5) == told_sectors(room[::-1], 5) == {"Council"}


def test_a_silent_sector_that_hides_another_is_one_that_goes_on_hiding_it() -> None:
    room = Room(sectors=("charity",) * 12 + ("council",) * 6 + ("lender",) * 5)
    spoken = replace(room, spoken=frozenset({"charity", "lender"}))
    assert room.unworded(10) == frozenset()
    assert spoken.unworded(10) == {"council", "lender"}


def test_no_figure_rules_out_a_sector_that_stood_beside_no_words() -> None:
    people = ["Charity"] * 20 + ["Council"] * 12
    told = voice(("Charity", "Council"), people, ["Charity"], Guard(10), ["Council"])
    assert [(line.name, line.people) for line in told] == [("Charity", 20), ("Council", None)]
