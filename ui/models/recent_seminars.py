"""The seminars on the home screen as an item model."""

from datetime import date, datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from facilitator.domain.days import on_this_computer
from ui.models import row_changes
from ui.recent import Recent
from ui.widgets.lists.two_lines import ASIDE_ROLE, DETAIL_ROLE, TROUBLE_ROLE
from ui.words.telling import tell, told, told_moment

SEARCH_ROLE = int(Qt.ItemDataRole.UserRole) + 20

Index = QModelIndex | QPersistentModelIndex


class RecentSeminars(QAbstractListModel):
    """Recent seminars, last opened first; those whose file is gone say so."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Recent] = []
        self._missing: frozenset[str] = frozenset()

    def show_entries(self, entries: tuple[Recent, ...]) -> None:
        """List these."""
        row_changes.show(self, self._entries, entries, lambda entry: entry.path)

    def mark_missing(self, paths: frozenset[str]) -> None:
        """Say of these that their file is gone."""
        self._missing = paths
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def entry(self, index: Index) -> Recent | None:
        """The seminar of a row."""
        return self._entries[index.row()] if index.isValid() else None

    def is_missing(self, entry: Recent) -> bool:
        """Whether its file was found gone."""
        return entry.path in self._missing

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == DETAIL_ROLE:
            return self._details(entry)
        if role == ASIDE_ROLE:
            return tell("opened {spoken_moment}", spoken_moment=spoken_moment(entry.opened))
        if role == TROUBLE_ROLE:
            return self.is_missing(entry)
        if role == SEARCH_ROLE:
            return f"{entry.title} {entry.place} {entry.path} {spoken_day(entry.date)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{entry.title}, {self._details(entry)}"
        return None

    def _details(self, entry: Recent) -> str:
        if self.is_missing(entry):
            return tell("No longer at {path}", path=entry.path)
        parts = (spoken_day(entry.date), entry.place, entry.path)
        return " · ".join(part for part in parts if part)


def spoken_day(iso: str) -> str:
    """A day as people write it; the text itself when it is no date."""
    try:
        return told(date.fromisoformat(iso))
    except ValueError:
        return iso


def spoken_moment(iso: str) -> str:
    """A moment on this computer's clock, to the minute."""
    try:
        return told_moment(on_this_computer(datetime.fromisoformat(iso)))
    except ValueError:
        return iso
