"""What somebody searches for, and where it stands in a text: no language that one has to learn.

Every word must be there, in any order and within words too; what stands in quotation marks must be
there as it is. Capitals, accents and the form of an apostrophe make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable

from facilitator.domain.synthesis.codings import Span

_WANTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]?|([^\s\"“”]+)")
_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\n": " ", "\u00a0": " "})


def wanted_in(search: str) -> tuple[str, ...]:
    """What a search asks for, folded: each word, and each text in quotation marks."""
    found = (match[1] or match[2] for match in _WANTED.finditer(search))
    return tuple(dict.fromkeys(filter(None, (" ".join(folded(each).split()) for each in found))))


def folded(text: str) -> str:
    """A text as it is compared."""
    if text.isascii():
        return text.translate(_SIGNS).lower()
    return "".join(_folded(letter) for letter in text)


def _folded(letter: str) -> str:
    parts = unicodedata.normalize("NFKD", letter.translate(_SIGNS).casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def places_of(wanted: Iterable[str], text: str) -> tuple[Span, ...]:
    """Where what is asked for stands in a text, in code points of it."""
    pieces = [_folded(letter) for letter in text]
    whole = "".join(pieces)
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    found = []
    for each in wanted:
        place = whole.find(each)
        while place >= 0:
            found.append(Span(origins[place], origins[place + len(each) - 1] + 1))
            place = whole.find(each, place + len(each))
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))
