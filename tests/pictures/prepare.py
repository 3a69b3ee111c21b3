"""Pictures of Prepare: every section, a poll that is locked, an import, what is still empty, and a
seminar in two languages.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

import resources
from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.people import importing
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from ui.dialogs.import_people import ImportDialog
from ui.news import Watch
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.screen import SECTIONS
from ui.session import Session
from ui.tasks import ImmediateTasks

NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)
FORMAT = Path(__file__).parents[2] / "docs" / "templates.md"
SAMPLE = resources.ROOT / "samples" / "fictional-participants.csv"
PLACE_OF_SCREEN = (1270, 676)
"""What the rail and the head leave of a small laptop's screen."""


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """The sections on a rehearsed seminar, then on one with nothing in it."""
    yield from _sections(file, "prepare")
    yield "prepare-import", _import_dialog(file)
    with TemporaryDirectory() as folder:
        yield "prepare-import-asking", _asking_dialog(file, Path(folder) / "bookings.csv")
        empty = _empty_file(Path(folder) / "empty.seminar")
        yield from _sections(empty, "prepare-empty")
        empty.close()
        bilingual = _bilingual_file(Path(folder))
        yield from _sections(bilingual, "prepare-two-languages")
        bilingual.close()


def _sections(file: SeminarFile, name: str) -> Iterator[tuple[str, QWidget]]:
    session = Session(file, ImmediateTasks(), Watch(file), lambda: NOW)
    for number, section in enumerate(SECTIONS):
        screen = PrepareScreen(session)
        screen.resize(*PLACE_OF_SCREEN)
        screen.go(number)
        shown = screen.section()
        shown.reload()
        if isinstance(shown, ListSection):
            shown.list.select(min(3, shown.table.rowCount() - 1))
        yield f"{name}-{str(section.TITLE).lower().replace(' ', '-')}", screen
    session.watch.stop()


def _import_dialog(file: SeminarFile) -> QWidget:
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        known = reader.every(Participant)
    fewer = tuple(replace(person, email="") for person in known[:9])
    return ImportDialog(SAMPLE, importing.read_sheet(SAMPLE), fewer, seminar, ImmediateTasks())


def _asking_dialog(file: SeminarFile, path: Path) -> QWidget:
    """A list under a title, with a word that is no sector and somebody who may be there already."""
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        known = reader.every(Participant)
    path.write_text(
        "Bookings for the seminar\n\nName,Organisation,Sector,Email\n"
        f"{known[0].name},,Charity,somebody@harbour.example\n"
        "Ines Farrow,Harbour Trust,Housing association,ines@harbour.example\n"
        "Kofi Mensah-Reid,Reid & Daughters,Local paper,kofi@reid.example\n"
    )
    return ImportDialog(path, importing.read_sheet(path), known[:9], seminar, ImmediateTasks())


def _empty_file(path: Path) -> SeminarFile:
    file = SeminarFile.create(path)
    seminar = Seminar(title="A day without a plan", date=date(2011, 10, 18))
    preparing.save(file, seminar, verb=Verb.SET_UP, now=NOW)
    return file


def _bilingual_file(folder: Path) -> SeminarFile:
    """The example of the template format, which says nearly everything in two languages."""
    (example,) = re.findall(r"```toml\n(.*?)```", FORMAT.read_text("utf-8"), flags=re.DOTALL)
    template = folder / "bench.toml"
    template.write_text(example, "utf-8")
    return preparing.new_seminar(folder / "bench.seminar", str(template), now=NOW)
