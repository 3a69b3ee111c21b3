"""Charts on paper: the domain's charts drawn as horizontal bars that a black-and-white copy keeps.

Parts differ by lightness, and disagreement is hatched. Names stand over the first bar itself, so
that nobody has to look up a key.
"""

from dataclasses import dataclass
from itertools import accumulate, groupby

from exports.pdf.bar_parts import Span, draw_names, draw_parts, left_share, name_lines
from exports.pdf.layout import Block
from exports.pdf.page_style import (
    ASIDE_WIDTH,
    BOTTOM,
    LEFT,
    MAIN,
    MAIN_WIDTH,
    QUIET,
    SMALL,
    SMALL_INK,
    SMALL_STRONG,
    TOP,
)
from exports.pdf.pen import Pen
from exports.pdf.typeset import wrap
from facilitator.domain.charts.chart import Bar, Chart, ChartForm

_PITCH = 18.0
_GAP = 7.0
_BESIDE_LINES = 2
_MOST_FIGURE = 120.0


@dataclass(frozen=True, slots=True)
class _Laid:
    """A bar with its words in lines; `earlier` when a later round of the same item follows."""

    bar: Bar
    label: list[str]
    figure: list[str]
    earlier: bool


@dataclass(frozen=True, slots=True)
class _Band:
    """The bars of one item under its name: what is never cut."""

    title: list[str]
    bars: tuple[_Laid, ...]
    height: float


class ChartBlock(Block):
    """A chart in the main column, cut between items only.

    Rounds and short labels stand in the margin beside their bars, long ones above. The title is
    left to the page; a group that bears the title is not named again.
    """

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.beside = any(bar.group for bar in chart.bars) or all(
            len(wrap(bar.label, SMALL_INK, ASIDE_WIDTH)) <= _BESIDE_LINES for bar in chart.bars
        )
        figures = [text for bar in chart.bars for text in (bar.figure, bar.aside) if text]
        widest = max((SMALL_INK.width(text) for text in figures), default=0.0)
        self.figure_width = min(_MOST_FIGURE, widest + 1)
        self.span = _span(chart, MAIN + MAIN_WIDTH - self.figure_width - 10)
        self.names = name_lines(chart)
        self.before = 7.0 if self.names else 11.0
        self.base = wrap(chart.base, SMALL, MAIN_WIDTH) if chart.base else []
        self.bands = [self._band(list(bars)) for _, bars in groupby(chart.bars, key=_item_name)]
        self.depths = [0.0, *accumulate(band.height for band in self.bands)]
        self.start, self.stop = 0, len(self.bands)

    @property
    def height(self) -> float:
        foot = len(self.base) * SMALL.leading if self.stop == len(self.bands) else 0.0
        return self._head() + self.depths[self.stop] - self.depths[self.start] + foot

    @property
    def least(self) -> float:
        if self.stop - self.start < 3 or self.height < (TOP - BOTTOM) / 3:
            return min(self.height, TOP - BOTTOM)
        return self._head() + self.depths[self.start + 2] - self.depths[self.start]

    def cut(self, room: float) -> "tuple[Block, Block] | None":
        limit = room - self._head() + self.depths[self.start]
        stop = self.start
        while stop < self.stop - 1 and self.depths[stop + 1] <= limit:
            stop += 1
        if stop == self.start:
            return None
        return self._run(self.start, stop), self._run(stop, self.stop)

    def draw(self, pen: Pen, top: float) -> None:
        head = self._head()
        for band in self.bands[self.start : self.stop]:
            self._draw_band(pen, band, top, head)
            top -= band.height + head
            head = 0.0
        if self.stop == len(self.bands) and self.base:
            pen.lines(MAIN, top - SMALL.base, self.base, SMALL)

    def _band(self, bars: list[Bar]) -> _Band:
        name = bars[0].group if self.beside else bars[0].label
        named = self.beside and name in ("", bars[0].label, self.chart.title)
        title = [] if named else wrap(name, SMALL_STRONG, MAIN_WIDTH)
        laid = tuple(self._laid(bar, bar is not bars[-1]) for bar in bars)
        height = len(title) * SMALL_STRONG.leading + sum(map(_bar_height, laid))
        return _Band(title, laid, height + _GAP)

    def _laid(self, bar: Bar, earlier: bool) -> _Laid:
        label = wrap(bar.label, SMALL_INK, ASIDE_WIDTH) if bar.label and self.beside else []
        figure: list[str] = []
        for text in (bar.figure, bar.aside):
            figure += wrap(text, SMALL_INK, self.figure_width) if text else []
        return _Laid(bar, label, figure, earlier)

    def _draw_band(self, pen: Pen, band: _Band, top: float, head: float) -> None:
        """Draw an item's bars; `head` is the height of the parts' names over them, 0 for none."""
        if band.title:
            pen.lines(MAIN, top - SMALL_STRONG.base, band.title, SMALL_STRONG)
            top -= len(band.title) * SMALL_STRONG.leading
        if head:
            first = band.bars[0].bar
            draw_names(pen, self.names, first, self.span, self.chart.form, top, head)
        top -= head
        foot = top - sum(map(_bar_height, band.bars)) + 1
        pen.line(self.span.zero, top, self.span.zero, foot, QUIET, 0.6)
        for laid in band.bars:
            self._draw_bar(pen, laid, top)
            top -= _bar_height(laid)

    def _draw_bar(self, pen: Pen, laid: _Laid, top: float) -> None:
        if laid.label:
            pen.lines(LEFT, top - 3 - SMALL_INK.base, laid.label, SMALL_INK)
        draw_parts(pen, laid.bar, self.span, top - 2, self.chart.form, laid.earlier)
        if laid.figure:
            right = MAIN + MAIN_WIDTH - self.figure_width
            pen.lines(right, top - 3 - SMALL_INK.base, laid.figure, SMALL_INK)

    def _head(self) -> float:
        deep = max((len(name) for name in self.names), default=0)
        return deep * SMALL.leading + 8 if deep else 0.0

    def _run(self, start: int, stop: int) -> "ChartBlock":
        piece = ChartBlock.__new__(ChartBlock)
        piece.__dict__.update(self.__dict__, start=start, stop=stop)
        return piece


def draw_chart(chart: Chart) -> Block:
    """The chart as a block to set on a page."""
    return ChartBlock(chart)


def _bar_height(laid: _Laid) -> float:
    deepest = max(len(laid.figure), len(laid.label))
    return max(_PITCH, deepest * SMALL_INK.leading + 2)


def _item_name(bar: Bar) -> tuple[str, str]:
    """Bars of one item stand together; bars without a group stand alone."""
    return ("", bar.label) if not bar.group else (bar.group, "")


def _span(chart: Chart, right: float) -> Span:
    """The scale: on diverging bars the room as far as they reach, on plain ones a whole.

    Plain bars that all stay under a half are drawn at double length.
    """
    lefts = [left_share(bar, chart.form) for bar in chart.bars]
    rights = [
        sum(part.share for part in bar.parts) - left
        for bar, left in zip(chart.bars, lefts, strict=True)
    ]
    left, reach = max(lefts, default=0.0), max(rights, default=0.0)
    if chart.form is ChartForm.BARS:
        reach = max(reach, 0.5 if reach <= 0.5 else 1.0)
    points = (right - MAIN) / ((left + reach) or 1.0)
    return Span(MAIN + left * points, points, right)
