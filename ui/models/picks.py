"""A list of things to tick: which questions a segment asks, which findings a group tests."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from ui.models import row_changes

Index = QModelIndex | QPersistentModelIndex


class PicksModel(QAbstractListModel):
    """Things as (id, words), some of them ticked. `picked` carries the ticked ids in order."""

    picked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered: list[tuple[str, str]] = []
        self._chosen: frozenset[str] = frozenset()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked ids, in the order of what is offered."""
        return tuple(id_ for id_, _ in self._offered if id_ in self._chosen)

    def offer(self, things: Sequence[tuple[str, str]]) -> None:
        """What there is to choose from."""
        row_changes.show(self, self._offered, things, lambda thing: thing[0])

    def choose(self, ids: Sequence[str]) -> None:
        """Tick these and no others; nothing is announced."""
        if frozenset(ids) != self._chosen:
            self._chosen = frozenset(ids)
            self._announce_ticks()

    def _announce_ticks(self) -> None:
        if self._offered:
            last = self.index(len(self._offered) - 1)
            self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.CheckStateRole])

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._offered)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._offered):
            return None
        id_, words = self._offered[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.CheckStateRole:
            ticked = id_ in self._chosen
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        id_ = self._offered[index.row()][0]
        ticked = Qt.CheckState(value) == Qt.CheckState.Checked
        self._chosen = self._chosen | {id_} if ticked else self._chosen - {id_}
        self.dataChanged.emit(index, index, [role])
        self.picked.emit(self.chosen)
        return True
