"""Participants: added by hand, imported from a list, edited in place, checked in at the door."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
)

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Consent, Participant
from facilitator.domain.people.same_person import twice_listed
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.wall_clock import zone_of
from facilitator.domain.wording import Counted, say
from facilitator.services.files import opening
from facilitator.services.files.handles import SeminarStore
from facilitator.services.people import importing
from facilitator.services.people.consenting import Purpose, agreed
from facilitator.services.people.importing import Arrival, Sheet
from facilitator.services.seminar import preparing
from ui import theme
from ui.ask import ask, choose_file
from ui.dialogs.handout_button import HandoutButton
from ui.dialogs.import_people import ImportDialog
from ui.models.cell_editor import CellEditor
from ui.models.people import SECTOR, SIZE, PeopleTable
from ui.screens.prepare.consent_menu import ConsentMenu
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import Section, born
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.page_area import Pages
from ui.widgets.lists.search_list import SearchList
from ui.widgets.lists.wide_column import WideColumn
from ui.words.telling import tell, told

LISTS = say("Lists of people (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)")
SHEET = say(
    "Space checks the selected people in, or out again. To enter a signed sheet: Ctrl+A and Space, "
    "then Space on each who did not sign."
)
WIDTHS = (7, 20, 23, 16, 18, 17, 19)
FIELD = 21


class ParticipantsSection(Section):
    """Everybody who is expected, and who of them is here."""

    TITLE = say("Participants")
    KINDS = frozenset({Kind.SEMINAR, Kind.PARTICIPANT, Kind.CONSENT})

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.material: Material | None = None
        self._added = ""
        self.table = PeopleTable(session.clock, self)
        self.view = QTableView()
        self.list = self.searched = SearchList(
            self.table, self.view, tell("Participants"), tell("Search people")
        )
        self.name = QLineEdit(placeholderText=tell("Name"))
        self.organisation = QLineEdit(placeholderText=tell("Organisation"))
        self.summary = labels.small()
        self.consent = ConsentMenu(self, self)
        self._lay_out()
        self._wire()

    def show_material(self, material: Material) -> None:
        self.material = material
        self.table.offer(SECTOR, ("", *material.seminar.sectors))
        self.table.offer(SIZE, ("", *material.seminar.sizes))
        self.table.show_records(material.participants)
        self.pages.setCurrentIndex(0 if material.participants else 1)
        self.consent.consents = material.consents
        self.consent.zone = zone_of(material.seminar)
        self.summary.setText(summary_of(material.participants, material.consents))

    def add(self) -> None:
        """Add the person whose name stands above the list."""
        name = self.name.text().strip()
        if not name:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        person = Participant(id=born(), name=name, organisation=self.organisation.text().strip())
        self._added = person.id
        self.name.clear()
        self.organisation.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        file, now = self.session.file, self.session.clock()
        self.write(
            lambda: preparing.add_person(file, person, now=now),
            lambda _: self.when_shown(self._show_added),
        )

    def choose_list(self) -> None:
        """Ask for a file, and import it."""
        path = choose_file(self, tell("Import participants"), kinds=told(LISTS))
        if path is not None:
            self.import_list(path)

    def import_list(self, path: Path) -> None:
        """Read a list and show what would become of it."""
        self.session.tasks.run(lambda: importing.read_sheet(path), lambda got: self._ask(path, got))

    def take(self, arrivals: tuple[Arrival, ...]) -> None:
        """Write the previewed people as one act."""
        file, now = self.session.file, self.session.clock()
        self.write(lambda: _take(file, arrivals, now), self._say_taken)

    def remove_selected(self) -> None:
        """Take the selected people off the list."""
        gone = self.selected()
        if gone:
            who = _who(gone)
            self.remove(*gone, said=tell("Removed {who} from the list.", who=who))

    def check_in_selected(self) -> None:
        """Check the selected people in; or out, when all of them were seen here. Who came in by
        phone came when they did.
        """
        chosen = self.selected()
        coming = [person for person in chosen if not person.seen_here]
        now = self.session.clock()
        if chosen:
            changed = [
                replace(person, arrived_at=person.arrived_at or now, seen_here=True)
                for person in coming
            ] or [replace(person, arrived_at=None, seen_here=False) for person in chosen]
            verb = Verb.CHECK_IN if coming else Verb.CHECK_OUT
            self.save(*changed, seen=chosen, verb=verb)

    def selected(self) -> tuple[Participant, ...]:
        """The selected people."""
        chosen = self.view.selectionModel().selectedRows()
        rows = sorted(self.list.proxy.mapToSource(index).row() for index in chosen)
        found = (self.table.record(row) for row in rows)
        return tuple(person for person in found if person is not None)

    def _ask(self, path: Path, sheet: Sheet) -> None:
        if self.material is None:
            return
        seminar, known = self.material.seminar, self.material.participants
        dialog = ImportDialog(path, sheet, known, seminar, self.session.tasks, self)
        arrivals = ask(dialog)
        if arrivals is not None:
            self.take(arrivals)

    def _say_taken(self, count: int) -> None:
        added = Counted(
            count, "{n} person was added or completed.", "{n} people were added or completed."
        )
        self.undoable.emit(told(added))

    def _show_added(self, _: object) -> None:
        self.list.search.clear()
        self.list.proxy.setFilterFixedString("")
        self.list.select(self.table.row_of(self._added))

    def _take_edit(self, before: Participant, after: Participant) -> None:
        fields = {
            name: getattr(after, name)
            for name in Participant.__dataclass_fields__
            if name != "KIND" and getattr(after, name) != getattr(before, name)
        }
        verb = Verb.CHANGE
        if "arrived_at" in fields:
            verb = Verb.CHECK_IN if after.arrived_at else Verb.CHECK_OUT
        self.change(before, fields, verb)

    def _lay_out(self) -> None:
        trigger = QAbstractItemView.EditTrigger
        self.view.setItemDelegate(CellEditor(self.view, free=True))
        self.view.setProperty("role", "cells")
        self.view.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed)
        for place, steps in enumerate(WIDTHS):
            self.view.setColumnWidth(place, theme.space(steps))
        WideColumn(self.view, len(WIDTHS))
        self.pages = Pages()
        self.pages.addWidget(self.list)
        self.pages.addWidget(
            EmptyState(
                tell("Nobody on the list yet"),
                tell(
                    "Import the list of a booking site or a spreadsheet (CSV or XLSX), "
                    "or type a name above."
                ),
                tell("Import a list…"),
                self.choose_list,
            )
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(2),) * 4)
        column.setSpacing(theme.space())
        column.addLayout(self._top())
        column.addWidget(self.pages, 1)
        column.addWidget(self.summary)
        column.addWidget(labels.small(told(SHEET)))

    def _top(self) -> Flow:
        self.name.setAccessibleName(tell("Name of a person to add"))
        self.organisation.setAccessibleName(tell("Organisation of the person to add"))
        self.add_button = button(tell("&Add person"), icon="user-plus", act=self.add)
        self.import_button = button(tell("&Import a list…"), icon="upload", act=self.choose_list)
        self.print_button = HandoutButton(
            self.session,
            (HandoutKind.ATTENDANCE, tell("Attendance sheet")),
            (HandoutKind.BADGES, tell("Badges")),
        )
        self.remove_button = button(tell("Remove"), "quiet", "trash-2", self.remove_selected)
        self.remove_button.setAccessibleName(tell("Remove the selected people"))
        self.remove_button.setToolTip(tell("Remove the selected people  Delete"))
        for field in (self.name, self.organisation):
            field.setMinimumWidth(theme.space(FIELD))
        row = (self.name, self.organisation, self.add_button, self.consent.opener())
        return Flow((*row, self.remove_button, self.import_button, self.print_button), space=1)

    def _wire(self) -> None:
        self.table.edited.connect(self._take_edit)
        self.name.returnPressed.connect(self.add)
        self.organisation.returnPressed.connect(self.add)
        for keys, act in (("Del", self.remove_selected), ("Space", self.check_in_selected)):
            shortcut = QShortcut(QKeySequence(keys), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)


def _take(file: SeminarStore, arrivals: tuple[Arrival, ...], now: datetime) -> int:
    opening.back_up_before(file, now, opening.Before.IMPORT)
    return importing.take(file, arrivals, now=now)


def _who(chosen: Sequence[Participant]) -> str:
    return chosen[0].name if len(chosen) == 1 else tell("{n} people", n=len(chosen))


def summary_of(everybody: tuple[Participant, ...], consents: tuple[Consent, ...] = ()) -> str:
    """How many are expected and here, how many may be quoted, and who stands on the list twice."""
    here = sum(person.arrived_at is not None for person in everybody)
    sentence = tell("{n} on the list, {here} here.", n=len(everybody), here=here)
    if quoted := len(agreed(consents, everybody, Purpose.QUOTE)):
        sentence += " " + tell("Of these, {quoted} may be quoted.", quoted=quoted)
    twice = [each.name for each in twice_listed(everybody)]
    if twice:
        sentence += " " + tell(
            "On the list more than once: {what}.", what=", ".join(dict.fromkeys(twice))
        )
    return sentence
