"""Confidence in a finding follows the printed rule, and never rises with a concern more."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.polls.results import Outcome
from facilitator.domain.synthesis.confidence import Grounds, Level, confidence

CARRIED = Grounds(
    passages=12,
    groups=3,
    of_groups=6,
    sectors=4,
    of_sectors=7,
    notes=8,
    checked=4,
    outcome=Outcome.ACCEPTED,
)
CONCERNS = {
    "from 2 of 6 groups": {"groups": 2},
    "from 3 of 7 sectors": {"sectors": 3},
    "3 of 8 notes checked with their group": {"checked": 3},
    "not voted on": {"outcome": None},
    "1 passage against it": {"against": 1},
}
LEVELS = tuple(Level)


def test_what_half_of_the_groups_and_sectors_said_and_the_room_accepted_has_high_confidence() -> (
    None
):
    found = confidence(CARRIED)
    assert (found.level, found.concerns) == (Level.HIGH, ())


@given(st.sets(st.sampled_from(sorted(CONCERNS))))
def test_each_concern_lowers_it_by_one_level_and_is_told(which: set[str]) -> None:
    grounds = CARRIED
    for concern in which:
        grounds = replace(grounds, **CONCERNS[concern])  # type: ignore[arg-type]
    found = confidence(grounds)
    assert found.level is LEVELS[min(len(which), 3)]
    assert set(map(str, found.concerns)) == which


def test_dissent_in_the_vote_and_what_was_said_against_it_are_one_concern() -> None:
    apart = replace(CARRIED, dissent=True)
    assert confidence(apart).level is Level.MODERATE
    assert confidence(replace(apart, against=2)).level is Level.MODERATE


@pytest.mark.parametrize(
    "grounds", [replace(CARRIED, outcome=Outcome.REJECTED), Grounds(outcome=Outcome.ACCEPTED)]
)
def test_what_was_rejected_or_stands_on_nothing_has_very_low_confidence(grounds: Grounds) -> None:
    assert confidence(grounds).level is Level.VERY_LOW
