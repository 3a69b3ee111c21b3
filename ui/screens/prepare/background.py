"""Themes and case studies: the material the seminar starts from."""

from collections.abc import Sequence

from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.synthesis.themes import Theme
from ui.models.records import Column, RecordTable
from ui.screens.prepare.forms.form import Form
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import born, place_after


class ThemesSection(ListSection):
    """The project's themes, and any that the day has added."""

    TITLE = "Themes"
    KINDS = frozenset({Kind.THEME})
    RECORD = Theme
    NOUN = "theme"
    MANY = "themes"
    FIRST_FIELD = "name"
    WIDE = 1
    NARROW = ((0, 28),)
    ADVICE = (
        "Themes gather what is said: questions, findings, responses and notes can belong to one."
    )

    def make_table(self) -> RecordTable[Theme]:
        columns = (
            Column[Theme]("Theme", lambda each: each.name),
            Column[Theme]("Description", lambda each: each.description),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        form.line("name", "Name", required=True)
        form.text("description", "Description", "What belongs here", rows=4)

    def rows(self, material: Material) -> Sequence[Theme]:
        return material.themes

    def new_record(self, material: Material, after: Theme | None) -> Record:
        return Theme(id=born(), position=place_after(material.themes, after), name="New theme")


class CaseStudiesSection(ListSection):
    """Case studies, which groups can take as their topic."""

    TITLE = "Case studies"
    KINDS = frozenset({Kind.CASE_STUDY})
    RECORD = CaseStudy
    NOUN = "case study"
    MANY = "case studies"
    NARROW = ((1, 26),)
    ADVICE = "A case study can be the topic of a group in the breakouts, and stands in the summary."

    def make_table(self) -> RecordTable[CaseStudy]:
        columns = (
            Column[CaseStudy]("Case study", lambda each: each.title),
            Column[CaseStudy]("Authors", lambda each: each.authors),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        form.line("title", "Title", required=True)
        form.line("authors", "Authors")
        form.text("focus", "Focus", "What the case study looks into", rows=5)
        form.line("source", "Source")

    def rows(self, material: Material) -> Sequence[CaseStudy]:
        return material.case_studies

    def new_record(self, material: Material, after: CaseStudy | None) -> Record:
        place = place_after(material.case_studies, after)
        return CaseStudy(id=born(), position=place, title="New case study")
