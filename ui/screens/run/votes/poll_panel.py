"""A poll while the day runs: open, close, reveal, vote again, each one key from its row."""

from collections.abc import Callable
from datetime import datetime
from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import SECRECY_SENTENCES, HandCount, Poll, RoundState
from facilitator.domain.seminar.agenda import Segment
from facilitator.services.views.run_screen import PollLine, Result
from ui import theme
from ui.screens.run import words
from ui.screens.run.votes.hands_form import HandsForm
from ui.screens.run.votes.result_view import ResultView, holds_keyboard
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label

COUNTDOWN = 30
"""Seconds that people are given to finish."""


UNCOUNTED = " Hands were typed and are not counted yet: keep the count, or cancel it."


class Phase(Enum):
    """What can be done with a poll now."""

    FRESH = "fresh"
    OPEN = "open"
    CLOSED = "closed"
    REVEALED = "revealed"


def phase_of(line: PollLine, segment: Segment) -> Phase:
    """A poll may be opened afresh in another segment: its results are known, or it is put there.

    What was closed where it is put no more can still be revealed.
    """
    latest = line.latest
    if latest is None:
        return Phase.FRESH
    if latest.state is RoundState.OPEN:
        return Phase.OPEN
    elsewhere = latest.segment_id != segment.id
    if latest.state is RoundState.CLOSED:
        return Phase.FRESH if elsewhere and line.poll.id in segment.poll_ids else Phase.CLOSED
    return Phase.FRESH if elsewhere else Phase.REVEALED


