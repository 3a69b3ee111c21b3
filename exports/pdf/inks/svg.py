"""A pen that writes SVG: the marks are those of the page, in points from its upper left corner.

A text is as wide as it was measured, whatever typeface the reader has.
"""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from typing_extensions import override

from exports.pdf.page_style import (
    HAIRLINE,
    INK,
    LETTERS_APART,
    WHITE,
    WORDS_APART,
    Colour,
    Face,
    Ink,
    Style,
)
from exports.pdf.pen import Pen
from exports.pdf.tagging.elements import ARTIFACT
from exports.pdf.tagging.structure import Structure
from exports.phrases import fit

_FAMILY = "'Source Sans Pro', 'Source Sans 3', Calibri, Arial, sans-serif"
_WEIGHTS = {Face.REGULAR: "400", Face.SEMIBOLD: "600"}


class SvgPen(Pen):
    """Draws what stands between two verticals and below nought's opposite, `high` points up."""

    def __init__(self, left: float, right: float, high: float, ink: Ink = Ink.COLOUR) -> None:
        self.ink = ink
        self.structure = Structure()
        self.in_hand = ARTIFACT
        self._left, self._high = left, high
        size = (f"{right - left:.2f}", f"{high:.2f}")
        self.drawing = Element(
            "svg",
            xmlns="http://www.w3.org/2000/svg",
            width=f"{size[0]}pt",
            height=f"{size[1]}pt",
            viewBox=f"0 0 {size[0]} {size[1]}",
        )

    @property
    def content(self) -> bytes:
        """The whole file."""
        told: bytes = tostring(self.drawing, encoding="utf-8", xml_declaration=True)
        return told

    @override
    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> None:
        for number, line in enumerate(lines):
            if not line.strip():
                continue
            made = self._mark(
                "text",
                x=f"{x - self._left:.2f}",
                y=f"{self._high - y + number * style.leading:.2f}",
                fill=self._colour(style.colour),
                textLength=f"{style.width(line):.2f}",
                lengthAdjust="spacingAndGlyphs",
            )
            made.set("font-family", _FAMILY)
            made.set("font-size", f"{style.size:g}")
            made.set("font-weight", _WEIGHTS.get(style.face, "400"))
            if style.spaced:
                made.set("letter-spacing", f"{LETTERS_APART * style.size:.2f}")
                made.set("word-spacing", f"{WORDS_APART * style.size:.2f}")
            made.text = fit(line)

    @override
    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        self._mark(
            "rect",
            x=f"{x - self._left:.2f}",
            y=f"{self._high - y - height:.2f}",
            width=f"{width:.2f}",
            height=f"{height:.2f}",
            fill=self._colour(fill),
        )

    @override
    def outline(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        self.line(x, y, x + width, y, ink, 0.7)
        self.line(x, y + height, x + width, y + height, ink, 0.7)
        self.line(x, y, x, y + height, ink, 0.7)
        self.line(x + width, y, x + width, y + height, ink, 0.7)

    @override
    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        ink: Colour = HAIRLINE,
        thickness: float = 0.5,
    ) -> None:
        made = self._mark(
            "line",
            x1=f"{x1 - self._left:.2f}",
            y1=f"{self._high - y1:.2f}",
            x2=f"{x2 - self._left:.2f}",
            y2=f"{self._high - y2:.2f}",
            stroke=self._colour(ink),
        )
        made.set("stroke-width", f"{thickness:g}")

    @override
    def dot(self, x: float, y: float, radius: float, ink: Colour = INK, full: bool = True) -> None:
        self._mark(
            "circle",
            cx=f"{x - self._left:.2f}",
            cy=f"{self._high - y:.2f}",
            r=f"{radius:.2f}",
            fill=self._colour(ink if full else WHITE),
            stroke=self._colour(ink),
        )

    @override
    def hatch(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        offset = 3.0
        while offset < width + height:
            self.line(
                x + max(0.0, offset - height),
                y + min(offset, height),
                x + min(offset, width),
                y + max(0.0, offset - width),
                ink,
                0.6,
            )
            offset += 3.5

    def _mark(self, kind: str, **where: str) -> Element:
        return SubElement(self.drawing, kind, where)

    def _colour(self, colour: Colour) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self.ink.of(colour))
