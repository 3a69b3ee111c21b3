"""Headings as they are compared, and the words for them that are known in all languages."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from facilitator.services.people.column_fields import Field
from facilitator.services.people.heading_words import ALSO_SAID_OF_PEOPLE, BY_LANGUAGE, PEOPLE

_LOOSE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ı": "i", "œ": "oe", "&": " and "})

_WHETHER_THEY_COME = re.compile(
    r"\b(?:attending|attended|attend|coming|joining|rsvp)\b|\byn dod\b|\w*status$|"
    r"\bstatws\b|^statut (?!juridique)|^(?:estado|situacao) d|^stato (?:del|ordine|bigl)|"
    r"^(?:order|booking|ticket|registration|attendee|reservation|guest|delegate|enrolment) state$"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:members?|membership|visa|abstract|paper|proposal|submission|e ?mail|mail|invoice|dbs|"
    r"employment|marital|disability|immigration|vaccination|consent|legal|tax|vat|charit\w+|"
    r"account|subscription|health|relationship|organi[sz]ation)\b"
)
"""What may have a status of its own that says nothing of coming."""
NO_ROLES = frozenset(
    {"", "organizer", "organiser", "presenter", "attendee", "panelist"}
    | {"dr", "mr", "mrs", "ms", "miss", "mx", "prof", "professor", "rev", "sir", "dame", "lord"}
)
"""What video meetings call a role, and how people are addressed, which is nobody's job."""


def plain(text: str) -> str:
    """A heading as it is compared: without case, accents, punctuation and doubled spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LOOSE))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", re.sub(r"['’‘`.]", "", bare)).split())


def is_status(heading: str) -> bool:
    """Whether a heading, as it is compared, is that of a column which says if somebody comes."""
    return bool(_WHETHER_THEY_COME.search(heading)) and not _OF_SOMETHING_ELSE.search(heading)


@cache
def known_words(field: Field) -> Mapping[str, int]:
    """The headings of a field in all languages, each with its place: earlier ones go before."""
    listed = [word for words in BY_LANGUAGE.values() for word in words.get(field, "").split("|")]
    return {word: place for place, word in reversed(list(enumerate(map(plain, listed)))) if word}


@cache
def people() -> frozenset[str]:
    return frozenset(map(plain, PEOPLE.split("|")))


@cache
def said_of_people() -> frozenset[str]:
    """Headings that may as well be what a column says of somebody."""
    return frozenset(map(plain, ALSO_SAID_OF_PEOPLE.split("|")))
