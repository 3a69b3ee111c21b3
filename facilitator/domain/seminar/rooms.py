"""Rooms: a seminar has one, the main room, until it is held in several at a time.

What there is one of in each room has an id made of its own name and the room's.
"""

MAIN = "main"


def keyed(name: str, room: str) -> str:
    """The id of what a room has one of; the main room's is the one that it had before rooms."""
    return name if room == MAIN else f"{name}:{room}"
