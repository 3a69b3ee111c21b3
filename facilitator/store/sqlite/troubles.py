"""What went wrong in the database, told by SQLite's codes (sqlite.org/rescode.html)."""

import contextlib
import errno
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from facilitator.domain.errors import StorageError, UnsoundError, why_of
from facilitator.domain.wording import Message, say

TROUBLE = (DBAPIError, sqlcipher.Error, UnicodeDecodeError)
"""What is raised, through SQLAlchemy and straight from the driver, which cannot even say what is
wrong where SQLite quotes a damaged file that holds no text.
"""


class Trouble(Enum):
    """The kinds of trouble a person can do something about."""

    FULL = "full"
    FAULT = "fault"
    DENIED = "denied"
    READ_ONLY = "read only"
    BUSY = "busy"
    DAMAGED = "damaged"
    UNREADABLE = "unreadable"


_BY_CODE = {
    3: Trouble.DENIED,  # SQLITE_PERM
    5: Trouble.BUSY,  # SQLITE_BUSY
    6: Trouble.BUSY,  # SQLITE_LOCKED
    8: Trouble.READ_ONLY,  # SQLITE_READONLY
    10: Trouble.FAULT,  # SQLITE_IOERR
    11: Trouble.DAMAGED,  # SQLITE_CORRUPT
    13: Trouble.FULL,  # SQLITE_FULL
    14: Trouble.DENIED,  # SQLITE_CANTOPEN
    15: Trouble.BUSY,  # SQLITE_PROTOCOL: others came first a hundred times
    23: Trouble.DENIED,  # SQLITE_AUTH
    26: Trouble.UNREADABLE,  # SQLITE_NOTADB
}

_NAMES = {
    "access permission denied": 3,
    "database is locked": 5,
    "database table is locked": 6,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "locking protocol": 15,
    "file is not a database": 26,
}
"""What SQLite itself calls a code (sqlite3_errstr). The driver's `backup` raises the name alone."""

_NO_TEXT = "Could not decode to UTF-8"
"""How the driver begins, which has no code for it, where a text of a damaged file is none."""

_NO_FORM = (
    "unsupported file format",
    "attached databases must use the same text encoding",
    "malformed JSON",
)
"""What SQLite says, by no code of its own, of a damaged head that tells of a form there is none of,
of signs written otherwise than in any file of ours, and of a row that is asked for what is said in
it where nothing is.
"""

_SENTENCES: Mapping[Trouble, Callable[[str], Message]] = {
    Trouble.FULL: lambda name: say(
        "The disk is full: make room, then try again. ({name} is unharmed.)", name=name
    ),
    Trouble.FAULT: lambda name: say(
        "The disk that {name} lies on does not answer as it should. See that it is plugged in, "
        "or open a copy on another disk.",
        name=name,
    ),
    Trouble.DENIED: lambda name: say(
        "{name} may not be opened where it lies. Ask whoever looks after this computer, or copy "
        "the file to a folder of your own.",
        name=name,
    ),
    Trouble.READ_ONLY: lambda name: say(
        "{name} may not be written. Save a copy somewhere else first.", name=name
    ),
    Trouble.BUSY: lambda name: say(
        "{name} is busy in another program. Try again in a moment.", name=name
    ),
    Trouble.DAMAGED: lambda name: _damaged(name),
    Trouble.UNREADABLE: lambda name: _damaged(name),
}

_LIKE = {
    Trouble.FULL: errno.ENOSPC,
    Trouble.FAULT: errno.EIO,
    Trouble.DENIED: errno.EACCES,
    Trouble.READ_ONLY: errno.EROFS,
    Trouble.BUSY: errno.EBUSY,
}
"""What the computer itself calls the same trouble, when a file is written beside the database."""


def _damaged(name: str) -> Message:
    return say("{name} is damaged. Open one of its backups instead.", name=name)


def trouble_of(error: BaseException) -> Trouble | None:
    """What kind of trouble an error of the database is; None for a fault of this program."""
    if isinstance(error, UnicodeDecodeError):
        return Trouble.DAMAGED
    cause = error.orig if isinstance(error, DBAPIError) else error
    if str(cause).startswith((_NO_TEXT, *_NO_FORM)):
        return Trouble.DAMAGED
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None:
        code = _NAMES.get(str(cause))
    return None if code is None else _BY_CODE.get(code & 0xFF)


def trouble_there(error: BaseException, path: Path) -> Trouble | None:
    """The same of a file: a disk without room is at times told by SQLite as one that fails."""
    trouble = trouble_of(error)
    return Trouble.FULL if trouble is Trouble.FAULT and _is_full(path) else trouble


def _is_full(path: Path) -> bool:
    """Whether the disk of a file has no room, or the one where a database puts aside what it sorts.

    The index beside a log takes this much at a time.
    """
    with contextlib.suppress(OSError):
        folders = (path.parent, Path(tempfile.gettempdir()))
        return any(shutil.disk_usage(folder).free < _LEAST_ROOM for folder in folders)
    return False


_LEAST_ROOM = 32_768


def sentence_of(error: BaseException, path: Path) -> Message | None:
    """What a person is told of it, about a file."""
    trouble = trouble_there(error, path)
    return None if trouble is None else _SENTENCES[trouble](path.name)


def why_unwritten(error: BaseException, path: Path) -> Message:
    """Why a file could not be written or read, be it the database's trouble or the computer's."""
    if isinstance(error, OSError):
        return why_of(error)
    trouble = trouble_there(error, path)
    if trouble not in _LIKE and _is_full(path):
        trouble = Trouble.FULL  # what SQLite was writing then is told as if it could not be read
    if trouble in _LIKE:
        return why_of(OSError(_LIKE[trouble], ""))
    return say("what is in it cannot be read")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise StorageError for what a person can do something about; a bug stays what it is."""
    try:
        yield
    except TROUBLE as error:
        sentence = sentence_of(error, path)
        if sentence is None:
            raise
        unsound = trouble_there(error, path) in (Trouble.DAMAGED, Trouble.UNREADABLE)
        raise (UnsoundError if unsound else StorageError)(sentence) from error
