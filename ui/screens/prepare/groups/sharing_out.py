"""Who is in which group: shared out, put there one by one, kept there, placed on arriving late."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QTableView

from facilitator.services.people import placing
from facilitator.services.records import editing
from facilitator.services.seminar import preparing
from ui.models.groups import GroupsTable, PlacedPerson, PlacesTable
from ui.models.records import ID_ROLE
from ui.screens.prepare.section import Section
from ui.widgets.forms.keys import set_keys
from ui.words.telling import tell, told


class SharingOut(QObject):
    """Acts on the people of the list in `view`; `segment_id` is whose groups are shown, or ""."""

    def __init__(
        self, section: Section, groups: GroupsTable, places: PlacesTable, view: QTableView
    ) -> None:
        super().__init__(section)
        self.segment_id = ""
        self._section = section
        self._groups = groups
        self._places = places
        self._view = view
        groups.joined.connect(self.put_people)
        places.edited.connect(self._take_place)
        keys: dict[str, Callable[[], object]] = {"L": self.place_late}
        keys |= {str(number): partial(self.put_selected, number) for number in range(10)}
        set_keys(view, keys, Qt.ShortcutContext.WidgetShortcut)

    def allocate(self) -> None:
        """Share everybody out: sectors and sizes spread, people of one organisation apart."""
        session, id_ = self._section.session, self.segment_id
        if id_:
            now = session.clock()
            self._section.write(
                lambda: preparing.allocate(session.file, id_, now=now),
                lambda _: self._section.undoable.emit(
                    tell("Everybody has been shared out among the groups.")
                ),
            )

    def place_late(self) -> None:
        """Put the selected people who have no group, or else all who are here, into one each."""
        session, id_ = self._section.session, self.segment_id
        if not id_:
            return
        now = session.clock()
        nowhere = {each.id for each in self._places.records if each.group is None}
        chosen = [person for person in self.selected_people() if person in nowhere]

        def work() -> tuple[placing.Placed, ...]:
            if chosen:
                return placing.place(session.file, id_, chosen, now=now)
            return placing.place_latecomers(session.file, id_, now=now)

        self._section.write(
            work, lambda placed: session.tasks.said.emit(told(placing.said(placed)))
        )

    def put_people(self, ids: tuple[str, ...], group_id: str) -> None:
        """Put people into a group, or into none (""); the cursor stays for the next ones."""
        session, id_, row = self._section.session, self.segment_id, self._view.currentIndex().row()
        if id_ and ids:
            now = session.clock()
            self._section.write(
                lambda: editing.place_people(session.file, id_, ids, group_id, now=now),
                lambda _: self._section.when_shown(lambda _: self._view.selectRow(row)),
            )

    def put_selected(self, number: int) -> None:
        """Put the selected people into the group of that number; 0 is none."""
        lines = self._groups.records
        if number <= len(lines):
            self.put_people(self.selected_people(), lines[number - 1].id if number else "")

    def keep_people(self, ids: tuple[str, ...], stays: bool) -> None:
        """Let people stay where they are when the others are shared out, or no longer."""
        session, id_ = self._section.session, self.segment_id
        if id_ and ids:
            now = session.clock()
            self._section.write(lambda: editing.keep_places(session.file, id_, ids, stays, now=now))

    def selected_people(self) -> tuple[str, ...]:
        """The ids of the selected people."""
        rows = self._view.selectionModel().selectedRows()
        return tuple(str(index.data(ID_ROLE)) for index in rows)

    def _take_place(self, before: PlacedPerson, after: PlacedPerson) -> None:
        if before.stays != after.stays and before.group == after.group:
            self.keep_people((after.id,), after.stays)
        else:
            self.put_people((after.id,), after.group.id if after.group else "")
