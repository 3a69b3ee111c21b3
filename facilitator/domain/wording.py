"""A sentence is a value: what the program says, kept apart from the language it is said in.

`say("{agree} of {n} agree", agree=10, n=48)` is a Message; `str()` of it is English, and
`message.in_(language)` says it, and every message in it, in another language. A template is a
whole sentence, however many variants that takes: nothing is put together from halves. What people
wrote (titles, names, answers) is plain text inside a message and is never looked up.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from functools import cache
from pathlib import PurePath
from typing import TypeVar, overload

from facilitator.domain.locales import ENGLISH, Locale

Order = tuple[tuple[str, ...], ...]
"""Item ids in groups, best first; the items of a group are tied."""

T = TypeVar("T")


class Wording:
    """Something that says itself in a language."""

    __slots__ = ()

    def in_(self, locale: Locale) -> str:
        """The words in that language."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.in_(ENGLISH)


Text = str | Wording
"""People's own words, or the program's."""

Value = str | int | float | Fraction | date | time | PurePath | Wording
Values = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Message(Wording):
    """A sentence of the program's: an English template and what is put into its braces."""

    template: str
    values: Values = ()

    def of(self, **values: Value) -> "Message":
        """The same sentence about these values."""
        return Message(self.template, tuple(values.items()))

    def in_(self, locale: Locale) -> str:
        """The sentence in that language."""
        return _filled(locale.text(self.template), self.values, locale)


@dataclass(frozen=True, slots=True)
class InBoth(Wording):
    """People's own words in the first language of a seminar and in its second."""

    first: str
    second: str

    def in_(self, locale: Locale) -> str:
        """The words in that language; the first where there are no others."""
        return self.second if locale.second else self.first


def spoken(first: str, second: str) -> Text:
    """Words of a seminar as they are said in its languages; without others, in the first alone."""
    return InBoth(first, second) if second.strip() else first


def seconds(texts: Iterable[Text], locale: Locale) -> tuple[str, ...]:
    """Those of a seminar's words that are said in that language as its second one."""
    both = (text for text in texts if locale.second and isinstance(text, InBoth))
    return tuple(text.second for text in both)


def say(template: str, /, **values: Value) -> Message:
    """The message of a whole sentence in English, with names in braces where values stand."""
    return Message(template, tuple(values.items()))


@dataclass(frozen=True, slots=True, init=False)
class Counted(Wording):
    """A sentence or phrase that differs by a number, which "{n}" stands for.

    `Counted(n, "{n} dot", "{n} dots")`; what else stands in braces follows by name.
    """

    n: int
    one: str
    many: str
    values: Values

    def __init__(self, n: int, one: str, many: str, /, **values: Value) -> None:
        object.__setattr__(self, "n", n)
        object.__setattr__(self, "one", one)
        object.__setattr__(self, "many", many)
        object.__setattr__(self, "values", (("n", n), *values.items()))

    def in_(self, locale: Locale) -> str:
        """The words in that language, in the form it has for the number."""
        return _filled(locale.plural(self.one, self.many, self.n), self.values, locale)


@dataclass(frozen=True, slots=True, init=False)
class Listed(Wording):
    """Parts in one phrase: "a", "a and b", "a, b and c"."""

    parts: tuple[Value, ...]

    def __init__(self, parts: Iterable[Value]) -> None:
        object.__setattr__(self, "parts", tuple(parts))

    def in_(self, locale: Locale) -> str:
        """The phrase in that language."""
        return locale.listed([told(part, locale) for part in self.parts])


@dataclass(frozen=True, slots=True, init=False)
class Joined(Wording):
    """Parts one after the other with a sign between them: whole sentences, or figures in a row.

    What is empty is left out.
    """

    parts: tuple[Value, ...]
    between: str

    def __init__(self, parts: Iterable[Value], between: str = " ") -> None:
        object.__setattr__(self, "parts", tuple(parts))
        object.__setattr__(self, "between", between)

    def in_(self, locale: Locale) -> str:
        """The row in that language."""
        return self.between.join(filter(None, (told(part, locale) for part in self.parts)))


@dataclass(frozen=True, slots=True)
class Begun(Wording):
    """Words that begin a sentence: with a capital."""

    words: Value

    def in_(self, locale: Locale) -> str:
        """The words in that language."""
        said = told(self.words, locale)
        return f"{said[:1].upper()}{said[1:]}"


@dataclass(frozen=True, slots=True)
class Share(Wording):
    """A part of a whole in whole per cent, halves rounded up; "–" where nothing can be shared."""

    part: float | Fraction
    whole: float | Fraction = 1

    def in_(self, locale: Locale) -> str:
        """ "75 %", as that language writes it."""
        if not self.whole:
            return "–"
        hundredths = int(Fraction(self.part) / Fraction(self.whole) * 100 + Fraction(1, 2))
        return f"{locale.number(hundredths, 0)} %"


LEAST_SHARED = 20
"""Of fewer people no share is given in per cent: they are counted."""


@dataclass(frozen=True, slots=True)
class Beside(Wording):
    """A share as it stands behind a count, " (75 %)" or ", 75 %"; nothing where there is none."""

    share: Text
    comma: bool = False

    def in_(self, locale: Locale) -> str:
        """The share in that language."""
        share = told(self.share, locale)
        if not share:
            return ""
        return f", {share}" if self.comma else f" ({share})"


