"""The floor for documents: the marks of a summary drawn with bare canvas calls."""

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from exports.content.summary import summary_document
from exports.pdf.documents import lay_out
from exports.pdf.page_style import HAIRLINE, INK, WHITE, Colour, Style, register_fonts
from exports.pdf.pen import Pen
from exports.pdf.printing import draw_pages
from exports.pdf.tagging.elements import ARTIFACT
from exports.pdf.tagging.structure import Structure
from facilitator.domain.report.summary import Summary

Mark = Callable[[Canvas], object]


class _Notes(Pen):
    """A pen that notes each mark as the bare canvas calls that would make it."""

    def __init__(self) -> None:
        self.structure = Structure()
        self.in_hand = ARTIFACT
        self.pages: list[list[Mark]] = [[]]

    def new_page(self) -> None:
        self.pages.append([])

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> None:
        face, size, ink = style.face, style.size, style.colour
        for number, line in enumerate(lines):
            self._note(_write, x, y - number * style.leading, line, face, size, ink)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour) -> None:
        self._note(_fill, x, y, width, height, fill)

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        ink: Colour = HAIRLINE,
        thickness: float = 0.5,
    ) -> None:
        self._note(_stroke, x1, y1, x2, y2, ink, thickness)

    def dot(self, x: float, y: float, radius: float, ink: Colour = INK, full: bool = True) -> None:
        self._note(_circle, x, y, radius, ink, ink if full else WHITE)

    def hatch(self, x: float, y: float, width: float, height: float, ink: Colour) -> None:
        steps = int((width + height) / 3.5)
        spans = [
            (x + n * width / steps, y, x + n * width / steps, y + height) for n in range(steps)
        ]
        self._note(_strokes, spans, ink)

    def link(
        self, x: float, y: float, width: float, height: float, target: str, words: str
    ) -> None:
        key, area = target[1:], (x, y, x + width, y + height)
        self._note(lambda canvas: canvas.linkRect("", key, area, relative=0, thickness=0))

    def bookmark(self, key: str, title: str, level: int, top: float) -> None:
        self._note(lambda canvas: canvas.bookmarkHorizontal(key, 0, top))
        self._note(lambda canvas: canvas.addOutlineEntry(title, key, level))

    def _note(self, call: Callable[..., object], *values: object) -> None:
        self.pages[-1].append(lambda canvas: call(canvas, *values))


def _write(
    canvas: Canvas, x: float, y: float, line: str, face: str, size: float, ink: Colour
) -> None:
    canvas.setFont(face, size)
    canvas.setFillColor(ink)
    canvas.drawString(x, y, line)


def _fill(canvas: Canvas, x: float, y: float, width: float, height: float, fill: Colour) -> None:
    canvas.setFillColor(fill)
    canvas.rect(x, y, width, height, stroke=0, fill=1)


def _stroke(
    canvas: Canvas, x1: float, y1: float, x2: float, y2: float, ink: Colour, thickness: float
) -> None:
    canvas.setStrokeColor(ink)
    canvas.setLineWidth(thickness)
    canvas.line(x1, y1, x2, y2)


def _strokes(canvas: Canvas, spans: list[tuple[float, float, float, float]], ink: Colour) -> None:
    canvas.setStrokeColor(ink)
    canvas.lines(spans)


def _circle(canvas: Canvas, x: float, y: float, radius: float, ink: Colour, fill: Colour) -> None:
    canvas.setStrokeColor(ink)
    canvas.setFillColor(fill)
    canvas.circle(x, y, radius, stroke=1, fill=1)


_KNOWN: dict[int, tuple[Summary, tuple[tuple[Mark, ...], ...]]] = {}
"""Marks by the identity of their summary, which is kept so that no other can take its place."""


def _marks_of(summary: Summary) -> tuple[tuple[Mark, ...], ...]:
    if id(summary) not in _KNOWN:
        notes = _Notes()
        draw_pages(lay_out(summary_document(summary)), notes)
        _KNOWN[id(summary)] = (summary, tuple(tuple(page) for page in notes.pages[:-1]))
    return _KNOWN[id(summary)][1]


def draw_raw(summary: Summary, path: Path) -> None:
    """Draw the very same marks with bare canvas calls, their places already known.

    This is the floor: no line is broken, no page laid out, no user text looked at. The first call
    for a summary works the marks out and is slower; measure the later ones.
    """
    pages = _marks_of(summary)
    register_fonts()
    canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
    for page in pages:
        for mark in page:
            mark(canvas)
        canvas.showPage()
    canvas.save()
