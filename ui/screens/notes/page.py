"""The page: a group's notes under their questions, edited in place and worked by keys."""

from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from facilitator.domain.notes.notes import Note
from ui import theme
from ui.models.rows import RowsModel
from ui.widgets.forms.note_field import NoteField
from ui.widgets.frames.following_area import bring_into_sight
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import ROW_ROLE, Row, RowDelegate, dress
from ui.words.telling import tell

Index = QModelIndex | QPersistentModelIndex


class NoteAct(Enum):
    """What can be asked for a note by one key."""

    DELETE = auto()
    TELL_KEY = auto()
    JOIN = auto()
    MOVE = auto()
    UP = auto()
    DOWN = auto()
    LEAVE = auto()


_PLAIN, _CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
KEYS = {
    (Qt.Key.Key_Delete, _CTRL): NoteAct.DELETE,
    (Qt.Key.Key_Backspace, _CTRL): NoteAct.DELETE,
    (Qt.Key.Key_Delete, _PLAIN): NoteAct.TELL_KEY,
    (Qt.Key.Key_J, _CTRL): NoteAct.JOIN,
    (Qt.Key.Key_M, _CTRL): NoteAct.MOVE,
    (Qt.Key.Key_Up, _CTRL): NoteAct.UP,
    (Qt.Key.Key_Down, _CTRL): NoteAct.DOWN,
    (Qt.Key.Key_Escape, _PLAIN): NoteAct.LEAVE,
}
_TYPING = (_PLAIN, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)
EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)


class NoteDelegate(RowDelegate):
    """Edits a note where it stands: Enter keeps it, Escape does not, Ctrl+Enter splits it.

    `kept` carries the row as it was when the editing began, and the line as edited; `split_asked`
    also where in it the cursor was.
    """

    kept = Signal(object, str)
    split_asked = Signal(object, str, int)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = NoteField(tell("Edit note"), parent=parent)
        field.setProperty("role", "body")
        row: Row = index.data(ROW_ROLE)
        field.setPlainText(row.edit_text or "")
        field.moveCursor(field.textCursor().MoveOperation.End)
        field.ended.connect(self.end)
        field.cut_at.connect(lambda at: self._split(field, row, at))
        self.begin(field, field.toPlainText, partial(self.kept.emit, row))
        return field

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        assert isinstance(editor, NoteField)
        editor.least_height = option.rect.height()
        editor.setGeometry(option.rect)

    def _split(self, field: NoteField, row: Row, at: int) -> None:
        line = field.toPlainText()
        self.closeEditor.emit(field)
        self.split_asked.emit(row, line, at)


LEAST_HIGH = 18
"""In steps of the grid: a long note whole, however little room there is."""


class NotesView(RowList):
    """The notes of one group. `asked` carries what a key asks for the chosen notes.

    `typed` carries a letter that was typed here: it begins, or goes on with, the next note.
    """

    asked = Signal(object)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowsModel()
        self.painting = NoteDelegate(self, lines=0, lead=2.5, beside=True, close=True)
        self.setModel(self.rows)
        dress(self, self.painting, tell("Notes of this group"))
        self.setAccessibleDescription(
            tell(
                "Enter edits, Control Delete deletes, Control J joins with the next, Control M "
                "moves, Escape goes back"
            )
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setMinimumHeight(theme.space(LEAST_HIGH))
        self._wanted = ""
        self._newest = ""
        self.rows.rowsInserted.connect(self._bring_wanted)

    def chosen(self) -> tuple[Note, ...]:
        """The selected notes, in the order of the page."""
        indexes = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(ROW_ROLE).value for index in indexes)

    def edited(self) -> tuple[Note, ...]:
        """The note whose words are being edited, none while none is."""
        row = self.rows.row(self.currentIndex())
        is_edited = self.state() is QAbstractItemView.State.EditingState
        return (row.value,) if is_edited and row and isinstance(row.value, Note) else ()

    def bring_into_sight(self) -> bool:
        """Scroll to what is chosen; whether any of it could not be seen before."""
        whole = self.viewport().rect()
        unseen = [at for at in self.selectedIndexes() if not whole.intersects(self.visualRect(at))]
        if unseen:
            self.scrollTo(unseen[0])
        return bool(unseen)

    def let_go(self) -> None:
        """Choose nothing: what was chosen goes elsewhere, and no key is to follow it there."""
        self.clearSelection()
        self.selectionModel().clearCurrentIndex()

    def next_note(self, note: Note) -> Note | None:
        """The note behind this one on the same question."""
        index = self.rows.index_of(note.id)
        row = self.rows.row(index.siblingAtRow(index.row() + 1))
        return row.value if row and isinstance(row.value, Note) else None

    def choose(self, key: str) -> None:
        """Put the cursor on a note and bring it into sight."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
            bring_into_sight(self)

    def reveal(self, key: str) -> None:
        """Bring a note into sight, at once or as soon as it is in the list."""
        self._wanted = key
        self._bring_wanted()

    def note_typed(self, key: str) -> None:
        """A note has just been typed: Up goes there, whichever had the cursor before."""
        self._newest = key
        self.clearSelection()
        self.reveal(key)

    def _bring_wanted(self) -> None:
        if self.rows.index_of(self._wanted).isValid():
            wanted, self._wanted = self._wanted, ""
            # Rows are laid out when the event loop turns; before that none can be scrolled to.
            QTimer.singleShot(0, self, lambda: self.scrollTo(self.rows.index_of(wanted)))

    def enter_from_below(self) -> None:
        """Take the keyboard, the cursor on the note that had it or else on the last."""
        if not self.currentIndex().isValid() or not self.selectedIndexes():
            self.setCurrentIndex(self._last_note())
            self.scrollTo(self.currentIndex())
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _last_note(self) -> QModelIndex:
        typed = self.rows.index_of(self._newest)
        if typed.isValid():
            return typed
        notes = [row for row in self.rows.rows if isinstance(row.value, Note)]
        newest = max(notes, key=lambda row: row.value.recorded_at, default=None)
        return self.rows.index_of(newest.key) if newest else QModelIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = KEYS.get((Qt.Key(event.key()), event.modifiers()))
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # a key that the editor leaves over is not a command
        elif act is not None:
            self.asked.emit(act)
        elif event.key() in EDIT_KEYS:
            self.edit(self.currentIndex())
        elif event.modifiers() in _TYPING and event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters go to the note that is typed below."""
