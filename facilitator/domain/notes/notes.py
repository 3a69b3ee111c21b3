"""What note-takers capture in breakouts."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.passages import normal
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, say


class NoteKind(StrEnum):
    """What a note records."""

    POINT = "point"
    QUOTE = "quote"
    DISAGREEMENT = "disagreement"
    MINORITY = "minority"
    QUESTION_BACK = "question_back"
    ACTION = "action"


KIND_NAMES: Mapping[NoteKind, Message] = {
    NoteKind.POINT: say("Point"),
    NoteKind.QUOTE: say("Quote"),
    NoteKind.DISAGREEMENT: say("Disagreement"),
    NoteKind.MINORITY: say("Minority view"),
    NoteKind.QUESTION_BACK: say("Question back"),
    NoteKind.ACTION: say("Action"),
}
KINDS_TOGETHER: Mapping[NoteKind, Message] = {
    NoteKind.POINT: say("Points"),
    NoteKind.QUOTE: say("Quotes"),
    NoteKind.DISAGREEMENT: say("Disagreements"),
    NoteKind.MINORITY: say("Minority views"),
    NoteKind.QUESTION_BACK: say("Questions back"),
    NoteKind.ACTION: say("Actions"),
}
"""What stands above several notes of a kind."""

MOST_HEADLINES = 3
"""How many of a group's notes may be headline points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContent:
    """What a note says, in one breakout and against the question it speaks to.

    Records, drafts, envelopes and outboxes are all built of this one value, so that a field more is
    a field more here. `words` of a draft are a line as it is typed, marks and tags in it.
    `headline` marks it as one of its group's main points; `owner` is the role that answers for an
    action, `due` the day it should be done by.
    """

    breakout_id: str
    words: str
    question_id: str = ""
    kind: NoteKind = NoteKind.POINT
    sector: str = ""
    size: str = ""
    quotable: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    headline: bool = False
    owner: str = ""
    due: date | None = None

    def __post_init__(self) -> None:
        """Keep the words in one form, whichever way they came in."""
        object.__setattr__(self, "words", normal(self.words))


NO_CONTENT = NoteContent(breakout_id="", words="")
CONTENT_FIELDS = tuple(field.name for field in fields(NoteContent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(NoteContent):
    """One note as it is recorded: what it says, and when and where it was born."""

    KIND: ClassVar[Kind] = Kind.NOTE
    id: str
    recorded_at: datetime
    position: float = 0.0

    def saying(self, said: NoteContent) -> "Note":
        """The same note with what is said now in the place of what it said."""
        return replace(self, **{name: getattr(said, name) for name in CONTENT_FIELDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A group was read its notes and said that they are right. The id is made of the breakout's.

    `revisions` are those the notes had then: they tell which note was checked and which has been
    changed since, whatever the clocks say.
    """

    KIND: ClassVar[Kind] = Kind.CHECK
    id: str
    breakout_id: str
    checked_at: datetime
    revisions: tuple[str, ...] = ()


def check_id(breakout_id: str) -> str:
    """The id of the check of a breakout's notes."""
    return f"check:{breakout_id}"
