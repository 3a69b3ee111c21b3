"""What people answer, and the ways an answer or a ballot comes in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.passages import normal
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, say


class Channel(StrEnum):
    """The way a response or a ballot came in."""

    PLENARY = "plenary"
    PHONE = "phone"
    TABLET = "tablet"
    PAPER = "paper"
    HANDS = "hands"


CHANNEL_WAYS: Mapping[Channel, Message] = {
    Channel.PLENARY: say("in plenary"),
    Channel.PHONE: say("by phone"),
    Channel.TABLET: say("on the tablet"),
    Channel.PAPER: say("on paper"),
    Channel.HANDS: say("by show of hands"),
}
"""How a count of ballots came in: "3 by phone"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What somebody said in answer to a question, or about a finding: `question_id` is the one's id
    or the other's.

    `sector`, `size` and `attribution` are empty unless given; `hidden` keeps it from the wall,
    never from the record. `participant_id` is the participant or the device that gave it.
    `their_words` marks what was captured in plenary as the speaker's own words, not a wording of
    who wrote it down. `quotable` is that the speaker agreed to be quoted without a name; of what
    was captured it is known once they were asked. `archivable` is what they said of an archive: on
    the sheet that it was typed from, or in their consent, once that is no longer kept. `printed_as`
    are the words for papers where they were changed for these.
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
    quotable: bool = False
    their_words: bool = False
    archivable: bool = False
    printed_as: str = ""

    def __post_init__(self) -> None:
        """Keep the words in one form, whichever way they came in."""
        object.__setattr__(self, "words", normal(self.words))

    @property
    def is_verbatim(self) -> bool:
        """Whether the words are the speaker's own: all that people send are."""
        return self.their_words or self.channel is not Channel.PLENARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Upvote:
    """One device's upvote of a response; its id is made of both, so that it counts once."""

    KIND: ClassVar[Kind] = Kind.UPVOTE
    id: str
    response_id: str
    device_id: str
