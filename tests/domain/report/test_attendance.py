"""How many took part: who did anything at all, and by what that is known."""

from dataclasses import replace

import pytest

from facilitator.domain.report.attendance import attendance, took_part
from tests.exports.sample_summary import twenty_pages

DAY = replace(twenty_pages(), polls=())


@pytest.mark.parametrize(
    ("present", "expected", "joined", "told"),
    [
        (0, 0, 0, ""),
        (0, 58, 0, "Nobody of 58 expected has been checked in, has joined or voted."),
        (47, 58, 0, "47 people took part of 58 expected: 47 checked in by name."),
        (0, 0, 1, "1 person took part: 1 joined with a phone and no name."),
    ],
)
def test_who_took_part_is_said_with_how_it_is_known(
    present: int, expected: int, joined: int, told: str
) -> None:
    assert str(attendance(replace(DAY, present=present, expected=expected, joined=joined))) == told


def test_who_did_several_things_is_counted_once_since_nobody_can_tell() -> None:
    day = replace(twenty_pages(), present=5, expected=58, joined=9)
    assert day.voted > 9
    assert took_part(day) == day.voted
    assert str(attendance(day)) == (
        f"At least {day.voted} people took part of 58 expected: 5 checked in by name, 9 joined "
        f"with a phone and no name and {day.voted} voted in one round."
    )
    both = str(attendance(replace(day, polls=())))
    assert both.startswith("At least 9 people took part of 58 expected: 5 checked in by name and 9")
