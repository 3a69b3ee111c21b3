"""Charts on paper: the domain's charts drawn as horizontal bars that a black-and-white copy keeps.

Parts differ by lightness, and disagreement is hatched. Names stand over the first bar itself, so
that nobody has to look up a key.
"""

from dataclasses import dataclass
from itertools import accumulate, groupby

from exports.pdf.bar_parts import (
    Span,
    draw_names,
    draw_parts,
    name_lines,
    name_sizes,
)
from exports.pdf.layout import Block
from exports.pdf.page_style import QUIET, Look
from exports.pdf.pen import Pen
from exports.pdf.tagging.elements import DOCUMENT, Element, figure_of
from exports.pdf.typeset import wrap
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, reach
from facilitator.domain.locales import ENGLISH, Locale
from facilitator.domain.wording import Listed, say

_GAP = 7.0
_BESIDE_LINES = 2
_MOST_FIGURE = 120.0
_CONTINUED = say("The chart goes on from the page before.")


@dataclass(frozen=True, slots=True)
class _Laid:
    """A bar with its words in lines; `earlier` when a later round of the same item follows.

    `label_over` is how deep the label is where it stands over the bar; heights are points.
    """

    bar: Bar
    label: list[str]
    figure: list[str]
    earlier: bool
    label_over: float
    height: float


@dataclass(frozen=True, slots=True)
class _Band:
    """The bars of one item under its name: what is never cut."""

    title: list[str]
    bars: tuple[_Laid, ...]
    height: float


class ChartBlock(Block):
    """A chart in the main column, cut between items only.

    Rounds and short labels stand in the margin beside their bars, long ones above; on narrow paper
    all do. The title is left to the page; a group that bears the title is not named again. There,
    and where the names of the parts find no room over the first bar, a line says them in order.
    `sentence` says the same to whoever does not see it.
    """

    def __init__(
        self,
        chart: Chart,
        look: Look,
        sentence: str = "",
        within: Element = DOCUMENT,
        locale: Locale = ENGLISH,
    ) -> None:
        self.chart = chart
        self.locale = locale
        self.sentence = sentence or str(chart.text) or str(chart.title)
        self.within = within
        self.look = look
        small = look.small_ink
        self.beside = any(bar.group for bar in chart.bars) or all(
            len(wrap(str(bar.label), small, look.aside_width)) <= _BESIDE_LINES
            for bar in chart.bars
        )
        figures = [str(text) for bar in chart.bars for text in (bar.figure, bar.aside) if text]
        widest = max((small.width(text) for text in figures), default=0.0)
        self.figure_width = min(_MOST_FIGURE * look.scale, widest + 1, 0.4 * look.main_width)
        self.span = _span(chart, look.right - self.figure_width - 10, look)
        self.names, self.key = _names_or_key(chart, self.span, locale)
        self.before = 7.0 if self.names or self.key else 11.0
        self.base = wrap(str(chart.base), look.small, look.main_width) if chart.base else []
        self.bands = [self._band(list(bars)) for _, bars in groupby(chart.bars, key=_item_name)]
        self.depths = [0.0, *accumulate(band.height for band in self.bands)]
        self.start, self.stop = 0, len(self.bands)

    @property
    def height(self) -> float:
        foot = len(self.base) * self.look.small.leading if self.stop == len(self.bands) else 0.0
        return self._head() + self.depths[self.stop] - self.depths[self.start] + foot

    @property
    def least(self) -> float:
        if self.stop - self.start < 3 or self.height < self.look.page / 3:
            return min(self.height, self.look.page)
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
        alt = _CONTINUED.in_(self.locale) if self.start else self.sentence
        area = (self.look.left, top - self.height, self.look.right, top)
        with pen.tagged(figure_of(self.within, alt, *area)):
            for band in self.bands[self.start : self.stop]:
                self._draw_band(pen, band, top, head)
                top -= band.height + head
                head = 0.0
        if self.stop == len(self.bands) and self.base:
            with pen.tagged(Element("P", self.within)):
                pen.lines(self.look.main, top - self.look.small.base, self.base, self.look.small)

    def _band(self, bars: list[Bar]) -> _Band:
        name = bars[0].group if self.beside else bars[0].label
        named = self.beside and name in ("", bars[0].label, self.chart.title)
        strong = self.look.small_strong
        title = [] if named else wrap(str(name), strong, self.look.main_width)
        laid = tuple(self._laid(bar, bar is not bars[-1]) for bar in bars)
        height = len(title) * strong.leading + sum(bar.height for bar in laid)
        return _Band(title, laid, height + _GAP)

    def _laid(self, bar: Bar, earlier: bool) -> _Laid:
        small = self.look.small_ink
        named = bar.label and self.beside
        label = wrap(str(bar.label), small, self.look.aside_width) if named else []
        figure: list[str] = []
        for text in (bar.figure, bar.aside):
            figure += wrap(str(text), small, self.figure_width) if text else []
        over = len(label) * small.leading if self.look.stacked else 0.0
        deepest = max(len(figure), 0 if over else len(label))
        height = over + max(small.leading + 6, deepest * small.leading + 2)
        return _Laid(bar, label, figure, earlier, over, height)

    def _draw_band(self, pen: Pen, band: _Band, top: float, head: float) -> None:
        """Draw an item's bars; `head` is the height of the parts' names over them, 0 for none."""
        if band.title:
            strong = self.look.small_strong
            pen.lines(self.look.main, top - strong.base, band.title, strong)
            top -= len(band.title) * strong.leading
        if head and self.names:
            first = band.bars[0].bar
            draw_names(pen, self.names, first, self.span, self.chart.form, top, head)
        elif head:
            pen.lines(self.look.main, top - self.look.small.base, self.key, self.look.small)
        top -= head
        if not self.look.stacked:
            foot = top - sum(laid.height for laid in band.bars) + 1
            pen.line(self.span.zero, top, self.span.zero, foot, QUIET, 0.6)
        for laid in band.bars:
            self._draw_bar(pen, laid, top)
            top -= laid.height

    def _draw_bar(self, pen: Pen, laid: _Laid, top: float) -> None:
        small = self.look.small_ink
        if laid.label:
            pen.lines(self.look.left, top - 3 - small.base, laid.label, small)
        top -= laid.label_over
        if self.look.stacked:  # from bar to bar it would run through the words between them
            foot = top - laid.height + laid.label_over
            pen.line(self.span.zero, top, self.span.zero, foot, QUIET, 0.6)
        draw_parts(pen, laid.bar, self.span, top - 2, self.chart.form, laid.earlier)
        if laid.figure:
            pen.lines(self.look.right - self.figure_width, top - 3 - small.base, laid.figure, small)

    def _head(self) -> float:
        deep = max((len(name) for name in self.names), default=len(self.key))
        return deep * self.look.small.leading + 8 if deep else 0.0

    def _run(self, start: int, stop: int) -> "ChartBlock":
        piece = ChartBlock.__new__(ChartBlock)
        piece.__dict__.update(self.__dict__, start=start, stop=stop)
        return piece


