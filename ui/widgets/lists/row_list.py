"""A list that paints a row alone when only that row says something else, and chooses one alone."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QElapsedTimer,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

Index = QModelIndex | QPersistentModelIndex


AT_ONCE_MS = 500
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

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = self.size()
        self._widths: tuple[int, ...] = ()
        self._keeps_bar = False
        self._since = QElapsedTimer()
        self._since.start()

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
            self._keep_a_bar_that_comes_and_goes(event.size().width())
            self.scheduleDelayedItemsLayout()

    def _keep_a_bar_that_comes_and_goes(self, width: int) -> None:
        """Rows have another height beside a scroll bar: where all fit with it and not without, or
        the other way about, it would come and go without end. It stays until the list is given
        another size.
        """
        given, passed = self._around, self._since.restart()
        self._around = self.size()
        if given != self._around or passed > AT_ONCE_MS:
            self._widths = ()
        if given != self._around and self._keeps_bar:
            self._keeps_bar = False
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._widths = (*self._widths[-2:], width)
        as_needed = self.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded
        if as_needed and len(self._widths) > len(set(self._widths)):
            self._keeps_bar = True
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        if first == last and self._is_as_high(first):
            QAbstractItemView.dataChanged(self, first, last, roles)
        else:
            super().dataChanged(first, last, roles)

    def _is_as_high(self, index: Index) -> bool:
        return self.visualRect(index).height() == self.sizeHintForIndex(index).height()
