"""`facilitator export`: the summary as pages or tables, the votes to count, the addresses."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui.start import ballots, cautions, mailing, names

if TYPE_CHECKING:
    from facilitator.domain.locales import Language, Locale
    from facilitator.domain.report.additions import Addition
    from facilitator.domain.report.legibility import Legibility
    from facilitator.domain.report.summary import Door, Summary
    from facilitator.services.files.handles import SeminarStore

KINDS = (
    "pdf",
    "docx",
    "html",
    "xlsx",
    "csv",
    "json",
    "qdpx",
    "qdc",
    "evidence",
    "ballots",
    "mailing",
    "activity",
    "person",
)
"""What a seminar can be exported to."""

LENGTHS = ("full", "four", "page")
"""How much of the day a summary tells."""

HANDOUTS = (
    "breakouts",
    "attendance",
    "consent",
    "badges",
    "agenda",
    "script",
    "notes",
    "cards",
    "ballots",
    "tally",
    "evaluation",
    "poster",
    "test",
)
"""What can be printed besides."""

VIEWS = ("public", "research")
"""Whom an archive gives what it gets to."""

_EVIDENCE = "evidence"
_TABLES = ("xlsx", "csv", "json", "qdpx", "qdc")
"""What else than an evidence pack researchers get."""

Told = Callable[[str], None]


def export(
    given: argparse.Namespace,
    opened: Callable[[argparse.Namespace], "SeminarStore"],
    told: Told,
    now: datetime,
) -> int:
    """Write what was asked for; what to know first goes to standard error."""
    refuse_unset(given)
    if given.to == "ballots":
        return ballots.export(opened(given), given.out, told, now, given.despite)
    if given.to == "mailing":
        return mailing.export(opened(given), given.out, told, now)
    if given.to in ("activity", "person"):
        return _export_records(given, opened(given), told)
    if _is_deposit(given):
        return _deposit(given, opened(given), told, now)
    write = _writer(given)
    if given.to != "csv":
        names.refuse_other_ending(given.out, f".{given.to}", _WRITTEN[given.to])
    from facilitator.services.report.sending import unattended

    file = opened(given)
    sent = unattended(file, now=now, despite=given.despite)
    write(replace(sent.summary, language=language_of(given)), given.out)
    _left(file, sent.summary, now, is_print=given.to in _WORDS and given.length == "full")
    cautions.tell((*sent.said, *cautions.on(file, sent.summary, named=False)))
    file.close()
    told(f"Wrote {given.out}.")
    return 0


def add_legibility(parser: argparse.ArgumentParser) -> None:
    """Take for whom the pages are set."""
    parser.add_argument("--large-print", action="store_true", help="pages: a body of 18 points")
    parser.add_argument("--greyscale", action="store_true", help="pages: no colour but greys")
    parser.add_argument(
        "--wide-spacing",
        action="store_true",
        help="pages: letters, words and lines further apart, for readers with dyslexia",
    )


def legibility_of(given: argparse.Namespace) -> "Legibility":
    """For whom the pages are set."""
    from facilitator.domain.report.legibility import Legibility

    return Legibility(
        large_print=given.large_print,
        greyscale=given.greyscale,
        wide_spacing=given.wide_spacing,
    )


def add_language(parser: argparse.ArgumentParser, about: str) -> None:
    """Take the language that pages are in."""
    parser.add_argument("--language", choices=["en", "cy"], help=about)


def language_of(given: argparse.Namespace) -> "Language | None":
    """The language that was asked for."""
    from facilitator.domain.locales import Language

    return Language(given.language) if given.language else None


def refuse_unset(given: argparse.Namespace) -> None:
    """What has no pages cannot be set for anybody, nor be in a language: refuse to do as if it
    were. What programs read is in English wherever it is from, so that they find its columns.
    """
    from facilitator.domain.report.legibility import PLAIN

    if given.to in (*_WORDS, _EVIDENCE):
        return
    if legibility_of(given) != PLAIN:
        raise SeminarError(
            say("What is set for readers is pages and words: say --to pdf, docx, html or evidence.")
        )
    if given.language:
        raise SeminarError(
            say("What programs read is in English: say --to pdf, docx, html or evidence.")
        )


def _writer(given: argparse.Namespace) -> "Callable[[Summary, Path], None]":
    """What writes the summary as it was asked for."""
    if given.to in _WORDS:
        return partial(_write_words, given.length, legibility_of(given))
    if given.length != "full":
        raise SeminarError(say("A short paper is of words: say --to pdf, docx or html."))
    return partial(_write_data, given.to)


def _export_records(given: argparse.Namespace, file: "SeminarStore", told: Told) -> int:
    """Write who did what when, or all that is held about somebody, for them."""
    from exports.papers import write_activity, write_held
    from facilitator.services.records import activity_log, held
    from facilitator.services.report.cautions import others_named

    names.refuse_other_ending(given.out, ".csv", "what is recorded is written as CSV")
    if given.to == "person":
        held.refuse_readers(file)
    with file.read() as reader:
        if given.to == "activity":
            entries = activity_log.entries(reader, file.device)
            write_activity(entries, given.out)
            named = others_named(reader, (f"{each.said} {each.who}" for each in entries))
        else:
            person = held.somebody(reader, given.of)
            about = held.about(reader, person)
            write_held(about, given.out)
            named = others_named(reader, (each.value for each in about), person)
    file.close()
    cautions.tell(filter(None, (named,)))
    told(f"Wrote {given.out}.")
    return 0


def _is_deposit(given: argparse.Namespace) -> bool:
    """Whether what was asked for is what an archive takes."""
    if given.key is not None and given.to != _EVIDENCE:
        raise SeminarError(say("A key belongs to an evidence pack: say --to evidence."))
    if given.to == _EVIDENCE or given.view == "public":
        return bool(given.to == _EVIDENCE)
    if given.to not in _TABLES:
        raise SeminarError(
            say(
                "Researchers get tables and evidence packs: say --to with one of {kinds}.",
                kinds=", ".join((*_TABLES, _EVIDENCE)),
            )
        )
    return True


def _deposit(given: argparse.Namespace, file: "SeminarStore", told: Told, now: datetime) -> int:
    """Write what an archive takes, and the key where one is asked for."""
    from facilitator.domain.report.deposit import View
    from facilitator.services.report.depositing import prepared

    if given.to != "csv":
        ending = ".zip" if given.to == _EVIDENCE else f".{given.to}"
        names.refuse_other_ending(given.out, ending, _WRITTEN[given.to])
    found = prepared(file, View(given.view), now=now, despite=given.despite)
    file.close()
    if given.to == _EVIDENCE:
        from exports.evidence.pack import write_key, write_pack

        spoken = replace(found.deposit.summary, language=language_of(given))
        suited = legibility_of(given)
        write_pack(replace(found.deposit, summary=spoken), given.out, None, suited)
        if given.key is not None:
            write_key(found.deposit, given.key)
            told(f"Wrote {given.key}. It is for you alone: keep it apart, and never deposit it.")
    else:
        from exports.content.deposit.tables import dataset_of_deposit
        from exports.papers import write_data

        data = dataset_of_deposit(found.deposit)
        write_data(found.deposit.summary, given.to, given.out, data)
    cautions.tell(found.said)
    told(f"Wrote {given.out}.")
    return 0


def write_pages(summary: "Summary", out: Path) -> None:
    """Write the summary of the day as PDF."""
    from exports.papers import write_summary

    write_summary(summary, out)


def door_here(file: "SeminarStore", now: datetime) -> "Door":
    """How phones come in where the room is served from this computer, as it is by itself."""
    from facilitator.domain.people.devices import Role
    from facilitator.room.net.addresses import chosen
    from facilitator.room.net.greeting import Greeting
    from facilitator.room.serve import PORT
    from facilitator.services.people.joining import codes
    from ui.room.wifi import door_of

    code = codes(file, now=now)[Role.PARTICIPANT]
    return door_of(Greeting(chosen(), PORT, code, note_code="", remote_code=""))


def page_to_take_home(
    summary: "Summary", locale: "Locale", invited: "Addition | None"
) -> tuple[bytes, bytes, bytes]:
    """The one page for phones: as HTML, as PDF, and as PDF in large print."""
    from exports.papers import page_to_take_home

    return page_to_take_home(summary, locale, invited)


def _write_words(length: str, suited: "Legibility", summary: "Summary", out: Path) -> None:
    """Write pages, or what browsers and word processors show. Only the full length is a print that
    later notes come after.
    """
    from exports.papers import write_words
    from facilitator.domain.report.summary import Length

    write_words(summary, out, Length(length), None, suited)


def _left(file: "SeminarStore", summary: "Summary", now: datetime, *, is_print: bool) -> None:
    """The summary has left; after a print, notes that come in from now on are late ones."""
    from facilitator.services.notes.told import note_printed, note_told

    note = note_printed if is_print else note_told
    note(file, summary, now=now)


def _write_data(kind: str, summary: "Summary", out: Path) -> None:
    """Write what programs read: tables, or what was coded."""
    from exports.papers import write_data

    write_data(summary, kind, out)


_WORDS = ("pdf", "docx", "html")
_WRITTEN = {
    "pdf": "a summary is written as PDF",
    "docx": "a document for word processors is written as DOCX",
    "html": "a web page is written as HTML",
    "xlsx": "tables are written as XLSX",
    "evidence": "an evidence pack is written as ZIP",
    "json": "tables for programs are written as JSON",
    "qdpx": "a project of what was coded is written as QDPX",
    "qdc": "a codebook of themes is written as QDC",
}
