"""What each role of a document is in a word processor: a style of its own, never a look by hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from typing import Any

from docx.document import Document as Paper
from docx.shared import Cm
from docx.table import Table as Grid
from docx.text.paragraph import Paragraph as Line

from exports.document import (
    Aside,
    Block,
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
    Voice,
)
from exports.docx.marks import element, put_drawing, put_link, put_note, put_place, put_words
from exports.pdf.inks.pictures import pictures_of
from exports.pdf.page_style import Ink
from exports.phrases import STAR, fit, short_id
from facilitator.domain.charts.chart import Bar
from facilitator.domain.locales import Locale
from facilitator.domain.report.legibility import PLAIN, Legibility

_WIDEST, _HIGHEST = 16.0, 11.0
"""Centimetres that a photograph has: the column, and less than half a page."""

NORMAL = "Normal"
SMALL, LABEL, STATEMENT, LEAD, REMARK = "Small print", "Label", "Statement", "Lead", "Remark"
"""Styles of ours beside the word processor's own."""

_VOICES = {
    Voice.BODY: NORMAL,
    Voice.LEAD: LEAD,
    Voice.STATEMENT: STATEMENT,
    Voice.REMARK: REMARK,
}


@dataclass(slots=True)
class Draft:
    """A paper in the making: its language, its readers, its places by their keys, and its
    endnotes.
    """

    paper: Paper
    locale: Locale
    legibility: Legibility = PLAIN
    names: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)
    pictures: int = 0

    def empty(self, style: str = NORMAL) -> Line:
        """A paragraph to be filled. The library looks through all styles for each."""
        line = self.paper.add_paragraph()
        if style != NORMAL:
            if style not in self.styles:
                self.styles[style] = str(self.paper.styles[style].style_id)
            line._p.style = self.styles[style]
        return line

    def line(self, words: str, style: str = NORMAL) -> Line:
        """A paragraph of one text."""
        line = self.empty(style)
        put_words(line, words)
        return line

    def at(self, key: str) -> str:
        """The name of a place: keys are words, and names may hold no blanks."""
        return self.names.setdefault(key, f"at_{len(self.names) + 1}")

    def place(self, line: Line, key: str) -> None:
        """Make the paragraph that place; the first that stands there is it."""
        if key not in self.taken:
            self.taken.add(key)
            put_place(line, self.at(key), len(self.taken))

    def next_picture(self) -> int:
        """The number of the next chart that is drawn."""
        self.pictures += 1
        return self.pictures

    def note(self, line: Line, words: str) -> None:
        """Say something at the end of the document, and refer to it here."""
        self.notes.append(words)
        put_note(line, len(self.notes))


def put_block(block: Block, draft: Draft) -> None:
    """Add the block to the paper."""
    _PUTTERS[type(block)](block, draft)


def _paragraph(block: Paragraph, draft: Draft) -> None:
    line = draft.empty(_VOICES[block.voice])
    for run in block.runs:
        if run.link.startswith("#"):
            put_link(line, run.words, f"#{draft.at(run.link[1:])}")
        elif run.link:
            put_link(line, run.words, run.link)
        else:
            put_words(line, run.words, strong=run.strong)


def _aside(block: Aside, draft: Draft) -> None:
    draft.line(block.label, LABEL)
    draft.line(block.text, _VOICES[block.voice])


def _small(block: Small, draft: Draft) -> None:
    line = draft.empty(SMALL)
    if block.label:
        put_words(line, f"{block.label}: ", strong=True)
    put_words(line, block.text)


def _quote(block: Quote, draft: Draft) -> None:
    line = draft.line(f"“{block.words}”", "Quote")
    _cited(block, line, (block.kind, block.attribution, block.remark), draft)


def _record(block: Record, draft: Draft) -> None:
    line = draft.line(block.words)
    _cited(block, line, (block.kind, block.remark), draft)


def _picture(block: Picture, draft: Draft) -> None:
    """A photograph with its words under it, and instead of it."""
    line = draft.empty()
    line.paragraph_format.keep_with_next = True
    ink = Ink.of_paper(draft.legibility)
    wide = min(_WIDEST, block.width / block.height * _HIGHEST)
    shown = line.add_run().add_picture(BytesIO(ink.photograph(block.jpeg)), width=Cm(wide))
    about = shown._inline.docPr
    about.set("name", short_id(block.id))
    about.set("descr", fit(block.words))
    words = draft.line(block.words)
    draft.note(words, short_id(block.id))
    if block.remark:
        words.paragraph_format.keep_with_next = True
        draft.line(block.remark, SMALL)


