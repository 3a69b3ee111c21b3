"""What stands in the memory of another process, which only Linux lets its parent read."""

import re
import sys
import threading
from collections.abc import Sequence

import pytest

PATIENCE = 240
"""Half seconds: a busy computer takes its time."""

needs_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux lets a parent read its child's memory"
)
_WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")


def found_in(process: int, needles: Sequence[str]) -> set[str]:
    """Those of the needles that stand anywhere in a process's writable memory."""
    left = {needle: needle.encode() for needle in needles}
    found = set()
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for place in filter(None, map(_WRITABLE.match, maps)):
            start, end = (int(each, 16) for each in place.groups())
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except (OSError, ValueError):  # what the kernel keeps, or has just been given back
                continue
            found |= {needle for needle, said in left.items() if said in held}
    return found


def is_gone(process: int, needles: Sequence[str]) -> bool:
    """Whether nothing is left, once the process has noticed that the round was closed."""
    pause = threading.Event()
    return any(not found_in(process, needles) or pause.wait(0.5) for _ in range(PATIENCE))
