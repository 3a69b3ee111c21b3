"""QR codes, painted: dark on white in either scheme, with the margin that cameras look for."""

from functools import lru_cache

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

DARK, LIGHT = "#000000", "#ffffff"
MARGIN = 4
"""Modules of white around the code (ISO/IEC 18004)."""
LEAST_SIDE = 20

Runs = tuple[tuple[int, int, int], ...]


@lru_cache(maxsize=16)
def runs_of(text: str) -> tuple[int, Runs]:
    """The code's side in modules, and its dark ones as runs: column, row, length."""
    import segno  # needed once the room opens, long after the first picture

    rows = segno.make(text, error="m", micro=False).matrix
    found: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows):
        start = None
        for x, dark in enumerate((*row, 0)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                found.append((start, y, x - start))
                start = None
    return len(rows), tuple(found)


def paint_code(painter: QPainter, area: QRectF, text: str) -> None:
    """Paint the code of `text` into the square `area`, its margin within."""
    side, runs = runs_of(text)
    painter.save()
    # Smoothed edges would leave hairlines between the modules.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(area, QColor(LIGHT))
    step = area.width() / (side + 2 * MARGIN)
    place = QTransform.fromTranslate(area.x() + MARGIN * step, area.y() + MARGIN * step)
    painter.setTransform(place.scale(step, step) * painter.transform())
    for x, y, length in runs:
        painter.fillRect(QRectF(x, y, length, 1), QColor(DARK))
    painter.restore()


class QrCode(QWidget):
    """A square code; empty text shows nothing. `name` is what it is for, for screen readers."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ""
        self.setAccessibleName(name)
        self.setMinimumSize(theme.space(LEAST_SIDE), theme.space(LEAST_SIDE))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str) -> None:
        """Show the code of another text."""
        if text != self.text:
            self.text = text
            self.setAccessibleDescription(text)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.space(LEAST_SIDE), theme.space(LEAST_SIDE))

    def heightForWidth(self, width: int) -> int:
        return width

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text:
            return
        side = min(self.width(), self.height())
        painter = QPainter(self)
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        paint_code(painter, QRectF(left, top, side, side), self.text)
        painter.end()
