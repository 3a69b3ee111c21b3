"""What to know before something is printed, for the command line."""

import argparse
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from facilitator.domain.wording import Text

if TYPE_CHECKING:
    from facilitator.domain.report.summary import Summary
    from facilitator.services.files.handles import SeminarStore


def add_despite(parser: argparse.ArgumentParser) -> None:
    """The option to send what has a caution all the same."""
    parser.add_argument(
        "--despite", default="", metavar="REASON", help="why what has a caution leaves as well"
    )


def tell(sentences: Iterable[Text]) -> None:
    """Say what to know where whatever reads the command's result does not read it."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def on(
    file: "SeminarStore", summary: "Summary", now: datetime | None = None, *, named: bool = True
) -> tuple[Text, ...]:
    """Sentences on letters that the typeface lacks and, where they are not known, on names among
    the words; with a moment also on names that were to be taken out by then and on what left.
    """
    from exports.papers import missing_glyphs
    from facilitator.services.records import retention
    from facilitator.services.report.cautions import cautions_in
    from facilitator.services.report.sending import waved_on

    with file.read() as reader:
        due = retention.reminder(reader, now) if now else None
        left = waved_on(reader) if now else ()
    found = cautions_in(file, summary) if named else ()
    return (*filter(None, (due,)), *left, *found, *missing_glyphs(summary))
