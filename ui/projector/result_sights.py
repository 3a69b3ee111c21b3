"""A revealed poll: wording, chart, turnout and verdict; long charts are turned page by page."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain import stage
from facilitator.domain.charts import Chart
from ui.projector.sheet import LINE, UNIT, Sheet, Text, page_mark, stack, stack_height, turned
from ui.widgets.chart_marks import Row, chart_rows, legend
from ui.widgets.marks import Mark, Picture, moved

_SCALES = (1.5, 1.35, 1.2, 1.1, 1.0)


def results(sight: stage.Results, sheet: Sheet) -> Picture:
    """The chart between the wording and what it comes to."""
    head = [Text(sight.wording, size=1.4, bold=True)]
    foot = [
        Text(sight.verdict, bold=True),
        Text("  ·  ".join(text for text in (sight.turnout, sight.method) if text), quiet=True),
    ]
    top = sheet.without_bottom(sheet.height * 0.7)
    head_height = min(stack_height(top, head), top.height)
    foot_height = min(stack_height(sheet, foot), sheet.height * 0.35)
    middle = sheet.without_top(head_height + 0.3 * UNIT).without_bottom(foot_height + 0.2 * UNIT)
    low = sheet.without_top(sheet.height - foot_height)
    return (*stack(top, head), *_chart(sight, middle), *stack(low, foot))


def _chart(sight: stage.Results, sheet: Sheet) -> Picture:
    """The chart on one page in the largest letters that allow it, else page by page."""
    chart, inks = _without_repeats(sight), sheet.palette.chart
    for scale in _SCALES:
        px = round(UNIT * scale)
        key = legend(chart, sheet.width, px, inks)
        rows = chart_rows(chart, sheet.width, px, inks)
        if key.height + sum(row.height for row in rows) <= sheet.height:
            break
    pages = _pages(rows, sheet.height - key.height)
    if len(pages) > 1:
        pages = _pages(rows, sheet.height - key.height - LINE)
    marks = [*moved(key.marks, sheet.x, sheet.y)]
    marks += _rows(turned(pages, sheet.now), sheet, sheet.y + key.height)
    return (*marks, *page_mark(sheet, len(pages)))


def _without_repeats(sight: stage.Results) -> Chart:
    """The chart without the item's text where the wording above says the same."""
    bars = (
        replace(bar, group="" if bar.group.strip() == sight.wording.strip() else bar.group)
        for bar in sight.chart.bars
    )
    return replace(sight.chart, bars=tuple(bars))


def _pages(rows: Sequence[Row], height: float) -> list[list[Row]]:
    pages: list[list[Row]] = [[]]
    for row in rows:
        if pages[-1] and sum(one.height for one in pages[-1]) + row.height > height:
            pages.append([])
        pages[-1].append(row)
    return pages


def _rows(rows: Sequence[Row], sheet: Sheet, y: float) -> list[Mark]:
    marks: list[Mark] = []
    for row in rows:
        marks += moved(row.marks, sheet.x, y)
        y += row.height
    return marks
