"""Notes: a group's desk, made for typing while people talk, without touching the mouse."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QListView, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from facilitator.domain.notes.notes import Note
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import Text, say
from facilitator.services.views import note_taker_page
from facilitator.services.views.notes_screen import Desk, actions, desk, note_of, terms
from ui import theme
from ui.dialogs.notes.photographs import PhotographsKey
from ui.models.rows import RowsModel
from ui.screens.notes.actions import ActionsPage
from ui.screens.notes.acts import NoteActs
from ui.screens.notes.alike import Alike
from ui.screens.notes.capture import KIND_KEYS, TICK_KEYS, CaptureBar
from ui.screens.notes.drafting import Drafting
from ui.screens.notes.heard import HeardPanel
from ui.screens.notes.marks import Marks
from ui.screens.notes.now_bar import NowBar
from ui.screens.notes.page import NoteAct, NotesView
from ui.screens.notes.question import QuestionBar
from ui.screens.notes.report_back.acts import ReportBackActs
from ui.screens.notes.report_back.panel import ReportBackPanel
from ui.screens.notes.rows import group_rows, note_rows
from ui.screens.notes.seats import KEYS as SEAT_KEYS
from ui.screens.notes.seats import Seats
from ui.session import Session
from ui.widgets.forms import buttons
from ui.widgets.forms.completing import Completing
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView
from ui.widgets.frames.yielding import Yielding
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import RowDelegate, dress
from ui.words.telling import tell, told

OF_THE_DAY = frozenset({Kind.STAGE, Kind.PROGRESS, Kind.SEGMENT_RUN})
"""How the day goes: nothing else has to be read anew when it goes on."""

ADVICE = say(
    "Notes are taken group by group. Add the groups in Prepare, under Breakouts; "
    "then every group has its page here."
)


STEPS = (("Up", -1), ("Down", 1))

KEYS = (
    ("Enter", say("End the note")),
    ("Alt+P, Q, D", say("Point, quote, disagreement")),
    ("Alt+M, B, A", say("Minority view, question back, action")),
    (say("Alt+1 to Alt+9, Alt+0"), say("The speaker's sector, or none")),
    ("Alt+Z", say("The size of the speaker's organisation: the next one, or none")),
    ("Alt+S, Alt+Y, Alt+H", say("Star, may be quoted, headline point (at most three a group)")),
    (
        say("Alt+R, then Alt+. and Alt+,"),
        say("Read the group's notes back to the room, page by page"),
    ),
    ("Alt+G", say("Link the note to what another group has nearly the same, where that is shown")),
    ("Alt+K", say("Checked with the group: it was read its notes and says they are right")),
    ("Alt+C, Alt+T", say("Ask the group about the chosen quote; take the words that it wants")),
    ("Alt+I", say("Photographs of the group’s flip charts")),
    ("Alt+L", say("Actions of all groups, and back")),
    ("Alt+Up, Alt+Down", say("The question before, the next question")),
    ("Alt+PgUp, Alt+PgDown", say("The group before, the next group")),
    (say("F6 to F9"), say("A speaker’s seat: their sector and size stay while they speak on")),
    ("Tab", say("Complete a name or a term of the seminar")),
    ("Up", say("From an empty field to the notes; there the keys above act on the chosen notes")),
    (say("Enter or F2, Ctrl+Enter"), say("Edit the note, split it at the cursor")),
    ("Ctrl+Del, Ctrl+J, Ctrl+M", say("Delete, join with the next, move")),
    ("Ctrl+Up, Ctrl+Down", say("Move a note up or down on its question")),
    ("Esc", say("Back to typing")),
)

SHOWN = frozenset(
    {
        Kind.NOTE,
        Kind.PHOTOGRAPH,
        Kind.CHECK,
        Kind.CONSENT,
        Kind.ROUND,
        Kind.BREAKOUT,
        Kind.QUESTION,
        Kind.SEGMENT,
        Kind.PARTICIPANT,
        Kind.SEMINAR,
        Kind.CASE_STUDY,
        *OF_THE_DAY,
    }
)
"""The kinds of records that are shown or told of here."""


class NotesScreen(Screen):
    """Groups on the left, the question and the running notes in the middle, who is heard right."""

    KINDS = SHOWN
    KEYS: ClassVar[tuple[tuple[Text, Text], ...]] = KEYS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._desk: Desk | None = None
        self.groups = RowsModel()
        self.group_list = RowList()
        self.now = NowBar(session.clock)
        self.question = QuestionBar()
        self.page = NotesView()
        self.acts = NoteActs(self, self.page)
        self.capture = CaptureBar()
        self.seats = Seats(self.capture, session.tasks)
        self.held = self.seats
        self.drafting = Drafting(self, self.capture)
        self.capture.ended.connect(self.seats.take_up)
        self.alike = Alike(self, self.capture)
        self.marks = Marks(self.acts, self.capture, session.tasks)
        self.heard = HeardPanel()
        self.report_back = ReportBackPanel(is_copy=session.is_copy)
        self.report_back_acts = ReportBackActs(self, self.report_back, self.drafting, self.acts)
        self.action_list = ActionsPage(session.clock)
        self.actions_button = buttons.button(tell("Actions of all groups"), "quiet", "check")
        self.photographs = PhotographsKey(session, self._place)
        self.middle = QStackedWidget()
        self.terms = Completing(self.capture.field)
        self.terms.proposed.connect(self.capture.propose)
        self.begins_at = self.capture.field
        self._lay_out()
        self._wire()
        self._set_keys()

    def _place(self) -> tuple[str, str]:
        return self.drafting.breakout_id, self.drafting.question_id

    def reload(self) -> None:
        file, breakout_id = self.session.file, self.drafting.breakout_id
        if self.drafting.is_known:
            self.session.tasks.run(lambda: desk(file, breakout_id), self._show_desk)
        else:
            self.drafting.read()
        if self.actions_button.isChecked():
            self.session.tasks.run(lambda: actions(file), self.action_list.show_actions)
        self._read_now()

    def take_news(self, changes: frozenset[Change]) -> None:
        if all(change.kind in OF_THE_DAY for change in changes):
            self._read_now()
        else:
            self.reload()

    def finish(self) -> None:
        super().finish()
        self.drafting.finish()

    def unwritten(self) -> int:
        return super().unwritten() + self.drafting.unwritten()

    def take_group(self, breakout_id: str) -> None:
        """Take notes for another group."""
        if breakout_id and breakout_id != self.drafting.breakout_id:
            self.drafting.breakout_id = breakout_id
            self.drafting.keep_soon()
            if self.actions_button.isChecked():
                self.show_actions(False)
            else:
                self.reload()

    def ask(self, question_id: str) -> None:
        """Note against another question; "" is none in particular."""
        self.drafting.question_id = question_id
        self.drafting.keep_soon()
        if self._desk:
            self._show_desk(self._desk)

    def show_actions(self, shown: bool) -> None:
        """Show the actions of all groups, or this group's notes again."""
        self.actions_button.setChecked(shown)
        self.middle.setCurrentIndex(1 if shown else 0)
        self.side.setVisible(not shown)
        (self.action_list.view if shown else self.capture.field).setFocus()
        self.reload()

    def _read_now(self) -> None:
        file, moment = self.session.file, self.session.clock()
        self.session.tasks.run(lambda: note_taker_page.now(file, moment), self.now.show_now)

    def _show_desk(self, found: Desk) -> None:
        if _is_late(found, self.drafting.breakout_id):
            return
        self._desk = found
        self.drafting.breakout_id = found.breakout.id if found.breakout else ""
        self._stack.setCurrentIndex(0 if found.groups else 1)
        questions = [question.id for question in found.questions]
        if self.drafting.question_id not in questions:
            self.drafting.question_id = questions[0] if questions else ""
        self.groups.show_rows(group_rows(found.groups))
        self.group_list.setCurrentIndex(self.groups.index_of(self.drafting.breakout_id))
        self.now.about.setText(_about(found))
        self.question.show_questions(found.questions, self.drafting.question_id)
        self.page.rows.show_rows(note_rows(found, self.drafting.question_id))
        self.marks.show_desk(found)
        self.report_back.show_desk(found)
        self.heard.show_desk(found)
        self.acts.show_desk(found)

    def _note_added(self, note: Note) -> None:
        self.page.note_typed(note.id)
        self.terms.learn(note.words)
        self.alike.look(note)

    def _type_on(self, letter: str) -> None:
        self.capture.field.setFocus()
        self.capture.field.insertPlainText(letter)

    def reveal(self, touched: Sequence[Change]) -> None:
        """Go to the note that was changed, in its group."""
        file, ids = self.session.file, [change.id for change in touched]
        self.session.tasks.run(lambda: note_of(file, ids), self._go_to)

    def _go_to(self, note: Note | None) -> None:
        if note is not None:
            self.take_group(note.breakout_id)
            self.page.choose(note.id)

    def _step_group(self, by: int) -> None:
        ids = [group.breakout.id for group in self._desk.groups] if self._desk else []
        at = ids.index(self.drafting.breakout_id) + by if ids else -1
        if 0 <= at < len(ids):
            self.take_group(ids[at])

    def _pick_group(self, index: QModelIndex) -> None:
        if (row := self.groups.row(index)) is not None and row.value is not None:
            self.take_group(row.key)

    def _heed_list(self, act: NoteAct) -> None:
        if act is NoteAct.LEAVE:
            self.capture.field.setFocus()

    def _wire(self) -> None:
        self.group_list.selectionModel().currentChanged.connect(self._pick_group)
        self.question.asked.connect(self.ask)
        self.page.asked.connect(self._heed_list)
        self.heard.sector_asked.connect(partial(self.marks.choose, "sector"))
        self.drafting.known.connect(self.reload)
        names = partial(terms, self.session.file)  # once: those of new notes are learnt as they end
        self.drafting.known.connect(lambda: self.session.tasks.run(names, self.terms.offer))
        self.drafting.added.connect(self._note_added)
        self.page.typed.connect(self._type_on)
        self.capture.field.left_upwards.connect(self.page.enter_from_below)
        self.actions_button.clicked.connect(self.show_actions)
        self.action_list.edited.connect(self.acts.change_action)
        self.action_list.refused.connect(self.session.tasks.said)
        self.action_list.left.connect(partial(self.show_actions, False))

    def _set_keys(self) -> None:
        marks, back = self.marks, self.report_back_acts
        keys: dict[str, Callable[[], object]]
        keys = {f"Alt+{key}": partial(self.question.step, by) for key, by in STEPS}
        keys |= {f"Alt+Pg{key}": partial(self._step_group, by) for key, by in STEPS}
        keys |= {f"Alt+{key}": partial(marks.kind, kind) for kind, key in KIND_KEYS.items()}
        keys |= {f"Alt+{key}": partial(marks.click, field) for field, key in TICK_KEYS.items()}
        keys |= {"Alt+I": self.photographs.click}
        keys |= {"Alt+G": self.alike.link, "Alt+C": back.ask, "Alt+T": back.take}
        keys |= {"Alt+Z": partial(marks.next, "size"), "Alt+H": marks.headline}
        keys |= {"Alt+R": back.read_back, "Alt+K": back.check, "Alt+L": self.actions_button.click}
        keys |= {"Alt+.": partial(back.turn, 1), "Alt+,": partial(back.turn, -1)}
        keys |= {key: partial(self.seats.press, seat) for seat, key in enumerate(SEAT_KEYS)}
        keys |= {f"Alt+{n}": partial(marks.number, "sector", n) for n in range(10)}
        set_keys(self, keys)

    def _lay_out(self) -> None:
        self._stack = QStackedLayout(self)
        names = (
            (tell("Groups"), _left(self)),
            (tell("Notes"), self._middle()),
            (tell("Heard"), self._right()),
        )
        panes = [PageArea(pane, name, sideways=False) for name, pane in names]
        self.side = panes[-1]
        self._stack.addWidget(SplitView("notes", *panes, shares=(8, 24, 9)))
        self._stack.addWidget(EmptyState(tell("No groups to take notes for yet"), told(ADVICE)))

    def _middle(self) -> QWidget:
        self.middle.addWidget(_column(self.now, self.question, self.page, self.capture, space=0.5))
        self.middle.addWidget(self.action_list)
        return self.middle

    def _right(self) -> QWidget:
        return _column(self.heard, self.report_back)


