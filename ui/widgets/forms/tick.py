"""A box to tick whose words go on in another line where there is no room for them in one."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter
from typing_extensions import override

LEAST = 18
"""How many letters stand in a line at least."""
EDGE = 5
"""What the style sheet puts around a box and its words, in pixels."""


class Tick(QCheckBox):
    """Qt's own is never narrower than all its words beside each other."""

    def __init__(self, words: str = "") -> None:
        super().__init__(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        letters = LEAST * self.fontMetrics().averageCharWidth()
        least = super().minimumSizeHint()
        return least.boundedTo(QSize(self._beside() + letters + EDGE, least.height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = self._words(QRect(0, 0, width, 1 << 16))
        return max(super().sizeHint().height(), words.height() + 2 * EDGE)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= super().sizeHint().width():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        whole, line = self.rect(), super().sizeHint().height()
        option.rect = QRect(whole.topLeft(), QSize(whole.width(), line))
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        group = option.palette.currentColorGroup()
        ink = option.palette.color(group, option.palette.ColorRole.WindowText)
        painter.setPen(ink)
        painter.drawText(self._words(whole), _WRAPPED, self.text())

    def _beside(self) -> int:
        """What stands before the words."""
        metric, style = QStyle.PixelMetric, self.style()
        box = style.pixelMetric(metric.PM_IndicatorWidth, None, self)
        return box + style.pixelMetric(metric.PM_CheckBoxLabelSpacing, None, self) + EDGE

    def _words(self, whole: QRect) -> QRect:
        room = whole.adjusted(self._beside(), EDGE, -EDGE, 0)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self.text())


_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic | Qt.AlignmentFlag.AlignLeft)
