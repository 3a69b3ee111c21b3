"""The head of the window: which seminar this is, whether it is a rehearsal, what is to settle."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Counted, Weekday
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.frames.labels import Label, OneLine, mark
from ui.words.telling import tell, told


class Header(QFrame):
    """The seminar's title, its date and place, and the mark of a rehearsal.

    While records have versions that nobody has reconciled, a button says how many.
    """

    settle_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.title = OneLine(role="heading")
        self.details = Label(role="quiet")
        self.mark = mark(tell("REHEARSAL"))
        self.to_settle = button("", "quiet", "copy", self.settle_asked.emit)
        self.to_settle.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.space(3), theme.space(), theme.space(3), theme.space())
        row.setSpacing(theme.space(2))
        row.addWidget(self.title, 1)
        row.addWidget(self.mark)
        row.addWidget(self.to_settle)
        row.addWidget(self.details)

    def add_badge(self, badge: QWidget) -> None:
        """Put something small before the date and place."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.count() - 1, badge)

    def show_seminar(self, seminar: Seminar) -> None:
        """Show whose day it is."""
        self.title.setText(seminar.title)
        parts = (told(Weekday(seminar.date)), seminar.place)
        self.details.setText(" · ".join(part for part in parts if part))
        self.mark.setVisible(seminar.rehearsal)

    def show_conflicts(self, count: int) -> None:
        """How many records have versions to settle; nothing is shown where there are none."""
        self.to_settle.setText(tell("{count} to settle", count=count))
        named = Counted(
            count,
            "{n} record has two versions to settle",
            "{n} records have two versions to settle",
        )
        self.to_settle.setAccessibleName(told(named))
        tip = Counted(
            count,
            "{n} record has more than one version: look at them and choose",
            "{n} records have more than one version: look at them and choose",
        )
        self.to_settle.setToolTip(told(tip))
        self.to_settle.setVisible(count > 0)
