"""Findings that the room is asked to test."""

from dataclasses import dataclass
from typing import ClassVar

from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question, QuestionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement to be tested, with the place in the source it stands on.

    `origin` is its key in the template, or the id of the finding of another seminar that it was
    taken over from.
    """

    KIND: ClassVar[Kind] = Kind.FINDING
    id: str
    position: float
    label: str
    wording: str
    source: str = ""
    theme_id: str = ""
    origin: str = ""


def as_question(finding: Finding) -> Question:
    """A finding as what it asks people: whether it is so. What they say is kept under its id."""
    return Question(
        id=finding.id,
        position=finding.position,
        kind=QuestionKind.EMERGING,
        wording=finding.wording,
        source=finding.source,
        theme_id=finding.theme_id,
    )
