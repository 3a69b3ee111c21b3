"""The field that a note is typed into: it grows with the words, and Enter ends the note."""

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.forms.fields import Lines

MOST_LINES = 4


class NoteField(Lines):
    """Grows with what is typed. `ended` comes with Enter, `cut_at` with Ctrl+Enter at the cursor.

    It is never lower than `least_height` pixels.
    """

    ended = Signal()
    cut_at = Signal(int)
    left_upwards = Signal()
    lines_pasted = Signal(object)
    """Several lines, where `takes_lines`: each may become a note of its own."""

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent, placeholderText=hint, tabChangesFocus=True)
        self.setAccessibleName(name)
        self.setProperty("role", "lead")
        self.least_height = 0
        self.takes_lines = False
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()  # what is around the words is the style sheet's

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Only now is it known what stands around the words: where the size of text was changed,
        what was known of it came from before.
        """
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = max(int(self.document().size().height()), 1)
        scroll = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        hidden = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scroll if needed > MOST_LINES else hidden)
        around = self.height() - self.viewport().height() + 2 * self.document().documentMargin()
        lines = min(needed, MOST_LINES) * self.fontMetrics().lineSpacing()
        self.setFixedHeight(max(lines + round(around), self.least_height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.cut_at.emit(self.textCursor().position())
        elif entered:
            self.ended.emit()
        elif event.key() == Qt.Key.Key_Up and self.textCursor().blockNumber() == 0:
            self._go_up(event)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = tuple(line.strip() for line in source.text().splitlines() if line.strip())
        if self.takes_lines and len(lines) > 1:
            self.lines_pasted.emit(lines)
        else:
            super().insertFromMimeData(source)

    def _go_up(self, event: QKeyEvent) -> None:
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self.textCursor().position() == before:
            self.left_upwards.emit()
