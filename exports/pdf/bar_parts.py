"""The pieces of a bar: where each stands, how it is filled, and its name over the first bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf.page_style import (
    ACCENT,
    EARLIER,
    HATCH,
    LEVELS,
    QUIET,
    Colour,
    Look,
)
from exports.pdf.pen import Pen
from exports.pdf.typeset import wrap
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part, left_share

_NAME_WIDTH = 64.0
_JOINT = 0.8
_LIGHT = (0.90, 0.94, 0.91)


@dataclass(frozen=True, slots=True)
class Span:
    """Where shares fall, in points: the x of nought, the length of a whole, the right end."""

    zero: float
    whole: float
    end: float
    look: Look

    @property
    def deep(self) -> float:
        """How deep a bar is, in points: a line of figures and a little."""
        return self.look.small_ink.leading + 2


def draw_parts(pen: Pen, bar: Bar, span: Span, top: float, form: ChartForm, earlier: bool) -> None:
    """Draw a bar's parts side by side below `top`, each with its people where they fit."""
    x = span.zero - left_share(bar, form) * span.whole
    for place, part in enumerate(bar.parts):
        wide = part.share * span.whole
        if wide > 0:
            fill = _fill(part, place, len(bar.parts), form, earlier)
            hatch = HATCH.get(part.level) if form is ChartForm.DIVERGING else None
            _draw_part(pen, part, span, (x, top - span.deep, wide), fill, hatch, len(bar.parts) > 1)
        x += wide


def _draw_part(
    pen: Pen,
    part: Part,
    span: Span,
    place: tuple[float, float, float],
    fill: Colour,
    hatch: Colour | None,
    named: bool,
) -> None:
    x, y, wide = place
    small, deep = span.look.small_ink, span.deep
    drawn = max(wide - _JOINT, 0.6) if named else wide
    pen.box(x, y, drawn, deep, fill)
    if hatch:
        pen.hatch(x, y, drawn, deep, hatch)
    people = f"{part.people:g}"
    room = small.width(people)
    if named and room + 3 <= wide:
        middle = x + wide / 2
        if hatch:
            pen.box(middle - room / 2 - 1.5, y + 2, room + 3, deep - 4, fill)
        dark = 0.3 * fill[0] + 0.59 * fill[1] + 0.11 * fill[2] < 0.5
        style = span.look.small_white if dark else small
        pen.text_about(middle, y + 4 * span.look.scale, people, style)


def _fill(part: Part, place: int, parts: int, form: ChartForm, earlier: bool) -> Colour:
    if form is ChartForm.DIVERGING:
        return LEVELS[part.level]
    if parts == 1:
        return EARLIER if earlier else ACCENT
    darker = place / (parts - 1)
    red, green, blue = (
        light + (dark - light) * darker for light, dark in zip(_LIGHT, ACCENT, strict=True)
    )
    return (red, green, blue)


def name_lines(chart: Chart, look: Look) -> list[list[str]]:
    """The names of the parts in lines, where bars have more than one part."""
    parts: Sequence[Part] = max((bar.parts for bar in chart.bars), key=len, default=())
    if len(parts) < 2:
        return []
    found = {str(part.label) for bar in chart.bars for part in bar.parts if part.people}
    return [
        wrap(str(part.short or part.label), look.small, _NAME_WIDTH * look.scale)
        if str(part.label) in found
        else []
        for part in parts
    ]


def name_sizes(names: list[list[str]], look: Look) -> list[float]:
    """How wide each name is with the gap after it, in points."""
    return [max(map(look.small.width, lines), default=-8) + 8 for lines in names]


def draw_names(
    pen: Pen, names: list[list[str]], bar: Bar, span: Span, form: ChartForm, top: float, deep: float
) -> None:
    """Write the parts' names over a bar, each led to its part, none over another."""
    x = span.zero - left_share(bar, form) * span.whole
    centres: list[float] = []
    for part in bar.parts:
        centres.append(x + part.share * span.whole / 2)
        x += part.share * span.whole
    small = span.look.small
    sizes = name_sizes(names, span.look)
    foot = top - deep + 6
    places = zip(names, bar.parts, centres, _apart(centres, sizes, span), strict=False)
    for lines, part, centre, middle in places:
        for above, line in enumerate(reversed(lines)):
            pen.text_about(middle, foot + 3 + above * small.leading, line, small)
        if lines and part.share:
            pen.line(middle, foot, centre, foot - 7, QUIET, 0.4)


def _apart(centres: list[float], sizes: list[float], span: Span) -> list[float]:
    """The centres moved as little as needed for boxes of these sizes not to overlap."""
    moved: list[float] = []
    edge = span.look.main - 4
    for centre, size in zip(centres, sizes, strict=False):
        middle = max(centre, edge + size / 2)
        moved.append(middle)
        edge = middle + size / 2
    edge = span.end + 4
    for place in reversed(range(len(moved))):
        moved[place] = min(moved[place], edge - sizes[place] / 2)
        edge = moved[place] - sizes[place] / 2
    return moved
