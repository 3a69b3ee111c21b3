"""A show of hands: the counts for each item, entered in the panel of the poll."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.polls.ballots import least_raised
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import ABSTAIN, HandCount, Poll, Round, hands_id
from facilitator.domain.wording import Text
from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.forms.fields import KEPT_OTHERWISE
from ui.widgets.forms.keys import set_keys
from ui.widgets.forms.tab_order import tab_as_read
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns, Flow
from ui.widgets.frames.following_area import WITH
from ui.words.telling import tell, told

MOST_HANDS = 9999
COUNT_WIDTH = 9
"""In steps of the grid: a count, and the longest word over it."""


class Hands(QLineEdit):
    """A count of hands. Enter goes on to the next count, as a calculator would."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty(KEPT_OTHERWISE, True)
        self.setValidator(QIntValidator(0, MOST_HANDS, self))
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setPlaceholderText("0")
        self.setFixedWidth(theme.space(7))

    def value(self) -> int:
        """The count; an empty field counts nothing."""
        return int(self.text() or 0)

    def set_value(self, count: int) -> None:
        """Show a count."""
        self.setText(str(count) if count else "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class HandsForm(QWidget):
    """`counted` carries the marks as (item id, mark, people), and how many people voted at all.

    What is typed for a round stays, whatever else is looked at, until it is counted or cancelled.
    """

    counted = Signal(object, int)
    cancelled = Signal()
    left = Signal()
    """Escape leaves the form; the numbers stay for when it is opened again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._poll: Poll | None = None
        self._round_id = ""
        self._said = 0
        """What somebody typed of how many people raised a hand; what follows from the counts is
        none of it."""
        self._typed: dict[str, HandCount] = {}
        self._in_words: dict[str, str] = {}
        self.counts: dict[tuple[str, int], Hands] = {}
        self.people = Hands(tell("People who raised a hand at all"))
        self.keep = button(tell("Keep the count"), "primary", "check", self._keep)
        self.cancel = button(tell("Cancel"), "quiet", "", self._cancel)
        self._page = QWidget(self)
        set_keys(self, {"Escape": self.left.emit})
        self._lay_out()

    def begin(self, held: Round, kept: HandCount | None) -> None:
        """Show it for a round, with what was typed for it, or else was counted before."""
        self.show()
        typed = self._typed.get(held.id, kept)
        self._poll, self._round_id = None, ""
        self._make_grid(held.poll)
        for item, mark, people in typed.marks if typed else ():
            if (item, mark) in self.counts:
                self.counts[item, mark].set_value(people)
        self._poll, self._round_id = held.poll, held.id
        people = typed.people if typed else 0
        self._said = people if people > self._least() else 0
        self._raise_people()
        self._order()
        tab_as_read(self.parentWidget() or self)
        next(iter(self.counts.values())).setFocus()

    def typed(self, round_id: str) -> HandCount | None:
        """What is typed for a round and not counted yet, None for nothing."""
        return self._typed.get(round_id)

    def half_typed(self) -> tuple[str, ...]:
        """What is typed for each round and not counted, each number with what it is of."""
        return tuple(filter(None, self._in_words.values()))

    def carried(self) -> object:
        """What is typed for all rounds, for a form that is made in place of this one."""
        return self._typed, self._in_words

    def take_back(self, carried: object) -> None:
        """What was typed in the form before."""
        if isinstance(carried, tuple):
            self._typed, self._in_words = carried

    def forget(self, round_id: str) -> None:
        """It was counted, or is not wanted."""
        self._typed.pop(round_id, None)
        self._in_words.pop(round_id, None)
        if round_id == self._round_id:
            self._poll, self._round_id = None, ""

    def _order(self) -> None:
        """Enter goes from count to count, then to the people, as Tab does."""
        fields = [*self.counts.values(), self.people]
        for field, after in pairwise(fields):
            field.entered.connect(after.setFocus)

    def _make_grid(self, poll: Poll) -> None:
        self._page.deleteLater()
        self._page = QWidget()
        self.counts = {}
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        marks = method_of(poll).hands
        if len(marks) == 1:
            column.addWidget(labels.caption(told(marks[0][1])))
        for item, text in _items(poll):
            column.addLayout(self._line(item, text, marks, named=len(poll.items) > 1))
        if poll.may_abstain:
            column.addLayout(
                self._line(ABSTAIN, tell("Abstain"), ((1, tell("Abstain")),), named=True)
            )
        self._column.insertWidget(0, self._page)

    def _line(
        self, item: str, text: str, marks: Sequence[tuple[int, Text]], *, named: bool
    ) -> QLayout:
        """An item with its one count beside it; several stand under it, each below its name."""
        if len(marks) == 1:
            row = QHBoxLayout()
            row.addWidget(labels.body(text), 1)
            row.addWidget(self._count(item, marks[0][0], text))
            return row
        line, counts = QVBoxLayout(), Columns(len(marks), COUNT_WIDTH)
        if named:
            line.addWidget(labels.body(text))
        for mark, heading in marks:
            count = self._count(item, mark, f"{told(heading)}: {text}")
            counts.addWidget(_under(labels.wrapped(labels.caption(told(heading))), count))
        line.addLayout(counts)
        return line

    def _count(self, item: str, mark: int, name: str) -> Hands:
        hands = Hands(name)
        hands.textChanged.connect(self._raise_people)
        hands.textChanged.connect(self._remember)
        self.counts[item, mark] = hands
        return hands

    def _raise_people(self) -> None:
        """At least as many people voted as hands were counted for one thing, as they stand now: a
        count that was mistyped and put right raises nothing.
        """
        self.people.set_value(max(self._said, self._least()))

    def _say_people(self) -> None:
        self._said = self.people.value()
        self._remember()

    def _least(self) -> int:
        if self._poll is None:
            return 0
        return least_raised(self._poll, self._marks())

    def _marks(self) -> tuple[tuple[str, int, int], ...]:
        return tuple((item, mark, hands.value()) for (item, mark), hands in self.counts.items())

    def _remember(self) -> None:
        if self._round_id:
            self._typed[self._round_id] = self._standing()
            self._in_words[self._round_id] = "; ".join(self._told())

    def _told(self) -> Iterator[str]:
        for each in (*self.counts.values(), self.people):
            if each.text():
                yield f"{each.accessibleName()}: {each.text()}"

    def _standing(self) -> HandCount:
        people = max(self._said, self._least())
        return HandCount(id=hands_id(self._round_id), marks=self._marks(), people=people)

    def _keep(self) -> None:
        self._raise_people()
        standing = self._standing()
        self.counted.emit(standing.marks, standing.people)

    def _cancel(self) -> None:
        self.forget(self._round_id)
        self.cancelled.emit()

    def _lay_out(self) -> None:
        self.people.entered.connect(self._keep)
        self.people.textEdited.connect(self._say_people)
        asked = labels.Label(tell("People who raised a hand"))
        foot = Flow((asked, self.people, self.cancel, self.keep), space=1)
        self.people.setProperty(WITH, self.keep)  # which Enter does there
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(foot)


def _items(poll: Poll) -> Iterator[tuple[str, str]]:
    for item in poll.items:
        yield item.id, item.text


def _under(name: QWidget, count: Hands) -> QWidget:
    """A count under its name, at the foot where the names beside it are longer."""
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(0.5))
    column.addWidget(name, 1, Qt.AlignmentFlag.AlignBottom)
    column.addWidget(count)
    return pair
