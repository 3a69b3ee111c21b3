"""The run sheet: every segment with its time, where the day stands, and the keys that move it."""

from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget

from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.run_sheet import LineState, RunLine, RunSheet
from facilitator.domain.seminar.wall_clock import on_the_wall
from facilitator.domain.wording import Message
from facilitator.services.views.run_screen import Console
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.run import words
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import Row, RowDelegate
from ui.words.telling import tell, told

TIME_WIDTH = 6
LEAST_SHEET = 26
"""Room for the time, one long word and an icon; both in steps of the grid."""
LEAST_HIGH = 18
"""What runs, and what follows it."""


class DayColumn(QWidget):
    """Announces what is asked for; the screen does it."""

    on_asked = Signal()
    back_asked = Signal()
    pause_asked = Signal()
    more_asked = Signal()
    end_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_laying_out = False
        self.rows = RowsModel()
        self.sheet = RowList()
        self.standing = labels.body()
        self.booked = labels.small()
        self.why = labels.small()
        self.why.hide()
        self.on = button(tell("Go on  F9"), "primary", "skip-forward", self.on_asked.emit)
        self.back = button(tell("Back  F6"), "", "skip-back", self.back_asked.emit)
        self.pause = button(tell("Pause  F7"), "", "pause", self.pause_asked.emit)
        self.more = button(tell("5 min more  F8"), act=self.more_asked.emit)
        self.end = button(tell("End  Shift+F9"), act=self.end_asked.emit)
        self.end.setAccessibleName(tell("End the day here"))
        self.end.setToolTip(tell("End the day here, whatever is left of the agenda  Shift+F9"))
        self._lay_out()

    def show_day(self, console: Console, now: datetime) -> None:
        """Show the day as it stands; cheap enough for every second."""
        sheet = console.sheet(now)
        self.rows.show_rows([_row(line, sheet) for line in sheet.lines])
        late = words.minutes_late(sheet, console.seminar)
        self.standing.setText(f"{words.drift(sheet)} {words.past_the_end(late)}".rstrip())
        self.standing.set_state("late" if late > 0 else "")
        here, until = on_the_wall(now, console.seminar), console.seminar.booked_until
        self.booked.setText(
            tell(
                "{clock} now · booked until {until}",
                clock=words.clock(here),
                until=f"{until:%H:%M}",
            )
        )
        self._show_keys(sheet, console.stays)
        if sheet.current is not None and not self.sheet.hasFocus():
            self._keep_near_the_top(self.rows.index_of(sheet.current.id))

    def _keep_near_the_top(self, running: QModelIndex) -> None:
        """The segment before it and those that follow stay in sight; once, when it changes."""
        if running == self.sheet.currentIndex():
            return
        self.sheet.setCurrentIndex(running)
        self._show_before(running)

    def _show_before(self, running: QModelIndex) -> None:
        """From the segment before it on, where there is room for both."""
        before = self.rows.index(max(running.row() - 1, 0), 0)
        both = self.sheet.visualRect(before).united(self.sheet.visualRect(running))
        fits = both.height() <= self.sheet.viewport().height()
        self.sheet.scrollTo(before if fits else running, QListView.ScrollHint.PositionAtTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self._is_laying_out:
            # Titles wrap anew; left to itself, the list would wait a tenth of a second. Where that
            # brings a scroll bar, or takes one away, the room is another one before it is done.
            self._is_laying_out = True
            self.sheet.doItemsLayout()
            self._is_laying_out = False
            if self.sheet.currentIndex().isValid() and not self.sheet.hasFocus():
                self._show_before(self.sheet.currentIndex())
        return super().eventFilter(watched, event)

    def _show_keys(self, sheet: RunSheet, stays: Message | None) -> None:
        running = sheet.state is DayState.RUNNING
        may_leave = not (running and stays)
        self.why.setText(told(stays) if running and stays else "")
        self.why.setVisible(not may_leave)
        _name(self.on, _on_words(sheet), "F9")
        self.on.setEnabled(may_leave and sheet.state is not DayState.FINISHED)
        _name(self.pause, tell("Resume") if sheet.paused else tell("Pause"), "F7")
        self.pause.setIcon(theme.icon("play" if sheet.paused else "pause"))
        for key in (self.pause, self.more):
            key.setEnabled(running)
        self.end.setEnabled(running and may_leave)
        is_first = sheet.current is not None and sheet.current == sheet.lines[0].segment
        self.back.setEnabled(may_leave and not is_first and sheet.state is not DayState.BEFORE)

    def _lay_out(self) -> None:
        self.sheet.setModel(self.rows)
        self.sheet.setItemDelegate(RowDelegate(self.sheet, lines=0, lead=TIME_WIDTH))
        self.sheet.setAccessibleName(tell("Run sheet"))
        self.sheet.setMinimumSize(theme.space(LEAST_SHEET), theme.space(LEAST_HIGH))
        self.sheet.setResizeMode(QListView.ResizeMode.Adjust)
        self.sheet.viewport().installEventFilter(self)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keys = Flow((self.back, self.pause, self.more, self.end), space=1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(self.standing)
        column.addWidget(self.booked)
        column.addWidget(self.sheet, 1)
        column.addWidget(self.why)
        column.addWidget(self.on)
        column.addLayout(keys)


def _name(key: QPushButton, text: str, shortcut: str) -> None:
    key.setText(f"{text}  {shortcut}")
    key.setAccessibleName(text)


def _on_words(sheet: RunSheet) -> str:
    if sheet.state is DayState.BEFORE:
        return tell("Start the day")
    return tell("Go on") if sheet.next is not None else tell("Finish the day")


def _row(line: RunLine, sheet: RunSheet) -> Row:
    now = line.state is LineState.NOW
    return Row(
        key=line.segment.id,
        lead=words.clock(_begins(line)),
        text=line.segment.title,
        figure="" if line.state is not LineState.COMING else f"{line.segment.minutes}′",
        spoken=_spoken(line, sheet),
        detail=_detail(line, sheet),
        icons=("play",) if now else ("check",) if line.state is LineState.DONE else (),
    )


def _spoken(line: RunLine, sheet: RunSheet) -> str:
    starts = words.clock(_begins(line))
    state = _detail(line, sheet) or tell("{minutes} minutes", minutes=line.segment.minutes)
    return f"{starts}, {line.segment.title}, {state}"


def _begins(line: RunLine) -> datetime:
    return line.started_at or line.projected_start or line.planned_start


def _detail(line: RunLine, sheet: RunSheet) -> str:
    if line.state is LineState.NOW:
        return tell("now, {left}", left=words.left(sheet))
    if line.state is LineState.DONE and line.ran_minutes is not None:
        return tell(
            "ran {ran_minutes} of {minutes} min",
            ran_minutes=line.ran_minutes,
            minutes=line.segment.minutes,
        )
    if line.state is LineState.COMING and words.clock(_begins(line)) != words.clock(
        line.planned_start
    ):
        return tell("planned for {clock}", clock=words.clock(line.planned_start))
    return tell("left out") if line.state is LineState.SKIPPED else ""
