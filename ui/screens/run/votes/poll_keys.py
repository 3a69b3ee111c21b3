"""The buttons of a poll while the day runs: what can be done now, the likeliest first."""

from collections.abc import Callable, Mapping
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import RoundState
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.wording import say
from facilitator.services.views.run_screen import PollLine
from ui.screens.run.votes.result_view import holds_keyboard
from ui.widgets.forms.buttons import button
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell, told

DECLARE = say("Declare the count")
COUNTDOWN = 30
"""Seconds that people are given to finish."""


class Phase(Enum):
    """What can be done with a poll now."""

    FRESH = "fresh"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"
    REVEALED = "revealed"
    ELSEWHERE = "elsewhere"


COUNTED = (Phase.OPEN, Phase.COUNTING)
"""While hands and paper can be counted."""
OVER = (Phase.CLOSED, Phase.REVEALED)


def phase_of(line: PollLine, segment: Segment) -> Phase:
    """A poll may be opened afresh in another segment: its results are known, or it is put there.

    What was closed where it is put no more can still be revealed. Nothing can be done with what is
    not run here.
    """
    if line.elsewhere:
        return Phase.ELSEWHERE
    latest = line.latest
    if latest is None:
        return Phase.FRESH
    if latest.state is RoundState.OPEN:
        return Phase.OPEN
    if latest.state is RoundState.COUNTING:
        return Phase.COUNTING
    elsewhere = latest.segment_id != segment.id
    if latest.state is RoundState.CLOSED:
        return Phase.FRESH if elsewhere and line.poll.id in segment.poll_ids else Phase.CLOSED
    return Phase.FRESH if elsewhere else Phase.REVEALED


def is_by_hand(line: PollLine | None) -> bool:
    """Whether a poll can be counted by a show of hands."""
    return line is not None and bool(method_of(line.poll).hands)


class PollKeys(QWidget):
    """A row of buttons, and `discard` for another place. `does` says what each does, by its name.

    `left` comes when one that had the keyboard is put away.
    """

    left = Signal()

    def __init__(self, does: Mapping[str, Callable[[], object]]) -> None:
        super().__init__()
        self.open = button(tell("Open  O"), "primary", "lock-open", does["open"])
        self.close_voting = button(tell("Close  C"), "primary", "lock", does["close"])
        self.declare = button(f"{told(DECLARE)}  L", "primary", "check", does["declare"])
        self.reveal = button(tell("Reveal  R"), "primary", "eye", does["reveal"])
        self.next = button(tell("Next poll  N"), "primary", "arrow-right", does["next"])
        self.countdown = button(tell("Close soon  D"), "", "timer", does["countdown"])
        self.by_hand = button(tell("Hands  H"), "", "hand", does["hands"])
        self.tablet = button(tell("Tablet  T"), "", "tablet", does["tablet"])
        self.again = button(tell("Vote again  A"), "", "rotate-ccw", does["again"])
        self.discard = button(tell("Discard  X"), "quiet", "trash-2", does["discard"])
        row = (
            *(self.open, self.close_voting, self.declare, self.reveal, self.next),
            *(self.countdown, self.by_hand, self.tablet, self.again),
        )
        for key in row:
            key.setAccessibleName(key.text().rsplit("  ", 1)[0])
        self.by_hand.setAccessibleName(tell("Count hands"))
        self.discard.setAccessibleName(tell("Discard this round: it was opened by mistake"))
        self.setLayout(Flow(row))

    def show_for(self, line: PollLine, phase: Phase, *, is_unused: bool, is_told: bool) -> None:
        """Show what can be done with a poll now; its round is unused while nobody has voted.

        `is_told`: the facilitator knows whom its result may give away, or what is not counted.
        """
        self._name(line, phase)
        self.declare.setText(
            tell("{declare} all the same  L", declare=DECLARE) if is_told else f"{told(DECLARE)}  L"
        )
        self.declare.setAccessibleName(self.declare.text().rsplit("  ", 1)[0])
        self.reveal.setText(tell("Reveal all the same  R") if is_told else tell("Reveal  R"))
        self.reveal.setAccessibleName(self.reveal.text().rsplit("  ", 1)[0])
        shown: dict[QPushButton, bool] = {
            self.open: phase is Phase.FRESH and not line.barred,
            self.close_voting: phase is Phase.OPEN,
            self.countdown: phase is Phase.OPEN,
            self.declare: phase is Phase.COUNTING,
            self.by_hand: phase in COUNTED and is_by_hand(line),
            self.tablet: phase in COUNTED,
            self.discard: phase is Phase.OPEN and is_unused,
            self.reveal: phase is Phase.CLOSED,
            self.again: phase in OVER and not line.barred,
            self.next: phase in (Phase.COUNTING, *OVER),
        }
        for key, visible in shown.items():
            if not visible and holds_keyboard(key):
                self.left.emit()
            key.setVisible(visible)

    def _name(self, line: PollLine, phase: Phase) -> None:
        number = len(line.rounds) + 1
        self.open.setText(tell("Open round {number}  O", number=number))
        self.open.setAccessibleName(tell("Open round {number}", number=number))
        ending = line.latest is not None and line.latest.closes_at is not None
        self.countdown.setText(
            tell("Keep open  D") if ending else tell("In {seconds} s  D", seconds=COUNTDOWN)
        )
        self.countdown.setAccessibleName(
            tell("Keep open") if ending else tell("Close in {seconds} s", seconds=COUNTDOWN)
        )
        on_paper = phase is Phase.COUNTING
        self.tablet.setText(tell("Paper  T") if on_paper else tell("Tablet  T"))
        self.tablet.setAccessibleName(
            tell("Enter paper ballots") if on_paper else tell("Shared tablet")
        )
