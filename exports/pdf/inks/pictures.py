"""A chart as pictures for papers that are no pages: drawn as on a page, inked as SVG and as PNG."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.charts import draw_chart
from exports.pdf.inks.svg import SvgPen
from exports.pdf.layout import Block
from exports.pdf.page_style import A4, Face, look_of, register_fonts
from exports.pdf.pen import Pen
from facilitator.domain.charts.chart import Chart

_HIGHEST = 600.0
"""Points that a picture is high at most: less than a page of any paper."""
_SHARP = 2.5
"""Dots a point: 180 an inch, for programs that do not draw SVG."""
_COLOURS = 64


@dataclass(frozen=True, slots=True)
class Inked:
    """One drawing twice: `svg` for whoever draws it sharp at any size, `png` for all others. Wide
    and high in points.
    """

    svg: bytes
    png: bytes
    width: float
    height: float


def pictures_of(chart: Chart, sentence: str) -> Iterator[Inked]:
    """The chart, in as many pieces as it is too high for one."""
    register_fonts()
    look = look_of(A4)
    block: Block | None = draw_chart(chart, look, sentence)
    while block is not None:
        parts = block.cut(_HIGHEST) if block.height > _HIGHEST else None
        piece, block = parts or (block, None)
        yield _inked(piece, look.left, look.right)


def _inked(piece: Block, left: float, right: float) -> Inked:
    high = piece.height
    drawn = SvgPen(left, right, high)
    piece.draw(drawn, high)
    return Inked(drawn.content, _png(piece, left, right, high), right - left, high)


def _png(piece: Block, left: float, right: float, high: float) -> bytes:
    canvas = Canvas(
        "",
        pagesize=(right, high),
        invariant=1,
        initialFontName=Face.REGULAR,  # type: ignore[arg-type]
        initialFontSize=10,
    )
    pen = Pen(canvas)
    piece.draw(pen, high)
    pen.new_page()
    made = BytesIO()
    with pypdfium2.PdfDocument(canvas.getpdfdata()) as pages:  # type: ignore[no-untyped-call]
        page = pages[0]
        shown = page.render(scale=_SHARP, crop=(left, 0, 0, 0)).to_pil()
        shown.convert("RGB").quantize(_COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()
