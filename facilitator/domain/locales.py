"""What a language is: how it looks up texts, chooses plurals, joins lists, writes numbers and days.

English is the language the program is written in; the others find their texts in the catalogue
(`resources/languages`), which is read when the first sentence of that language is asked for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from resources.languages import catalogue


class Language(StrEnum):
    """The languages in which the room is spoken to."""

    ENGLISH = "en"
    WELSH = "cy"


LANGUAGE_NAMES: Mapping[Language, str] = {Language.ENGLISH: "English", Language.WELSH: "Cymraeg"}
"""Each language in its own words, so that whoever looks for theirs finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """The functions a sentence needs in order to be said.

    `plural` takes the English for one and for many, and the number. `number` takes the most
    decimals, of which idle zeros are left out. `day` takes whether to say the day of the week.
    `tag` is the language as documents name it (BCP 47). `second` says that it is the second one of
    a seminar: people's own words are then said as they stand in it, where they do.
    """

    code: str
    tag: str
    text: Callable[[str], str]
    plural: Callable[[str, str, int], str]
    listed: Callable[[Sequence[str]], str]
    number: Callable[[float | Fraction, int], str]
    day: Callable[[date, bool], str]
    ordinal: Callable[[int], str]
    second: bool = False


def locale_of(language: Language | str) -> Locale:
    """The functions of a language, by its code or its tag; English for one that is not known."""
    return _LOCALES.get(language.partition("-")[0], ENGLISH)


def number(value: float | Fraction, places: int) -> str:
    """A number as both English and Welsh write it: "7.4", "3"."""
    text = f"{float(value):.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _english_list(parts: Sequence[str]) -> str:
    *first, last = parts or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def _english_day(day: date, weekday: bool) -> str:
    said = f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{_ENGLISH_DAYS[day.weekday()]} {said}" if weekday else said


def _english_ordinal(place: int) -> str:
    if place % 100 in (11, 12, 13):
        return f"{place}th"
    return f"{place}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th') }"


def _welsh_list(parts: Sequence[str]) -> str:
    """ "And" is "ac" before a vowel and "a" elsewhere; people's words are never mutated."""
    *first, last = parts or ("",)
    joint = "ac" if last[:1].casefold() in _WELSH_VOWELS else "a"
    return f"{', '.join(first)} {joint} {last}" if first else last


def _welsh_day(day: date, weekday: bool) -> str:
    said = f"{day.day} {_WELSH_MONTHS[day.month - 1]} {day.year}"
    return f"{_WELSH_DAYS[day.weekday()]} {said}" if weekday else said


def _welsh_ordinal(place: int) -> str:
    if place <= len(_WELSH_ENDINGS):
        return f"{place}{_WELSH_ENDINGS[place - 1]}"
    return f"{place}{'ain' if place % 20 else 'fed'}"


_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_WELSH_DAYS = (
    *("Dydd Llun", "Dydd Mawrth", "Dydd Mercher", "Dydd Iau"),
    *("Dydd Gwener", "Dydd Sadwrn", "Dydd Sul"),
)
_WELSH_MONTHS = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf"),
    *("Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)
_WELSH_VOWELS = frozenset("aeiouwyâêîôûŵŷáéíóúàèìòùäëïöü18")
"""Letters before which "and" is "ac"; so is it before un and wyth, written as figures."""
_WELSH_ENDINGS = (
    *("af", "il", "ydd", "ydd", "ed", "ed", "fed", "fed", "fed", "fed"),
    *("eg", "fed", "eg", "eg", "fed", "eg", "eg", "fed", "eg", "fed"),
)

ENGLISH = Locale(
    code=Language.ENGLISH,
    tag="en-GB",
    text=lambda template: template,
    plural=lambda one, many, n: one if n == 1 else many,
    listed=_english_list,
    number=number,
    day=_english_day,
    ordinal=_english_ordinal,
)
WELSH = Locale(
    code=Language.WELSH,
    tag="cy",
    text=lambda template: catalogue(Language.WELSH).gettext(template),
    plural=lambda one, many, n: catalogue(Language.WELSH).ngettext(one, many, n),
    listed=_welsh_list,
    number=number,
    day=_welsh_day,
    ordinal=_welsh_ordinal,
)
_LOCALES: Mapping[str, Locale] = {Language.ENGLISH: ENGLISH, Language.WELSH: WELSH}
