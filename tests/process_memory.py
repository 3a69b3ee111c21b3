"""What stands in the memory of another process, which only Linux lets its parent read."""

import re
import sys
import threading
from collections.abc import Sequence

import pytest

PATIENCE = 240
"""Half seconds: a busy computer takes its time."""

AROUND = 200
"""So many bytes before and after tell what it is that still holds something."""

needs_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux lets a parent read its child's memory"
)
_WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw")


def found_in(process: int, needles: Sequence[str]) -> dict[str, str]:
    """Those of the needles that stand anywhere in a process's writable memory, each with where."""
    left = {needle: needle.encode() for needle in needles}
    found: dict[str, str] = {}
    with open(f"/proc/{process}/maps") as maps, open(f"/proc/{process}/mem", "rb", 0) as memory:
        for place in filter(None, map(_WRITABLE.match, maps)):
            start, end = (int(each, 16) for each in place.groups())
            try:
                memory.seek(start)
                held = memory.read(end - start)
            except (OSError, ValueError):  # what the kernel keeps, or has just been given back
                continue
            for needle, said in left.items():
                if (at := held.find(said)) >= 0:
                    around = held[max(0, at - AROUND) : at + len(said) + AROUND]
                    found.setdefault(needle, f"{place.string.strip()} + {at:#x}: {around!r}")
    return found


def left_in(process: int, needles: Sequence[str]) -> dict[str, str]:
    """What is left, and where, once the process has noticed that the round was closed."""
    pause = threading.Event()
    for _ in range(PATIENCE):
        if not (left := found_in(process, needles)):
            break
        pause.wait(0.5)
    return left
