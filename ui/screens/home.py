"""Home: the seminars of late, and the ways to begin.

It paints before the store and the services are loaded, so nothing of theirs is imported here.
"""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from ui import theme
from ui.models.recent_seminars import SEARCH_ROLE, RecentSeminars
from ui.recent import Recent, RecentList
from ui.tasks import Tasks
from ui.widgets import labels
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_list import SearchList
from ui.widgets.two_lines import TwoLines

BEGIN_WIDTH = 40 * theme.GRID

ADVICE = (
    "Start from the October seminar and make it yours, or try the sample first: "
    "a whole rehearsed day, on a copy that you can play with."
)


class HomeScreen(QWidget):
    """Announces what is wanted; the window does it."""

    new_wanted = Signal()
    open_wanted = Signal()
    sample_wanted = Signal()
    seminar_chosen = Signal(Path)

    def __init__(self, recents: RecentList, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recents = recents
        self._tasks = tasks
        self.model = RecentSeminars()
        self.new_button = button("New from a template…", "primary", "plus")
        self.open_button = button("Open a seminar…", "begin", "folder-open")
        self.sample_button = button("Try the sample", "begin", "flask-conical")
        self.forget_button = button("Forget the missing ones", "quiet")
        self.list = SearchList(self.model, QListView(), "Recent seminars", "Search seminars")
        self.list.proxy.setFilterRole(SEARCH_ROLE)
        self.list.view.setItemDelegate(TwoLines(self.list.view))
        self.empty = EmptyState("No seminars yet", ADVICE)
        self._lay_out()
        self._wire()
        self.reload()

    def reload(self) -> None:
        """Read the list again, and find out aside which files are gone."""
        entries = self._recents.entries()
        self.model.show_entries(entries)
        self.list.setVisible(bool(entries))
        self.empty.setVisible(not entries)
        self.forget_button.hide()
        self.list.select(0)

    def look_for_missing(self) -> None:
        """Ask the disk off this thread: a share that is gone may take long to say so."""
        paths = [entry.path for entry in self._recents.entries()]
        self._tasks.run(
            lambda: frozenset(path for path in paths if not Path(path).exists()),
            self._show_missing,
        )

    def _show_missing(self, missing: frozenset[str]) -> None:
        self.model.mark_missing(missing)
        self.forget_button.setVisible(bool(missing))

    def _forget_missing(self) -> None:
        for entry in self._recents.entries():
            if self.model.is_missing(entry):
                self._recents.forget(entry.path)
        self.reload()

    def _forget_current(self) -> None:
        entry = self.model.entry(self.list.current())
        if entry is not None:
            self._recents.forget(entry.path)
            self.reload()

    def _choose(self, index: QModelIndex) -> None:
        entry: Recent | None = self.model.entry(index)
        if entry is not None:
            self.seminar_chosen.emit(Path(entry.path))

    def _wire(self) -> None:
        self.new_button.clicked.connect(self.new_wanted)
        self.open_button.clicked.connect(self.open_wanted)
        self.sample_button.clicked.connect(self.sample_wanted)
        self.forget_button.clicked.connect(self._forget_missing)
        self.list.chosen.connect(self._choose)
        self.list.view.clicked.connect(lambda at: self._choose(self.list.proxy.mapToSource(at)))
        forget = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list.view)
        forget.setContext(Qt.ShortcutContext.WidgetShortcut)
        forget.activated.connect(self._forget_current)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._beginnings())
        row.addLayout(self._seminars(), 1)

    def _beginnings(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "rail")
        panel.setFixedWidth(BEGIN_WIDTH)
        column = QVBoxLayout(panel)
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(labels.title("Facilitator"))
        column.addWidget(labels.quiet("A reflective learning seminar, from its agenda to summary."))
        column.addSpacing(theme.space(3))
        for beginning in (self.new_button, self.open_button, self.sample_button):
            column.addWidget(beginning)
        column.addStretch(1)
        column.addWidget(labels.small("Works without internet. Everything stays on this computer."))
        return panel

    def _seminars(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space(2))
        head = QHBoxLayout()
        head.addWidget(labels.heading("Recent seminars"), 1)
        head.addWidget(self.forget_button)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        return column
