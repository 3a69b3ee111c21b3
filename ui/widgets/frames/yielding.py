"""A part of a column that gives way: what scrolls in it may be lower than its words would like."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Yielding(QWidget):
    """Asks for the height that its words need at its width, and can do with the least of its parts.

    A widget with a height for its width, as wrapped words give it, is never made lower than that
    by Qt's columns; so this one says that it has none.
    """

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        layout = self.layout()
        wanted = super().sizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return wanted
        return QSize(wanted.width(), layout.totalHeightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        least = super().minimumSizeHint()
        if layout is None or not layout.hasHeightForWidth():
            return least
        return QSize(least.width(), layout.totalMinimumHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