def share_beside(part: int, whole: int, *, comma: bool = False) -> Beside:
    """A share of people as it stands behind their count, where they are enough for one."""
    return Beside(Share(part, whole) if whole >= LEAST_SHARED else "", comma)


@dataclass(frozen=True, slots=True)
class Figure(Wording):
    """A number with at most `places` decimals and no idle zeros: "7.4", "3"."""

    value: float | Fraction
    places: int = 1

    def in_(self, locale: Locale) -> str:
        """The number as that language writes it."""
        return locale.number(self.value, self.places)


@dataclass(frozen=True, slots=True)
class Ordinal(Wording):
    """A place in an order: "1st", "2nd", "11th"."""

    place: int

    def in_(self, locale: Locale) -> str:
        """The place as that language writes it."""
        return locale.ordinal(self.place)


@dataclass(frozen=True, slots=True)
class Weekday(Wording):
    """A day with its weekday: "Tuesday 18 October 2011"."""

    day: date

    def in_(self, locale: Locale) -> str:
        """The day in that language."""
        return locale.day(self.day, True)


@dataclass(frozen=True, slots=True)
class Lasting(Wording):
    """A length of time as it is said: "25 min", "3 h 05 min", "2 days"."""

    minutes: int

    def in_(self, locale: Locale) -> str:
        """The length in that language."""
        hours, rest = divmod(self.minutes, 60)
        if self.minutes < 120:
            return say("{n} min", n=self.minutes).in_(locale)
        if hours < 48:
            return say("{hours} h {minutes} min", hours=hours, minutes=f"{rest:02d}").in_(locale)
        return Counted(hours // 24, "{n} day", "{n} days").in_(locale)


def told(value: Value, locale: Locale) -> str:
    """A value as it stands in a sentence of that language; plain text stays as it is."""
    match value:
        case str():
            return value
        case PurePath():
            return str(value)
        case Wording():
            return value.in_(locale)
        case date():
            return locale.day(value, False)
        case time():
            return f"{value:%H:%M}"
        case int():
            return str(value)
    return locale.number(value, 6)


def in_language(whole: T, locale: Locale) -> T:
    """The same value with every wording in it, however deep, said in the language."""
    spoken: object = whole
    if isinstance(whole, str | int | float):
        pass
    elif isinstance(whole, Wording):
        spoken = whole.in_(locale)
    elif isinstance(whole, tuple) and not hasattr(whole, "_fields"):
        spoken = tuple([in_language(part, locale) for part in whole])
    elif names := _fields_of(type(whole)):  # type: ignore[arg-type]  # classes are hashable
        old = [(name, getattr(whole, name)) for name in names]
        new = [(name, value, in_language(value, locale)) for name, value in old]
        changed = {name: said for name, value, said in new if said is not value}
        spoken = dataclasses.replace(whole, **changed) if changed else whole  # type: ignore[type-var]
    return spoken  # type: ignore[return-value]  # a wording becomes its words, all else its own kind


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of what is none."""
    fields = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(field.name for field in fields)


def _filled(template: str, values: Values, locale: Locale) -> str:
    if not values:
        return template
    return template.format_map({name: told(value, locale) for name, value in values})


def listed(parts: Iterable[str]) -> str:
    """The parts in one English phrase: "a", "a and b", "a, b and c"."""
    return ENGLISH.listed(list(parts))


def percent(part: float | Fraction, whole: float | Fraction = 1) -> str:
    """A share in whole per cent, halves rounded up; "–" where there is nobody to share."""
    return str(Share(part, whole))


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 person", "4 people"."""
    return f"{number} {one if number == 1 else many}"


def people(number: int) -> Counted:
    """ "1 person", "4 people"."""
    return Counted(number, "{n} person", "{n} people")


def figure(value: float | Fraction, places: int = 1) -> str:
    """A number with at most `places` decimals and no idle zeros: "7.4", "3"."""
    return ENGLISH.number(value, places)


def lasting(minutes: int) -> str:
    """A length of time as it is said: "25 min", "3 h 05 min", "2 days"."""
    return str(Lasting(minutes))


def ordinal(place: int) -> str:
    """ "1st", "2nd", "3rd", "4th", "11th"."""
    return ENGLISH.ordinal(place)


@overload
def brief(text: str, width: int = 60) -> str: ...
@overload
def brief(text: Text, width: int = 60) -> Text: ...
def brief(text: Text, width: int = 60) -> Text:
    """The text cut at a word for use inside a sentence, with an ellipsis where it was cut."""
    if isinstance(text, InBoth):
        return InBoth(_cut(text.first, width), _cut(text.second, width))
    return _cut(str(text), width)


def _cut(text: str, width: int) -> str:
    text = " ".join(text.split()).rstrip(".")
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut) + "…"


def shared_places(order: Order, names: Mapping[str, Text]) -> Text:
    """Sentences on who shares which place; "" when nobody does."""
    place, shared = 1, list[Message]()
    for group in order:
        if len(group) > 1:
            who = Listed(brief(names[item], 40) for item in group)
            shared.append(say("{who} share {place} place", who=who, place=Ordinal(place)))
        place += len(group)
    if not shared:
        return ""
    return say("{shared}; nothing breaks the tie.", shared=Joined(shared, "; "))
