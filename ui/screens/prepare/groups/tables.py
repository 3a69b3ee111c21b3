"""How the two tables of the breakouts look and are worked: the groups above, the people below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView

from ui import theme
from ui.models.cell_editor import CellEditor
from ui.models.groups import GroupsTable
from ui.widgets.lists.wide_column import WideColumn
from ui.words.telling import tell


def groups_view(groups: GroupsTable) -> QTableView:
    """The groups: dragged to another place among themselves, people dropped onto them."""
    view = QTableView()
    view.setModel(groups)
    view.setAccessibleName(tell("Groups"))
    view.setMinimumHeight(theme.space(24))  # its headings and four groups, where the page scrolls
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(theme.space(4))
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
    view.setDefaultDropAction(Qt.DropAction.MoveAction)
    view.setDragDropOverwriteMode(False)
    view.horizontalHeader().setHighlightSections(False)
    WideColumn(view, 3)
    for column, steps in ((0, 6), (1, 25), (2, 10), (4, 18)):
        view.setColumnWidth(column, theme.space(steps))
    return view


def dress_people(view: QTableView) -> None:
    """The people: dragged onto a group, their group chosen in its cell."""
    trigger = QAbstractItemView.EditTrigger
    view.setItemDelegate(CellEditor(view))
    view.setProperty("role", "cells")
    view.setMinimumHeight(theme.space(24))  # as of the groups above
    view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
    view.setDragEnabled(True)
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
    WideColumn(view, 1)
    for column, steps in ((0, 18), (2, 16), (3, 13), (4, 19), (5, 7)):
        view.setColumnWidth(column, theme.space(steps))
