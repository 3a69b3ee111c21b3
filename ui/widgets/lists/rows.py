"""Painting rows of words: a mark before, a figure behind, a detail under; one height or wrapped."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyleOptionViewItem,
)

from ui import theme
from ui.widgets.charts.typeset import ems, widest_word, wrap
from ui.widgets.lists.editing import EditingDelegate

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = int(Qt.ItemDataRole.UserRole)
"""The whole row."""
SEARCH_ROLE = ROW_ROLE + 1
"""Everything of a row that a search should find."""
PAD, GAP, ICON, INDENT = 1.5, 0.75, 2, 2
"""In steps of the grid: at the sides of a row, above and below, its icons, a level set in."""
CLOSE = 0.25
"""Above and below a row of a list that has to show many, where one reads from row to row."""
LINE_HEIGHT = 1.4
UNDER = 1.15
"""How high details are in such a list, by their size: they belong to the words above them."""
LEAST, LEAST_FIGURE = 8, 3
"""So wide are the words of a row at least, and what is left of its figure, in their own letters."""
SLACK = 0.97
"""Text is measured without hinting; what is painted may be a little wider."""


def body_line() -> int:
    """How high a line of a row's words is, in pixels."""
    return round(theme.sizes().body * LINE_HEIGHT)


def row_height(lines: int = 1, *, detail: bool = False) -> int:
    """How high a row is, in pixels, with so many lines of words and perhaps its details."""
    under = round(theme.sizes().small * LINE_HEIGHT) if detail else 0
    return lines * body_line() + under + 2 * theme.space(GAP)


