"""Sharing people out: even, mixed, fair, repeatable."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout, allocate, place_late
from facilitator.domain.people.participants import Participant


def person(number: int, organisation: str = "", sector: str = "", size: str = "") -> Participant:
    return Participant(
        id=f"p{number}",
        name=f"Person {number}",
        organisation=organisation,
        sector=sector,
        size=size,
    )


def group(number: int, fixed: Sequence[str] = (), capacity: int = 0) -> Breakout:
    return Breakout(
        id=f"g{number}",
        segment_id="s",
        position=float(number),
        title=f"Table {number}",
        fixed_ids=tuple(fixed),
        capacity=capacity,
    )


def room(people: int, seed: int = 1) -> list[Participant]:
    """People of all sectors and sizes, about two from each organisation."""
    draw = Random(seed)
    return [
        person(
            number,
            f"Organisation {draw.randrange(people // 2 + 1)}",
            draw.choice(["Charity", "Charity", "Council", "Firm", "Research"]),
            draw.choice(["small", "middling", "large"]),
        )
        for number in range(people)
    ]


def spread(values: Iterable[int]) -> int:
    found = list(values)
    return max(found) - min(found)


PEOPLE = st.integers(1, 30).flatmap(lambda n: st.integers(0, 99).map(lambda s: room(n, s)))
GROUPS = st.integers(1, 7).map(lambda n: [group(number) for number in range(n)])


@given(PEOPLE, GROUPS)
def test_everybody_has_one_place_and_groups_are_as_even_as_can_be(
    people: list[Participant], groups: list[Breakout]
) -> None:
    found = allocate(people, groups)
    assert Counter(p for g in found for p in g.member_ids) == Counter(p.id for p in people)
    assert spread(len(g.member_ids) for g in found) <= 1


@given(PEOPLE, GROUPS, st.randoms(use_true_random=False), st.integers(0, 9))
def test_the_order_of_the_lists_decides_nothing(
    people: list[Participant], groups: list[Breakout], random: Random, seed: int
) -> None:
    shuffled, moved = list(people), list(groups)
    random.shuffle(shuffled)
    random.shuffle(moved)
    one = {g.id: set(g.member_ids) for g in allocate(people, groups, seed=seed)}
    other = {g.id: set(g.member_ids) for g in allocate(shuffled, moved, seed=seed)}
    assert one == other


def test_another_seed_draws_another_way() -> None:
    people, groups = room(30), [group(number) for number in range(5)]
    assert allocate(people, groups, seed=1) != allocate(people, groups, seed=2)


def test_who_sits_in_the_larger_group_is_drawn() -> None:
    people, groups = [person(number) for number in range(3)], [group(0), group(1)]
    larger = {
        g.id for s in range(30) for g in allocate(people, groups, seed=s) if len(g.member_ids) == 2
    }
    assert larger == {"g0", "g1"}


def test_sectors_and_sizes_are_spread_and_organisations_kept_apart() -> None:
    people = room(60)
    found = allocate(people, [group(number) for number in range(6)])
    known = {p.id: p for p in people}
    for trait in ("Charity", "Council", "Firm", "Research"):
        assert spread(sum(known[p].sector == trait for p in g.member_ids) for g in found) <= 1
    for trait in ("small", "middling", "large"):
        assert spread(sum(known[p].size == trait for p in g.member_ids) for g in found) <= 2
    for g in found:
        assert len({known[p].organisation for p in g.member_ids}) == len(g.member_ids)


def test_organisations_are_the_same_whatever_capitals_and_spaces() -> None:
    people = [person(0, "Trust  A"), person(1, "trust a "), person(2), person(3)]
    found = allocate(people, [group(0), group(1)])
    assert all(not {"p0", "p1"} <= set(g.member_ids) for g in found)


def test_earlier_companions_are_met_as_little_as_can_be() -> None:
    people = [person(number) for number in range(60)]
    groups = [group(number) for number in range(6)]
    first = [g.member_ids for g in allocate(people, groups)]
    second = allocate(people, groups, together_before=first)
    together = {frozenset(pair) for g in first for pair in combinations(g, 2)}
    again = sum(
        frozenset(pair) in together for g in second for pair in combinations(g.member_ids, 2)
    )
    assert again == 24  # ten places filled from six groups: four twos and two ones in each


def test_fixed_places_are_kept() -> None:
    found = allocate(room(20), [group(0, ["p3", "p4"]), group(1, ["p5"]), group(2)])
    assert {"p3", "p4"} <= set(found[0].member_ids)
    assert "p5" in found[1].member_ids
    assert spread(len(g.member_ids) for g in found) <= 1


def test_somebody_fixed_who_did_not_come_takes_no_seat() -> None:
    found = allocate([person(1)], [group(0, ["p9"])])
    assert found[0].member_ids == ("p1",)
    assert found[0].fixed_ids == ("p9",)


def test_small_rooms_are_never_overfull() -> None:
    found = allocate(room(20), [group(0, capacity=3), group(1), group(2)])
    assert len(found[0].member_ids) == 3
    assert spread(len(g.member_ids) for g in found[1:]) <= 1


def test_too_little_room_is_said_in_a_sentence() -> None:
    with pytest.raises(SeminarError, match="room for 7 people and 20 have to be placed"):
        allocate(room(20), [group(0, capacity=3), group(1, capacity=4)])


def test_no_group_at_all_is_said_in_a_sentence() -> None:
    with pytest.raises(SeminarError, match="Add one for each group"):
        allocate(room(2), [])


def test_a_large_room_is_shared_out_without_two_from_one_organisation() -> None:
    people = room(300)
    found = allocate(people, [group(number) for number in range(60)])
    known = {p.id: p for p in people}
    assert {len(g.member_ids) for g in found} == {5}
    assert all(len({known[p].organisation for p in g.member_ids}) == 5 for g in found)


def test_somebody_late_goes_to_the_smallest_group_with_the_least_in_common() -> None:
    people = [person(0, "A"), person(1, "B"), person(2, "C"), person(3, "D")]
    late = person(9, "A")
    groups = [
        Breakout(id="g0", segment_id="s", position=0, title="", member_ids=("p0",)),
        Breakout(id="g1", segment_id="s", position=1, title="", member_ids=("p1",)),
        Breakout(id="g2", segment_id="s", position=2, title="", member_ids=("p2", "p3")),
    ]
    found = place_late(late, groups, [*people, late])
    assert (found.id, found.member_ids) == ("g1", ("p1", "p9"))


def test_somebody_late_who_has_a_place_keeps_it() -> None:
    seated = Breakout(id="g0", segment_id="s", position=0, title="", member_ids=("p1", "p2"))
    assert place_late(person(2), [group(1), seated], [person(1)]) is seated
    fixed = group(2, ["p7"], capacity=1)
    assert place_late(person(7), [group(1), fixed], []).id == "g2"


def test_a_full_house_is_said_in_a_sentence() -> None:
    full = Breakout(id="g", segment_id="s", position=0, title="", member_ids=("p1",), capacity=1)
    with pytest.raises(SeminarError, match="Every breakout is full"):
        place_late(person(2), [full], [person(1)])
