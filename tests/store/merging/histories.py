"""Random histories of four laptops: what people do apart, and what is merged in between.

`HISTORIES=20 pytest tests/store/test_merging_model.py` plays twenty times as many as usual.
"""

import os
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from hypothesis import strategies as st

HOUR = 3_600_000_000
"""In microseconds, as clocks count."""

DEVICES = ("host", "ann", "ben", "ben")
"""The last laptop was set up as a copy of the one before, identity and all."""

RECORDS = ("one", "two", "three", "four")


def times(usual: int) -> int:
    """How many histories to play, of which so many are usual."""
    return usual * int(os.environ.get("HISTORIES", "1"))


class Deed(Enum):
    """What can happen on a laptop."""

    WRITE = auto()
    STAR = auto()
    ALLOW = auto()
    DELETE = auto()
    ERASE = auto()
    SETTLE = auto()
    TAKE_IN = auto()


@dataclass(frozen=True)
class Step:
    """One thing that happens: on laptop `who`, to a record, or taking in what `whose` holds."""

    deed: Deed
    who: int
    record: str
    whose: int
    after: int


@dataclass(frozen=True)
class History:
    """How far each laptop's clock is off, and what happens on them in turn."""

    skews: tuple[int, ...]
    steps: tuple[Step, ...]


_LAPTOPS = st.integers(0, len(DEVICES) - 1)
_DEEDS = st.sampled_from(
    [Deed.WRITE] * 4
    + [Deed.TAKE_IN] * 4
    + [Deed.DELETE] * 2
    + [Deed.ERASE] * 2
    + [Deed.STAR, Deed.ALLOW, Deed.SETTLE]
)
_STEPS = st.builds(
    Step,
    deed=_DEEDS,
    who=_LAPTOPS,
    # Most is about one record, or little of it would meet.
    record=st.sampled_from([RECORDS[0]] * 5 + [*RECORDS]),
    whose=_LAPTOPS,
    after=st.sampled_from([0, 1, 1000, HOUR // 60]),
)


_BEGINNING = (
    Step(Deed.WRITE, 0, RECORDS[0], 0, 0),
    Step(Deed.TAKE_IN, 1, RECORDS[0], 0, 1),
)


def histories(longest: int) -> st.SearchStrategy[History]:
    """Histories of up to so many steps; clocks are right or an hour wrong either way.

    They begin with a record that two laptops know, about which something may be said apart.
    """
    skews = st.tuples(*[st.sampled_from([-HOUR, 0, HOUR]) for _ in DEVICES])
    return st.builds(
        lambda off, steps: History((off[0], off[1], off[2], off[2]), (*_BEGINNING, *steps)),
        skews,
        st.lists(_STEPS, min_size=4, max_size=longest),
    )


class Room(Protocol):
    """Where a history is played: in memory, on files, or on both at once."""

    def write(self, who: int, record: str, words: str, now: int) -> None: ...
    def mark(self, who: int, record: str, field: str, now: int) -> None: ...
    def delete(self, who: int, record: str, now: int) -> None: ...
    def erase(self, who: int, record: str, now: int) -> None: ...
    def settle(self, who: int, record: str, words: str, now: int) -> None: ...
    def take_in(self, who: int, whose: int) -> None: ...


def play(history: History, room: Room) -> None:
    """Let a history happen."""
    now = 0
    for number, step in enumerate(history.steps):
        now += step.after
        words = f"{number}: {DEVICES[step.who]} on {step.record}"
        match step.deed:
            case Deed.WRITE:
                room.write(step.who, step.record, words, now)
            case Deed.STAR:
                room.mark(step.who, step.record, "starred", now)
            case Deed.ALLOW:
                room.mark(step.who, step.record, "quotable", now)
            case Deed.DELETE:
                room.delete(step.who, step.record, now)
            case Deed.ERASE:
                room.erase(step.who, step.record, now)
            case Deed.SETTLE:
                room.settle(step.who, step.record, words, now)
            case Deed.TAKE_IN if step.who != step.whose:
                room.take_in(step.who, step.whose)
            case _:
                pass
