"""Making the summary, away from the window: gather, have it laid out, say what to know first."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from exports.whole_file import replacing, write_zip
from facilitator.domain.locales import Language
from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.polls import Round
from facilitator.domain.report.legibility import PLAIN, Legibility
from facilitator.domain.report.summary import Length, Summary
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import UNPRINTED, Position
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.files.handles import SeminarStore
from facilitator.services.notes.told import note_printed, note_told
from facilitator.services.records import editing
from facilitator.services.report import cautions as of_passages
from facilitator.services.report.publishing import summary_in
from facilitator.services.report.recounting import recountable
from ui.press.documents import Shown, pages_to_show, summary_as
from ui.screens.report.cautions import Caution, cautions_on
from ui.screens.report.parts import Chosen
from ui.session import Session
from ui.tasks import Tasks
from ui.words.telling import tell, told

ALL_BALLOTS = 2**62
WORKBOOK, PROJECT, BALLOTS = ".xlsx", ".qdpx", ".zip"
WORDS = (".docx", ".html")
"""What a summary is besides the pages that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a paper is to tell, and for which readers. `cautions` are to be known before it is
    printed, `passages` are those of them that have to be looked at before anything leaves.
    """

    summary: Summary
    cautions: tuple[Caution, ...]
    passages: tuple[of_passages.Caution, ...] = ()
    length: Length = Length.FULL
    legibility: Legibility = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Gathered):
    """A summary on the disk; `head` and `foot` of its pages are none of the text, in points."""

    path: Path
    head: float = 0.0
    foot: float = 0.0


def gather(
    file: SeminarStore,
    *,
    now: datetime,
    length: Length = Length.FULL,
    legibility: Legibility = PLAIN,
    language: Language | None = None,
) -> Gathered:
    """What the file holds at this moment for a paper of this length, in this language."""
    with file.read() as reader:
        summary = replace(summary_in(reader, now, file.device), language=language)
        passages = of_passages.cautions_on(reader, summary)
        cautions = cautions_on(reader, summary, passages)
    return Gathered(
        summary=summary,
        cautions=cautions,
        passages=passages,
        length=length,
        legibility=legibility,
    )


def make(
    tasks: Tasks,
    gathered: Gathered,
    path: Path,
    then: Callable[[Made], object],
    failed: Callable[[BaseException], object],
) -> Callable[[], object]:
    """Have its pages written to `path`; what is returned ends that."""
    summary, length, suited = gathered.summary, gathered.length, gathered.legibility

    def shown(pages: Shown) -> None:
        missing = (Caution(told(each)) for each in pages.missing)
        cautions = (*gathered.cautions, *missing)
        made = Made(
            summary=summary,
            cautions=cautions,
            passages=gathered.passages,
            length=length,
            legibility=suited,
            path=path,
            head=pages.head,
            foot=pages.foot,
        )
        then(made)

    order = partial(pages_to_show, summary, path, length, suited)
    return tasks.make(order, path.parent, shown, failed, tell("Making the summary"))


def is_outdated(file: SeminarStore, made: Made) -> bool:
    """Whether the seminar has changed, in anything a summary shows, since this one was made."""
    with file.read() as reader:
        changes, _ = reader.changes_since(Position(made.summary.position, ALL_BALLOTS))
    return any(change.kind not in UNPRINTED for change in changes)


def has_anything(file: SeminarStore) -> bool:
    """Whether the day has left anything behind to print."""
    with file.read() as reader:
        return any(reader.count(kind) for kind in (Response, Note, Round))


def remember_print(file: SeminarStore, made: Made, *, now: datetime) -> None:
    """The summary has left: notes that come in from now on are late ones in the next. A short paper
    holds too few notes for that.
    """
    note = note_printed if made.length is Length.FULL else note_told
    note(file, made.summary, now=now)


def save_as(
    session: Session, made: Made, path: Path, then: Callable[[Path], object], *, now: datetime
) -> None:
    """Write the summary to where it is wanted, whole or not at all, as what the name ends in; a
    workbook is of its tables, a project of what was coded; ballots are those of all rounds that are
    revealed, to be counted again. The pages are those that are shown.
    """
    file, tasks, ending = session.file, session.tasks, path.suffix.lower()

    def saved(_: None = None) -> None:
        then(path)
        if ending in (WORKBOOK, PROJECT):
            tasks.run(partial(note_told, file, made.summary, now=now))
        elif ending != BALLOTS:
            tasks.run(partial(remember_print, file, made, now=now))

    if ending in (WORKBOOK, PROJECT, *WORDS):
        order = partial(summary_as, made.summary, path, made.length, made.legibility)
        tasks.make(order, path.parent, saved, progress=tell("Saving {name}", name=path.name))
    elif ending == BALLOTS:
        tasks.run(partial(_write_ballots, file, path), saved)
    else:
        tasks.run(partial(_copy, made.path, path), saved)


def _write_ballots(file: SeminarStore, path: Path) -> None:
    write_zip(path, {name: text.encode() for name, text in recountable(file).items()})


def _copy(made: Path, path: Path) -> None:
    with replacing(path) as target:
        target.write(made.read_bytes())


def choose_parts(file: SeminarStore, chosen: Chosen, *, now: datetime) -> None:
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
