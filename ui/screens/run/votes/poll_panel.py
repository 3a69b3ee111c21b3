"""A poll while the day runs: open, close, reveal, vote again, each one key from its row."""

from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import TRACES, HandCount, Poll, Round, RoundState
from facilitator.domain.polls.voters.electorate import told_by_number
from facilitator.domain.polls.voters.promises import promised
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.wording import Counted, Joined, Text, Value, say
from facilitator.services.views.run_screen import PollLine, Result
from ui import theme
from ui.screens.run import words
from ui.screens.run.votes.hands_form import HandsForm
from ui.screens.run.votes.poll_keys import COUNTED, OVER, Phase, PollKeys, is_by_hand, phase_of
from ui.screens.run.votes.reason import Reason
from ui.screens.run.votes.result_view import ResultView, holds_keyboard
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.labels import Label
from ui.words.telling import tell, told

UNCOUNTED = say("Hands were typed and are not counted yet: keep the count, or cancel it.")
TOO_LATE = say("Hands that were typed here are not counted: the count was declared before.")


class PollPanel(QWidget):
    """Announces what is asked for. `again_asked` carries the reason, `counted` a show of hands.

    `left` comes when what had the keyboard is put away: the next key must not land elsewhere.
    """

    open_asked = Signal()
    close_asked = Signal()
    await_asked = Signal()
    declare_asked = Signal()
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
        self._told = False
        self.wording = labels.wrapped(Label(role="strong"))
        self.about = labels.small()
        self.state = labels.body()
        self.traces = labels.wrapped(Label(told(TRACES)))
        self.result = ResultView()
        self.reason = Reason()
        self.hands = HandsForm()
        self.keys = PollKeys(
            {
                "open": self.open_asked.emit,
                "close": self.close_asked.emit,
                "declare": self.declare_or_ask,
                "reveal": self.reveal_or_ask,
                "next": self.next_asked.emit,
                "countdown": self.countdown_asked.emit,
                "hands": self.count_hands,
                "tablet": self.pass_tablet,
                "again": self.ask_reason,
                "discard": self.discard_or_ask,
            }
        )
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
            self._told = False
            self.result.begin()
            self.leave_forms()
            if self._phase is Phase.OPEN:
                self.reason.was_given(line.poll.id)
            is_left = self._phase is Phase.COUNTING and self.pending is not None
            self.hands.setVisible(is_left and self._begin_hands())
        asked = line.latest.poll if line.latest and self._phase is not Phase.FRESH else line.poll
        self.wording.setText(asked.wording)
        self.about.setText(_about(asked))
        self._show_state()
        if not another and before is not self._phase:
            labels.announce(self, self.state.text())
        self.result.show_result(result if self._phase is Phase.REVEALED else None)
        self._show_keys(line)

    def _show_keys(self, line: PollLine) -> None:
        unused = line.cast == 0 and self.pending is None
        self.keys.show_for(line, self._phase, is_unused=unused, is_told=self._told)

    def show_time(self, now: datetime, *, has_traces: bool = False) -> None:
        """Count down to the round's end, where it has one; say where a vote is in the log still."""
        self.traces.setVisible(has_traces)
        latest = self._line.latest if self._line else None
        ends = latest.closes_at if latest and self._phase is Phase.OPEN else None
        seconds = words.seconds_left(ends, now) if ends else None
        if seconds != self._seconds:
            self._seconds = seconds
            self._show_state()

    def leave_forms(self) -> None:
        """Put the reason and the hands away; what is typed stays for when they are asked for."""
        self._let_go(self.reason)
        self._let_go(self.hands)
        self.reason.hide()
        self.hands.hide()

    def _let_go(self, leaving: QWidget) -> None:
        if holds_keyboard(leaving):
            self.left.emit()

    def ask_reason(self) -> None:
        """A reason is needed to vote again."""
        if self._phase in OVER and self._line is not None:
            self.reason.ask(self._line.poll.id)

    def count_hands(self) -> None:
        """Enter a show of hands; from then on the round waits for its count when it is closed."""
        latest = self._line.latest if self._line else None
        if latest is None or self._phase not in COUNTED or not is_by_hand(self._line):
            return
        if self._phase is Phase.OPEN and not latest.awaits_count:
            self.await_asked.emit()
        self.hands.setVisible(self._begin_hands())

    def pass_tablet(self) -> None:
        """A tablet for voters while the round is open; then ballots on paper are entered."""
        if self._phase in COUNTED:
            self.tablet_asked.emit()

    @property
    def pending(self) -> HandCount | None:
        """Hands that were typed for this round and are not counted yet."""
        latest = self._line.latest if self._line else None
        return self.hands.typed(latest.id) if latest else None

    def reveal_or_ask(self) -> None:
        """Reveal the result, but not before the facilitator was told whom it may give away."""
        if self._line is None or not self._line.caution or not self._say_once():
            self.reveal_asked.emit()

    def _say_once(self) -> bool:
        """Say what is to be known first; False where that was said."""
        if self._line is None or self._told:
            return False
        self._told = True
        self._show_state()
        self._show_keys(self._line)
        return True

    def declare_or_ask(self) -> None:
        """Declare the count, but not over the head of hands that nobody has counted, nor unsaid
        where sheets of paper are missing or were entered once only.
        """
        if self.pending is not None:
            self.count_hands()
        elif self._line is None or not _unfinished(self._line) or not self._say_once():
            self.declare_asked.emit()

    def discard_or_ask(self) -> None:
        """Discard the round, but not over the head of hands that nobody has counted."""
        if self.pending is not None:
            self._show_state()
            self.count_hands()
        else:
            self.discard_asked.emit()

    def act_on(self, phase: Phase, asked: Callable[[], object]) -> None:
        """Do what a key asks for if it can be done now."""
        if self._phase is phase:
            asked()

    def _show_state(self) -> None:
        if self._line is not None:
            seconds = self._seconds if self._phase is Phase.OPEN else None
            typed = self.pending is not None
            said = _in_full(self._line, self._phase, seconds, typed=typed, asked=self._told)
            self.state.setText(told(Joined(said)))

    def _begin_hands(self) -> bool:
        """Make the form ready, and take the keyboard; False where there is nothing to enter."""
        latest = self._line.latest if self._line else None
        if latest is None:
            return False
        self.hands.begin(latest, self._line.hands if self._line else None)
        return True

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addWidget(self.keys)  # first: in sight however little room there is
        # above the forms: it says why one is there
        column.addLayout(_beside(self.state, self.keys.discard))
        forms = (self.reason, self.hands, self.traces)
        for each in (*forms, self.wording, self.about, self.result):
            column.addWidget(each)
        self.leave_forms()
        self.traces.hide()

    def _wire(self) -> None:
        self.reason.returnPressed.connect(lambda: self.again_asked.emit(self.reason.text()))
        set_keys(self.reason, {"Escape": self.leave_forms})
        self.hands.counted.connect(self.counted)
        self.hands.cancelled.connect(self.leave_forms)
        self.hands.left.connect(self.leave_forms)
        self.result.left.connect(self.left)
        self.keys.left.connect(self.left)


