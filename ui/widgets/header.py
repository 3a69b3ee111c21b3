"""The head of the window: which seminar this is, and whether it is a rehearsal."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from facilitator.domain.seminar import Seminar
from ui import theme
from ui.widgets.labels import Label, mark


class Header(QFrame):
    """The seminar's title, its date and place, and the mark of a rehearsal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.title = Label(role="heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.details = Label(role="quiet")
        self.mark = mark("REHEARSAL")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(), theme.space(3), theme.space())
        row.setSpacing(theme.space(2))
        row.addWidget(self.title, 1)
        row.addWidget(self.mark)
        row.addWidget(self.details)

    def show_seminar(self, seminar: Seminar) -> None:
        """Show whose day it is."""
        self.title.setText(seminar.title)
        self.title.setToolTip("")
        day = f"{seminar.date:%A} {seminar.date.day} {seminar.date:%B %Y}"
        self.details.setText(" · ".join(part for part in (day, seminar.place) if part))
        self.mark.setVisible(seminar.rehearsal)
