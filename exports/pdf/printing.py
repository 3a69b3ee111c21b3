"""Putting laid-out pages on paper: the running head and foot, what the file says about itself."""

from collections.abc import Callable, Sequence
from typing import IO

from reportlab.pdfgen.canvas import Canvas

from exports.document import Document, linked
from exports.pdf.layout import Page
from exports.pdf.page_style import HAIRLINE, INK, Face, Look, Paper, register_fonts
from exports.pdf.pen import Pen
from exports.pdf.tagging.elements import PAGINATION
from exports.pdf.tagging.identity import identify
from exports.pdf.tagging.saving import mend_code_maps, save
from exports.pdf.typeset import clipped
from exports.phrases import REHEARSAL
from facilitator.domain.locales import locale_of
from facilitator.domain.wording import say

Progress = Callable[[float], None]
"""Told how much is done, 0 to 1."""


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
    wanted, locale = linked(document), locale_of(document.language)
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            block = placed.block
            if block.mark is not None:
                pen.bookmark(block.mark.key, block.mark.title, block.mark.level, placed.top + 12)
            elif block.anchor in wanted:
                pen.anchor(block.anchor, placed.top + 12)
            block.draw(pen, placed.top)
        with pen.tagged(PAGINATION):
            stamped = 0.0
            if document.about.rehearsal:
                stamped = _stamp(pen, look, REHEARSAL.in_(locale))
            if number > covers:
                _draw_head(pen, look, document.title, page.section, stamped)
                place = say("Page {number} of {all}", number=number, all=len(pages))
                _draw_foot(pen, look, document.about.line, place.in_(locale))
        pen.new_page()
        if progress is not None:
            progress(number / len(pages))


def _draw_head(pen: Pen, look: Look, title: str, section: str, stamped: float) -> None:
    """What the page is of, at both sides of the stamp, where there is one."""
    room = look.full_width / 2 - max(50, stamped / 2 + 12)
    pen.text(look.left, look.head, clipped(title, look.small, room), look.small)
    pen.text_ending(look.right, look.head, clipped(section, look.small, room), look.small)
    pen.line(look.left, look.head - 8, look.right, look.head - 8, HAIRLINE)


def _draw_foot(pen: Pen, look: Look, line: str, number: str) -> None:
    room = look.full_width - 100 * look.scale
    pen.text(look.left, look.foot, clipped(line, look.small, room), look.small)
    pen.text_ending(look.right, look.foot, number, look.small)


def _stamp(pen: Pen, look: Look, words: str) -> float:
    """Draw it in the middle of the head; how wide it is."""
    style = look.small_white
    wide = style.width(words) + 14
    middle = (look.left + look.right) / 2
    pen.box(middle - wide / 2, look.head - 4, wide, style.size + 5.5, INK)
    pen.text_about(middle, look.head, words, style)
    return wide


def canvas_for(document: Document, paper: Paper) -> Canvas:
    """A canvas that writes the same bytes for the same pages, dated `made_at`.

    The first font is set because ReportLab would name an unembedded Helvetica on every page.
    """
    register_fonts()
    mend_code_maps()
    canvas = Canvas(
        "",
        pagesize=(paper.width, paper.height),
        invariant=1,
        pageCompression=1,
        initialFontName=Face.REGULAR,  # type: ignore[arg-type]
        initialFontSize=10,
        lang=document.language,
        pdfVersion=(1, 7),
    )
    identify(canvas, document)
    canvas.showOutline()
    return canvas


def finish(pen: Pen, file: IO[bytes]) -> None:
    """Write what the pen has drawn, with the order in which it is read."""
    pen.structure.write(pen.canvas)
    save(pen.canvas, file)
