"""A chart on a web page: drawn as on paper, and under it the table of its figures.

So nothing has to be looked up, nothing depends on colour or on seeing, and narrow screens move the
drawing aside as any other.
"""

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from exports.html.elements import aside_moving, el, own
from exports.pdf.inks.drawings import drawings_of
from exports.phrases import fit
from facilitator.domain.charts.chart import Bar, Chart
from facilitator.domain.locales import Locale


def chart_of(chart: Chart, sentence: str, caption: str, locale: Locale) -> Element:
    """The figure: its caption, the drawing, which `sentence` tells, and the rows."""
    names = _names(chart)
    head = [el("td"), *(own("th", name, scope="col") for name in names), el("td")]
    heads = [el("thead", el("tr", *head))] if names else []
    rows = [_rows(chart, name, bars, len(names)) for name, bars in _by_item(chart)]
    captions = (el("figcaption", own("strong", caption)),) if caption else ()
    said = (sentence or str(chart.text) or str(chart.title), str(chart.base))
    told = " ".join(filter(None, said))
    first, *others = drawings_of(chart, sentence, locale)
    first.attrib |= {"role": "img", "aria-label": fit(told)}
    for other in others:
        other.set("aria-hidden", "true")
    drawn = el("div", first, *others, class_="drawn")
    whole = el("div", drawn, el("table", *heads, *rows, class_="chart"))
    return el("figure", *captions, aside_moving(whole, caption or str(chart.title)))


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
        rows.append(el("tr", own("th", name, colspan=str(parts + 2), scope="rowgroup")))
    for bar in bars:
        told = [str(text) for text in (bar.figure, bar.aside) if text]
        counts = [f"{part.people:g}" for part in bar.parts] if parts else []
        rows.append(
            el(
                "tr",
                own("th", str(bar.label), scope="row"),
                *(el("td", count, class_="n") for count in counts),
                *(el("td") for _ in range(len(counts), parts)),
                own("td", " · ".join(told)),
            )
        )
    return el("tbody", *rows)
