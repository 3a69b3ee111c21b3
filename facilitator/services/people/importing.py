"""Taking people into the seminar from a list, with a preview of what will become of every row."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people.spreadsheets import Row, Sheet, read_table, without_headings
from facilitator.store.files.file import SeminarFile, new_id

__all__ = [
    "TAKEN",
    "Arrival",
    "Columns",
    "Field",
    "Outcome",
    "Row",
    "Sheet",
    "filled",
    "guess_columns",
    "preview",
    "read_sheet",
    "sameness",
    "take",
]

LONGEST_NAME = 120


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


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    MERGED = "merged"
    KNOWN = "known"
    REFUSED = "refused"


TAKEN = (Outcome.NEW, Outcome.MERGED)
"""The outcomes that write something."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row of the list and what will become of it. `reason` is a sentence, "" when plain.

    `participant` is the person as they will stand in the seminar; its id is "" when refused.
    """

    row: int
    participant: Participant
    outcome: Outcome
    reason: str = ""


Columns = Mapping[Field, int]

MERGEABLE = ("organisation", "role", "sector", "size", "email", "needs")
"""The fields of a participant that a list may fill where they are empty."""

_IN_WORDS = {
    "organisation": "organisation",
    "role": "job title",
    "sector": "sector",
    "size": "size",
    "email": "e-mail address",
    "needs": "needs",
}

_EXACT: dict[Field, str] = {
    Field.FIRST_NAME: "first name|firstname|forename|forenames|given name|given names|first|"
    "attendee first name|participant first name|delegate first name|enw cyntaf",
    Field.LAST_NAME: "last name|lastname|surname|family name|second name|last|attendee last name|"
    "attendee surname|participant last name|participant surname|delegate surname|cyfenw",
    Field.NAME: "name|full name|fullname|attendee|attendee name|participant|participant name|"
    "delegate|delegate name|guest|guest name|contact|contact name|person|enw",
    Field.ORGANISATION: "organisation|organization|company|organisation name|organization name|"
    "name of organisation|name of organization|company name|employer|institution|affiliation|"
    "company organisation|company organization|org|agency|charity|business|sefydliad",
    Field.ROLE: "role|job title|jobtitle|job|position|title|post|occupation|rol",
    Field.SECTOR: "sector|organisation type|organization type|type of organisation|"
    "type of organization|category",
    Field.SIZE: "size|organisation size|organization size|size of organisation|"
    "size of organization|company size|number of employees|number of staff|employees|staff",
    Field.EMAIL: "email|e mail|email address|e mail address|mail|attendee email|"
    "participant email|delegate email|contact email|work email|ebost",
    Field.NEEDS: "needs|access needs|dietary requirements|dietary needs|requirements|"
    "access requirements|special requirements|dietary|accessibility",
    Field.STATUS: "attendee status|status|attendance|booking status|rsvp|response",
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

_NOT_THEIRS = re.compile(r"\b(buyer|purchaser|billing|emergency|order|invoice|booked by)\b")

_NOT_COMING = re.compile(
    r"\b(not attending|not coming|cancell?ed|refunded|deleted|declined|withdrawn|transferred)\b"
    r"|^no$"
)

_UNDECOMPOSED = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "&": " and "})


def read_sheet(path: Path, encoding: str = "", *, headed: bool | None = None) -> Sheet:
    """The list in a CSV or XLSX file; `headed` says whether its first row holds headings.

    Where that is not said, a first row that looks like a person is one. Raises SeminarError with
    a sentence when the file cannot be read as a list.
    """
    sheet = read_table(path, encoding)
    if headed is None:
        headed = bool(guess_columns(sheet.headings)) or not _looks_like_person(sheet.headings)
    return sheet if headed else without_headings(sheet)


def _looks_like_person(cells: tuple[str, ...]) -> bool:
    return len(cells) == 1 or any("@" in cell for cell in cells)


def guess_columns(headings: tuple[str, ...]) -> dict[Field, int]:
    """Which column holds what, by the headings that booking sites and organisers use."""
    plain = [sameness(heading) for heading in headings]
    if len(plain) == 1 and plain[0] == "column a":
        return {Field.NAME: 0}
    columns: dict[Field, int] = {}
    for field, words in _EXACT.items():
        for word in words.split("|"):
            if word in plain and plain.index(word) not in columns.values():
                columns.setdefault(field, plain.index(word))
    for index, heading in enumerate(plain):
        field_within = _field_within(heading)
        if field_within and index not in columns.values():
            columns.setdefault(field_within, index)
    if Field.FIRST_NAME in columns and Field.LAST_NAME in columns:
        columns.pop(Field.NAME, None)
    return columns


def _field_within(heading: str) -> Field | None:
    if _NOT_THEIRS.search(heading):
        return None
    return next((field for phrase, field in _WITHIN if phrase in heading), None)


def sameness(text: str) -> str:
    """Text as it is compared: without case, accents, punctuation and doubled spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_UNDECOMPOSED))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return " ".join(re.sub(r"[^\w]+|_", " ", re.sub(r"['’‘`.]", "", bare)).split())


