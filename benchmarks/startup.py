"""From the start of the process to the first painted window: ours against a bare PySide6 window."""

import os
import subprocess
import sys
import tempfile
import time

from benchmarks.measuring import Result, interleaved

REPEATS = 15
BUDGET = 1.5


def measure() -> Result:
    """Medians over interleaved starts, caches warm, settings of a person who never started it."""
    with tempfile.TemporaryDirectory() as home:
        _, size = _start(["ours"], home)
        ours, bare = interleaved(
            lambda: _start(["ours"], home)[0], lambda: _start(size, home)[0], REPEATS
        )
    platform = os.environ["QT_QPA_PLATFORM"]
    return Result(
        ours=ours,
        reference=bare,
        unit="s",
        budget=BUDGET,
        note=f"first window of {'×'.join(size)} painted; median of {REPEATS}; platform {platform}",
    )


def _start(what: list[str], home: str) -> tuple[float, list[str]]:
    """Seconds from the start of the process, and the window's width and height."""
    surroundings = {**os.environ, "FACILITATOR_HOME": home, "XDG_CONFIG_HOME": home}
    start = time.monotonic()
    said = subprocess.run(
        [sys.executable, "-m", "benchmarks.first_paint", *what],
        env=surroundings,
        capture_output=True,
        check=True,
        text=True,
        timeout=60,
    )
    painted, *size = said.stdout.split()
    return float(painted) - start, size
