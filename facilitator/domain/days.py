"""Days as people type them: by when an action should be done."""

import re
from datetime import date

from facilitator.domain.errors import SeminarError

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
        raise SeminarError(f"“{text}” is no day. Write it as 1 Nov 2011 or 2011-11-01.") from None


def write_day(day: date | None) -> str:
    """A day as it is read back, "" for none."""
    return f"{day.day} {_MONTHS[day.month - 1].title()} {day.year}" if day else ""


def _found(typed: str, today: date) -> date:
    if iso := _ISO.fullmatch(typed):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    if figures := _FIGURES.fullmatch(typed):
        return _day(int(figures[1]), int(figures[2]), figures[3], today)
    if named := _NAMED.fullmatch(typed):
        return _day(int(named[1]), _MONTHS.index(named[2][:3]) + 1, named[3], today)
    raise ValueError(typed)


def _day(day: int, month: int, year: str | None, today: date) -> date:
    if year:
        return date(int(year), month, day)
    meant = date(today.year, month, day)
    return meant if meant >= today else date(today.year + 1, month, day)
