"""Questions put to people, and what people answer."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.revisions import Kind


class QuestionKind(StrEnum):
    """What a question is for. Research questions frame the day; the others are put to people."""

    RESEARCH = "research"
    EMERGING = "emerging"
    REFLECTION = "reflection"
    EVALUATION = "evaluation"


class Channel(StrEnum):
    """The way a response or a ballot came in."""

    PLENARY = "plenary"
    PHONE = "phone"
    TABLET = "tablet"
    PAPER = "paper"
    HANDS = "hands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question in the seminar's words. `group` is the heading it stands under.

    `most` bounds the responses of one person (0: as many as they like); `one_word` asks for a word
    each; `on_wall` lets phones see and upvote responses; `moderated` hides each until it is let
    through.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What somebody said in answer to a question.

    `sector`, `size` and `attribution` are empty unless given; `hidden` keeps it from the wall,
    never from the record. `participant_id` is the participant or the device that gave it.
    `quotable` is the speaker's consent to be quoted without a name.
    """

    KIND: ClassVar[Kind] = Kind.RESPONSE
    id: str
    question_id: str
    words: str
    recorded_at: datetime
    segment_id: str = ""
    sector: str = ""
    size: str = ""
    attribution: str = ""
    participant_id: str = ""
    channel: Channel = Channel.PLENARY
    starred: bool = False
    hidden: bool = False
    quotable: bool = True
    theme_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Upvote:
    """One device's upvote of a response; its id is made of both, so that it counts once."""

    KIND: ClassVar[Kind] = Kind.UPVOTE
    id: str
    response_id: str
    device_id: str
