"""A revealed poll: wording, chart, turnout and verdict; long charts are turned page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from facilitator.domain.charts.chart import Chart, ChartForm
from facilitator.domain.stage import sights
from facilitator.domain.wording import say
from ui.projector.sheet import UNIT, Sheet, Text, stack, stack_height, turned
from ui.widgets.charts.chart_marks import Row, band_rows, chart_rows, legend
from ui.widgets.charts.marks import Mark, Picture, moved
from ui.widgets.charts.typeset import shorten, wrap

_SCALES = (1.5, 1.35, 1.2, 1.1, 1.0)
_THICK = (3.0, 2.5, 2.0, 1.7, 1.4, 1.2)
"""How thick bars are made where the chart leaves height free."""
_LARGE, _PLAIN = 1.4, 1.0
_MOST_LINES = 2


def results(sight: sights.Results, sheet: Sheet) -> Picture:
    """The chart between the wording and what it comes to, on one page if that can be.

    For that the wording goes down to the least size, and the sentence on the method makes way.
    What does not even fit then is not tried any larger.
    """
    parts = _divided_for(sight, sheet, _PLAIN, method=False)
    pages = _chart_pages(sight, parts.middle)
    if len(pages) > 1:
        return _paged(sight, sheet)
    for wording, method in ((_LARGE, True), (_LARGE, False), (_PLAIN, True)):
        larger = _divided_for(sight, sheet, wording, method=method)
        alone = _chart_pages(sight, larger.middle)
        if len(alone) == 1:
            parts, pages = larger, alone
            break
    return (*parts.head, *pages[0], *parts.foot)


def _paged(sight: sights.Results, sheet: Sheet) -> Picture:
    """The chart page by page; wording and verdict are shortened so that each page has room."""
    room = sheet.width / UNIT
    wording, verdict = (
        " ".join(shorten(wrap(text, room, True), _MOST_LINES, room, True))
        for text in (sheet.line(sight.wording), sheet.line(sight.verdict))
    )
    turnout = sheet.line(sight.turnout)
    guess = _divided(sheet, wording, _PLAIN, verdict, _with_page(sheet, turnout, 10, 10))
    pages = _chart_pages(sight, guess.middle)
    place = turned(range(len(pages)), sheet.now)
    below = _with_page(sheet, turnout, place + 1, len(pages))
    parts = _divided(sheet, wording, _PLAIN, verdict, below)
    return (*parts.head, *pages[place], *parts.foot)


def _with_page(sheet: Sheet, turnout: str, place: int, pages: int) -> str:
    page = sheet.line(say("page {n} of {pages}", n=place, pages=pages))
    return " · ".join(text for text in (turnout, page) if text)


@dataclass(frozen=True, slots=True)
class _Division:
    """What stands above and below the chart, and the sheet that is left for it."""

    head: Picture
    middle: Sheet
    foot: Picture


def _divided_for(sight: sights.Results, sheet: Sheet, wording: float, *, method: bool) -> _Division:
    below = (sight.turnout, sight.method) if method else (sight.turnout,)
    said = " · ".join(sheet.line(text) for text in below if text)
    return _divided(sheet, sheet.say(sight.wording), wording, sheet.say(sight.verdict), said)


def _divided(sheet: Sheet, wording: str, size: float, verdict: str, below: str) -> _Division:
    head = [Text(wording, size=size, bold=True)]
    foot = [Text(verdict, bold=True), Text(below, quiet=True)]
    top = sheet.without_bottom(sheet.height * 0.7)
    head_height = min(stack_height(top, head), top.height)
    foot_height = min(stack_height(sheet, foot), sheet.height * 0.35)
    middle = sheet.without_top(head_height + 0.2 * UNIT).without_bottom(foot_height + 0.1 * UNIT)
    low = sheet.without_top(sheet.height - foot_height)
    return _Division(stack(top, head), middle, stack(low, foot))


def _chart_pages(sight: sights.Results, sheet: Sheet) -> list[Picture]:
    """The chart on one page in the largest letters that allow it, else page by page.

    Before it takes pages, what its colours mean is said in one language, each in its turn.
    """
    chart = _without_repeats(sight)
    pages = _set_out(_spoken(chart, sheet, sheet), sheet)
    is_too_high = max((mark.area.bottom() for mark in pages[0]), default=0.0) > sheet.bottom
    if len(sheet.locales) > 1 and (is_too_high or len(pages) > 1):
        pages = _set_out(_spoken(chart, sheet, sheet.in_one()), sheet)
    return pages


def _set_out(chart: Chart, sheet: Sheet) -> list[Picture]:
    inks = sheet.palette.chart
    key, rows = _in_letters(chart, sheet, 1.0)
    if key.height + _height(rows) <= sheet.height:
        key, rows = _as_large_as_fits(chart, sheet)
    room = sheet.height - key.height
    if _height(rows) > room and _is_plain(chart):
        rows = band_rows(chart, sheet.width, UNIT, inks)
    if any(row.height > room for row in rows):
        rows = chart_rows(chart, sheet.width, UNIT, inks, apart=True)
    top = moved(key.marks, sheet.x, sheet.y)
    return [(*top, *_rows(page, sheet, sheet.y + key.height)) for page in _pages(rows, room)]


def _as_large_as_fits(chart: Chart, sheet: Sheet) -> tuple[Row, tuple[Row, ...]]:
    """In the largest letters first, then with the thickest bars that the height has room for."""
    scale, laid = 1.0, _in_letters(chart, sheet, 1.0)
    for larger in _SCALES:
        key, rows = _in_letters(chart, sheet, larger)
        if key.height + _height(rows) <= sheet.height:
            scale, laid = larger, (key, rows)
            break
    for thick in _THICK:
        key, rows = _in_letters(chart, sheet, scale, thick)
        if key.height + _height(rows) <= sheet.height:
            return key, rows
    return laid


def _in_letters(
    chart: Chart, sheet: Sheet, scale: float, thick: float = 1.0
) -> tuple[Row, tuple[Row, ...]]:
    """The key and the rows of the chart in letters so much larger than the smallest."""
    px, inks, width = round(UNIT * scale), sheet.palette.chart, sheet.width
    return legend(chart, width, px, inks), chart_rows(chart, width, px, inks, thick=thick)


def _is_plain(chart: Chart) -> bool:
    """Whether every item has one bar in one part."""
    plain = chart.form is ChartForm.BARS
    return plain and all(len(bar.parts) == 1 and not bar.group for bar in chart.bars)


def _without_repeats(sight: sights.Results) -> Chart:
    """The chart without an item's text where the wording above says as much: the only item's."""
    bars = sight.chart.bars
    if len({bar.group or bar.label for bar in bars}) > 1:
        return sight.chart
    alone = (replace(bar, group="", label=bar.label if bar.group else "") for bar in bars)
    return replace(sight.chart, bars=tuple(alone))


def _spoken(chart: Chart, sheet: Sheet, key: Sheet) -> Chart:
    """The chart in the languages of the sheet, what its colours mean in those of `key`."""
    line = sheet.line
    return replace(
        chart,
        bars=tuple(
            replace(
                bar,
                label=line(bar.label),
                figure=line(bar.figure),
                parts=tuple(replace(part, label=key.line(part.label)) for part in bar.parts),
                group=line(bar.group),
                aside=line(bar.aside),
            )
            for bar in chart.bars
        ),
    )


def _height(rows: Sequence[Row]) -> float:
    return sum(row.height for row in rows)


def _pages(rows: Sequence[Row], height: float) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    for row in rows:
        if pages[-1] and _height([*pages[-1], row]) > height:
            pages.append([])
        pages[-1].append(row)
    return pages


def _rows(rows: Sequence[Row], sheet: Sheet, y: float) -> Picture:
    marks: list[Mark] = []
    for row in rows:
        marks += moved(row.marks, sheet.x, y)
        y += row.height
    return tuple(marks)