def preview(
    sheet: Sheet, columns: Columns, existing: tuple[Participant, ...], seminar: Seminar
) -> tuple[Arrival, ...]:
    """What will become of every row, in the sheet's order; nothing is written.

    People are the same when name and organisation are; what is empty is filled, what stands stays.
    """
    known = _Known(existing)
    return tuple(_arrival(row, columns, known, seminar) for row in sheet.rows)


def take(file: SeminarFile, arrivals: Iterable[Arrival], *, now: datetime) -> int:
    """Write the previewed people in one act that can be undone; returns how many records changed.

    People are looked up again, so a list that changed since the preview gets no doubles and
    nothing that was typed meanwhile is overwritten.
    """
    wanted = [
        each.participant for each in arrivals if each.outcome in (Outcome.NEW, Outcome.MERGED)
    ]
    if not wanted:
        return 0
    changed: dict[str, Participant] = {}
    with file.write("Take people from a list", now) as writer:
        known = _Known(writer.every(Participant))
        for person in wanted:
            current = known.find(person)
            taken = person if current is None else filled(current, person)
            if taken != current:
                known.add(taken)
                changed[taken.id] = taken
        for taken in changed.values():
            writer.put(taken)
    return len(changed)


def became(arrivals: Sequence[Arrival]) -> str:
    """What becomes of the rows of a list, in words: "2 new, 1 there already"."""
    outcomes = Counter(arrival.outcome for arrival in arrivals)
    said = [f"{outcomes[outcome]} {_IN_SHORT[outcome]}" for outcome in Outcome if outcomes[outcome]]
    return ", ".join(said) or "there was nobody on it"


_IN_SHORT = {
    Outcome.NEW: "new",
    Outcome.MERGED: "added to somebody who was there",
    Outcome.KNOWN: "there already",
    Outcome.REFUSED: "not taken",
}


def filled(person: Participant, other: Participant) -> Participant:
    """`person` with the empty fields taken from `other`."""
    gained = {
        name: getattr(other, name)
        for name in MERGEABLE
        if not getattr(person, name) and getattr(other, name)
    }
    return replace(person, **gained)


class _Known:
    """The people so far, found by id or by name and organisation."""

    def __init__(self, people: Iterable[Participant]) -> None:
        self._by_id: dict[str, Participant] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        self._by_name: dict[str, str] = {}
        self.listed: set[str] = set()
        for person in people:
            self.add(person)
            self.listed.add(person.id)

    def add(self, person: Participant) -> None:
        self._by_id[person.id] = person
        self._by_key.setdefault(_key(person), person.id)
        self._by_name.setdefault(sameness(person.name), person.id)

    def find(self, person: Participant) -> Participant | None:
        id_ = person.id if person.id in self._by_id else self._by_key.get(_key(person), "")
        return self._by_id.get(id_)

    def namesake(self, person: Participant) -> Participant | None:
        return self._by_id.get(self._by_name.get(sameness(person.name), ""))


