"""Questions and findings: what is put to the room, and what it is asked to test."""

from collections.abc import Sequence

from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import (
    QUESTION_NAMES,
    QUESTION_USES,
    Question,
    QuestionKind,
)
from facilitator.domain.synthesis.findings import Finding
from ui.models.records import Column, RecordTable
from ui.screens.prepare.forms.form import Form, in_both
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import born, place_after, short

ORDER = list(QuestionKind)

ANSWERING = ("most", "one_word", "on_wall", "moderated")
"""How people answer; nobody is asked a research question."""


class QuestionsSection(ListSection):
    """Questions by what they are for, in the order they stand in documents."""

    TITLE = "Questions"
    KINDS = frozenset({Kind.QUESTION, Kind.THEME, Kind.SEMINAR})
    RECORD = Question
    NOUN = "question"
    MANY = "questions"
    FIRST_FIELD = "wording"
    NARROW = ((1, 12), (2, 20))
    ADVICE = (
        "Emerging questions are put to the room; research questions frame the day; "
        "reflection and evaluation questions close it."
    )

    def make_table(self) -> RecordTable[Question]:
        columns = (
            Column[Question]("Question", lambda each: each.wording),
            Column[Question]("Kind", lambda each: str(QUESTION_NAMES[each.kind])),
            Column[Question]("Group", lambda each: each.group),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        hint = "In the words the room will see"
        in_both(form, form.text, "wording", "Question", hint=hint, rows=3, required=True)
        with form.row():
            kinds = [(kind.value, str(words)) for kind, words in QUESTION_NAMES.items()]
            form.choice("kind", "Kind", kinds, QuestionKind)
            self._themes = form.choice("theme_id", "Theme")
        self._note = form.note()
        form.line("group", "Group", "The heading it stands under, if any")
        hint = "A line under the question, for those who answer it"
        in_both(form, form.text, "help", "Help", hint=hint, rows=2)
        form.number("most", "Responses from one person (0: as many as they like)", 0, 100)
        form.tick("one_word", "Ask for a word each, and show them as a cloud")
        form.tick("on_wall", "Phones see what others say, and can agree")
        form.tick("moderated", "Read each response before the room sees it")
        form.line("source", "Source", "Where the question comes from")

    def rows(self, material: Material) -> Sequence[Question]:
        return sorted(material.questions, key=lambda each: ORDER.index(each.kind))

    def siblings(self, material: Material, record: Question) -> Sequence[Question]:
        return [each for each in self.rows(material) if each.kind is record.kind]

    def new_record(self, material: Material, after: Question | None) -> Record:
        return Question(
            id=born(),
            position=place_after(material.questions, after),
            kind=after.kind if after else QuestionKind.EMERGING,
            group=after.group if after else "",
            wording="New question",
        )

    def offer_choices(self, material: Material) -> None:
        self._themes.offer(material.theme_choices())

    def show_state(self, record: Question, material: Material) -> None:
        self._note.setText(str(QUESTION_USES[record.kind]))
        for name in ANSWERING:
            self.form.field(name).show(record.kind is not QuestionKind.RESEARCH)

    def summary_of(self, material: Material) -> str:
        counts = [
            f"{sum(each.kind is kind for each in material.questions)} {str(words).lower()}"
            for kind, words in QUESTION_NAMES.items()
        ]
        return material.with_missing(", ".join(counts), Question)

    def name_of(self, record: Question) -> str:
        return short(record.wording, 30)


class FindingsSection(ListSection):
    """Findings to be tested: each a statement people can agree or disagree with."""

    TITLE = "Findings"
    KINDS = frozenset({Kind.FINDING, Kind.THEME, Kind.SEMINAR})
    RECORD = Finding
    NOUN = "finding"
    MANY = "findings"
    FIRST_FIELD = "label"
    WIDE = 1
    NARROW = ((0, 32),)
    ADVICE = (
        "A finding is a statement from the research that the room tests by vote. "
        "Word it so that a person can agree or disagree."
    )

    def make_table(self) -> RecordTable[Finding]:
        columns = (
            Column[Finding]("Label", lambda each: each.label),
            Column[Finding]("Finding", lambda each: each.wording),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        hint = "A few words to call it by"
        in_both(form, form.line, "label", "Label", hint=hint, required=True)
        hint = "A statement to agree or disagree with"
        in_both(form, form.text, "wording", "Finding", hint=hint, rows=4)
        form.line("source", "Source", "Where it stands in the research")
        self._themes = form.choice("theme_id", "Theme")

    def rows(self, material: Material) -> Sequence[Finding]:
        return material.findings

    def new_record(self, material: Material, after: Finding | None) -> Record:
        place = place_after(material.findings, after)
        return Finding(id=born(), position=place, label="New finding", wording="")

    def offer_choices(self, material: Material) -> None:
        self._themes.offer(material.theme_choices())
