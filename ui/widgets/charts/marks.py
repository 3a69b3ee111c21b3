"""What a picture is made of, as values: lines of text, blocks of colour and codes in their places.

Composing and painting are apart, so that tests can ask of every text how large it is, on which
ground it stands and whether it stays on the page.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from ui.widgets.charts.qr_code import paint_code
from ui.widgets.charts.typeset import BASELINE, LINE_HEIGHT, ems, typeface


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text. `x` and `y` are its top left corner, `ground` the colour behind it."""

    text: str
    x: float
    y: float
    px: float
    ink: str
    ground: str
    bold: bool = False

    @property
    def area(self) -> QRectF:
        """The line's box."""
        return QRectF(self.x, self.y, ems(self.text, self.bold) * self.px, self.px * LINE_HEIGHT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A filled rectangle; `hatch` is the colour of diagonal lines over it, "" for none."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0.0
    hatch: str = ""

    @property
    def area(self) -> QRectF:
        """The block's box."""
        return QRectF(self.x, self.y, self.width, self.height)


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code, `side` units wide and high."""

    text: str
    x: float
    y: float
    side: float

    @property
    def area(self) -> QRectF:
        """The code's box, its white margin within."""
        return QRectF(self.x, self.y, self.side, self.side)


Mark = Words | Block | Code
Picture = tuple[Mark, ...]


def moved(marks: Iterable[Mark], dx: float, dy: float) -> Picture:
    """The marks in another place."""
    return tuple(replace(mark, x=mark.x + dx, y=mark.y + dy) for mark in marks)


def draw(painter: QPainter, marks: Iterable[Mark]) -> None:
    """Paint the marks in order."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for mark in marks:
        if isinstance(mark, Words):
            _draw_words(painter, mark)
        elif isinstance(mark, Code):
            paint_code(painter, mark.area, mark.text)
        else:
            _draw_block(painter, mark)


def _draw_words(painter: QPainter, words: Words) -> None:
    painter.setFont(typeface(words.px, words.bold))
    painter.setPen(QColor(words.ink))
    painter.drawText(QPointF(words.x, words.y + words.px * BASELINE), words.text)


def _draw_block(painter: QPainter, block: Block) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(block.fill))
    painter.drawRoundedRect(block.area, block.radius, block.radius)
    if block.hatch:
        _draw_hatch(painter, block)


def _draw_hatch(painter: QPainter, block: Block) -> None:
    """Diagonal lines of our own: a brush pattern would not grow with the picture."""
    painter.save()
    painter.setClipRect(block.area, Qt.ClipOperation.IntersectClip)
    step = block.height / 3
    painter.setPen(QPen(QBrush(QColor(block.hatch)), max(1.0, block.height / 16)))
    across = block.x - block.height
    while across < block.x + block.width:
        painter.drawLine(
            QPointF(across, block.y + block.height), QPointF(across + block.height, block.y)
        )
        across += step
    painter.restore()


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""

    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


@lru_cache(maxsize=200)
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
