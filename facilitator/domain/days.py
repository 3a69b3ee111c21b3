"""Days as people type and read them, the same on every computer.

What the system offers (`%B`, `%A`) follows the language the computer is set to, and a day that was
written by one laptop must be read by another.
"""

import re
from datetime import date, datetime

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SHORT = tuple(month[:3].casefold() for month in _MONTHS)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[./ ](\d{1,2})(?:[./ ](\d{4})?)?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?")


def read_day(text: str, today: date) -> date | None:
    """The day that is meant, day before month; None for nothing.

    Without a year it is the next such day from `today` on. Raises SeminarError for what is no day.
    """
    typed = " ".join(text.split()).casefold()
    if not typed:
        return None
    try:
        return _found(typed, today)
    except ValueError:
        raise SeminarError(
            say("“{text}” is no day. Write it as 1 Nov 2011 or 2011-11-01.", text=text)
        ) from None


def write_day(day: date | None) -> str:
    """A day as it is read back, "" for none."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def day_and_month(day: date) -> str:
    """A day such as “18 October”, where the year goes without saying."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """A day such as “18 October 2011”."""
    return f"{day_and_month(day)} {day.year}"


def full_day(day: date) -> str:
    """A day such as “Tuesday 18 October 2011”."""
    return f"{_WEEKDAYS[day.weekday()]} {long_day(day)}"


def on_this_computer(moment: datetime) -> datetime:
    """A moment as this computer's clock shows it: for what is of the computer and of no seminar,
    such as a list of files. What is of a seminar goes by the clock in its room.
    """
    return moment.astimezone()


def long_moment(at: datetime) -> str:
    """A moment that is on the clock it is shown by already, such as “18 October 2011, 10:42”."""
    return f"{long_day(at)}, {at:%H:%M}"


def _found(typed: str, today: date) -> date:
    if iso := _ISO.fullmatch(typed):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if figures := _FIGURES.fullmatch(typed):
        return _day(int(figures[1]), int(figures[2]), figures[3], today)
    if named := _NAMED.fullmatch(typed):
        return _day(int(named[1]), _SHORT.index(named[2][:3]) + 1, named[3], today)
    raise ValueError(typed)


def _day(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    meant = date(today.year, month, day)
    return meant if meant >= today else date(today.year + 1, month, day)
