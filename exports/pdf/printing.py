"""Putting laid-out pages on paper: the running head and foot, what the file says about itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from exports.pdf.layout import Page
from exports.pdf.page_style import (
    FOOT_BASELINE,
    HAIRLINE,
    HEAD_BASELINE,
    INK,
    LEFT,
    RIGHT,
    SMALL,
    SMALL_WHITE,
    Face,
    register_fonts,
)
from exports.pdf.pen import Pen
from exports.pdf.typeset import clipped
from exports.whole_file import replacing

Progress = Callable[[float], None]
"""Told how much is done, 0 to 1."""

REHEARSAL = "REHEARSAL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What a document says about itself. It is dated `made_at`: same input, same bytes.

    `covers` is the number of pages at the front without a running head and foot.
    """

    title: str
    author: str
    subject: str
    foot: str
    made_at: datetime
    rehearsal: bool = False
    covers: int = 0


def print_pages(
    pages: Sequence[Page], imprint: Imprint, path: Path, progress: Progress | None = None
) -> None:
    """Write the pages to a PDF file. Raises SeminarError where the place cannot be written."""
    with replacing(path) as file:
        canvas = _canvas(imprint, file)
        draw_pages(pages, imprint, Pen(canvas), progress)
        canvas.save()


def draw_pages(
    pages: Sequence[Page], imprint: Imprint, pen: Pen, progress: Progress | None = None
) -> None:
    """Draw page after page with its head and foot."""
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            mark = placed.block.mark
            if mark is not None:
                pen.bookmark(mark.key, mark.title, mark.level, placed.top + 12)
            placed.block.draw(pen, placed.top)
        if imprint.rehearsal:
            _stamp(pen)
        if number > imprint.covers:
            _draw_head(pen, page.section, imprint)
            _draw_foot(pen, number, len(pages), imprint)
        pen.new_page()
        if progress is not None:
            progress(number / len(pages))


def _draw_head(pen: Pen, section: str, imprint: Imprint) -> None:
    room = (RIGHT - LEFT) / 2 - 50
    pen.text(LEFT, HEAD_BASELINE, clipped(imprint.title, SMALL, room), SMALL)
    pen.text_ending(RIGHT, HEAD_BASELINE, clipped(section, SMALL, room), SMALL)
    pen.line(LEFT, HEAD_BASELINE - 8, RIGHT, HEAD_BASELINE - 8, HAIRLINE)


def _draw_foot(pen: Pen, number: int, of: int, imprint: Imprint) -> None:
    foot = clipped(imprint.foot, SMALL, RIGHT - LEFT - 100)
    pen.text(LEFT, FOOT_BASELINE, foot, SMALL)
    pen.text_ending(RIGHT, FOOT_BASELINE, f"Page {number} of {of}", SMALL)


def _stamp(pen: Pen) -> None:
    wide = SMALL_WHITE.width(REHEARSAL) + 14
    middle = (LEFT + RIGHT) / 2
    pen.box(middle - wide / 2, HEAD_BASELINE - 4, wide, 14, INK)
    pen.text_about(middle, HEAD_BASELINE, REHEARSAL, SMALL_WHITE)


def _canvas(imprint: Imprint, file: IO[bytes]) -> Canvas:
    """A canvas that writes the same bytes for the same pages, dated `made_at`.

    The first font is set because ReportLab would name an unembedded Helvetica on every page.
    """
    register_fonts()
    canvas = Canvas(
        file,
        pagesize=A4,
        invariant=1,
        pageCompression=1,
        initialFontName=Face.REGULAR,  # type: ignore[arg-type]
        initialFontSize=10,
        lang="en-GB",
    )
    stamp = imprint.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
    canvas.setDateFormatter(lambda *_: stamp)
    canvas.setTitle(imprint.title)
    canvas.setAuthor(imprint.author)
    canvas.setSubject(imprint.subject)
    canvas.setCreator("Facilitator")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas
