"""`facilitator compare`: the findings of several seminars beside each other, and what the first
takes over from the others; those are never written to.
"""

import argparse
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from facilitator.domain.days import long_day
from ui.start import cautions, names, passphrase

if TYPE_CHECKING:
    from facilitator.domain.report.comparison import Comparison, Row
    from facilitator.services.files.handles import SeminarStore

Opened = Callable[[argparse.Namespace], "SeminarStore"]
Say = Callable[[str], None]


def add(add_parser: Callable[..., argparse.ArgumentParser], opened: Opened, told: Say) -> None:
    """The command and its options."""
    parser = add_parser("compare", help="findings of several seminars side by side")
    parser.add_argument("file", type=names.seminar)
    parser.add_argument(
        "others",
        type=names.seminar,
        nargs="+",
        metavar="OTHER",
        help="seminars to compare FILE with",
    )
    parser.add_argument(
        "--out", type=names.a_new_one, metavar="CSV", help="write a table instead of showing it"
    )
    parser.add_argument(
        "--take-over",
        action="store_true",
        help="take themes, questions and findings that FILE does not have over into it",
    )
    cautions.add_despite(parser)
    passphrase.add_option(parser)
    names.writes_document(parser)
    parser.set_defaults(
        command=lambda given: (
            _take_over(given, opened, told) if given.take_over else _compare(given, told)
        )
    )


def _compare(given: argparse.Namespace, told: Say) -> int:
    from facilitator.domain.report.comparison import compare
    from facilitator.services.report.comparing import cautions_between, looked_through
    from facilitator.services.report.sending import despite_of

    if given.out is not None:
        names.refuse_other_ending(given.out, ".csv", "the comparison is written as CSV")
    words = passphrase.passphrase_for
    read = [
        looked_through(at, words(at, given.passphrase_file)) for at in (given.file, *given.others)
    ]
    comparison = compare([each for each, _ in read])
    if given.out is not None:
        from exports.csv.comparison import write

        found = cautions_between(comparison, [known for _, known in read])
        cautions.tell(despite_of(found, given.despite))
        write(comparison, given.out)
        told(f"Wrote {given.out}.")
        return 0
    for line in _lines(comparison):
        told(line)
    return 0


def _take_over(given: argparse.Namespace, opened: Opened, told: Say) -> int:
    from facilitator.services.synthesis.taking_over import material_at, take_over

    words = passphrase.passphrase_for
    others = [material_at(at, words(at, given.passphrase_file)) for at in given.others]
    file = opened(given)
    taken = take_over(file, others, now=datetime.now(UTC)).said
    file.close()
    told(f"Taken over: {taken}." if taken else "Everything that the others have is here already.")
    return 0 if taken else 1


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
