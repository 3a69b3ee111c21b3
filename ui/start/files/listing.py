"""`facilitator seminars`: what a database holds that a centre keeps its seminars in."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.domain.days import long_day
from ui.start import names

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Held


def add(add_parser: Callable[..., argparse.ArgumentParser], say_it: Callable[[str], None]) -> None:
    """The command."""
    parser = add_parser("seminars", help="the seminars that a database holds")
    parser.add_argument("library", type=names.library, metavar="postgresql://HOST/DATABASE")
    parser.set_defaults(command=lambda given: _list(given, say_it))


def _list(given: argparse.Namespace, say_it: Callable[[str], None]) -> int:
    from facilitator.services.files.addresses import seminars_in

    found = list(seminars_in(given.library))
    for each in found:
        say_it(f"{each.address}")
        say_it(f"    {_said(each)}")
    if not found:
        say_it("There is no seminar in it that you may read. Make one with “facilitator new”.")
    return 0


def _said(held: "Held") -> str:
    if held.trouble is not None:
        return str(held.trouble)
    day = f", {long_day(held.day)}" if held.day else ""
    return f"{held.title}{day}{'; a vote is open' if held.is_voting else ''}"
