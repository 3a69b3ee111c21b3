"""How news is named: which kinds of record there are, what a revision is, what changed."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of record a seminar file holds."""

    SEMINAR = "seminar"
    SEGMENT = "segment"
    QUESTION = "question"
    FINDING = "finding"
    THEME = "theme"
    CASE_STUDY = "case_study"
    POLL = "poll"
    ROUND = "round"
    HAND_COUNT = "hand_count"
    BALLOT = "ballot"
    PARTICIPANT = "participant"
    CONSENT = "consent"
    ADDRESS = "address"
    BREAKOUT = "breakout"
    RESPONSE = "response"
    UPVOTE = "upvote"
    NOTE = "note"
    CHECK = "check"
    CODING = "coding"
    PHOTOGRAPH = "photograph"
    PROGRESS = "progress"
    SEGMENT_RUN = "segment_run"
    STAGE = "stage"
    SPEAKERS = "speakers"
    SLIDES = "slides"
    SLIDE_PICTURE = "slide_picture"
    ADDITION = "addition"


RETOLD = "retold"
"""Stands in the place of the device where a response was told again without who gave it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record that is not as it was: views re-read what they show of it.

    For ballots `id` is the round's id; ballots are never announced one by one. A window is told of
    very many of a kind by the kind alone: `id` is "" then, and any of them may have changed.
    """

    kind: Kind
    id: str


UNPRINTED = frozenset(
    {
        *(Kind.STAGE, Kind.BALLOT, Kind.SPEAKERS, Kind.SLIDES, Kind.SLIDE_PICTURE),
        *(Kind.ADDRESS, Kind.UPVOTE),
    }
)
"""What no summary says anything of: votes are in it once their round is revealed."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a process has read the news: last journal sequence and last ballot sequence."""

    journal: int = 0
    ballots: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One immutable version of a record.

    `content` is the record as JSON text, None when the record is gone or erased.
    `based_on` are the revisions its author saw. `clock` is a hybrid logical clock:
    microseconds since 1970 UTC, moved on by one where the wall clock has not advanced
    (Kulkarni et al. 2014, Logical Physical Clocks). `salt`, `digest` and `hash` are explained in
    `domain.hashes`.
    """

    id: str
    record: str
    kind: Kind
    content: str | None
    gone: bool
    erased: bool
    based_on: tuple[str, ...]
    device: str
    clock: int
    act: str
    salt: str | None = None
    digest: str = ""
    hash: str = ""
