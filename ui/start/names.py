"""Names of files on the command line: each is the file it says, from everywhere, and is looked at
before any work begins.

The name of a file is never an address: `file:`, `//`, `?`, `=`, `#` and `%` are signs like others.
A seminar in a database has one, which begins with `postgresql://`.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.recent import is_address

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Address

NAMING = (
    *("file", "others", "people", "beside", "take_over", "out", "salvage", "target"),
    *("passphrase_file", "new_passphrase_file", "code_file", "key"),
)
"""What arguments are called that name files."""


MOST_SECONDS = 3600
MOST_WORKERS = 64
ROOM = re.compile(r"[a-z][a-z0-9-]{0,23}")
MOST_PORTS = 65535


def named(text: str) -> Path:
    """The path that somebody typed, as it is called from everywhere."""
    if not text.strip():
        raise argparse.ArgumentTypeError("give the name of a file; this one is empty")
    if is_address(text):
        raise argparse.ArgumentTypeError(
            "only a file will do here; “facilitator copy” makes one of a seminar in a database"
        )
    return Path(os.path.abspath(text))


def seminar(text: str) -> "Path | Address":
    """Where the seminar is that somebody typed: a file, or a place in a database."""
    if not is_address(text):
        return named(text)
    from facilitator.services.files.addresses import address_of

    return address_of(text)


def in_database(text: str) -> "Address":
    """The place of a seminar in a database that somebody typed."""
    where = seminar(text)
    if isinstance(where, Path):
        raise argparse.ArgumentTypeError(
            "a file has no names that may do this or that; “facilitator protect” gives it a "
            "passphrase"
        )
    return where


def library(text: str) -> "Address":
    """The database that somebody typed."""
    from facilitator.services.files.addresses import library_of

    return library_of(text)


def as_typed(where: "Path | Address") -> str:
    """How a path or an address is typed after a command, spaces and all."""
    name = str(where) if isinstance(where, Path) else where.typed
    return subprocess.list2cmdline([name]) if sys.platform == "win32" else shlex.quote(name)


def a_new_one(text: str) -> Path:
    """The path of a file to be made; one that ends as folders do is none."""
    path = named(text)
    if text.endswith(("/", os.sep)):
        raise argparse.ArgumentTypeError(f"{text} is a folder; give the name of a file in it")
    return path


def a_new_seminar(text: str) -> "Path | Address":
    """Where a seminar is to be made: a file, or a place in a database."""
    where = seminar(text)
    return a_new_one(text) if isinstance(where, Path) else where


def port(text: str) -> int:
    """A port that somebody typed; 0 takes any that is free."""
    if not text.isdigit() or int(text) > MOST_PORTS:
        raise argparse.ArgumentTypeError(f"give a number from 0 to {MOST_PORTS}")
    return int(text)


def room(text: str) -> str:
    """What somebody calls a room of a seminar that is held in several."""
    if not ROOM.fullmatch(text):
        raise argparse.ArgumentTypeError("name the room with small letters, digits and -")
    return text


def workers(text: str) -> int:
    """How many processes somebody wants."""
    if not text.isdigit() or not 1 <= int(text) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"give a number from 1 to {MOST_WORKERS}")
    return int(text)


def seconds(text: str) -> float:
    """How long somebody wants to wait."""
    if not text.isdigit() or not 1 <= int(text) <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(f"give a number of seconds from 1 to {MOST_SECONDS}")
    return float(text)


def makes(parser: argparse.ArgumentParser, *files: str, folder: str = "") -> None:
    """Say which of a command's arguments name files that it makes, and which a folder."""
    parser.set_defaults(made=files, folder=folder, overwrite=None)


def writes_document(parser: argparse.ArgumentParser, *out: str) -> None:
    """Say which of them name documents: one that is there is written over if that is said."""
    makes(parser, *(out or ("out",)))
    parser.add_argument(
        "--overwrite", action="store_true", help="write over the file that is there"
    )
    parser.set_defaults(overwrite=False)


def check(given: argparse.Namespace) -> None:
    """Raise SeminarError for a name that cannot be what its command needs, and for a document's
    that is taken.
    """
    made, folder = getattr(given, "made", ()), getattr(given, "folder", "")
    for name in NAMING:
        for path in _paths(given, name):
            if name == folder:
                _refuse_no_folder(path)
            elif name in made:
                _refuse_unwritable(path)
                if given.overwrite is False:
                    refuse_taken(path)
            else:
                _refuse_missing(path)


def refuse_taken(path: Path) -> None:
    """Raise SeminarError where something stands under the name of a document to be written."""
    if path.exists():
        raise SeminarError(
            say(
                "{file} exists already and is left as it is. Choose another name, or say "
                "--overwrite to write over it.",
                file=str(path),
            )
        )


def refuse_other_ending(path: Path, ending: str, what: str) -> None:
    """Raise SeminarError where a document's name says that it is another kind of document."""
    if path.suffix.lower() != ending:
        raise SeminarError(
            say(
                "{file} does not end in {ending}, and {what}. Give it a name ending in {ending}.",
                file=str(path),
                ending=ending,
                what=what,
            )
        )


def _paths(given: argparse.Namespace, name: str) -> Iterable[Path]:
    held = getattr(given, name, None)
    every = held if isinstance(held, list) else [held]
    return [each for each in every if isinstance(each, Path)]


def _refuse_missing(path: Path) -> None:
    if path.is_dir():
        raise SeminarError(
            say("{file} is a folder. Give the name of a file in it.", file=str(path))
        )
    if not path.exists():
        raise SeminarError(say("There is no file {file}. Check the name.", file=str(path)))
    if not path.is_file():
        raise SeminarError(
            say("{file} is a device or a pipe. Give the name of a file.", file=str(path))
        )


def _refuse_unwritable(path: Path) -> None:
    if path.is_dir():
        raise SeminarError(
            say("{file} is a folder that is there already. Give another name.", file=str(path))
        )
    if path.exists() and not path.is_file():
        raise SeminarError(
            say("{file} is a device or a pipe. Give the name of a file.", file=str(path))
        )
    _refuse_no_folder(path.parent)


def _refuse_no_folder(folder: Path) -> None:
    """A folder that can be written, or be made where it is not there yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        raise SeminarError(
            say("Nothing can be written to {folder}. Choose another folder.", folder=str(folder))
        )
