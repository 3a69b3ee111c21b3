"""What is known of a speaker, beside each other; in a narrow column on two lines or on three."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ui import theme
from ui.widgets.forms.choices import Choices, without_key

_EDGES = 3.5
"""In steps of the grid: what a field keeps free on both sides of its words."""


class AboutLine(QWidget):
    """Two boxes of choices and a field; beside each other as long as what they say at first is
    whole. The first of them has the longest words.
    """

    def __init__(self, first: Choices, second: Choices, third: QLineEdit) -> None:
        super().__init__()
        self._choices, self._field = (first, second), third
        self._boxes: tuple[QWidget, ...] = (first, second, third)
        self._lines = 1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space())
        self._place()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one box: then they stand below each other."""
        width = max(box.minimumSizeHint().width() for box in self._boxes)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, needed, gap = event.size().width(), self._needed(), theme.space()
        beside, below = sum(needed) + 2 * gap, sum(needed[1:]) + gap
        lines = 1 + (wide < beside) + (wide < min(beside, below))
        if lines != self._lines:
            self._lines = lines
            self._place()
        for column, least in enumerate(needed):
            self._grid.setColumnMinimumWidth(column, least if lines == 1 else 0)

    def _needed(self) -> list[int]:
        """How wide each box is to say whole what it says at first."""
        boxes = [box.whole_width(without_key(box.itemText(0))) for box in self._choices]
        hint = self._field.fontMetrics().horizontalAdvance(self._field.placeholderText())
        return [*boxes, hint + theme.space(_EDGES)]

    def _place(self) -> None:
        for box in self._boxes:
            self._grid.removeWidget(box)
        places = {
            1: ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)),
            2: ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)),
            3: ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)),
        }
        for box, place in zip(self._boxes, places[self._lines], strict=True):
            self._grid.addWidget(box, *place)
        shares = {1: (3, 2, 2), 2: (1, 1, 0), 3: (1, 0, 0)}[self._lines]
        for column, share in enumerate(shares):
            self._grid.setColumnStretch(column, share)
        self.updateGeometry()
