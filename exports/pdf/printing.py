"""Putting laid-out pages on paper: the running head and foot, what the file says about itself."""

from collections.abc import Callable
from typing import IO

from reportlab.pdfgen.canvas import Canvas

from exports.document import Document
from exports.pdf.glyphs import printable
from exports.pdf.layout import LaidOut
from exports.pdf.page_style import (
    HAIRLINE,
    INK,
    Face,
    Ink,
    Look,
    Paper,
    Style,
    register_fonts,
)
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


def draw_pages(laid: LaidOut, pen: Pen, progress: Progress | None = None) -> None:
    """Draw page after page."""
    wanted = laid.document.linked
    for number, page in enumerate(laid.pages, start=1):
        for placed in page.placed:
            block = placed.block
            if block.mark is not None:
                pen.bookmark(block.mark.key, block.mark.title, block.mark.level, placed.top + 12)
            elif block.anchor in wanted:
                pen.anchor(block.anchor, placed.top + 12)
            block.draw(pen, placed.top)
        with pen.tagged(PAGINATION):
            _draw_edges(pen, laid, number)
        pen.new_page()
        if progress is not None:
            progress(number / len(laid.pages))


def _draw_edges(pen: Pen, laid: LaidOut, number: int) -> None:
    """The head with the stamp in its middle, where there is one, and the foot; covers have no more
    than the stamp.
    """
    document, look, style = laid.document, laid.look, laid.look.small
    stamp = REHEARSAL.in_(locale_of(document.language)) if document.about.rehearsal else ""
    stamped = _stamp(pen, look, stamp) if stamp else 0.0
    if number <= laid.covers:
        return
    title, section, line, place = said_on_edges(laid, number, stamped)
    pen.text(look.left, look.head, title, style)
    pen.text_ending(look.right, look.head, section, style)
    pen.line(look.left, look.head - 8, look.right, look.head - 8, HAIRLINE)
    pen.text(look.left, look.foot, line, style)
    pen.text_ending(look.right, look.foot, place, style)


def said_on_edges(laid: LaidOut, number: int, stamped: float) -> tuple[str, str, str, str]:
    """What stands around a page: the title and the section above it, each with the room that the
    other and a stamp so wide between them leave; below it whose the paper is, and the page.
    """
    document, look, section = laid.document, laid.look, laid.pages[number - 1].section
    style, gap = look.small, 12 * look.scale
    side = (look.full_width - stamped) / 2 - gap
    section = clipped(section if section != document.title else "", style, side)
    left = side if stamped else look.full_width - style.width(section) - gap
    place = say("Page {number} of {all}", number=number, all=len(laid.pages))
    page = place.in_(locale_of(document.language))
    line = _whole_part(document.about.line, style, look.full_width - style.width(page) - gap)
    return clipped(document.title, style, left), section, line, page


def _whole_part(line: str, style: Style, room: float) -> str:
    """As many of a line's last parts as have room, the day of all; cut where not even that has."""
    _, dot, others = line.partition(" · ")
    if dot and style.width(printable(line)) > room:
        return _whole_part(others, style, room)
    return clipped(line, style, room)


def _stamp(pen: Pen, look: Look, words: str) -> float:
    """Draw it in the middle of the head; how wide it is."""
    style = look.small_white
    wide = style.width(words) + 14
    middle = (look.left + look.right) / 2
    pen.box(middle - wide / 2, look.head - 4, wide, style.size + 5.5, INK)
    pen.text_about(middle, look.head, words, style)
    return wide


def pen_for(document: Document, paper: Paper, ink: Ink) -> Pen:
    """A pen that writes the same bytes for the same pages, dated `made_at`.

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
    return Pen(canvas, ink)


def finish(pen: Pen, file: IO[bytes]) -> None:
    """Write what the pen has drawn, with the order in which it is read."""
    pen.structure.write(pen.canvas)
    save(pen.canvas, file)
