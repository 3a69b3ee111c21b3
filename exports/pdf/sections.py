"""A document's sections as blocks of pages: which stand together, and how each begins."""

from collections.abc import Iterator
from dataclasses import dataclass

from exports import document as tree
from exports.document import Document, Opens, Section, Use
from exports.pdf.blocks import Prose, heading, subheading
from exports.pdf.layout import Block, Mark, together
from exports.pdf.page_style import Look
from exports.pdf.roles import Place, set_block
from exports.pdf.tagging.elements import DOCUMENT, Element, heading_of


def section_blocks(document: Document, look: Look) -> list[Block]:
    """All that stands after front and contents, in order; distances grow with the type."""
    report = document.use is Use.REPORT
    blocks: list[Block] = []
    for number, section in enumerate(document.sections):
        laid = list(_section(section, 1, _Under(DOCUMENT, 2), document.use, look))
        after_sheet = number > 0 and _ends_in_a_sheet(document.sections[number - 1])
        if section.title:
            opens = section.opens is not Opens.RUNS_ON or (after_sheet and report)
            laid[0].new_page = opens
            laid[0].goes_on = report and number > 0 and not after_sheet
        runs_on = report and section.opens is Opens.RUNS_ON
        blocks += together(laid, look) if runs_on else laid
    for block in blocks:
        block.before *= look.body.size / 10
    return blocks


def _ends_in_a_sheet(section: Section) -> bool:
    last = section.nested[-1] if section.nested else section
    return section.opens is Opens.SHEET or last.opens is Opens.SHEET


@dataclass(frozen=True, slots=True)
class _Under:
    """The element that a section belongs to, and the rank its heading is told with: no rank is
    skipped, whatever size it is set in. The first is the document's own title.
    """

    element: Element
    rank: int


def _section(section: Section, depth: int, under: _Under, use: Use, look: Look) -> Iterator[Block]:
    """A section's heading, its blocks and the sections within; sheets count their own depth."""
    sheet = section.opens is Opens.SHEET
    if section.title:
        element = Element("Sect", under.element)
        yield _heading(section, depth, heading_of(element, under.rank), look)
        under = _Under(element, under.rank + 1)
        if section.subtitle:
            subtitle = (section.subtitle, look.quiet)
            yield Prose(look, subtitle, within=element, before=4, keep=True)
    else:
        depth -= bool(depth > 1)
    yield from _own(section, 1 if sheet else depth, under.element, use, look)
    for nested in section.nested:
        within = list(_section(nested, 2 if sheet else depth + 1, under, use, look))
        yield from _kept(nested, within, use, look)


def _kept(section: Section, blocks: list[Block], use: Use, look: Look) -> list[Block]:
    """Have what must be seen together, or is a heading with a short table, begin on one page."""
    only_a_table = len(section.blocks) == 1 and isinstance(section.blocks[0], tree.Table)
    if section.at_one_look:
        together(blocks, look, most=1.0)
    elif only_a_table and use is Use.REPORT:
        together(blocks, look)
    return blocks


def _heading(section: Section, depth: int, tag: Element, look: Look) -> Block:
    mark = Mark(section.key, section.title, min(depth, 2) - 1) if section.listed else None
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


def _own(section: Section, depth: int, within: Element, use: Use, look: Look) -> Iterator[Block]:
    """The blocks that stand directly under the heading."""
    before: tree.Block | None = None
    for number, block in enumerate(section.blocks, start=1):
        last = number == len(section.blocks) and not section.nested
        yield from set_block(block, Place(look, within, section, depth, use, before, last))
        before = block
