"""Breakouts: the groups that work in parallel, and who is in which."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.acts import Verb
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.wording import Counted, people, say
from ui import theme
from ui.dialogs.handout_button import HandoutButton
from ui.models.groups import GroupsTable, PlacedPerson, PlacesTable, group_lines, placed_people
from ui.models.records import ID_ROLE
from ui.screens.prepare.forms.fields import ChoiceField
from ui.screens.prepare.forms.form import Form, scrolled
from ui.screens.prepare.groups.sharing_out import SharingOut
from ui.screens.prepare.groups.tables import dress_people, groups_view
from ui.screens.prepare.list_buttons import ListButtons, Names
from ui.screens.prepare.material import Material
from ui.screens.prepare.section import Section, born, place_after
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.page_area import Pages
from ui.widgets.frames.split_view import SplitView
from ui.widgets.lists.search_list import SearchList
from ui.words.telling import tell, told

NO_SEGMENT = say(
    "Groups belong to a segment of the agenda. Add a segment there and choose “Breakouts” as what "
    "happens in it; then its groups are arranged here."
)
NO_GROUP = say("Add a group for each table or room; then people can be shared out among them.")


class BreakoutsSection(Section):
    """The groups of one breakouts segment above, everybody below, the chosen group beside."""

    TITLE = say("Breakouts")
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
        self.segments = ChoiceField(tell("Segment whose groups are shown"))
        self.groups = GroupsTable(self)
        self.places = PlacesTable(self)
        self.groups_view = groups_view(self.groups)
        self.places_view = QTableView()
        self.people = self.searched = SearchList(
            self.places, self.places_view, tell("People"), tell("Search people")
        )
        dress_people(self.places_view)
        self.sharing = SharingOut(self, self.groups, self.places, self.places_view)
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
            title=tell("Group {n}", n=len(groups) + 1),
        )
        self._wanted = group.id
        self.save(group, verb=Verb.ADD, then=lambda _: self.when_shown(self._name_it))

    def remove_current(self) -> None:
        """Take the group under the cursor out; its people are in no group then."""
        group = self.current()
        if group is not None:
            what = tell("group “{title}”", title=group.title)
            self.remove(group, said=tell("Removed {what}.", what=what))

    def shift(self, places: int) -> None:
        """Move the group under the cursor up (negative) or down."""
        group = self.current()
        if group is not None:
            self.shift_among(self.groups.records, group, places)

    def finish(self) -> None:
        self.form.save()
        super().finish()

    def _name_it(self, _: object) -> None:
        self.form.field("title").focus()

    def _offer_choices(self, material: Material) -> None:
        cases = [(each.id, each.title) for each in material.case_studies]
        self._topic.offer([("", tell("None")), *cases])
        self._questions.picks.offer(material.question_choices())
        self._findings.picks.offer(material.finding_choices())

    def _show_groups(self) -> None:
        material, segment = self.material, self.segment()
        self.sharing.segment_id = segment.id if segment else ""
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
        self.summary.setText(_summary(self.places.records, len(groups)))
        self._show_current()

    def _show_current(self) -> None:
        line = self.groups.record(self.groups_view.currentIndex().row())
        if line is not None:
            self.form.show_record(line.breakout)
            self._mix.setText(line.described)
        self.detail.setVisible(line is not None)

    def _take_drop(self, id: str, before: str) -> None:
        line = self.groups.record(self.groups.row_of(id))
        if line is not None and id != before:
            self.put_before(line.breakout, before or None)

    def _take_change(self, seen: Breakout, name: str, value: object) -> None:
        self.change(seen, {name: value})

    def _make_form(self) -> Form:
        form = Form()
        self._mix = form.note()
        form.line("title", tell("Name of the group"), required=True)
        with form.row():
            form.line("place", tell("Place"), tell("Room or table"))
            room = form.number("capacity", tell("Room for"), 0, 500, tell("people"))
            room.setSpecialValueText(tell("Any number"))
        form.line("note_taker", tell("Note-taker"))
        self._topic = form.choice("case_study_id", tell("Topic (case study)"))
        self._questions = form.picks("question_ids", tell("Questions it takes up"), rows=5)
        self._findings = form.picks("finding_ids", tell("Findings it tests"), rows=5)
        form.end()
        return form

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.space(), 0)
        column.setSpacing(theme.space())
        column.addLayout(self._buttons())
        column.addWidget(self.groups_view, 5)
        column.addWidget(_hint())
        column.addWidget(self.people, 5)
        column.addWidget(self.summary)
        self.detail = scrolled(self.form, tell("The chosen group"), self.groups_view)
        self.pages = Pages()
        self.pages.addWidget(SplitView("prepare/breakouts", left, self.detail, shares=(7, 4)))
        self.pages.addWidget(
            EmptyState(tell("No groups yet"), told(NO_GROUP), tell("Add a group"), self.add)
        )
        self.pages.addWidget(EmptyState(tell("No breakouts in the agenda"), told(NO_SEGMENT)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(theme.space(2),) * 4)
        outer.addWidget(self.pages)

    def _buttons(self) -> ListButtons:
        row = ListButtons(self.groups_view, _names(), self.add, self.remove_current, self.shift)
        row.put_first((self.segments,))
        self.allocate_button = button(
            tell("&Share everybody out"), "", "shuffle", self.sharing.allocate
        )
        self.allocate_button.setToolTip(
            tell("Sectors and sizes spread, people from one organisation apart; fixed places stay")
        )
        self.late_button = button(
            tell("Place late arrivals"), "", "user-plus", self.sharing.place_late
        )
        self.late_button.setToolTip(
            tell(
                "Who is here and has no group is put into the one that suits; nobody else moves  L"
            )
        )
        row.addWidget(self.allocate_button)
        row.addWidget(self.late_button)
        row.addWidget(
            HandoutButton(
                self.session,
                (HandoutKind.BREAKOUTS, tell("Who goes where")),
                (HandoutKind.NOTES, tell("Sheets for note-takers")),
                (HandoutKind.CARDS, tell("Table cards")),
            )
        )
        return row

    def _wire(self) -> None:
        self.segments.saved.connect(lambda _: self._show_groups())
        self.groups_view.selectionModel().currentChanged.connect(lambda *_: self._show_current())
        self.groups.moved.connect(self._take_drop)
        self.form.changed.connect(self._take_change)


def _summary(everybody: Sequence[PlacedPerson], groups: int) -> str:
    placed = sum(each.group is not None for each in everybody)
    missing = len(everybody) - placed
    rest = (
        tell(", {missing} not placed yet", missing=missing)
        if missing
        else tell(", everybody is placed")
    )
    said = tell(
        "{groups}, {people} in them",
        groups=Counted(groups, "{n} group", "{n} groups"),
        people=people(placed),
    )
    return f"{said}{rest if everybody else ''}."


def _hint() -> QWidget:
    return labels.small(
        tell(
            "Drag people onto a group, or select them and press its number (0: none, L: where "
            "they suit best). "
            "Who stays is not moved when the others are shared out."
        )
    )


def _names() -> Names:
    return Names(
        tell("Add a group"),
        tell("Remove the group"),
        tell("Move the group up"),
        tell("Move the group down"),
    )
