"""The measures against published check values and against their definitions."""

import math
import statistics
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
    assert measures.kendalls_w(rankings) == pytest.approx(w, abs=5e-5)


def test_one_judge_or_judges_who_tie_everything_have_no_concordance() -> None:
    assert measures.kendalls_w([[1, 2, 3]]) is None
    assert measures.kendalls_w([[2, 2, 2], [2, 2, 2]]) is None


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
    assert measures.agreement_share([(1, 1), (2, 1), (3, 2), (4, 3), (5, 1)]) == 0.5
    assert measures.agreement_share([(1, 0), (2, 0), (3, 0), (4, 0), (5, 0)]) is None


@pytest.mark.parametrize(
    ("counts", "reached"),
    [
        ((0, 1, 0, 3, 0), True),  # exactly three quarters, and close together
        ((0, 2, 0, 5, 0), False),  # 71 %
        ((0, 25, 0, 0, 75), True),  # three quarters at one point: the quartiles are 4.25 and 5
        ((25, 0, 0, 37, 38), False),  # three quarters agree, but from 3.25 to 5
        ((0, 0, 0, 0, 0), None),
    ],
)
def test_consensus_needs_the_threshold_and_a_small_spread(
    counts: tuple[int, ...], reached: bool | None
) -> None:
    assert measures.reached(list(enumerate(counts, start=1)), 0.75) is reached


def test_dissent_begins_where_the_deviation_passes_three_tenths_of_the_span() -> None:
    assert not measures.dissent([(1, 3), (2, 0), (3, 0), (4, 0), (5, 30)])
    assert measures.dissent([(1, 4), (2, 0), (3, 0), (4, 0), (5, 30)])
