"""A language that is none: what is said in it and not marked did not go through the catalogue."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum

from facilitator.domain.locales import ENGLISH

_NAMES = re.compile(r"(\{\w+\})")
PSEUDO = replace(
    ENGLISH,
    code="xx",
    tag="xx",
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


KEYS = {
    *("Ctrl", "Alt", "Shift", "Esc"),
    *("PDF", "CSV", "XLSX", "DOCX", "HTML", "JSON", "QDA", "REFI", "UTF", "MB", "kB", "min", "ms"),
    *("Facilitator", "Qt", "Python", "Wi", "Fi", "http", "https", "QR", "English", "Cymraeg"),
}
"""Names that are the same in every language: of keys, of formats, of the program."""
PIECES = re.compile(r"[·,;:.!?()\[\]“”‘’\"'|\n•–—/<>=+&×…→←↑↓#%*{}]+| - ")
BEHIND = re.compile(r"  \S+$")
"""The key that does the same stands behind two spaces."""
PLAIN = re.compile(r"[A-Za-z]{2,}")


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


def typed(texts: Iterable[str]) -> frozenset[str]:
    """What somebody wrote, in pieces without signs between them."""
    whole = [piece for text in texts for piece in pieces(text)]
    return frozenset([*whole, *(run for piece in whole for run in plain_runs(piece))])


def pieces(text: str) -> Iterator[str]:
    """What stands between signs in a text."""
    for piece in PIECES.split(text):
        if piece := " ".join(piece.split()):
            yield piece


def outside(text: str, data: Collection[str]) -> list[str]:
    """The plain words of a text that are nobody's data: they did not come out of the catalogue."""
    return [
        run
        for piece in pieces(BEHIND.sub("", text))
        if piece not in data
        for run in plain_runs(piece)
        if run not in data and not ("…" in text and _is_cut(run, data))
    ]


def plain_runs(piece: str) -> Iterator[str]:
    """What stands in plain letters between others, names of keys and formats left out."""
    for run in re.split(r"[^\x00-\x7f]+", piece):
        words = " ".join(word for word in run.split() if word not in KEYS and not word.isdigit())
        if PLAIN.search(words):
            yield words


def _is_cut(run: str, data: Collection[str]) -> bool:
    """Whether it is the beginning of what somebody wrote."""
    return any(each.startswith(run) for each in data)
