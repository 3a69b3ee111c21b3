"""Whether a part of an open file was written over past the program.

`content` knows a file by its mark, which stays where `dd`, a sync client or whoever mends a disk
writes over other pages. What SQLite brings into a file are the frames of its log alone, and while
the log is empty and nobody commits it is nothing. So whenever the file is not as it was looked at
last, each page that is another one has to be in the log. Where the log was taken away or begun anew
meanwhile, and what it held is not known, nobody can tell: what stands there is then what counts.
For whoever looks at a file again and again; too dear for each reading and writing. Whoever writes
first after a rest looks too, before the log begins anew, and whoever empties the log, before and
after.
"""

import contextlib
import os
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from facilitator.domain.errors import LostError
from facilitator.store.sqlite.holding import Identity, reading
from facilitator.store.sqlite.log_marks import log_of

PAGE = 4096
MOST_PAGES = 1 << 15
"""So many are looked at (128 MB); a full day of five hundred people has fewer."""

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_NOTHING = zlib.crc32(bytes(PAGE))
_AT_ONCE = 64
"""Pages read in one step: each step lets go of the interpreter, and whoever works beside it has it
for as long as they like; a step for each page made a window stand still."""
_TRIES = 4
_PAUSE = 0.005
"""A page that somebody of ours is just bringing in may be read in halves."""

Frames = frozenset[tuple[int, int | None]]
"""Numbers of pages, each with the sum of one content; None where it is gone."""
Stamp = tuple[Identity, int, int, int]


class _Block(NamedTuple):
    """Pages read in one step: the sum of all, and of each."""

    whole: int
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Log:
    """What lay in the log at one moment; `heard` says how often somebody had written till then, and
    of a log that is kept for the next look, before that look began."""

    salts: tuple[int, int] | None
    """Another pair for each writing from the beginning on, the first one more (walformat.html)."""
    size: int
    written: int
    """Up to which frame this writing came; those behind it are of earlier ones."""
    frames: Frames
    heard: int
    ended: int = 0
    """Where the last frame begins that ends a transaction: what stands from there on may have been
    read while it was being written, or be taken back, and another be written there."""
    whole: int = 0
    """How many frames of this writing stand up to there."""

    def brought_in_since(self, before: "_Log") -> Frames | None:
        """All that can have been brought into the file since a moment; None where nobody knows."""
        if self.salts is None and before.salts is None:
            return Frames() if self.heard == before.heard else None
        if self.salts is None or before.salts is None:
            return None
        if self.salts == before.salts:
            return self.frames
        is_next = self.salts[0] == before.salts[0] + 1 & 0xFFFFFFFF
        if is_next and self.written <= before.whole and self.size >= before.size:
            return self.frames | before.frames  # what came to the earlier one stands there still
        return None


class Stands(Protocol):
    """The file as it was opened, under the name that it stands under (`sqlite.standing`)."""

    @property
    def path(self) -> Path: ...
    @property
    def file(self) -> Identity | None: ...
    def give_up(self) -> None: ...
    def overwritten(self) -> LostError: ...


