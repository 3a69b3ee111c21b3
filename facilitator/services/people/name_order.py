"""Whole names in one column: in which order their parts stand, and how they are turned.

The order is said by the heading ("Surname, first name"), by a comma in the names or by capitals
("FARROW Ines"). Where nothing tells which word is the family name, a name stays as it is written.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from facilitator.services.people.column_fields import Field
from facilitator.services.people.heading_words import BY_LANGUAGE
from facilitator.services.people.headings import people, plain

ADDED_TO_NAMES = re.compile(
    r"^(?:\d{1,3}[.)]|[•·▪●◦‣–—-])\s+|\s*\((?:guest|external|unverified|mrs?|ms|miss|mx|dr|prof|rev)\.?\)$|"
    r"\s*\((?:she|he|they|hi|fe|ef|nhw)(?:\s*[/,]\s*\w+){1,3}\)$",
    re.IGNORECASE,
)


class Order(Enum):
    """In which order the parts of whole names stand."""

    FIRST_NAME_FIRST = auto()
    FAMILY_FIRST = auto()
    EITHER = auto()
    """As with "Surname and first name", which says what is wanted and seldom in which order."""


_AND = frozenset(
    ("and", "et", "und", "y", "e", "i", "og", "och", "en", "ve", "ac", "a", "da", "es")
)
_BESIDES = _AND | frozenset(("of", "the", "your", "full", "please", "in", "order"))
"""What a heading of whole names may say besides."""

_EXPLAINED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_WITH_COMMA = re.compile(r"^(?P<family>[^,\d]+), *(?P<first>[^,\d]+)$")
_BEHIND_NAMES = frozenset({"jr", "sr", "ii", "iii", "phd", "md", "obe", "mbe", "cbe", "qc", "kc"})
_PARTICLE = re.compile(
    r"(?:van|von|der|den|del?|della|d[aiou]|dos|l[ae]|a[pbl]|el|[fv]erch|ma?c|ó|ní|nic|bin|ben|"
    r"te[rn]|zu)",
    re.IGNORECASE,
)
"""What belongs to the family name that stands behind it: "van der Berg"."""


def order_of(heading: str, others: Collection[str] = ()) -> Order | None:
    """The order of the parts of names that a heading says, None where it is no whole name's.

    "Name" beside "First name" in one heading is the family name, beside "Surname" the first; with
    a stroke between them only where none of the `others` is a part of a name.
    """
    if _words_of_parts().isdisjoint(plain(heading).split()):
        return None
    parts = _parts_in(plain(heading))
    if Field.LAST_NAME in parts and Field.FIRST_NAME in parts:
        return _told(heading, parts.index(Field.LAST_NAME) < parts.index(Field.FIRST_NAME))
    parts = _parts_in(plain(_EXPLAINED.sub("", heading)))
    has_parts = any(plain(other) in _words(part) for other in others for part in _PARTS)
    if ":" in heading or ("/" in heading and has_parts):
        return None
    family_first = _BESIDE_NAME.get(tuple(parts))
    return None if family_first is None else _told(heading, family_first)


def _told(heading: str, family_first: bool) -> Order:
    if not family_first:
        return Order.FIRST_NAME_FIRST
    is_joined = not _AND.isdisjoint(plain(heading).split())
    return Order.EITHER if is_joined else Order.FAMILY_FIRST


_PARTS = (Field.LAST_NAME, Field.FIRST_NAME)
_BESIDE_NAME: Mapping[tuple[Field, ...], bool] = {
    (Field.NAME, Field.FIRST_NAME): True,
    (Field.FIRST_NAME, Field.NAME): False,
    (Field.LAST_NAME, Field.NAME): True,
    (Field.NAME, Field.LAST_NAME): False,
}
"""Whether the family name is first where "name" stands beside a part: which of them it is."""


def _parts_in(heading: str) -> list[Field]:
    """The parts of names that a heading names, in its order; none where it says more than that."""
    words, found = heading.split(), list[Field]()
    while words:
        length, part = _longest_part(words)
        if part:
            found.append(part)
        elif words[0] not in _BESIDES and words[0] not in people():
            return []
        words = words[length:]
    return found


def _longest_part(words: Sequence[str]) -> tuple[int, Field | None]:
    """How many words name a part of a name, and which; (1, None) where they begin with none."""
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        for part in (*_PARTS, Field.NAME):
            if phrase in _words(part):
                return length, part
    return 1, None


@cache
def _words_of_parts() -> frozenset[str]:
    """Every word of a heading that is a part of names."""
    return frozenset(word for part in _PARTS for words in _words(part) for word in words.split())


@cache
def _words(part: Field) -> frozenset[str]:
    """The headings of a part of a name; of names those that may be a part's too ("Nom")."""
    said = (words.get(part, "").split("|") for words in BY_LANGUAGE.values())
    listed = (plain(word) for words in said for word in words)
    alone = (word for word in listed if part is not Field.NAME or " " not in word)
    return frozenset(alone) - {""} - (people() if part is Field.NAME else frozenset())


