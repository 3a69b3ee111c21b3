"""Breakouts: the groups that work in parallel, and who is in which."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.acts import Verb
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.wording import counted, people
from facilitator.services.people import placing
from facilitator.services.records import editing
from facilitator.services.seminar import preparing
from ui import theme
from ui.dialogs.handout_button import HandoutButton
from ui.models.cell_editor import CellEditor
from ui.models.groups import GroupsTable, PlacedPerson, PlacesTable, group_lines, placed_people
from ui.models.records import ID_ROLE
from ui.screens.prepare.fields import ChoiceField
from ui.screens.prepare.form import Form, scrolled
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import Section, born, place_after
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.split_view import SplitView
from ui.widgets.lists.search_list import SearchList

NO_SEGMENT = (
    "Groups belong to a segment of the agenda. Add a segment there and choose “Breakouts” as what "
    "happens in it; then its groups are arranged here."
)
NO_GROUP = "Add a group for each table or room; then people can be shared out among them."


class BreakoutsSection(Section):
    """The groups of one breakouts segment above, everybody below, the chosen group beside."""

    TITLE = "Breakouts"
    KINDS = frozenset(
        {
            Kind.BREAKOUT,
            Kind.SEGMENT,
            Kind.PARTICIPANT,
            Kind.CASE_STUDY,
            Kind.QUESTION,
            Kind.FINDING,
        }
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.material: Material | None = None
        self._wanted = ""
        self.segments = ChoiceField("Segment whose groups are shown")
        self.groups = GroupsTable(self)
        self.places = PlacesTable(self)
        self.groups_view = self._make_groups_view()
        self.places_view = QTableView()
        self.people = SearchList(self.places, self.places_view, "People", "Search people")
        self.form = self._make_form()
        self.summary = labels.small()
        self._lay_out()
        self._wire()

    def show_material(self, material: Material) -> None:
        self.material = material
        taking = [each for each in material.segments if each.kind is SegmentKind.BREAKOUTS]
        self.segments.offer([(each.id, each.title) for each in taking])
        if self.segments.currentIndex() < 0 and taking:
            self.segments.setCurrentIndex(0)
        self.segments.setVisible(len(taking) > 1)
        self._offer_choices(material)
        self._show_groups()

    def segment(self) -> Segment | None:
        """The segment whose groups are shown."""
        segments = self.material.segments if self.material else ()
        return next((each for each in segments if each.id == self.segments.value()), None)

    def current(self) -> Breakout | None:
        """The group under the cursor."""
        line = self.groups.record(self.groups_view.currentIndex().row())
        return line.breakout if line else None

    def add(self) -> None:
        """Add a group, ready to be named."""
        segment = self.segment()
        if segment is None:
            return
        self.form.save()
        groups = [line.breakout for line in self.groups.records]
        group = Breakout(
            id=born(),
            segment_id=segment.id,
            position=place_after(groups, None),
            title=f"Group {len(groups) + 1}",
        )
        self._wanted = group.id
        self.save(group, verb=Verb.ADD, then=lambda _: self.when_shown(self._name_it))

    def remove_current(self) -> None:
        """Take the group under the cursor out; its people are in no group then."""
        group = self.current()
        if group is not None:
            what = f"group “{group.title}”"
            self.remove(group, said=f"Removed {what}.")

    def shift(self, places: int) -> None:
        """Move the group under the cursor up (negative) or down."""
        group = self.current()
        if group is None:
            return
        ids = [line.id for line in self.groups.records]
        place = ids.index(group.id) + places
        if 0 <= place < len(ids):
            after = place + 1 if places > 0 else place
            self.put_before(group, ids[after] if after < len(ids) else None)

    def allocate(self) -> None:
        """Share everybody out: sectors and sizes spread, people of one organisation apart."""
        segment = self.segment()
        if segment is not None:
            file, now, id_ = self.session.file, self.session.clock(), segment.id
            self.write(
                lambda: preparing.allocate(file, id_, now=now),
                lambda _: self.undoable.emit("Everybody has been shared out among the groups."),
            )

    def place_late(self) -> None:
        """Put the selected people who have no group, or else all who are here, into one each."""
        segment = self.segment()
        if segment is None:
            return
        file, now, id_ = self.session.file, self.session.clock(), segment.id
        nowhere = {each.id for each in self.places.records if each.group is None}
        chosen = [person for person in self.selected_people() if person in nowhere]

        def work() -> tuple[placing.Placed, ...]:
            if chosen:
                return placing.place(file, id_, chosen, now=now)
            return placing.place_latecomers(file, id_, now=now)

        self.write(work, lambda placed: self.session.tasks.said.emit(placing.said(placed)))

    def put_people(self, ids: tuple[str, ...], group_id: str) -> None:
        """Put people into a group, or into none (""); the cursor stays for the next ones."""
        segment, row = self.segment(), self.places_view.currentIndex().row()
        if segment is not None and ids:
            file, now, id_ = self.session.file, self.session.clock(), segment.id
            self.write(
                lambda: editing.place_people(file, id_, ids, group_id, now=now),
                lambda _: self.when_shown(lambda _: self.places_view.selectRow(row)),
            )

    def put_selected(self, number: int) -> None:
        """Put the selected people into the group of that number; 0 is none."""
        lines = self.groups.records
        if number <= len(lines):
            self.put_people(self.selected_people(), lines[number - 1].id if number else "")

    def keep_people(self, ids: tuple[str, ...], stays: bool) -> None:
        """Let people stay where they are when the others are shared out, or no longer."""
        segment = self.segment()
        if segment is not None and ids:
            file, now, id_ = self.session.file, self.session.clock(), segment.id
            self.write(lambda: editing.keep_places(file, id_, ids, stays, now=now))

    def selected_people(self) -> tuple[str, ...]:
        """The ids of the selected people."""
        rows = self.places_view.selectionModel().selectedRows()
        return tuple(str(index.data(ID_ROLE)) for index in rows)

    def finish(self) -> None:
        self.form.save()

    def _name_it(self, _: object) -> None:
        self.form.focus("title")

    def _offer_choices(self, material: Material) -> None:
        cases = [(each.id, each.title) for each in material.case_studies]
        self._topic.offer([("", "None"), *cases])
        self._questions.picks.offer(material.question_choices())
        self._findings.picks.offer(material.finding_choices())

    def _show_groups(self) -> None:
        material, segment = self.material, self.segment()
        if material is None or segment is None:
            self.pages.setCurrentIndex(2)
            return
        groups = [each for each in material.breakouts if each.segment_id == segment.id]
        topics = {each.id: each.title for each in material.case_studies}
        wanted = self._wanted or str(self.groups_view.currentIndex().data(ID_ROLE) or "")
        self._wanted = ""
        self.groups.show_records(group_lines(groups, material.participants, topics))
        self.places.offer_groups(groups)
        self.places.show_records(placed_people(groups, material.participants))
        self.pages.setCurrentIndex(0 if groups else 1)
        if groups:
            self.groups_view.selectRow(max(self.groups.row_of(wanted), 0))
        self.summary.setText(self._summary())
        self._show_current()

    def _show_current(self) -> None:
        line = self.groups.record(self.groups_view.currentIndex().row())
        if line is not None:
            self.form.show_record(line.breakout)
            self._mix.setText(line.described)
        self.detail.setVisible(line is not None)

    def _summary(self) -> str:
        placed = sum(each.group is not None for each in self.places.records)
        missing = len(self.places.records) - placed
        groups = counted(len(self.groups.records), "group", "groups")
        rest = f", {missing} not placed yet" if missing else ", everybody is placed"
        return f"{groups}, {people(placed)} in them{rest if self.places.records else ''}."

    def _take_place(self, before: PlacedPerson, after: PlacedPerson) -> None:
        if before.stays != after.stays and before.group == after.group:
            self.keep_people((after.id,), after.stays)
        else:
            self.put_people((after.id,), after.group.id if after.group else "")

    def _take_drop(self, id: str, before: str) -> None:
        line = self.groups.record(self.groups.row_of(id))
        if line is not None and id != before:
            self.put_before(line.breakout, before or None)

    def _take_change(self, id: str, name: str, value: object) -> None:
        self.change(Breakout, id, {name: value})

    def _make_groups_view(self) -> QTableView:
        view = QTableView()
        view.setModel(self.groups)
        view.setAccessibleName("Groups")
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(4 * theme.GRID)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        columns = view.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for column, steps in ((0, 6), (1, 25), (2, 10), (4, 18)):
            view.setColumnWidth(column, steps * theme.GRID)
        return view

    def _make_form(self) -> Form:
        form = Form()
        self._mix = form.note()
        form.line("title", "Name of the group", required=True)
        with form.row():
            form.line("place", "Place", "Room or table")
            room = form.number("capacity", "Room for", 0, 500, " people")
            room.setSpecialValueText("Any number")
        form.line("note_taker", "Note-taker")
        self._topic = form.choice("case_study_id", "Topic (case study)")
        self._questions = form.picks("question_ids", "Questions it takes up", rows=5)
        self._findings = form.picks("finding_ids", "Findings it tests", rows=5)
        form.end()
        return form

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.space(), 0)
        column.setSpacing(theme.space())
        column.addLayout(self._buttons())
        column.addWidget(self.groups_view, 5)
        column.addWidget(self._hint())
        column.addWidget(self.people, 5)
        column.addWidget(self.summary)
        self.detail = scrolled(self.form)
        self.pages = QStackedWidget()
        self.pages.addWidget(SplitView("prepare/breakouts", left, self.detail, shares=(7, 4)))
        self.pages.addWidget(EmptyState("No groups yet", NO_GROUP, "Add a group", self.add))
        self.pages.addWidget(EmptyState("No breakouts in the agenda", NO_SEGMENT))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.space(2),) * 4)
        outer.addWidget(self.pages)
        self._prepare_people()

    def _prepare_people(self) -> None:
        view, trigger = self.places_view, QAbstractItemView.EditTrigger
        view.setItemDelegate(CellEditor(view))
        view.setProperty("role", "cells")
        view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        view.setDragEnabled(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        columns = view.horizontalHeader()
        columns.setStretchLastSection(False)
        columns.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, steps in ((0, 18), (2, 16), (3, 13), (4, 19), (5, 7)):
            view.setColumnWidth(column, steps * theme.GRID)

    def _hint(self) -> QWidget:
        return labels.small(
            "Drag people onto a group, or select them and press its number (0: none, L: where they "
            "suit best). "
            "Who stays is not moved when the others are shared out."
        )

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        row.addWidget(self.segments)
        for text, name, icon, keys, act in (
            ("Add", "Add a group", "plus", "Insert", self.add),
            ("Remove", "Remove the group", "trash-2", "Delete", self.remove_current),
            ("Up", "Move the group up", "arrow-up", "Alt+Up", lambda: self.shift(-1)),
            ("Down", "Move the group down", "arrow-down", "Alt+Down", lambda: self.shift(1)),
        ):
            made = button(text, "quiet", icon, act)
            made.setAccessibleName(name)
            made.setToolTip(f"{name}  {keys}")
            row.addWidget(made)
        row.addStretch(1)
        self.allocate_button = button("Share everybody out", "", "shuffle", self.allocate)
        self.allocate_button.setToolTip(
            "Sectors and sizes spread, people from one organisation apart; fixed places stay"
        )
        self.late_button = button("Place late arrivals", "", "user-plus", self.place_late)
        self.late_button.setToolTip(
            "Who is here and has no group is put into the one that suits; nobody else moves  L"
        )
        row.addWidget(self.allocate_button)
        row.addWidget(self.late_button)
        row.addWidget(HandoutButton(self.session, HandoutKind.BREAKOUTS, "Who goes where"))
        return row

    def _wire(self) -> None:
        self.segments.saved.connect(lambda _: self._show_groups())
        self.groups_view.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.groups.moved.connect(self._take_drop)
        self.groups.joined.connect(self.put_people)
        self.places.edited.connect(self._take_place)
        self.form.changed.connect(self._take_change)
        for keys, act in (
            ("Ins", self.add),
            ("Del", self.remove_current),
            ("Alt+Up", lambda: self.shift(-1)),
            ("Alt+Down", lambda: self.shift(1)),
        ):
            _key(self.groups_view, keys, act)
        _key(self.places_view, "L", self.place_late)
        for number in range(10):
            _key(self.places_view, str(number), lambda number=number: self.put_selected(number))


def _key(view: QWidget, keys: str, act: object) -> None:
    shortcut = QShortcut(QKeySequence(keys), view)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(act)
