"""The pen: the few kinds of mark a page is made of. User text passes through it as data alone."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

from exports.pdf.page_style import HAIRLINE, INK, WHITE, Colour, Ink, Style


class Pen:
    """Makes marks on a canvas; all places and lengths are points from the lower left corner."""

    def __init__(self, canvas: Canvas, ink: Ink = Ink.COLOUR) -> None:
        self.canvas = canvas
        self.ink = ink
        self._fill: Colour | None = None

    def new_page(self) -> None:
        """End this page; the next starts with the canvas's own colours."""
        self.canvas.showPage()
        self._fill = None

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> None:
        """Write lines under each other; `y` is the first one's base line."""
        self._dip(style.colour)
        text = self.canvas.beginText(x, y)
        text.setFont(style.face, style.size, style.leading)
        for line in lines:
            text.textLine(line)
        self.canvas.drawText(text)

    def text(self, x: float, y: float, words: str, style: Style) -> None:
        """Write words on one line from `x`."""
        self.lines(x, y, (words,), style)

    def text_ending(self, x: float, y: float, words: str, style: Style) -> None:
        """Write words on one line up to `x`."""
        self.lines(x - style.width(words), y, (words,), style)

    def text_about(self, x: float, y: float, words: str, style: Style) -> None:
        """Write words on one line centred on `x`."""
        self.lines(x - style.width(words) / 2, y, (words,), style)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        """A filled rectangle with its lower left corner at `x`, `y`."""
        self._dip(fill)
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def outline(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        """The edge of a rectangle."""
        self._draw_with(ink, 0.7)
        self.canvas.rect(x, y, width, height, stroke=1, fill=0)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        ink: Colour = HAIRLINE,
        thickness: float = 0.5,
    ) -> None:
        """A straight line."""
        self._draw_with(ink, thickness)
        self.canvas.line(x1, y1, x2, y2)

    def dot(self, x: float, y: float, radius: float, ink: Colour = INK, full: bool = True) -> None:
        """A dot about `x`, `y`; an empty one is a ring."""
        self._dip(ink if full else WHITE)
        self._draw_with(ink, 1.0)
        self.canvas.circle(x, y, radius, stroke=1, fill=1)

    def hatch(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        """Diagonal lines over a rectangle, for readers without colour."""
        self._draw_with(ink, 0.6)
        lines = []
        offset = 3.0
        while offset < width + height:
            lines.append(
                (
                    x + max(0.0, offset - height),
                    y + min(offset, height),
                    x + min(offset, width),
                    y + max(0.0, offset - width),
                )
            )
            offset += 3.5
        if lines:
            self.canvas.lines(lines)

    def link(self, x: float, y: float, width: float, height: float, key: str) -> None:
        """Make an area lead to the bookmark `key`."""
        self.canvas.linkRect("", key, (x, y, x + width, y + height), relative=0, thickness=0)

    def web_link(self, x: float, y: float, width: float, height: float, address: str) -> None:
        """Make an area lead to an address."""
        self.canvas.linkURL(address, (x, y, x + width, y + height), relative=0, thickness=0)

    def anchor(self, key: str, top: float) -> None:
        """Name this place, so that links can lead to it."""
        self.canvas.bookmarkHorizontal(key, 0, top)

    def bookmark(self, key: str, title: str, level: int, top: float) -> None:
        """Name this place, and list it in the outline at `level`, 0 being the highest."""
        self.anchor(key, top)
        self.canvas.addOutlineEntry(title, key, level, closed=level > 0)

    def _dip(self, fill: Colour) -> None:
        if fill != self._fill:
            self.canvas.setFillColor(self.ink.of(fill))
            self._fill = fill

    def _draw_with(self, ink: Colour, thickness: float) -> None:
        self.canvas.setStrokeColor(self.ink.of(ink))
        self.canvas.setLineWidth(thickness)
