"""What each role looks like on a page: its type, its label in the margin, its distance from above.

Distances are points on plain paper. Text right under a heading of the first rank stands further off
than text that follows text; what answers to one title stands close beneath it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from exports.document import (
    Aside,
    Cards,
    Entry,
    Figure,
    Opens,
    Paragraph,
    Picture,
    Point,
    Points,
    Quote,
    Record,
    Scans,
    Section,
    Small,
    Table,
    Terms,
    Use,
    Voice,
)
from exports.document import Block as Told
from exports.pdf.blocks import Photo, Prose, card_sheets
from exports.pdf.charts import draw_chart
from exports.pdf.layout import Block
from exports.pdf.page_style import ACCENT, Look, Style
from exports.pdf.role_tables import set_table
from exports.pdf.sheets.scans import ScanSheet
from exports.pdf.tagging.elements import Element, list_of
from exports.pdf.typeset import Piece
from exports.phrases import STAR, short_id
from facilitator.domain.locales import Locale


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: under which heading, how deep, after what, and whether it is last.

    `within` is the element of the section that it belongs to.
    """

    look: Look
    within: Element
    section: Section
    depth: int
    use: Use
    previous: Told | None
    last: bool
    locale: Locale

    @property
    def handout(self) -> bool:
        """Whether the document is used in the room."""
        return self.use is Use.HANDOUT

    @property
    def opens(self) -> bool:
        """Whether this is the first thing under its heading, or under the front."""
        return self.previous is None


def set_block(block: Told, place: Place) -> Iterator[Block]:
    """The block as it is set in that place."""
    return _SETTERS[type(block)](block, place)


def _paragraph(block: Paragraph, place: Place) -> Iterator[Block]:
    style = _style(block.voice, place.look)
    plain = all(not run.strong and not run.link for run in block.runs)
    text = block.words if plain else tuple(_pieces(block, style, place.look))
    over_all = place.handout and place.depth == 1 and block.voice is Voice.BODY
    yield Prose(
        place.look,
        (text, style),
        within=place.within,
        across=over_all and not _on_sheet(place),
        before=_paragraph_gap(block, place),
        near=_leads_on(block, place),
    )


def _leads_on(block: Paragraph | Aside, place: Place) -> bool:
    """Whether a statement is to stand with what is said of it: alone at the foot of a page it is a
    heading of nothing.
    """
    return block.voice is Voice.STATEMENT and (place.section.at_one_look or not place.last)


def _on_sheet(place: Place) -> bool:
    return place.section.opens is Opens.SHEET


def _paragraph_gap(block: Paragraph, place: Place) -> float:
    if place.handout and block.voice is not Voice.REMARK and place.depth == 1:
        if _on_sheet(place):
            return 4.0 if place.opens else 0.0
        return 8.0 if place.section.title else 12.0
    if block.voice is Voice.STATEMENT:
        return 3.0
    if place.depth > 1:
        return 2.0 if place.handout and isinstance(place.previous, Aside) else 8.0
    if block.voice is Voice.REMARK:
        return 14.0
    if not place.opens:
        return 8.0
    return 16.0 if block.voice is Voice.LEAD else 14.0


def _style(voice: Voice, look: Look) -> Style:
    styles = {
        Voice.BODY: look.body,
        Voice.LEAD: look.lead,
        Voice.STATEMENT: look.strong,
        Voice.REMARK: look.quiet,
    }
    return styles[voice]


def _pieces(block: Paragraph, style: Style, look: Look) -> Iterator[Piece]:
    """The runs in their own styles; links are told by colour, and by where they lead."""
    for run in block.runs:
        face = look.strong.face if run.strong else style.face
        ink = ACCENT if run.link else style.colour
        yield Piece(run.words, replace(style, face=face, colour=ink), run.link)


def _aside(block: Aside, place: Place) -> Iterator[Block]:
    look = place.look
    style = look.strong if place.handout else _style(block.voice, look)
    yield Prose(
        look,
        (block.text, style),
        within=place.within,
        aside=block.label,
        before=_aside_gap(block, place),
        near=place.section.at_one_look or _leads_on(block, place),
    )


def _aside_gap(block: Aside, place: Place) -> float:
    if place.handout:
        return 8.0
    if place.section.at_one_look:
        follows = isinstance(place.previous, Aside) and place.previous.voice is Voice.BODY
        return 4.0 if follows or block.voice is Voice.REMARK else 5.0
    return 14.0 if place.opens and place.depth == 1 else 8.0


