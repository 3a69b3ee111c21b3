"""Taking people into the seminar from a list, with a preview of what will become of every row."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.people.same_person import Likeness, letters, likeness
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Joined, Listed, Message, Text, Wording, say
from facilitator.services.people.column_fields import IN_WORDS, NAMING, Columns, Field
from facilitator.services.people.columns import guess_columns, settled_names, telling
from facilitator.services.people.headings import NO_ROLES, plain
from facilitator.services.people.list_layout import Sheet, find_list, unread, unused
from facilitator.services.people.name_order import ADDED_TO_NAMES, Turning, order_of, turning
from facilitator.services.people.not_coming import (
    NAME_STRUCK,
    STRUCK,
    no_person,
    says_no,
    sections,
    why_not,
)
from facilitator.services.people.sector_words import exact_size
from facilitator.services.people.spreadsheets import Row, read_grids
from facilitator.store.files.file import new_id
from facilitator.store.seminar_store import SeminarStore

__all__ = [
    "NAMING",
    "TAKEN",
    "Answers",
    "Arrival",
    "Doubt",
    "Field",
    "Outcome",
    "Sheet",
    "doubt",
    "filled",
    "likely_columns",
    "preview",
    "read_sheet",
    "take",
    "unread",
    "unused",
]

LONGEST_NAME = 120


class Outcome(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    MERGED = "merged"
    ASKED = "asked"
    KNOWN = "known"
    REFUSED = "refused"


OUTCOME_WORDS: Mapping[Outcome, Message] = {
    Outcome.NEW: say("New"),
    Outcome.MERGED: say("Merged"),
    Outcome.ASKED: say("Asked about"),
    Outcome.KNOWN: say("Known"),
    Outcome.REFUSED: say("Refused"),
}

BECAME: Mapping[Outcome, Message] = {
    Outcome.NEW: say("{n} new"),
    Outcome.MERGED: say("{n} merged"),
    Outcome.ASKED: say("{n} asked about"),
    Outcome.KNOWN: say("{n} known"),
    Outcome.REFUSED: say("{n} refused"),
}

TAKEN = (Outcome.NEW, Outcome.MERGED)
"""The outcomes that write something."""


class Doubt(StrEnum):
    """What a list leaves open that has to be known before anybody is taken from it."""

    HEADINGS = "headings"
    """Neither words nor shape tell which row holds the headings, or that none does."""
    NAMES = "names"
    """No column is known to hold names."""
    PART = "part"
    """A first name or a family name is known, and not what stands in the other columns."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A row of the list and what will become of it. `reason` is a sentence, "" when plain.

    `participant` is the person as they will stand in the seminar; its id is "" when refused.
    """

    row: float
    participant: Participant
    outcome: Outcome
    reason: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody said who has looked at the preview; rows by their numbers.

    `sectors` and `sizes` are the seminar's own words for words of the list.
    """

    left_out: frozenset[float] = frozenset()
    taken: frozenset[float] = frozenset()
    same: frozenset[float] = frozenset()
    others: frozenset[float] = frozenset()
    sectors: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, str] = field(default_factory=dict)


NO_ANSWERS = Answers()

NO_NAME = say("There is no name in this row.")
FAMILY_NAME_OPEN = say("Which is the family name cannot be told; the name stays as it is.")

MERGEABLE = ("organisation", "role", "sector", "size", "email", "needs")
"""The fields of a participant that a list may fill where they are empty."""

_WITH_ADDRESS = re.compile(r"^[\"“']?(?P<name>[^<>@]*?)[\"”']?\s*<(?P<email>[^<>\s]+@[^<>\s]+)>$")


def read_sheet(
    path: Path, encoding: str = "", *, heading_row: int | None = None, name: str = ""
) -> Sheet:
    """The list in a CSV file or a workbook: found under titles and between sections.

    `heading_row` says which row holds the headings (0: none does), `name` which worksheet is
    meant; what is not said is found. Raises SeminarError with a sentence when the file cannot be
    read as a list.
    """
    return find_list(read_grids(path, encoding), heading_row, name)


def likely_columns(sheet: Sheet) -> dict[Field, int]:
    """Which column holds what, by the headings, and by what stands under them."""
    cells = [row.cells for row in sheet.rows]
    columns = settled_names(guess_columns(telling(sheet.headings, cells)), cells)
    role = columns.get(Field.ROLE)
    if role is not None and {plain(row.cells[role]) for row in sheet.rows} <= NO_ROLES:
        del columns[Field.ROLE]
    return columns


def doubt(sheet: Sheet, columns: Columns) -> Doubt | None:
    """What has to be said by somebody who knows the list before people are taken from it."""
    if sheet.unsure:
        return Doubt.HEADINGS
    if not NAMING & columns.keys():
        return Doubt.NAMES
    if len({Field.FIRST_NAME, Field.LAST_NAME} & columns.keys()) == 1 and _has_more(sheet, columns):
        return Doubt.PART
    return None


