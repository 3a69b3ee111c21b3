"""A list that asks for room for a few rows, and shows whole rows only: none is cut through."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import row_height


class SnugList(RowList):
    """`asked` rows where there is room for them, never fewer than `least`; rows are of one line."""

    def __init__(self, asked: int, least: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asked = asked
        self._least = least
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def ask_for(self, rows: int) -> None:
        """Ask for room for so many rows from now on."""
        if rows != self._asked:
            self._asked = rows
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(self._asked))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height(self._least))

    def updateGeometries(self) -> None:
        """Leave empty what is left under the last row that there is room for."""
        room, row = self.contentsRect().height(), row_height()
        whole = room // row
        is_cut = self.model() is not None and 0 < whole < self.model().rowCount()
        rest = room - whole * row if is_cut else 0
        if rest != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, rest)
        super().updateGeometries()

    def _height(self, rows: int) -> int:
        return rows * row_height() + 2 * self.frameWidth()
