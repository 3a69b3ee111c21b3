"""A chart on a web page is the table of its figures, each row with its bar drawn beside it.

So nothing has to be looked up, nothing depends on colour or on seeing, and narrow screens can turn
the table as any other. Bars share one scale; disagreement is hatched.
"""

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from exports.html.elements import aside_moving, el, own
from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part, left_share, reach
from facilitator.domain.locales import Locale
from facilitator.domain.wording import in_language

_WIDE, _DEEP = 240, 16
"""The room of a bar, in the units of its drawing."""

HATCH = "hatch"


def chart_of(chart: Chart, caption: str, locale: Locale) -> Element:
    """The figure: its caption and the rows."""
    chart = in_language(chart, locale)
    names = _names(chart)
    head = [el("td"), el("td"), *(own("th", name, scope="col") for name in names), el("td")]
    heads = [el("thead", el("tr", *head))] if names else []
    rows = [_rows(chart, name, bars, len(names)) for name, bars in _by_item(chart)]
    base = str(chart.base)
    captions = (el("figcaption", own("strong", caption)),) if caption else ()
    return el(
        "figure",
        *captions,
        aside_moving(el("table", *heads, *rows, class_="chart"), caption or str(chart.title)),
        *((own("p", base, class_="small"),) if base else ()),
    )


def hatching() -> Element:
    """The pattern that bars are hatched with, once a page. It takes no room, but is not hidden: a
    hidden one would not be drawn.
    """
    line = el("path", d="M0 4 L4 0", class_="hatching")
    size = {"width": "4", "height": "4", "patternUnits": "userSpaceOnUse"}
    pattern = el("pattern", line, id=HATCH, **size)
    return el("svg", el("defs", pattern), width="0", height="0", aria_hidden="true")


def _names(chart: Chart) -> tuple[str, ...]:
    """The parts of a bar, in order; none where a bar is all of one part, named by its row."""
    longest = max((bar.parts for bar in chart.bars), key=len, default=())
    return tuple(str(part.label) for part in longest) if len(longest) > 1 else ()


def _by_item(chart: Chart) -> Iterator[tuple[str, list[Bar]]]:
    for name, bars in groupby(chart.bars, key=lambda bar: str(bar.group)):
        yield name, list(bars)


def _rows(chart: Chart, name: str, bars: list[Bar], parts: int) -> Element:
    """The bars of an item under its name; they are its rounds, the last one the newest."""
    rows = []
    if name and name not in (str(chart.title), str(bars[0].label)):
        rows.append(el("tr", own("th", name, colspan=str(parts + 3), scope="rowgroup")))
    for bar in bars:
        earlier = bool(bar.group) and bar is not bars[-1] and not bar.newest
        told = [str(text) for text in (bar.figure, bar.aside) if text]
        counts = [f"{part.people:g}" for part in bar.parts] if parts else []
        rows.append(
            el(
                "tr",
                own("th", str(bar.label), scope="row"),
                el("td", _drawn(chart, bar, earlier)),
                *(el("td", count, class_="n") for count in counts),
                *(el("td") for _ in range(len(counts), parts)),
                own("td", " · ".join(told)),
            )
        )
    return el("tbody", *rows)


def _drawn(chart: Chart, bar: Bar, earlier: bool) -> Element:
    """The bar on the chart's own scale; what it shows stands in figures beside it."""
    start, whole = _scale(chart)
    at = start - left_share(bar, chart.form)
    pieces: list[Element] = []
    for place, part in enumerate(bar.parts):
        if part.share > 0:
            pieces += _piece(
                part, at / whole, part.share / whole, _look(chart, bar, place, earlier)
            )
        at += part.share
    if chart.form is ChartForm.DIVERGING:
        zero = f"{start / whole * _WIDE:.1f}"
        pieces.append(el("path", d=f"M{zero} 0 V{_DEEP}", class_="nought"))
    size = {"viewBox": f"0 0 {_WIDE} {_DEEP}", "width": str(_WIDE), "height": str(_DEEP)}
    return el("svg", *pieces, aria_hidden="true", **size)


def _scale(chart: Chart) -> tuple[float, float]:
    """Where nought stands from the left, and how much there is from end to end, as shares."""
    left, right = reach(chart)
    if chart.form is ChartForm.BARS:
        right = max(right, 1.0)
    return left, (left + right) or 1.0


def _piece(part: Part, at: float, share: float, look: str) -> Iterator[Element]:
    box = {
        "x": f"{at * _WIDE:.1f}",
        "y": "1",
        "width": f"{max(share * _WIDE - 0.8, 0.6):.1f}",
        "height": f"{_DEEP - 2}",
    }
    yield el("rect", class_=look, **box)
    if part.level == -1:
        yield el("rect", fill=f"url(#{HATCH})", **box)


def _look(chart: Chart, bar: Bar, place: int, earlier: bool) -> str:
    """The class of a part: its level, or how far along the bar it stands."""
    if chart.form is ChartForm.DIVERGING:
        return f"level{bar.parts[place].level + 2}"
    if len(bar.parts) == 1:
        return "earlier" if earlier else "bar"
    return f"step{round(4 * place / (len(bar.parts) - 1))}"
