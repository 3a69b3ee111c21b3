"""Actions: what all groups said has to be done, with who answers for it and by when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QTableView, QVBoxLayout, QWidget

from facilitator.domain.days import read_day, write_day
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from facilitator.services.views.notes_screen import Action, Actions
from ui import theme
from ui.models.cell_editor import CellEditor
from ui.models.records import Column, RecordTable
from ui.widgets.frames import labels
from ui.widgets.lists.search_list import SearchList
from ui.widgets.lists.wide_column import WideColumn
from ui.words.telling import tell, told

ADVICE = say(
    "Every note of the kind “action”, from all groups. F2 edits a cell. Who answers for it is a "
    "role, such as “partnership board”; a day is typed as 1 Nov or 2011-11-01."
)
NONE_YET = say(
    "No actions have been noted yet. A note becomes one with Alt+A, or begun with > and a blank."
)


class ActionsPage(QWidget):
    """The table. `edited` carries the action as it was and as it should be; `refused` says why what
    was typed is no day; `left` asks to go back. Days are read by the room's clock.
    """

    edited = Signal(object, object)
    refused = Signal(str)
    left = Signal()

    def __init__(self, clock: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._zone: tzinfo = UTC
        self.table: RecordTable[Action] = RecordTable(self._columns(), self)
        self.view = QTableView()
        self.list = SearchList(
            self.table, self.view, tell("Actions of all groups"), tell("Search actions")
        )
        self.about = labels.small(told(ADVICE))
        self.table.edited.connect(self.edited)
        self._lay_out()

    def show_actions(self, found: Actions) -> None:
        """Show the actions as they stand."""
        self._zone = found.zone
        self.table.show_records(found.actions)
        self.about.setText(told(ADVICE) if found.actions else told(NONE_YET))
        if found.actions and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.list.proxy.index(0, 2))

    def _columns(self) -> tuple[Column[Action], ...]:
        return (
            Column[Action](
                tell("Action"),
                lambda action: action.note.words,
                put=lambda action, value: _saying(action, words=_typed(value)),
            ),
            Column[Action](tell("Group"), lambda action: action.group),
            Column[Action](
                tell("Who answers for it"),
                lambda action: action.note.owner,
                put=lambda action, value: _saying(action, owner=_typed(value)),
            ),
            Column[Action](
                tell("By"), lambda action: write_day(action.note.due), put=self._put_day
            ),
        )

    def _put_day(self, action: Action, typed: object) -> Action | None:
        try:
            due = read_day(_typed(typed), self._clock().astimezone(self._zone).date())
        except SeminarError as error:
            self.refused.emit(told(error))
            return None
        return _saying(action, due=due)

    def _lay_out(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.view.setItemDelegate(CellEditor(self.view))
        self.view.setProperty("role", "cells")
        self.view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        WideColumn(self.view, 0)
        for column, steps in ((1, 20), (2, 22), (3, 13)):
            self.view.setColumnWidth(column, theme.space(steps))
        page = QVBoxLayout(self)
        page.setContentsMargins(*[theme.space(2)] * 4)
        page.setSpacing(theme.space())
        page.addWidget(labels.heading(tell("Actions of all groups")))
        page.addWidget(self.about)
        page.addWidget(self.list, 1)
        leave = QShortcut(QKeySequence("Esc"), self.view)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.left)


def _typed(value: object) -> str:
    return " ".join(str(value).split())


def _saying(action: Action, **said: Any) -> Action:
    return replace(action, note=replace(action.note, **said))
