"""A box of choices whose chosen one ends in an ellipsis where it is too long for the box."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

LEAST = 18
"""How many letters there is room for where there is little; all choices are whole once it opens."""


def without_key(text: str) -> str:
    """What a choice says, without the key that takes it, which stands two spaces behind it."""
    return text.partition("  ")[0]


class Choices(QComboBox):
    """Qt's own cuts it off in the middle of a letter, and is never narrower than its longest."""

    def minimumSizeHint(self) -> QSize:
        """Long choices make no window wider than its display."""
        least = super().minimumSizeHint()
        return least.boundedTo(QSize(LEAST * self.fontMetrics().averageCharWidth(), least.height()))

    def whole_width(self, text: str) -> int:
        """How wide it is to show a text whole."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        words = QSize(self.fontMetrics().horizontalAdvance(text), self.fontMetrics().height())
        kind = QStyle.ContentsType.CT_ComboBox
        return self.style().sizeFromContents(kind, option, words, self).width()

    def showPopup(self) -> None:
        bars = self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + bars)
        self.view().setMinimumHeight(self._whole_height())
        super().showPopup()
        shown, free = self.view().window(), self.screen().availableGeometry()
        if shown.geometry().bottom() > free.bottom():
            shown.move(shown.x(), free.bottom() + 1 - shown.height())

    def _whole_height(self) -> int:
        """All choices, where the display has room for them: Qt leaves out a frame around them, so
        that the last one is cut through and there is a mark to scroll by.
        """
        view, free = self.view(), self.screen().availableGeometry()
        high = sum(view.sizeHintForRow(row) for row in range(self.count())) + 2 * view.frameWidth()
        return high if high + 4 * view.frameWidth() <= free.height() else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, label = QStyle.ComplexControl.CC_ComboBox, QStyle.ControlElement.CE_ComboBoxLabel
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, part, self).width()
        whole = option.currentText
        if self.fontMetrics().horizontalAdvance(whole) > room:
            whole = without_key(whole)
        side = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(whole, side, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(box, option)
        painter.drawControl(label, option)
        painter.end()
