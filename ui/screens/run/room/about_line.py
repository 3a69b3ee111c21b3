"""What is known of a speaker, beside each other; in a narrow column on two lines."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import theme

NARROW = 42
"""In steps of the grid: where three boxes would say no more than the beginning of a word."""


class AboutLine(QWidget):
    """Three boxes, the first of them with the longest words."""

    def __init__(self, first: QWidget, second: QWidget, third: QWidget) -> None:
        super().__init__()
        self._boxes = (first, second, third)
        self._is_narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space())
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = event.size().width() < theme.space(NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._place()

    def _place(self) -> None:
        first, second, third = self._boxes
        for box in self._boxes:
            self._grid.removeWidget(box)
        if self._is_narrow:
            self._grid.addWidget(first, 0, 0, 1, 2)
            self._grid.addWidget(second, 1, 0)
            self._grid.addWidget(third, 1, 1)
        else:
            for column, box in enumerate(self._boxes):
                self._grid.addWidget(box, 0, column)
        shares = (1, 1, 0) if self._is_narrow else (3, 2, 2)
        for column, share in enumerate(shares):
            self._grid.setColumnStretch(column, share)
        self.updateGeometry()
