"""A ballot on which a budget of dots is shared out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from facilitator.domain.locales import Locale
from facilitator.domain.polls.methods.dots import dots_cap
from facilitator.domain.polls.polls import Item, Poll
from facilitator.domain.wording import Counted, say
from ui import theme
from ui.tablet.face import BallotFace
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Aside
from ui.widgets.frames.labels import Label


class DotRow(QFrame):
    """One item with its dots. Keys: + and -, or the digit of how many."""

    wanted = Signal(int)

    def __init__(self, item: Item, tongue: Locale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tongue = tongue
        self.setProperty("role", "card")
        self.item, self.dots = item, 0
        self.shown = Label(role="figure")
        self.shown.setMinimumWidth(theme.space(8))
        self.fewer = button("−", "", "", lambda: self.wanted.emit(self.dots - 1))
        self.more = button("+", "", "", lambda: self.wanted.emit(self.dots + 1))
        for key, name in (
            (self.fewer, say("One dot fewer: {item}", item=item.text)),
            (self.more, say("One dot more: {item}", item=item.text)),
        ):
            key.setAccessibleName(name.in_(tongue))
            key.setProperty("tall", True)
        row = (labels.lead(item.text), self.shown, self.fewer, self.more)
        QHBoxLayout(self).addLayout(Aside(row))

    def show_dots(self, dots: int, can_have_more: bool) -> None:
        """Show the dots it has."""
        self.dots = dots
        self.shown.setText("•" * dots if dots <= 5 else f"{dots} •")
        self.setAccessibleName(_given(self.item, dots).in_(self.tongue))
        self.fewer.setEnabled(dots > 0)
        self.more.setEnabled(can_have_more)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal():
            self.wanted.emit(int(event.text()))
        elif event.text() in ("+", "-"):
            self.wanted.emit(self.dots + (1 if event.text() == "+" else -1))
        else:
            super().keyPressEvent(event)


class DotsFace(BallotFace):
    """What is left of the budget stands above."""

    def __init__(self, poll: Poll, items: Sequence[Item], tongue: Locale) -> None:
        super().__init__(poll, items, tongue)
        self.left = labels.lead()
        self.column.addWidget(self.left)
        self.rows = [self._row(item) for item in self.items]
        self._show()

    def marks(self) -> tuple[tuple[str, int], ...]:
        return tuple((row.item.id, row.dots) for row in self.rows if row.dots)

    def said(self) -> tuple[str, ...]:
        return tuple(_given(row.item, row.dots).in_(self.tongue) for row in self.rows if row.dots)

    def take_focus(self) -> None:
        self.rows[0].more.setFocus()

    def _row(self, item: Item) -> DotRow:
        row = DotRow(item, self.tongue)
        row.wanted.connect(lambda dots: self._give(row, dots))
        self.column.addWidget(row)
        return row

    def _give(self, row: DotRow, dots: int) -> None:
        elsewhere = sum(other.dots for other in self.rows if other is not row)
        row.dots = max(0, min(dots, dots_cap(self.poll), self.poll.budget - elsewhere))
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        left = self.poll.budget - sum(row.dots for row in self.rows)
        self.left.setText(
            Counted(left, "{n} dot left to give.", "{n} dots left to give.").in_(self.tongue)
        )
        for row in self.rows:
            row.show_dots(row.dots, left > 0 and row.dots < dots_cap(self.poll))


def _given(item: Item, dots: int) -> Counted:
    return Counted(dots, "{n} dot: {item}", "{n} dots: {item}", item=item.text)
