"""Remembers which seminar is open, so that a crash or a dead battery costs one start and no more.

While a seminar is open there is a marker in the program's folder; a clean close takes it away.
A marker whose process is gone means that the work was cut off.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from ui.recent import replace_text


class Marker:
    """This process's marker in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"open-{os.getpid()}.json"

    def leave(self, seminar: Path, session: str = "") -> None:
        """Note that this seminar is open here, in this session."""
        pid = os.getpid()
        note = {"path": str(seminar), "pid": pid, "born": _birth(pid), "session": session}
        replace_text(self._path, json.dumps(note))

    def beside(self, seminar: Path) -> frozenset[str]:
        """The sessions of other windows that have this seminar open now."""
        others = (path for path in self._folder.glob("open-*.json") if path != self._path)
        notes = [note for path in others if (note := _read(path)) is not None]
        return frozenset(
            note.session for note in notes if note.seminar == seminar and note.is_running()
        )

    def clear(self) -> None:
        """The seminar was closed as it should be."""
        self._path.unlink(missing_ok=True)

    def cut_off(self) -> tuple[Path, ...]:
        """The seminars whose windows ended without closing them, the latest first, one for each
        window; markers are used up.
        """
        found = []
        for path in sorted(self._folder.glob("open-*.json"), key=_age):
            seminar = _left_behind(path)
            if seminar is not None:
                path.unlink(missing_ok=True)
                found += [seminar] if seminar.exists() else []
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Note:
    seminar: Path
    pid: int
    born: float
    session: str

    def is_running(self) -> bool:
        return abs(_birth(self.pid) - self.born) < 1


def _read(marker: Path) -> _Note | None:
    try:
        note = json.loads(marker.read_text("utf-8"))
        session = str(note.get("session", ""))
        return _Note(Path(note["path"]), int(note["pid"]), float(note["born"]), session)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _left_behind(marker: Path) -> Path | None:
    note = _read(marker)
    return None if note is None or note.is_running() else note.seminar


def _birth(pid: int) -> float:
    """When a process began (seconds since 1970), 0 when it has ended; numbers are used again."""
    import psutil  # only needed where a seminar is or was open

    try:
        process = psutil.Process(pid)
        ended = process.status() == psutil.STATUS_ZOMBIE
        return 0.0 if ended else float(process.create_time())
    except psutil.NoSuchProcess:
        return 0.0


def _age(path: Path) -> float:
    return -path.stat().st_mtime