def _has_more(sheet: Sheet, columns: Columns) -> bool:
    """Whether a column of which nothing is known has words for most people: the rest of names?"""
    open_ = set(range(len(sheet.headings))) - set(columns.values())
    for column in open_:
        cells = [row.cells[column] for row in sheet.rows]
        worded = [cell for cell in cells if cell and not any(map(str.isdigit, cell))]
        if 2 * len(worded) > len(cells):
            return True
    return False


def preview(
    sheet: Sheet,
    columns: Columns,
    existing: tuple[Participant, ...],
    seminar: Seminar,
    answers: Answers = NO_ANSWERS,
) -> tuple[Arrival, ...]:
    """What will become of every row, in the sheet's order; nothing is written.

    Who is the same person is told by `domain.people.same_person`; where that cannot know, the row
    is asked about. What is empty is filled, what stands stays.
    """
    known = _Known(existing)
    reading = _Reading(sheet, columns, seminar, answers, _turning(sheet, columns))
    return tuple(
        _arrival(row, reading, known, _standing(row.number, is_title, over, answers))
        for row, is_title, over in sections(sheet.rows, sheet.titles, seminar.sectors)
    )


def _standing(number: float, is_title: bool, over: str, answers: Answers) -> Text:
    """Why a row is nobody who comes by where it stands, "" where it may be somebody."""
    if number in answers.taken:
        return ""
    if is_title:
        return say("This looks like the title of a section, not like a person.")
    return say("This stands under “{over}”.", over=over) if says_no(over) else ""


def _turning(sheet: Sheet, columns: Columns) -> Turning:
    """How whole names are turned that stand with the family name first."""
    cells = (_cell(row, columns, Field.NAME) for row in sheet.rows)
    names = [ADDED_TO_NAMES.sub("", name) for name in cells if name]
    return turning(names, order_of(sheet.headings[columns[Field.NAME]])) if names else Turning()


def take(file: SeminarStore, arrivals: Iterable[Arrival], *, now: datetime) -> int:
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
    with file.write(Verb.IMPORT, now) as writer:
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


def became(arrivals: Sequence[Arrival]) -> Wording:
    """What becomes of the rows of a list, in words: "40 new, 2 refused"."""
    outcomes = Counter(arrival.outcome for arrival in arrivals)
    found = [outcome for outcome in Outcome if outcomes[outcome]]
    said = [BECAME[each].of(n=outcomes[each]) for each in found]
    return Joined(said, ", ") if said else say("there was nobody on it")


def filled(person: Participant, other: Participant) -> Participant:
    """`person` with the empty fields taken from `other`."""
    gained = {
        name: getattr(other, name)
        for name in MERGEABLE
        if not getattr(person, name) and getattr(other, name)
    }
    return replace(person, **gained)