def _key(person: Participant) -> tuple[str, str]:
    return sameness(person.name), sameness(person.organisation)


def _arrival(row: Row, columns: Columns, known: _Known, seminar: Seminar) -> Arrival:
    person, unmatched = _person(row, columns, seminar)
    if refusal := _refusal(row, columns, person):
        return Arrival(row.number, person, Outcome.REFUSED, refusal)
    current = known.find(person)
    if current is None:
        person = replace(person, id=new_id())
        reasons = [_namesake_reason(person, known), *unmatched]
        known.add(person)
        return Arrival(row.number, person, Outcome.NEW, _joined(reasons))
    merged = filled(current, person)
    known.add(merged)
    reasons = [_merge_reason(current, merged, current.id in known.listed), *unmatched]
    outcome = Outcome.KNOWN if merged == current else Outcome.MERGED
    return Arrival(row.number, merged, outcome, _joined(reasons))


def _person(row: Row, columns: Columns, seminar: Seminar) -> tuple[Participant, list[str]]:
    name = _cell(row, columns, Field.NAME) or " ".join(
        part
        for field in (Field.FIRST_NAME, Field.LAST_NAME)
        if (part := _cell(row, columns, field))
    )
    sector, sector_reason = _matched(
        _cell(row, columns, Field.SECTOR), seminar.sectors, "one of the seminar's sectors"
    )
    size, size_reason = _matched(
        _cell(row, columns, Field.SIZE), seminar.sizes, "one of the seminar's sizes"
    )
    person = Participant(
        id="",
        name=name,
        organisation=_cell(row, columns, Field.ORGANISATION),
        role=_cell(row, columns, Field.ROLE),
        sector=sector,
        size=size,
        email=_cell(row, columns, Field.EMAIL),
        needs=_cell(row, columns, Field.NEEDS),
    )
    return person, [sector_reason, size_reason]


def _cell(row: Row, columns: Columns, field: Field) -> str:
    index = columns.get(field, -1)
    return row.cells[index] if 0 <= index < len(row.cells) else ""


def _matched(text: str, allowed: tuple[str, ...], what: str) -> tuple[str, str]:
    """The seminar's own word for `text`; or the text as it stands, and a sentence saying so."""
    for word in allowed:
        if text and sameness(word) == sameness(text):
            return word, ""
    return text, f"“{text}” is not {what}." if text and allowed else ""


def _refusal(row: Row, columns: Columns, person: Participant) -> str:
    status = _cell(row, columns, Field.STATUS)
    if _NOT_COMING.search(status.casefold()):
        return f"The list says “{status}”."
    if not any(char.isalpha() for char in person.name):
        return "There is no name in this row."
    if len(person.name) > LONGEST_NAME:
        return "The name is longer than any name; is it the right column?"
    if "@" in person.name and not person.email:
        return "The name looks like an e-mail address; is it the right column?"
    return ""


def _namesake_reason(person: Participant, known: _Known) -> str:
    other = known.namesake(person)
    if other is None:
        return ""
    whose = other.organisation or "no organisation"
    return f"Somebody of this name is there already ({whose})."


def _merge_reason(current: Participant, merged: Participant, listed: bool) -> str:
    where = "Already in the seminar" if listed else "A second time in this list"
    gained = [
        _IN_WORDS[field.name]
        for field in fields(Participant)
        if getattr(current, field.name) != getattr(merged, field.name)
    ]
    return f"{where}: adds {_listing(gained)}." if gained else f"{where}."


def _listing(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _joined(reasons: Iterable[str]) -> str:
    return " ".join(reason for reason in reasons if reason)
