"""Home: the ways to begin, and the seminars of late.

The ways to begin are the first picture. They are painted before the list, the store or a service is
loaded, so nothing of theirs is imported here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.words.telling import tell

if TYPE_CHECKING:
    from ui.recent import RecentList
    from ui.screens.home.recent_pane import RecentPane
    from ui.tasks import Tasks

WIDTH = 40


class HomeScreen(QWidget):
    """Announces what is wanted; the window does it."""

    seminar_chosen = Signal(Path)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.recent: RecentPane | None = None
        self.new_button = button("", "begin", "plus")
        self.new_button.setIcon(theme.icon("plus", "on_accent"))
        self.new_button.setProperty("state", "first")
        self.open_button = button("", "begin", "folder-open")
        self.sample_button = button("", "begin", "flask-conical")
        self.notes_button = button("", "begin", "notebook-pen")
        self._what = labels.quiet()
        self._where = labels.small()
        self.retell()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._beginnings())
        row.addStretch(1)

    def furnish(self, recents: RecentList, tasks: Tasks) -> None:
        """Add the list of seminars, once there is something to see."""
        self._put(recents, tasks)
        if self.recent is not None and self.recent.is_empty():
            self.new_button.setFocus()

    def _put(self, recents: RecentList, tasks: Tasks) -> None:
        from ui.screens.home.recent_pane import RecentPane

        self.recent = RecentPane(recents, tasks)
        self.recent.seminar_chosen.connect(self.seminar_chosen)
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.takeAt(1)
        row.addWidget(self.recent, 1)
        self.reload()

    def retell(self) -> None:
        """Say everything here in the window's language."""
        for beginning, words in (
            (self.new_button, tell("New from a template…")),
            (self.open_button, tell("Open a seminar…")),
            (self.sample_button, tell("Try the sample")),
            (self.notes_button, tell("Take notes for a seminar…")),
        ):
            beginning.setText(words)
            beginning.setAccessibleName(words)
        self._what.setText(tell("A reflective learning seminar, from agenda to summary."))
        self._where.setText(tell("Works without internet. Everything stays on this computer."))
        if self.recent is not None:
            before, looked_for = self.recent, self.recent.list.search.text()
            self._put(before.recents, before.tasks)
            self.recent.list.search.setText(looked_for)
            before.hide()
            before.deleteLater()

    def reload(self) -> None:
        """Read the list of seminars again."""
        if self.recent is not None:
            self.recent.reload()

    def _beginnings(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("role", "rail")
        panel.setFixedWidth(theme.space(WIDTH))
        column = QVBoxLayout(panel)
        column.setContentsMargins(*[theme.space(4)] * 4)
        column.setSpacing(theme.space())
        column.addWidget(labels.title("Facilitator"))
        column.addWidget(self._what)
        column.addSpacing(theme.space(3))
        for beginning in (self.new_button, self.open_button, self.sample_button):
            column.addWidget(beginning)
        column.addSpacing(theme.space(2))
        column.addWidget(self.notes_button)
        column.addStretch(1)
        column.addWidget(self._where)
        return panel
