"""From the last acknowledged ballot until two thousand streams have the final count.

The floor is a bare server that writes the very same bytes to as many connections, asked to once.
"""

import contextlib
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

from benchmarks.measuring import Result, interleaved
from benchmarks.room_beside import ROOM_CORE, Phones, Room, on_core, served

PHONES = 2000
REPEATS = 15
BUDGET = 3.0
FINAL = f'"cast":{PHONES},'


def measure() -> Result:
    """Medians over interleaved rounds."""
    with served(PHONES) as (room, phones):
        phones.do("listen", path="/api/live")
        _final(room, phones)
        with _bare(_frame(room)) as bare:
            ours, floor = interleaved(
                lambda: _final(room, phones),
                lambda: float(bare.do("hear", awaited=FINAL)["seconds"]) * 1000,
                REPEATS,
            )
    return Result(
        ours=ours,
        reference=floor,
        unit="ms",
        budget=BUDGET,
        note=f"every one of {PHONES} streams has the final count; median of {REPEATS} rounds",
    )


def _final(room: Room, phones: Phones) -> float:
    room.open_poll(present=PHONES)
    answer = phones.do(
        "burst", path="/api/ballots", bodies=room.ballots(PHONES), over=1.0, awaited=FINAL
    )
    assert answer["statuses"] == {"200": PHONES}
    return float(answer["told_after"]) * 1000


def _frame(room: Room) -> bytes:
    """What the room tells a stream."""
    asked = urllib.request.Request(f"http://127.0.0.1:{room.port}/api/live")
    asked.add_header("Cookie", f"seat={room.tokens[0]}")
    with urllib.request.urlopen(asked) as answer:
        return b"".join(answer.readline() for _ in range(4))


@contextlib.contextmanager
def _bare(saying: bytes) -> Iterator[Phones]:
    """A bare server on the room's core, and as many streams to it."""
    assert FINAL.encode() in saying
    command = [*on_core(ROOM_CORE), sys.executable, "-m", "benchmarks.bare_broadcast"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(saying)
    process.stdin.close()
    phones = Phones(int(process.stdout.readline()))
    try:
        phones.do("connect", tokens=["none"] * PHONES)
        phones.do("listen", path="/")
        yield phones
    finally:
        phones.close()
        process.kill()
        process.wait()
        process.stdout.close()
