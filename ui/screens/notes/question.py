"""The question on top: what the group is answering now, and the way to the next."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.domain.seminar.questions import Question
from ui.screens.notes.rows import NO_QUESTION
from ui.widgets.forms.buttons import icon_button
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told


class QuestionBar(QWidget):
    """The question that notes are taken against. `asked` carries another one's id, "" for none."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = Label(role="small")
        self.wording = labels.lead()
        self.before = icon_button("chevron-up", tell("Question before (Alt+Up)"))
        self.next = icon_button("chevron-down", tell("Next question (Alt+Down)"))
        self.setProperty("close", True)
        self._ids: tuple[str, ...] = ("",)
        self._id = ""
        self._lay_out()
        self.before.clicked.connect(lambda: self.step(-1))
        self.next.clicked.connect(lambda: self.step(1))

    def show_questions(self, questions: Sequence[Question], id_: str) -> None:
        """Show the one with this id, none in particular for ""."""
        self._ids = (*(question.id for question in questions), "")
        self._id = id_
        wordings = {question.id: question.wording for question in questions}
        self.wording.setText(wordings.get(id_, told(NO_QUESTION)))
        number = self._ids.index(id_) + 1
        self.place.setText(
            tell("Question {number} of {n}", number=number, n=len(questions))
            if id_
            else tell("No question")
        )
        self.before.setEnabled(number > 1)
        self.next.setEnabled(number < len(self._ids))

    def step(self, by: int) -> None:
        """Ask for the question so many further on, as far as there are any."""
        at = self._ids.index(self._id) + by
        if 0 <= at < len(self._ids):
            self.asked.emit(self._ids[at])

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.wording, 1)
        row.addWidget(self.place)
        for button in (self.before, self.next):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
