"""Where a file stands that is open, and what this process has open of it.

A file is written under the name by which it was opened, and under no other. When it is renamed or
moved its last words are brought into it, by connections that know its log still, then it is let go
of and read under its new name: whoever opens it there is not damaged by a log under the old one. A
file that was removed altogether nobody else can come to; it is kept open, to be copied.
"""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import psutil
import sqlcipher3.dbapi2 as sqlcipher

from facilitator import whole_file
from facilitator.domain.errors import LostError
from facilitator.domain.wording import say
from facilitator.store.sqlite.holding import Beside, Hold, beside, identity
from facilitator.store.sqlite.log_marks import index_of, log_of
from facilitator.store.sqlite.watching.barring import Barred

PATIENT = 3.0
"""So long whoever opens a file waits for those to let go who have it open by another name: they
notice within a quarter of a second.
"""
BRIEF = 0.5
"""So long anybody waits for a connection later: another process may be just about to let go."""
_PAUSE = 0.01
_ALONE_SECONDS = 1.0
"""So long the last one who has a file open waits for those who only ask whether anybody has."""
_LEAST_TRIES = 3
"""Who was held up itself, on a busy computer, has looked once and waited for nobody."""
_LOOK_SECONDS = 1.0
"""A file that is nowhere to be seen is looked for so often."""


class Counted(sqlcipher.Connection):  # type: ignore[misc]
    """A connection of the driver's that says when it is closed."""

    when_closing: Callable[[], None] | None = None
    when_closed: Callable[[], None] | None = None

    def close(self) -> None:
        """Close it, then say so, once."""
        if self.when_closing is not None:
            self.when_closing()
        super().close()
        told, self.when_closed = self.when_closed, None
        if told is not None:
            told()


def wait_for_one_name(path: Path, folder: Path | None) -> None:
    """Wait until nobody has a file open by another name; raises LostError where they go on."""
    for _ in _tries(PATIENT):
        if not path.exists():
            return
        hold = Hold.take(folder, path)
        if hold is not None:
            hold.release()
            return
    raise under_another_name(path)


def _tries(patience: float) -> Iterator[None]:
    until = time.monotonic() + patience
    for tries in count(1):
        yield
        if tries >= _LEAST_TRIES and time.monotonic() >= until:
            return
        time.sleep(_PAUSE)


def is_free(path: Path, folder: Path | None) -> bool:
    """Whether nobody has a file open."""
    hold = Hold.take(folder, path)
    if hold is None:
        return False
    try:
        return hold.is_alone()
    finally:
        hold.release()


def under_another_name(path: Path) -> LostError:
    """What to raise where a file is open elsewhere by another name."""
    return LostError(
        say(
            "{file} is open in another window or program by another name, or its log was taken "
            "away there. Close it there, then try again.",
            file=path.name,
        )
    )


def newer(path: Path) -> LostError:
    """What to raise where a newer program has brought a file that is open here to its version."""
    return LostError(
        say(
            "{file} was brought up to date by a newer Facilitator while it was open here. Nothing "
            "more is written to it from here: close it, and open it with the newer one. What was "
            "here before can be saved as a copy.",
            file=path.name,
        )
    )


def _set_aside(log: Path) -> None:
    """Nobody takes it for a log any more; what it holds is not lost, and is swept by erasing."""
    with contextlib.suppress(OSError):
        whole_file.put_in_place(log, log.with_name(f"{log.name}{whole_file.ASIDE}"))