@dataclass(frozen=True, slots=True)
class Turning:
    """How the names of a list are turned."""

    by_comma: bool = False
    """Where a comma stands behind the family name."""
    by_capitals: bool = False
    """Where the family name is in capitals."""
    in_pairs: bool = False
    """Where the family name is the first of two words."""

    def turned(self, name: str) -> str:
        """The name with the first name first, as far as it can be told which that is."""
        if both := _WITH_COMMA.match(name):
            turns = self.by_comma and plain(both["first"]) not in _BEHIND_NAMES
            return _in_order(both["first"], both["family"]) if turns else name
        words, family = name.split(), 0
        if self.by_capitals:
            family = _capitals(words)
        elif self.in_pairs and "," not in name:
            family = _first_of_two(words)
        return _in_order(" ".join(words[family:]), " ".join(words[:family])) if family else name

    def leaves_open(self, name: str) -> bool:
        """Whether the family name is first and cannot be told from the rest: "Garcia Lopez Ana"."""
        return self.in_pairs and len(name.split()) > 2 and self.turned(name) == name


def turning(names: Sequence[str], order: Order | None) -> Turning:
    """How names of one column are turned, by the heading's `order` and by what they look like."""
    said = order in (Order.FAMILY_FIRST, Order.EITHER)
    if len(names) < 2 and not said:
        return Turning(by_comma=True)
    commas = [both for name in names if (both := _WITH_COMMA.match(name))]
    behind = any(plain(both["first"]) in _BEHIND_NAMES for both in commas)
    if commas:
        return Turning(by_comma=said or (not behind and len(commas) > 0.8 * len(names)))
    capitals = sum(bool(_capitals(name.split())) for name in names)
    if capitals > 0.8 * len(names):
        return Turning(by_capitals=True)
    return Turning(in_pairs=order is Order.FAMILY_FIRST)


def _capitals(words: Sequence[str]) -> int:
    """How many words in capitals a name begins with; 0 where no other word follows them."""
    count = next((n for n, word in enumerate(words) if not _is_capital(word)), len(words))
    return count if count < len(words) else 0


def _is_capital(word: str) -> bool:
    """Whether a word is in capitals and no initial: "O'BRIEN", "McDONALD", and no "J."."""
    letters = [char for char in word if char.isalpha()]
    return len(letters) > 1 and sum(map(str.isupper, letters)) > len(letters) / 2 + 0.5


def _first_of_two(words: Sequence[str]) -> int:
    """How many words the family name has where all others are one first name; 0 if not told."""
    particles = next((n for n, word in enumerate(words) if not _PARTICLE.fullmatch(word)), 0)
    return particles + 1 if len(words) == particles + 2 and _turns(words) else 0


def _turns(words: Sequence[str]) -> bool:
    """Whether names of this script are turned: those of Han, Kana and Hangul are not."""
    return all(ord(char) < 0x2E80 for word in words for char in word)


def _in_order(first: str, family: str) -> str:
    return f"{first.strip()} {family.strip()}"
