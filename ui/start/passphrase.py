"""A protected seminar's passphrase on the command line: typed unseen, or read from a file.

Never an argument and never in the environment, where other programs can read it.
"""

import argparse
import getpass
import sys
from pathlib import Path

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.start import names


def add_option(parser: argparse.ArgumentParser, what: str = "the file that holds it") -> None:
    """Let a command be told where the passphrase of its FILE stands."""
    parser.add_argument("--passphrase-file", type=names.named, metavar="FILE", help=what)


def passphrase_for(file: Path, kept_in: Path | None) -> str:
    """The passphrase to open `file` with; "" for one that anybody can read.

    Raises SeminarError where there is neither a file that holds it nor anybody to ask.
    """
    from facilitator.services.files.opening import is_protected

    if kept_in is not None:
        return read(kept_in)
    if not is_protected(file):
        return ""
    if not sys.stdin.isatty():
        raise SeminarError(
            say(
                "{name} is protected. Say where its passphrase stands with --passphrase-file.",
                name=file.name,
            )
        )
    return getpass.getpass(f"Passphrase of {file.name}: ")


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
