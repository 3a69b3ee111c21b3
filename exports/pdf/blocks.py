"""The blocks that pages are set in: running text with a label in the margin, rules, contents, and
cards to be cut apart.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from reportlab.lib.units import mm

from exports.document import Card, Picture
from exports.pdf.layout import Block, Mark
from exports.pdf.page_style import HAIRLINE, QUIET, Colour, Look, Style
from exports.pdf.pen import Pen
from exports.pdf.scripts import setting
from exports.pdf.tagging.elements import DOCUMENT, Element, figure_of
from exports.pdf.typeset import Piece, clipped, wrap, wrap_pieces

Line = tuple[str | list[Piece], Style, Element]
"""A line of text in one style, or in pieces, set as deep as the style says; and what it is of."""

_BEFORE_CUT, _DASH = 10.0, 5
"""Points: what stands free on either side of a cut, and how long its dashes are."""
_TOGETHER = 2
"""Lines of a text that stay together at the foot or head of a page."""

_CARD_WIDE, _CARD_HIGH = 90 * mm, 54 * mm
"""As holders of badges are, ten to a sheet of A4."""
_ACROSS, _DOWN = 2, 5
_MARGIN = 6 * mm
_BELOW = 0.25
"""How far letters reach below their line, in sizes of type."""
_NAME, _SIGN, _LEAST, _FOOT = 24.0, 22.0, 11.0, 8.0
"""Points: name and sign are set as large as two lines of the card hold."""


class Prose(Block):
    """Running text in one or more styles under each other, with an optional label in the margin.

    A label that may `overhang` reaches down beside the next block, which should have none. On paper
    without such a margin labels stand over the text, those that may overhang under it. A text given
    as pieces has links, or words in another style, within its lines.

    Texts are paragraphs `within` an element, the label one before them, unless `tags` and
    `label_tag` say otherwise; a label that may overhang is told after the text.
    """

    def __init__(
        self,
        look: Look,
        *parts: tuple[str | Sequence[Piece], Style],
        within: Element = DOCUMENT,
        tags: Sequence[Element] = (),
        label_tag: Element | None = None,
        aside: str = "",
        aside_style: Style | None = None,
        across: bool = False,
        width: float | None = None,
        before: float = 0.0,
        keep: bool = False,
        near: bool = False,
        new_page: bool = False,
        overhang: bool = False,
        mark: Mark | None = None,
    ) -> None:
        self.look = look
        self.x = look.left if across else look.main
        width = width or look.right - self.x
        self.right = self.x + width
        tags = tags or [Element("P", within) for _ in parts]
        self.from_right = frozenset(
            tag
            for (text, style), tag in zip(parts, tags, strict=True)
            if isinstance(text, str) and setting.begins_at_the_right(style.face, text)
        )
        self.lines = [
            line
            for (text, style), tag in zip(parts, tags, strict=True)
            if text
            for line in _lines(text, style, width, tag)
        ]
        self.label_tag = label_tag or Element("P", within)
        self.aside_style = aside_style or look.small
        self.aside = wrap(aside, self.aside_style, look.aside_width) if aside else []
        if look.stacked and aside:
            label = " · ".join(aside.split("\n"))
            over = _lines(label, self.aside_style, width, self.label_tag)
            self.lines = [*self.lines, *over] if overhang else [*over, *self.lines]
            self.aside = []
            if not overhang:  # a label is no line of what it is over
                self.wants = _height(self.lines[: len(over) + _TOGETHER])
        self.overhang, self.before = overhang, before
        self.keep, self.near, self.new_page = keep, near, new_page
        self.mark = mark

    @property
    def height(self) -> float:
        return max(_height(self.lines), self._label_height)

    @property
    def least(self) -> float:
        if len(self.lines) < 2 * _TOGETHER:
            return self.height
        return max(_height(self.lines[:_TOGETHER]), self._label_height)

    @property
    def _label_height(self) -> float:
        return 0.0 if self.overhang else len(self.aside) * self.aside_style.leading

    def cut(self, room: float) -> "tuple[Block, Block] | None":
        fits, used = 0, 0.0
        for _, style, _ in self.lines:
            used += style.leading
            if used > room:
                break
            fits += 1
        fits = min(fits, len(self.lines) - _TOGETHER)
        if fits < _TOGETHER or self._label_height > room:
            return None
        return self._piece(self.lines[:fits], self.aside), self._piece(self.lines[fits:], [])

    def _piece(self, lines: list[Line], aside: list[str]) -> "Prose":
        piece = Prose(self.look, aside_style=self.aside_style, label_tag=self.label_tag)
        piece.x, piece.lines, piece.aside = self.x, lines, aside
        piece.right, piece.from_right = self.right, self.from_right
        first = lines[0] is self.lines[0]
        piece.mark = self.mark if first and aside == self.aside else None
        piece.anchor = self.anchor if first else ""
        return piece

    def draw(self, pen: Pen, top: float) -> None:
        if not self.overhang:
            self._draw_label(pen, top)
        self._draw_lines(pen, top)
        if self.overhang:
            self._draw_label(pen, top)

    def _draw_label(self, pen: Pen, top: float) -> None:
        if self.aside:
            first = self.lines[0][1] if self.lines else self.aside_style
            with pen.tagged(self.label_tag):
                pen.lines(self.look.left, top - first.base, self.aside, self.aside_style)

    def _draw_lines(self, pen: Pen, top: float) -> None:
        for (style, tag), lines in groupby(self.lines, key=_style_and_tag):
            words: list[str] = []
            with pen.tagged(tag):
                for line, _, _ in lines:
                    if isinstance(line, str):
                        words.append(line)
                    else:
                        self._draw_pieces(pen, line, top, style, tag)
                        top -= style.leading
                if tag in self.from_right:
                    for line in words:
                        pen.text_ending(self.right, top - style.base, line, style)
                        top -= style.leading
                elif words:
                    pen.lines(self.x, top - style.base, words, style)
                    top -= len(words) * style.leading

    def _draw_pieces(
        self, pen: Pen, line: Sequence[Piece], top: float, style: Style, tag: Element
    ) -> None:
        x = self.x
        for piece in line:
            wide = piece.style.width(piece.words)
            with pen.tagged(Element("Link", tag) if piece.link else tag):
                pen.text(x, top - style.base, piece.words, piece.style)
                if piece.link:
                    area = (x, top - style.leading, wide, style.leading)
                    pen.link(*area, piece.link, piece.words)
            x += wide


def _lines(text: str | Sequence[Piece], style: Style, width: float, tag: Element) -> list[Line]:
    lines = wrap(text, style, width) if isinstance(text, str) else wrap_pieces(text, width)
    return [(line, style, tag) for line in lines]


def _style_and_tag(line: Line) -> tuple[Style, Element]:
    return line[1:]


def _height(lines: Sequence[Line]) -> float:
    return sum(style.leading for _, style, _ in lines)


def heading(
    look: Look,
    title: str,
    tag: Element,
    mark: Mark | None = None,
    new_page: bool = False,
) -> Block:
    """The title of a section, across the page."""
    return Prose(
        look,
        (title, look.heading),
        tags=[tag],
        across=True,
        before=36,
        keep=True,
        new_page=new_page,
        mark=mark,
    )


def subheading(
    look: Look, title: str, tag: Element, aside: str = "", mark: Mark | None = None
) -> Block:
    """A title within a section."""
    return Prose(
        look,
        (title, look.subheading),
        within=tag.within or DOCUMENT,
        tags=[tag],
        aside=aside,
        before=19,
        keep=True,
        overhang=True,
        mark=mark,
    )


class Rule(Block):
    """A thin line across the main column or the page."""

    def __init__(
        self, look: Look, before: float = 14.0, ink: Colour = HAIRLINE, thick: float = 0.5
    ) -> None:
        self.look = look
        self.before = before
        self.ink = ink
        self.thick = thick

    @property
    def height(self) -> float:
        return self.thick

    def draw(self, pen: Pen, top: float) -> None:
        pen.line(self.look.main, top, self.look.right, top, self.ink, self.thick)


class CutMark(Rule):
    """Where paper is cut: a broken line from edge to edge."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, before=_BEFORE_CUT, ink=QUIET, thick=0.8)

    @property
    def height(self) -> float:
        return _BEFORE_CUT * self.look.scale

    def draw(self, pen: Pen, top: float) -> None:
        for dash in range(0, int(self.look.paper.width), 2 * _DASH):
            pen.line(dash, top, dash + _DASH, top, self.ink, self.thick)