def _beside(wide: QWidget, key: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(wide, 1)
    row.addWidget(key)
    return row


_LEFT = {Phase.OPEN: UNCOUNTED, Phase.COUNTING: UNCOUNTED, Phase.CLOSED: TOO_LATE}
"""What is said of hands that were typed and not counted."""


def _about(poll: Poll) -> str:
    items = tell(", {n} items", n=len(poll.items)) if len(poll.items) > 1 else ""
    return f"{told(method_of(poll).name)}{items}. {told(promised(poll))}"


def _unfinished(line: PollLine) -> str:
    """What is missing of a count on paper, "" where nothing is."""
    pile = line.paper
    if pile is None or pile.is_whole:
        return ""
    if pile.expected not in (0, pile.sheets):
        return told(
            Counted(
                pile.expected,
                "There is {n} sheet in the pile, and {sheets} were entered.",
                "There are {n} sheets in the pile, and {sheets} were entered.",
                sheets=pile.sheets,
            )
        )
    return told(
        Counted(
            pile.sheets,
            "{compared} of {n} sheet was entered a second time.",
            "{compared} of {n} sheets were entered a second time.",
            compared=pile.compared,
        )
    )


def _asked_once(line: PollLine, phase: Phase) -> str:
    """What is to be known before it is done all the same."""
    if phase is Phase.COUNTING:
        return tell(
            "{unfinished} Declare the count all the same?", unfinished=_unfinished(line)
        ).lstrip()
    return tell("{caution} Reveal it all the same?", caution=line.caution or "").lstrip()


def _in_full(
    line: PollLine, phase: Phase, seconds: int | None, *, typed: bool, asked: bool
) -> Iterator[Text]:
    yield _state(line, phase)
    if line.barred is not None and phase in (Phase.FRESH, *OVER):
        yield line.barred  # why it cannot be opened, or voted on again
    if seconds is not None:
        yield tell("It closes in {seconds} seconds.", seconds=seconds)
    if typed:
        yield _LEFT.get(phase, "")
    if asked:
        yield _asked_once(line, phase)


def _state(line: PollLine, phase: Phase) -> str:
    latest = line.latest
    if line.elsewhere is not None or phase is Phase.ELSEWHERE:
        return told(line.elsewhere or "")
    if latest is None:
        return tell("Not yet voted on.")
    counted = _counted(line)
    by_number = _by_number(latest, line.cast)
    about: dict[str, Value] = {"number": latest.number, "turnout": words.turnout(line)}
    match phase:
        case Phase.FRESH:
            sealed = latest.state is RoundState.CLOSED
            kept = tell("Its result stays sealed until the next one is revealed.")
            return tell(
                "Round {number} was voted on earlier today.{kept}",
                number=latest.number,
                kept=f" {kept}" if sealed else "",
            )
        case Phase.OPEN:
            return tell(
                "Round {number} is open: {turnout}{counted}.{by_number}",
                counted=counted,
                by_number=by_number,
                **about,
            )
        case Phase.COUNTING:
            return tell(
                "Round {number} is closed for phones and the tablet, {turnout}{counted}. "
                "Count paper and hands, then declare the count.{by_number}",
                counted=counted,
                by_number=by_number,
                **about,
            )
        case Phase.CLOSED:
            return tell("Round {number} is closed, {turnout}. The results are sealed.", **about)
        case Phase.REVEALED:
            return tell("Round {number} is revealed, {turnout}.", **about)


def _counted(line: PollLine) -> str:
    """What was counted of hands and paper, behind how many have voted."""
    hands = tell("; {people} by show of hands", people=line.hands.people) if line.hands else ""
    if line.paper is None:
        return hands
    sheets = Counted(
        line.paper.sheets, "; {n} sheet of paper entered", "; {n} sheets of paper entered"
    )
    return hands + told(sheets)


def _by_number(latest: Round, voted: int) -> str:
    """What to know of a list where paper or hands are counted."""
    is_counted = latest.awaits_count or latest.state is RoundState.COUNTING
    said = told_by_number(latest, voted) if is_counted else None
    return f" {told(said)}" if said else ""
