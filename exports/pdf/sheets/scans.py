"""Codes to be scanned from some steps away, on a page of their own, over signs to be read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from exports.document import Scan, Scans
from exports.pdf.layout import Block
from exports.pdf.page_style import INK, Look, Style
from exports.pdf.pen import Pen
from exports.pdf.tagging.elements import Element, figure_of
from exports.pdf.typeset import clipped, wrap

SIGN = 120.0
"""Points that a sign is high, where it fits its line."""
_QUIET = 4
"""Squares of white about a code (ISO/IEC 18004)."""
_GAP = 28.0
_MARGIN = 60.0
"""A wall needs no margin that a hand would hold."""
_BESIDE = 0.38
"""Of the width, for the sign beside the codes."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """What is read from afar, as large as fits, under what is to be done with it."""

    label: list[str]
    words: str
    style: Style

    def height(self, look: Look) -> float:
        return len(self.label) * look.lead.leading + self.style.leading


class ScanSheet(Block):
    """The codes beside each other as large as the page allows, the last sign beside them, the
    others beneath.
    """

    def __init__(self, scans: Scans, look: Look, within: Element) -> None:
        self.look, self.scans, self.within = look, scans, within
        self.new_page = True
        self._left, self._right = _MARGIN, look.paper.width - _MARGIN
        self._wide = self._right - self._left
        *beneath, beside = scans.signs
        self._beneath = [self._sign(*sign, self._wide) for sign in beneath]
        self._beside = self._sign(*beside, _BESIDE * self._wide)
        self._subtitle = wrap(scans.subtitle, look.lead, self._wide)[:2]

    @property
    def height(self) -> float:
        return self.look.page

    def draw(self, pen: Pen, top: float) -> None:
        look = self.look
        with pen.tagged(Element("P", self.within)):
            pen.lines(self._left, top - look.title.base, [self.scans.title], look.title)
        top -= look.title.leading
        with pen.tagged(Element("P", self.within)):
            pen.lines(self._left, top - look.lead.base, self._subtitle, look.lead)
        top -= len(self._subtitle) * look.lead.leading + _GAP
        foot = look.bottom + sum(sign.height(look) for sign in self._beneath)
        self._draw_codes(pen, top, foot + _GAP)
        for sign in self._beneath:
            self._draw_sign(pen, sign, self._left, foot)
            foot -= sign.height(look)

    def _draw_codes(self, pen: Pen, top: float, bottom: float) -> None:
        look, codes = self.look, self.scans.codes
        beside = max(
            [self._beside.style.width(self._beside.words)]
            + [look.lead.width(line) for line in self._beside.label]
        )
        most = max(len(code.lines) for code in codes) * look.body.leading
        high = top - bottom - look.subheading.leading - most
        room = (self._wide - beside) / len(codes) - _GAP
        side = min(high, room)
        x = self._left
        for code in codes:
            self._draw_code(pen, code, x, top, side)
            x += side + _GAP
        high = self._beside.height(look)
        self._draw_sign(pen, self._beside, self._right - beside, top - (side - high) / 2)

    def _draw_code(self, pen: Pen, code: Scan, x: float, top: float, side: float) -> None:
        look = self.look
        with pen.tagged(Element("P", self.within)):
            pen.lines(x, top - look.subheading.base, [code.title], look.subheading)
        top -= look.subheading.leading
        alt = ". ".join((code.title, *code.lines))
        with pen.tagged(figure_of(self.within, alt, x, top - side, x + side, top)):
            _draw_squares(pen, code.squares, x, top, side)
        top -= side
        for line in code.lines:
            with pen.tagged(Element("P", self.within)):
                pen.lines(x, top - look.body.base, [clipped(line, look.body, side)], look.body)
            top -= look.body.leading

    def _draw_sign(self, pen: Pen, sign: _Sign, x: float, top: float) -> None:
        look = self.look
        with pen.tagged(Element("P", self.within)):
            pen.lines(x, top - look.lead.base, sign.label, look.lead)
        top -= len(sign.label) * look.lead.leading
        with pen.tagged(Element("P", self.within)):
            pen.lines(x, top - sign.style.base, [sign.words], sign.style)

    def _sign(self, label: str, words: str, room: float) -> _Sign:
        strong = self.look.strong
        size = min(SIGN, room / (strong.width(words) / strong.size or 1.0))
        style = replace(strong, size=size, leading=1.1 * size)
        return _Sign(wrap(label, self.look.lead, room), words, style)


def _draw_squares(
    pen: Pen, squares: Sequence[Sequence[bool]], x: float, top: float, side: float
) -> None:
    """The code with its white margin, so that its first squares stand within it."""
    step = side / (len(squares) + 2 * _QUIET)
    for row, line in enumerate(squares, start=_QUIET):
        column = _QUIET
        for dark, run in groupby(line):
            length = len(list(run))
            if dark:
                pen.box(x + column * step, top - (row + 1) * step, length * step, step, INK)
            column += length
