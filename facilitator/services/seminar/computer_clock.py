"""The computer's own clock: it runs from when the computer was switched on, also while it sleeps,
and nobody can set it.
"""

import contextlib
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_SYSTEM: str = sys.platform
_PREFETCH = (
    r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters"
)


@dataclass(frozen=True, slots=True)
class Uptime:
    """`seconds` since the computer was switched on; `boot` is another one after each such time,
    "" where that cannot be known.
    """

    boot: str = ""
    seconds: float = 0.0


def uptime() -> Uptime:
    """What the computer's own clock shows now."""
    return Uptime(_boot(), _seconds())


def _seconds() -> float:
    """Python's own monotonic clock stands still on Linux and macOS while the computer sleeps."""
    by_name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}
    clock = getattr(time, by_name.get(_SYSTEM, ""), None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@cache
def _boot() -> str:
    with contextlib.suppress(OSError):
        if _SYSTEM == "linux":
            return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        if _SYSTEM == "darwin":
            return _told_by("/usr/sbin/sysctl", "-n", "kern.bootsessionuuid")
        if _SYSTEM == "win32":  # it counts how often it was started
            return _told_by("reg", "query", _PREFETCH, "/v", "BootId").rpartition(" ")[2]
    return ""


def _told_by(*command: str) -> str:
    import subprocess  # not needed where the system tells it in a file

    asked = subprocess.run(command, capture_output=True, text=True, check=False)
    return asked.stdout.strip()
