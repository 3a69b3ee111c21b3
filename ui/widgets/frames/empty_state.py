"""What a place shows while there is nothing in it: what it is for, and what to do first."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.frames import labels

READABLE = 60


class EmptyState(QWidget):
    """A title, a sentence of advice and, where there is one, the button that does it."""

    def __init__(
        self,
        title: str,
        advice: str,
        action_text: str = "",
        action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.title = labels.heading(title)
        self.advice = labels.quiet(advice)
        for label in (self.title, self.advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(theme.space(READABLE))
            label.setMinimumWidth(min(theme.space(READABLE), theme.space(30)))
        self.button = QPushButton(action_text)
        self.button.setProperty("role", "primary")
        self.button.setAccessibleName(action_text or title)
        if action is not None:
            self.button.clicked.connect(lambda: action())
        self._lay_out()
        # Shown before it had a parent, it would flash up as a window of its own.
        self.button.setVisible(bool(action_text))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme.space(2))
        column.addStretch(2)
        for widget in (self.title, self.advice, self.button):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(widget, 0 if widget is self.button else 6)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(3)
