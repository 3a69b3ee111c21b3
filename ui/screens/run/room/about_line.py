"""What is known of a speaker, beside each other; in a narrow column on two lines or on three."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme

BESIDE, NARROW = 42, 32
"""In steps of the grid: three boxes beside each other would say no more than the beginning of a
word below the one, two below the other.
"""


class AboutLine(QWidget):
    """Three boxes, the first of them with the longest words."""

    def __init__(self, first: QWidget, second: QWidget, third: QWidget) -> None:
        super().__init__()
        self._boxes = (first, second, third)
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
        width = event.size().width()
        lines = 1 + (width < theme.space(BESIDE)) + (width < theme.space(NARROW))
        if lines != self._lines:
            self._lines = lines
            self._place()

    def _place(self) -> None:
        first, second, third = self._boxes
        for box in self._boxes:
            self._grid.removeWidget(box)
        places = {
            1: ((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)),
            2: ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)),
            3: ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)),
        }
        for box, place in zip((first, second, third), places[self._lines], strict=True):
            self._grid.addWidget(box, *place)
        shares = {1: (3, 2, 2), 2: (1, 1, 0), 3: (1, 0, 0)}[self._lines]
        for column, share in enumerate(shares):
            self._grid.setColumnStretch(column, share)
        self.updateGeometry()
