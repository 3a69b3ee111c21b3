"""A list that paints a row alone when only that row says something else, and chooses one alone."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

Index = QModelIndex | QPersistentModelIndex


FEW = 500
"""So many rows are laid out anew in no time."""
ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def choose_alone(view: QAbstractItemView, index: Index) -> None:
    """Put the cursor on a row and choose it alone, whatever keys are held.

    While Control is down, as it is in an undo, Qt would add the row to what is chosen or take it
    out of that, and the next key would act on another.
    """
    view.selectionModel().setCurrentIndex(index, ALONE)


class RowList(QListView):
    """Qt's own list lays out and paints every row anew whenever one of them changes."""

    def setCurrentIndex(self, index: Index) -> None:
        choose_alone(self, index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as wide as there is room, and as high as their words are in that width: Qt looks
        at the height alone, and a scroll bar that came would hide their ends. A long list has its
        scroll bar from the first, and would hold everybody up.
        """
        super().resizeEvent(event)
        is_other = event.size().width() != event.oldSize().width()
        if is_other and self.model() is not None and self.model().rowCount() <= FEW:
            self.scheduleDelayedItemsLayout()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if first == last and self._is_as_high(first):
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    def _is_as_high(self, index: Index) -> bool:
        return self.visualRect(index).height() == self.sizeHintForIndex(index).height()
