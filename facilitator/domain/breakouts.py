"""Breakouts: the groups of one breakouts segment, and how people are shared out among them."""

from dataclasses import dataclass
from typing import ClassVar

from facilitator.domain.changes import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakout:
    """A group that works in parallel with the others of its segment."""

    KIND: ClassVar[Kind] = Kind.BREAKOUT
    id: str
    segment_id: str
    position: float
    title: str
    place: str = ""
    case_study_id: str = ""
    question_ids: tuple[str, ...] = ()
    finding_ids: tuple[str, ...] = ()
    member_ids: tuple[str, ...] = ()
    fixed_ids: tuple[str, ...] = ()
    note_taker: str = ""
    capacity: int = 0
