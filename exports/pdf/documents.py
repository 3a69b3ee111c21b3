"""Writing a document as PDF: front, contents and sections, laid out once and drawn once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.document import Aside, Document, Front, Opens, Paragraph, Use
from exports.pdf.blocks import Entry, Prose, Rule
from exports.pdf.layout import Block, Mark, Page, set_pages
from exports.pdf.page_style import A4, ACCENT, Ink, Look, Paper, look_of
from exports.pdf.pen import Pen
from exports.pdf.printing import Progress, canvas_for, draw_pages, finish
from exports.pdf.sections import section_blocks
from exports.pdf.tagging.elements import ARTIFACT, DOCUMENT, Element, heading_of
from exports.whole_file import replacing

_LAID_OUT = 0.4
"""How much of the work is done when all blocks have found their place."""

_DRAWN = 0.8
"""And when all pages are drawn and are still to be written."""

_HIGH = 96.0
_TITLE_ROOM = 400.0


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A document's pages before anything is drawn; `covers` come before contents and numbers."""

    document: Document
    look: Look
    pages: list[Page]
    covers: int = 0


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
    laid = lay_out(document, paper)
    tell(_LAID_OUT)
    with replacing(path) as file:
        pen = Pen(canvas_for(document, paper), ink)
        draw(laid, pen, lambda done: tell(_LAID_OUT + (_DRAWN - _LAID_OUT) * done))
        finish(pen, file)
    tell(1.0)


def lay_out(document: Document, paper: Paper = A4) -> LaidOut:
    """Give everything its place."""
    look = look_of(paper)
    body = section_blocks(document, look)
    if document.use is Use.CARDS:
        pages = set_pages(body, look)
        return LaidOut(document, look, pages, covers=len(pages))
    if document.use is Use.HANDOUT:
        over = [] if _is_sheets(document) else [_over(document.front, look)]
        pages = set_pages([*over, *body], look)
        return LaidOut(document, look, pages)
    marks = [block.mark for block in body if block.mark is not None]
    numbers: dict[str, int] = {}
    front = [*_cover(document.front, look), *_contents(marks, numbers, look)]
    pages = set_pages([*front, *body], look)
    for number, page in enumerate(pages, start=1):
        for placed in page.placed:
            if placed.block.mark is not None:
                numbers.setdefault(placed.block.mark.key, number)
    return LaidOut(document, look, pages, numbers["contents"] - 1)


def _is_sheets(document: Document) -> bool:
    """Whether all of it is leaves that are used one by one: a leaf with nothing but the front on it
    would be thrown away.
    """
    return bool(document.sections) and all(s.opens is Opens.SHEET for s in document.sections)


def draw(laid: LaidOut, pen: Pen, progress: Progress | None = None) -> None:
    """Draw all pages with this pen."""
    draw_pages(laid.pages, laid.document, laid.look, pen, covers=laid.covers, progress=progress)


def _over(front: Front, look: Look) -> Block:
    """The front of a handout: lines over what it holds."""
    lines = [(front.title, look.title)]
    lines += [(subtitle, look.lead) for subtitle in front.subtitles]
    lines += [(fact, look.body) for fact in front.facts]
    title = heading_of(DOCUMENT, 1)
    tags = [title, *(Element("P", DOCUMENT) for _ in lines[1:])]
    return Prose(look, *lines, tags=tags, across=True, mark=Mark("title", front.title, 0))


def _cover(front: Front, look: Look) -> list[Block]:
    """The first page of a report, its imprint at the foot."""
    plain = look_of(A4)
    high = _HIGH * (look.page / plain.page)
    room = _TITLE_ROOM * (look.full_width / plain.full_width)
    owner = (front.owner or " ", look.small_accent)
    whose = Element("P", DOCUMENT) if front.owner else ARTIFACT
    name, called = (front.title, look.title), heading_of(DOCUMENT, 1)
    top: list[Block] = [
        Prose(look, owner, tags=[whose], across=True, width=room),
        Prose(look, name, tags=[called], across=True, width=room, before=high),
    ]
    for number, subtitle in enumerate(front.subtitles):
        before = 2.0 if number else 10.0
        lead = (subtitle, look.lead)
        top.append(Prose(look, lead, across=True, width=room, before=before))
    top.append(Rule(look, before=30, ink=ACCENT, thick=1.2))
    styles = [look.strong, *(look.body for _ in front.facts[1:])]
    top.append(Prose(look, *zip(front.facts, styles, strict=True), before=12))
    for block in front.blocks:
        if isinstance(block, Paragraph):
            top.append(Prose(look, (block.words, look.body), before=4))
        elif isinstance(block, Aside):
            top.append(Prose(look, (block.text, look.body), aside=block.label, before=16))
    foot = [
        Prose(look, (small.text, look.small), aside=small.label, before=6 if number else 0)
        for number, small in enumerate(front.imprint)
    ]
    used = sum(block.before + block.height for block in [*top, *foot])
    for first in foot[:1]:
        first.before = max(28.0, look.page - used)
    return [*top, *foot]


def _contents(marks: Sequence[Mark], numbers: dict[str, int], look: Look) -> Iterator[Block]:
    """The list of sections; `numbers` is filled with their pages before anything is drawn."""
    title = Prose(
        look,
        ("Contents", look.heading),
        tags=[heading_of(DOCUMENT, 2)],
        across=True,
        new_page=True,
        keep=True,
        mark=Mark("contents", "Contents", 0),
    )
    entries = list(_entries(marks, numbers, look))
    for entry in entries[:1]:
        entry.before = 14.0
    followed = [*(mark.level for mark in marks[1:]), 0]
    for entry, mark, following in zip(entries, marks, followed, strict=False):
        entry.keep = mark.level < following
    if title.height + sum(entry.before + entry.height for entry in entries) > look.page:
        # Two or three lines alone on a second page: closer lines save it.
        for entry in entries[1:]:
            entry.before = min(entry.before, 1.0)
    yield title
    yield from entries


def _entries(marks: Sequence[Mark], numbers: dict[str, int], look: Look) -> Iterator[Entry]:
    """The lines; those of sections within another are a list of their own within the list."""
    whole = Element("TOC", DOCUMENT)
    within = whole
    for mark in marks:
        if not mark.level:
            within = Element("TOC", whole)
        yield Entry(look, mark, numbers, within if mark.level else whole)
