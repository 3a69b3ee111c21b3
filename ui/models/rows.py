"""Rows to read: one model for lists whose rows are words with a mark before and a figure behind."""

from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.models.long_list import LongList
from ui.widgets.lists.editing import TAKE_ROLE
from ui.widgets.lists.rows import ROW_ROLE, SEARCH_ROLE, Row, RowState

Index = QModelIndex | QPersistentModelIndex


class RowsModel(LongList[Row]):
    """Rows in a list. Rows that stay keep their selection and any open editor.

    `edited` carries a row and the words that were put in its place; the row itself changes when
    the file says so. Only rows with `edit_text` can be edited.
    """

    edited = Signal(object, str)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown, in order."""
        return tuple(self._rows)

    def row(self, index: Index) -> Row | None:
        """The row at an index, None when there is none."""
        inside = index.isValid() and 0 <= index.row() < len(self._rows)
        return self._rows[index.row()] if inside else None

    def index_of(self, key: str) -> QModelIndex:
        """Where the row with this key is; invalid when it is not shown."""
        found = (number for number, row in enumerate(self._rows) if row.key == key)
        return self.index(next(found, -1), 0)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, touching only those that differ."""
        self.take(rows, attrgetter("key"))

    def show_same(self, rows: Sequence[Row]) -> None:
        """Show what the same rows say now."""
        self.renew(rows)

    def show_anew(self, rows: Sequence[Row]) -> None:
        """Show another list altogether, such as what a search finds."""
        self.take_anew(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == SEARCH_ROLE:
            return f"{row.text} {row.detail}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.EditRole:
            return row.text if row.edit_text is None else row.edit_text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken or _spoken(row)
        if role == TAKE_ROLE:
            return partial(self._take_words, row)
        return row if role == ROW_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row = self.row(index)
        return row is not None and role == Qt.ItemDataRole.EditRole and self._take_words(row, value)

    def _take_words(self, row: Row, value: Any) -> bool:
        """Take words that were put in the place of a row's as it was then."""
        if value == row.edit_text:
            return False
        self.edited.emit(row, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.state is RowState.HEADING:
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags if row.edit_text is None else flags | Qt.ItemFlag.ItemIsEditable


def _spoken(row: Row) -> str:
    return ", ".join(part for part in (row.lead, row.text, row.detail, row.figure) if part)
