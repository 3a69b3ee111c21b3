"""What authors add to a paper beside what the room said: records, each with who and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.bounds import hold_to_years
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.wording import Message, say


class AdditionKind(StrEnum):
    """What is added, in the order in which a reader meets it."""

    MESSAGE = "message"
    YOU_SAID = "you_said"
    FOR_PAPER = "for_paper"
    COMMENT = "comment"
    PARTICIPANT = "participant"
    INVITATION = "invitation"
    EDITION = "edition"
    FUNDER = "funder"
    LICENCE = "licence"
    CITATION = "citation"
    CREATOR = "creator"
    DOI = "doi"


ADDITION_NAMES: Mapping[AdditionKind, Message] = {
    AdditionKind.MESSAGE: say("Message"),
    AdditionKind.YOU_SAID: say("You said, we will"),
    AdditionKind.FOR_PAPER: say("For the paper"),
    AdditionKind.COMMENT: say("Authors’ comment"),
    AdditionKind.PARTICIPANT: say("Comment by a participant"),
    AdditionKind.INVITATION: say("Comments are asked for"),
    AdditionKind.EDITION: say("What is new in this edition"),
    AdditionKind.FUNDER: say("Funder"),
    AdditionKind.LICENCE: say("Licence"),
    AdditionKind.CITATION: say("How to cite"),
    AdditionKind.CREATOR: say("Creator, with ORCID"),
    AdditionKind.DOI: say("DOI"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """Something an author wrote for the paper.

    `about` is the id of the theme or finding it speaks of, "" for the whole; `by` says who wrote it
    and `at` when last. `answer` is what "we will", to what "you said". `until` is the day by which
    comments are asked for.
    """

    KIND: ClassVar[Kind] = Kind.ADDITION
    id: str
    kind: AdditionKind
    words: str
    about: str = ""
    by: str = ""
    at: datetime
    answer: str = ""
    until: date | None = None

    def __post_init__(self) -> None:
        hold_to_years(self.until)


def as_question(invitation: Addition) -> Question:
    """An invitation to comment as what it asks people. What they write is kept under its id, and is
    for the authors alone but for words that may be quoted.
    """
    return Question(
        id=invitation.id,
        position=0,
        kind=QuestionKind.EVALUATION,
        wording=str(ASKED),
        on_wall=False,
    )


ASKED = say("What do you want to say about this paper?")


def of_kind(additions: Sequence[Addition], *kinds: AdditionKind) -> tuple[Addition, ...]:
    """Those of these kinds, in their order."""
    return tuple(each for each in additions if each.kind in kinds)


def edition(additions: Sequence[Addition]) -> int:
    """Which edition of the papers this is: each note of what is new begins another."""
    return 1 + len(of_kind(additions, AdditionKind.EDITION))
