"""How far people who read apart agree: against the krippendorff package, and in words."""

import krippendorff
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.synthesis.agreement import (
    FEW,
    Agreement,
    Judged,
    agreement,
    in_words,
    interval_of_mean,
    mean_alpha,
)

JUDGEMENTS = st.lists(
    st.lists(st.sampled_from([0, 1, None]), min_size=3, max_size=3), min_size=1, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(JUDGEMENTS)
def test_alpha_is_that_of_an_independent_library(judged: list[list[int | None]]) -> None:
    units = [[value for value in unit if value is not None] for unit in judged]
    ours = agreement(Judged(len(unit), sum(unit)) for unit in units)
    values = [value for unit in units if len(unit) > 1 for value in unit]
    assert ours.n == sum(len(unit) > 1 for unit in units)
    if len(set(values)) < 2:
        assert ours.alpha is None
        return
    by_coder = [
        [float("nan") if value is None else value for value in coder]
        for coder in zip(*judged, strict=True)
    ]
    theirs = krippendorff.alpha(by_coder, level_of_measurement="nominal")
    assert ours.alpha == pytest.approx(theirs, abs=1e-12)


def of(both: int, one: int, neither: int) -> Agreement:
    """Two people who read so many passages."""
    return agreement([Judged(2, 2)] * both + [Judged(2, 1)] * one + [Judged(2, 0)] * neither)


def test_the_interval_holds_the_figure_is_the_same_whenever_asked_and_narrows() -> None:
    few, many = of(10, 5, 25), of(100, 50, 250)
    assert of(10, 5, 25) == few
    for told in (few, many):
        assert told.interval is not None
        assert told.alpha is not None
        assert told.interval[0] < told.alpha < told.interval[1] <= 1
    assert few.interval is not None
    assert many.interval is not None
    wide, narrow = (each[1] - each[0] for each in (few.interval, many.interval))
    assert narrow < wide / 2


def test_the_interval_of_the_mean_draws_passages_with_all_that_they_are_in() -> None:
    both, one, neither = Judged(2, 2), Judged(2, 1), Judged(2, 0)
    judged = [both] * 15 + [one] * 5 + [neither] * 40
    alone = interval_of_mean((unit,) for unit in judged)
    assert alone == agreement(judged).interval
    assert interval_of_mean((unit, unit) for unit in judged) == alone
    assert interval_of_mean((unit, neither) for unit in judged) == alone  # that one has no α
    unlike = list(zip(judged, judged[20:] + judged[:20], strict=True))
    found, mean = interval_of_mean(unlike), agreement(judged).alpha
    assert found is not None
    assert alone is not None
    assert mean is not None
    assert found[0] < mean < found[1]
    assert found[1] - found[0] < alone[1] - alone[0]
    assert interval_of_mean((unit,) for unit in judged[: FEW - 1]) is None
    assert interval_of_mean([]) is None


def test_what_cannot_be_told_is_said_in_a_sentence() -> None:
    assert "no passage has been read by several" in str(in_words(of(0, 0, 0)))
    few = str(in_words(of(FEW - 2, 1, 0)))
    assert f"{FEW - 1} passages read by several: too few" in few
    assert "α" not in few
    assert "no α can be told" in str(in_words(of(0, 0, FEW)))
    assert (
        str(in_words(of(20, 0, 20)))
        == "α 1.00 (1.00 to 1.00); 40 alike of 40 passages read by several"
    )


def test_the_mean_is_over_the_themes_that_can_be_told() -> None:
    assert mean_alpha([of(20, 0, 20), of(0, 0, 30)]) == 1
    assert mean_alpha([of(0, 0, 30), of(2, 0, 2)]) is None
