"""Which display the room's picture belongs on."""

from collections.abc import Sequence

from PySide6.QtGui import QScreen


def apart(displays: Sequence[QScreen], own: QScreen | None) -> list[QScreen]:
    """The displays beside `own`, the one that the main window is on.

    Displays that show the same (“mirror”, “duplicate”) lie over each other: a picture on the one
    would cover the facilitator's work on the other, so they count as one.
    """
    if own is None:
        return list(displays)
    return [each for each in displays if not each.geometry().intersects(own.geometry())]


def room_display(
    displays: Sequence[QScreen], own: QScreen | None, chosen: str = ""
) -> QScreen | None:
    """The display for the room: the one chosen by name, else the first; never `own`.

    None when there is no other.
    """
    if len(displays) < 2:
        return None
    others = apart(displays, own)
    named = (display for display in others if display.name() == chosen)
    return next(named, None) or next(iter(others), None)


def next_display(
    displays: Sequence[QScreen], current: QScreen | None, own: QScreen | None
) -> QScreen | None:
    """The display after the current one, around the end; None where there is no other.

    Never `own`: the picture is not to cover what the facilitator works in, nor to leave the room.
    """
    after = displays.index(current) + 1 if current in displays else 0
    there = apart((*displays[after:], *displays[:after]), own)
    return next((each for each in there if each is not current), None)
