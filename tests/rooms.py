"""How the house lies in the way of whoever follows a summary through it: `python -m tests.rooms`.

A *room* is a subject's folder in a layer, with the folders inside it; what stands in a layer's own
folder are words that all rooms share. While the summary of a rehearsed day is made, from the file
to its pages, every module is met once, when it is first called. A *return* is to go to a room that
was left before. At most 30 are wanted; the program ends with 1 where there are more.
"""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from exports.papers import write_summary
from facilitator.services.rehearsal import rehearsal
from facilitator.services.report.publishing import summarise

HOUSE = Path(__file__).parent.parent
MOST = 30
NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)
LAYERS = {"facilitator": 2}
"""How many folders lead to a layer, where it is not one."""


@contextmanager
def modules_met() -> Iterator[dict[Path, None]]:
    """The program's modules in the order in which they are first called while the block runs."""
    met: dict[Path, None] = {}

    def called(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            met.setdefault(Path(frame.f_code.co_filename))

    sys.setprofile(called)
    try:
        yield met
    finally:
        sys.setprofile(None)


def room_of(module: Path) -> str:
    """Layer and subject; "" for what is no room of the house."""
    if not module.is_relative_to(HOUSE) or ".venv" in module.parts:
        return ""
    folders = module.relative_to(HOUSE).parts[:-1]
    depth = LAYERS.get(folders[0], 1) + 1 if folders else 1
    return "/".join(folders[:depth]) if len(folders) >= depth else ""


def returns(modules: Iterable[Path]) -> list[tuple[str, Path]]:
    """Each return: the room that was left for it, and the module that it was for."""
    been: set[str] = set()
    here, found = "", []
    for module in modules:
        room = room_of(module)
        if room and room != here:
            if room in been:
                found.append((here, module.relative_to(HOUSE)))
            been.add(room)
            here = room
    return found


def main() -> int:
    """Make a summary, and say what it takes to follow it."""
    with tempfile.TemporaryDirectory() as folder:
        file = rehearsal.set_up(Path(folder) / "day.seminar", None, now=NOW)
        rehearsal.rehearse(file, participants=24, seed=1)
        with modules_met() as met:
            write_summary(summarise(file, now=NOW), Path(folder) / "summary.pdf")
        file.close()
    found = returns(met)
    rooms = {room_of(module) for module in met} - {""}
    lines = [f"{left} → {module}" for left, module in found]
    lines += [f"{len(found)} returns between {len(rooms)} rooms; at most {MOST} are wanted"]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(len(found) > MOST)


if __name__ == "__main__":
    sys.exit(main())
