"""A section that is a list with a form beside it: add, edit, reorder, remove, all by keyboard."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.acts import Verb
from facilitator.domain.records import Record, differing
from facilitator.domain.wording import Message, Text, say
from ui import theme
from ui.models.cell_editor import CellEditor
from ui.models.records import ID_ROLE, RecordTable
from ui.screens.prepare.forms.form import Form, scrolled, speak
from ui.screens.prepare.list_buttons import ListButtons, Names
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import Section, short
from ui.session import Session
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.page_area import Pages
from ui.widgets.frames.split_view import SplitView
from ui.widgets.lists.search_list import SearchList
from ui.widgets.lists.wide_column import WideColumn
from ui.words.telling import tell, told


class ListSection(Section):
    """Records of one kind. Subclasses say what the table shows, the form asks, a new one holds."""

    RECORD: ClassVar[type[Record]]
    NOUN: ClassVar[Text] = ""
    MANY: ClassVar[Message]
    FIRST_FIELD: ClassVar[str] = "title"
    ADVICE: ClassVar[Text] = ""
    ELSEWHERE: ClassVar[Text] = say("Choose a line of the list to work on it.")
    WIDE: ClassVar[int] = 0
    """The column that takes the width that is left; NARROW gives (column, grid steps) to others."""
    NARROW: ClassVar[tuple[tuple[int, int], ...]] = ()
    SHARES: ClassVar[tuple[int, int]] = (5, 4)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.material: Material | None = None
        self._wanted = ""
        self.table = self.make_table()
        self.view = QTableView()
        self.list = self.searched = SearchList(self.table, self.view, told(self.MANY).capitalize())
        _dress(self.view, self.WIDE, self.NARROW)
        self.summary = labels.small()
        self.form = Form()
        self.build_form(self.form)
        self.form.end()
        self._lay_out()
        self._wire()

    def make_table(self) -> RecordTable[Any]:
        """The table's model."""
        raise NotImplementedError

    def build_form(self, form: Form) -> None:
        """Put the fields of a record into the form."""
        raise NotImplementedError

    def rows(self, material: Material) -> Sequence[Any]:
        """What the table shows, in order."""
        raise NotImplementedError

    def new_record(self, material: Material, after: Any) -> Record:
        """A record to begin with, to stand after the selected one (None: last)."""
        raise NotImplementedError

    def record_of(self, row: Any) -> Any:
        """The record that a row of the table stands for; None where it cannot be edited here."""
        return row

    def siblings(self, material: Material, record: Any) -> Sequence[Any]:
        """The records among which one can be moved."""
        return [each for row in self.rows(material) if (each := self.record_of(row)) is not None]

    def offer_choices(self, material: Material) -> None:
        """Tell the form's fields what there is to choose from."""

    def show_state(self, record: Any, material: Material) -> None:
        """Fit the form to the record that it shows now."""

    def summary_of(self, material: Material) -> str:
        """A sentence under the list."""
        count = len(self.table.records)
        said = f"1 {told(self.NOUN)}" if count == 1 else f"{count} {told(self.MANY)}"
        return material.with_missing(said, self.RECORD)

    def name_of(self, record: Any) -> str:
        """How a record is called in a label."""
        return short(str(getattr(record, self.FIRST_FIELD)))

    def show_material(self, material: Material) -> None:
        self.material = material
        wanted = self._wanted or self.current_id()
        self.offer_choices(material)
        speak(self.form, material.second_language)
        self.table.show_records(self.rows(material))
        self.summary.setText(self.summary_of(material))
        self.pages.setCurrentIndex(0 if self.table.records else 1)
        self._keep_cursor(wanted)
        self.show_current()

    def current(self) -> Any:
        """The record under the cursor, None without one."""
        row = self.table.record(self.list.current().row())
        return None if row is None else self.record_of(row)

    def current_id(self) -> str:
        """The id of the row under the cursor, "" without one."""
        return str(self.list.current().data(ID_ROLE) or "")

    def selected(self) -> tuple[Any, ...]:
        """The selected records, in order."""
        chosen = self.view.selectionModel().selectedRows()
        rows = sorted(self.list.proxy.mapToSource(index).row() for index in chosen)
        found = (self.table.record(row) for row in rows)
        records = (self.record_of(row) for row in found if row is not None)
        return tuple(record for record in records if record is not None)

    def show_current(self) -> None:
        """Show the record under the cursor in the form."""
        record = self.current()
        self.detail.setVisible(record is not None)
        self.elsewhere.setVisible(record is None)
        if record is not None and self.material is not None:
            self.form.show_record(record)
            self.show_state(record, self.material)
        self.buttons.fit(record is not None)

    def add(self) -> None:
        """Add a record after the one under the cursor, ready to be named."""
        if self.material is None:
            return
        self.form.save()
        record = self.new_record(self.material, self.current())
        self.want(record.id)
        self.save(record, verb=Verb.ADD, then=lambda _: self.when_shown(self.name_it))

    def want(self, id: str) -> None:
        self._wanted = id
        self.list.search.clear()
        self.list.proxy.setFilterFixedString("")

    def name_it(self, _: object = None) -> None:
        """Ready to type the name of the record under the cursor."""
        self.form.field(self.FIRST_FIELD).focus()

    def remove_selected(self) -> None:
        """Take out what is selected."""
        records = self.selected()
        if not records:
            return
        what = f"{len(records)} {told(self.MANY)}"
        if len(records) == 1:
            what = f"{told(self.NOUN)} “{self.name_of(records[0])}”"
        self.remove(*records, said=tell("Removed {what}.", what=what))

    def shift(self, places: int) -> None:
        """Move the record under the cursor up (negative) or down among its siblings."""
        record = self.current()
        if record is None or self.material is None:
            return
        self.shift_among(self.siblings(self.material, record), record, places)

    def finish(self) -> None:
        self.form.save()
        super().finish()

    def _keep_cursor(self, wanted: str) -> None:
        row = self.table.row_of(wanted)
        if row < 0 and self.table.records and not self.list.current().isValid():
            row = 0
        if row >= 0 and row != self.list.current().row():
            self.list.select(row)
        if self._wanted and self.current_id() == self._wanted:
            self._wanted = ""

    def _lay_out(self) -> None:
        self.buttons = ListButtons(
            self.view, _names(self.NOUN, self.MANY), self.add, self.remove_selected, self.shift
        )
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.space(), 0)
        column.setSpacing(theme.space())
        column.addLayout(self.buttons)
        column.addWidget(self.list, 1)
        column.addWidget(self.summary)
        self.detail = scrolled(self.form, tell("The chosen {noun}", noun=self.NOUN), self.view)
        self.elsewhere = labels.quiet(told(self.ELSEWHERE))
        right = _beside(self.detail, self.elsewhere)
        self.pages = Pages()
        where = f"prepare/{self.MANY.template}"
        empty = _nothing_yet(told(self.NOUN), told(self.MANY), told(self.ADVICE), self.add)
        self.pages.addWidget(SplitView(where, left, right, shares=self.SHARES))
        self.pages.addWidget(empty)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.space(2), theme.space(2), theme.space(2), theme.space(2))
        outer.addWidget(self.pages)

    def _wire(self) -> None:
        self.list.picked.connect(lambda _: self.show_current())
        self.view.selectionModel().selectionChanged.connect(
            lambda *_: self.buttons.fit(self.current() is not None)
        )
        self.table.edited.connect(self._take_edit)
        self.table.moved.connect(self._take_drop)
        self.form.changed.connect(self._take_change)

    def _take_edit(self, before: Any, after: Any) -> None:
        old, new = self.record_of(before), self.record_of(after)
        self.change(old, {name: getattr(new, name) for name in differing(old, new)})

    def _take_drop(self, id: str, before: str) -> None:
        row = self.table.record(self.table.row_of(id))
        record = None if row is None else self.record_of(row)
        if record is not None and id != before:
            self.put_before(record, before or None)

    def _take_change(self, seen: Any, name: str, value: object) -> None:
        self.change(seen, {name: value})


