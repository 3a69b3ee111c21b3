"""Hearing that somebody wrote, from whatever process."""

import contextlib
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy.pool import PoolProxiedConnection

from facilitator.domain.errors import LostError
from facilitator.store.sqlite.troubles import told


class Ear:
    """Hears, at the price of one pragma, that somebody else committed.

    Holds a connection of its own that never has a transaction open, and has none while the file is
    nowhere. Belongs to one thread; only letting go of it is for others too.
    """

    def __init__(
        self,
        path: Path,
        borrowed: Callable[[], PoolProxiedConnection],
        may_come: Callable[[], bool],
    ) -> None:
        self._path = path
        self._borrowed = borrowed
        self._may_come_back = may_come
        self._lock = threading.Lock()
        self._times = 0
        self._unheard = 0
        self._pooled: PoolProxiedConnection | None = None
        self._heard = 0
        with contextlib.suppress(LostError):
            self._pooled, self._heard = self._listening()

    def has_news(self) -> bool:
        """Whether anybody committed since this was asked last, or might have: nobody listened."""
        with self._lock:
            if self._pooled is None:
                has_news = self._hears_again()
            else:
                before, self._heard = self._heard, self._version(self._pooled)
                has_news = before != self._heard
            self._times += has_news
            return has_news

    def may_lack(self) -> bool:
        """A file that is put back to an earlier moment is another file, and told as one."""
        return False

    def listened(self) -> int:
        """How often there was news so far, with what there is now; while nothing can be heard, a
        number that is no other: nobody knows then that nothing was written.
        """
        self.has_news()
        if self.hears:
            return self._times
        self._unheard -= 1
        return self._unheard

    @property
    def hears(self) -> bool:
        """Whether it listens; it does not while the file is nowhere."""
        return self._pooled is not None

    def _hears_again(self) -> bool:
        with contextlib.suppress(LostError):
            if self._may_come_back():
                self._pooled, self._heard = self._listening()
                return True
        return False

    def settles(self, settled: Callable[[Any], bool]) -> bool:
        """Whether that could be done with this connection, where there is one."""
        with self._lock, told(self._path):
            return self._pooled is None or settled(self._pooled.driver_connection)

    def let_go(self) -> None:
        """Have nothing open until the next question."""
        with self._lock:
            pooled, self._pooled = self._pooled, None
        if pooled is not None:
            pooled.close()

    close = let_go

    def _listening(self) -> tuple[PoolProxiedConnection, int]:
        """A connection to hear with, and what it hears first. It goes back where it hears nothing,
        as of a file that was emptied: the file is let go of when all are back.
        """
        pooled = self._borrowed()
        try:
            pooled.cursor().execute("PRAGMA shrink_memory")  # an ear reads no pages: none are kept
            return pooled, self._version(pooled)
        except BaseException:
            pooled.close()
            raise

    def _version(self, pooled: PoolProxiedConnection) -> int:
        raw = pooled.driver_connection
        assert raw is not None
        with told(self._path):
            return int(raw.execute("PRAGMA data_version").fetchone()[0])
