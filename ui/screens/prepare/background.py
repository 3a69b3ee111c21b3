"""Themes and case studies: the material the seminar starts from."""

from collections.abc import Sequence

from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from ui.models.records import Column, RecordTable
from ui.screens.prepare.forms.form import Form
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import born, place_after
from ui.words.telling import tell


class ThemesSection(ListSection):
    """The project's themes, and any that the day has added."""

    TITLE = say("Themes")
    KINDS = frozenset({Kind.THEME})
    RECORD = Theme
    NOUN = say("theme")
    MANY = say("themes")
    FIRST_FIELD = "name"
    WIDE = 1
    NARROW = ((0, 28),)
    ADVICE = say(
        "Themes gather what is said: questions, findings, responses and notes can belong to one."
    )

    def make_table(self) -> RecordTable[Theme]:
        columns = (
            Column[Theme](tell("Theme"), lambda each: each.name),
            Column[Theme](tell("Description"), lambda each: each.description),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        form.line("name", tell("Name"), required=True)
        form.text("description", tell("Description"), tell("What belongs here"), rows=4)

    def rows(self, material: Material) -> Sequence[Theme]:
        return material.themes

    def new_record(self, material: Material, after: Theme | None) -> Record:
        return Theme(
            id=born(), position=place_after(material.themes, after), name=tell("New theme")
        )


class CaseStudiesSection(ListSection):
    """Case studies, which groups can take as their topic."""

    TITLE = say("Case studies")
    KINDS = frozenset({Kind.CASE_STUDY})
    RECORD = CaseStudy
    NOUN = say("case study")
    MANY = say("case studies")
    NARROW = ((1, 26),)
    ADVICE = say(
        "A case study can be the topic of a group in the breakouts, and stands in the summary."
    )

    def make_table(self) -> RecordTable[CaseStudy]:
        columns = (
            Column[CaseStudy](tell("Case study"), lambda each: each.title),
            Column[CaseStudy](tell("Authors"), lambda each: each.authors),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        form.line("title", tell("Title"), required=True)
        form.line("authors", tell("Authors"))
        form.text("focus", tell("Focus"), tell("What the case study looks into"), rows=5)
        form.line("source", tell("Source"))

    def rows(self, material: Material) -> Sequence[CaseStudy]:
        return material.case_studies

    def new_record(self, material: Material, after: CaseStudy | None) -> Record:
        place = place_after(material.case_studies, after)
        return CaseStudy(id=born(), position=place, title=tell("New case study"))
