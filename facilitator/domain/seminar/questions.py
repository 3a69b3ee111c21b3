"""Questions put to people, and what people answer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.revisions import Kind


class QuestionKind(StrEnum):
    """What a question is for. Research questions frame the day; the others are put to people."""

    RESEARCH = "research"
    EMERGING = "emerging"
    REFLECTION = "reflection"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in the seminar's words. `group` is the heading it stands under.

    `most` bounds the responses of one person (0: as many as they like); `one_word` asks for a word
    each; `on_wall` lets phones see and upvote responses; `moderated` hides each until it is let
    through. `origin` is its key in the template, or the id of the question of another seminar that
    it was taken over from.
    """

    KIND: ClassVar[Kind] = Kind.QUESTION
    id: str
    position: float
    kind: QuestionKind
    wording: str
    group: str = ""
    help: str = ""
    source: str = ""
    theme_id: str = ""
    most: int = 0
    one_word: bool = False
    on_wall: bool = True
    moderated: bool = False
    origin: str = ""
