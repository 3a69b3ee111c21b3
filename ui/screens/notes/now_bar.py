"""Now: the segment's clock and what the facilitator says to all groups, above the question."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.seminar.countdown import left_in_words, left_seconds
from facilitator.services.views.note_taker_page import Now
from ui import theme
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label, OneLine
from ui.words.telling import tell, told

TICK_MS = 1_000


class NowBar(QWidget):
    """`about` says which group this is; beside it the clock goes on while it is on the screen."""

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._now: Now | None = None
        self.about = OneLine(role="small")
        self.left = Label(role="strong")
        self.message = MessageCard()
        self._ticking = QTimer(self, interval=TICK_MS)
        self._ticking.timeout.connect(self._tick)
        row = QHBoxLayout()
        row.addWidget(self.about, 1)
        row.addWidget(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(row)
        column.addWidget(self.message)

    def show_now(self, now: Now) -> None:
        """Show where the day is, and the message, if there is one."""
        self._now = now
        self.message.show_message(now.message)
        self._tick()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()
        self._tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def _tick(self) -> None:
        self.left.setText(_left(self._now, self._clock()) if self._now else "")


class MessageCard(QFrame):
    """What the facilitator has to say to all groups; gone when there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.words = labels.wrapped(Label(role="strong"))
        row = QHBoxLayout(self)
        row.setContentsMargins(
            theme.space(1.5), theme.space(0.75), theme.space(1.5), theme.space(0.75)
        )
        row.setSpacing(theme.space())
        row.addWidget(Label(tell("To all groups:"), "caption"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def show_message(self, words: str) -> None:
        """Show it, and let a screen reader say it when it is new."""
        is_new = words != self.words.text()
        self.words.setText(words)
        self.setAccessibleName(tell("From the facilitator: {words}", words=words) if words else "")
        self.setVisible(bool(words))
        if words and is_new:
            labels.announce(self, self.accessibleName())


def _left(now: Now, moment: datetime) -> str:
    """The time left in the segment that is running; "" while none is."""
    sheet = now.sheet
    if sheet.state is not DayState.RUNNING or sheet.current is None or sheet.run is None:
        return ""
    seconds = left_seconds(sheet.current, sheet.run, moment)
    return f"{sheet.current.title}: {told(left_in_words(seconds, paused=sheet.paused))}"