class Entry(Block):
    """A line of the contents; its page number is looked up when the line is drawn."""

    def __init__(self, look: Look, mark: Mark, numbers: dict[str, int], within: Element) -> None:
        item = Element("TOCI", within)
        self.tag = Element("Link", Element("Reference", item))
        self.title = mark.title
        self.key = mark.key
        self.style = look.small_ink if mark.level else look.strong
        self.x = look.main if mark.level else look.left
        self.right = look.right
        self.before = 0.0 if mark.level else 5.0
        self.keep = not mark.level
        self.numbers = numbers

    @property
    def height(self) -> float:
        return self.style.leading

    def draw(self, pen: Pen, top: float) -> None:
        y = top - self.style.base
        number = str(self.numbers.get(self.key, ""))
        room = self.right - self.x - 36
        area = (self.x, top - self.height, self.right - self.x, self.height)
        with pen.tagged(self.tag):
            pen.text(self.x, y, clipped(self.title, self.style, room), self.style)
            pen.text_ending(self.right, y, number, self.style)
            pen.link(*area, f"#{self.key}", f"{self.title}, {number}")


class Photo(Block):
    """A photograph as wide as running text, or as high as half a page; its words follow."""

    def __init__(self, look: Look, photograph: Picture, within: Element) -> None:
        wide, high = photograph.width, photograph.height
        scale = min(look.main_width / wide, 0.45 * look.page / high)
        self.look, self.photograph, self.within = look, photograph, within
        self.width, self._height = wide * scale, high * scale
        self.before, self.keep = 12.0, True

    @property
    def height(self) -> float:
        return self._height

    def draw(self, pen: Pen, top: float) -> None:
        x, y = self.look.main, top - self._height
        told = self.photograph
        with pen.tagged(figure_of(self.within, told.words, x, y, x + self.width, top)):
            pixels = told.width, told.height
            pen.photograph(x, y, self.width, self._height, told.jpeg, pixels)


