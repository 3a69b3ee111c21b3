"""Charts and the small figures of cells as SVG: drawn as on a page, by the same hand."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from exports.document import Sketch
from exports.pdf.charts import draw_chart
from exports.pdf.inks.svg import SvgPen
from exports.pdf.layout import Block
from exports.pdf.page_style import A4, Ink, Look, look_of, register_fonts
from exports.pdf.sketches import drawn
from facilitator.domain.charts.chart import Chart
from facilitator.domain.locales import ENGLISH, Locale

HIGHEST = 600.0
"""Points that a drawing is high at most: less than a page of any paper."""
_SKETCH = 80.0, 13.0
"""The room of a cell's figure, in points."""


def pieces_of(
    chart: Chart, sentence: str, look: Look | None = None, locale: Locale = ENGLISH
) -> Iterator[Block]:
    """The chart as it stands on a page, in as many pieces as it is too high for one drawing."""
    register_fonts()
    block: Block | None = draw_chart(chart, look or look_of(A4), sentence, locale=locale)
    while block is not None:
        parts = block.cut(HIGHEST) if block.height > HIGHEST else None
        piece, block = parts or (block, None)
        yield piece


def inked(piece: Block, ink: Ink = Ink.COLOUR) -> SvgPen:
    """A piece in SVG, as wide as a page's text."""
    look = look_of(A4)
    pen = SvgPen(look.left, look.right, piece.height, ink)
    piece.draw(pen, piece.height)
    return pen


def drawings_of(chart: Chart, sentence: str, locale: Locale) -> Iterator[Element]:
    """The chart as elements of SVG, from above to below."""
    return (inked(piece).drawing for piece in pieces_of(chart, sentence, locale=locale))


def drawing_of(sketch: Sketch) -> Element:
    """A cell's figure as an element of SVG."""
    wide, high = _SKETCH
    pen = SvgPen(0.0, wide, high)
    drawn(sketch, look_of(A4)).draw(pen, 0.0, high - 0.5, wide)
    return pen.drawing
