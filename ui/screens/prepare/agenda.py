"""The agenda editor: what happens when, how long it takes, what to say and what is asked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from facilitator.domain.records import Record
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import SEGMENT_NAMES, Segment, SegmentKind
from facilitator.domain.wording import say
from ui.dialogs.handout_button import HandoutButton
from ui.models.agenda import AgendaLine, AgendaTable, agenda_lines, ending
from ui.models.records import RecordTable
from ui.screens.prepare.forms.form import Form, in_both
from ui.screens.prepare.list_section import ListSection
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import born, place_after
from ui.session import Session
from ui.words.telling import tell, told

NEW_MINUTES = 15


class AgendaSection(ListSection):
    """Segments in order, with clock times that follow from their minutes."""

    TITLE = say("Agenda")
    KINDS = frozenset({Kind.SEMINAR, Kind.SEGMENT, Kind.BREAKOUT, Kind.QUESTION, Kind.POLL})
    RECORD = Segment
    NOUN = say("segment")
    MANY = say("segments")
    ELSEWHERE = say("A group works in parallel with the others; it is arranged under Breakouts.")
    WIDE = 2
    NARROW = ((0, 9), (1, 9), (3, 15))
    ADVICE = say(
        "The agenda is the day in order: welcome, presentation, votes, breakouts, reflection. "
        "Add the first segment; clock times follow from the minutes."
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.print_button = HandoutButton(
            session,
            (HandoutKind.AGENDA, tell("The day for everybody")),
            (HandoutKind.SCRIPT, tell("What to say and to do")),
            (HandoutKind.BALLOTS, tell("Ballots")),
            (HandoutKind.TALLY, tell("Sheets to count on")),
            (HandoutKind.EVALUATION, tell("Reflections and evaluation")),
        )
        self.buttons.addWidget(self.print_button)

    def make_table(self) -> RecordTable[AgendaLine]:
        return AgendaTable(self)

    def build_form(self, form: Form) -> None:
        in_both(form, form.line, "title", tell("Title"), required=True)
        with form.row():
            kinds = [(kind.value, told(words)) for kind, words in SEGMENT_NAMES.items()]
            form.choice("kind", tell("What happens"), kinds, SegmentKind)
            form.number("minutes", tell("Minutes"), 1, 600, tell("min"))
        hint = tell("The words for the opening of this segment")
        in_both(form, form.text, "script", tell("What to say"), hint=hint, rows=5)
        form.lines(
            "prompts", tell("What to do, one step a line"), tell("Hand out the cards"), rows=4
        )
        self._questions = form.picks("question_ids", tell("Questions put in this segment"), rows=4)
        self._polls = form.picks("poll_ids", tell("Polls voted on in this segment"), rows=4)
        self._groups = form.note()

    def rows(self, material: Material) -> Sequence[AgendaLine]:
        return agenda_lines(material.segments, material.breakouts, material.seminar)

    def record_of(self, row: Any) -> Segment | None:
        return row.segment if isinstance(row, AgendaLine) else row

    def new_record(self, material: Material, after: Any) -> Record:
        return Segment(
            id=born(),
            position=place_after(material.segments, after),
            kind=SegmentKind.DISCUSSION,
            title=tell("New segment"),
            minutes=NEW_MINUTES,
        )

    def offer_choices(self, material: Material) -> None:
        self._questions.picks.offer(material.question_choices())
        self._polls.picks.offer(tuple((poll.id, poll.title) for poll in material.polls))

    def summary_of(self, material: Material) -> str:
        over = ending(material.segments, material.seminar)
        self.summary.set_state("late" if " over:" in over else "")
        return material.with_missing(over, Segment)

    def show_state(self, record: Segment, material: Material) -> None:
        groups = [each for each in material.breakouts if each.segment_id == record.id]
        in_breakouts = record.kind is SegmentKind.BREAKOUTS
        self._groups.setVisible(in_breakouts)
        self._groups.setText(
            tell(
                "{n} groups work in parallel here; they are arranged under Breakouts.",
                n=len(groups),
            )
            if groups
            else tell("No groups yet: add them under Breakouts.")
        )
