"""A chart as pictures for papers that are no pages: drawn as on a page, inked as SVG and as PNG."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.inks.drawings import inked, pieces_of
from exports.pdf.layout import Block
from exports.pdf.page_style import Face, Ink, Look, look_of, paper_for
from exports.pdf.pen import Pen
from facilitator.domain.charts.chart import Chart
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.report.legibility import PLAIN, Legibility

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


def pictures_of(
    chart: Chart, sentence: str, legibility: Legibility = PLAIN, locale: Locale = ENGLISH
) -> Iterator[Inked]:
    """The chart, in as many pieces as it is too high for one, for these readers."""
    look, ink = look_of(paper_for(legibility)), Ink.of_paper(legibility)
    for piece in pieces_of(chart, sentence, look, locale):
        high, wide = piece.height, look.right - look.left
        png = _png(piece, look, ink)
        yield Inked(inked(piece, ink).content, png, wide, high)


def _png(piece: Block, look: Look, ink: Ink) -> bytes:
    left, right, high = look.left, look.right, piece.height
    canvas = Canvas(
        "",
        pagesize=(right, high),
        invariant=1,
        initialFontName=Face.REGULAR,  # type: ignore[arg-type]
        initialFontSize=10,
    )
    pen = Pen(canvas, ink)
    piece.draw(pen, high)
    pen.new_page()
    made = BytesIO()
    with pypdfium2.PdfDocument(canvas.getpdfdata()) as pages:  # type: ignore[no-untyped-call]
        page = pages[0]
        shown = page.render(scale=_SHARP, crop=(left, 0, 0, 0)).to_pil()
        shown.convert("RGB").quantize(_COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()
