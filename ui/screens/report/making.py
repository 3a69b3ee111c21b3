"""Making the summary, away from the window's thread: gather, lay out, say what to know first."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exports.whole_file import replacing
from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.polls import Round
from facilitator.domain.report.summary import Length, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import UNPRINTED, Position
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.files.handles import SeminarFile
from facilitator.services.notes.told import note_printed, note_told
from facilitator.services.records import editing
from facilitator.services.report import cautions as of_passages
from facilitator.services.report.publishing import summary_in
from ui.screens.report.cautions import Caution, cautions_on
from ui.screens.report.parts import Chosen

ALL_BALLOTS = 2**62
WORKBOOK, PROJECT = ".xlsx", ".qdpx"
WORDS = (".docx", ".html")
"""What a summary is besides the pages that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A summary on the disk. `cautions` are to be known before it is printed, `passages` are those
    of them that have to be looked at before anything leaves.
    """

    path: Path
    summary: Summary
    cautions: tuple[Caution, ...]
    passages: tuple[of_passages.Caution, ...] = ()
    length: Length = Length.FULL


def make(
    file: SeminarFile,
    path: Path,
    progress: Callable[[float], None],
    *,
    now: datetime,
    length: Length = Length.FULL,
) -> Made:
    """Write the summary as the file stands to `path`, as long or short as it is wanted."""
    from exports.papers import missing_glyphs, write_words  # brings all of ReportLab

    with file.read() as reader:
        summary = summary_in(reader, now, file.device)
        passages = of_passages.cautions_on(reader, summary)
        cautions = cautions_on(reader, summary, passages)
    write_words(summary, path, length, progress)
    missing = map(Caution, map(str, missing_glyphs(summary)))
    told = (*cautions, *missing)
    return Made(path=path, summary=summary, cautions=told, passages=passages, length=length)


def is_outdated(file: SeminarFile, made: Made) -> bool:
    """Whether the seminar has changed, in anything a summary shows, since this one was made."""
    with file.read() as reader:
        changes, _ = reader.changes_since(Position(made.summary.position, ALL_BALLOTS))
    return any(change.kind not in UNPRINTED for change in changes)


def has_anything(file: SeminarFile) -> bool:
    """Whether the day has left anything behind to print."""
    with file.read() as reader:
        return any(reader.count(kind) for kind in (Response, Note, Round))


def remember_print(file: SeminarFile, made: Made, *, now: datetime) -> None:
    """The summary has left: notes that come in from now on are late ones in the next. A short paper
    holds too few notes for that.
    """
    note = note_printed if made.length is Length.FULL else note_told
    note(file, made.summary, now=now)


def save_as(file: SeminarFile, made: Made, path: Path, *, now: datetime) -> Path:
    """Write the summary to where it is wanted, whole or not at all, as what the name ends in; a
    workbook is of its tables, a project of what was coded.
    """
    if path.suffix.lower() in (WORKBOOK, PROJECT):
        from exports.papers import write_project, write_tables

        write = write_tables if path.suffix.lower() == WORKBOOK else write_project
        write(made.summary, path)
        note_told(file, made.summary, now=now)
        return path
    if path.suffix.lower() in WORDS:
        from exports.papers import write_words

        write_words(made.summary, path, made.length)
    else:
        with replacing(path) as target:
            target.write(made.path.read_bytes())
    remember_print(file, made, now=now)
    return path


def choose_parts(file: SeminarFile, chosen: Chosen, *, now: datetime) -> None:
    """Keep which parts papers have; what was chosen for the parts of other lengths stays."""
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    mine = set(chosen.order)
    order = (*(key for key in seminar.parts_order if key not in mine), *chosen.order)
    out = (*(key for key in seminar.parts_out if key not in mine), *chosen.out)
    fields = {"parts_order": order, "parts_out": out}
    editing.change(file, seminar, fields, now=now)


def proposed_name(seminar: Seminar, ending: str = ".pdf", what: str = "summary") -> str:
    """A file name that says which day and which seminar, safe on every system."""
    words = re.sub(r"[^\w]+", "-", seminar.title.casefold()).strip("-")[:60].strip("-")
    rehearsal = "-rehearsal" if seminar.rehearsal else ""
    return f"{seminar.date:%Y-%m-%d}-{words or 'seminar'}-{what}{rehearsal}{ending}"
