"""Writing a file whole or not at all: beside it, through to the disk, renamed, its folder synced.

Every place that writes a file stands on this; a power cut leaves the old file or the new one.
"""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PART = ".part"
"""How the name of what is not finished ends; it begins with a dot."""

_BESIDE_A_DATABASE = ("", "-journal", "-wal", "-shm")


@contextlib.contextmanager
def replacing(path: Path, *, private: bool = True) -> Iterator[Path]:
    """An empty file beside `path` to write to, which takes its place when the block ends well.

    With `private` it is its owner's alone, otherwise it has the rights of any new file. Raises
    OSError; then nothing is left of it, and what stood there before stays.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART, dir=path.parent)
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