class Pages:
    """Of one database. For all threads."""

    def __init__(self, standing: Stands) -> None:
        self._standing = standing
        self._lock = threading.Lock()
        self._heard: Callable[[], int] | None = None
        """With whom it is heard that somebody writes; nobody before the first look."""
        self._seen: Stamp | None = None
        self._log_seen: Stamp | None = None
        self._log = _Log(None, 0, 0, Frames(), -1)
        self._sums: list[_Block] = []

    def are_foreign(self, heard: Callable[[], int], *, anew: bool = False) -> bool:
        """Whether something else wrote into the file since the last look, as far as can be told.

        `heard` says how often it was heard that somebody wrote, with what is heard now. One look
        at the disk where nothing has changed, unless it is looked at `anew`: before a log is begun
        anew, so that it is known what it held.
        """
        with self._lock:
            self._heard = heard
            return self._are_foreign(heard, anew)

    def refuse_foreign(self) -> None:
        """Raise LostError where they are, for whoever is about to do what hides it, such as begin
        the log anew. Nothing is known where nobody looks again and again.
        """
        with self._lock:
            if self._heard is not None and self._are_foreign(self._heard, anew=True):
                raise self._standing.overwritten()

    def are_looked_at_no_more(self) -> None:
        """Whoever looked again and again hears nothing from now on."""
        with self._lock:
            self._heard = None

    def _are_foreign(self, heard: Callable[[], int], anew: bool) -> bool:
        before = Frames()
        for _ in range(_TRIES):
            stamp = _stamp(self._standing.path)
            if stamp is None or stamp[0] != self._standing.file:
                return False
            if stamp == self._seen and not (anew and self._log_grew()):
                return False
            strange = Frames()
            with contextlib.suppress(OSError):
                strange = self._strange(stamp, heard)
            if not strange or strange & before:
                return bool(strange)
            before = strange
            time.sleep(_PAUSE)
        return False  # another page each time: it is being brought in

    def give_up(self) -> None:
        """Open nothing more of the file, bring nothing in."""
        self._standing.give_up()

    def _log_grew(self) -> bool:
        return _stamp(log_of(self._standing.path)) != self._log_seen

    def _strange(self, stamp: Stamp, heard: Callable[[], int]) -> Frames:
        """The pages that nobody of ours brought in; where there are none, all is as it should."""
        path = self._standing.path
        first = heard()  # whoever writes and brings it in while we look is heard after this
        written, before = _stamp(log_of(path)), _salts(log_of(path))
        sums = list(_sums_of(path, self._sums))
        log = _log(log_of(path), heard, self._log)
        if not log.salts == before == _salts(log_of(path)):
            return Frames()  # it began anew under our eyes: the next look tells
        is_known = self._seen is not None and self._seen[0] == stamp[0]
        if is_known and (since := log.brought_in_since(self._log)) is not None:
            strange = frozenset(_changed(self._sums, sums)) - since
            if strange:
                return strange
        self._seen, self._log_seen, self._sums = stamp, written, sums
        self._log = replace(log, heard=first)
        return Frames()


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino), found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _sums_of(path: Path, known: list[_Block]) -> Iterator[_Block]:
    """Of the whole file. Where all of a step is as it is `known`, so is each page: the sum of so
    much is reckoned without the interpreter, which whoever works beside it has meanwhile.
    """
    with reading(path) as stream:
        for number in range(MOST_PAGES // _AT_ONCE):
            if not (read := stream.read(PAGE * _AT_ONCE)):
                return
            whole, pages = zlib.crc32(read), memoryview(read)
            was = known[number] if number < len(known) else None
            if was and was.whole == whole and len(was.pages) == -(-len(read) // PAGE):
                yield was
                continue
            starts = range(0, len(read), PAGE)
            yield _Block(whole, tuple(zlib.crc32(pages[at : at + PAGE]) for at in starts))


def _changed(before: list[_Block], now: list[_Block]) -> Iterator[tuple[int, int | None]]:
    """The pages that are others, or gone; a new one may hold nothing yet."""
    nothing = _Block(0, ())
    for step, (was, is_now) in enumerate(zip_longest(before, now, fillvalue=nothing)):
        if was is is_now:
            continue
        pages = zip_longest(was.pages, is_now.pages)
        for number, (known, found) in enumerate(pages, start=step * _AT_ONCE + 1):
            if known != found and not (known is None and found == _NOTHING):
                yield number, found


def _salts(log: Path) -> tuple[int, int] | None:
    with contextlib.suppress(FileNotFoundError), reading(log) as stream:
        return _salts_in(stream)
    return None


def _salts_in(stream: BinaryIO) -> tuple[int, int] | None:
    head = stream.read(_HEADER.size)
    if len(head) < _HEADER.size:
        return None
    _, _, page, _, *salts, _, _ = _HEADER.unpack(head)
    return (salts[0], salts[1]) if page == PAGE else None


def _log(path: Path, heard: Callable[[], int], known: _Log) -> _Log:
    """What lies in the log; where some of this writing is `known`, only what came since is read."""
    with contextlib.suppress(FileNotFoundError), reading(path) as stream:
        if (salts := _salts_in(stream)) is not None:
            goes_on = salts == known.salts and stream.seek(0, os.SEEK_END) >= known.ended
            since = (known.ended, known.whole) if goes_on else (_HEADER.size, 0)
            first = _part(stream, salts, since)
            # What was whole then is read whole now, however much was written while it was read.
            then = _part(stream, salts, since)
            frames = then.frames | first.frames | (known.frames if goes_on else Frames())
            return _Log(salts, then.size, then.written, frames, heard(), first.ended, first.whole)
    return _Log(None, 0, 0, Frames(), heard())


def _part(stream: BinaryIO, salts: tuple[int, int], since: tuple[int, int]) -> _Log:
    """What stands in the log from a place on, before which so many frames stand."""
    (at, place), found = since, set[tuple[int, int]]()
    (ended, whole), written = since, place
    stream.seek(at)
    for frame in _frames_of(stream):
        number, is_end, first, second, _, _ = _FRAME.unpack_from(frame)
        found.add((number, zlib.crc32(frame[_FRAME.size :])))
        if (first, second) == salts:
            ended, whole = (at, place) if is_end else (ended, whole)
            written = place + 1
        at, place = at + len(frame), place + 1
    return _Log(salts, at, written, frozenset(found), 0, ended, whole)


def _frames_of(stream: BinaryIO) -> Iterator[memoryview]:
    size = _FRAME.size + PAGE
    while frames := memoryview(stream.read(size * _AT_ONCE)):
        for start in range(0, len(frames), size):
            if len(frame := frames[start : start + size]) >= _FRAME.size:
                yield frame
