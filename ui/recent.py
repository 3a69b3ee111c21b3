"""The seminars that were open lately: a small list beside the program's other notes to itself."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from facilitator import whole_file

KEPT = 20


@dataclass(frozen=True, slots=True)
class Recent:
    """A seminar as the home screen lists it. `date` and `opened` are ISO texts, `opened` in UTC."""

    path: str
    title: str
    date: str
    place: str
    opened: str


class RecentList:
    """The list, last opened first, in one JSON file in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "recent.json"

    def entries(self) -> tuple[Recent, ...]:
        """All of them; none when the list is missing or cannot be read."""
        try:
            return tuple(Recent(**entry) for entry in json.loads(self._path.read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return ()

    def add(self, opened: Recent) -> None:
        """Put a seminar at the head of the list."""
        others = [entry for entry in self.entries() if entry.path != opened.path]
        self._write([opened, *others][:KEPT])

    def forget(self, path: str) -> None:
        """Leave a seminar out of the list; the file itself is not touched."""
        self._write([entry for entry in self.entries() if entry.path != path])

    def _write(self, entries: list[Recent]) -> None:
        replace_text(self._path, json.dumps([asdict(entry) for entry in entries], indent=1))


def replace_text(path: Path, text: str) -> None:
    """Write a small file so that a crash leaves either the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole_file.write_text(path, text)