class ReasonField(QLineEdit):
    """Escape leaves it as it was before."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PollPanel(QWidget):
    """Announces what is asked for. `again_asked` carries the reason, `counted` a show of hands.

    `left` comes when what had the keyboard is put away: the next key must not land elsewhere.
    """

    open_asked = Signal()
    close_asked = Signal()
    reveal_asked = Signal()
    again_asked = Signal(str)
    counted = Signal(object, int)
    countdown_asked = Signal()
    discard_asked = Signal()
    tablet_asked = Signal()
    next_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: PollLine | None = None
        self._phase = Phase.FRESH
        self._seconds: int | None = None
        self.wording = labels.wrapped(Label(role="strong"))
        self.about = labels.small()
        self.state = labels.body()
        self.result = ResultView()
        self.reason = ReasonField(placeholderText="Why is it voted on again? It goes on record.")
        self.reason.setAccessibleName("The reason for voting again")
        self.hands = HandsForm()
        self._make_keys()
        self._lay_out()
        self._wire()

    @property
    def phase(self) -> Phase:
        """What can be done now."""
        return self._phase

    def show_poll(self, line: PollLine, segment: Segment, result: Result | None) -> None:
        """Show a poll as it stands in a segment."""
        another = self._line is None or self._line.poll.id != line.poll.id
        before, self._phase = self._phase, phase_of(line, segment)
        self._line = line
        if another or before is not self._phase:
            self.result.begin()
            self.leave_forms()
            self.hands.setVisible(self._phase is Phase.CLOSED and self._begin_hands())
        asked = line.latest.poll if line.latest and self._phase is not Phase.FRESH else line.poll
        self.wording.setText(asked.wording)
        self.about.setText(_about(asked))
        self._show_state()
        self.result.show_result(result if self._phase is Phase.REVEALED else None)
        self._show_keys()

    def show_time(self, now: datetime) -> None:
        """Count down to the round's end, where it has one."""
        latest = self._line.latest if self._line else None
        ends = latest.closes_at if latest and self._phase is Phase.OPEN else None
        seconds = words.seconds_left(ends, now) if ends else None
        if seconds != self._seconds:
            self._seconds = seconds
            self._show_state()

    def leave_forms(self) -> None:
        """Put the reason and the hands away."""
        self._let_go(self.reason)
        self._let_go(self.hands)
        self.reason.clear()
        self.reason.hide()
        self.hands.hide()

    def _let_go(self, leaving: QWidget) -> None:
        if holds_keyboard(leaving):
            self.left.emit()

    def ask_reason(self) -> None:
        """A reason is needed to vote again."""
        if self._phase in (Phase.CLOSED, Phase.REVEALED):
            self.reason.show()
            self.reason.setFocus()

    def count_hands(self) -> None:
        """Enter a show of hands; after the round, only what was typed before its end."""
        if self._phase is Phase.OPEN or self.pending is not None:
            self.hands.setVisible(self._by_hand() and self._begin_hands())

    @property
    def pending(self) -> HandCount | None:
        """Hands that were typed for this round and are not counted yet."""
        latest = self._line.latest if self._line else None
        return self.hands.typed(latest.id) if latest else None

    def reveal_or_ask(self) -> None:
        """Reveal the result, but not over the head of hands that nobody has counted."""
        if self.pending is not None:
            self.count_hands()
        else:
            self.reveal_asked.emit()

    def act_on(self, phase: Phase, asked: Callable[[], object]) -> None:
        """Do what a key asks for if it can be done now."""
        if self._phase is phase:
            asked()

    def _show_state(self) -> None:
        if self._line is not None:
            open_still = self._phase is Phase.OPEN and self._seconds is not None
            ending = f" It closes in {self._seconds} seconds." if open_still else ""
            asked = self._phase is Phase.CLOSED and self.pending is not None
            self.state.setText(_state(self._line, self._phase) + ending + UNCOUNTED * asked)

    def _by_hand(self) -> bool:
        return self._line is not None and bool(method_of(self._line.poll).hands)

    def _is_unused(self) -> bool:
        unused = self._line is not None and self._line.cast == 0 and self.pending is None
        return unused and self._phase is Phase.OPEN

    def _begin_hands(self) -> bool:
        """Make the form ready, and take the keyboard; False where there is nothing to enter."""
        latest = self._line.latest if self._line else None
        if latest is None or (self._phase is not Phase.OPEN and self.pending is None):
            return False
        self.hands.show()
        self.hands.begin(latest, self._line.hands if self._line else None)
        return True

    def _show_keys(self) -> None:
        number = len(self._line.rounds) + 1 if self._line else 1
        self.open.setText(f"Open round {number}  O")
        self.open.setAccessibleName(f"Open round {number}")
        counting = self._line is not None and _counts_down(self._line)
        self.countdown.setText("Keep open  D" if counting else f"In {COUNTDOWN} s  D")
        self.countdown.setAccessibleName("Keep open" if counting else f"Close in {COUNTDOWN} s")
        shown: dict[QPushButton, bool] = {
            self.open: self._phase is Phase.FRESH,
            self.close_voting: self._phase is Phase.OPEN,
            self.countdown: self._phase is Phase.OPEN,
            self.by_hand: self._phase is Phase.OPEN and self._by_hand(),
            self.tablet: self._phase is Phase.OPEN,
            self.unopen: self._is_unused(),
            self.reveal: self._phase is Phase.CLOSED,
            self.again: self._phase in (Phase.CLOSED, Phase.REVEALED),
            self.next: self._phase in (Phase.CLOSED, Phase.REVEALED),
        }
        for key, visible in shown.items():
            if not visible:
                self._let_go(key)
            key.setVisible(visible)

    def _make_keys(self) -> None:
        self.open = button("Open  O", "primary", "lock-open", self.open_asked.emit)
        self.close_voting = button("Close  C", "primary", "lock", self.close_asked.emit)
        self.unopen = button("Discard  X", "quiet", "trash-2", self.discard_asked.emit)
        self.countdown = button("Close soon  D", "", "timer", self.countdown_asked.emit)
        self.by_hand = button("Hands  H", "", "hand", self.count_hands)
        self.tablet = button("Tablet  T", "", "tablet", self.tablet_asked.emit)
        self.reveal = button("Reveal  R", "primary", "eye", self.reveal_or_ask)
        self.again = button("Vote again  A", "", "rotate-ccw", self.ask_reason)
        self.next = button("Next poll  N", "primary", "arrow-right", self.next_asked.emit)
        self.keys = (
            self.open,
            self.close_voting,
            self.reveal,
            self.next,
            self.countdown,
            self.by_hand,
            self.tablet,
            self.again,
        )
        for key in self.keys:
            key.setAccessibleName(key.text().rsplit("  ", 1)[0])
        self.by_hand.setAccessibleName("Count hands")
        self.tablet.setAccessibleName("Shared tablet")
        self.unopen.setAccessibleName("Discard this round: it was opened by mistake")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        # first: the keys are in sight however little room there is
        column.addLayout(row_of(self.keys))
        column.addWidget(self.reason)
        column.addWidget(self.hands)
        standing = QHBoxLayout()
        standing.addWidget(self.state, 1)
        standing.addWidget(self.unopen)
        column.addLayout(standing)
        column.addWidget(self.wording)
        column.addWidget(self.about)
        column.addWidget(self.result)
        self.leave_forms()

    def _wire(self) -> None:
        self.reason.returnPressed.connect(lambda: self.again_asked.emit(self.reason.text()))
        self.reason.left.connect(self.leave_forms)
        self.hands.counted.connect(self.counted)
        self.hands.cancelled.connect(self.leave_forms)
        self.hands.left.connect(self.leave_forms)
        self.result.left.connect(self.left)


def _counts_down(line: PollLine) -> bool:
    return line.latest is not None and line.latest.closes_at is not None


def _about(poll: Poll) -> str:
    items = f", {len(poll.items)} items" if len(poll.items) > 1 else ""
    return f"{method_of(poll).name}{items}. {SECRECY_SENTENCES[poll.secrecy]}"


def _state(line: PollLine, phase: Phase) -> str:
    latest = line.latest
    if latest is None:
        return "Not yet voted on."
    counted = f"; {line.hands.people} by show of hands" if line.hands else ""
    match phase:
        case Phase.FRESH:
            sealed = latest.state is RoundState.CLOSED
            kept = " Its result stays sealed until the next one is revealed." if sealed else ""
            return f"Round {latest.number} was voted on earlier today.{kept}"
        case Phase.OPEN:
            return f"Round {latest.number} is open: {words.turnout(line)}{counted}."
        case Phase.CLOSED:
            return (
                f"Round {latest.number} is closed, {words.turnout(line)}. The results are sealed."
            )
        case Phase.REVEALED:
            return f"Round {latest.number} is revealed, {words.turnout(line)}."
