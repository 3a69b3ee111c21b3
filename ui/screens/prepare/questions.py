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
from facilitator.domain.wording import say
from ui.models.records import Column, RecordTable
from ui.screens.prepare.forms.form import Form, in_both
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import born, place_after, short
from ui.words.telling import tell, told

ORDER = list(QuestionKind)

ANSWERING = ("most", "one_word", "on_wall", "moderated")
"""How people answer; nobody is asked a research question."""


class QuestionsSection(ListSection):
    """Questions by what they are for, in the order they stand in documents."""

    TITLE = say("Questions")
    KINDS = frozenset({Kind.QUESTION, Kind.THEME, Kind.SEMINAR})
    RECORD = Question
    NOUN = say("question")
    MANY = say("questions")
    FIRST_FIELD = "wording"
    NARROW = ((1, 12), (2, 20))
    ADVICE = say(
        "Emerging questions are put to the room; research questions frame the day; "
        "reflection and evaluation questions close it."
    )

    def make_table(self) -> RecordTable[Question]:
        columns = (
            Column[Question](tell("Question"), lambda each: each.wording),
            Column[Question](tell("Kind"), lambda each: told(QUESTION_NAMES[each.kind])),
            Column[Question](tell("Group"), lambda each: each.group),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        hint = tell("In the words the room will see")
        in_both(form, form.text, "wording", tell("Question"), hint=hint, rows=3, required=True)
        with form.row():
            kinds = [(kind.value, told(words)) for kind, words in QUESTION_NAMES.items()]
            form.choice("kind", tell("Kind"), kinds, QuestionKind)
            self._themes = form.choice("theme_id", tell("Theme"))
        self._note = form.note()
        form.line("group", tell("Group"), tell("The heading it stands under, if any"))
        hint = tell("A line under the question, for those who answer it")
        in_both(form, form.text, "help", tell("Help"), hint=hint, rows=2)
        form.number("most", tell("Responses from one person (0: as many as they like)"), 0, 100)
        form.tick("one_word", tell("Ask for a word each, and show them as a cloud"))
        form.tick("on_wall", tell("Phones see what others say, and can agree"))
        form.tick("moderated", tell("Read each response before the room sees it"))
        form.line("source", tell("Source"), tell("Where the question comes from"))

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
            wording=tell("New question"),
        )

    def offer_choices(self, material: Material) -> None:
        self._themes.offer(material.theme_choices())

    def show_state(self, record: Question, material: Material) -> None:
        self._note.setText(told(QUESTION_USES[record.kind]))
        for name in ANSWERING:
            self.form.field(name).show(record.kind is not QuestionKind.RESEARCH)

    def summary_of(self, material: Material) -> str:
        counts = [
            f"{sum(each.kind is kind for each in material.questions)} {told(words).lower()}"
            for kind, words in QUESTION_NAMES.items()
        ]
        return material.with_missing(", ".join(counts), Question)

    def name_of(self, record: Question) -> str:
        return short(record.wording, 30)


class FindingsSection(ListSection):
    """Findings to be tested: each a statement people can agree or disagree with."""

    TITLE = say("Findings")
    KINDS = frozenset({Kind.FINDING, Kind.THEME, Kind.SEMINAR})
    RECORD = Finding
    NOUN = say("finding")
    MANY = say("findings")
    FIRST_FIELD = "label"
    WIDE = 1
    NARROW = ((0, 32),)
    ADVICE = say(
        "A finding is a statement from the research that the room tests by vote. "
        "Word it so that a person can agree or disagree."
    )

    def make_table(self) -> RecordTable[Finding]:
        columns = (
            Column[Finding](tell("Label"), lambda each: each.label),
            Column[Finding](tell("Finding"), lambda each: each.wording),
        )
        return RecordTable(columns, self, movable=True)

    def build_form(self, form: Form) -> None:
        hint = tell("A few words to call it by")
        in_both(form, form.line, "label", tell("Label"), hint=hint, required=True)
        hint = tell("A statement to agree or disagree with")
        in_both(form, form.text, "wording", tell("Finding"), hint=hint, rows=4)
        form.line("source", tell("Source"), tell("Where it stands in the research"))
        self._themes = form.choice("theme_id", tell("Theme"))

    def rows(self, material: Material) -> Sequence[Finding]:
        return material.findings

    def new_record(self, material: Material, after: Finding | None) -> Record:
        place = place_after(material.findings, after)
        return Finding(id=born(), position=place, label=tell("New finding"), wording="")

    def offer_choices(self, material: Material) -> None:
        self._themes.offer(material.theme_choices())
