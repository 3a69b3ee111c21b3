"""What to say and do now: the segment, its clock, its script, and its prompts as a list to tick."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.services.views.run_screen import Console
from ui import theme
from ui.screens.run import words
from ui.screens.run.to_do import ToDo
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.widgets.frames.snug_area import SnugArea
from ui.widgets.frames.yielding import Yielding
from ui.words.telling import tell, told

LEAST, LEAST_BESIDE = 12, 9
"""Four lines of what to say, three where something else needs the room; in steps of the grid."""
EVERYTHING = 1 << 16
NARROW = 40
"""In steps of the grid: there is no room for title and clock beside each other."""


class SayPanel(Yielding):
    """The script scrolls where it is long; what to do stays in sight under it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = labels.heading()
        self.left = Label(role="figure")
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(tell("Time used in this segment"))
        self.script = labels.lead()
        self.to_do = ToDo()
        self._shown = ("", False)
        self._page = QWidget()
        self._head = QHBoxLayout()
        self.area = SnugArea(self._page, tell("What to say now"), EVERYTHING, LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()

    def show_segment(self, console: Console, now: datetime) -> None:
        """Show the running segment."""
        sheet = console.sheet(now)
        segment = sheet.current
        if segment is None:
            return
        is_over = sheet.state is DayState.FINISHED
        title = told(words.OVER) if is_over else segment.title
        script = told(words.WHERE_NEXT) if is_over else segment.script
        self.title.setText(title)
        self.script.setText(script)
        self.script.setVisible(bool(script))
        self.to_do.show_segment(segment, console.ticked)
        if self._shown != (segment.id, is_over):
            self._shown = segment.id, is_over
            labels.announce(self, title if is_over else tell("Now: {title}", title=title))
            self.area.verticalScrollBar().setValue(0)
        self.show_clock(sheet)

    def show_clock(self, sheet: RunSheet) -> None:
        """Show the time left; being over it does not look like being in time."""
        if sheet.current is None or sheet.run is None:
            return
        finished = sheet.state is DayState.FINISHED
        self.left.setText("" if finished else words.left(sheet))
        over = "late" if sheet.left_seconds < 0 and not finished else ""
        self.left.set_state(over)
        theme.set_state(self.progress, over)
        planned = max(1, (sheet.current.minutes + sheet.run.extended_minutes) * 60)
        self.progress.setRange(0, planned)
        self.progress.setValue(min(planned, round(planned - sheet.left_seconds)))
        self.to_do.following.setText(words.following(sheet))

    def make_room(self, wanted: bool) -> None:
        """Do with less, where something else needs the room."""
        self.area.ask_for(LEAST_BESIDE if wanted else LEAST)
        self.to_do.make_room(wanted)

    def read_on(self, pages: int) -> None:
        """Turn the script by so many pages, where it is longer than its place."""
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def minimumSizeHint(self) -> QSize:
        """As narrow as title and clock can be one below the other."""
        parts = (self.title, self.left, self.area, self.to_do)
        widest = max(part.minimumSizeHint().width() for part in parts)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_narrow = event.size().width() < theme.space(NARROW)
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        self._page.setProperty("role", "page")
        inside = QVBoxLayout(self._page)
        inside.setContentsMargins(0, 0, theme.space(), 0)
        inside.setSpacing(theme.space(1.5))
        inside.addWidget(self.script)
        inside.addStretch(1)
        head = self._head
        head.addWidget(self.title, 1)
        head.addWidget(self.left, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.area)
        column.addSpacing(theme.space(0.5))
        column.addWidget(self.to_do)
