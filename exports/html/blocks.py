"""What each role of a document looks like on a web page."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from exports.document import (
    Aside,
    Block,
    Card,
    Cards,
    Cell,
    Column,
    Entry,
    Figure,
    Holds,
    Paragraph,
    Picture,
    Points,
    Quote,
    Record,
    Rows,
    Scans,
    Small,
    Table,
    Terms,
)
from exports.html.charts import chart_of
from exports.html.elements import Content, aside_moving, el, own
from exports.pdf.inks.drawings import drawing_of
from exports.phrases import STAR, short_id
from facilitator.domain.locales import Locale


@dataclass(frozen=True, slots=True)
class Page:
    """The language that the page is in, and its places by their keys: what links lead to."""

    locale: Locale
    ids: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def at(self, key: str) -> str:
        """The id of a place: keys are words, and ids may hold no blanks."""
        return self.ids.setdefault(key, f"at-{len(self.ids) + 1}")

    def place(self, key: str) -> dict[str, str]:
        """The attribute that makes an element the place; the first that stands there is it."""
        if key in self.taken:
            return {}
        self.taken.add(key)
        return {"id": self.at(key)}


def block_of(block: Block, page: Page) -> Element:
    """The block as an element of the page."""
    return _MAKERS[type(block)](block, page)


def _paragraph(block: Paragraph, page: Page) -> Element:
    runs: list[Content] = []
    for run in block.runs:
        words: Content = el("strong", run.words) if run.strong else run.words
        runs.append(el("a", words, href=_target(run.link, page)) if run.link else words)
    return el("p", *runs, dir="auto", class_=block.voice.value)


def _target(link: str, page: Page) -> str:
    return f"#{page.at(link[1:])}" if link.startswith("#") else link


def _aside(block: Aside, page: Page) -> Element:
    words = own("dd", block.text, class_=block.voice.value)
    return el("dl", el("dt", block.label), words, class_="aside")


def _small(block: Small, page: Page) -> Element:
    label = (el("b", block.label), " ") if block.label else ()
    return el("p", *label, own("span", block.text), class_="small")


def _quote(block: Quote, page: Page) -> Element:
    about = (block.attribution, block.remark)
    words = el("blockquote", own("p", f"“{block.words}”"))
    return _cited(block, words, about, page)


def _record(block: Record, page: Page) -> Element:
    return _cited(block, own("p", block.words), (block.remark,), page)


def _cited(block: Quote | Record, words: Element, about: tuple[str, ...], page: Page) -> Element:
    """Words above what may be said of them, with the id by which they are found again."""
    star = f"{STAR} " if block.starred else ""
    told = [block.kind, *about]
    line = [own("span", each) for each in told if each]
    code = el("code", f"{star}{short_id(block.id)}")
    parts = [part for each in line for part in (each, " · ")]
    return el("div", words, el("p", *parts, code, class_="small"), **page.place(block.id))


def _picture(block: Picture, page: Page) -> Element:
    """A photograph within the page itself, with its words under it and instead of it."""
    shown = el(
        "img",
        src=f"data:image/jpeg;base64,{b64encode(block.jpeg).decode('ascii')}",
        alt=block.words,
        width=str(block.width),
        height=str(block.height),
    )
    record = Record(words=block.words, id=block.id, remark=block.remark)
    return el("figure", shown, el("figcaption", _record(record, page)), class_="photograph")


def _points(block: Points, page: Page) -> Element:
    items = []
    for point in block.items:
        many = point.people is not None and point.people != 1
        times = (" ", el("span", f"×{point.people}", class_="times")) if many else ()
        items.append(el("li", own("span", point.words), *times))
    label = (el("p", block.label, class_="label"),) if block.label else ()
    return el("div", *label, el("ul", *items))


def _terms(block: Terms, page: Page) -> Element:
    pairs = [
        own(*pair) for term, meaning in block.entries for pair in (("dt", term), ("dd", meaning))
    ]
    return el("dl", *pairs)


def _entry(block: Entry, page: Page) -> Element:
    by = (own("p", block.by, class_="small"),) if block.by else ()
    return el("div", own("p", block.name, class_="statement"), *by, own("p", block.description))


def _table(block: Table, page: Page) -> Element:
    note = (" ", own("span", block.note, class_="small")) if block.note else ()
    caption = (el("caption", own("strong", block.caption), *note),) if block.caption else ()
    heads = [
        own("th", column.title, scope="col", class_=column.holds.value) for column in block.columns
    ]
    bodies = [_rows(group, block.columns) for group in block.groups]
    table = el("table", *caption, el("thead", el("tr", *heads)), *bodies)
    return aside_moving(table, block.caption or block.columns[0].title)


def _rows(group: Rows, columns: tuple[Column, ...]) -> Element:
    body = el("tbody")
    if group.title:
        body.append(el("tr", own("th", group.title, colspan=str(len(columns)), scope="rowgroup")))
    for row in group.rows:
        body.append(el("tr", *(_cell(*each) for each in zip(row, columns, strict=True))))
    return body


def _cell(cell: Cell, column: Column) -> Element:
    if not isinstance(cell, str):
        shown = el("span", drawing_of(cell), aria_hidden="true")
        return el("td", shown, el("span", cell.text, class_="unseen"), class_="sketches")
    if cell and column.holds is Holds.NAMES:
        return own("th", cell, scope="row")
    return own("td", cell.replace(" %", "\u00a0%"), class_=column.holds.value)


def _figure(block: Figure, page: Page) -> Element:
    return chart_of(block.chart, block.sentence, block.caption, page.locale)


def _cards(block: Cards, page: Page) -> Element:
    return el("ul", *(el("li", own("strong", card.name), *_told_on(card)) for card in block.cards))


def _told_on(card: Card) -> Iterator[Element]:
    for told in (card.about, card.sign, card.foot):
        yield own("p", told)


def _scans(block: Scans, page: Page) -> Element:
    """What is scanned on a wall is typed on a page: its codes are of no use to who reads it."""
    told = [own("p", block.title, class_="lead"), own("p", block.subtitle)]
    for code in block.codes:
        told += [own("p", code.title, class_="statement"), *(own("p", li) for li in code.lines)]
    for label, sign in block.signs:
        told += [own("p", label), own("p", sign, class_="lead")]
    return el("div", *told)


_MAKERS: dict[type, Callable[[Any, Page], Element]] = {
    Paragraph: _paragraph,
    Aside: _aside,
    Small: _small,
    Quote: _quote,
    Record: _record,
    Picture: _picture,
    Points: _points,
    Terms: _terms,
    Entry: _entry,
    Table: _table,
    Figure: _figure,
    Cards: _cards,
    Scans: _scans,
}
