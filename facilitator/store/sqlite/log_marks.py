"""Which write-ahead log belongs to which file, and whether one of them is missing.

SQLite takes whatever log lies beside a file for the file's own: a backup put in the place of a file
that was cut off would be damaged by the old log, and a copy of the file alone, made while it is in
use, lacks what its log holds and looks whole. So before the first write a mark is set and brought
into the file itself, and when everything has been brought there it is changed for another. A mark
names the one before it: a log is at most one mark ahead of its file.
"""

import contextlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Any

from facilitator.store.sqlite import sums
from facilitator.store.sqlite.troubles import TROUBLE, Trouble, trouble_of

ALONE = "immutable=1"
"""Read the file as it is by itself, whatever lies beside it; nothing is written, nothing locked."""

NAME = "log mark"
"""What the mark is called among the facts."""

_BUSY, _IDLE = "busy", "idle"
WHERE_IDLE = f"name = '{NAME}' AND value LIKE '{_IDLE} %'"
"""The fact that says that everything is in the file itself."""
_READ = f"SELECT value FROM meta WHERE name = '{NAME}'"  # noqa: S608 - a constant of ours
_BY_ITSELF = f"SELECT value FROM meta NOT INDEXED WHERE name = '{NAME}'"  # noqa: S608 - ours
_KEEP = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
"""The row stays where it is: of a file alone it is always found, also while somebody reads."""
_TRIES = 3
_REMEMBERED = 40
"""So many marks a mark names: half a minute of steady work. Who was held up for longer goes by its
number, and by what the file holds.
"""
_AHEAD = 2
"""A log names its file's mark among so many before its own."""


class Fit(Enum):
    """How a file and the log beside it go together."""

    WHOLE = auto()
    HALF = auto()
    """The file is there alone; what its log held is missing."""
    FOREIGN = auto()
    """The log is of another file, or of another moment of this one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A file's mark: whether it is being written, which mark this is, and the ones before it."""

    is_busy: bool = False
    id: str = ""
    before: tuple[str, ...] = ()

    def follows(self, known: "Mark") -> bool:
        """Whether it is a mark that is known, or came after that, in the same file."""
        return not known.id or known.id in (self.id, *self.before)

    @property
    def number(self) -> int:
        """How many marks the file had before this one, as far as they were counted."""
        count, is_counted, _ = self.id.partition("-")
        return int(count, 16) if is_counted else 0

    def may_follow(self, known: "Mark") -> bool:
        """Whether it can have come so long after a mark that it names that one no more."""
        return len(self.before) >= _REMEMBERED <= self.number - known.number


def mark_of_a_copy() -> str:
    """The mark of a file that nobody has begun to write, unlike that of any other."""
    return _written(_IDLE, Mark())


def mark_as_whole(copy: Any) -> None:
    """Have a copy that SQLite made of a file and its log not say that it lacks the log."""
    with contextlib.suppress(*TROUBLE):  # what is no seminar is found out by who opens it
        copy.execute("UPDATE meta SET value = ? WHERE name = ?", (mark_of_a_copy(), NAME))


def is_idle(raw: Any) -> bool:
    """Whether the file says that it has everything, and so must not be written yet."""
    found = raw.execute(f"SELECT 1 FROM meta WHERE {WHERE_IDLE}")  # noqa: S608 - a constant of ours
    return found.fetchone() is not None


def set_busy(raw: Any, first: Callable[[], None]) -> bool:
    """Have the file say that it is being written; cheap where it says so already.

    True where that is new, and is to be brought into the file itself; `first` is done before it.
    """
    if mark_of(raw).is_busy:
        return False
    first()
    raw.execute("BEGIN IMMEDIATE")
    try:
        mark = mark_of(raw)
        if not mark.is_busy:
            raw.execute(_KEEP, (NAME, _written(_BUSY, mark)))
        raw.execute("COMMIT")
    except BaseException:
        _roll_back(raw)
        raise
    return True


def begin_anew(raw: Any) -> None:
    """Have a file that lacks its log be one that never had it: it would be taken for its own."""
    raw.execute("UPDATE meta SET value = ? WHERE name = ?", (_written(_IDLE, mark_of(raw)), NAME))


def set_idle(raw: Any, summed: Collection[str] = ()) -> bool:
    """Bring everything into the file and have it say so; nobody is held up, or waits.

    What the tables in `summed` come to is kept beside the mark. False where somebody reads or
    writes meanwhile; then it is to be tried again.
    """
    if not bring_in(raw):
        return False
    mark = mark_of(raw)
    if not mark.is_busy and (not summed or sums.are_of(raw, mark.id)):
        return True
    _come_to_rest(raw, summed)
    return bring_in(raw)