def _left(screen: NotesScreen) -> QWidget:
    """The groups, and what is kept of all or one of them beside notes."""
    screen.group_list.setModel(screen.groups)
    dress(screen.group_list, RowDelegate(screen.group_list, lines=1), tell("Groups"))
    screen.actions_button.setCheckable(True)
    screen.actions_button.setToolTip(tell("What has to be done, by whom, until when  Alt+L"))
    title = labels.Label(tell("Groups"), "strong")
    return _column(
        title, screen.group_list, screen.alike.wanted, screen.photographs, screen.actions_button
    )


def _column(*widgets: QWidget, space: float = 1) -> QWidget:
    page = Yielding()
    column = QVBoxLayout(page)
    side, above = theme.space(2), theme.space(space)
    column.setContentsMargins(side, above, side, above)
    column.setSpacing(above)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, QListView | HeardPanel) else 0)
    return page


def _is_late(found: Desk, wanted: str) -> bool:
    """Whether this was read for a group that has been left for another one meanwhile."""
    here = found.breakout.id if found.breakout else ""
    return wanted != here and wanted in {group.breakout.id for group in found.groups}


def _about(found: Desk) -> str:
    """Which group this is, where it sits, who takes the notes, what it talks about."""
    breakout = found.breakout
    if breakout is None:
        return ""
    taker = (
        tell("notes by {note_taker}", note_taker=breakout.note_taker) if breakout.note_taker else ""
    )
    parts = (breakout.title, breakout.place, taker, found.case_study)
    return " · ".join(part for part in parts if part)
