"""Writing a file whole or not at all."""

import os
import stat
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from facilitator import whole_file
from facilitator.domain.errors import SeminarError, why_of
from facilitator.domain.wording import say

DATABASE_HEAD = b"SQLite format 3\0"
SEMINAR_SUFFIX = ".seminar"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
ANYBODY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def replacing(path: Path, *, private: bool = False) -> Iterator[IO[bytes]]:
    """A file to write to, which takes `path`'s place when all went well and is gone otherwise.

    It is made in the same folder, written through to the disk, then renamed. A link is followed.
    One that is `private` can be read by whoever wrote it alone.
    Raises SeminarError where the folder or the file cannot be written, and where what stands there
    is a seminar, a file marked read-only or no regular file: a document never takes their place.
    """
    path = _replaceable(path)
    try:
        with whole_file.replacing(path, private=private) as part, part.open("wb") as file:
            yield file
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def write_zip(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files into one, which is the same whenever they are. Raises as `replacing` does."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_TIME), content, zipfile.ZIP_DEFLATED)
    with replacing(path) as file:
        file.write(packed.getvalue())


def refuse_taken(*paths: Path) -> None:
    """Raise SeminarError where something stands under a name that nobody was asked about."""
    for path in paths:
        if os.path.lexists(path):
            raise SeminarError(say("{file} exists already. Choose another name.", file=str(path)))


def in_new_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is made for them; it is there whole or not at all.

    Raises SeminarError where something stands there already, or nothing can be written.
    """
    refuse_taken(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with whole_file.scratch(folder.parent) as beside:
            part = beside / "files"
            part.mkdir()
            for name, content in files.items():
                with whole_file.replacing(part / name, private=False) as path, path.open("wb") as f:
                    f.write(content)
            part.rename(folder)
    except OSError as fault:
        raise _unwritable(folder, fault) from fault


def _replaceable(path: Path) -> Path:
    """Where the document really goes; refuses what it must not replace."""
    try:
        real = path.resolve()
        if real.exists() and not real.is_file():
            raise SeminarError(
                say(
                    "“{file}” is {kind}, not a file. Choose the name of a file to write to.",
                    file=str(path),
                    kind=_kind_of(real),
                )
            )
        if _is_marked_read_only(real):
            raise SeminarError(
                say(
                    "“{file}” is marked read-only and is left as it is. Choose another name for "
                    "the document, or take the mark off the file.",
                    file=str(path),
                )
            )
        if _is_seminar(real):
            raise SeminarError(
                say(
                    "“{file}” is a seminar and is left as it is. Choose another name for the "
                    "document.",
                    file=str(path),
                )
            )
    except (OSError, RuntimeError) as fault:  # a link that leads round in a circle is the latter
        raise _unwritable(path, fault) from fault
    return real


def _kind_of(path: Path) -> str:
    return "a folder" if path.is_dir() else "a device or a pipe"


def _is_marked_read_only(path: Path) -> bool:
    """Whether nobody is meant to write the file: a rename would, and an administrator may."""
    return path.exists() and not path.stat().st_mode & ANYBODY_MAY_WRITE


def _is_seminar(path: Path) -> bool:
    """Whether a seminar, or a part of one, stands here; one with a passphrase has no known head."""
    if not path.exists():
        return False
    with path.open("rb") as file:
        head = file.read(len(DATABASE_HEAD))
    return head == DATABASE_HEAD or path.suffix.lower().startswith(SEMINAR_SUFFIX)


_ROUND = say("its link leads round in a circle")


def _unwritable(path: Path, fault: OSError | RuntimeError) -> SeminarError:
    return SeminarError(
        say(
            "“{file}” could not be written ({why}). Choose another folder, or close the "
            "program that has the file open, and try again.",
            file=str(path),
            why=why_of(fault) if isinstance(fault, OSError) else _ROUND,
        )
    )
