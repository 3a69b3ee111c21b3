"""Ballots that are on the disk when they are acknowledged, against the same server's empty POST."""

from benchmarks.measuring import Result, interleaved
from benchmarks.room_beside import Phones, Room, served

PEOPLE, CONNECTIONS = 2000, 500
REQUESTS = 6000
REPEATS = 7
BUDGET = 2.0
"""At least half as many durable ballots as empty POSTs in the same time."""


def measure() -> Result:
    """Milliseconds per request; medians over interleaved volleys."""
    with served(PEOPLE) as (room, phones):
        ours, empty = interleaved(lambda: _ballots(room, phones), lambda: _pings(phones), REPEATS)
    return Result(
        ours=ours,
        reference=empty,
        unit="ms",
        budget=BUDGET,
        note=f"{1000 / ours:.0f} durable ballots a second, {empty / ours:.2f} × the "
        f"{1000 / empty:.0f} empty POSTs; {CONNECTIONS} connections, median of {REPEATS}",
    )


def _ballots(room: Room, phones: Phones) -> float:
    room.open_poll()
    took = _volley(phones, "/api/ballots", room.ballots(REQUESTS))
    assert room.counted() == PEOPLE
    return took


def _pings(phones: Phones) -> float:
    return _volley(phones, "/api/ping", ["{}"] * REQUESTS)


def _volley(phones: Phones, path: str, bodies: list[str]) -> float:
    answer = phones.do("volley", path=path, bodies=bodies, connections=CONNECTIONS)
    assert answer["statuses"] == {"200": len(bodies)}
    return float(answer["seconds"]) / len(bodies) * 1000