class CardSheet(Block):
    """A sheet of cards, in the middle of a page of its own."""

    def __init__(self, cards: Sequence[Card], look: Look, within: Element) -> None:
        self.look = look
        self._cards = [(card, Element("P", within)) for card in cards]
        self.new_page = True

    @property
    def height(self) -> float:
        return self.look.page

    def draw(self, pen: Pen, top: float) -> None:
        paper = self.look.paper
        left = (paper.width - _ACROSS * _CARD_WIDE) / 2
        upper = (paper.height + _DOWN * _CARD_HIGH) / 2
        for number, (card, tag) in enumerate(self._cards):
            x = left + number % _ACROSS * _CARD_WIDE
            y = upper - (number // _ACROSS + 1) * _CARD_HIGH
            pen.outline(x, y, _CARD_WIDE, _CARD_HIGH, HAIRLINE)
            with pen.tagged(tag):
                self._draw(pen, card, x, y)

    def _draw(self, pen: Pen, card: Card, x: float, y: float) -> None:
        room, look = _CARD_WIDE - 2 * _MARGIN, self.look
        style, lines = _fitted(card.name, look.strong, _NAME, room)
        middle, at = x + _CARD_WIDE / 2, y + _CARD_HIGH - _MARGIN - style.size
        for line in lines:
            pen.text_about(middle, at, line, style)
            at -= style.leading
        about = replace(look.body, size=11.0, leading=14.0)
        pen.text_about(middle, at, clipped(card.about, about, room), about)
        foot = y + _MARGIN
        if card.foot:
            small = replace(look.body, size=_FOOT, leading=1.3 * _FOOT)
            pen.text_about(middle, foot, clipped(card.foot, small, room), small)
            foot += 0.8 * small.leading
        high = at - _BELOW * about.size - foot
        sign, lines = _fitted(card.sign, look.strong, _SIGN, room, high)
        for number, line in enumerate(reversed(lines)):
            base = foot + _BELOW * sign.size + number * sign.leading
            pen.text_about(middle, base, line, sign)


def _fitted(
    words: str, style: Style, size: float, room: float, high: float = math.inf
) -> tuple[Style, list[str]]:
    """Words in the largest type, up to a size, in which two lines, no higher than `high`, hold
    them; what the smallest does not hold either is clipped.
    """
    while size > _LEAST:
        set_in = replace(style, size=size, leading=1.15 * size)
        lines = wrap(words, set_in, room)
        if len(lines) <= 2 and len(lines) * set_in.leading <= high:
            return set_in, lines
        size -= 1.0
    least = replace(style, size=_LEAST, leading=1.15 * _LEAST)
    return least, [clipped(words, least, room)]


def card_sheets(cards: Sequence[Card], look: Look, within: Element) -> list[CardSheet]:
    """The cards, as many on a sheet as it holds."""
    each = _ACROSS * _DOWN
    parts = (cards[at : at + each] for at in range(0, len(cards), each))
    return [CardSheet(part, look, within) for part in parts]
