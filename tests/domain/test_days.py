"""Days as people type them."""

from datetime import date

import pytest

from facilitator.domain.days import read_day, write_day
from facilitator.domain.errors import SeminarError

TODAY = date(2011, 10, 18)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2011-11-01", date(2011, 11, 1)),
        ("1 Nov", date(2011, 11, 1)),
        ("1st november", date(2011, 11, 1)),
        ("1 Nov 2012", date(2012, 11, 1)),
        ("1/11", date(2011, 11, 1)),
        ("1.11.", date(2011, 11, 1)),
        ("31/1/2012", date(2012, 1, 31)),
        ("18 Oct", TODAY),
        ("17 Oct", date(2012, 10, 17)),
        ("  ", None),
    ],
)
def test_a_day_is_read_day_first_and_the_next_one_without_a_year(
    typed: str, meant: date | None
) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["soon", "31 Feb", "2011-13-01", "1 Foo", "next week"])
def test_what_is_no_day_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(SeminarError, match="is no day"):
        read_day(typed, TODAY)


def test_a_day_is_written_as_it_can_be_read() -> None:
    assert write_day(date(2011, 11, 1)) == "1 Nov 2011"
    assert read_day(write_day(TODAY), TODAY) == TODAY
    assert write_day(None) == ""
