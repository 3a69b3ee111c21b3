"""Findings that the room is asked to test."""

from dataclasses import dataclass
from typing import ClassVar

from facilitator.domain.bounds import Real
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.wording import Text, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A statement to be tested, with the place in the source it stands on.

    `origin` is its key in the template, or the id of the finding of another seminar that it was
    taken over from. `read_as` are the words in which a second person has read it beside what it
    stands on, "" where nobody has.
    """

    KIND: ClassVar[Kind] = Kind.FINDING
    id: str
    position: Real
    label: str
    wording: str
    source: str = ""
    theme_id: str = ""
    origin: str = ""
    read_as: str = ""
    label_second: str = ""
    wording_second: str = ""

    @property
    def is_read(self) -> bool:
        """Whether a second person has read it in the words that it has now."""
        return bool(self.wording) and self.read_as == self.wording

    @property
    def spoken_label(self) -> Text:
        """What it is called by, in the seminar's languages."""
        return spoken(self.label, self.label_second)

    @property
    def spoken(self) -> Text:
        """The statement in the seminar's languages."""
        return spoken(self.wording, self.wording_second)


def as_question(finding: Finding) -> Question:
    """A finding as what it asks people: whether it is so. What they say is kept under its id."""
    return Question(
        id=finding.id,
        position=finding.position,
        kind=QuestionKind.EMERGING,
        wording=finding.wording,
        source=finding.source,
        theme_id=finding.theme_id,
        wording_second=finding.wording_second,
    )
