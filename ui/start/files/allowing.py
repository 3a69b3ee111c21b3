"""`facilitator allow`: who runs a seminar in a database, and who reads it."""

import argparse
from collections.abc import Callable

from ui.start import cautions, names

_SAID = {
    "run": "“{role}” may run {address} from now on.",
    "read": "“{role}” may read {address} from now on, print it and export it.",
    "nothing": "“{role}” may do nothing with {address} any more.",
}


def add(add_parser: Callable[..., argparse.ArgumentParser], say_it: Callable[[str], None]) -> None:
    """The command."""
    parser = add_parser("allow", help="who runs a seminar in a database, and who reads it")
    parser.add_argument("file", type=names.in_database, metavar="ADDRESS")
    parser.add_argument("role", help="what the database calls whoever it is")
    parser.add_argument("--to", choices=[*_SAID], required=True)
    parser.set_defaults(command=lambda given: _allow(given, say_it))


def _allow(given: argparse.Namespace, say_it: Callable[[str], None]) -> int:
    from facilitator.services.files import addresses

    lacks = addresses.allow(given.file, given.role, given.to)
    cautions.tell(filter(None, [lacks]))
    say_it(_SAID[given.to].format(role=given.role, address=given.file))
    return 0
