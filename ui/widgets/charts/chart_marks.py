"""Charts as marks: horizontal bars with their labels and n, for the projector and the window."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part, left_share
from ui.widgets.charts.marks import Block, Mark, Picture, Words, contrast
from ui.widgets.charts.typeset import LINE_HEIGHT, ems, shorten, wrap
from ui.words.telling import told

LEGIBLE = 7.0
"""The least contrast of text on the projector, as a ratio."""

_SIDE_LABELS = 0.30
_FIGURES = 0.34
_FIGURES_ABOVE = 0.45
_THIN = 0.8
_MOST_LABEL_LINES = 2
_GAP = 0.6
_INSET = 0.3
_FAINT = 0.4
"""How far the line that a bar runs along is from the ground to quiet ink."""
_SWATCH = 1.4
"""How wide a colour of the legend is with the gap to its name, in ems."""
_FOOT, _FOOT_BELOW = 0.08, 0.02
"""The dark foot of a pale bar, and how much of it is below the line: descenders end above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartInks:
    """The colours a chart is drawn in. `levels` run from strongly disagree to strongly agree.

    `earlier` fills the bars of earlier rounds; `ramp` is the lightest and the darkest of a bar in
    several parts; `least` is the contrast below which a number stands under its part.
    """

    ink: str
    quiet: str
    ground: str
    bar: str
    earlier: str
    levels: tuple[str, str, str, str, str]
    hatch: str
    ramp: tuple[str, str]
    least: float = LEGIBLE


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a chart, its top left corner at 0, 0."""

    height: float
    marks: Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where a chart's columns stand, in pixels; `side`: labels stand beside the bars, not above."""

    px: float
    width: float
    side: bool
    bar_x: float
    bar_width: float
    figure_x: float
    figure_width: float
    whole: float
    inks: ChartInks
    form: ChartForm
    thick: float = 1.0


def chart_rows(
    chart: Chart,
    width: float,
    px: float,
    inks: ChartInks,
    *,
    apart: bool = False,
    thick: float = 1.0,
) -> tuple[Row, ...]:
    """A row for each item of the chart, or with `apart` for each bar; letters are of `px`.

    Bars are `thick` times as thick as their letters ask for.
    """
    frame = replace(_frame(chart, width, px, inks), thick=thick)
    rows: list[Row] = []
    for name, group in groupby(chart.bars, key=_item_name):
        bars = tuple(group)
        heading = "" if name.startswith("\0") or name == told(bars[0].label) else name
        if apart:
            mixed = any(bar.newest for bar in bars)  # a label alone does not say what it is of
            rows += [
                _item(
                    heading if mixed or not place else "",
                    (bar,),
                    frame,
                    True,
                    place < len(bars) - 1,
                )
                for place, bar in enumerate(bars)
            ]
        else:
            rows.append(_item(heading, bars, frame))
    return tuple(rows)


def band_rows(chart: Chart, width: float, px: float, inks: ChartInks) -> tuple[Row, ...]:
    """Rows of one line where there is room for one: labels stand on a pale bar with a dark foot,
    which runs along the scale.

    For charts of bars in one part each, which have one round.
    """
    frame = _frame(chart, width, px, inks)
    return tuple(_band(bar, frame) for bar in chart.bars)


def _band(bar: Bar, frame: _Frame) -> Row:
    px, inks = frame.px, frame.inks
    on_pale = replace(frame, inks=replace(inks, ground=inks.ramp[0]))
    words: list[Mark] = []
    whole = frame.figure_x - _GAP * px
    label = _lines(words, told(bar.label), _INSET * px, 0, whole - 2 * _INSET * px, on_pale)
    height = max(label, _figures(words, bar, 0, frame)) + _FOOT_BELOW * px
    length = sum(part.share for part in bar.parts) / frame.whole * whole
    foot = Block(x=0, y=height - _FOOT * px, width=length, height=_FOOT * px, fill=inks.bar)
    pale = Block(x=0, y=0.06 * px, width=length, height=foot.y - 0.06 * px, fill=inks.ramp[0])
    axis = Block(x=-px / 30, y=pale.y, width=px / 15, height=height - pale.y, fill=inks.quiet)
    end, *scale = _band_scale(foot.y, height, whole, frame)
    return Row(
        height,
        (end, *((pale,) if length else ()), *scale, *((foot,) if length else ()), axis, *words),
    )