def _cited(block: Quote | Record, line: Line, about: Sequence[str], draft: Draft) -> None:
    """The record's id is an endnote; what may be said of the words stands beneath them."""
    draft.place(line, block.id)
    draft.note(line, f"{STAR} {short_id(block.id)}" if block.starred else short_id(block.id))
    told = " · ".join(filter(None, about))
    if told:
        line.paragraph_format.keep_with_next = True
        draft.line(told, SMALL)


def _points(block: Points, draft: Draft) -> None:
    if block.label:
        draft.line(block.label, LABEL)
    for point in block.items:
        line = draft.line(point.words, "List Bullet")
        if point.people is not None and point.people != 1:
            put_words(line, f" ×{point.people}")


def _terms(block: Terms, draft: Draft) -> None:
    for term, meaning in block.entries:
        draft.line(term, LABEL)
        draft.line(meaning)


def _entry(block: Entry, draft: Draft) -> None:
    draft.line(block.name, STATEMENT)
    if block.by:
        draft.line(block.by, SMALL)
    if block.description:
        draft.line(block.description)


def _table(block: Table, draft: Draft) -> None:
    if block.caption:
        draft.line(block.caption, "Caption").paragraph_format.keep_with_next = True
    if block.note:
        draft.line(block.note, SMALL).paragraph_format.keep_with_next = True
    grid = _grid(draft, block.columns, block.caption)
    for group in block.groups:
        _put_rows(grid, group, block.columns)
    draft.empty(SMALL)


def _grid(draft: Draft, columns: Sequence[Column], name: str) -> Grid:
    """A table with its head, which is said again on every page."""
    grid: Grid = draft.paper.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, column in zip(grid.rows[0].cells, columns, strict=True):
        put_words(cell.paragraphs[0], column.title, strong=True)
    grid.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
    if name:
        grid._tbl.tblPr.append(element("w:tblCaption", val=name))
    return grid


def _put_rows(grid: Any, group: Rows, columns: Sequence[Column]) -> None:
    if group.title:
        cells = grid.add_row().cells
        put_words(cells[0].merge(cells[-1]).paragraphs[0], group.title, strong=True)
    for row in group.rows:
        added = grid.add_row()
        added._tr.get_or_add_trPr().append(element("w:cantSplit"))
        for cell, told, column in zip(added.cells, row, columns, strict=True):
            strong = column.holds is Holds.NAMES
            put_words(cell.paragraphs[0], _words_of(told), strong=strong)


def _words_of(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def _figure(block: Figure, draft: Draft) -> None:
    """A chart over the table of its figures, under the sentence that says the same."""
    chart = block.chart
    if block.caption:
        draft.line(block.caption, "Caption").paragraph_format.keep_with_next = True
    draft.line(block.sentence, SMALL).paragraph_format.keep_with_next = True
    for picture in pictures_of(chart, block.sentence, draft.legibility, draft.locale):
        line = draft.empty()
        line.paragraph_format.keep_with_next = True
        put_drawing(line, picture, block.sentence or str(chart.text), draft.next_picture())
    parts = max((bar.parts for bar in chart.bars), key=len, default=())
    names = tuple(str(part.label) for part in parts) if len(parts) > 1 else ()
    columns = tuple(Column(name, 1) for name in ("", *names, ""))
    grid = _grid(draft, columns, block.caption or str(chart.title))
    for name, bars in groupby(chart.bars, key=lambda bar: str(bar.group)):
        rows = tuple(_bar(bar, len(names)) for bar in bars)
        _put_rows(grid, Rows(rows, "" if name == str(chart.title) else name), columns)
    draft.line(str(chart.base), SMALL)


def _bar(bar: Bar, parts: int) -> tuple[str, ...]:
    counts = [f"{part.people:g}" for part in bar.parts] if parts else []
    told = " · ".join(str(text) for text in (bar.figure, bar.aside) if text)
    return (str(bar.label), *counts, *("" for _ in range(len(counts), parts)), told)


def _cards(block: Cards, draft: Draft) -> None:
    for card in block.cards:
        draft.line(card.name, STATEMENT)
        for told in filter(None, (card.about, card.sign, card.foot)):
            draft.line(told)


def _scans(block: Scans, draft: Draft) -> None:
    """What is scanned on a wall is typed here."""
    draft.line(block.title, STATEMENT)
    draft.line(block.subtitle)
    for code in block.codes:
        draft.line(code.title, LABEL)
        for line in code.lines:
            draft.line(line)
    for label, sign in block.signs:
        draft.line(label, LABEL)
        draft.line(sign)


_PUTTERS: dict[type, Callable[[Any, Draft], None]] = {
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
