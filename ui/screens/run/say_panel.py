"""What to say and do now: the segment, its clock, its script, and its prompts as a list to tick."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLayout,
    QProgressBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.agenda import DayState, Segment
from facilitator.domain.run_sheet import RunSheet
from facilitator.services.console import Console
from ui import theme
from ui.screens.run import words
from ui.widgets import labels
from ui.widgets.labels import Label


class SayPanel(QWidget):
    """`ticked` carries the place of a prompt and whether it is done."""

    ticked = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = labels.heading()
        self.left = Label(role="figure")
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName("Time used in this segment")
        self.script = labels.lead()
        self.following = labels.quiet()
        self.prompts: list[Prompt] = []
        self._prompt_box = QVBoxLayout()
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self.area = QScrollArea(widgetResizable=True)
        self._lay_out()

    def show_segment(self, console: Console, now: datetime) -> None:
        """Show the running segment."""
        sheet = console.sheet(now)
        segment = sheet.current
        if segment is None:
            return
        self.title.setText(segment.title)
        self.script.setText(segment.script)
        self.script.setVisible(bool(segment.script))
        self._show_prompts(segment, console)
        self.show_clock(sheet)

    def show_clock(self, sheet: RunSheet) -> None:
        """Show the time left; calm, whatever it is."""
        if sheet.current is None or sheet.run is None:
            return
        finished = sheet.state is DayState.FINISHED
        self.left.setText("" if finished else words.left(sheet))
        planned = max(1, (sheet.current.minutes + sheet.run.extended_minutes) * 60)
        self.progress.setRange(0, planned)
        self.progress.setValue(min(planned, round(planned - sheet.left_seconds)))
        self.following.setText(words.following(sheet))

    def _show_prompts(self, segment: Segment, console: Console) -> None:
        if self._shown != (segment.id, segment.prompts):
            self._shown = (segment.id, segment.prompts)
            self._make_prompts(segment)
            self.area.verticalScrollBar().setValue(0)
        for place, prompt in enumerate(self.prompts):
            prompt.show_done((segment.id, place) in console.ticked)

    def _make_prompts(self, segment: Segment) -> None:
        for prompt in self.prompts:
            prompt.deleteLater()
        self.prompts = []
        for place, text in enumerate(segment.prompts):
            prompt = Prompt(text, place)
            prompt.ticked.connect(self.ticked)
            self.prompts.append(prompt)
            self._prompt_box.addWidget(prompt)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("role", "page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, theme.space(), 0)
        inside.setSpacing(theme.space(1.5))
        inside.addWidget(self.script)
        self._prompt_box.setSpacing(theme.space(0.5))
        inside.addLayout(self._prompt_box)
        inside.addStretch(1)
        self.area.setWidget(page)
        self.area.setAccessibleName("What to say and do now")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.left, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.area, 1)
        column.addWidget(self.following)


class Prompt(QWidget):
    """A prompt to tick: a box, and words that wrap, which the box's own would not."""

    ticked = Signal(int, bool)

    def __init__(self, text: str, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.clicked.connect(lambda done: self.ticked.emit(place, done))
        self.words = labels.body(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.space(0.5))
        row.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)

    def show_done(self, done: bool) -> None:
        """Show whether it is done; what is done steps back."""
        self.box.setChecked(done)
        theme.set_role(self.words, "quiet" if done else "body")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.box.click()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
