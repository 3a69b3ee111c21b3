"""Leaving a file that something else was written over: nothing of its log may come in there.

Whoever closes a file last brings its log in, which the driver has no way to forbid (SQLite's
SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE). SQLite must have the file to itself for that, and is kept from
it by a lock of an open file description, which stands even in the way of the process that took it
(fcntl(2), F_OFD_SETLK). Nobody else is touched by it: another process that has the file open may
have seen nothing of the kind, and what it was told is kept stands in that log.
"""

import contextlib
import os
import struct
import sys
from pathlib import Path

from facilitator.store.sqlite.holding import Hold, Identity, keep_until_let_go
from facilitator.store.sqlite.log_marks import index_of, log_of

if sys.platform == "linux":
    import fcntl


class Barred:
    """One file of which this process brings nothing in any more, until it has closed it."""

    def __init__(self, hold: Hold, file: Identity | None) -> None:
        self._hold = hold
        self._handle: int | None = None
        self._index: int | None = None
        self._log = _stamp(hold.path)
        with contextlib.suppress(OSError):
            if sys.platform == "linux":
                self._bar(hold.path, file)
            else:
                self._index = os.open(index_of(hold.path), os.O_RDWR | getattr(os, "O_BINARY", 0))

    def _bar(self, path: Path, file: Identity | None) -> None:
        """Where another file bears the name now, SQLite brings nothing in by itself."""
        handle = os.open(path, os.O_RDONLY)
        keep_until_let_go(handle)
        found = os.fstat(handle)
        if (found.st_dev, found.st_ino) == file:
            self._handle = handle
            self._lock(fcntl.F_RDLCK)

    def _lock(self, how: int) -> None:
        assert self._handle is not None
        wanted = struct.pack("hhqqi4x", how, os.SEEK_SET, _SHARED_AT, _SHARED_BYTES, 0)
        fcntl.fcntl(self._handle, fcntl.F_OFD_SETLK, wanted)

    def went_on(self) -> bool:
        """Whether anybody wrote to the log since: whoever saw nothing of it, or was writing."""
        return _stamp(self._hold.path) != self._log

    def closing(self) -> None:
        """A connection is about to be closed, it may be the last.

        Where there are no such locks, the log's index says that all of it has been brought in
        (sqlite.org/walformat.html: `mxFrame` and `nBackfill`), unless somebody else goes on in it.
        """
        if self._index is None or not self._hold.is_alone():
            return
        with contextlib.suppress(OSError):
            os.lseek(self._index, _MOST_AT, os.SEEK_SET)
            frames = os.read(self._index, _NUMBER.size)
            for at in (_DONE_AT, _TRIED_AT):
                os.lseek(self._index, at, os.SEEK_SET)
                os.write(self._index, frames)

    def let_go(self) -> None:
        """All is closed: not before that may the index be, since SQLite's locks on it were lost."""
        if self._handle is not None:
            with contextlib.suppress(OSError):
                self._lock(fcntl.F_UNLCK)
        if self._index is not None:
            os.close(self._index)
        self._handle = self._index = None


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = log_of(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


_SHARED_AT, _SHARED_BYTES = 0x4000_0002, 510
"""Where whoever has a database open shares a lock, and who empties its log last has it alone
(sqlite.org/lockingv3.html, `SHARED_FIRST` and `SHARED_SIZE`)."""
_NUMBER = struct.Struct("=I")
_MOST_AT, _DONE_AT, _TRIED_AT = 16, 96, 128
