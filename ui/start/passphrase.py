"""A protected seminar's passphrase on the command line: typed unseen, or read from a file.

Never an argument and never in the environment, where other programs can read it.
"""

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.start import names

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Address

ADVICE = "Nobody can open the seminar without the passphrase, nor find the passphrase again."


def add_option(parser: argparse.ArgumentParser, what: str = "the file that holds it") -> None:
    """Let a command be told where the passphrase of its FILE stands."""
    parser.add_argument("--passphrase-file", type=names.named, metavar="FILE", help=what)


def refuse(given: argparse.Namespace) -> None:
    """Raise SeminarError where a database is to be protected by a passphrase: who reads it is for
    its own rights to say.
    """
    if given.passphrase_file is not None:
        raise SeminarError(
            say(
                "A passphrase protects a file. Who may read a seminar in a database is said there: "
                "leave --passphrase-file out."
            )
        )


def passphrase_for(file: "Path | Address", kept_in: Path | None) -> str:
    """The passphrase to open `file` with; "" for one that anybody can read, and for a database.

    Raises SeminarError where there is neither a file that holds it nor anybody to ask.
    """
    from facilitator.services.files.opening import is_protected

    if kept_in is not None:
        return read(kept_in)
    if not isinstance(file, Path) or not is_protected(file):
        return ""
    if not sys.stdin.isatty():
        raise SeminarError(
            say(
                "{name} is protected. Say where its passphrase stands with --passphrase-file.",
                name=file.name,
            )
        )
    return getpass.getpass(f"Passphrase of {file.name}: ")


def add_protect(parser: argparse.ArgumentParser, say_it: Callable[[str], None]) -> None:
    """`facilitator protect`: set a seminar’s passphrase, change it or take it away."""
    parser.add_argument("file", type=names.named)
    add_option(parser, "the file that holds the passphrase it has")
    new = parser.add_mutually_exclusive_group()
    new.add_argument(
        "--new-passphrase-file",
        type=names.named,
        metavar="FILE",
        help="the file that holds the new",
    )
    new.add_argument("--none", action="store_true", help="anybody may open it who has its file")
    parser.set_defaults(command=lambda given: _protect(given, say_it))


def _protect(given: argparse.Namespace, say_it: Callable[[str], None]) -> int:
    from facilitator.services.files import protecting

    old = passphrase_for(given.file, given.passphrase_file)
    new = "" if given.none else _new(given.new_passphrase_file)
    say_it(str(protecting.told(protecting.protect(given.file, old, new))))
    return 0


def _new(kept_in: Path | None) -> str:
    if kept_in is not None:
        return read(kept_in)
    if not sys.stdin.isatty():
        raise SeminarError(
            say(
                "Say where the new passphrase stands with --new-passphrase-file, or that there is "
                "to be none with --none."
            )
        )
    new = getpass.getpass(f"{ADVICE}\nThe new passphrase: ")
    if not new or getpass.getpass("The same again: ") != new:
        raise SeminarError(
            say("The two passphrases are not the same, or empty. Type the same one twice.")
        )
    return new


def read(kept_in: Path) -> str:
    """The first line of a file."""
    try:
        first, *_ = [*kept_in.read_text("utf-8-sig").splitlines(), ""]
    except UnicodeDecodeError:
        first = ""
    if not first:
        raise SeminarError(
            say(
                "Nothing can be read from the first line of {kept_in}. Write there what is to be "
                "read, as plain text.",
                kept_in=str(kept_in),
            )
        )
    return first
