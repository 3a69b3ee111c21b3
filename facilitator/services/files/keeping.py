"""Keeping a seminar's file while it is open: whole by itself when nobody writes, and watched.

A thread of its own does it: disks can be slow, and nobody waits for them.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from facilitator.domain.errors import SeminarError
from facilitator.services.files import opening
from facilitator.services.files.rescuing import Since
from facilitator.store.files.file import SeminarFile
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite.ear import Ear

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.25
EMPTYING_SECONDS = 2.0
"""A log that could not be emptied, because somebody was reading, is tried again so often."""
IDLE_SECONDS = 1.5
"""So long after the last write everything is brought into the file: within two seconds in all."""


FIRST_BACKUP_SECONDS = 5.0
"""A file of which there is no backup yet gets one so soon."""


def is_overwritten(file: SeminarFile) -> bool:
    """Whether something else was copied over a file while it was open."""
    return file.database.is_overwritten


def is_newer(file: SeminarFile) -> bool:
    """Whether a newer program has brought a file to its version while it was open here."""
    return file.database.is_newer


def found_again(file: SeminarFile) -> Path | None:
    """Where a file is now that is not where it was opened; None where nobody knows."""
    return file.database.found_again()


def follow(file: SeminarFile, path: Path) -> None:
    """Have a handle write its last words to where its file is now, or to a whole copy of it.

    Nobody else in this process may use the handle meanwhile.
    """
    file.database.follow(path)


class Kept(Protocol):
    """Looks after an open seminar from `start` to `stop`."""

    @property
    def is_lost(self) -> bool:
        """Whether the seminar is not where it was opened."""

    @property
    def is_newer(self) -> bool:
        """Whether it is lost since a newer program has brought it to its version."""

    def start(self) -> None:
        """Begin."""

    def stop(self) -> None:
        """No more looking; it may be closed then."""


class KeptElsewhere:
    """A seminar in a database, which looks after itself."""

    is_lost = is_newer = False

    def start(self) -> None:
        """Nothing to do."""

    def stop(self) -> None:
        """Nothing was begun."""


def keeper_of(store: SeminarStore) -> Kept:
    """What looks after a seminar, wherever it is."""
    return Keeper(store) if isinstance(store, SeminarFile) else KeptElsewhere()


class Keeper(threading.Thread):
    """Looks after one file from `start` to `stop`, which the opener calls before it closes it."""

    def __init__(
        self, file: SeminarFile, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        super().__init__(name="keeper", daemon=True)
        self._file = file
        self._ended = threading.Event()
        self.is_lost = False
        """Whether the file is not where it was opened, as of a quarter of a second ago."""
        self.since: Since | None = None
        """What was written since the newest backup."""
        self._clock = clock
        self._is_kept = False
        self._began = self._written_at = time.monotonic()
        self._is_settled = False
        self._heard = 0
        self._emptied_at = 0.0
        self._has_failed = False

    @property
    def is_newer(self) -> bool:
        """Whether it is lost since a newer program has brought it to its version."""
        return self._file.database.is_newer

    def run(self) -> None:
        """Look, until stopped."""
        ear: Ear | None = None
        try:
            while not self._ended.wait(LOOK_SECONDS):
                with self._on_and_on():
                    ear = ear or self._file.database.ear(leads=True)
                    self._look(ear)
        finally:
            self._file.database.pages.are_looked_at_no_more()
            if ear is not None:
                ear.close()

    @contextlib.contextmanager
    def _on_and_on(self) -> Iterator[None]:
        """A look that is not the last, whatever happens: a file that nobody looks after is never
        let go of when it moves, and neither this process nor another one writes it again.
        """
        try:
            with contextlib.suppress(SeminarError):  # whoever reads or writes is told
                yield
        except Exception:
            if not self._has_failed:
                log.exception("The file could not be looked after; it is tried again")
            self._has_failed = True
        else:
            self._has_failed = False

    def _look(self, ear: Ear) -> None:
        file, now = self._file, time.monotonic()
        file.database.look_after(ear)
        rests = not self._is_settled and now - self._written_at >= IDLE_SECONDS
        if file.database.pages.are_foreign(ear.listened, anew=rests):
            self._keep_last_words()
            file.database.pages.give_up()
        heard = ear.listened()
        has_news, self._heard = heard != self._heard, heard
        self.is_lost = file.database.is_lost or not file.database.is_open
        if self.is_lost:
            return
        if file.has_traces and now - self._emptied_at >= EMPTYING_SECONDS:
            self._emptied_at = now
            file.checkpoint()
        if has_news:
            self._written_at, self._is_settled = now, False
        elif rests:
            self._is_settled = file.database.settle()
            self._heard = ear.listened()  # that the file says so is no news
        self._keep_since(has_news, now)

    def _keep_last_words(self) -> None:
        """What was written in the last quarter of a second stands in the log as yet."""
        with contextlib.suppress(SeminarError):
            while self.since is not None and self.since.look():
                pass

    def _keep_since(self, has_news: bool, now: float) -> None:
        """Have what is written kept in memory, beside a backup that it goes with."""
        if self.since is None:
            self.since = Since(self._file)
        if has_news or not self._is_kept:
            has_more = self.since.look()
            self._is_kept = self.since.has_backup and not has_more
        if not self.since.has_backup and now - self._began >= FIRST_BACKUP_SECONDS:
            self._began = now
            opening.back_up_if_due(self._file, self._clock())

    def stop(self) -> None:
        """No more looking; the file may be closed then."""
        self._ended.set()
        if self.is_alive():
            self.join()