def _dress(view: QTableView, wide: int, narrow: Sequence[tuple[int, int]]) -> None:
    """Edited in its cells, dragged within itself; one column takes the width that is left."""
    view.setItemDelegate(CellEditor(view))
    view.setProperty("role", "cells")
    trigger = QAbstractItemView.EditTrigger
    view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
    view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
    view.setDragDropOverwriteMode(False)
    view.setMinimumHeight(theme.space(24))  # its headings and four rows, where the page scrolls
    WideColumn(view, wide)
    for column, steps in narrow:
        view.setColumnWidth(column, theme.space(steps))


def _beside(detail: QWidget, elsewhere: QWidget) -> QWidget:
    """What stands beside the list: the form, or a word where there is none."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.space(), 0, 0, 0)
    column.addWidget(detail, 1)
    column.addWidget(elsewhere, 0, Qt.AlignmentFlag.AlignTop)
    return page


def _nothing_yet(noun: str, many: str, advice: str, add: Callable[[], object]) -> EmptyState:
    none_yet, adding = tell("No {many} yet", many=many), tell("Add a {noun}", noun=noun)
    return EmptyState(none_yet, advice, adding, add)


def _names(noun: Text, many: Text) -> Names:
    return Names(
        tell("Add a {noun}", noun=noun),
        tell("Remove the selected {many}", many=many),
        tell("Move the {noun} up", noun=noun),
        tell("Move the {noun} down", noun=noun),
    )
