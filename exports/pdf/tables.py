"""Tables: plain cells, hairlines between rows, the headings again on every page."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile
from typing import Protocol

from exports.pdf.layout import Block
from exports.pdf.page_style import HAIRLINE, INK, Look, Style
from exports.pdf.pen import Pen
from exports.pdf.tagging.elements import ARTIFACT, DOCUMENT, Element, figure_of, head_cell
from exports.pdf.typeset import wrap

_GUTTER = 7.0
_PADDING = 3.0
_ENOUGH = 2
"""Lines to write on, behind what is listed, that no further page is begun after."""


class Sketch(Protocol):
    """A small drawing in a cell; `text` says the same."""

    @property
    def text(self) -> str: ...

    def draw(self, pen: Pen, x: float, top: float, width: float) -> None:
        """Draw within `width` points on the line whose top is given."""
        ...


Cell = str | Sketch


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; its width is in points, its figures end flush right, the cells of one
    that `names` are the heads of their rows.
    """

    title: str
    width: float
    figures: bool = False
    strong: bool = False
    names: bool = False

    def style(self, look: Look) -> Style:
        """How the column's cells are set."""
        return look.small_strong if self.strong else look.small_ink


@dataclass(frozen=True, slots=True)
class Row:
    """A row set in lines, one list for each cell; a single cell spans the table.

    `leading` is the depth of a line in points, `least` how many lines the row has room for at the
    least; `ends` is false inside a group of rows that stay together. `tags` are its cells' own.
    """

    cells: tuple[list[str] | Sketch, ...]
    leading: float
    ends: bool = True
    least: int = 1
    tags: tuple[Element, ...] = ()

    @property
    def deep(self) -> int:
        """The number of lines of the deepest cell."""
        return max((len(cell) for cell in self.cells if isinstance(cell, list)), default=1)

    @property
    def height(self) -> float:
        """The row's height in points."""
        return max(self.deep, self.least) * self.leading + 2 * _PADDING

    def cut(self, room: float) -> "tuple[Row, Row] | None":
        """A row deeper than a page in two, line by line."""
        fits = int((room - 2 * _PADDING) // self.leading)
        if fits < 1 or fits >= self.deep:
            return None
        head = tuple(cell[:fits] if isinstance(cell, list) else cell for cell in self.cells)
        tail = tuple(cell[fits:] if isinstance(cell, list) else [] for cell in self.cells)
        first = Row(head, self.leading, ends=False, tags=self.tags)
        return first, Row(tail, self.leading, self.ends, tags=self.tags)


class Rows(Block):
    """A table, or a run of its rows, cut between groups in time linear in their number.

    Its heads are told once: where it is `again` begun on a page, they are there for the eye alone.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        look: Look,
        x: float,
        before: float,
        tag: Element | None = None,
    ):
        self.look = look
        self.columns = columns
        self.x = x
        self.before = before
        self.rows = rows
        self.depths = [0.0, *accumulate(row.height for row in rows)]
        self.start = 0
        self.stop = len(rows)
        titles = tuple(wrap(column.title, look.small_strong, column.width) for column in columns)
        line = Element("TR", tag or Element("Table", DOCUMENT))
        heads = tuple(head_cell(line, "Column") for _ in columns)
        self.head = Row(titles, look.small_strong.leading, tags=heads)
        self.again = False
        self.spare = _blank_at_the_end(rows)

    @property
    def height(self) -> float:
        return self.head.height + self.depths[self.stop] - self.depths[self.start]

    @property
    def least(self) -> float:
        first = self._ending(min(self.start + 2, self.stop))
        return self.head.height + self.depths[first] - self.depths[self.start]

    def spared(self, room: float) -> "Rows":
        limit = self.depths[self.start] + room - self.head.height
        stop = bisect_right(self.depths, limit, self.start, self.stop + 1) - 1
        left = self.spare - (self.stop - stop)
        return self._run(self.start, stop, self.again) if self.spare > left >= _ENOUGH else self

    def cut(self, room: float) -> "tuple[Block, Block] | None":
        limit = self.depths[self.start] + room - self.head.height
        stop = bisect_right(self.depths, limit, self.start, self.stop + 1) - 1
        if stop == self.stop - 1 and stop - self.start > 2:
            stop -= 1
        fits = stop
        while stop > self.start and not self.rows[stop - 1].ends:
            stop -= 1
        group = self._ending(self.start + 1)
        if stop <= self.start and self.depths[group] - self.depths[self.start] > self.look.page:
            stop = fits
        if stop <= self.start:
            return self._cut_first(room)
        return self._run(self.start, stop, self.again), self._run(stop, self.stop, again=True)

    def _cut_first(self, room: float) -> "tuple[Block, Block] | None":
        """Cut the first row itself: somebody wrote a page into a cell."""
        halves = self.rows[self.start].cut(room - self.head.height)
        if halves is None:
            return None
        rest = [halves[1], *self.rows[self.start + 1 : self.stop]]
        return self._of([halves[0]], self.again), self._of(rest, again=True)

    def _ending(self, stop: int) -> int:
        """The end of the group that the row before `stop` belongs to."""
        while stop < self.stop and not self.rows[stop - 1].ends:
            stop += 1
        return stop

    def _run(self, start: int, stop: int, again: bool) -> "Rows":
        piece = Rows.__new__(Rows)
        piece.__dict__.update(self.__dict__, start=start, stop=stop, again=again)
        return piece

    def _of(self, rows: Sequence[Row], again: bool) -> "Rows":
        piece = Rows(self.columns, rows, self.look, self.x, self.before)
        piece.head, piece.again = self.head, again
        return piece

    def draw(self, pen: Pen, top: float) -> None:
        head = replace(self.head, tags=()) if self.again else self.head
        self._draw_row(pen, head, top, header=True)
        right = self.x + sum(column.width + _GUTTER for column in self.columns) - _GUTTER
        top -= self.head.height
        pen.line(self.x, top, right, top, INK, 0.8)
        for row in self.rows[self.start : self.stop]:
            self._draw_row(pen, row, top)
            top -= row.height
            if row.ends:
                pen.line(self.x, top, right, top, HAIRLINE)

    def _draw_row(self, pen: Pen, row: Row, top: float, header: bool = False) -> None:
        x, top = self.x, top - _PADDING
        for tag in row.tags:
            pen.place(tag)
        tags = row.tags or (ARTIFACT,) * len(row.cells)
        if len(row.cells) < len(self.columns):
            self._draw_title(pen, row, tags, top)
            return
        for column, cell, tag in zip(self.columns, row.cells, tags, strict=True):
            style = self.look.small_strong if header else column.style(self.look)
            with pen.tagged(tag):
                _draw_cell(pen, column, cell, style, x, top)
            x += column.width + _GUTTER

    def _draw_title(self, pen: Pen, row: Row, tags: Sequence[Element], top: float) -> None:
        style = self.look.small_strong
        for cell, tag in zip(row.cells, tags, strict=True):
            if isinstance(cell, list) and cell:
                with pen.tagged(tag):
                    pen.lines(self.x, top - style.base, cell, style)


def _blank_at_the_end(rows: Sequence[Row]) -> int:
    """How many lines follow what is listed, to be written on by whoever is not; none of a table
    that is all such.
    """
    blank = list(takewhile(lambda row: not any(map(_is_filled, row.cells)), reversed(rows)))
    return len(blank) if len(blank) < len(rows) else 0


def _is_filled(cell: list[str] | Sketch) -> bool:
    return any(cell) if isinstance(cell, list) else True


def _draw_cell(
    pen: Pen, column: Column, cell: list[str] | Sketch, style: Style, x: float, top: float
) -> None:
    """Draw what the cell of the element in hand holds."""
    if not isinstance(cell, list):
        area = (x, top - style.leading, x + column.width, top)
        with pen.tagged(figure_of(pen.in_hand, cell.text, *area)):
            cell.draw(pen, x, top, column.width)
    elif column.figures:
        for place, line in enumerate(cell):
            y = top - style.base - place * style.leading
            pen.text_ending(x + column.width, y, line, style)
    elif cell:
        pen.lines(x, top - style.base, cell, style)


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell] | str],
    look: Look,
    *,
    tag: Element | None = None,
    x: float | None = None,
    before: float = 12.0,
    least: int = 1,
) -> Rows:
    """A table from cells. A row that is one text is the title of those after it, up to the next.

    It stands at `x`, where running text does unless told; rows have room for `least` lines.
    """
    tag = tag or Element("Table", DOCUMENT)
    titled = bool(rows) and isinstance(rows[0], str)
    leading = look.small_ink.leading
    laid = []
    for number, cells in enumerate(rows):
        followed = number + 1 < len(rows) and not isinstance(rows[number + 1], str)
        least_here = 1 if isinstance(cells, str) else least
        ends = not (titled and followed)
        tags = _tags(columns, cells, Element("TR", tag))
        laid.append(Row(_set(columns, cells, look), leading, ends, least_here, tags))
    return Rows(columns, laid, look, look.main if x is None else x, before, tag)


def _tags(
    columns: Sequence[Column], cells: Sequence[Cell] | str, row: Element
) -> tuple[Element, ...]:
    if isinstance(cells, str):
        return (head_cell(row, "Column", len(columns)),)
    return tuple(
        head_cell(row, "Row") if column.names else Element("TD", row) for column in columns
    )


def _set(
    columns: Sequence[Column], cells: Sequence[Cell] | str, look: Look
) -> tuple[list[str] | Sketch, ...]:
    if isinstance(cells, str):
        room = sum(column.width + _GUTTER for column in columns) - _GUTTER
        return (wrap(cells, look.small_strong, room),)
    return tuple(
        wrap(cell, column.style(look), column.width) if isinstance(cell, str) else cell
        for column, cell in zip(columns, cells, strict=True)
    )


def widths(total: float, *shares: float) -> list[float]:
    """Column widths in points that fill `total`, gutters included, in proportion to the shares."""
    room = total - _GUTTER * (len(shares) - 1)
    return [room * share / sum(shares) for share in shares]
