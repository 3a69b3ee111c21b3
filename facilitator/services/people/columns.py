"""What a column of a list holds, told by the headings that booking sites and organisers use."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Field(StrEnum):
    """What a column of a list can hold."""

    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    ORGANISATION = "organisation"
    ROLE = "role"
    SECTOR = "sector"
    SIZE = "size"
    EMAIL = "email"
    NEEDS = "needs"
    STATUS = "status"


Columns = Mapping[Field, int]
"""The column (from 0) of each thing that the list holds."""

NAMING = frozenset({Field.NAME, Field.FIRST_NAME, Field.LAST_NAME})
"""One of these has to be there for a row to be a person."""

_EXACT: dict[Field, str] = {
    Field.FIRST_NAME: "first name|firstname|forename|forenames|given name|given names|first|"
    "enw cyntaf",
    Field.LAST_NAME: "last name|lastname|surname|family name|second name|last|cyfenw",
    Field.NAME: "name|full name|fullname|attendee|participant|delegate|guest|contact|person|enw|"
    "enw llawn",
    Field.ORGANISATION: "organisation|organization|company|organisation name|organization name|"
    "name of organisation|name of organization|company name|employer|institution|affiliation|"
    "company organisation|company organization|org|agency|charity|business|sefydliad",
    Field.ROLE: "role|job title|jobtitle|job|position|title|post|occupation|rol",
    Field.SECTOR: "sector|organisation type|organization type|type of organisation|"
    "type of organization|category|sector name",
    Field.SIZE: "size|organisation size|organization size|size of organisation|"
    "size of organization|company size|number of employees|number of staff|employees|staff|maint",
    Field.EMAIL: "email|e mail|email address|e mail address|mail|work email|ebost",
    Field.NEEDS: "needs|access needs|dietary requirements|dietary needs|requirements|"
    "access requirements|special requirements|dietary|accessibility|anghenion",
    Field.STATUS: "status|attendance|booking status|rsvp|response|statws",
}

_WITHIN: tuple[tuple[str, Field], ...] = (
    ("dietary", Field.NEEDS),
    ("access", Field.NEEDS),
    ("sector", Field.SECTOR),
    ("size of", Field.SIZE),
    ("how large", Field.SIZE),
    ("how big", Field.SIZE),
    ("how many", Field.SIZE),
    ("job title", Field.ROLE),
    ("email", Field.EMAIL),
    ("e mail", Field.EMAIL),
    ("first name", Field.FIRST_NAME),
    ("surname", Field.LAST_NAME),
    ("last name", Field.LAST_NAME),
    ("organisation", Field.ORGANISATION),
    ("organization", Field.ORGANISATION),
    ("full name", Field.NAME),
)
"""Phrases looked for inside longer headings (booking sites let organisers word their own)."""

_WHO_COMES = re.compile(
    r"^(?:ticket holder|ticketholder|holder|attendee|participant|delegate|guest|ticket|registrant|"
    r"visitor|contact)s? (?=\w)"
)
"""What ticket shops put before the columns of the person who comes."""

_WHO_PAID = re.compile(
    r"\b(?:buyer|purchaser|billing|emergency|order|invoice|booked by|booker|payer|cardholder)\b"
)
"""What they put before the columns of whoever paid, who may stay at home."""

_NUMBERS = re.compile(r"\b(?:id|no|number|reference|ref|upn|code|date|time|type|price|total)$")

_LOOSE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "&": " and "})


def plain(text: str) -> str:
    """A heading as it is compared: without case, accents, punctuation and doubled spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LOOSE))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", re.sub(r"['’‘`.]", "", bare)).split())


def guess_columns(headings: Sequence[str]) -> dict[Field, int]:
    """Which column holds what. The person who comes goes before whoever paid for them."""
    words = [plain(heading) for heading in headings]
    if words == ["column a"]:
        return {Field.NAME: 0}
    theirs = {n: _WHO_COMES.sub("", w) for n, w in enumerate(words) if not _WHO_PAID.search(w)}
    said = {n for n in theirs if _WHO_COMES.search(words[n])}
    columns = _named(theirs, said)
    if not NAMING & columns.keys():
        # A list of orders alone: whoever booked is the one person it knows.
        paid = {n: _WHO_PAID.sub("", w).strip() for n, w in enumerate(words) if n not in theirs}
        for field, column in _named(paid, set()).items():
            columns.setdefault(field, column)
    if {Field.FIRST_NAME, Field.LAST_NAME} <= columns.keys():
        columns.pop(Field.NAME, None)
    return columns


def _named(headings: Mapping[int, str], said: set[int]) -> dict[Field, int]:
    """The columns by their headings; those in `said`, which name who comes, go before others."""
    order = sorted(headings, key=lambda column: (column not in said, column))
    columns: dict[Field, int] = {}
    for field, listed in _EXACT.items():
        known = listed.split("|")
        found = [n for n in order if headings[n] in known and n not in columns.values()]
        if found:
            columns[field] = min(found, key=lambda n: (n not in said, known.index(headings[n])))
    for column in order:
        within = _field_within(headings[column])
        if within and column not in columns.values():
            columns.setdefault(within, column)
    return columns


def _field_within(heading: str) -> Field | None:
    if _NUMBERS.search(heading):
        return None
    return next((field for phrase, field in _WITHIN if phrase in heading), None)
