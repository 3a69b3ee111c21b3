"""A document as blocks of pages: its front, its contents, and its sections, which of them stand
together and how each begins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports import document as tree
from exports.document import Aside, Document, Front, Opens, Paragraph, Section, Use
from exports.pdf.blocks import CutMark, Entry, Prose, Rule, heading, subheading
from exports.pdf.layout import Block, Mark, close_up, in_one_piece, leaves, together
from exports.pdf.page_style import A4, ACCENT, Look, look_of
from exports.pdf.roles import Place, set_block
from exports.pdf.tagging.elements import ARTIFACT, DOCUMENT, Element, heading_of
from facilitator.domain.locales import Locale, locale_of
from facilitator.domain.wording import say

_HIGH = 96.0
_TITLE_ROOM = 400.0
_OVER_IMPRINT = 28.0


def document_blocks(document: Document, numbers: dict[str, int], look: Look) -> list[Block]:
    """All of a document. `numbers` is filled with the pages of what the contents list once every
    block has its place.
    """
    body = _section_blocks(document, look)
    if document.use is Use.CARDS or _is_sheets(document):
        return _closed_up(body, look)
    if document.use is Use.HANDOUT:
        return _closed_up([_over(document.front, look), *body], look)
    marks = [block.mark for block in body if block.mark is not None]
    title = say("Contents").in_(locale_of(document.language))
    listed = list(_contents(title, marks, numbers, look))
    if body and sum(block.before + block.height for block in listed) > look.page:
        body[0].goes_on = True  # else two or three lines would have a page for themselves
    return [*_cover(document.front, look), *listed, *body]


def _section_blocks(document: Document, look: Look) -> list[Block]:
    """All that stands after front and contents, in order; distances grow with the type."""
    report = document.use is Use.REPORT
    blocks: list[Block] = []
    is_long = False
    for number, section in enumerate(document.sections):
        under = _Under(DOCUMENT, 2, locale_of(document.language))
        laid = list(_section(section, 1, under, document.use, look))
        after_sheet = number > 0 and _ends_in_a_sheet(document.sections[number - 1])
        if section.title:
            opens = section.opens is not Opens.RUNS_ON or (after_sheet and report)
            laid[0].new_page = opens
            may_go_on = report or section.opens is Opens.PART
            laid[0].goes_on = may_go_on and number > 0 and not after_sheet
        if section.cut:
            close_up(laid, look.page - laid[0].before * look.distance, look.distance)
            was_long, is_long = is_long, not _fits(laid, look)
            if is_long or was_long:
                laid[0].new_page, laid[0].goes_on = True, False
            if is_long:
                laid.pop()
            in_one_piece(laid, look)
        runs_on = report and section.opens is Opens.RUNS_ON
        blocks += together(laid, look) if runs_on else laid
    for block in blocks:
        block.before *= look.distance
    return blocks


def _closed_up(blocks: list[Block], look: Look) -> list[Block]:
    for leaf in leaves(blocks):
        close_up(leaf, look.page)
    return blocks


def _fits(blocks: Sequence[Block], look: Look) -> bool:
    """Whether a leaf that is cut from others takes up no more than a page: a longer one shares
    none, or its end would be cut from it, and needs no cut.
    """
    return sum(block.before * look.distance + block.height for block in blocks) <= look.page


def _ends_in_a_sheet(section: Section) -> bool:
    last = section.nested[-1] if section.nested else section
    return section.opens is Opens.SHEET or last.opens is Opens.SHEET


@dataclass(frozen=True, slots=True)
class _Under:
    """The element that a section belongs to, and the rank its heading is told with: no rank is
    skipped, whatever size it is set in. The first is the document's own title. All of it is in the
    language of `locale`.
    """

    element: Element
    rank: int
    locale: Locale


def _section(section: Section, depth: int, under: _Under, use: Use, look: Look) -> Iterator[Block]:
    """A section's heading, its blocks and the sections within; sheets count their own depth."""
    sheet = section.opens is Opens.SHEET
    if section.title:
        element = Element("Sect", under.element)
        yield _heading(section, depth, heading_of(element, under.rank), look)
        under = _Under(element, under.rank + 1, under.locale)
        if section.subtitle:
            subtitle = (section.subtitle, look.quiet)
            yield Prose(look, subtitle, within=element, before=4, keep=True)
    else:
        depth -= bool(depth > 1)
    yield from _own(section, 1 if sheet else depth, under, use, look)
    for nested in section.nested:
        within = list(_section(nested, 2 if sheet else depth + 1, under, use, look))
        yield from _kept(nested, within, use, look)
    if section.cut:
        yield CutMark(look)


def _kept(section: Section, blocks: list[Block], use: Use, look: Look) -> list[Block]:
    """Have what must be seen together, or is a heading with a short table, begin on one page."""
    only_a_table = len(section.blocks) == 1 and isinstance(section.blocks[0], tree.Table)
    if section.at_one_look:
        together(blocks, look, most=1.0)
    elif only_a_table and use is Use.REPORT:
        together(blocks, look)
    return blocks


def _heading(section: Section, depth: int, tag: Element, look: Look) -> Block:
    called = (
        f"{section.label} · {section.title}" if section.cut and section.label else section.title
    )
    mark = Mark(section.key, called, min(depth, 2) - 1) if section.listed else None
    if section.opens is Opens.SHEET:
        title = (section.title, look.title)
        block: Block = Prose(look, title, tags=[tag], across=True, new_page=True, mark=mark)
    elif depth == 1:
        block = heading(look, section.title, tag, mark)
    elif depth == 2:
        block = subheading(look, section.title, tag, section.label, mark)
    else:
        title = (section.title, look.small_accent)
        within = tag.within or DOCUMENT
        block = Prose(
            look,
            title,
            within=within,
            tags=[tag],
            aside=section.label,
            before=12,
            keep=True,
            mark=mark,
        )
    block.anchor = section.key
    return block


def _own(section: Section, depth: int, under: _Under, use: Use, look: Look) -> Iterator[Block]:
    """The blocks that stand directly under the heading."""
    before: tree.Block | None = None
    for number, block in enumerate(section.blocks, start=1):
        last = number == len(section.blocks) and not section.nested
        place = Place(look, under.element, section, depth, use, before, last, under.locale)
        yield from set_block(block, place)
        before = block


def _is_sheets(document: Document) -> bool:
    """Whether a handout is all leaves that are used one by one: one with nothing but the front on
    it would be thrown away.
    """
    handout = document.use is Use.HANDOUT and bool(document.sections)
    return handout and all(s.cut or s.opens is Opens.SHEET for s in document.sections)


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
    needed = used + (_OVER_IMPRINT if foot else 0.0)
    over = needed % look.page
    if needed > look.page and over < high - 12:
        top[1].before -= over  # else a few lines would stand alone on one page more
        used -= over
    for first in foot[:1]:
        first.before = max(_OVER_IMPRINT, look.page - used)
    return [*top, *foot]


def _contents(
    called: str, marks: Sequence[Mark], numbers: dict[str, int], look: Look
) -> Iterator[Block]:
    """The list of sections; `numbers` is filled with their pages before anything is drawn."""
    title = Prose(
        look,
        (called, look.heading),
        tags=[heading_of(DOCUMENT, 2)],
        across=True,
        new_page=True,
        keep=True,
        mark=Mark("contents", called, 0),
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
