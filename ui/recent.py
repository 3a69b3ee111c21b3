"""The seminars that were open lately: a small list beside the program's other notes to itself.

A seminar is noted by the path of its file, or by its address in a database.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator import whole_file

if TYPE_CHECKING:  # loading what reads addresses takes as long as showing a window
    from facilitator.services.files.addresses import Where

KEPT = 20
DATABASES = ("postgresql://", "postgres://")
"""How the addresses of seminars in a database begin: no file of ours does."""


def is_address(text: str) -> bool:
    """Whether that is an address, and no path."""
    return text.lower().startswith(DATABASES)


def noted(where: Where) -> str:
    """A place as it is noted, to be found again; without the password of a database."""
    return str(where) if isinstance(where, Path) else where.typed


def found(text: str) -> Where:
    """The place that was noted; raises SeminarError for an address that is none."""
    if not is_address(text):
        return Path(text)
    from facilitator.services.files.addresses import address_of

    return address_of(text)


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
