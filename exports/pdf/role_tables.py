"""A document's tables on a page: side by side where the paper is wide enough, else row by row."""

from collections.abc import Iterable, Iterator, Sequence

from exports import document as tree
from exports.document import Holds
from exports.pdf.blocks import Prose
from exports.pdf.layout import Block
from exports.pdf.page_style import Look, Style
from exports.pdf.sketches import drawn
from exports.pdf.tables import Cell, Column, table, widths
from exports.pdf.tagging.elements import Element

_TO_WRITE = 2
"""Lines of room for a pen."""


def set_table(
    block: tree.Table, look: Look, before: float, within: Element, *, names_strong: bool
) -> Iterator[Block]:
    """The table under its caption. On narrow paper, or where letters stand apart, cells side by
    side might be torn within words: there each row becomes a short list of its own, heading and
    cell in turn.
    """
    tag = Element("Table", within)
    x, room = (look.left, look.full_width) if block.wide else (look.main, look.main_width)
    if block.caption:
        lines = ((block.caption, look.strong), (block.note, look.small))
        caption = Element("Caption", tag)
        yield Prose(look, *lines, within=caption, across=block.wide, before=24, keep=True)
        before = 6.0
    least = _TO_WRITE if any(c.holds is Holds.HANDWRITING for c in block.columns) else 1
    wide = _heads_whole(block, widths(room, *(each.weight for each in block.columns)), look)
    columns = [
        Column(
            column.title,
            width,
            figures=column.holds is Holds.FIGURES,
            strong=names_strong and column.holds is Holds.NAMES,
            names=column.holds is Holds.NAMES,
        )
        for column, width in zip(block.columns, wide, strict=True)
    ]
    if (look.stacked or look.paper.spaced) and _torn(block, columns, look):
        first, second = widths(room, 1, 1)
        named = " · ".join(block.columns[n].title for n in _names(block))
        columns = [Column(named, first, names=True), Column("", second)]
        rows = list(_row_by_row(block, look))
    else:
        rows = list(_rows(block, look))
    yield table(columns, rows, look, tag=tag, x=x, before=before, least=least)


def _heads_whole(block: tree.Table, wide: list[float], look: Look) -> list[float]:
    """The widths, those of columns with room to spare given to headings of which a word would be
    torn: the weights are those of English words, and other languages have longer ones.
    """
    heads = [_longest(column.title.split(), look.small_strong) for column in block.columns]
    lacks = [max(0.0, least - has) for least, has in zip(heads, wide, strict=True)]
    if not any(lacks) or look.stacked or look.paper.spaced:
        return wide
    rows = [row for group in block.groups for row in group.rows]
    spare = []
    for place, (least, has) in enumerate(zip(heads, wide, strict=True)):
        told = [cell for row in rows if isinstance(cell := row[place], str)]
        words = _longest((word for text in told for word in text.split()), look.small_strong)
        drawn_in = len(told) < len(rows)
        spare.append(0.0 if drawn_in else max(0.0, has - max(least, words)))
    if sum(lacks) > sum(spare):
        return wide
    part = sum(lacks) / sum(spare)
    return [has + lack - part * free for has, lack, free in zip(wide, lacks, spare, strict=True)]


def _longest(words: Iterable[str], style: Style) -> float:
    return max(map(style.width, words), default=0.0)


def _rows(block: tree.Table, look: Look) -> Iterator[Sequence[Cell] | str]:
    for group in block.groups:
        if group.title:
            yield group.title
        for row in group.rows:
            yield [_cell(cell, look) for cell in row]


def _cell(cell: tree.Cell, look: Look) -> Cell:
    return cell if isinstance(cell, str) else drawn(cell, look)


def _torn(block: tree.Table, columns: Sequence[Column], look: Look) -> bool:
    """Whether a word of a heading or a cell is wider than its column."""
    rows = [row for group in block.groups for row in group.rows]
    for place, column in enumerate(columns):
        texts = [cell for row in rows if isinstance(cell := row[place], str)]
        style = column.style(look)
        words = {word for text in texts for word in text.split()}
        heads = column.title.split()
        if any(look.small_strong.width(word) > column.width for word in heads):
            return True
        if any(style.width(word) > column.width for word in words):
            return True
    return False


def _row_by_row(block: tree.Table, look: Look) -> Iterator[Sequence[Cell] | str]:
    """Each row under its name; a row that leaves its name out goes by that of the row before."""
    places = _names(block)
    for group in block.groups:
        name = ""
        for row in group.rows:
            own = " · ".join(cell for n in places if isinstance(cell := row[n], str) and cell)
            name = own or (name if any(row) else "")
            yield " · ".join(filter(None, (group.title, name)))
            for number, (column, cell) in enumerate(zip(block.columns, row, strict=True)):
                if number not in places:
                    yield [column.title, _cell(cell, look)]


def _names(block: tree.Table) -> list[int]:
    """The columns that name their rows: the first where none says so."""
    return [n for n, column in enumerate(block.columns) if column.holds is Holds.NAMES] or [0]
