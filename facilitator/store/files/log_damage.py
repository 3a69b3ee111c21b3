"""Whether a log beside a file was damaged: SQLite reads one up to its first bad frame and says
nothing of what comes after that.

The format is SQLite's (sqlite.org/fileformat2.html#walformat): a header of 32 bytes, then frames of
24 bytes and a page; all of one writing bear the same two salts, and each its sum with all before
it. What ends a transaction says how large the file is then. Frames of an earlier writing, which lie
beyond the end, bear two other salts.
"""

import os
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from facilitator.store.sqlite.holding import reading

_HEADER = struct.Struct(">8I")
_FRAME = struct.Struct(">6I")
_MAGIC = 0x377F0682
_PAGES = [1 << power for power in range(9, 17)]
_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Damage:
    """How many transactions a log holds that can be read, and how many ended after those; `is_cut`
    where it ends within one.
    """

    read: int
    unread: int
    is_cut: bool = False

    @property
    def may_be_unfinished(self) -> bool:
        """Whether a power cut in the middle of the last writing leaves the same: nobody was told
        then that it is kept. The next is written only once the one before it stands on the disk.
        """
        return self.unread + self.is_cut == 1


def is_there(log: Path) -> bool:
    """Whether a log was not cut off within its header, and is there at all; an empty one is."""
    return log.exists() and not 0 < log.stat().st_size <= _HEADER.size


def has_content(log: Path) -> bool:
    """Whether a log is there and holds more than its header."""
    return log.exists() and log.stat().st_size > _HEADER.size


def damage_of(log: Path) -> Damage | None:
    """What a log holds that cannot be read; None where there is nothing. Raises OSError."""
    if not log.exists() or log.stat().st_size <= _HEADER.size:
        return None
    with reading(log) as stream:
        return _damage(stream)


def readable_pages(log: Path) -> Iterator[tuple[int, bytes]]:
    """The pages that a log holds, with their numbers, as they were written; also those that stand
    behind damage, where SQLite reads no more. None of a transaction that never ended. Raises
    OSError.
    """
    with reading(log) as stream:
        head = stream.read(_HEADER.size)
        if len(head) < _HEADER.size:
            return
        magic, _, page, _, *salts, first, second = _HEADER.unpack(head)
        order = ">" if magic & 1 else "<"
        before, begun = (first, second), list[tuple[int, bytes]]()
        for frame, content in _frames(stream, page if page in _PAGES else 4096):
            number, ends, *own, first, second = _FRAME.unpack(frame)
            if own[0] != salts[0] and own[1] != salts[1]:
                return  # of an earlier writing
            if _summed(content, _summed(frame[:8], before, order), order) == (first, second):
                begun.append((number, content))
            before = first, second
            if ends:
                yield from begun
                begun.clear()


def _damage(stream: BinaryIO) -> Damage | None:
    head = stream.read(_HEADER.size)
    magic, _, page, _, *salts, first, second = _HEADER.unpack(head)
    order = ">" if magic & 1 else "<"
    sums = _summed(head[:24], (0, 0), order)
    is_whole = magic & ~1 == _MAGIC and page in _PAGES and sums == (first, second)
    page = page if page in _PAGES else 4096
    if not is_whole:
        return _without_a_header(stream, page)
    read = unread = size = 0
    is_cut = False
    for frame, content in _frames(stream, page):
        number, ends, *own, first, second = _FRAME.unpack(frame)
        size += _FRAME.size + page
        if is_whole and number and own == salts:
            sums = _summed(content, _summed(frame[:8], sums, order), order)
            is_whole = sums == (first, second)
        elif is_whole and own[0] != salts[0] and own[1] != salts[1]:
            return Damage(read, unread, is_cut) if unread or is_cut else None  # an earlier writing
        else:
            is_whole = False
        is_ours = own[0] == salts[0] or own[1] == salts[1]
        is_cut = not ends if is_ours else is_cut
        if ends and is_whole:
            read += 1
        elif ends and is_ours:
            unread += 1
    is_cut = is_cut or stream.seek(0, os.SEEK_END) > _HEADER.size + size
    return Damage(read, unread, is_cut) if unread or is_cut else None


def _without_a_header(stream: BinaryIO, page: int) -> Damage | None:
    """Nothing of such a log is read; what most ends in it say is what was written last."""
    ended: Counter[tuple[int, int]] = Counter()
    for frame, _ in _frames(stream, page):
        _, ends, *own, _, _ = _FRAME.unpack(frame)
        if ends:
            ended[own[0], own[1]] += 1
    return Damage(0, max(ended.values())) if ended else None


def _frames(stream: BinaryIO, page: int) -> Iterator[tuple[bytes, bytes]]:
    while len(frame := stream.read(_FRAME.size)) == _FRAME.size:
        if len(content := stream.read(page)) < page:
            return
        yield frame, content


def _summed(content: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    """The sum of a log, as it goes on over eight bytes at a time."""
    first, second = before
    words = iter(struct.unpack(f"{order}{len(content) // 4}I", content))
    for one, other in zip(words, words, strict=True):
        first = (first + one + second) & _MASK
        second = (second + other + first) & _MASK
    return first, second