def _band_scale(foot: float, height: float, whole: float, frame: _Frame) -> list[Mark]:
    """The end of what a bar can reach, as high as the row, and the scale at its foot."""
    thin, fill = frame.px / 30, _between(frame.inks.ground, frame.inks.quiet, _FAINT)
    end = Block(
        x=whole - thin, y=0.06 * frame.px, width=thin, height=height - 0.06 * frame.px, fill=fill
    )
    return [end, *_track(foot, height - foot, replace(frame, bar_x=0.0, bar_width=whole))]


def legend(chart: Chart, width: float, px: float, inks: ChartInks) -> Row:
    """Swatches with the names of the parts, where a bar has more than one."""
    swatches = _swatches(chart, inks)
    marks: list[Mark] = []
    x = y = 0.0
    for label, fill, hatch in swatches:
        lines = wrap(label, width / px - _SWATCH)
        wide = (_SWATCH + max(map(ems, lines), default=0.0)) * px
        if x and x + wide > width:
            x, y = 0.0, y + LINE_HEIGHT * px
        marks += _swatch(lines, fill, hatch, x, y, px, inks)
        y += max(0, len(lines) - 1) * LINE_HEIGHT * px
        x += wide + px
    return Row(y + LINE_HEIGHT * px if marks else 0.0, tuple(marks))


def _item_name(bar: Bar) -> str:
    return told(bar.group) or f"\0{told(bar.label)}"


def _frame(chart: Chart, width: float, px: float, inks: ChartInks) -> _Frame:
    labels = max((ems(told(bar.label)) for bar in chart.bars), default=0.0) * px
    side = labels <= _SIDE_LABELS * width
    ends = (told(text) for bar in chart.bars for text in (bar.figure, bar.aside))
    figures = max(map(ems, ends), default=0)
    figure_width = min(figures * px + 1, (_FIGURES if side else _FIGURES_ABOVE) * width)
    gap = _GAP * px
    bar_x = labels + gap if side and labels else 0.0
    return _Frame(
        px=px,
        width=width,
        side=side,
        bar_x=bar_x,
        bar_width=width - bar_x - figure_width - gap if side else width,
        figure_x=width - figure_width,
        figure_width=figure_width,
        whole=_whole(chart),
        inks=inks,
        form=chart.form,
    )


def _whole(chart: Chart) -> float:
    """The share a full bar stands for: all of it, or more where parts add up past that."""
    return max(1.0, *(sum(part.share for part in bar.parts) for bar in chart.bars), 1.0)


def _item(
    heading: str, bars: tuple[Bar, ...], frame: _Frame, apart: bool = False, earlier: bool = False
) -> Row:
    """`apart`: the bars of an item stand in rows of their own; `earlier`: more of them come."""
    marks: list[Mark] = []
    y = _heading(marks, heading, frame, 1 if apart else _MOST_LABEL_LINES)
    for place, bar in enumerate(bars):
        add = _beside if frame.side else _under
        older = not bar.newest and (earlier or place < len(bars) - 1)
        y = add(marks, bar, y, frame, older)
    return Row(y + 0.3 * frame.px, tuple(marks))


def _heading(marks: list[Mark], text: str, frame: _Frame, most: int) -> float:
    """Add an item's name over its bars; returns the y below it."""
    room = frame.width / frame.px
    short = " ".join(shorten(wrap(text, room, True), most, room, True)) if text else ""
    return _lines(marks, short, 0, 0, frame.width, frame, bold=True) if short else 0.0


def _beside(marks: list[Mark], bar: Bar, y: float, frame: _Frame, earlier: bool) -> float:
    """A bar beside its label; returns where the next begins."""
    line = LINE_HEIGHT * frame.px
    _lines(marks, told(bar.label), 0, y, frame.bar_x + frame.px, frame)
    figures = _figures(marks, bar, y, frame) - y
    below = line if _small_parts(bar, frame) else 0.0
    slot = max(line * frame.thick, figures - below)
    marks += _parts(bar, y, slot, frame, earlier)
    marks += _numbers_below(bar, y + slot, frame)
    return y + max(figures, slot + below) + 0.1 * frame.px


