"""Whether what stands in an open file is still what this program wrote there.

A file can be written over in place (by `cp`, `dd`, a sync client) while it is open: its name and
its number on the disk stay, and SQLite, which asks its log and its memory first, notices nothing.
Its next checkpoint would mix the pages of two files. So whenever the file is not as it was looked
at last, its own mark is read: each mark names those before it, and a file that another process of
ours has written on bears one that follows the one we know. Who was held up for so long that it is
named no more goes by the marks' numbers, and by whether the file holds all that it held then. One
that cannot be read is nothing new while there is a log: as long as somebody reads, only a part of
that is brought in.
"""

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.domain.errors import SeminarError
from facilitator.store.sqlite.holding import Identity
from facilitator.store.sqlite.log_marks import Mark, log_of, marks_alone
from facilitator.store.sqlite.troubles import TROUBLE
from facilitator.store.sqlite.watching.lives import Reached, holds_all, reached

_TRIES = 4
_PAUSE = 0.005
"""Somebody of ours may be just bringing pages in."""
_NOTHING = Reached(0, "", 0)


@dataclass(frozen=True, slots=True)
class _Found:
    """What a file by itself bears: its marks, None where it is no such file; how far it is; whether
    it holds all that was known to be in it.
    """

    marks: list[Mark] | None = None
    end: Reached = _NOTHING
    holds_all: bool = False


class Content:
    """Of one database: what it bore when it was looked at last. For all threads."""

    def __init__(self, alone: Callable[[Path], Any]) -> None:
        self._alone = alone
        """A connection to a file by itself, whatever lies beside it."""
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._mark = Mark()
        self._end = _NOTHING

    def is_foreign(self, path: Path, known: Identity | None) -> bool:
        """Whether something else was written over a file; False where another one bears its name.

        One look at the disk where nothing has changed.
        """
        with self._lock:
            found = _stamp(path, known)
            return found not in (None, self._seen) and self._is_foreign(path, known)

    def _is_foreign(self, path: Path, known: Identity | None) -> bool:
        for _ in range(_TRIES):
            stamp, found = _stamp(path, known), self._read(path)
            if stamp is None:
                return False
            for mark in found.marks or ():
                if mark.follows(self._mark) or (found.holds_all and mark.may_follow(self._mark)):
                    self._seen, self._mark = stamp, mark
                    self._end = found.end if found.holds_all else self._end
                    return False
            if not self._mark.id:
                return False  # it is just being made, in its log
            if found.marks == [] and _has_log(path):
                return False
            time.sleep(_PAUSE)
        return True

    def _read(self, path: Path) -> _Found:
        found = _Found()
        with (
            contextlib.suppress(OSError, SeminarError, *TROUBLE),
            contextlib.closing(self._alone(path)) as raw,
        ):
            found = _Found(marks_alone(raw))
            found = _Found(found.marks, reached(raw), holds_all(raw, self._end))
        return found


def _stamp(path: Path, known: Identity | None) -> tuple[int, int] | None:
    """When a file was written last, and how large it is."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if (found.st_dev, found.st_ino) == known else None


def _has_log(path: Path) -> bool:
    with contextlib.suppress(OSError):
        return log_of(path).stat().st_size > 0
    return False
