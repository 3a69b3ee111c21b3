"""News of a seminar file, whoever wrote it: the window, the room server, a merge."""

import contextlib
import logging
import threading
from queue import Empty, SimpleQueue
from typing import Protocol

from facilitator.domain.errors import StorageError
from facilitator.domain.revisions import Change
from facilitator.store.seminar_store import SeminarStore

log = logging.getLogger(__name__)

APART_SECONDS = 0.05
"""So often a database is asked for news: as a file is."""


class Watches(Protocol):
    """Follows one seminar; belongs to one thread."""

    def poll(self, most: int | None = None) -> frozenset[Change]:
        """Which records changed since the last call; for ballots, which rounds."""

    @property
    def is_behind(self) -> bool:
        """Whether there is more to read than was read at the last call."""

    @property
    def is_away(self) -> bool:
        """Whether the database of the seminar does not answer."""

    def close(self) -> None:
        """Let go of the seminar."""


class Watcher:
    """Follows one file. Cheap enough to be asked every 50 ms; belongs to one thread."""

    def __init__(self, file: SeminarStore) -> None:
        self._tail = file.tail()

    def poll(self, most: int | None = None) -> frozenset[Change]:
        """Which records changed since the last call; for ballots, which rounds.

        With `most`, no more revisions than that are read: `is_behind` says whether there are more.
        """
        return self._tail.poll(most)

    @property
    def is_behind(self) -> bool:
        """Whether there is more to read than was read at the last call."""
        return self._tail.is_behind

    @property
    def is_away(self) -> bool:
        """A file is watched by who keeps it."""
        return False

    @property
    def hears(self) -> bool:
        """Whether news can be heard just now."""
        return self._tail.hears

    def close(self) -> None:
        """Let go of the file."""
        self._tail.close()


class WatcherApart(threading.Thread):
    """Follows a seminar in a database, which may be slow to answer or not answer: who asks for news
    gets what has come so far, and never waits.
    """

    def __init__(self, store: SeminarStore) -> None:
        super().__init__(name="watcher", daemon=True)
        self._watcher = Watcher(store)
        self._come: SimpleQueue[frozenset[Change]] = SimpleQueue()
        self._wakes = threading.Event()
        self._ended = self._has_failed = False
        self.is_away = False
        """Whether the database did not answer when it was asked last."""
        self.start()

    def run(self) -> None:
        """Look on and on, at once after somebody asked."""
        while not self._ended:
            if changes := self._changes():
                self._come.put(changes)
            self._wakes.wait(APART_SECONDS)
            self._wakes.clear()
        self._watcher.close()

    def _changes(self) -> frozenset[Change]:
        """No look is the last one, whatever happens: the window would hear nothing any more."""
        try:
            found = self._watcher.poll()
            self.is_away = not self._watcher.hears
        except StorageError:
            self.is_away = True
        except Exception:
            if not self._has_failed:
                log.exception("The database could not be looked at; it is tried again")
            self._has_failed = self.is_away = True
        else:
            return found
        return frozenset()

    def poll(self, most: int | None = None) -> frozenset[Change]:
        """What has come since the last call; what is written now comes with one of the next."""
        self._wakes.set()
        found = set[Change]()
        with contextlib.suppress(Empty):
            while True:
                found |= self._come.get_nowait()
        return frozenset(found)

    @property
    def is_behind(self) -> bool:
        """What has come is read at once."""
        return False

    def close(self) -> None:
        """Let go of the seminar."""
        self._ended = True
        self._wakes.set()
        self.join()


def watcher_of(store: SeminarStore) -> Watches:
    """What follows a seminar, wherever it is."""
    return Watcher(store) if store.can.is_file else WatcherApart(store)
