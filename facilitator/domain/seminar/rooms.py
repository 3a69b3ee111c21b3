"""Rooms: a seminar has one, the main room, until it is held in several at a time.

What there is one of in each room has an id made of its own name and the room's.
"""

from facilitator.domain.wording import Text, say

MAIN = "main"
ALL_ROOMS = "*"
"""Whose a round is that is put to all rooms; none is called so."""
MAIN_ROOM = say("Main room")


def keyed(name: str, room: str) -> str:
    """The id of what a room has one of; the main room's is the one that it had before rooms."""
    return name if room == MAIN else f"{name}:{room}"


def is_run_in(room: str, of: str) -> bool:
    """Whether a room opens and closes what is `of` one; what is of all rooms, the main one does."""
    return room == (MAIN if of == ALL_ROOMS else of)


def called(room: str) -> Text:
    """What people read as a room's name."""
    return MAIN_ROOM if room == MAIN else room