def _come_to_rest(raw: Any, summed: Collection[str]) -> None:
    """One moment of the file is summed up and marked. Where somebody wrote after that moment
    began, SQLite refuses the mark (SQLITE_BUSY_SNAPSHOT): nobody waits while sums are made.
    """
    raw.execute("BEGIN")
    try:
        written = _written(_IDLE, mark_of(raw))
        if summed:
            sums.note(raw, _read(written).id, summed)
        raw.execute(_KEEP, (NAME, written))
        raw.execute("COMMIT")
    except BaseException:
        _roll_back(raw)
        raise


def _roll_back(raw: Any) -> None:
    """SQLite has done so itself after some errors, such as that of a full disk."""
    with contextlib.suppress(*TROUBLE):
        raw.execute("ROLLBACK")


def leave_a_log(path: Path) -> None:
    """Have a file that could not be told that it has everything, since its disk took nothing, not
    look as if it lacked its log, which SQLite takes away where all of it was brought in.
    """
    with contextlib.suppress(OSError):
        if path.is_file():
            log_of(path).touch(mode=0o600)


def changed_at_rest(raw: Any, tables: Collection[str]) -> tuple[str, ...]:
    """Those of the tables that are not what they were when the file was brought to rest.

    None where the file is being written, or nobody has summed it up.
    """
    mark = mark_of(raw)
    if not mark.id and not sums.are_of(raw, ""):
        return ("meta",)  # sums are never kept without the mark that they are of
    return () if mark.is_busy else sums.differing(raw, mark.id, tables)


def sum_up_a_copy(copy: Any, tables: Collection[str]) -> None:
    """Have a copy that nobody has begun to write know what its tables come to."""
    copy.execute("BEGIN")
    sums.note(copy, mark_of(copy).id, tables)
    copy.execute("COMMIT")


def bring_in(raw: Any) -> bool:
    """Bring into the file what nobody reads from the log; whether the file has everything now."""
    busy, pages, done = raw.execute("PRAGMA main.wal_checkpoint(PASSIVE)").fetchone()
    return not busy and pages == done


def _written(state: str, last: Mark) -> str:
    id_ = f"{last.number + 1:x}-{secrets.token_hex(8)}"
    return " ".join((state, id_, last.id, *last.before[: _REMEMBERED - 1]))


def mark_of(raw: Any) -> Mark:
    """The mark that a file bears."""
    row = raw.execute(_READ).fetchone()
    return Mark() if row is None else _read(str(row[0]))


def marks_alone(raw: Any) -> list[Mark] | None:
    """The marks that a file bears which is read without its log; None where it is no such file.

    While somebody reads, a part of the log is brought in, and of a page that was written since not
    even what it was before: then pages do not go together, and the file is read as far as it can.
    """
    found: list[Mark] = []
    try:
        for (written,) in raw.execute(_BY_ITSELF):
            found.append(_read(str(written)))
        return None if not found and _is_sound(raw) else found
    except TROUBLE as error:
        return found if trouble_of(error) is Trouble.DAMAGED else None


def _read(written: str) -> Mark:
    state, _, rest = written.partition(" ")
    id_, *before = rest.split(" ")
    return Mark(state == _BUSY, id_, tuple(before))


def fit(alone: Any, together: Any, *, has_log: bool) -> Fit:
    """Compare a file without its log, and with it: two ways of opening it that write nothing.

    Each is a call that gives the driver's connection. Where neither can be read, or the file is
    unsound by itself, it is WHOLE: whoever opens it finds that out.
    """
    for _ in range(_TRIES):  # another process may be between two marks
        with contextlib.suppress(*TROUBLE):
            with contextlib.closing(alone()) as raw:
                inside, is_sound = mark_of(raw), _is_sound(raw) if has_log else True
            if not has_log:
                return Fit.HALF if inside.is_busy else Fit.WHOLE
            if not is_sound or _belong(inside, together):
                return Fit.WHOLE
            continue
        return Fit.WHOLE
    return Fit.FOREIGN


def is_its_own(opened: Callable[[str], Any]) -> bool:
    """Whether a file is sound with the log beside it, which has come from it.

    `opened` gives the driver's connection, opened in one of two ways that write nothing. False
    where that cannot be told.
    """
    with contextlib.suppress(*TROUBLE), contextlib.closing(opened(ALONE)) as raw:
        inside = mark_of(raw)
        return bool(inside.id) and _belong(inside, lambda: opened("mode=ro"))
    return False


def _belong(inside: Mark, together: Any) -> bool:
    try:
        with contextlib.closing(together()) as raw:
            mark = mark_of(raw)
            return inside.id in (mark.id, *mark.before[:_AHEAD]) and _is_sound(raw)
    except TROUBLE:
        return False


def _is_sound(raw: Any) -> bool:
    return bool(raw.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")


def log_of(path: Path) -> Path:
    """Where a file's write-ahead log lies while it is in use: beside what a link leads to."""
    return _beside(path, "-wal")


def index_of(path: Path) -> Path:
    """Where the index of that log lies, which all share who have the file open."""
    return _beside(path, "-shm")


def _beside(path: Path, ending: str) -> Path:
    whole = path.resolve() if path.is_symlink() else path
    return whole.with_name(f"{whole.name}{ending}")
