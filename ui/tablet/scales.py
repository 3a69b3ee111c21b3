"""Ballots on scales: agreement, a rating, and ratings by several criteria."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from facilitator.domain.locales import Locale
from facilitator.domain.polls.methods.agree import reason_keys
from facilitator.domain.polls.polls import (
    AGREE_LABELS,
    DONT_KNOW,
    DONT_KNOW_LABEL,
    RATE_MAX,
    WHY,
    Item,
    Method,
    Poll,
)
from facilitator.domain.wording import Value, say, told
from ui import theme
from ui.tablet.choice import LEAST_WIDTH, Choice, Shape
from ui.tablet.face import BallotFace
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns

AGREE_POINTS: tuple[tuple[int, Value], ...] = (
    *enumerate(AGREE_LABELS, 1),
    (DONT_KNOW, DONT_KNOW_LABEL),
)
RATE_POINTS: tuple[tuple[int, Value], ...] = tuple((mark, mark) for mark in range(RATE_MAX + 1))


class ScaleRow(QWidget):
    """One thing to be placed on a scale. Keys: the mark's digit; the same again takes it away."""

    changed = Signal()

    def __init__(
        self, key: str, text: str, points: Sequence[tuple[int, Value]], tongue: Locale
    ) -> None:
        super().__init__()
        self.tongue = tongue
        self.key, self.text = key, text
        self._names = {mark: told(label, tongue) for mark, label in points}
        self._group = QButtonGroup(self, exclusive=False)
        self.choices: dict[int, Choice] = {}
        row = Columns(len(points), LEAST_WIDTH)
        for mark, label in self._names.items():
            row.addWidget(self._make(mark, label))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        if text:
            column.addWidget(labels.lead(text))
        column.addLayout(row)

    def _make(self, mark: int, label: str) -> Choice:
        choice = Choice(label, Shape.POINT, f"{label}: {self.text}" if self.text else label)
        choice.clicked.connect(lambda: self._choose(mark))
        self._group.addButton(choice)
        self.choices[mark] = choice
        return choice

    @property
    def mark(self) -> int | None:
        """The chosen mark, None when there is none."""
        return next((mark for mark, choice in self.choices.items() if choice.isChecked()), None)

    @property
    def said(self) -> str:
        """The choice in words."""
        return say("no answer").in_(self.tongue) if self.mark is None else self._names[self.mark]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        mark = int(event.text()) if event.text().isdecimal() else -1
        if mark in self.choices:
            self.choices[mark].setFocus()
            self.choices[mark].click()
        else:
            super().keyPressEvent(event)

    def _choose(self, mark: int) -> None:
        for other, choice in self.choices.items():
            if other != mark:
                choice.setChecked(False)
        self.changed.emit()


class ScaleFace(BallotFace):
    """A row for every item, or for every item and criterion; rows may be left without an answer."""

    def __init__(self, poll: Poll, items: Sequence[Item], tongue: Locale) -> None:
        super().__init__(poll, items, tongue)
        points = AGREE_POINTS if poll.method is Method.AGREE else RATE_POINTS
        self.rows: list[ScaleRow] = []
        for heading, key, text in self._asked():
            if heading:
                self.column.addWidget(labels.heading(heading))
            row = ScaleRow(key, text, points, tongue)
            row.changed.connect(self.changed)
            self.rows.append(row)
            self.column.addWidget(row)
        self.reasons = {key: self._reason(r.text) for key, r in reason_keys(poll).items()}
        if self.reasons:
            self.column.addWidget(labels.lead(WHY.in_(tongue)))
        for choice in self.reasons.values():
            self.column.addWidget(choice)

    def _asked(self) -> Iterator[tuple[str, str, str]]:
        """Heading ("" for none), key and text of every row."""
        for item in self.items:
            if self.poll.method is not Method.WEIGHTED:
                yield "", item.id, item.text
            for place, criterion in enumerate(self._criteria()):
                heading = "" if place else item.text
                yield heading, f"{item.id}/{criterion.id}", criterion.text

    def _reason(self, text: str) -> Choice:
        choice = Choice(text, Shape.SQUARE)
        choice.toggled.connect(lambda _: self.changed.emit())
        return choice

    def _criteria(self) -> Sequence[Item]:
        weighted = self.poll.method is Method.WEIGHTED
        return [Item(c.id, c.text) for c in self.poll.criteria] if weighted else []

    def marks(self) -> tuple[tuple[str, int], ...]:
        marked = tuple((row.key, row.mark) for row in self.rows if row.mark is not None)
        return (*marked, *((key, 1) for key, box in self.reasons.items() if box.isChecked()))

    def said(self) -> tuple[str, ...]:
        texts = {item.id: item.text for item in self.items}
        if self.poll.method is not Method.WEIGHTED:
            ticked = (box.text() for box in self.reasons.values() if box.isChecked())
            return (*(f"{row.text}: {row.said}" for row in self.rows), *ticked)
        return tuple(f"{texts[row.key.split('/')[0]]}, {row.text}: {row.said}" for row in self.rows)

    def take_focus(self) -> None:
        next(iter(self.rows[0].choices.values())).setFocus()
