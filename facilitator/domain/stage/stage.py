"""The stage: what the room sees now, as a record, and as the values that are painted from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.bounds import Whole
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.rooms import MAIN, keyed


class Scene(StrEnum):
    """The kinds of thing the room can be shown."""

    WELCOME = "welcome"
    JOIN = "join"
    SEGMENT = "segment"
    QUESTION = "question"
    WALL = "wall"
    RESPONSE = "response"
    POLL = "poll"
    POLL_BY_SECTOR = "poll_by_sector"
    POLL_BY_SIZE = "poll_by_size"
    POLL_BY_ROOM = "poll_by_room"
    BREAKOUTS = "breakouts"
    READ_BACK = "read_back"
    SPEAKERS = "speakers"
    SLIDES = "slides"
    COUNTDOWN = "countdown"
    MESSAGE = "message"
    BREAK = "break"
    CLOSE = "close"


SPLIT_SCENES: Mapping[Scene, Split] = {
    Scene.POLL_BY_SECTOR: Split.SECTOR,
    Scene.POLL_BY_SIZE: Split.SIZE,
    Scene.POLL_BY_ROOM: Split.ROOM,
}
"""The scenes that split a revealed poll's result; until it is revealed they show the vote."""

ASKING_SCENES = frozenset({Scene.QUESTION, Scene.WALL, Scene.RESPONSE})
"""The scenes whose subject is a question, which can be answered meanwhile."""

POLL_SCENES = frozenset({Scene.POLL, *SPLIT_SCENES})
"""The scenes whose subject is a poll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What a room sees: one per room.

    `subject_id` is a segment (segment, breakouts, countdown, break), a question (question, wall,
    response), a breakout (read back), a poll or slides. `page` counts from 0, where notes are read
    back or slides are shown. What of a poll is shown follows from its round's state, so results
    cannot show early. `message` is the room's address while it is shown how to join, and the id of
    a response that stands alone.
    """

    KIND: ClassVar[Kind] = Kind.STAGE
    id: str = "stage"
    room: str = MAIN
    scene: Scene = Scene.WELCOME
    subject_id: str = ""
    message: str = ""
    blank: bool = False
    since: datetime | None = None
    page: Whole = 0

    def showing(
        self, scene: Scene, subject_id: str = "", message: str = "", *, since: datetime
    ) -> "Stage":
        """The same room's stage with something on it, from its first page; a blank one is back."""
        return Stage(
            id=self.id,
            room=self.room,
            scene=scene,
            subject_id=subject_id,
            message=message,
            since=since,
        )


def stage_in(room: str) -> Stage:
    """What a room sees before it is shown anything."""
    return Stage(id=keyed("stage", room), room=room)
