"""Slides: PDFs put on the projector, read in once and kept with the seminar as pictures."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind
from facilitator.domain.stage.slides import Slides
from facilitator.domain.wording import Counted, Joined, Text, say
from facilitator.services.files.handles import SeminarStore
from facilitator.services.seminar import slides as showing
from facilitator.services.seminar.slides import Page
from ui import ask, pdf_pages
from ui.models.records import Column, RecordTable
from ui.press.program import program
from ui.screens.prepare.forms.form import Form
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.material import Material
from ui.words.telling import tell, told


class SlidesSection(ListSection):
    """Added as a PDF; the segment that begins with them shows them when it starts."""

    TITLE = say("Slides")
    KINDS = frozenset({Kind.SLIDES, Kind.SEGMENT})
    RECORD = Slides
    NOUN = say("set of slides")
    MANY = say("sets of slides")
    NARROW = ((1, 12), (2, 26))
    ADVICE = say(
        "Add a PDF to put it on the projector page by page; its words can be read on every phone. "
        "It stays in this file: it goes into no document and to no note-taker."
    )

    def make_table(self) -> RecordTable[Slides]:
        columns = (
            Column[Slides](tell("Slides"), lambda each: each.title),
            Column[Slides](tell("Pages"), lambda each: str(len(each.pages)), number=True),
            Column[Slides](tell("Shown when this begins"), self._segment),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        form.line("title", tell("Title"), required=True)
        self._segments = form.choice("segment_id", tell("Shown when this segment begins"), (), str)
        self._said = form.note()

    def rows(self, material: Material) -> Sequence[Slides]:
        return material.slides

    def offer_choices(self, material: Material) -> None:
        segments = ((each.id, each.title) for each in material.segments)
        self._segments.offer((("", tell("None: shown by hand")), *segments))

    def show_state(self, record: Slides, material: Material) -> None:
        silent = sum(not words for words in record.pages)
        pages = Counted(len(record.pages), "{n} page.", "{n} pages.")
        words: Text = say("Phones show the words of each page.")
        if silent:
            words = Counted(
                silent,
                "{n} page has no words that phones could show.",
                "{n} pages have no words that phones could show.",
            )
        self._said.setText(told(Joined((pages, words))))

    def add(self) -> None:
        """Ask for a PDF and read it in, away from the window."""
        self.form.save()
        path = ask.choose_file(self, tell("Add slides"), kinds=tell("Slides (*.pdf)"))
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Read a PDF in; what is wrong with it is said, and nothing is kept then."""
        file, now = self.session.file, self.session.clock()
        work = partial(_read_in, file, path, now)
        self.session.tasks.run(work, self._taken, progress=tell("Reading {name}", name=path.name))

    def _taken(self, added: Slides) -> None:
        self.want(added.id)
        self.session.watch.nudge()
        self.reload()

    def new_record(self, material: Material, after: Slides | None) -> Record:
        raise NotImplementedError(tell("slides are read in from a PDF"))

    def _segment(self, each: Slides) -> str:
        segments = self.material.segments if self.material else ()
        return next((s.title for s in segments if s.id == each.segment_id), "")


def _read_in(file: SeminarStore, path: Path, now: datetime) -> Slides:
    pages = [Page(*page) for page in pdf_pages.read(path, program())]
    return showing.take_in(file, path.stem, pages, now=now)
