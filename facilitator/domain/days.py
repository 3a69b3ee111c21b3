"""Days as people type and read them, the same on every computer.

What the system offers (`%B`, `%A`) follows the language the computer is set to, and a day that was
written by one laptop must be read by another.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from facilitator.domain.bounds import hold_to_years
from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Language, Locale
from facilitator.domain.wording import Wording, say

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
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WELSH_MONTHS = (
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
)
_SHORTEST_NAME = 3
"""So many letters of a month's name are enough: no two months of either language share them."""
_YEARS_AHEAD = 9
"""Within so many years every day of the calendar comes, 29 February too."""

_YEAR_FIRST = re.compile(r"(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})|(\d{4})(\d\d)(\d\d)")
_FIGURES = re.compile(r"(\d{1,2})([-./ ])(\d{1,2})(?:\2(\d{4}|\d{2})?)?")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|ain|af|il|ydd|ed|eg|fed)?")
_WEEKDAY = re.compile(
    r"(?:dydd (?:llun|mawrth|mercher|iau|gwener|sadwrn|sul)"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b)"
    r"(?=[., ])[., ]*"
)


def read_day(text: str, today: date) -> date | None:
    """The day that is meant, day before month; None for nothing.

    Without a year it is the next such day from `today` on. Raises SeminarError for what is no day.
    """
    typed = " ".join(text.split()).casefold()
    if not typed:
        return None
    try:
        day = _found(typed, today)
        hold_to_years(day)
        return day
    except ValueError:
        raise SeminarError(
            say("“{text}” is no day. Write it as 1 Nov 2011 or 2011-11-01.", text=text)
        ) from None


def write_day(day: date | None) -> str:
    """A day as it is read back, "" for none."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else ""


@dataclass(frozen=True, slots=True)
class DayInShort(Wording):
    """A day in a narrow column: "1 Nov 2011"; whole where a language's months are not cut."""

    day: date

    def in_(self, locale: Locale) -> str:
        """The day in that language."""
        is_english = locale.code == Language.ENGLISH
        return write_day(self.day) if is_english else locale.day(self.day, False)


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
    """The weekday does not count: who corrects the figure in “Tuesday 18 October” leaves it."""
    typed = _WEEKDAY.sub("", typed, count=1)
    typed = re.sub(r" ?([-./]) ?", r"\1", typed)
    if found := _YEAR_FIRST.fullmatch(typed):
        year, _, month, day = found.groups()[:4] if found[1] else (found[5], "", found[6], found[7])
        return date(int(year), int(month), int(day))
    if found := _FIGURES.fullmatch(typed):
        return _day(int(found[1]), int(found[3]), found[4], today)
    return _named(re.findall(r"[^\s.,'’/-]+", re.sub(r"\b(?:the|of|o)\b", " ", typed)), today)


def _named(words: list[str], today: date) -> date:
    """A day whose month is named: `1 Nov`, `Nov 1 2011`, `2011 Nov 1`."""
    [month_at] = [at for at, word in enumerate(words) if word.isalpha()]
    month = _month(words[month_at])
    figures = words[:month_at] + words[month_at + 1 :]
    if len(figures) > 1 and re.fullmatch(r"\d{4}", figures[0]):
        figures = figures[::-1]
    day, *year = figures
    found = _DAY_OF_MONTH.fullmatch(day)
    if found is None or not all(re.fullmatch(r"\d{4}|\d{2}", each) for each in year[:1]):
        raise ValueError(day)
    if len(year) > 1:
        raise ValueError(year)
    return _day(int(found[1]), month, year[0] if year else None, today)


def _month(word: str) -> int:
    if word == "sept":
        return _MONTHS.index("September") + 1
    for names in (_MONTHS, _WELSH_MONTHS):
        for number, name in enumerate(names, start=1):
            if len(word) >= _SHORTEST_NAME and name.casefold().startswith(word):
                return number
    raise ValueError(word)


def _day(day: int, month: int, year: str | None, today: date) -> date:
    """A year of two figures is of this century."""
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for ahead in range(_YEARS_AHEAD):
        with suppress(ValueError):
            if (meant := date(today.year + ahead, month, day)) >= today:
                return meant
    raise ValueError(day)
