"""The speakers' list: who asks to speak, whose turn it is, and how long each has spoken.

Those who have not spoken yet come first: who is used to speaking asks sooner and more often. Who
stands on the list is known while it is open and nowhere afterwards: the record says of nobody who
they are, and the names are a fact of the room, which has no history and goes when the list closes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from facilitator.domain.bounds import Whole, hold_to_years
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.wording import Counted, Message, Text, say

RULE = say("Those who have not spoken come first, then in the order of asking.")
SPEAKERS = say("Speakers’ list")
SILENT = say("Nobody speaks now.")
HOW_TO_ASK = say("Ask to speak on your phone, or raise your hand.")
"""What the room reads while nobody speaks and nobody waits."""
LIMITS = (0, 60, 120, 180, 300)
"""How long each may speak, in seconds, as it can be chosen; 0 for as long as they like."""


def next_named(names: Sequence[Text]) -> tuple[Message, ...]:
    """Who is next, and who comes after them."""
    said = [say("Next: {title}", title=name) for name in names[:1]]
    return (*said, *(say("Then: {name}", name=name) for name in names[1:]))


def waiting_behind(others: int) -> Text:
    """How many wait behind those who are named, "" for none."""
    return Counted(others, "{n} more waits", "{n} more wait") if others else ""


def time_spoken(used: int, limit: int) -> Message:
    """The time that somebody has spoken, beside the time there is (seconds, 0 for no limit)."""
    if not limit:
        return say("{time} spoken", time=_minutes(used))
    if used > limit:
        return say("Over the time by {time}", time=_minutes(used - limit))
    return say("{time} of {of} spoken", time=_minutes(used), of=_minutes(limit))


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


@dataclass(frozen=True, slots=True)
class Turn:
    """That somebody spoke, for so many seconds. Sector and size only where enough people share
    them: whoever was in the room could tell who it was.
    """

    sector: str
    size: str
    seconds: Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakersList:
    """A list as it was opened in a segment. `limit` is how long each may speak (seconds, 0 for no
    limit), `asked` how often somebody asked, `began_at` when the one who speaks now began.
    """

    KIND: ClassVar[Kind] = Kind.SPEAKERS
    id: str
    segment_id: str
    opened_at: datetime
    closed_at: datetime | None = None
    limit: Whole = 0
    asked: Whole = 0
    waiting: Whole = 0
    began_at: datetime | None = None
    turns: tuple[Turn, ...] = ()
    room: str = MAIN

    def __post_init__(self) -> None:
        hold_to_years(self.opened_at, self.closed_at, self.began_at)


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody on the list. `key` is a participant's or a device's id, or one of their own for who
    was put there by hand, called `label`. `ticket` is what their phone knows their place by.
    `number` tells those apart who are called the same: it is this asking's, and goes with it.
    """

    key: str
    ticket: str
    label: str = ""
    sector: str = ""
    size: str = ""
    number: Whole = 0


@dataclass(frozen=True, slots=True)
class Press:
    """That somebody asked by phone or took it back: who, and under what id of their phone's."""

    key: str
    id: str


@dataclass(frozen=True, slots=True)
class Asking:
    """Who waits, in the order of asking, who speaks now, and the keys of all who have spoken.

    `presses` are the latest of each phone, so that one whose answer was lost comes again as itself.
    """

    waiting: tuple[Asker, ...] = ()
    speaking: Asker | None = None
    heard: tuple[str, ...] = ()
    presses: tuple[Press, ...] = ()

    @property
    def in_turn(self) -> tuple[Asker, ...]:
        """Who waits, in the order in which they are called."""
        return tuple(sorted(self.waiting, key=lambda asker: asker.key in self.heard))
