"""Devices that have joined the room, and what each may do there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.domain.locales import Language
from facilitator.domain.seminar.rooms import MAIN


class Role(StrEnum):
    """What a device was let in for."""

    PARTICIPANT = "participant"
    NOTE_TAKER = "note_taker"
    THEME_TEAM = "theme_team"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device in the room. A shared one is as many devices as people have used it.

    `sector` and `size` are what the person chose to say, "" when they would rather not.
    `participant_id` is set where the seminar asks for names. `breakout_ids` are the groups that a
    person without a name says they are in, one for each round of groups. `asks_for` is the
    participant whose name was typed here while another device held it: until the facilitator nods,
    this one is nobody's and can do nothing. `seated_at` is when it took the other's seat, where it
    did. `room` is the one it joined.
    """

    id: str
    role: Role
    joined_at: datetime
    language: Language = Language.ENGLISH
    participant_id: str = ""
    sector: str = ""
    size: str = ""
    breakout_ids: tuple[str, ...] = ()
    asks_for: str = ""
    room: str = MAIN
    seated_at: datetime | None = None


def author_of(device: Device) -> str:
    """What a device's owner is known by: the participant where names are asked."""
    return device.participant_id or device.id