class RowState(StrEnum):
    """What a row is: something to choose, or a heading above others."""

    PLAIN = "plain"
    HEADING = "heading"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. `key` stays the same when its words change; `value` is what it stands for.

    Rows are equal when they look equal.

    `lead` stands before the words, `figure` behind them, `detail` under them; `icons` are names of
    icons before the figure. `level` sets a row in under the one above. `spoken` is what a screen
    reader says where that is not the words.
    """

    key: str
    text: str
    lead: str = ""
    detail: str = ""
    figure: str = ""
    icons: tuple[str, ...] = ()
    spoken: str = ""
    level: int = 0
    edit_text: str | None = None
    state: RowState = RowState.PLAIN
    value: Any = field(default=None, compare=False)


class RowDelegate(EditingDelegate):
    """Paints `Row`s. With `lines` a row is that many lines high; with 0 as many as it needs.

    `lead` is the width kept for the mark before the words, in steps of the grid. With `beside` the
    details stand behind the words where their last line has room for both. With `opens` the row
    that has the cursor has as many lines as it needs, unless all rows have to be of one height.
    With `close` rows that are as high as they need stand close.
    """

    def __init__(
        self,
        view: QAbstractItemView,
        *,
        lines: int = 1,
        lead: float = 0,
        beside: bool = False,
        opens: bool = False,
        close: bool = False,
    ) -> None:
        super().__init__(view)
        self._view = view
        self._lines = lines
        self._lead = lead
        self._beside = beside
        self._opens = opens
        self._gap = CLOSE if close else GAP
        self._under = UNDER if close else LINE_HEIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        row = self._fitted(index.data(ROW_ROLE), width)
        if self._lines and self._is_open(index):
            whole = self._wrapped(row, self._text_width(row, width))
            lines = max(len(whole), self._lines)
            return QSize(width, row_height(lines, detail=True))
        if self._lines:
            detail = bool(row.detail) or self._lines > 1
            if row.state is RowState.HEADING and not self._is_uniform():
                return QSize(width, row_height(len(self._shown(row, self._text_width(row, width)))))
            return QSize(width, row_height(self._lines, detail=detail))
        room = self._text_width(row, width)
        words = self._wrapped(row, room)
        above = theme.space() if row.state is RowState.HEADING else 0
        high = len(words) * body_line() + 2 * theme.space(self._gap)
        if row.detail and not self._is_beside(row, words, room):
            high += round(theme.sizes().small * self._under)
        return QSize(width, high + above)

    def _is_open(self, index: Index) -> bool:
        """Whether a row is shown whole."""
        here = self._opens and index.row() == self._view.currentIndex().row()
        return here and not self._is_uniform()

    def _is_uniform(self) -> bool:
        """Whether all rows have to be as high as one: those of a list that may be very long."""
        return isinstance(self._view, QListView) and self._view.uniformItemSizes()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = self._fitted(index.data(ROW_ROLE), option.rect.width())
        painter.save()
        self._paint_ground(painter, option, index)
        side, above = theme.space(PAD), theme.space(GAP if self._lines else self._gap)
        area = option.rect.adjusted(side, above, -side, -above)
        if row.state is RowState.HEADING:
            self._paint_heading(painter, area, row)
        else:
            self._paint_row(painter, area, row, whole=self._is_open(index))
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRect, row: Row) -> None:
        if not self._lines:
            area = area.adjusted(0, theme.space(), 0, 0)
        _write(painter, area, row.figure, "ink_soft", theme.sizes().small, right=True)
        words = self._shown(row, self._text_width(row, area.width() + 2 * theme.space(PAD)))
        for number, line in enumerate(words):
            at = area.translated(0, number * body_line())
            _write(painter, at, line, "ink_soft", theme.sizes().body, strong=True)

    def _paint_row(self, painter: QPainter, area: QRect, row: Row, *, whole: bool) -> None:
        _write(painter, area, row.lead, "accent", theme.sizes().body, strong=True)
        _write(painter, area, row.figure, "ink_soft", theme.sizes().small, right=True)
        self._paint_icons(painter, area, row)
        width = self._text_width(row, area.width() + 2 * theme.space(PAD))
        words = self._wrapped(row, width) if whole else self._shown(row, width)
        left = area.adjusted(theme.space(self._lead + row.level * INDENT), 0, 0, 0)
        for number, line in enumerate(words):
            _write(
                painter, left.translated(0, number * body_line()), line, "ink", theme.sizes().body
            )
        if row.detail:
            self._paint_detail(painter, left, row, words, width)

    def _paint_detail(
        self, painter: QPainter, left: QRect, row: Row, words: tuple[str, ...], room: int
    ) -> None:
        small = theme.sizes().small
        if self._is_beside(row, words, room):
            last = left.adjusted(0, 0, room - left.width(), 0)
            last.translate(0, (len(words) - 1) * body_line())
            _write(painter, last, row.detail, "ink_soft", small, right=True)
            return
        high = body_line() if self._lines else round(small * self._under)
        under = QRect(left.left(), left.top() + len(words) * body_line(), left.width(), high)
        detail = _shorten(row.detail, small, left.width())
        write_line(painter, under, detail, "ink_soft", small)

    def _paint_icons(self, painter: QPainter, area: QRect, row: Row) -> None:
        right, side = area.right() - _figure_width(row), theme.space(ICON)
        for name in reversed(row.icons):
            place = QRect(right - side, area.top() + (body_line() - side) // 2, side, side)
            theme.icon(name, "accent").paint(painter, place)
            right -= side + theme.space(0.5)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        if index.data(ROW_ROLE).state is RowState.HEADING:
            ground.state &= ~QStyle.StateFlag.State_MouseOver
        element = QStyle.ControlElement.CE_ItemViewItem
        option.widget.style().drawControl(element, ground, painter, option.widget)

    def _is_beside(self, row: Row, words: tuple[str, ...], room: int) -> bool:
        """Whether the last of the words and the details have room on one line."""
        px = theme.sizes()
        needed = ems(words[-1]) * px.body + ems(row.detail) * px.small + theme.space(2)
        return self._beside and needed <= room * SLACK

    def _text_width(self, row: Row, width: int) -> int:
        icons = len(row.icons) * (theme.space(ICON) + theme.space(0.5))
        lead = 0 if row.state is RowState.HEADING else theme.space(self._lead + row.level * INDENT)
        return width - 2 * theme.space(PAD) - lead - icons - _figure_width(row) - theme.space()

    def _fitted(self, row: Row, width: int) -> Row:
        """The row as there is room for it: what it is called is read before what stands behind it.
        Where that makes way it is heard, and told elsewhere.
        """
        px = theme.sizes()
        whole = widest_word(row.text) if not self._lines else ems(row.text)
        least = min(whole / SLACK, LEAST) * px.body
        if self._text_width(row, width) >= least or row.state is RowState.HEADING:
            return row
        spare = round(self._text_width(replace(row, figure=""), width) - least) - theme.space()
        figure = _shorten(row.figure, px.small, spare) if spare > LEAST_FIGURE * px.small else ""
        row = replace(row, figure=figure)
        return row if self._text_width(row, width) >= least else replace(row, icons=())

    def _wrapped(self, row: Row, width: int) -> tuple[str, ...]:
        strong = row.state is RowState.HEADING
        px = theme.sizes().body
        return wrap(row.text, max(width, px) / px * SLACK, strong) or ("",)

    def _shown(self, row: Row, width: int) -> tuple[str, ...]:
        """The lines that are painted; the last one shortened where there are more."""
        lines = self._wrapped(row, width)
        if not self._lines or len(lines) <= self._lines:
            return lines
        last = " ".join(lines[self._lines - 1 :])
        return (*lines[: self._lines - 1], _shorten(last, theme.sizes().body, round(width * SLACK)))


def dress(view: QListView, delegate: RowDelegate, name: str) -> None:
    """Make a list one of rows: painted by `delegate`, as wide as there is room, with a name."""
    view.setItemDelegate(delegate)
    view.setAccessibleName(name)
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)


def _figure_width(row: Row) -> int:
    return round(ems(row.figure) * theme.sizes().small) + theme.space() if row.figure else 0


def _shorten(words: str, size: int, width: int) -> str:
    metrics = QFontMetrics(theme.font(size))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)


def _write(painter: QPainter, area: QRect, words: str, ink: str, size: int, **look: bool) -> None:
    """One line at the top of the area; small text is centred on body text."""
    if words:
        line = QRect(area.left(), area.top(), area.width(), body_line())
        write_line(painter, line, words, ink, size, **look)


def write_line(
    painter: QPainter,
    line: QRect,
    words: str,
    ink: str,
    size: int,
    *,
    strong: bool = False,
    right: bool = False,
) -> None:
    """Plain text, half way up its line."""
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setFont(theme.font(size, strong=strong))
    painter.setPen(theme.colour(ink))
    painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, words)
