"""The memory of a room in which two thousand phones have a stream open and have voted."""

from benchmarks.measuring import Result
from benchmarks.room_beside import served
from benchmarks.room_burst import PHONES, ballots

BUDGET_MB = 120


def measure() -> Result:
    """Each phone holds two connections, as browsers do; the floor is the room with nobody in it."""
    with served(0) as (room, _):
        empty = room.megabytes()
    with served(PHONES) as (room, phones):
        phones.do("listen", path="/api/live")
        for _ in range(3):
            ballots(room, phones)
        full = room.megabytes()
    return Result(
        ours=full,
        reference=empty,
        unit="MB",
        budget=BUDGET_MB,
        absolute=True,
        note=f"{PHONES} streams and {PHONES} lines for sending; with nobody {empty:.0f} MB",
    )
