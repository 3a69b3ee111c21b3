"""One file, one name, one log: what every process of this person's agrees on while a file is open.

SQLite finds a file's log by the file's name. Two processes that have one file open under two names,
since it was renamed or has a second name, write two logs and check what they write into the file
against none of each other's: it is damaged, and words are lost. So whoever has a file open says so
beside the user's other settings, under the number that the file has on its disk: by which name, and
with which log. Who comes by another name, or to another log, waits until all of them have let go.

The lock is flock(2): closing some other descriptor of the file cannot take it away, as it takes
POSIX locks. Windows renames nothing that is open and needs none.
"""

import contextlib
import os
import shutil
import sys
import threading
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from facilitator.store.sqlite.log_marks import index_of, log_of

Identity = tuple[int, int]
Beside = tuple[Identity | None, Identity | None]


def identity(path: Path) -> Identity | None:
    """Which file this is, whatever it is called; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def beside(path: Path) -> Beside:
    """Which log, and which index of it, lie beside a file."""
    return identity(log_of(path)), identity(index_of(path))


class Hold:
    """That a file is open in this process under one name. Where that cannot be written down, on a
    full disk, nobody is kept out by it.
    """

    def __init__(self, path: Path, handle: int | None, place: Path) -> None:
        self.path = path
        self._handle = handle
        self._place = place
        self._is_first = handle is not None and _locks(handle, alone=True)
        self._is_open = True
        self._known = identity(path) or (0, 0)
        with _here:
            _open[self._known] += 1

    @classmethod
    def take(cls, folder: Path | None, path: Path) -> "Hold | None":
        """Say that a file is about to be opened under a name; None where it is open under another,
        or with another log. `opened` has to be called when it is.
        """
        known = identity(path)
        if folder is None or sys.platform == "win32" or known is None:
            return cls(path, None, path)
        place = folder / f"{known[0]:x}-{known[1]:x}"
        try:
            handle = os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return cls(path, None, path)
        there = cls(path, handle, place)
        if there._fits():
            return there
        there.release()
        return None

    def opened(self) -> bool:
        """The file is open now; False where somebody came by another name at the same moment."""
        if self._handle is None:
            return True
        if self._is_first:
            self._write()
            self._is_first = False  # sharing a lock lets go of it for a moment
        return self._fits()

    @property
    def is_first(self) -> bool:
        """Whether nobody else had the file open, nor can have before it is open here."""
        return self._is_first

    def is_alone(self, seconds: float = 0.0) -> bool:
        """Whether nobody else has the file open, at last; what is held may only be released then.

        Whoever asks by another name whether anybody has it open has it for a moment.
        """
        return self._handle is None or _locks(self._handle, alone=True, seconds=seconds)

    def release(self) -> None:
        """The file is open in this process no more."""
        if not self._is_open:
            return
        self._is_open = False
        with _here:
            _open[self._known] -= 1
            if not _open[self._known]:
                del _open[self._known]
                for handle in _kept.pop(self._known, ()):
                    os.close(handle)
        if self._handle is None:
            return
        with contextlib.suppress(OSError):
            if _locks(self._handle, alone=True) and identity(self._place) == _of(self._handle):
                self._place.unlink()
        os.close(self._handle)

    def _fits(self) -> bool:
        """Whether who has the file open has it under this name, with the log that lies there."""
        assert self._handle is not None
        if not self._is_first and not _locks(self._handle, alone=False):
            return False
        if identity(self._place) != _of(self._handle):
            return False  # whoever was the last took it away
        written = b"" if self._is_first else os.pread(self._handle, _MOST, 0)
        return not written or written == self._said()

    def _write(self) -> None:
        assert self._handle is not None
        with contextlib.suppress(OSError):
            os.ftruncate(self._handle, 0)
            os.pwrite(self._handle, self._said(), 0)

    def _said(self) -> bytes:
        name = os.path.realpath(self.path)
        if sys.platform == "darwin":  # where two spellings are one name
            name = unicodedata.normalize("NFC", name).casefold()
        return f"{name}\n{beside(self.path)}".encode("utf-8", "surrogateescape")


_MOST = 1 << 16

_here = threading.RLock()
_open: Counter[Identity] = Counter()
"""What this process has open, how often."""
_kept: dict[Identity, list[int]] = {}
"""What was read of that besides: descriptors that are closed when the file is let go."""


@contextlib.contextmanager
def reading(path: Path) -> Iterator[BinaryIO]:
    """The bytes of a file that may be open as a database in this process. Raises OSError.

    Whoever closes any descriptor of a file takes away all POSIX locks that the process has on it:
    another process would then clear its log away while it is still written here.
    """
    with _here:
        spare = _kept.get(identity(path) or (0, 0))
        handle = spare.pop() if spare else os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        with open(handle, "rb", closefd=False) as stream:
            stream.seek(0)
            yield stream
    finally:
        keep_until_let_go(handle)


def keep_until_let_go(handle: int) -> None:
    """Close what was opened of a file as soon as it is open here as a database no more."""
    with _here:
        known = _of(handle)
        if known in _open:
            _kept.setdefault(known, []).append(handle)
        else:
            os.close(handle)


def copy(source: Path, target: Path) -> None:
    """A plain copy of such a file's bytes. Raises OSError."""
    with reading(source) as stream, target.open("wb") as copied:
        shutil.copyfileobj(stream, copied)


def _of(handle: int) -> Identity:
    found = os.fstat(handle)
    return found.st_dev, found.st_ino


def _locks(handle: int, *, alone: bool, seconds: float = 0.0) -> bool:
    """Lock what is open, for oneself or shared; False where somebody else has it, or has it alone.

    Who has it alone has it for a moment, which is waited for; others for so many `seconds`.
    """
    if sys.platform == "win32":
        return True
    import fcntl

    until = time.monotonic() + (seconds if alone else _MOMENT)
    while True:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        else:
            return True


_MOMENT = 10.0
"""Whoever opens a file that was cut off reads its whole log meanwhile, on a busy computer or a slow
disk."""
_PAUSE = 0.002