class _Known:
    """The people so far, found by id or by what they are called."""

    def __init__(self, people: Iterable[Participant]) -> None:
        self._by_id: dict[str, Participant] = {}
        self._by_name: dict[str, list[str]] = {}
        self.listed: set[str] = set()
        for person in people:
            self.add(person)
            self.listed.add(person.id)

    def add(self, person: Participant) -> None:
        ids = self._by_name.setdefault(letters(person.name), [])
        if person.id not in ids:
            ids.append(person.id)
        self._by_id[person.id] = person

    def find(self, person: Participant) -> Participant | None:
        """The same person; nobody where that cannot be known."""
        return self._by_id.get(person.id) or self._first(person, Likeness.SAME)

    def maybe(self, person: Participant) -> Participant | None:
        """Somebody who may be the same person."""
        return self._first(person, Likeness.UNKNOWN)

    def namesake(self, person: Participant) -> Participant | None:
        """Somebody else of this name."""
        return self._first(person, Likeness.OTHER)

    def _first(self, person: Participant, wanted: Likeness) -> Participant | None:
        alike = (self._by_id[id_] for id_ in self._by_name.get(letters(person.name), ()))
        return next((other for other in alike if likeness(other, person) is wanted), None)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the rows of a list are read, and its names turned."""

    sheet: Sheet
    columns: Columns
    seminar: Seminar
    answers: Answers
    turning: Turning


def _arrival(row: Row, reading: _Reading, known: _Known, standing: Text) -> Arrival:
    person, unmatched = _person(row, reading)
    if refusal := _refusal(row, reading, person) or standing:
        return Arrival(row.number, person, Outcome.REFUSED, refusal)
    answers = reading.answers
    current = known.find(person)
    if current is None and row.number not in answers.others:
        maybe = known.maybe(person)
        if maybe is not None and row.number not in answers.same:
            return Arrival(row.number, person, Outcome.ASKED, _question(maybe))
        current = maybe
    if current is None:
        person = replace(person, id=new_id())
        reasons = [_namesake_reason(person, known), *unmatched]
        known.add(person)
        return Arrival(row.number, person, Outcome.NEW, Joined(reasons) if any(reasons) else "")
    merged = filled(current, person)
    known.add(merged)
    reasons = [_merge_reason(current, merged, current.id in known.listed), *unmatched]
    outcome = Outcome.KNOWN if merged == current else Outcome.MERGED
    return Arrival(row.number, merged, outcome, Joined(reasons) if any(reasons) else "")


def _person(row: Row, reading: _Reading) -> tuple[Participant, list[Text]]:
    columns, seminar = reading.columns, reading.seminar
    word = _cell(row, columns, Field.SECTOR)
    name, email, order_reason = _name_and_address(row, reading)
    sector, sector_reason = _matched(
        reading.answers.sectors.get(word, word),
        seminar.sectors,
        say("“{word}” is not one of the seminar's sectors."),
    )
    size, size_reason = _matched(
        _size(_cell(row, columns, Field.SIZE), reading),
        seminar.sizes,
        say("“{word}” is not one of the seminar's sizes."),
    )
    person = Participant(
        id="",
        name=name,
        organisation=_cell(row, columns, Field.ORGANISATION),
        role=_cell(row, columns, Field.ROLE),
        sector=sector,
        size=size,
        email=email,
        needs=_cell(row, columns, Field.NEEDS),
    )
    struck = _struck(row, columns, columns.keys() - NAMING)
    crossed = STRUCK.of(words=Listed(struck)) if struck else ""
    return person, [order_reason, sector_reason, size_reason, crossed]


def _name_and_address(row: Row, reading: _Reading) -> tuple[str, str, Text]:
    """The name, turned where the family name is first, the e-mail address, and what is open."""
    columns = reading.columns
    named = (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME)
    parts = (_cell(row, columns, field) for field in named)
    name = _cell(row, columns, Field.NAME) or " ".join(filter(None, parts))
    email = _cell(row, columns, Field.EMAIL)
    name = ADDED_TO_NAMES.sub("", name)
    if both := _WITH_ADDRESS.match(name):
        name, email = both["name"] or name, email or both["email"]
    if Field.NAME not in columns:
        return name, email, ""
    is_open = reading.turning.leaves_open(name)
    return reading.turning.turned(name), email, FAMILY_NAME_OPEN if is_open else ""


def _size(word: str, reading: _Reading) -> str:
    return reading.answers.sizes.get(word) or exact_size(word, reading.seminar.sizes) or word


def _cell(row: Row, columns: Columns, field: Field) -> str:
    index = columns.get(field, -1)
    return row.cells[index] if 0 <= index < len(row.cells) else ""


def _matched(text: str, allowed: tuple[str, ...], is_none: Message) -> tuple[str, Text]:
    """The seminar's own word for `text`; or the text as it stands, and a sentence saying so."""
    for word in allowed:
        if text and letters(word) == letters(text):
            return word, ""
    return text, is_none.of(word=text) if text and allowed else ""


def _refusal(row: Row, reading: _Reading, person: Participant) -> Text:
    answers = reading.answers
    if row.number in answers.left_out:
        return say("Left out by hand.")
    if row.number in answers.taken:
        return "" if person.name else NO_NAME
    status = _cell(row, reading.columns, Field.STATUS)
    known = reading.columns.values()
    if struck := _struck(row, reading.columns, NAMING):
        return NAME_STRUCK.of(words=" ".join(struck))
    if why := why_not(status, reading.sheet.headings, row.cells, known) or no_person(person):
        return why
    if not any(char.isalpha() for char in person.name):
        return NO_NAME
    if len(person.name) > LONGEST_NAME:
        return say("The name is longer than any name; is it the right column?")
    if "@" in person.name and not person.email:
        return say("The name looks like an e-mail address; is it the right column?")
    return ""


def _struck(row: Row, columns: Columns, of: Iterable[Field]) -> list[str]:
    """What of these fields is crossed out."""
    cells = (_cell(row, columns, each) for each in Field if each in of)
    return [cell for cell in cells if cell in row.struck]


def _question(maybe: Participant) -> Message:
    return say(
        "Is this {whose}, who is there already, or somebody else of this name?",
        whose=_whose(maybe),
    )


def _whose(person: Participant) -> str:
    known = person.organisation or person.email
    return f"{person.name} ({known})" if known else person.name


def _namesake_reason(person: Participant, known: _Known) -> Text:
    other = known.namesake(person)
    if other is None:
        return ""
    whose = other.organisation or other.email or say("no organisation")
    return say("Somebody of this name is there already ({whose}).", whose=whose)


def _merge_reason(current: Participant, merged: Participant, listed: bool) -> Message:
    gained = [
        IN_WORDS[field.name]
        for field in fields(Participant)
        if getattr(current, field.name) != getattr(merged, field.name)
    ]
    if not gained:
        return say("Already in the seminar.") if listed else say("A second time in this list.")
    adds = (
        say("Already in the seminar: adds {gained}.")
        if listed
        else say("A second time in this list: adds {gained}.")
    )
    return adds.of(gained=Listed(gained))
