"""Putting laid-out pages on paper: the running head and foot, what the file says about itself."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import IO

from reportlab.pdfgen.canvas import Canvas

from exports.document import Document, linked
from exports.pdf.layout import Page
from exports.pdf.page_style import HAIRLINE, INK, Face, Look, Paper, register_fonts
from exports.pdf.pen import Pen
from exports.pdf.typeset import clipped

Progress = Callable[[float], None]
"""Told how much is done, 0 to 1."""

REHEARSAL = "REHEARSAL"


def draw_pages(
    pages: Sequence[Page],
    document: Document,
    look: Look,
    pen: Pen,
    *,
    covers: int = 0,
    progress: Progress | None = None,
) -> None:
    """Draw page after page; `covers` is how many at the front have no running head and foot."""
    wanted = linked(document)
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            block = placed.block
            if block.mark is not None:
                pen.bookmark(block.mark.key, block.mark.title, block.mark.level, placed.top + 12)
            elif block.anchor in wanted:
                pen.anchor(block.anchor, placed.top + 12)
            block.draw(pen, placed.top)
        if document.about.rehearsal:
            _stamp(pen, look)
        if number > covers:
            _draw_head(pen, look, document.title, page.section)
            _draw_foot(pen, look, document.about.line, f"Page {number} of {len(pages)}")
        pen.new_page()
        if progress is not None:
            progress(number / len(pages))


def _draw_head(pen: Pen, look: Look, title: str, section: str) -> None:
    room = look.full_width / 2 - 50
    pen.text(look.left, look.head, clipped(title, look.small, room), look.small)
    pen.text_ending(look.right, look.head, clipped(section, look.small, room), look.small)
    pen.line(look.left, look.head - 8, look.right, look.head - 8, HAIRLINE)


def _draw_foot(pen: Pen, look: Look, line: str, number: str) -> None:
    room = look.full_width - 100 * look.scale
    pen.text(look.left, look.foot, clipped(line, look.small, room), look.small)
    pen.text_ending(look.right, look.foot, number, look.small)


def _stamp(pen: Pen, look: Look) -> None:
    style = look.small_white
    wide = style.width(REHEARSAL) + 14
    middle = (look.left + look.right) / 2
    pen.box(middle - wide / 2, look.head - 4, wide, style.size + 5.5, INK)
    pen.text_about(middle, look.head, REHEARSAL, style)


def canvas_for(document: Document, paper: Paper, file: IO[bytes]) -> Canvas:
    """A canvas that writes the same bytes for the same pages, dated `made_at`.

    The first font is set because ReportLab would name an unembedded Helvetica on every page.
    """
    register_fonts()
    canvas = Canvas(
        file,
        pagesize=(paper.width, paper.height),
        invariant=1,
        pageCompression=1,
        initialFontName=Face.REGULAR,  # type: ignore[arg-type]
        initialFontSize=10,
        lang=document.language,
    )
    about = document.about
    stamp = about.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setTitle(document.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("Facilitator")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas
