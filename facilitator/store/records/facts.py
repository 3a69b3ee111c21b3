"""The facts a file keeps of itself, each declared once. None of them travels with a merge.

What there is one of for each round, laptop or change is no fact: it has a table of its own.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any, Generic, TypeVar, cast

import msgspec

from facilitator import typed
from facilitator.domain.facts import (
    Arrivals,
    Capture,
    Counting,
    Handover,
    Left,
    Origin,
    OwnCopy,
    Printed,
    WavedOn,
)
from facilitator.domain.merging.sync import NOBODY_CALLED, Called, Cursor
from facilitator.domain.notes.notes import NO_CONTENT, NoteContent
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.paper.codes import PaperCodes
from facilitator.domain.polls.paper.piles import PaperCount, Pile
from facilitator.domain.privacy.small_groups import NOTHING_TOLD, Told
from facilitator.domain.seminar.rooms import MAIN, keyed
from facilitator.domain.seminar.speaking import Asking
from facilitator.store.records.held import decoded
from facilitator.store.sqlite import log_marks, sums

T = TypeVar("T")


class Goes(Enum):
    """How far a fact leaves the file it was kept in."""

    NOWHERE = auto()
    INTO_COPIES = auto()
    """Into backups and whole copies, which can take the file's place."""
    TO_NOTE_TAKERS = auto()
    """Into note-takers' copies as well."""


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A fact's name in the file, its type, what holds before it is kept, what it means.

    `is_secret`: whoever knows it can come in, or tie ballots to people. `by_room`: each of the
    seminar's rooms has one. `by_session`: each window's session has one, so that two windows that
    are cut off at once keep what was typed in either; one under no session is of an older program.
    """

    name: str
    type: Any
    default: T
    meaning: str
    goes: Goes = Goes.INTO_COPIES
    is_secret: bool = False
    by_room: bool = False
    by_session: bool = False

    def called(self, room: str, session: str = "") -> str:
        """Its name in the file, in a room and a session."""
        where = room if self.by_room else MAIN
        return (
            self._slot(where, session) if session and self.by_session else keyed(self.name, where)
        )

    def slots(self, room: str) -> str:
        """What its names in a room begin with, of whatever session."""
        return self._slot(room if self.by_room else MAIN, "")

    def _slot(self, room: str, session: str) -> str:
        return f"{self.name}:{room}:{session}"

    def written(self, value: T) -> str:
        """As the file keeps it: texts and whole numbers as they are, the rest as JSON."""
        return value if isinstance(value, str) else msgspec.json.encode(value).decode()

    def read(self, kept: str | None) -> T:
        """The value of what the file keeps."""
        if kept is None:
            return self.default
        value: Any = kept if self.type is str else decoded(kept, self.type)
        return cast(T, value)


FILE_ID: Fact[str] = Fact(
    "file_id", str, "", "which seminar this is, the same in all its copies", Goes.TO_NOTE_TAKERS
)
CLOCK: Fact[int] = Fact(
    "clock", int, 0, "the latest moment that the file's clock has given or seen, µs since 1970",
    Goes.TO_NOTE_TAKERS,
)  # fmt: skip
EPOCH: Fact[str] = Fact(
    "epoch", str, "", "which life of the seminar this file is of: a new one at every restoring and "
    "for every copy that is worked in", Goes.NOWHERE,
)  # fmt: skip
JOIN_CODE: Fact[str] = Fact("join_code", str, "", "what lets people in", is_secret=True)
NOTE_CODE: Fact[str] = Fact("note_code", str, "", "what lets note-takers in", is_secret=True)
THEME_CODE: Fact[str] = Fact("theme_code", str, "", "what lets the theme team in", is_secret=True)
REMOTE_CODE: Fact[str] = Fact(
    "remote_code", str, "", "what lets the facilitator's phone in", is_secret=True
)
PSEUDONYM_SECRET: Fact[str | None] = Fact(
    "pseudonym_secret", str, None, "what the keys of pseudonymous ballots are made with",
    is_secret=True,
)  # fmt: skip
PAPER_CODES: Fact[PaperCodes] = Fact(
    "paper codes", PaperCodes, PaperCodes(), "what the codes on ballots on paper are drawn from",
    Goes.NOWHERE, is_secret=True,
)  # fmt: skip
PAPER_PILES: Fact[tuple[Pile, ...]] = Fact(
    "paper piles", tuple[Pile, ...], (), "which sheet of paper holds which ballot, until the count "
    "is declared", Goes.NOWHERE, is_secret=True,
)  # fmt: skip
PAPER_COUNTS: Fact[tuple[PaperCount, ...]] = Fact(
    "paper counts", tuple[PaperCount, ...], (), "how many sheets of paper were counted, and twice"
)
NOTE_DRAFT: Fact[NoteContent] = Fact(
    "note draft", NoteContent, NO_CONTENT, "the note that is being typed", by_session=True
)
CAPTURE_DRAFT: Fact[Capture] = Fact(
    "capture draft",
    Capture,
    Capture(),
    "the response that is being typed",
    by_room=True,
    by_session=True,
)
NOTE_LINES: Fact[tuple[NoteContent, ...]] = Fact(
    "note lines",
    tuple[NoteContent, ...],
    (),
    "notes that could not be written, behind the draft",
    by_session=True,
)
CAPTURE_LINES: Fact[tuple[Capture, ...]] = Fact(
    "capture lines",
    tuple[Capture, ...],
    (),
    "answers that could not be written, behind the draft",
    by_room=True,
    by_session=True,
)
LEFT_WORDS: Fact[tuple[Left, ...]] = Fact(
    "left words", tuple[Left, ...], (), "what was typed and recorded nowhere when the seminar was "
    "closed", Goes.NOWHERE,
)  # fmt: skip
TICKED_PROMPTS: Fact[tuple[tuple[str, int], ...]] = Fact(
    "ticked prompts", tuple[tuple[str, int], ...], (),
    "what the facilitator has done of the script", by_room=True,
)  # fmt: skip
SUMMARY_PRINTED: Fact[Printed | None] = Fact(
    "summary printed", Printed, None, "when the summary left last"
)
TOLD: Fact[Told] = Fact(
    "told", Told, NOTHING_TOLD, "which groups and sectors papers that left have told apart"
)
WAVED_ON: Fact[tuple[WavedOn, ...]] = Fact(
    "waved on", tuple[WavedOn, ...], (), "what left in spite of a caution, and why"
)
LOOKED_AT: Fact[tuple[str, ...]] = Fact(
    "looked at", tuple[str, ...], (), "which passages were looked at before a paper left"
)
PEOPLE: Fact[tuple[Participant, ...]] = Fact(
    "people", tuple[Participant, ...], (), "whom a note-taker's copy knows of, without names",
    Goes.TO_NOTE_TAKERS,
)  # fmt: skip
CURSOR: Fact[Cursor | None] = Fact(
    "sync", Cursor, None, "how far a note-taker's copy is with its host", Goes.TO_NOTE_TAKERS
)
IS_TEAMS: Fact[bool] = Fact(
    "theme team", bool, False, "whether this is a copy for the theme team, with responses"
)
BEHIND_HOST: Fact[int] = Fact(
    "behind host",
    int,
    0,
    "by how much this computer's clock is behind its host's, µs",
    Goes.NOWHERE,
)
CALLED: Fact[Called] = Fact(
    "called", Called, NOBODY_CALLED, "what computers are called, as a copy's host told it"
)
ORIGIN: Fact[Origin | None] = Fact(
    "copied from", Origin, None, "where a local copy was made from", Goes.NOWHERE
)

OWN_COPY: Fact[OwnCopy | None] = Fact(
    "own copy", OwnCopy, None, "of which seminar in a database this is a room's own copy"
)
WERE_IN: Fact[dict[str, str] | None] = Fact(
    "were in", dict[str, str], None, "which devices were in when a room went on in its own copy, "
    "each with a mark of what was known of it", Goes.NOWHERE,
)  # fmt: skip
STANDS_AT: Fact[str] = Fact(
    "stands at", str, "", "where in PostgreSQL the seminar was when it was opened last, by which "
    "one that was restored or failed over to is known", Goes.NOWHERE,
)  # fmt: skip

STANDBY_CODE: Fact[str] = Fact(
    "standby_code", str, "", "what lets a standby in and protects it", Goes.NOWHERE, is_secret=True
)
STANDBY_PLACE: Fact[str] = Fact(
    "standby place", str, "", "where phones were last told to go if this host is gone", Goes.NOWHERE
)
HANDOVER: Fact[Handover | None] = Fact(
    "handover", Handover, None, "what a standby remembers of its host", Goes.NOWHERE,
    is_secret=True,
)  # fmt: skip
LOG_MARK: Fact[str] = Fact(
    log_marks.NAME, str, "", "which log belongs to the file, and whether it is needed", Goes.NOWHERE
)
SUMS: Fact[str] = Fact(
    sums.NAME, str, "", "what the tables that no journal tells came to when the file was last at "
    "rest", Goes.NOWHERE,
)  # fmt: skip
COUNTING: Fact[tuple[Counting, ...]] = Fact(
    "counting", tuple[Counting, ...], (), "how what is counted down stood to the computer's own "
    "clock", Goes.NOWHERE, by_room=True,
)  # fmt: skip

ARRIVALS: Fact[dict[str, Arrivals | int]] = Fact(
    "arrivals", dict[str, Arrivals | int], {}, "how far phones have come at each server that are "
    "not in yet; numbers are those of an older program", Goes.NOWHERE, by_room=True,
)  # fmt: skip
SPEAKERS: Fact[Asking] = Fact(
    "speakers", Asking, Asking(), "who is on the speakers’ list", Goes.NOWHERE, by_room=True
)
NAMELESS: Fact[tuple[tuple[str, ...], ...]] = Fact(
    "nameless", tuple[tuple[str, ...], ...], (), "the groups of each phone without a name that had "
    "joined when everybody was let out",
)  # fmt: skip
PAIRED_AS: Fact[dict[str, str]] = Fact(
    "paired as", dict[str, str], {}, "what the devices are called that came in by a code"
)
ARCHIVE_AGREED: Fact[bool] = Fact(
    "archive agreed", bool, False, "whether somebody who was taken out had agreed to an archive"
)

OF_ONE_PLACE: tuple[Fact[Any], ...] = (
    *(EPOCH, LOG_MARK, ORIGIN, OWN_COPY, STANDS_AT, SUMS, WERE_IN),
)
"""What is said of one place where a seminar lies, and holds in no other."""

FACTS: tuple[Fact[Any], ...] = (
    FILE_ID,
    CLOCK,
    EPOCH,
    JOIN_CODE,
    NOTE_CODE,
    THEME_CODE,
    REMOTE_CODE,
    PSEUDONYM_SECRET,
    PAPER_CODES,
    PAPER_PILES,
    PAPER_COUNTS,
    NOTE_DRAFT,
    CAPTURE_DRAFT,
    NOTE_LINES,
    CAPTURE_LINES,
    LEFT_WORDS,
    TICKED_PROMPTS,
    SUMMARY_PRINTED,
    TOLD,
    WAVED_ON,
    LOOKED_AT,
    PEOPLE,
    CURSOR,
    IS_TEAMS,
    BEHIND_HOST,
    CALLED,
    ORIGIN,
    OWN_COPY,
    WERE_IN,
    STANDS_AT,
    STANDBY_CODE,
    STANDBY_PLACE,
    HANDOVER,
    LOG_MARK,
    ARRIVALS,
    COUNTING,
    SPEAKERS,
    SUMS,
    NAMELESS,
    PAIRED_AS,
    ARCHIVE_AGREED,
)
EVERY = "SELECT name, value FROM meta WHERE name = ?1 OR name LIKE ?1 || ':%'"
FORGET = "DELETE FROM meta WHERE name = ?1 OR name LIKE ?1 || ':%'"
"""What takes a fact out of a file, in every room and of every session."""


def is_of_a_newer_program(name: object, value: object) -> bool:
    """Whether this is a fact that this program does not know, as a newer one might keep it, which
    needs no new version of the file for that.
    """
    if not (isinstance(name, str) and isinstance(value, str) and _CALLED.fullmatch(name)):
        return False
    try:
        typed.decoded(value, Any)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return all(fact.name != name.partition(":")[0] for fact in FACTS)


_CALLED = re.compile(r"[a-z][a-z0-9_ ]{1,40}(:[\w-]{0,64}){0,2}")


def fact_called(name: str) -> Fact[Any] | None:
    """The fact that a file keeps under a name, None where there is none."""
    first, _, rest = name.partition(":")
    room, _, session = rest.partition(":")
    found = next((fact for fact in FACTS if fact.name == first), None)
    is_its = found is not None and found.called(room or MAIN, session) == name
    return found if is_its else None