class Standing:
    """Of one database: its name, which file that was, and what is open of it. For all threads."""

    def __init__(
        self, path: Path, folder: Path | None, has_its_log: Callable[[Path], bool]
    ) -> None:
        self.path = path
        """The name by which it was opened, and is written."""
        self.file = identity(path)
        self._has_its_log = has_its_log
        """Whether a file and the log beside it go together."""
        self._folder = folder
        """Where holds are written down; None for what nobody else can have open."""
        self._lock = threading.RLock()
        self._hold: Hold | None = None
        self._beside = beside(path)
        self._open = 0
        self._is_leaving = False
        self.is_overwritten = False
        """Whether something else was written over the file while it was open."""
        self._barred: Barred | None = None
        self._is_whole = False
        self._was_open = False
        self._elsewhere: Path | None = None
        self._looked_at = float("-inf")

    @property
    def is_lost(self) -> bool:
        """Whether nothing may be written: another file, or none, stands under the name, its log is
        not the one that is written here, or it is still read where it was meanwhile.
        """
        if identity(self.path) != self.file:
            return True
        hold = self._hold
        return hold is not None and (hold.path != self.path or beside(self.path) != self._beside)

    @property
    def is_open(self) -> bool:
        """Whether anything of it is open here, and more may be."""
        return self._hold is not None and not self._is_leaving

    @property
    def is_leaving(self) -> bool:
        """Whether nothing more of it is opened until all is closed that is open."""
        return self._is_leaving

    @property
    def has_moved(self) -> bool:
        """Whether what is open was opened by a name, or with a log, that is not the file's now."""
        hold = self._hold
        there = self.found()
        if hold is None or there is None:
            return False
        return hold.path != there or beside(there) != self._beside

    def found(self) -> Path | None:
        """Where the file is: under its name, beside it, or wherever what is open leads."""
        if identity(self.path) == self.file:
            return self.path
        if self._elsewhere and identity(self._elsewhere) == self.file:
            return self._elsewhere
        if time.monotonic() - self._looked_at > _LOOK_SECONDS:
            self._looked_at = time.monotonic()
            self._elsewhere = self._searched()
            return self._elsewhere
        return None

    def _searched(self) -> Path | None:
        for folder in {self.path.parent, (self._elsewhere or self.path).parent}:
            with contextlib.suppress(OSError):
                for path in folder.iterdir():
                    if identity(path) == self.file:
                        return path
        with contextlib.suppress(psutil.Error, OSError):
            for held in psutil.Process().open_files():
                if identity(Path(held.path)) == self.file:
                    return Path(held.path)
        return None

    def opening(self, connect: Callable[[Path], Counted], patience: float = BRIEF) -> Counted:
        """One more connection to this very file, never to another that bears its name now.

        Raises LostError where it is nowhere, or open by another name.
        """
        with self._lock:
            if self._is_leaving or self.is_overwritten:
                raise self.lost()
            if self._hold is not None:
                return self._one_more(connect, self._hold)
            for _ in _tries(patience):
                raw = self._first(connect)
                if raw is not None:
                    return raw
            raise under_another_name(self.path)

    def _one_more(self, connect: Callable[[Path], Counted], hold: Hold) -> Counted:
        if identity(hold.path) != self.file or beside(hold.path) != self._beside:
            raise self.lost()
        raw = connect(hold.path)
        self._open += 1
        raw.when_closing, raw.when_closed = self._closing, self._closed
        return raw

    def _first(self, connect: Callable[[Path], Counted]) -> Counted | None:
        """None where it is to be tried again."""
        there = self.found()
        if there is None:
            raise self.lost()
        hold = Hold.take(self._folder, there)
        if hold is None:
            return None
        try:
            self._open_no_strange_log(hold)
            raw = connect(there)
        except BaseException:
            hold.release()
            raise
        if not hold.opened():
            raw.close()
            hold.release()
            return None
        self._hold, self._open, self._beside = hold, 1, beside(there)
        self._is_whole = False
        raw.when_closing, raw.when_closed = self._closing, self._closed
        return raw

    def _open_no_strange_log(self, hold: Hold) -> None:
        """Under a name that the file is given back a log may lie of before: SQLite would take it
        for the file's, and bring what it holds in over what was written under another name.
        """
        log = log_of(hold.path)
        with contextlib.suppress(OSError):
            if (
                self._was_open
                and hold.is_first
                and log.stat().st_size
                and not self._has_its_log(hold.path)
            ):
                _set_aside(log)
                index_of(hold.path).unlink(missing_ok=True)

    def _closing(self) -> None:
        with self._lock:
            if self._barred is not None:
                self._barred.closing()

    def _closed(self) -> None:
        """A connection is closed; with the last of them the file is let go."""
        with self._lock:
            self._open -= 1
            if self._open == 0 and self._hold is not None:
                self._clear_away(self._hold)
                if self._barred is not None:
                    self._barred.let_go()
                self._hold.release()
                self._hold, self._barred, self._is_leaving = None, None, False
                self._was_open = True

    def leave(self) -> None:
        """Open nothing more until all is closed that is open; everything is in the file itself."""
        with self._lock:
            self._is_whole = True
            self._is_leaving = self._hold is not None

    def give_up(self) -> None:
        """Something else was written over the file: open nothing more of it, bring nothing in."""
        with self._lock:
            if self._hold is not None and self._barred is None:
                self._barred = Barred(self._hold, self.file)
            self.is_overwritten = True
            self._is_leaving = self._hold is not None

    def follow(self, path: Path) -> None:
        """From now on the file at a path is meant: this one elsewhere, or a copy of it."""
        with self._lock:
            self.path, self.file = path, identity(path)
            self.is_overwritten = False

    def _clear_away(self, hold: Hold) -> None:
        """SQLite leaves the log of a file that was moved, in which nothing is that the file lacks,
        and of one that something else was written over, in which nothing is of what stands there.
        Of a file that was emptied whoever reads it takes the log away, and leaves the log's index.
        """
        is_ours = _is_left_of(beside(hold.path), self._beside)
        is_moved = self._is_whole and identity(hold.path) != self.file
        if is_ours and (is_moved or self._barred is not None) and hold.is_alone(_ALONE_SECONDS):
            if self._barred is not None and self._barred.went_on():
                _set_aside(log_of(hold.path))
            for left in (log_of(hold.path), index_of(hold.path)):
                with contextlib.suppress(OSError):
                    left.unlink()

    def lost(self) -> LostError:
        """What to raise where nothing can be read or written."""
        if self.is_overwritten:
            return self.overwritten()
        return LostError(
            say(
                "{file} is no longer where it was opened: it was moved, renamed, replaced or "
                "removed. Nothing more is written until it is back; what is on the screen can be "
                "saved as a copy.",
                file=self.path.name,
            )
        )

    def overwritten(self) -> LostError:
        """What to raise where something else was written over the file."""
        return LostError(
            say(
                "Another file was copied over {file}, or over a part of it, while it was open. "
                "It is left as it is now, and nothing more is written to it; what was here "
                "before can be saved as a copy.",
                file=self.path.name,
            )
        )


def _is_left_of(found: Beside, ours: Beside) -> bool:
    """Whether what lies beside a file is the log that we had with its index, or what is left."""
    log, index = found
    return found == ours if log is not None else index is not None and index == ours[1]
