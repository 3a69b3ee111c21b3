"""One step of the tour at a time, in a band under the place that it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell


class TourPanel(QFrame):
    """What to look at and what to press; Enter goes on, Escape leaves, wherever the keyboard is in
    it. A screen reader says each step.
    """

    went = Signal(int)
    """One on, or one back (-1)."""
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setAccessibleName(tell("Tour"))
        self.heading = labels.Label(role="strong")
        self.words = labels.wrapped(labels.Spoken())
        self.on = button(tell("Next"), "primary", act=lambda: self.went.emit(1))
        self.back = button(tell("Back"), "quiet", act=lambda: self.went.emit(-1))
        self.leave = button(tell("Leave the tour  Esc"), "quiet", act=self.left.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(2), theme.space(), theme.space(2), theme.space())
        column.setSpacing(theme.space(0.5))
        # low: with large text on a small display there is little room for what it is about
        column.addLayout(Flow((self.heading, self.on, self.back, self.leave), space=2))
        column.addWidget(self.words)

    def show_step(self, number: int, of: int, words: str) -> None:
        """Say a step, counted from 0, with the keyboard on what goes on."""
        self.heading.setText(tell("Tour: step {number} of {of}", number=number + 1, of=of))
        self.words.setText(words)
        self.back.setEnabled(number > 0)
        last = number == of - 1
        self.on.setText(tell("Done") if last else tell("Next"))
        self.on.setAccessibleName(self.on.text())
        self.leave.setVisible(not last)
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
