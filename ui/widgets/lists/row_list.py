"""A list that paints a row alone when only that row says something else."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QAbstractItemView, QListView

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """Qt's own list lays out and paints every row anew whenever one of them changes."""

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if first == last and self._is_as_high(first):
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    def _is_as_high(self, index: Index) -> bool:
        return self.visualRect(index).height() == self.sizeHintForIndex(index).height()
