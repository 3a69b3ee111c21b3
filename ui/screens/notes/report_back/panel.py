"""Reporting back: the group's notes before the room, page by page, and its word that they hold."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.notes.notes import MOST_HEADLINES
from facilitator.domain.wording import say
from facilitator.services.notes.reading_back import sentence
from facilitator.services.views.notes_screen import Desk
from ui import theme
from ui.widgets.forms.buttons import button, icon_button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell, told

NOT_CHECKED = say("Not checked with the group yet.")
ASKS = say(
    "The group is asked, on its phones, whether the chosen quote may stand; until it has answered "
    "the quote is not printed. Again: no longer  Alt+C"
)
ON_THE_HOST = say("Notes are read back to the room from the host: this is a note-taker’s copy.")


class ReportBackPanel(QWidget):
    """Asks; the screen does. `turn_asked` carries how many pages on, negative for back.

    On a note-taker's copy nothing is read back: no room would see it.
    """

    read_asked = Signal()
    turn_asked = Signal(int)
    check_asked = Signal()
    ask_asked = Signal()
    take_asked = Signal()

    def __init__(self, *, is_copy: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_copy = is_copy
        self.headlines = labels.small()
        self.standing = labels.small()
        self.read = button(tell("Read back"), "", "monitor", self.read_asked.emit)
        self.before = icon_button("chevron-up", tell("Page before"), "Alt+,", self._back)
        self.next = icon_button("chevron-down", tell("Next page"), "Alt+.", self._on)
        self.check = button(tell("Checked"), "", "check", self.check_asked.emit)
        self.check.setAccessibleName(tell("Checked with the group"))
        self.ask = button(tell("Ask about quote"), "", "message-square", self.ask_asked.emit)
        self.take = button(tell("Take its words"), "", "check", self.take_asked.emit)
        self.ask.setToolTip(told(ASKS))
        self.take.setToolTip(tell("The words that the group wants for the chosen quote  Alt+T"))
        self.read.setToolTip(tell("Show this group’s notes to the room  Alt+R"))
        self.check.setToolTip(tell("The group was read its notes and says they are right  Alt+K"))
        self._lay_out()

    def show_desk(self, desk: Desk) -> None:
        """Show how far the group's notes have been read back."""
        marked = sum(note.headline for note in desk.notes)
        self.headlines.setText(
            tell(
                "{marked} of {most} headline points marked (Alt+H)",
                marked=marked,
                most=MOST_HEADLINES,
            )
        )
        self.standing.setText(told(sentence(desk.checked, desk.zone)) or told(NOT_CHECKED))
        self.check.setEnabled(bool(desk.notes))
        for control in (self.read, self.before, self.next):
            control.setEnabled(bool(desk.notes) and not self._is_copy)
        quotes = any(note.is_verbatim for note in desk.notes)
        self.ask.setEnabled(quotes and not self._is_copy)
        self.take.setVisible(any(said.to_change for said in desk.said.values()))

    def _back(self) -> None:
        self.turn_asked.emit(-1)

    def _on(self) -> None:
        self.turn_asked.emit(1)

    def _lay_out(self) -> None:
        first = Flow((self.read, self.before, self.next))
        second = Flow((self.check, self.ask, self.take))
        for control in (self.read, self.before, self.next, self.check, self.ask, self.take):
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(labels.rule())
        column.addWidget(labels.Label(tell("Report back"), "strong"))
        column.addWidget(self.headlines)
        column.addLayout(first)
        if self._is_copy:
            column.addWidget(labels.small(told(ON_THE_HOST)))
        column.addLayout(second)
        column.addWidget(self.standing)