def draw_chart(
    chart: Chart,
    look: Look,
    sentence: str = "",
    within: Element = DOCUMENT,
    locale: Locale = ENGLISH,
) -> Block:
    """The chart as a block to set on a page."""
    return ChartBlock(chart, look, sentence, within, locale)


def _names_or_key(chart: Chart, span: Span, locale: Locale) -> tuple[list[list[str]], list[str]]:
    """The names of the parts as they stand over the first bar, or the line that says them."""
    look = span.look
    names = name_lines(chart, look)
    room = span.end + 8 - look.main
    if not names or (not look.stacked and sum(name_sizes(names, look)) <= room):
        return names, []
    parts = max((bar.parts for bar in chart.bars), key=len)
    said = say("From left to right: {names}.", names=Listed(part.label for part in parts))
    return [], wrap(said.in_(locale), look.small, look.main_width)


def _item_name(bar: Bar) -> tuple[str, str]:
    """Bars of one item stand together; bars without a group stand alone."""
    return ("", str(bar.label)) if not bar.group else (str(bar.group), "")


def _span(chart: Chart, right: float, look: Look) -> Span:
    """The scale: on diverging bars the room as far as they reach, on plain ones a whole.

    Plain bars that all stay under a half are drawn at double length.
    """
    left, far = reach(chart)
    if chart.form is ChartForm.BARS:
        far = max(far, 0.5 if far <= 0.5 else 1.0)
    points = (right - look.main) / ((left + far) or 1.0)
    return Span(look.main + left * points, points, right, look)
