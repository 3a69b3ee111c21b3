"""The same burst of ballots where every sync of the disk takes 20 ms."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measuring import Result
from benchmarks.room_beside import served
from benchmarks.room_burst import PHONES, ballots, typical

SOURCE = Path(__file__).with_name("slow_sync.c")
SYNC_MS = 20
REPEATS = 5
BUDGET_MS = 300


def measure() -> Result | None:
    """The 99th percentile; the median over bursts. None where there is no C compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        shim = Path(folder) / "slow_sync.so"
        command = [compiler, "-shared", "-fPIC", "-O2", str(SOURCE), "-o", str(shim), "-ldl"]
        subprocess.run(command, check=True)
        with served(PHONES, preload=shim) as (room, phones):
            phones.do("listen", path="/api/live")
            waits = typical([ballots(room, phones) for _ in range(REPEATS + 1)][1:])
    return Result(
        ours=waits.p99,
        reference=SYNC_MS,
        unit="ms",
        budget=BUDGET_MS,
        absolute=True,
        note=f"p50 {waits.p50:.0f}, p95 {waits.p95:.0f}, p99 {waits.p99:.0f} ms with syncs of "
        f"{SYNC_MS} ms; none lost; median of {REPEATS} bursts",
    )
