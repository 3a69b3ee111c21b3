"""How far each file had come, as this computer knows it: noted beside the user's other settings at
every commit, under the file's epoch.

A file cannot know that it is an earlier state of itself: a copy that a file manager put back over
it, or what is left when whole frames are gone from the end of its log, is sound, and lacks words
that somebody was told are kept. What is noted here, outside of it, tells.
"""

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.store.sqlite.schemas import is_id

_MOST = 1_000
"""So many lives are remembered, those that were written last."""
_BYTES = 200
_SELDOM_SECONDS = 0.2
"""Each note takes a turn from whoever answers phones. What was cast last before a crash is then not
told as missing where it is gone; acts are noted each.
"""

_REACHED = """
    SELECT ifnull(max(seq), 0), (SELECT id FROM journal ORDER BY seq DESC LIMIT 1),
        ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'ballots'), 0)
    FROM journal"""


@dataclass(frozen=True, slots=True)
class Reached:
    """The end of a file's journal, which revision stands there, how many ballots were ever cast."""

    place: int
    revision: str
    ballots: int


@dataclass(frozen=True, slots=True)
class Lacking:
    """How many entries and ballots a file lacks, at least, that were in it once."""

    entries: int
    ballots: int


def reached(raw: Any) -> Reached:
    """How far a file is, as of a connection."""
    place, revision, ballots = raw.execute(_REACHED).fetchone()
    return Reached(int(place), str(revision or ""), int(ballots))


def holds_all(raw: Any, known: Reached) -> bool:
    """Whether a file, as of a connection, holds all that it held when it was so far."""
    return _stands(raw, known) and reached(raw).ballots >= known.ballots


def _stands(raw: Any, known: Reached) -> bool:
    there = raw.execute("SELECT id FROM journal WHERE seq = ?", (known.place,)).fetchone()
    return not known.place or (there is not None and there[0] == known.revision)


class Life:
    """One file's, while it is open here; several processes may write it."""

    def __init__(self, folder: Path | None, epoch: str) -> None:
        self._handle: int | None = None
        self._noted_at = float("-inf")
        self.owes_a_note = False
        """Whether ballots were cast of which nothing is noted yet."""
        if folder is not None and is_id(epoch):  # a stranger's file could name any path here
            with contextlib.suppress(OSError):
                _forget_oldest(folder)
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
                self._handle = os.open(folder / epoch, flags, 0o600)

    def note(self, now: Reached) -> None:
        """A commit brought the file so far. Where that cannot be written nobody is held up."""
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            before = self._noted()
            if before is not None and before.place > now.place:
                return  # another process was faster
            ballots = max(now.ballots, before.ballots if before else 0)
            written = f"{now.place} {now.revision} {ballots}".ljust(_BYTES)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, written.encode())

    def is_due(self) -> bool:
        """Whether a step of ballots is to be noted: where many people vote at once, not each."""
        now = time.monotonic()
        is_due = now - self._noted_at > _SELDOM_SECONDS
        if is_due:
            self._noted_at = now
        self.owes_a_note = not is_due
        return is_due

    @property
    def is_new(self) -> bool:
        """Whether nothing is known of it here, where something could be."""
        return self._handle is not None and self._noted() is None

    def is_where_it_was(self, raw: Any) -> bool:
        """Whether a file of this life is exactly as far as was noted here last: it has all."""
        return self._noted() == reached(raw)

    def lacking(self, raw: Any) -> Lacking | None:
        """What a file of this life lacks; None where nothing is known to be missing."""
        known = self._noted()
        if known is None or holds_all(raw, known):
            return None
        now = reached(raw)
        entries = 0 if _stands(raw, known) else max(known.place - now.place, 1)
        return Lacking(entries, max(known.ballots - now.ballots, 0))

    def _noted(self) -> Reached | None:
        if self._handle is None:
            return None
        with contextlib.suppress(OSError, ValueError):
            os.lseek(self._handle, 0, os.SEEK_SET)
            place, revision, ballots = os.read(self._handle, _BYTES).decode("ascii").split(" ", 2)
            return Reached(int(place), revision, int(ballots))
        return None

    def let_go(self) -> None:
        """Close what is open of it."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def _forget_oldest(folder: Path) -> None:
    known = list(folder.iterdir())
    if len(known) > _MOST:
        for path in sorted(known, key=lambda each: each.stat().st_mtime)[: len(known) - _MOST]:
            path.unlink(missing_ok=True)
