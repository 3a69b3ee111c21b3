"""A ballot on which items are put in order: by buttons or digits, without any dragging."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from facilitator.domain.locales import Locale
from facilitator.domain.polls.polls import Item, Poll
from facilitator.domain.wording import Counted, Ordinal, Wording, say
from ui import theme
from ui.tablet.face import BallotFace
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Aside
from ui.widgets.frames.labels import Label


class RankRow(QFrame):
    """One item with its place, and the buttons that move it. `placed` carries a digit's place."""

    placed = Signal(int)

    def __init__(self, item: Item, tongue: Locale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tongue = tongue
        self.setProperty("role", "card")
        self.item = item
        self.place = Label(role="strong")
        self.place.setMinimumWidth(theme.space(5))
        self.up = self._key(say("Higher"), "arrow-up")
        self.down = self._key(say("Lower"), "arrow-down")
        self.take = self._key(say("Rank next"), "plus")
        words = QWidget()
        line = QHBoxLayout(words)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.place)
        line.addWidget(labels.lead(item.text), 1)
        QHBoxLayout(self).addLayout(Aside((words, self.take, self.up, self.down)))

    def _key(self, text: Wording, icon: str) -> QPushButton:
        key = button(text.in_(self.tongue), "", icon)
        key.setAccessibleName(f"{key.text()}: {self.item.text}")
        key.setProperty("tall", True)
        return key

    def show_place(self, place: int, last: int) -> None:
        """Show the item's place, 0 for none; `last` is the last place given."""
        given = Ordinal(place).in_(self.tongue)
        self.place.setText(given if place else "–")
        spoken = given if place else say("not ranked").in_(self.tongue)
        self.setAccessibleName(f"{self.item.text}, {spoken}")
        self.take.setText((say("Take out") if place else say("Rank next")).in_(self.tongue))
        self.take.setAccessibleName(f"{self.take.text()}: {self.item.text}")
        self.take.setIcon(theme.icon("x" if place else "plus"))
        self.up.setEnabled(place > 1)
        self.down.setEnabled(0 < place < last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdecimal():
            self.placed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class RankFace(BallotFace):
    """Ranked items stand on top. Keys on a row: the digit of its place, 0 for none."""

    def __init__(self, poll: Poll, items: Sequence[Item], tongue: Locale) -> None:
        super().__init__(poll, items, tongue)
        self.ranked: list[Item] = []
        self.column.addWidget(labels.quiet(_advice(poll).in_(tongue)))
        self.rows = {item.id: self._row(item) for item in self.items}
        self._arrange()

    def marks(self) -> tuple[tuple[str, int], ...]:
        return tuple((item.id, place) for place, item in enumerate(self.ranked, 1))

    def said(self) -> tuple[str, ...]:
        return tuple(
            f"{self.tongue.ordinal(place)}: {item.text}"
            for place, item in enumerate(self.ranked, 1)
        )

    def take_focus(self) -> None:
        self.rows[self.items[0].id].take.setFocus()

    def put(self, item: Item, place: int) -> None:
        """Give an item a place from 1, 0 takes it out of the ranking."""
        before = [other for other in self.ranked if other is not item]
        full = bool(self.poll.most) and len(before) >= self.poll.most
        if place and not full:
            before.insert(min(place, len(before) + 1) - 1, item)
        elif place and item in self.ranked:
            before.insert(place - 1, item)
        self.ranked = before
        self._arrange()
        self.changed.emit()

    def _row(self, item: Item) -> RankRow:
        row = RankRow(item, self.tongue)
        row.placed.connect(lambda place: self.put(item, place))
        row.take.clicked.connect(self._toggling(item))
        row.up.clicked.connect(lambda: self.put(item, self._place(item) - 1))
        row.down.clicked.connect(lambda: self.put(item, self._place(item) + 1))
        self.column.addWidget(row)
        return row

    def _toggling(self, item: Item) -> Callable[[], None]:
        return lambda: self.put(item, 0 if item in self.ranked else len(self.ranked) + 1)

    def _place(self, item: Item) -> int:
        return self.ranked.index(item) + 1 if item in self.ranked else 0

    def _arrange(self) -> None:
        rest = [item for item in self.items if item not in self.ranked]
        for at, item in enumerate([*self.ranked, *rest], 1):
            row = self.rows[item.id]
            self.column.removeWidget(row)
            self.column.insertWidget(at, row)
            row.show_place(self._place(item), len(self.ranked))


def _advice(poll: Poll) -> Wording:
    if not poll.most:
        return say(
            "Rank as many as you like, the best first. A digit on a row gives it that place."
        )
    return Counted(
        poll.most,
        "Rank one of them. The digit 1 on a row does it too.",
        "Rank up to {n} of them, the best first. A digit on a row gives it that place.",
    )
