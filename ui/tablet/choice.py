"""A large button whose words wrap, with a mark that shows the choice without colour."""

from enum import Enum
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.charts.typeset import BASELINE, LINE_HEIGHT, typeface, widest_word, wrap

PAD, MARK, LEAST_HEIGHT, LEAST_WIDTH, AROUND = 2, 3, 7, 8, 1.5
"""In steps of the grid."""
WIDE_ENOUGH = 26
"""No word asks for more: one that is longer is broken sooner than a ballot goes off its screen."""


class Shape(Enum):
    """One of several, any of several, or a point on a scale."""

    ROUND = "round"
    SQUARE = "square"
    POINT = "point"


class Choice(QAbstractButton):
    """Painted in the tokens' colours; as high as its words need."""

    def __init__(
        self, text: str, shape: Shape, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shape = shape
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        words = len(self._lines(width)) * theme.sizes().lead * LINE_HEIGHT
        return max(theme.space(LEAST_HEIGHT), round(words) + 2 * theme.space())

    def sizeHint(self) -> QSize:
        width = max(self.width(), theme.space(LEAST_WIDTH))
        return QSize(theme.space(LEAST_WIDTH), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        word = widest_word(self.text(), True) * theme.sizes().lead + self._around()
        width = min(max(ceil(word), theme.space(LEAST_WIDTH)), theme.space(WIDE_ENOUGH))
        return QSize(width, theme.space(LEAST_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self._shape is not Shape.POINT:
            self._paint_mark(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(theme.colour("accent" if strong else "edge"), 2 if strong else 1))
        painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "sheet"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("ink"), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(5, 5, -5, -5), 3, 3)
        if self.isChecked() and self._shape is Shape.POINT:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(QRectF(6, self.height() - 9, self.width() - 12, 4))

    def _paint_mark(self, painter: QPainter) -> None:
        side = theme.space(MARK)
        box = QRectF(theme.space(PAD), (self.height() - side) / 2, side, side)
        painter.setPen(QPen(theme.colour("accent" if self.isChecked() else "edge"), 2))
        painter.setBrush(theme.colour("sheet"))
        if self._shape is Shape.ROUND:
            painter.drawEllipse(box)
        else:
            painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            inner = box.adjusted(6, 6, -6, -6)
            if self._shape is Shape.ROUND:
                painter.drawEllipse(inner)
            else:
                painter.drawRect(inner)

    def _paint_words(self, painter: QPainter) -> None:
        lines = self._lines(self.width())
        y = (self.height() - len(lines) * theme.sizes().lead * LINE_HEIGHT) / 2
        painter.setFont(typeface(theme.sizes().lead, self.isChecked()))
        painter.setPen(theme.colour("ink"))
        metrics = painter.fontMetrics()
        for line in lines:
            centred = (self.width() - metrics.horizontalAdvance(line)) / 2
            x = centred if self._shape is Shape.POINT else theme.space(2 * PAD + MARK)
            painter.drawText(round(x), round(y + theme.sizes().lead * BASELINE), line)
            y += theme.sizes().lead * LINE_HEIGHT

    def _lines(self, width: int) -> tuple[str, ...]:
        px = theme.sizes().lead
        return wrap(self.text(), max(width - self._around(), px) / px, bold=True)

    def _around(self) -> int:
        """What of its width is not for words."""
        return theme.space(AROUND if self._shape is Shape.POINT else 3 * PAD + MARK)
