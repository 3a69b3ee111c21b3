"""Which display the room's picture belongs on."""

from collections.abc import Sequence

from PySide6.QtGui import QScreen


def room_display(
    displays: Sequence[QScreen], primary: QScreen | None, chosen: str = ""
) -> QScreen | None:
    """The display for the room: the one chosen by name, else the first that is not the primary.

    None when there is only the facilitator's own display.
    """
    if len(displays) < 2:
        return None
    named = (display for display in displays if display.name() == chosen)
    others = (display for display in displays if display is not primary)
    return next(named, None) or next(others, None)


def next_display(displays: Sequence[QScreen], current: QScreen | None) -> QScreen | None:
    """The display after the current one, around the end; None where there is no other."""
    if len(displays) < 2:
        return None
    here = displays.index(current) if current in displays else -1
    return displays[(here + 1) % len(displays)]
