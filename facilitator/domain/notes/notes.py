"""What note-takers capture in breakouts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from facilitator.domain.bounds import Real
from facilitator.domain.days import DayInShort
from facilitator.domain.passages import normal
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, Text, say


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

FIELD_NAMES: Mapping[str, Message] = {
    "sector": say("Speaker’s sector"),
    "size": say("Size of organisation"),
    "starred": say("Star"),
    "quotable": say("May be quoted"),
    "headline": say("Headline point"),
}
"""What is said about a note by one key or one click, as it is called on every screen."""

NOT_GIVEN: Mapping[str, Message] = {
    "sector": say("No sector given"),
    "size": say("No size given"),
}
"""What stands for nothing where one thing is chosen from a list."""

MOST_HEADLINES = 3
"""How many of a group's notes may be headline points."""

T = TypeVar("T")
_JOINED = "joined"
_SINCE = "since"


def _rules(joined: Callable[[T, T], T], *, since: int = 1) -> Mapping[str, Any]:
    """What goes with a field: what becomes of it where two notes are `joined`, and the form of what
    devices send that first told it.
    """
    return {_JOINED: joined, _SINCE: since}


def _first(one: T, other: T) -> T:
    return one


def _first_given(one: T, other: T) -> T:
    return one or other


def _agreed(one: str, other: str) -> str:
    return one if one == other else ""


def _either(one: bool, other: bool) -> bool:
    return one or other


def _both(one: bool, other: bool) -> bool:
    return one and other


def _all(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*one, *other]))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteContent:
    """What a note says, in one breakout and against the question it speaks to.

    Records, drafts, envelopes, outboxes and papers are all built of this one value, so that a field
    more is a field more here. `words` of a draft are a line as it is typed, marks and tags in it.
    `headline` marks it as one of its group's main points; `owner` is the role that answers for an
    action, `due` the day it should be done by.
    """

    breakout_id: str
    words: str
    question_id: str = field(default="", metadata=_rules(_first))
    kind: NoteKind = field(default=NoteKind.POINT, metadata=_rules(_first))
    sector: str = field(default="", metadata=_rules(_agreed))
    size: str = field(default="", metadata=_rules(_agreed))
    quotable: bool = field(default=False, metadata=_rules(_both))
    starred: bool = field(default=False, metadata=_rules(_either))
    tags: tuple[str, ...] = field(default=(), metadata=_rules(_all))
    headline: bool = field(default=False, metadata=_rules(_either))
    owner: str = field(default="", metadata=_rules(_first_given, since=2))
    due: date | None = field(default=None, metadata=_rules(_first_given, since=2))

    def __post_init__(self) -> None:
        """Keep the words in one form, whichever way they came in."""
        object.__setattr__(self, "words", normal(self.words))

    @property
    def is_verbatim(self) -> bool:
        """Whether the words are a speaker's own; others are the note-taker's."""
        return self.kind is NoteKind.QUOTE

    def about(self) -> tuple[Text, ...]:
        """What is said of it beside its words, as lists show it."""
        said = (
            FIELD_NAMES["headline"] if self.headline else "",
            KIND_NAMES[self.kind] if self.kind is not NoteKind.POINT else "",
            self.sector,
            self.size,
            self.owner,
            say("by {day}", day=DayInShort(self.due)) if self.due else "",
            say("may be quoted") if self.quotable else "",
            *(f"#{tag}" for tag in self.tags),
        )
        return tuple(each for each in said if each != "")


NO_CONTENT = NoteContent(breakout_id="", words="")
CONTENT_FIELDS = tuple(each.name for each in fields(NoteContent))
KNOWN_SINCE = {each.name: int(each.metadata.get(_SINCE, 1)) for each in fields(NoteContent)}
"""The form of what devices send that first told a field."""
FORM = max(KNOWN_SINCE.values())
"""The newest form that is understood here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(NoteContent):
    """One note as it is recorded: what it says, and when and where it was born.

    `printed_as` are the words for papers where they were changed for these.
    """

    KIND: ClassVar[Kind] = Kind.NOTE
    id: str
    recorded_at: datetime
    position: Real = 0.0
    printed_as: str = ""

    def saying(self, said: NoteContent) -> "Note":
        """The same note with what is said now in the place of what it said."""
        return replace(self, **{name: getattr(said, name) for name in CONTENT_FIELDS})

    def joined(self, other: "Note") -> "Note":
        """One note out of two: the words one after the other, the rest as each field has it."""
        rules = {each.name: each.metadata.get(_JOINED) for each in fields(NoteContent)}
        one: dict[str, Any] = {
            name: rule(getattr(self, name), getattr(other, name))
            for name, rule in rules.items()
            if rule is not None
        }
        printed = " ".join(each.printed_as or each.words for each in (self, other))
        changed = printed if self.printed_as or other.printed_as else ""
        return replace(self, words=f"{self.words} {other.words}", printed_as=changed, **one)


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
