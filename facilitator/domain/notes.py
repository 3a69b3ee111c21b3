"""What note-takers capture in breakouts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.changes import Kind


class NoteKind(StrEnum):
    """What a note records."""

    POINT = "point"
    QUOTE = "quote"
    DISAGREEMENT = "disagreement"
    MINORITY = "minority"
    QUESTION_BACK = "question_back"
    ACTION = "action"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note of one breakout, against the question it speaks to."""

    KIND: ClassVar[Kind] = Kind.NOTE
    id: str
    breakout_id: str
    words: str
    recorded_at: datetime
    position: float = 0.0
    question_id: str = ""
    kind: NoteKind = NoteKind.POINT
    sector: str = ""
    size: str = ""
    quotable: bool = False
    starred: bool = False
    tags: tuple[str, ...] = ()
    theme_ids: tuple[str, ...] = ()
