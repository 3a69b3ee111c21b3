"""Writing a file whole or not at all: beside it, through to the disk, renamed, its folder synced.

Every place that writes a file stands on this; a power cut leaves the old file or the new one.
"""

import contextlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_OURS = re.compile(r"\.facilitator-([0-9a-f]+)-([0-9a-f]+)-")
"""How everything that is not finished is called: by whose it is, as `_whose` says it."""
_ONCE = re.compile(
    r"(?:merging|bundle|\.arriving)-\w{8}|\..+\.\w{8}\.part|\..+\.seminar\.(?:part|arriving)"
)
"""How earlier versions of the program called it."""
_FORGOTTEN_SECONDS = 86_400.0

ASIDE = ".set-aside"
"""How the name of a log ends that was found beside a file that it is not of."""

_BESIDE_A_DATABASE = ("", "-journal", "-wal", "-shm")


@contextlib.contextmanager
def replacing(path: Path, *, private: bool = True) -> Iterator[Path]:
    """An empty file beside `path` to write to, which takes its place when the block ends well.

    With `private` it is its owner's alone, otherwise it has the rights of any new file. Raises
    OSError; then nothing is left of it, and what stood there before stays.
    """
    with _told_of_folder(path.parent):
        handle, name = tempfile.mkstemp(prefix=f".facilitator-{_whose()}-", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        yield part
        if not private:
            _open_as_new_files_are(part)
        put_in_place(part, path)
    finally:
        for ending in _BESIDE_A_DATABASE:
            with contextlib.suppress(OSError):
                part.with_name(f"{part.name}{ending}").unlink(missing_ok=True)


@contextlib.contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """A folder for what is not finished, its owner's alone, which goes when the block ends."""
    with _told_of_folder(parent):
        made = tempfile.TemporaryDirectory(
            prefix=f".facilitator-{_whose()}-", dir=parent, ignore_cleanup_errors=True
        )
    with made as folder:
        yield Path(folder)


@contextlib.contextmanager
def _told_of_folder(folder: Path) -> Iterator[None]:
    """Where nothing can be made in a folder, that is what nobody may write to: the name that was
    drawn for it tells nobody anything.
    """
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(folder)) from error


def sweep(folder: Path, spared: Callable[[Path], bool] = lambda _path: False) -> None:
    """Take away what was not finished in a folder by a process that is gone: killed, or cut off.

    What other processes are at work on stays, what is to be `spared`, what cannot be taken away.
    """
    with contextlib.suppress(OSError):
        for left in list(folder.iterdir()):
            if _is_left_over(left) and not spared(left):
                _take_away(left)


def take_away_of(process: int, folder: Path) -> None:
    """Take away what a process that is known to be gone has left unfinished in a folder."""
    with contextlib.suppress(OSError):
        for left in list(folder.iterdir()):
            found = _OURS.match(left.name)
            if found is not None and int(found[1], 16) == process:
                _take_away(left)


def _is_left_over(path: Path) -> bool:
    if found := _OURS.match(path.name):
        return not _lives(int(found[1], 16), int(found[2], 16))
    with contextlib.suppress(OSError):
        untouched = abs(time.time() - path.lstat().st_mtime)
        return bool(_ONCE.fullmatch(path.name)) and untouched > _FORGOTTEN_SECONDS
    return False


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _whose() -> str:
    """This process: its number, and when it began, since numbers are given again."""
    return f"{os.getpid():x}-{_began(os.getpid()):x}"


def _lives(process: int, began: int) -> bool:
    import psutil

    try:
        return _began(process) == began
    except psutil.AccessDenied:
        return True
    except (psutil.Error, ValueError, OverflowError):
        return False


def _began(process: int) -> int:
    import psutil  # the first window has no need of it

    return int(psutil.Process(process).create_time())


def put_in_place(part: Path, path: Path) -> None:
    """Have a finished file take the place of another in the same folder, for good."""
    sync(part)
    os.replace(part, path)
    sync_folder(path.parent)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file of the program's own, whole or not at all; raises OSError."""
    with replacing(path) as part:
        part.write_bytes(content)


def write_text(path: Path, text: str) -> None:
    """The same with text, as UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def sync(path: Path) -> None:
    """Have what was written to a file stand on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder stand on the disk; Windows does so by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some shares and sticks cannot sync a folder; the file itself is there all the same.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _open_as_new_files_are(part: Path) -> None:
    """Give a temporary file, which is its owner's alone, the rights of any new file."""
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)
