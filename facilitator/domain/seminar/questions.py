"""Questions put to people, and what people answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.bounds import Real, Whole
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, Text, say, spoken


class QuestionKind(StrEnum):
    """What a question is for. Research questions frame the day; the others are put to people."""

    RESEARCH = "research"
    EMERGING = "emerging"
    REFLECTION = "reflection"
    EVALUATION = "evaluation"


QUESTION_NAMES: Mapping[QuestionKind, Message] = {
    QuestionKind.RESEARCH: say("Research"),
    QuestionKind.EMERGING: say("Emerging"),
    QuestionKind.REFLECTION: say("Reflection"),
    QuestionKind.EVALUATION: say("Evaluation"),
}
QUESTION_USES: Mapping[QuestionKind, Message] = {
    QuestionKind.RESEARCH: say(
        "Frames the day and stands in the summary; it is not put to the room."
    ),
    QuestionKind.EMERGING: say(
        "Put to the room and to breakouts; people's responses are gathered."
    ),
    QuestionKind.REFLECTION: say("Asked towards the end: what, so what, now what."),
    QuestionKind.EVALUATION: say("Asks what the seminar itself was worth."),
}


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
    position: Real
    kind: QuestionKind
    wording: str
    group: str = ""
    help: str = ""
    source: str = ""
    theme_id: str = ""
    most: Whole = 0
    one_word: bool = False
    on_wall: bool = True
    moderated: bool = False
    origin: str = ""
    wording_second: str = ""
    help_second: str = ""

    @property
    def spoken(self) -> Text:
        """The question in the seminar's languages."""
        return spoken(self.wording, self.wording_second)

    @property
    def spoken_help(self) -> Text:
        """The line under it in the seminar's languages."""
        return spoken(self.help, self.help_second)

    @property
    def is_for_organiser(self) -> bool:
        """Whether what is said is for the organiser alone, but for words whose author agreed that
        they may be quoted: what an evaluation asks without showing it to others.
        """
        return self.kind is QuestionKind.EVALUATION and not self.on_wall
