"""`facilitator export`: the summary as pages or tables, the votes to count, the addresses."""

import argparse
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.start import ballots, cautions, mailing, names

if TYPE_CHECKING:
    from facilitator.domain.report.summary import Summary
    from facilitator.services.files.handles import SeminarFile

KINDS = (
    "pdf",
    "docx",
    "html",
    "xlsx",
    "csv",
    "qdpx",
    "qdc",
    "ballots",
    "mailing",
    "activity",
    "person",
)
"""What a seminar can be exported to."""

LENGTHS = ("full", "four", "page")
"""How much of the day a summary tells."""

Told = Callable[[str], None]


def export(
    given: argparse.Namespace,
    opened: Callable[[argparse.Namespace], "SeminarFile"],
    told: Told,
    now: datetime,
) -> int:
    """Write what was asked for; what to know first goes to standard error."""
    if given.to == "ballots":
        return ballots.export(opened(given), given.out, told)
    if given.to == "mailing":
        return mailing.export(opened(given), given.out, told, now)
    if given.to in ("activity", "person"):
        return _export_records(given, opened(given), told)
    write = _WRITERS[given.to]
    if given.length != "full":
        if given.to not in ("pdf", "docx", "html"):
            raise SeminarError(say("A short paper is of words: say --to pdf, docx or html."))
        write = partial(_write_short, given.length)
    if given.to != "csv":
        names.refuse_other_ending(given.out, f".{given.to}", _WRITTEN[given.to])
    file = opened(given)
    summary = write(file, given.out, now)
    for sentence in cautions.on(file, summary):
        print(sentence, file=sys.stderr)
    file.close()
    told(f"Wrote {given.out}.")
    return 0


def _export_records(given: argparse.Namespace, file: "SeminarFile", told: Told) -> int:
    """Write who did what when, or all that is held about somebody, for them."""
    from exports.papers import write_activity, write_held
    from facilitator.services.records import activity_log, held

    names.refuse_other_ending(given.out, ".csv", "what is recorded is written as CSV")
    with file.read() as reader:
        if given.to == "activity":
            write_activity(activity_log.entries(reader, file.device), given.out)
        else:
            person = held.somebody(reader, given.of)
            write_held(held.about(reader, person), given.out)
    file.close()
    told(f"Wrote {given.out}.")
    return 0


def write_pages(file: "SeminarFile", out: Path, now: datetime) -> "Summary":
    """Write the summary of the day as PDF."""
    from exports.papers import write_summary
    from facilitator.services.report.publishing import summarise

    summary = summarise(file, now=now)
    write_summary(summary, out)
    return summary


def _write_short(length: str, file: "SeminarFile", out: Path, now: datetime) -> "Summary":
    """Write one page or four; neither is a print that later notes come after."""
    from exports.papers import write_words
    from facilitator.domain.report.summary import Length
    from facilitator.services.report.publishing import summarise

    summary = summarise(file, now=now)
    write_words(summary, out, Length(length))
    return summary


def _write_printed(file: "SeminarFile", out: Path, now: datetime) -> "Summary":
    return _left(file, write_pages(file, out, now), now)


def _write_words(file: "SeminarFile", out: Path, now: datetime) -> "Summary":
    """Write the summary for browsers, or for word processors."""
    from exports.papers import write_words
    from facilitator.services.report.publishing import summarise

    summary = summarise(file, now=now)
    write_words(summary, out)
    return _left(file, summary, now)


def _left(file: "SeminarFile", summary: "Summary", now: datetime) -> "Summary":
    """The summary has left: notes that come in from now on are late ones in the next."""
    from facilitator.services.notes.group_record import note_printed

    note_printed(file, summary, now=now)
    return summary


def _write_data(kind: str, file: "SeminarFile", out: Path, now: datetime) -> "Summary":
    """Write what programs read: tables, or what was coded."""
    from exports import papers
    from facilitator.services.report.publishing import summarise

    write = {
        "xlsx": papers.write_tables,
        "csv": papers.write_values,
        "qdpx": papers.write_project,
        "qdc": papers.write_codebook,
    }
    summary = summarise(file, now=now)
    write[kind](summary, out)
    return summary


_WRITERS: dict[str, Callable[["SeminarFile", Path, datetime], "Summary"]] = {
    "pdf": _write_printed,
    "docx": _write_words,
    "html": _write_words,
    **{kind: partial(_write_data, kind) for kind in ("xlsx", "csv", "qdpx", "qdc")},
}
_WRITTEN = {
    "pdf": "a summary is written as PDF",
    "docx": "a document for word processors is written as DOCX",
    "html": "a web page is written as HTML",
    "xlsx": "tables are written as XLSX",
    "qdpx": "a project of what was coded is written as QDPX",
    "qdc": "a codebook of themes is written as QDC",
}
