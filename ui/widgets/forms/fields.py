"""Fields that save by themselves: on leaving them, or after a short pause in the typing.

A reload may bring news while a person is typing: their words stay, and so does the cursor.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from ui import theme

PAUSE_MS = 600
KEPT_OTHERWISE = "kept_otherwise"
"""The property of a field whose words are a draft that is kept, or only look for something: they
need not be given back when the seminar is opened again."""


class Steady(QObject):
    """Keeps a field from being changed by the wheel of somebody who only wants to scroll.

    Numbers, dates and choices take the keyboard by the wheel, and then the wheel changes them.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def align_words(box: QAbstractSpinBox) -> None:
    """Have words and numbers begin where those of other fields do: style sheets do not reach the
    line inside a spinner.
    """
    box.lineEdit().setTextMargins(theme.space(), 0, 0, 0)


class LineField(QLineEdit):
    """One line of text. `saved` carries it when it differs from what was shown last."""

    saved = Signal(str)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholderText=hint)
        self.setAccessibleName(name)
        self._shown = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.textEdited.connect(lambda _: self._pause.start())
        self.editingFinished.connect(self.save)

    def show_text(self, words: str) -> None:
        """Show what is recorded, unless something unsaved stands here."""
        if self._pause.isActive() or words == self.text():
            self._shown = words if words == self.text() else self._shown
            return
        at = self.cursorPosition()
        self._shown = words
        self.setText(words)
        self.setCursorPosition(min(at, len(words)) if self.hasFocus() else 0)

    def is_unsaved(self) -> bool:
        """Whether something stands here that nobody was told of."""
        return self._pause.isActive()

    def save(self) -> None:
        """Announce the words now, if they are new."""
        self._pause.stop()
        if self.text() != self._shown:
            self._shown = self.text()
            self.saved.emit(self._shown)

    def event(self, event: QEvent) -> bool:
        if _is_spent(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            return False
        return super().event(event)


class Lines(QPlainTextEdit):
    """Several lines of plain text; a spent undo goes on to the seminar."""

    def event(self, event: QEvent) -> bool:
        undo, redo = self.document().isUndoAvailable(), self.document().isRedoAvailable()
        if _is_spent(event, undo=undo, redo=redo):
            return False
        return super().event(event)


class TextField(Lines):
    """Several lines of plain text. `saved` carries them when they differ from what was shown last.

    Tab leaves the field, as everywhere else.
    """

    saved = Signal(str)

    def __init__(
        self, name: str, hint: str = "", lines: int = 4, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, placeholderText=hint, tabChangesFocus=True)
        self.setAccessibleName(name)
        self.setMinimumHeight(lines * self.fontMetrics().lineSpacing() + theme.space(3))
        self._shown = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.document().contentsChanged.connect(self._note_typing)

    def text(self) -> str:
        """The words as they stand."""
        return self.toPlainText()

    def show_text(self, words: str) -> None:
        """Show what is recorded, unless something unsaved stands here."""
        if self._pause.isActive() or words == self.text():
            self._shown = words if words == self.text() else self._shown
            return
        at = self.textCursor().position() if self.hasFocus() else 0
        self._shown = words
        self.setPlainText(words)
        cursor = self.textCursor()
        cursor.setPosition(min(at, len(words)))
        self.setTextCursor(cursor)

    def is_unsaved(self) -> bool:
        """Whether something stands here that nobody was told of."""
        return self._pause.isActive()

    def save(self) -> None:
        """Announce the words now, if they are new."""
        self._pause.stop()
        if self.text() != self._shown:
            self._shown = self.text()
            self.saved.emit(self._shown)

    def _note_typing(self) -> None:
        if self.text() != self._shown:
            self._pause.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.save()


class SentenceField(TextField):
    """One sentence over several lines: Enter keeps it and ends it (`ended`)."""

    ended = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
            self.ended.emit()
        else:
            super().keyPressEvent(event)


def _is_spent(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Undo and redo go on to the seminar when the field has nothing of its own to take back."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not undo
    return event.matches(QKeySequence.StandardKey.Redo) and not redo
