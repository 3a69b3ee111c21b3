"""Time left is said as people say it, also when a day is taken up again much later."""

import pytest

from facilitator.domain.seminar.countdown import left_in_words
from facilitator.domain.wording import lasting


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (245, "4:05 left"),
        (0, "0:00 left"),
        (-61, "1:01 over"),
        (119 * 60 + 59, "119:59 left"),
        (-120 * 60, "2 h 00 min over"),
        (-20 * 3600 - 300, "20 h 05 min over"),
        (-15 * 365 * 86_400, "5475 days over"),
    ],
)
def test_what_is_left_is_a_clock_until_it_is_hours(seconds: int, said: str) -> None:
    assert str(left_in_words(seconds, paused=False)) == said
    assert str(left_in_words(seconds, paused=True)) == f"{said}, paused"


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (119, "119 min"),
        (125, "2 h 05 min"),
        (47 * 60, "47 h 00 min"),
        (2880, "2 days"),
    ],
)
def test_lengths_of_time(minutes: int, said: str) -> None:
    assert lasting(minutes) == said
