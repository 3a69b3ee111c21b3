"""Writing a file whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from facilitator.domain.errors import SeminarError


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes `path`'s place when all went well and is gone otherwise.

    It is made in the same folder, written through to the disk, then renamed. Raises SeminarError
    where the folder or the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _open_as_new_files_are(name)
        os.replace(name, path)
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def _open_as_new_files_are(name: str) -> None:
    """Give a temporary file, which is its owner's alone, the rights of any new file."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(name, 0o666 & ~mask)


def _unwritable(path: Path, fault: OSError) -> SeminarError:
    reason = fault.strerror or str(fault)
    return SeminarError(
        f"“{path}” could not be written ({reason}). Choose another folder, or close the program "
        "that has the file open, and try again."
    )
