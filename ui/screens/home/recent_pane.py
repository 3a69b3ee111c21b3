"""The seminars of late: choose one, search them, forget those whose file is gone."""

import contextlib
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui import theme
from ui.models.recent_seminars import SEARCH_ROLE, RecentSeminars
from ui.recent import RecentList, found, is_address
from ui.tasks import Tasks
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.lists.search_list import SearchList
from ui.widgets.lists.two_lines import TwoLines
from ui.words.telling import tell, told

ADVICE = say(
    "Start from the October seminar and make it yours, or try the sample first: "
    "a whole rehearsed day, on a copy that you can play with."
)


class RecentPane(QWidget):
    """`seminar_chosen` carries where the seminar is that is to be opened."""

    seminar_chosen = Signal(object)

    def __init__(self, recents: RecentList, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recents = recents
        self.tasks = tasks
        self.model = RecentSeminars()
        self.forget_button = button(
            tell("Forget the missing ones"), "quiet", "", self._forget_missing
        )
        self.list = SearchList(
            self.model, QListView(), tell("Recent seminars"), tell("Search seminars")
        )
        self.list.proxy.setFilterRole(SEARCH_ROLE)
        self.list.view.setItemDelegate(TwoLines(self.list.view))
        self.empty = EmptyState(tell("No seminars yet"), told(ADVICE))
        self._lay_out()
        self._wire()

    def is_empty(self) -> bool:
        """Whether there is nothing to choose from."""
        return self.model.rowCount() == 0

    def reload(self) -> None:
        """Read the list, show it, and find out which files are gone."""
        entries = self.recents.entries()
        self.model.show_entries(entries)
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self.forget_button.hide()
        if entries:
            self.list.select(0)
            self.list.view.setFocus()
        self._look_for_missing([entry.path for entry in entries])

    def _look_for_missing(self, paths: list[str]) -> None:
        """Off this thread: a share that is gone may take long to say so."""
        self.tasks.run(
            lambda: frozenset(filter(_is_gone, paths)),
            self._show_missing,
        )

    def _show_missing(self, missing: frozenset[str]) -> None:
        self.model.mark_missing(missing)
        self.forget_button.setVisible(bool(missing))

    def _forget_missing(self) -> None:
        for entry in self.recents.entries():
            if self.model.is_missing(entry):
                self.recents.forget(entry.path)
        self.reload()

    def _forget_current(self) -> None:
        entry = self.model.entry(self.list.current())
        if entry is not None:
            self.recents.forget(entry.path)
            self.reload()

    def _choose(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None:
            self._open(entry.path)

    def _open(self, noted: str) -> None:
        with contextlib.suppress(SeminarError):  # an address that somebody wrote into the list
            self.seminar_chosen.emit(found(noted))

    def _wire(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.view.clicked.connect(lambda at: self._choose(self.list.proxy.mapToSource(at)))
        forget = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list.view)
        forget.setContext(Qt.ShortcutContext.WidgetShortcut)
        forget.activated.connect(self._forget_current)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.addWidget(labels.heading(tell("Recent seminars")), 1)
        head.addWidget(self.forget_button)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)


def _is_gone(noted: str) -> bool:
    """A database that does not answer just now may be there tomorrow."""
    return not is_address(noted) and not Path(noted).exists()
