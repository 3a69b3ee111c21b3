"""Actions: what all groups said has to be done, with who answers for it and by when."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from facilitator.domain.days import write_day
from facilitator.domain.notes.notes import Note
from facilitator.services.views.notes_screen import Action
from ui import theme
from ui.models.cell_editor import CellEditor
from ui.models.records import Column, RecordTable
from ui.widgets.frames import labels
from ui.widgets.lists.search_list import SearchList

ADVICE = (
    "Every note of the kind “action”, from all groups. F2 edits a cell. Who answers for it is a "
    "role, such as “partnership board”; a day is typed as 1 Nov or 2011-11-01."
)
NONE_YET = (
    "No actions have been noted yet. A note becomes one with Alt+A, or begun with > and a blank."
)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action as its row shows it; `due` as it is typed."""

    note: Note
    group: str
    words: str
    owner: str
    due: str

    @property
    def id(self) -> str:
        """The note's id."""
        return self.note.id


class ActionsPage(QWidget):
    """The table. `edited` carries the row as it was and as it should be; `left` asks to go back."""

    edited = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: RecordTable[ActionRow] = RecordTable(_COLUMNS, self)
        self.view = QTableView()
        self.list = SearchList(self.table, self.view, "Actions of all groups", "Search actions")
        self.about = labels.small(ADVICE)
        self.table.edited.connect(self.edited)
        self.setFocusProxy(self.view)
        self._lay_out()

    def show_actions(self, actions: tuple[Action, ...]) -> None:
        """Show the actions as they stand."""
        self.table.show_records([_row(action) for action in actions])
        self.about.setText(ADVICE if actions else NONE_YET)
        if actions and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.list.proxy.index(0, 2))

    def _lay_out(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.view.setItemDelegate(CellEditor(self.view))
        self.view.setProperty("role", "cells")
        self.view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        columns = self.view.horizontalHeader()
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, steps in ((1, 22), (2, 26), (3, 14)):
            self.view.setColumnWidth(column, steps * theme.GRID)
        page = QVBoxLayout(self)
        page.setContentsMargins(*[theme.space(2)] * 4)
        page.setSpacing(theme.space())
        page.addWidget(labels.heading("Actions of all groups"))
        page.addWidget(self.about)
        page.addWidget(self.list, 1)
        leave = QShortcut(QKeySequence("Esc"), self.view)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.left)


def _row(action: Action) -> ActionRow:
    note = action.note
    return ActionRow(note, action.group, note.words, note.owner, write_day(note.due))


def _typed(value: object) -> str:
    return " ".join(str(value).split())


_COLUMNS = (
    Column[ActionRow](
        "Action", lambda row: row.words, put=lambda row, value: replace(row, words=_typed(value))
    ),
    Column[ActionRow]("Group", lambda row: row.group),
    Column[ActionRow](
        "Who answers for it",
        lambda row: row.owner,
        put=lambda row, value: replace(row, owner=_typed(value)),
    ),
    Column[ActionRow](
        "By", lambda row: row.due, put=lambda row, value: replace(row, due=_typed(value))
    ),
)
