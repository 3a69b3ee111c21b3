"""Two thousand phones vote within one second while two thousand streams are open.

The floor is the same burst of empty POSTs to the same server, with a few ballots of other phones
among them, so that it too has something to tell its streams all the while.
"""

import statistics
from typing import NamedTuple

from benchmarks.measuring import Result
from benchmarks.room_beside import Phones, Room, served

PHONES = 2000
BEATS = 20
REPEATS = 15
BUDGET = 3.0


class Waits(NamedTuple):
    """From send to acknowledgement, in milliseconds."""

    p50: float
    p95: float
    p99: float


def measure() -> Result:
    """The 99th percentile; medians over interleaved bursts."""
    with served(PHONES + BEATS) as (room, phones):
        phones.do("listen", path="/api/live")
        pairs = [(ballots(room, phones), _pings(room, phones)) for _ in range(REPEATS + 1)][1:]
    ours, empty = (typical([pair[which] for pair in pairs]) for which in (0, 1))
    return Result(
        ours=ours.p99,
        reference=empty.p99,
        unit="ms",
        budget=BUDGET,
        note=f"p50 {ours.p50:.1f}, p95 {ours.p95:.1f}, p99 {ours.p99:.1f} ms; "
        f"empty POSTs {empty.p50:.1f}, {empty.p95:.1f}, {empty.p99:.1f}; none lost; "
        f"median of {REPEATS} bursts",
    )


def ballots(room: Room, phones: Phones) -> Waits:
    """One burst of ballots, each counted."""
    room.open_poll(present=PHONES)
    answer = phones.do("burst", path="/api/ballots", bodies=room.ballots(PHONES), over=1.0)
    assert answer["statuses"] == {"200": PHONES}
    assert room.counted() == PHONES
    return _waits(answer["waits"])


def _pings(room: Room, phones: Phones) -> Waits:
    room.open_poll(present=PHONES)
    beats = room.ballots(BEATS)
    answer = phones.do("burst", path="/api/ping", bodies=["{}"] * PHONES, over=1.0, beats=beats)
    assert answer["statuses"] == {"200": PHONES}
    return _waits(answer["waits"])


def _waits(seconds: list[float]) -> Waits:
    """`seconds` are in order."""
    return Waits(*(seconds[int(len(seconds) * share)] * 1000 for share in (0.5, 0.95, 0.99)))


def typical(waits: list[Waits]) -> Waits:
    """The medians of several bursts."""
    return Waits(*(statistics.median(each) for each in zip(*waits, strict=True)))
