"""The groups beside their segment: what each has noted and when, who has no group, reading back."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.wording import Counted
from facilitator.services.notes import reading_back
from facilitator.services.people import placing
from facilitator.services.views.group_board import Board, board
from facilitator.services.views.notes_screen import Group
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.run import words
from ui.session import Session
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.frames.yielding import Yielding
from ui.widgets.lists.rows import Row, RowDelegate, dress
from ui.widgets.lists.snug_list import SnugList
from ui.words.telling import tell, told

KINDS = frozenset({Kind.NOTE, Kind.CHECK, Kind.BREAKOUT, Kind.PARTICIPANT, Kind.STAGE})
MOST_ROWS, LEAST_ROWS = 8, 2


class GroupsPanel(Yielding):
    """One compact list. Enter reads a group's notes back to the room, the arrows turn their pages.

    Reads and writes for itself, so that notes that come in do not make the whole console read anew.
    It is there only in segments that are about groups.
    """

    filled = Signal(bool)
    """Whether there are groups to show here."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._segment_id = ""
        self._is_old = True
        """Whether there was news that is not shown yet."""
        self.board = Board()
        self.rows = RowsModel()
        self.list = SnugList(MOST_ROWS, LEAST_ROWS)
        self.late = labels.Label(role="small")  # one line: what wraps would not let the list shrink
        self.place = button(tell("Place them  F11"), "", "user-plus", self.place_late)
        self.check = button(tell("Checked  K"), "quiet", "check", self.check_group)
        self.read = button(tell("Read back  ⏎"), "quiet", "monitor", self.read_group)
        session.watch.changed.connect(self._hear)
        self._lay_out()
        self._set_keys()
        self.hide()

    def show_segment(self, segment: Segment | None) -> None:
        """Show the groups that this segment is about."""
        segment_id = segment.id if segment else ""
        if self._is_old or segment_id != self._segment_id:
            self._segment_id = segment_id
            self.reload()

    def reload(self) -> None:
        """Read the groups once more."""
        self._is_old = False
        file, segment_id = self._session.file, self._segment_id
        self._session.tasks.run(partial(board, file, segment_id), self._show_board)

    def chosen(self) -> Group | None:
        """The group under the cursor, the first while there is none."""
        row = self.rows.row(self.list.currentIndex())
        first = self.board.groups[0] if self.board.groups else None
        return row.value if row is not None else first

    def place_late(self) -> None:
        """Put everybody who is here and has no group into one, and say where they go."""
        if self.board.groups:
            file, segment_id, now = self._session.file, self.board.segment_id, self._session.clock()
            self._write(
                lambda: placing.place_latecomers(file, segment_id, now=now),
                lambda placed: self._session.tasks.said.emit(told(placing.said(placed))),
            )

    def read_group(self) -> None:
        """Show the chosen group's notes to the room."""
        group = self.chosen()
        if group is not None:
            file, now = self._session.file, self._session.clock()
            self._write(lambda: reading_back.read_back(file, group.breakout.id, now=now))

    def turn(self, by: int) -> None:
        """Turn the pages that the room sees."""
        file, now = self._session.file, self._session.clock()
        self._write(lambda: reading_back.turn(file, by, now=now))

    def check_group(self) -> None:
        """The chosen group says that its notes are right."""
        group = self.chosen()
        if group is not None:
            file, now = self._session.file, self._session.clock()
            self._write(lambda: reading_back.check(file, group.breakout.id, now=now))

    def take_focus(self) -> None:
        """Put the keyboard into the list."""
        if self.isVisible():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _write(self, work: Callable[[], object], then: Callable[..., object] | None = None) -> None:
        def heard(value: object) -> None:
            self._session.watch.nudge()
            if then is not None:
                then(value)

        self._session.tasks.run(work, heard)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _hear(self, changes: frozenset[Change]) -> None:
        if any(change.kind in KINDS for change in changes):
            self._is_old = True
            if self.isVisible():
                self.reload()

    def _show_board(self, found: Board) -> None:
        self.board = found
        self.setVisible(bool(found.groups))
        self.filled.emit(bool(found.groups))
        self.rows.show_rows([_row(group, found.read_id) for group in found.groups])
        if found.groups and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self.list.ask_for(min(len(found.groups), MOST_ROWS))
        late = Counted(
            len(found.unplaced),
            "{n} person here is in no group.",
            "{n} people here are in no group.",
        )
        self.late.setText(told(late))
        for widget in (self.late, self.place):
            widget.setVisible(bool(found.unplaced))

    def _lay_out(self) -> None:
        self.list.setModel(self.rows)
        dress(self.list, RowDelegate(self.list, lines=1), tell("Groups: notes so far"))
        self.list.setAccessibleDescription(
            tell("Enter reads the notes back to the room, Left and Right turn the page, K: checked")
        )
        self.place.setAccessibleName(tell("Place those who have no group"))
        self.check.setAccessibleName(tell("Checked with the group"))
        self.read.setAccessibleName(tell("Read the group’s notes back"))
        head = Flow(
            (
                labels.Label(tell("Groups"), "caption"),
                labels.KeyHint("Alt+G"),
                self.read,
                self.check,
            ),
            1,
        )
        late = Flow((self.late, self.place), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(head)
        column.addWidget(self.list)
        column.addLayout(late)
        column.addWidget(labels.rule())

    def _set_keys(self) -> None:
        self.list.activated.connect(lambda _: self.read_group())
        for key, act in (
            ("Right", partial(self.turn, 1)),
            ("Left", partial(self.turn, -1)),
            ("K", self.check_group),
        ):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)


def _row(group: Group, read_id: str) -> Row:
    shown = group.breakout.id == read_id
    said = [group.breakout.title, *_said(group), *([tell("on screen")] if shown else [])]
    return Row(
        key=group.breakout.id,
        text=group.breakout.title,
        figure=_figure(group),
        icons=("monitor",) if shown else (),
        spoken=", ".join(said),
        value=group,
    )


def _figure(group: Group) -> str:
    """Short enough to stand behind a group's name."""
    if group.last is None:
        return tell("no notes yet")
    checked = tell(", checked") if group.checked_at else ""
    return tell(
        "{notes}, last {clock}{checked}",
        notes=Counted(group.notes, "{n} note", "{n} notes"),
        clock=words.clock(group.last),
        checked=checked,
    )


def _said(group: Group) -> Iterator[str]:
    if group.last is None:
        yield tell("no notes yet")
        return
    yield told(Counted(group.notes, "{n} note", "{n} notes"))
    yield tell("the last at {clock}", clock=words.clock(group.last))
    yield told(Counted(group.headlines, "{n} headline point", "{n} headline points"))
    if group.checked_at:
        yield tell("checked at {clock}", clock=words.clock(group.checked_at))
