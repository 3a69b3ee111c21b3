"""Trying the room out with simulated phones, and what came of it in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from facilitator.domain.wording import say
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.forms.fields import align_words
from ui.widgets.frames import labels
from ui.words.telling import tell, told

USUAL_PHONES = 60
MOST_PHONES = 400
UNTRIED = say("Simulated phones load the pages, join and vote; the seminar itself is not touched.")


class TrialBox(QWidget):
    """`asked` carries the number of phones to try."""

    asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phones = QSpinBox(minimum=2, maximum=MOST_PHONES, value=USUAL_PHONES)
        align_words(self.phones)
        self.phones.setSuffix(" " + tell("phones"))
        self.try_it = button(tell("&Try it"), "", "smartphone", self._ask)
        self.result = labels.body(told(UNTRIED))
        self._lay_out()

    def show_result(self, sentence: str, is_good: bool) -> None:
        """What the last trial came to, "" when nobody has tried."""
        self.result.setText(sentence or told(UNTRIED))
        self.result.set_state("failed" if sentence and not is_good else "")

    def set_open(self, is_open: bool) -> None:
        """Only an open room can be tried."""
        self.try_it.setEnabled(is_open)

    def _ask(self) -> None:
        self.try_it.setEnabled(False)
        self.result.set_state("")
        self.result.setText(tell("Trying…"))
        self.asked.emit(self.phones.value())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.phones)
        row.addWidget(self.try_it)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(labels.caption(tell("Is the room re&ady?"), self.phones))
        column.addLayout(row)
        column.addWidget(self.result)
