"""Which display the room's picture belongs on."""

from collections.abc import Sequence

from PySide6.QtGui import QScreen


def room_display(
    displays: Sequence[QScreen], own: QScreen | None, chosen: str = ""
) -> QScreen | None:
    """The display for the room: the one chosen by name, else the first; never `own`.

    That is the one that the main window is on. None when there is no other.
    """
    if len(displays) < 2:
        return None
    others = [display for display in displays if display is not own]
    named = (display for display in others if display.name() == chosen)
    return next(named, None) or next(iter(others), None)


def next_display(
    displays: Sequence[QScreen], current: QScreen | None, own: QScreen | None
) -> QScreen | None:
    """The display after the current one, around the end; None where there is no other.

    Never `own`: the picture is not to cover what the facilitator works in, nor to leave the room.
    """
    after = displays.index(current) + 1 if current in displays else 0
    there = (*displays[after:], *displays[:after])
    return next((each for each in there if each is not own and each is not current), None)
