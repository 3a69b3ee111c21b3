"""A disk as its operations leave it: what stands on it when the power goes at any of them.

What was written since a file's last sync may stand there, or not, or in sectors of 512 bytes here
and there; names made, changed and taken away since the folder's last sync stand there up to one of
them, as a file system with a journal has it.
"""

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from tests.store.power.scenes import ACKNOWLEDGED, HEAD

SECTOR = 512
SHARED_IN_MEMORY = "-shm"
"""How files end that only processes share: no disk is waited for."""


class Kind(IntEnum):
    """What shim.c writes down."""

    MADE = 1
    WRITTEN = 2
    CUT = 3
    SYNCING = 4
    SYNCED = 5
    RENAMED = 6
    REMOVED = 7
    FOLDER_MADE = 8
    ACKNOWLEDGED = ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class Operation:
    """One record of the log."""

    kind: Kind
    inode: int
    place: int
    content: bytes

    def applied(self, to: bytearray) -> None:
        """Do it to a file's content."""
        if self.kind is Kind.CUT:
            del to[self.place :]
            to.extend(bytes(self.place - len(to)))
        else:
            to.extend(bytes(max(0, self.place - len(to))))
            to[self.place : self.place + len(self.content)] = self.content

    def torn(self, draw: random.Random) -> Iterator["Operation"]:
        """Some of its sectors, or all or none of it."""
        if self.kind is Kind.CUT or (whole := draw.random()) < 1 / 3:
            yield from (self,) if draw.random() < 1 / 2 else ()
        elif whole < 2 / 3:
            yield self
        else:
            end = self.place + len(self.content)
            cuts = [self.place, *range(self.place // SECTOR * SECTOR + SECTOR, end, SECTOR), end]
            for start, stop in itertools.pairwise(cuts):
                if draw.random() < 1 / 2:
                    part = self.content[start - self.place : stop - self.place]
                    yield Operation(self.kind, self.inode, start, part)


def read_log(log: Path) -> list[Operation]:
    """Everything that happened, in the order in which it did."""
    content, operations, at = log.read_bytes(), [], 0
    while at < len(content):
        kind, inode, place, length = HEAD.unpack_from(content, at)
        at += HEAD.size
        operations.append(Operation(Kind(kind), inode, place, content[at : at + length]))
        at += length
    return operations


@dataclass(slots=True, eq=False)
class Lying:
    """A file on the disk: what stands there for good, and what was written since."""

    content: bytearray
    since: list[Operation] = field(default_factory=list)
    syncing: int = 0

    def do(self, operation: Operation) -> None:
        """One thing more happens to it."""
        match operation.kind:
            case Kind.WRITTEN | Kind.CUT:
                self.since.append(operation)
            case Kind.SYNCING:
                self.syncing = len(self.since)
            case Kind.SYNCED:
                for each in self.since[: self.syncing]:
                    each.applied(self.content)
                del self.since[: self.syncing]
                self.syncing = 0
            case _:
                pass


class Disk:
    """A folder on a disk, to which operations are done one after another.

    `told` is what somebody was told is kept, so far.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, Lying] = {}
        self._names: dict[str, Lying | None] = {}
        self._renaming: list[Mapping[str, Lying | None]] = []
        for path in sorted(folder.rglob("*")):
            lying = None if path.is_dir() else Lying(bytearray(path.read_bytes()))
            self._names[str(path)] = lying
            if lying is not None:
                self._files[path.stat().st_ino] = lying
        self.told: list[str] = []

    def do(self, operation: Operation) -> None:
        """One thing more happens."""
        lying = self._files.get(operation.inode)
        if operation.kind is Kind.ACKNOWLEDGED:
            self.told.append(operation.content.decode())
        elif operation.kind is Kind.MADE:
            self._files[operation.inode] = made = Lying(bytearray())
            self._rename({operation.content.decode(): made})
        elif lying is not None:
            lying.do(operation)
        else:
            self._do_to_names(operation)

    def _do_to_names(self, operation: Operation) -> None:
        name = operation.content.decode()
        match operation.kind:
            case Kind.SYNCED if self._renaming:  # of a folder
                self._names = dict(self._renaming[-1])
                self._renaming.clear()
            case Kind.RENAMED:
                source, _, target = name.partition("\0")
                self._move(source, target)
            case Kind.REMOVED:
                self._rename({}, without=name)
            case Kind.FOLDER_MADE:
                self._rename({name: None})
            case _:
                pass

    def _rename(self, added: Mapping[str, Lying | None], without: str = "") -> None:
        names = {**(self._renaming[-1] if self._renaming else self._names), **added}
        names.pop(without, None)
        self._renaming.append(names)

    def _move(self, source: str, target: str) -> None:
        names = self._renaming[-1] if self._renaming else self._names
        if source in names:
            self._rename({target: names[source]}, without=source)

    def after_the_cut(self, target: Path, draw: random.Random | None) -> None:
        """What stands in `target` when the power goes now and comes back: of what was not synced as
        much as is drawn, or nothing.
        """
        names = draw.choice([self._names, *self._renaming]) if draw else self._names
        drawn: dict[int, bytes] = {}
        for name, lying in names.items():
            path = target / Path(name).relative_to(self._folder)
            if lying is None:
                path.mkdir(parents=True, exist_ok=True)
            elif not name.endswith(SHARED_IN_MEMORY):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(drawn.setdefault(id(lying), _drawn(lying, draw)))


def _drawn(lying: Lying, draw: random.Random | None) -> bytes:
    content = bytearray(lying.content)
    luck = draw.random() if draw else 0.0
    for each in lying.since:
        for part in _parts(each, luck, draw):
            part.applied(content)
    return bytes(content)


def _parts(each: Operation, luck: float, draw: random.Random | None) -> Iterable[Operation]:
    if draw is None or luck < 1 / 4:
        return ()
    return (each,) if luck < 1 / 2 else each.torn(draw)
