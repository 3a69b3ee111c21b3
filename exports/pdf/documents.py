"""Writing a document as PDF: all its blocks, laid out once and drawn once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exports.document import Document, Use
from exports.pdf.layout import LaidOut, set_pages
from exports.pdf.page_style import A4, Ink, Paper, look_of, register_fonts
from exports.pdf.printing import Progress, draw_pages, finish, pen_for
from exports.pdf.sections import document_blocks
from exports.whole_file import replacing

_LAID_OUT = 0.4
"""How much of the work is done when all blocks have found their place."""

_DRAWN = 0.8
"""And when all pages are drawn and are still to be written."""


def write(
    document: Document,
    path: Path,
    *,
    paper: Paper = A4,
    ink: Ink = Ink.COLOUR,
    progress: Progress | None = None,
) -> None:
    """Write the document to `path`; the same document always gives the same bytes.

    `progress` is told how much is done, 0 to 1. Raises SeminarError where the place cannot be
    written; a file that stood there before is then untouched.
    """
    tell = progress or (lambda done: None)
    tell(0.0)
    with _garbage_left():
        _write(document, path, paper, ink, tell)
    tell(1.0)


def _write(document: Document, path: Path, paper: Paper, ink: Ink, tell: Progress) -> None:
    """All that it takes is let go of at its end: whoever looks for garbage then has less to see."""
    laid = lay_out(document, paper)
    tell(_LAID_OUT)
    with replacing(path) as file:
        pen = pen_for(document, paper, ink)
        draw_pages(laid, pen, lambda done: tell(_LAID_OUT + (_DRAWN - _LAID_OUT) * done))
        finish(pen, file)


@contextmanager
def _garbage_left() -> Iterator[None]:
    """Leave looking for garbage until the document is written. Of five hundred pages all stays in
    use until then, and going through it again and again takes a sixth of the time.
    """
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


def lay_out(document: Document, paper: Paper = A4) -> LaidOut:
    """Give everything its place. Contents and page numbers count the pages after covers."""
    register_fonts()
    look = look_of(paper)
    numbers: dict[str, int] = {}
    pages = set_pages(document_blocks(document, numbers, look), look)
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            if placed.block.mark is not None:
                numbers.setdefault(placed.block.mark.key, number)
    covers = {Use.REPORT: numbers.get("contents", 1) - 1, Use.HANDOUT: 0, Use.CARDS: len(pages)}
    return LaidOut(document, look, pages, covers[document.use])
