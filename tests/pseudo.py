"""A language that is none: what is said in it and not marked did not go through the catalogue."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum

from facilitator.domain.locales import ENGLISH

_NAMES = re.compile(r"(\{\w+\})")
PSEUDO = replace(
    ENGLISH,
    code="xx",
    text=lambda template: _marked(template),
    plural=lambda one, many, n: _marked(one if n == 1 else many),
    listed=" ¤ ".join,
    day=lambda day, weekday: f"¤{day:%Y}",
    ordinal=lambda place: f"¤{place}",
)


def _marked(template: str) -> str:
    """The template with every letter of the program's own made unlike any."""
    parts = _NAMES.split(template)
    return "".join(
        part if _NAMES.fullmatch(part) else re.sub(r"[^\W\d_]", "¤", part) for part in parts
    )


WINDOW = replace(
    PSEUDO,
    text=lambda template: _lengthened(template),
    plural=lambda one, many, n: _lengthened(one if n == 1 else many),
    day=lambda day, weekday: f"{day:%d.%m.%Y}",
    ordinal=lambda place: f"{place}.",
)
"""The window in it: every letter has an accent, every vowel stands twice, and keys are as they are
in every language: the letter behind “&”, and what stands behind two spaces."""
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒğĥíĵķĺɱńóƥɋŕśťúṽŵẋýźÁɃĆĐÉƑĞĤÍĴĶĹṀŃÓƤɊŔŚŤÚṼŴẊÝŹ",
)
_KEPT = re.compile(r"(\{\w+\}|&\w|\*\.\w+|  \S+$)")


def _lengthened(template: str) -> str:
    parts = _KEPT.split(template)
    return "".join(
        part if number % 2 else re.sub(r"[aeiouAEIOU]", r"\g<0>\g<0>", part).translate(_ACCENTS)
        for number, part in enumerate(parts)
    )


def texts_in(value: object) -> Iterator[str]:
    """Every plain text in a value, however deep."""
    if isinstance(value, Enum):
        return
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from texts_in(getattr(value, field.name))
