"""What can be put before the room, and under it what can be done with the chosen thing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.polls.polls import Poll
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.stage.stage import Scene
from facilitator.services.views.run_screen import Console, PollLine, Result
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.run.votes.plain_thing import PlainThing
from ui.screens.run.votes.poll_keys import Phase
from ui.screens.run.votes.poll_panel import PollPanel
from ui.screens.run.votes.show_list import MESSAGE_KEY, Target, next_shown, show_rows, shown_in
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.following_area import WITH
from ui.widgets.frames.labels import Label
from ui.widgets.frames.snug_area import SnugArea
from ui.widgets.lists.rows import RowDelegate, dress
from ui.widgets.lists.snug_list import SnugList
from ui.words.telling import tell

LIST_ROWS = 4
LEAST_ROWS = 2
MOST_DETAIL = 36
LEAST_DETAIL, LEAST_FORM, LEAST_WIDTH = 9, 20, 24
"""In steps of the grid: the keys of what is chosen, and two lines of what it says; some rows of a
count of hands; and the widest key that any state has, so that columns do not jump when it comes.
"""


class ShowPanel(QWidget):
    """Announces what is asked for. `show_asked` carries scene, subject id and message.

    Keys while the focus is here: Enter or a digit shows; W shows a question's responses; O, C, D,
    L, R, A, H, T, S, X and N work the chosen poll.
    """

    show_asked = Signal(object, str, str)
    result_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._console: Console | None = None
        self._segment: Segment | None = None
        self._results: dict[str, Result | None] = {}
        self.rows = RowsModel()
        self.list = SnugList(LIST_ROWS, LEAST_ROWS)
        self.poll = PollPanel()
        self.plain = PlainThing()
        self.area = _detail(self.list, self.plain, self.poll)
        self.setMinimumWidth(theme.space(LEAST_WIDTH))
        self._lay_out()
        self._wire()
        self._set_keys()

    @property
    def target(self) -> Target | None:
        """What is chosen in the list."""
        row = self.rows.row(self.list.currentIndex())
        return row.value if row is not None and isinstance(row.value, Target) else None

    @property
    def segment_id(self) -> str:
        """The segment whose things are listed, "" for none."""
        return self._segment.id if self._segment else ""

    @property
    def line(self) -> PollLine | None:
        """The chosen poll with its rounds, None when no poll is chosen."""
        target = self.target
        if self._console is None or target is None or not isinstance(target.subject, Poll):
            return None
        lines = (line for line in self._console.polls if line.poll.id == target.id)
        return next(lines, None)

    def show_console(self, console: Console, segment: Segment) -> None:
        """Show what there is in a segment; the choice stays where it was."""
        another = self._segment is None or self._segment.id != segment.id
        self._console, self._segment = console, segment
        self.rows.show_rows(show_rows(console, segment))
        if another:
            self.choose_shown()
        elif not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self._show_detail()

    def show_result(self, poll_id: str, result: Result | None) -> None:
        """The result of a poll has been read."""
        lines = self._console.polls if self._console else ()
        for line in lines:
            if line.poll.id == poll_id and line.latest is not None:
                self._results[line.latest.id] = result
        self._show_detail()

    def choose_shown(self) -> None:
        """Choose what the room sees, or the first thing there is."""
        stage = self._console.stage if self._console else None
        key = shown_in(self.rows.rows, stage)
        at = self.rows.index_of(key) if key else self.rows.index(0, 0)
        self.list.setCurrentIndex(at)
        self.list.scrollTo(at)

    def choose(self, key: str) -> None:
        """Choose a thing by its id."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.setFocus()

    def type_message(self) -> None:
        """Ready to type a message to the room."""
        self.choose(MESSAGE_KEY)
        self.plain.message.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_poll(self) -> None:
        """Choose the segment's next poll that has not been opened in it."""
        if self._console is not None and self._segment is not None:
            following = _next_poll(self._console, self._segment)
            if following:
                self.choose(following)

    def make_room(self, wanted: bool) -> None:
        """A shorter list, where something else needs the room."""
        self.list.ask_for(LEAST_ROWS if wanted else LIST_ROWS)

    def show_next(self, by: int) -> None:
        """Put the segment's next thing before the room, or the one before; nothing is opened."""
        key = next_shown(self.rows.rows, by)
        if key:
            self.list.setCurrentIndex(self.rows.index_of(key))
            self.show_chosen()

    def show_chosen(self) -> None:
        """Put the chosen thing before the room."""
        target = self.target
        if target is None:
            return
        if target.scene is Scene.MESSAGE:
            self._show_message()
        elif target.scene is Scene.POLL:
            self.show_asked.emit(self.poll.result.scene, target.id, "")
        else:
            self.show_asked.emit(target.scene, target.id, "")

    def show_wall(self) -> None:
        """Put the responses to the chosen question before the room."""
        if self.target is not None and isinstance(self.target.subject, Question):
            self.show_asked.emit(Scene.WALL, self.target.id, "")

    def _show_message(self) -> None:
        words = self.plain.words()
        if words:
            self.show_asked.emit(Scene.MESSAGE, "", words)

    def _show_digit(self, digit: int) -> None:
        index = self.rows.index(digit - 1, 0)
        row = self.rows.row(index)
        if row is not None and row.lead == str(digit):
            self.list.setCurrentIndex(index)
            self.show_chosen()

    def _show_detail(self) -> None:
        target, focus = self.target, _focus_in(self.area)
        if self.line is not None and self._segment is not None:
            self._show_poll(self.line, self._segment)
        elif target is not None:
            self.plain.show_target(target)
        self.poll.setVisible(self.line is not None)
        self.plain.setVisible(self.line is None and target is not None)
        if focus is not None and not focus.isVisible():
            self.list.setFocus()  # what had the keyboard is gone: no button is to have it instead

    def _show_poll(self, line: PollLine, segment: Segment) -> None:
        latest = line.latest.id if line.latest else ""
        before = self.poll.phase
        self.poll.show_poll(line, segment, self._results.get(latest))
        if self.poll.phase is not before:  # other keys come first now
            self.area.verticalScrollBar().setValue(0)
        if self.poll.phase is Phase.REVEALED and latest not in self._results:
            self._results[latest] = None
            self.result_wanted.emit(line.poll.id)

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        name = tell("What can be shown to the room")
        dress(self.list, RowDelegate(self.list, lines=1, lead=2), name)
        head = QHBoxLayout()
        head.addWidget(Label(tell("Show to the room"), "caption"), 1)
        head.addWidget(labels.KeyHint("F4"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.area)

    def _wire(self) -> None:
        self.list.selectionModel().currentChanged.connect(self._choice_changed)
        self.list.activated.connect(lambda _: self.show_chosen())
        self.plain.show_asked.connect(self.show_chosen)
        self.plain.wall_asked.connect(self.show_wall)
        self.poll.next_asked.connect(self.next_poll)
        self.poll.result.show_asked.connect(self.show_chosen)
        self.poll.left.connect(self.list.setFocus)
        self.poll.left.connect(lambda: self.area.verticalScrollBar().setValue(0))

    def _choice_changed(self, index: QModelIndex) -> None:
        if index.isValid():
            self._show_detail()
            self.area.verticalScrollBar().setValue(0)

    def _set_keys(self) -> None:
        poll = self.poll
        keys: dict[str, Callable[[], object]] = {
            "W": self.show_wall,
            "O": partial(poll.act_on, Phase.FRESH, poll.open_asked.emit),
            "C": partial(poll.act_on, Phase.OPEN, poll.close_asked.emit),
            "L": partial(poll.act_on, Phase.COUNTING, poll.declare_or_ask),
            "R": partial(poll.act_on, Phase.CLOSED, poll.reveal_or_ask),
            "D": partial(poll.act_on, Phase.OPEN, poll.countdown_asked.emit),
            "T": poll.pass_tablet,
            "A": poll.ask_reason,
            "H": poll.count_hands,
            "X": partial(poll.act_on, Phase.OPEN, poll.discard_or_ask),
            "N": self.next_poll,
            "S": self.poll.result.turn_split,
            "M": self.type_message,
        }
        digits = {str(digit): partial(self._show_digit, digit) for digit in range(1, 10)}
        set_keys(self, keys | digits)


def _next_poll(console: Console, segment: Segment) -> str:
    """The segment's next poll that has not been opened in it, "" after the last."""
    done = {
        line.poll.id
        for line in console.polls
        if any(known.segment_id == segment.id for known in line.rounds)
    }
    return next((poll_id for poll_id in segment.poll_ids if poll_id not in done), "")


def _focus_in(area: QWidget) -> QWidget | None:
    """What has the keyboard, where that is something in the area."""
    focus = QApplication.focusWidget()
    return focus if focus is not None and area.isAncestorOf(focus) else None


def _detail(chosen_in: QWidget, plain: PlainThing, poll: PollPanel) -> SnugArea:
    """What is known of the thing that is chosen in a list, one part shown at a time."""
    page, name = _stacked(plain, poll), tell("The chosen thing")
    area = SnugArea(page, name, MOST_DETAIL, LEAST_DETAIL, (poll.hands, LEAST_FORM))
    chosen_in.setProperty(WITH, area)
    return area


def _stacked(*parts: QWidget) -> QWidget:
    page = QWidget()
    page.setProperty("role", "page")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, theme.space(), 0)
    for part in parts:
        column.addWidget(part)
    return page