def _under(marks: list[Mark], bar: Bar, y: float, frame: _Frame, earlier: bool) -> float:
    """A bar of the whole width under its label and figure; returns where the next begins."""
    label_width = frame.figure_x - _GAP * frame.px
    label = _lines(marks, told(bar.label), 0, y, label_width, frame)
    y = max(label, _figures(marks, bar, y, frame))
    slot = (LINE_HEIGHT if frame.form is ChartForm.DIVERGING else _THIN) * frame.px * frame.thick
    marks += _parts(bar, y, slot, frame, earlier)
    marks += _numbers_below(bar, y + slot, frame)
    return y + slot + (LINE_HEIGHT * frame.px if _small_parts(bar, frame) else 0.0)


def _figures(marks: list[Mark], bar: Bar, y: float, frame: _Frame) -> float:
    x, width = frame.figure_x, frame.figure_width
    below = _lines(marks, told(bar.figure), x, y, width, frame)
    return (
        _lines(marks, told(bar.aside), x, below, width, frame, quiet=True) if bar.aside else below
    )


def _lines(
    marks: list[Mark],
    text: str,
    x: float,
    y: float,
    width: float,
    frame: _Frame,
    bold: bool = False,
    quiet: bool = False,
) -> float:
    """Add wrapped text; returns the y below it."""
    px, room = frame.px, width / frame.px
    ink = frame.inks.quiet if quiet else frame.inks.ink
    for line in shorten(wrap(text, room, bold), _MOST_LABEL_LINES, room, bold):
        marks.append(
            Words(text=line, x=x, y=y, px=px, ink=ink, ground=frame.inks.ground, bold=bold)
        )
        y += LINE_HEIGHT * px
    return y


def _parts(bar: Bar, y: float, slot: float, frame: _Frame, earlier: bool) -> list[Mark]:
    """The bar in a slot of some height, with the axis it stands on and how far it could reach."""
    px, inks = frame.px, frame.inks
    top, thick = y + 0.12 * slot, 0.76 * slot
    diverging = frame.form is ChartForm.DIVERGING
    marks: list[Mark] = []
    for place, (part, x, wide) in enumerate(_spans(bar, frame)):
        fill, hatch = _fill(part, place, len(bar.parts), frame, earlier)
        if wide > 0:
            block = Block(x=x, y=top, width=wide, height=thick, fill=fill, hatch=hatch)
            marks += [block, *_count(part, block, frame, len(bar.parts))]
    axis = frame.bar_x + frame.bar_width / 2 if diverging else frame.bar_x
    axis_line = Block(x=axis - px / 30, y=y, width=px / 15, height=slot, fill=inks.quiet)
    track = _track(top, thick, frame)
    return [*track, axis_line, *marks] if diverging else [*track, *marks, axis_line]


def _spans(bar: Bar, frame: _Frame) -> list[tuple[Part, float, float]]:
    """Each part with where it begins and how wide it is."""
    diverging = frame.form is ChartForm.DIVERGING
    scale = frame.bar_width / (2 if diverging else 1) / frame.whole
    centre = frame.bar_x + frame.bar_width / 2
    x = centre - left_share(bar, frame.form) * scale if diverging else frame.bar_x
    spans = []
    for part in bar.parts:
        spans.append((part, x, part.share * scale))
        x += part.share * scale
    return spans


def _track(top: float, thick: float, frame: _Frame) -> list[Mark]:
    """A line from end to end of what a bar can reach, its quarters marked and both its ends."""
    fill, thin = _between(frame.inks.ground, frame.inks.quiet, _FAINT), frame.px / 30
    line = Block(
        x=frame.bar_x, y=top + (thick - thin) / 2, width=frame.bar_width, height=thin, fill=fill
    )
    ticks = [
        Block(
            x=frame.bar_x + (frame.bar_width - thin) * quarter / 4,
            y=top + thick * (0 if quarter in (0, 4) else 0.3),
            width=thin,
            height=thick * (1 if quarter in (0, 4) else 0.4),
            fill=fill,
        )
        for quarter in range(5)
    ]
    return [line, *ticks]


def _small_parts(bar: Bar, frame: _Frame) -> list[tuple[Part, float, float]]:
    """The parts with people in them whose number is not to be read inside."""
    if len(bar.parts) == 1:
        return []
    return [
        (part, x, wide)
        for place, (part, x, wide) in enumerate(_spans(bar, frame))
        if part.people and not _is_inside(part, place, wide, bar, frame)
    ]


