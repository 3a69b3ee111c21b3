"""`facilitator copy`: a seminar from a file into a database and back, exactly."""

import argparse
import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ui.start import names, passphrase


def add(
    add_parser: Callable[..., argparse.ArgumentParser],
    say_it: Callable[[str], None],
    now: Callable[[], datetime],
) -> None:
    """`facilitator copy FROM TO`: everything, compared afterwards."""
    parser = add_parser("copy", help="a seminar from a file into a database, or back")
    parser.add_argument("file", type=names.seminar, metavar="FROM")
    parser.add_argument("target", type=names.a_new_seminar, metavar="TO")
    passphrase.add_option(parser, "the file that holds FROM’s; TO has it as well")
    names.makes(parser, "target")
    parser.set_defaults(command=lambda given: _copy(given, say_it, now()))


def _copy(given: argparse.Namespace, say_it: Callable[[str], None], now: datetime) -> int:
    from facilitator.services.files import addresses

    words = passphrase.passphrase_for(given.file, given.passphrase_file)
    if not isinstance(given.target, Path):
        passphrase.refuse(given)
    source, said = addresses.open_anywhere(given.file, now, words)
    if said:
        say_it(said)
    with contextlib.closing(source):
        addresses.copy(source, given.target, _silent, words).close()
    say_it(f"{given.target} holds all that {given.file} holds.")
    return 0


def _silent(_share: float) -> None:
    """It takes seconds."""
