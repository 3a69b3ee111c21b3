"""The measures against published check values and against their definitions."""

import math
import statistics
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.polls import measures

SCALES = st.lists(st.integers(0, 12), min_size=2, max_size=11).map(
    lambda counts: [(mark, people) for mark, people in enumerate(counts, start=1)]
)


def spread_out(points: measures.Points) -> list[int]:
    return [mark for mark, people in points for _ in range(people)]


def test_tastle_and_wiermans_consensus_has_its_check_value() -> None:
    points = list(enumerate((30, 40, 210, 130, 530, 50, 10), start=1))
    assert measures.tastle_wierman(points) == pytest.approx(0.7256876, abs=5e-8)


def test_consensus_is_full_at_one_point_and_none_between_two_equal_camps() -> None:
    assert measures.tastle_wierman([(1, 0), (2, 7), (3, 0)]) == 1
    assert measures.tastle_wierman([(1, 6), (2, 0), (3, 6)]) == pytest.approx(0)


@pytest.mark.parametrize(
    ("rankings", "w"),
    [
        ([[1, 2, 3, 4], [1, 3, 2, 4], [2, 1, 3, 4]], 0.7778),
        ([[1, 2.5, 2.5, 4], [1, 3, 2, 4], [2, 1, 3.5, 3.5]], 0.7024),
        ([[1, 2, 3], [1, 2, 3]], 1.0),
        ([[1, 2, 3], [3, 2, 1]], 0.0),
    ],
)
def test_kendalls_w_has_its_check_values(rankings: list[list[float]], w: float) -> None:
    assert kendalls_w(rankings) == pytest.approx(w, abs=5e-5)


def kendalls_w(rankings: Sequence[Sequence[float]]) -> float | None:
    """One row of ranks per judge, tied items at mid-ranks."""
    sums = [sum(map(Fraction, ranks)) for ranks in zip(*rankings, strict=True)]
    ties = sum(
        ranks.count(rank) ** 3 - ranks.count(rank) for ranks in rankings for rank in set(ranks)
    )
    return measures.concordance(sums, len(rankings), ties)


def test_one_judge_or_judges_who_tie_everything_have_no_concordance() -> None:
    assert kendalls_w([[1, 2, 3]]) is None
    assert kendalls_w([[2, 2, 2], [2, 2, 2]]) is None


@given(SCALES)
def test_median_and_iqr_are_those_of_the_inclusive_definition(points: measures.Points) -> None:
    values = spread_out(points)
    found = measures.median_iqr(points)
    if not values:
        assert found is None
        return
    quartiles = statistics.quantiles(values * 1, n=4, method="inclusive") if values[1:] else None
    lower, middle, upper = quartiles or (values[0],) * 3
    assert found == pytest.approx((middle, upper - lower))


@given(SCALES)
def test_mean_and_deviation_are_those_of_the_people_one_by_one(points: measures.Points) -> None:
    values = spread_out(points)
    if not values:
        assert (measures.mean(points), measures.sd(points)) == (None, None)
        return
    assert measures.mean(points) == Fraction(sum(values), len(values))
    assert measures.sd(points) == pytest.approx(statistics.pstdev(values))


@given(SCALES)
def test_consensus_stays_between_nought_and_one_whichever_way_the_scale_runs(
    points: measures.Points,
) -> None:
    found = measures.tastle_wierman(points)
    people = [count for _, count in points]
    turned = measures.tastle_wierman(list(enumerate(reversed(people), start=1)))
    if found is None or turned is None:
        assert not sum(people)
        return
    assert 0 <= found <= 1
    assert math.isclose(found, turned, abs_tol=1e-9)


def test_agreement_is_the_share_of_the_two_upper_points() -> None:
    assert measures.agreement_share([(1, 1), (2, 0), (3, 1), (4, 5), (5, 1)]) == 0.75
    assert measures.agreement_share([(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]) is None


@pytest.mark.parametrize(
    ("threshold", "voters", "people"),
    [(0.75, 59, 45), (0.75, 60, 45), (0.7, 10, 7), (0.58, 50, 29), (0.5, 1, 1), (1.0, 7, 7)],
)
def test_a_threshold_asks_for_whole_people_as_it_is_written(
    threshold: float, voters: int, people: int
) -> None:
    assert measures.needed(threshold, voters) == people


@given(st.integers(1, 400), st.integers(0, 400), st.sampled_from([0.5, 0.6, 0.667, 0.75, 0.9]))
def test_a_printed_share_never_contradicts_what_the_threshold_decided(
    whole: int, part: int, threshold: float
) -> None:
    part = min(part, whole)
    printed = measures.printed_percent(part, whole, threshold)
    assert printed is not None
    reached = part >= measures.needed(threshold, whole)
    assert (Fraction(printed) >= Fraction(str(threshold)) * 100) == reached
    assert abs(Fraction(printed) - Fraction(part, whole) * 100) <= Fraction(1, 2)


def test_a_share_is_whole_unless_that_would_contradict_the_outcome() -> None:
    assert str(measures.printed_percent(44, 59, 0.75)) == "74.6"
    assert str(measures.printed_percent(44, 59)) == "75"
    assert str(measures.printed_percent(7_541, 10_000, 0.754)) == "75.4"
    assert str(measures.printed_percent(1, 8)) == "13"
    assert measures.printed_percent(0, 0) is None


@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.integers(0, 30))
def test_the_parts_of_one_whole_make_no_more_than_a_hundred(parts: list[int], rest: int) -> None:
    whole = sum(parts) + rest
    found = measures.percents_of_one_whole(parts, whole)
    if not whole:
        assert found == [None] * len(parts)
        return
    printed = [int(percent) for percent in found if percent is not None]
    assert len(printed) == len(parts)
    assert sum(printed) <= 100
    for part, percent in zip(parts, printed, strict=True):
        assert abs(percent - 100 * part / whole) < 1
        assert all(percent == other for p, other in zip(parts, printed, strict=True) if p == part)


@pytest.mark.parametrize(
    ("parts", "percents"),
    [
        ((1, 7), (12, 88)),
        ((1, 1, 1), (33, 33, 33)),
        ((1, 2), (33, 67)),
        ((5, 5), (50, 50)),
        ((1, 4, 10), (6, 27, 67)),
        ((1, 2, 4), (14, 29, 57)),
    ],
)
def test_two_answers_do_not_make_a_hundred_and_one(
    parts: tuple[int, ...], percents: tuple[int, ...]
) -> None:
    assert tuple(measures.percents_of_one_whole(parts, sum(parts))) == percents


@pytest.mark.parametrize(
    ("counts", "close"),
    [
        ((0, 1, 0, 3, 0), True),
        ((0, 25, 0, 0, 75), True),  # three quarters at one point: the quartiles are 4.25 and 5
        ((25, 0, 0, 37, 38), False),  # three quarters agree, but from 3.25 to 5
        ((0, 0, 0, 0, 0), False),
    ],
)
def test_a_room_is_close_together_up_to_one_point_between_its_quartiles(
    counts: tuple[int, ...], close: bool
) -> None:
    assert measures.close_together(list(enumerate(counts, start=1))) is close


def test_dissent_begins_where_the_deviation_passes_three_tenths_of_the_span() -> None:
    assert not measures.dissent([(1, 3), (2, 0), (3, 0), (4, 0), (5, 30)])
    assert measures.dissent([(1, 4), (2, 0), (3, 0), (4, 0), (5, 30)])


def test_two_items_are_enough_to_agree_on() -> None:
    assert kendalls_w([(1, 2), (1, 2)]) == 1
    assert kendalls_w([(1, 2), (2, 1)]) == 0