def _has_room(part: Part, wide: float, frame: _Frame) -> bool:
    return (ems(f"{part.people:g}") + 0.3) * frame.px <= wide


def _is_inside(part: Part, place: int, wide: float, bar: Bar, frame: _Frame) -> bool:
    """Whether a part's number stands on it: where it has room there, and an ink that is read."""
    fill, _ = _fill(part, place, len(bar.parts), frame, earlier=False)
    return _has_room(part, wide, frame) and bool(_legible(fill, frame.inks))


def _numbers_below(bar: Bar, y: float, frame: _Frame) -> list[Mark]:
    """The numbers of small parts under them, moved apart where they would touch."""
    px, inks = frame.px, frame.inks
    marks: list[Mark] = []
    free = frame.bar_x
    for part, x, wide in _small_parts(bar, frame):
        text = f"{part.people:g}"
        at = max(free, x + (wide - ems(text) * px) / 2)
        marks.append(Words(text=text, x=at, y=y, px=px, ink=inks.ink, ground=inks.ground))
        free = at + (ems(text) + 0.3) * px
    return marks


def _fill(part: Part, place: int, parts: int, frame: _Frame, earlier: bool) -> tuple[str, str]:
    """Fill and hatch of a part; mild disagreement is hatched, so that greyscale tells the sides."""
    inks = frame.inks
    if frame.form is ChartForm.DIVERGING:
        return inks.levels[part.level + 2], inks.hatch if part.level == -1 else ""
    if parts == 1:
        return (inks.earlier, inks.hatch) if earlier else (inks.bar, "")
    return _between(*inks.ramp, place / (parts - 1)), ""


def _between(light: str, dark: str, at: float) -> str:
    def mixed(start: int) -> int:
        low, high = int(light[start : start + 2], 16), int(dark[start : start + 2], 16)
        return round(low + (high - low) * at)

    return f"#{mixed(1):02x}{mixed(3):02x}{mixed(5):02x}"


def _count(part: Part, block: Block, frame: _Frame, parts: int) -> list[Mark]:
    """The people on a part, where there is room; a hatched part has a plain patch under it."""
    text, px = f"{part.people:g}", frame.px
    ink = _legible(block.fill, frame.inks)
    wide = ems(text) * px
    if parts == 1 or not ink or not _has_room(part, block.width, frame):
        return []
    x = block.x + (block.width - wide) / 2
    y = block.y + (block.height - LINE_HEIGHT * px) / 2
    patch = replace(block, x=x - 0.1 * px, width=wide + 0.2 * px, hatch="")
    words = Words(text=text, x=x, y=y, px=px, ink=ink, ground=block.fill)
    return [patch, words] if block.hatch else [words]


def _legible(fill: str, inks: ChartInks) -> str:
    """The ink that can be read on `fill`, "" when none can."""
    return next((ink for ink in (inks.ink, inks.ground) if contrast(ink, fill) >= inks.least), "")


def _swatches(chart: Chart, inks: ChartInks) -> list[tuple[str, str, str]]:
    """Name, fill and hatch of each part, once, from left to right."""
    parts: dict[tuple[int, str], Part] = {}
    for bar in chart.bars:
        parts |= {(part.level, told(part.label)): part for part in bar.parts if len(bar.parts) > 1}
    frame = _frame(chart, 100, 1, inks)
    in_order = sorted(parts.values(), key=lambda part: part.level)
    return [
        (told(part.label), *_fill(part, place, len(in_order), frame, earlier=False))
        for place, part in enumerate(in_order)
    ]


def _swatch(
    lines: Sequence[str], fill: str, hatch: str, x: float, y: float, px: float, inks: ChartInks
) -> list[Mark]:
    return [
        Block(x=x, y=y + 0.25 * px, width=px, height=0.8 * px, fill=fill, hatch=hatch),
        *(
            Words(
                text=line,
                x=x + _SWATCH * px,
                y=y + place * LINE_HEIGHT * px,
                px=px,
                ink=inks.ink,
                ground=inks.ground,
            )
            for place, line in enumerate(lines)
        ),
    ]
