"""Keeping a seminar's file while it is open: whole by itself when nobody writes, and watched.

A thread of its own does it: disks can be slow, and nobody waits for them.
"""

import contextlib
import logging
import threading
import time
from pathlib import Path

from facilitator.domain.errors import SeminarError
from facilitator.store.files.file import SeminarFile

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
EMPTYING_SECONDS = 2.0
"""A log that could not be emptied, because somebody was reading, is tried again so often."""
IDLE_SECONDS = 1.5
"""So long after the last write everything is brought into the file: within two seconds in all."""


def found_again(file: SeminarFile) -> Path | None:
    """Where a file is now that is not where it was opened; None where nobody knows."""
    return file.database.found_again()


def follow(file: SeminarFile, path: Path) -> None:
    """Have a handle write its last words to where its file is now, or to a whole copy of it.

    Nobody else in this process may use the handle meanwhile.
    """
    file.database.follow(path)


class Keeper(threading.Thread):
    """Looks after one file from `start` to `stop`, which the opener calls before it closes it."""

    def __init__(self, file: SeminarFile) -> None:
        super().__init__(name="keeper", daemon=True)
        self._file = file
        self._ended = threading.Event()
        self.is_lost = False
        """Whether the file is not where it was opened, as of a quarter of a second ago."""

    def run(self) -> None:
        """Look, until stopped."""
        ear = self._file.database.ear()
        written_at, is_settled = time.monotonic(), False
        tried_at = 0.0
        try:
            while not self._ended.wait(LOOK_SECONDS):
                self.is_lost = self._file.database.is_lost
                if self._file.has_traces and time.monotonic() - tried_at >= EMPTYING_SECONDS:
                    self._empty_log()
                    tried_at = time.monotonic()
                if ear.has_news():
                    written_at, is_settled = time.monotonic(), False
                elif not is_settled and time.monotonic() - written_at >= IDLE_SECONDS:
                    is_settled = self._settled()
                    ear.has_news()  # that the file says so is no news
        finally:
            ear.close()

    def stop(self) -> None:
        """No more looking; the file may be closed then."""
        self._ended.set()
        if self.is_alive():
            self.join()

    def _empty_log(self) -> None:
        with contextlib.suppress(SeminarError):
            self._file.checkpoint()

    def _settled(self) -> bool:
        with contextlib.suppress(SeminarError):
            return self._file.database.settle()
        return False
