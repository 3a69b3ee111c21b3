"""What a measurement is, and how two things are timed fairly beside each other."""

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")
"""A folder that Linux keeps in memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One measurement. `budget` bounds the ratio, or `ours` itself where `absolute` is set.

    `kept` says whether what else was promised about it is kept; the note tells what that is.
    """

    ours: float
    reference: float
    unit: str
    budget: float
    absolute: bool = False
    kept: bool = True
    note: str = ""

    @property
    def ratio(self) -> float:
        """Ours over the reference."""
        return self.ours / self.reference if self.reference else float("inf")

    @property
    def holds(self) -> bool:
        """Whether the budget is kept, and what else was promised."""
        return self.kept and (self.ours if self.absolute else self.ratio) <= self.budget

    def as_json(self) -> dict[str, float | str | bool]:
        """The result as `build/bench.json` holds it."""
        return {
            "ours": round(self.ours, 5),
            "reference": round(self.reference, 5),
            "ratio": round(self.ratio, 3),
            "unit": self.unit,
            "budget": self.budget,
            "holds": self.holds,
            "note": self.note,
        }


def interleaved(
    ours: Callable[[], float], reference: Callable[[], float], repeats: int
) -> tuple[float, float]:
    """Medians of both, run in turn so that a busy moment of the machine meets both.

    The first run of each warms the caches and is not counted.
    """
    ours()
    reference()
    pairs = [(ours(), reference()) for _ in range(repeats)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextlib.contextmanager
def folder_in_memory() -> Iterator[Path]:
    """A folder for files whose making is timed and not the disk: ours are waited for until they
    are on it, which a reference that only draws would not be.
    """
    place = _IN_MEMORY if _IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)
