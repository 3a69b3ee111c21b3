"""The blocks that documents are made of: running text with a label in the margin, and rules."""

from collections.abc import Sequence
from itertools import groupby

from exports.pdf.layout import Block, Mark
from exports.pdf.page_style import (
    ASIDE_WIDTH,
    BODY,
    BODY_STRONG,
    FULL_WIDTH,
    HAIRLINE,
    HEADING,
    LEFT,
    MAIN,
    MAIN_WIDTH,
    RIGHT,
    SMALL,
    SMALL_INK,
    SUBHEADING,
    Colour,
    Style,
)
from exports.pdf.pen import Pen
from exports.pdf.typeset import clipped, wrap

Line = tuple[str, Style]

_TOGETHER = 2
"""Lines of a text that stay together at the foot or head of a page."""


class Prose(Block):
    """Running text in one or more styles under each other, with an optional label in the margin.

    A label that may `overhang` reaches down beside the next block, which should have none.
    """

    def __init__(
        self,
        *parts: tuple[str, Style],
        aside: str = "",
        aside_style: Style = SMALL,
        x: float = MAIN,
        width: float = MAIN_WIDTH,
        before: float = 0.0,
        keep: bool = False,
        new_page: bool = False,
        overhang: bool = False,
        mark: Mark | None = None,
    ) -> None:
        self.lines = [
            (line, style) for text, style in parts if text for line in wrap(text, style, width)
        ]
        self.aside = wrap(aside, aside_style, ASIDE_WIDTH) if aside else []
        self.aside_style = aside_style
        self.overhang = overhang
        self.x = x
        self.before = before
        self.keep = keep
        self.new_page = new_page
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
        for _, style in self.lines:
            used += style.leading
            if used > room:
                break
            fits += 1
        fits = min(fits, len(self.lines) - _TOGETHER)
        if fits < _TOGETHER or self._label_height > room:
            return None
        return self._piece(self.lines[:fits], self.aside), self._piece(self.lines[fits:], [])

    def _piece(self, lines: list[Line], aside: list[str]) -> "Prose":
        piece = Prose(aside_style=self.aside_style, x=self.x)
        piece.lines, piece.aside = lines, aside
        piece.mark = self.mark if aside == self.aside and lines[0] is self.lines[0] else None
        return piece

    def draw(self, pen: Pen, top: float) -> None:
        if self.aside:
            first = self.lines[0][1] if self.lines else self.aside_style
            pen.lines(LEFT, top - first.base, self.aside, self.aside_style)
        for style, lines in groupby(self.lines, key=_style_of):
            words = [line for line, _ in lines]
            pen.lines(self.x, top - style.base, words, style)
            top -= len(words) * style.leading


def _style_of(line: Line) -> Style:
    return line[1]


def _height(lines: Sequence[Line]) -> float:
    return sum(style.leading for _, style in lines)


def heading(title: str, mark: Mark, new_page: bool = True) -> Block:
    """The title of a section, across the page."""
    return Prose(
        (title, HEADING),
        x=LEFT,
        width=FULL_WIDTH,
        before=36,
        keep=True,
        new_page=new_page,
        mark=mark,
    )


def subheading(title: str, aside: str = "", mark: Mark | None = None) -> Block:
    """A title within a section."""
    return Prose((title, SUBHEADING), aside=aside, before=19, keep=True, overhang=True, mark=mark)


def paragraph(text: str, aside: str = "", style: Style = BODY, before: float = 8.0) -> Block:
    """A paragraph, with a label in the margin."""
    return Prose((text, style), aside=aside, before=before)


class Rule(Block):
    """A thin line across the main column or the page."""

    def __init__(
        self, x: float = MAIN, before: float = 14.0, ink: Colour = HAIRLINE, thick: float = 0.5
    ) -> None:
        self.x = x
        self.before = before
        self.ink = ink
        self.thick = thick

    @property
    def height(self) -> float:
        return self.thick

    def draw(self, pen: Pen, top: float) -> None:
        pen.line(self.x, top, RIGHT, top, self.ink, self.thick)


class Entry(Block):
    """A line of the contents; its page number is looked up when the line is drawn."""

    def __init__(self, mark: Mark, numbers: dict[str, int]) -> None:
        self.title = mark.title
        self.key = mark.key
        self.style = SMALL_INK if mark.level else BODY_STRONG
        self.x = MAIN if mark.level else LEFT
        self.before = 0.0 if mark.level else 5.0
        self.keep = not mark.level
        self.numbers = numbers

    @property
    def height(self) -> float:
        return self.style.leading

    def draw(self, pen: Pen, top: float) -> None:
        y = top - self.style.base
        number = str(self.numbers.get(self.key, ""))
        pen.text(self.x, y, clipped(self.title, self.style, RIGHT - self.x - 36), self.style)
        pen.text_ending(RIGHT, y, number, self.style)
        pen.link(self.x, top - self.height, RIGHT - self.x, self.height, self.key)
