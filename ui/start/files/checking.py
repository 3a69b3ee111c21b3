"""`facilitator check`, `salvage`: is a seminar sound, what is left to do; repaired, salvaged."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.start import cautions, names, passphrase

if TYPE_CHECKING:
    from facilitator.services.files.checking import Report

Say = Callable[[str], None]
Now = Callable[[], datetime]


def add(add_parser: Callable[..., argparse.ArgumentParser], say_it: Say, now: Now) -> None:
    """`facilitator check`: is a seminar sound, and what is left to do."""
    parser = add_parser("check", help="is the file sound, and what is left to do")
    parser.add_argument("file", type=names.seminar)
    parser.add_argument(
        "--repair", action="store_true", help="make its tables anew from its journal, after a copy"
    )
    parser.add_argument(
        "--salvage",
        type=names.a_new_one,
        metavar="NEW",
        help="write what can be read of a damaged file into a new one",
    )
    passphrase.add_option(parser)
    names.makes(parser, "salvage")
    parser.set_defaults(command=lambda given: _check(given, say_it, now()))


def add_salvage(add_parser: Callable[..., argparse.ArgumentParser], say_it: Say, now: Now) -> None:
    """`facilitator salvage`: the same as `check --salvage`, by its own name."""
    parser = add_parser("salvage", help="every readable record of a damaged file, in a new one")
    parser.add_argument("file", type=names.seminar)
    parser.add_argument("--out", type=names.a_new_one, required=True, dest="salvage", metavar="NEW")
    passphrase.add_option(parser)
    names.makes(parser, "salvage")
    parser.set_defaults(command=lambda given: _salvage(given, say_it, now()))


def _check(given: argparse.Namespace, say_it: Say, now: datetime) -> int:
    from facilitator.services.files import checking
    from facilitator.services.files.addresses import checked_anywhere
    from facilitator.services.report import publishing

    if given.salvage is not None:
        return _salvage(given, say_it, now)
    name = str(given.file)
    if given.repair:
        _refuse_in_database(given)
    words = passphrase.passphrase_for(given.file, given.passphrase_file)
    done = checking.repair(given.file, words, now=now) if given.repair else None
    if done:
        say_it(f"{given.file} was repaired. As it was before, it is kept at {done.kept}.")
    with checked_anywhere(given.file, now, words) as (report, file):
        found = cautions.on(file, publishing.summarise(file, now=now), now) if file else ()
    for sentence in (*report.faults, *report.to_do, *found):
        say_it(str(sentence))
    if done and done.unvouched and not report.faults:
        for sentence in done.unvouched:
            say_it(str(sentence))
        raise SeminarError(
            say(
                "{file} agrees with itself again. What is listed above was found before the repair "
                "and does not follow from the journal: compare it with a backup.",
                file=name,
            )
        )
    return _end(name, report, say_it)


def _end(name: str, report: "Report", say_it: Say) -> int:
    """What came of it: said, or raised as SeminarError."""
    if report.is_of_a_part:
        say_it(f"You may read {name}: what is left to do is listed.")
        say_it("Whether all of it is sound, whoever runs it can look.")
        return 0
    if not report.faults:
        say_it(f"{name} is sound.")
        return 0
    if report.is_lack:
        raise SeminarError(
            say("What is in {file} is sound; open it, or copy it again first.", file=name)
        )
    if report.is_mendable:
        raise SeminarError(
            say(
                "{file} does not agree with its own journal, which is whole: “facilitator check "
                "--repair” sets it right, after a copy.",
                file=name,
            )
        )
    raise SeminarError(say("{file} is damaged. Open one of its backups instead.", file=name))


def _refuse_in_database(given: argparse.Namespace) -> None:
    if not isinstance(given.file, Path):
        raise SeminarError(
            say(
                "Only a file can be repaired or salvaged here. A database is restored by its "
                "administrator; “facilitator copy {file} FILE” makes a file of it.",
                file=str(given.file),
            )
        )


def _salvage(given: argparse.Namespace, say_it: Say, now: datetime) -> int:
    from facilitator.services.files import salvaging

    _refuse_in_database(given)
    # A file whose first bytes are damaged only looks protected: nobody has to answer for it.
    asks = given.passphrase_file is not None or sys.stdin.isatty()
    words = passphrase.passphrase_for(given.file, given.passphrase_file) if asks else ""
    report = salvaging.salvage(given.file, given.salvage, words, now=now)
    for sentence in (report.read, *report.lacks):
        say_it(str(sentence))
    return 0
