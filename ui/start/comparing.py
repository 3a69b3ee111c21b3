"""`facilitator compare`: the findings of several seminars beside each other; none is written to."""

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from facilitator.domain.days import long_day
from ui.start import names, passphrase

if TYPE_CHECKING:
    from facilitator.domain.report.comparison import Comparison, Row

Say = Callable[[str], None]


def add(add_parser: Callable[..., argparse.ArgumentParser], told: Say) -> None:
    """The command and its options."""
    parser = add_parser("compare", help="findings of several seminars side by side")
    parser.add_argument("file", type=names.named)
    parser.add_argument(
        "others", type=names.named, nargs="+", metavar="OTHER", help="seminars to compare FILE with"
    )
    parser.add_argument(
        "--out", type=names.a_new_one, metavar="CSV", help="write a table instead of showing it"
    )
    passphrase.add_option(parser)
    names.writes_document(parser)
    parser.set_defaults(command=lambda given: _compare(given, told))


def _compare(given: argparse.Namespace, told: Say) -> int:
    from facilitator.domain.report.comparison import compare
    from facilitator.services.report.comparing import compared_at

    if given.out is not None:
        names.refuse_other_ending(given.out, ".csv", "the comparison is written as CSV")
    words = passphrase.passphrase_for
    comparison = compare(
        [compared_at(at, words(at, given.passphrase_file)) for at in (given.file, *given.others)]
    )
    if given.out is not None:
        from exports.csv.comparison import write

        write(comparison, given.out)
        told(f"Wrote {given.out}.")
        return 0
    for line in _lines(comparison):
        told(line)
    return 0


def _lines(comparison: "Comparison") -> Iterator[str]:
    called = [f"{each.title}, {long_day(each.day)}" for each in comparison.seminars]
    for row in comparison.rows:
        yield f"{row.finding.label}  {row.finding.wording}".strip()
        for place, name in enumerate(called):
            yield f"    {name}: {_said(row, place)}"
        yield ""
    if not comparison.rows:
        yield "None of these seminars has a finding."


def _said(row: "Row", place: int) -> str:
    held = row.held[place]
    if held is None:
        return "does not have it"
    words = str(held.words)
    return (
        f"{words}; in other words: “{held.finding.wording}”" if row.in_other_words(place) else words
    )