def _small(block: Small, place: Place) -> Iterator[Block]:
    text = (block.text, place.look.small)
    if block.label:
        yield Prose(place.look, text, within=place.within, aside=block.label, before=2)
    else:
        yield Prose(place.look, text, within=place.within, before=4, keep=not place.last)


def _quote(block: Quote, place: Place) -> Iterator[Block]:
    about = " · ".join(filter(None, (block.attribution, block.remark)))
    tag = Element("P", Element("BlockQuote", place.within))
    yield _cited(block, f"“{block.words}”", about, place, tag)


def _record(block: Record, place: Place) -> Iterator[Block]:
    yield _cited(block, block.words, block.remark, place, Element("P", place.within))


def _cited(block: Quote | Record, words: str, about: str, place: Place, tag: Element) -> Block:
    """Words with their record's id in the margin, which is a place that links lead to."""
    look = place.look
    star = f"{STAR} " if block.starred else ""
    label = f"{block.kind}\n{star}{short_id(block.id)}".strip()
    cited = Prose(
        look,
        (words, look.body),
        (about, look.small),
        within=place.within,
        tags=(tag, Element("P", place.within)),
        aside=label,
        before=7.0 if block.kind else 9.0,
    )
    cited.anchor = block.id
    return cited


def _picture(block: Picture, place: Place) -> Iterator[Block]:
    look = place.look
    yield Photo(look, block, place.within)
    yield Prose(
        look,
        (block.words, look.body),
        (block.remark, look.small),
        within=place.within,
        aside=short_id(block.id),
        before=4,
    )


def _points(block: Points, place: Place) -> Iterator[Block]:
    look, told = place.look, list_of(place.within)
    for number, point in enumerate(block.items):
        item = Element("LI", told)
        named = Element("Lbl", item) if point.people is not None else Element("Caption", told)
        label = _times(point) if point.people is not None else "" if number else block.label
        gap = _points_gap(point, number, place)
        words = (point.words, look.body)
        tags = [Element("LBody", item)]
        yield Prose(look, words, tags=tags, label_tag=named, aside=label, before=gap)


def _times(point: Point) -> str:
    return f"×{point.people}" if point.people != 1 else ""


def _points_gap(point: Point, number: int, place: Place) -> float:
    if point.people is not None:
        return 3.0
    if place.handout:
        return 4.0 if number else 12.0
    return 6.0


def _terms(block: Terms, place: Place) -> Iterator[Block]:
    told = list_of(place.within)
    for term, meaning in block.entries:
        item = Element("LI", told)
        tags, named = [Element("LBody", item)], Element("Lbl", item)
        words = (meaning, place.look.body)
        yield Prose(place.look, words, tags=tags, label_tag=named, aside=term, before=8)


def _entry(block: Entry, place: Place) -> Iterator[Block]:
    look = place.look
    lines = ((block.name, look.strong), (block.by, look.small), (block.description, look.body))
    leads_on = place.opens and bool(place.section.nested)
    yield Prose(look, *lines, within=place.within, before=8, near=leads_on)


def _table(block: Table, place: Place) -> Iterator[Block]:
    before = 6.0
    if place.handout:
        before = 12.0
    elif place.depth == 1:
        before = 12.0 if block.wide else 16.0
    return set_table(block, place.look, before, place.within, names_strong=place.handout)


def _figure(block: Figure, place: Place) -> Iterator[Block]:
    if block.caption:
        look = place.look
        caption = (block.caption, look.small_strong)
        yield Prose(look, caption, within=place.within, before=8, keep=True)
    yield draw_chart(block.chart, place.look, block.sentence, place.within, place.locale)


def _cards(block: Cards, place: Place) -> Iterator[Block]:
    yield from card_sheets(block.cards, place.look, place.within)


def _scans(block: Scans, place: Place) -> Iterator[Block]:
    yield ScanSheet(block, place.look, place.within)


_SETTERS: dict[type, Callable[[Any, Place], Iterator[Block]]] = {
    Paragraph: _paragraph,
    Aside: _aside,
    Small: _small,
    Quote: _quote,
    Record: _record,
    Picture: _picture,
    Points: _points,
    Terms: _terms,
    Entry: _entry,
    Table: _table,
    Figure: _figure,
    Cards: _cards,
    Scans: _scans,
}
