"""Whether there is anything to open a window on."""

import os
import sys

NAMED_IN = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_display() -> bool:
    """False where Qt itself would end the program without a word of help."""
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in NAMED_IN)
