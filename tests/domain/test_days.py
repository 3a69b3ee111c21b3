"""Days as people type them."""

from datetime import date, timedelta

import pytest

from facilitator.domain.days import full_day, long_day, read_day, write_day
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
        ("Tuesday 1 November 2011", date(2011, 11, 1)),
        ("Monday 1 November 2011", date(2011, 11, 1)),
        ("Tues, 1st of November 2011", date(2011, 11, 1)),
        ("November 1, 2011", date(2011, 11, 1)),
        ("Nov 1", date(2011, 11, 1)),
        ("2011 Nov 1", date(2011, 11, 1)),
        ("1-nov-2011", date(2011, 11, 1)),
        ("1 Nov ’11", date(2011, 11, 1)),
        ("3 Sept. 2012", date(2012, 9, 3)),
        ("1/11/11", date(2011, 11, 1)),
        ("1-11-2011", date(2011, 11, 1)),
        ("1 11 2011", date(2011, 11, 1)),
        ("1. 11. 2011", date(2011, 11, 1)),
        ("2011/11/1", date(2011, 11, 1)),
        ("2011.11.01", date(2011, 11, 1)),
        ("20111101", date(2011, 11, 1)),
        ("29 Feb", date(2012, 2, 29)),
        ("Dydd Mawrth 1 Tachwedd 2011", date(2011, 11, 1)),
        ("18fed o Hydref", TODAY),
    ],
)
def test_a_day_is_read_day_first_and_the_next_one_without_a_year(
    typed: str, meant: date | None
) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "31 Feb",
        "29 Feb 2011",
        "2011-13-01",
        "2011-1",
        "2011101",
        "10/18/2011",
        "1 Foo",
        "1 Novel",
        "1 Nov 2 2011",
        "1 Nov 201",
        "Nov",
        "November 2011",
        "Tuesday",
        "next week",
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(SeminarError, match="is no day"):
        read_day(typed, TODAY)


def test_every_day_is_read_back_as_it_is_shown() -> None:
    for ahead in range(366):
        day = TODAY + timedelta(days=ahead)
        for write in (write_day, long_day, full_day, str):
            assert read_day(write(day), TODAY) == day


def test_a_day_is_written_as_it_can_be_read() -> None:
    assert write_day(date(2011, 11, 1)) == "1 Nov 2011"
    assert read_day(write_day(TODAY), TODAY) == TODAY
    assert write_day(None) == ""
