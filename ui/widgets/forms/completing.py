"""Tab completes a name or a term of the seminar, so that it is spelt alike everywhere."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from facilitator.domain.notes.terms import candidates, terms_in


class Completing(QObject):
    """For one field. Tab where nothing can be completed leaves the field, as ever.

    `proposed` says what Tab would write, "" for nothing; Tab again writes the next that fits.
    """

    proposed = Signal(str)

    def __init__(self, field: QPlainTextEdit | QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._terms: dict[str, None] = {}
        self._others: list[str] = []
        self._start = 0
        self._written = ""
        self._shown = ""
        field.installEventFilter(self)
        field.cursorPositionChanged.connect(self._propose)
        field.textChanged.connect(self._propose)

    def offer(self, terms: Iterable[str]) -> None:
        """The terms there are, the likelier first."""
        self._terms = dict.fromkeys(terms)
        self._propose()

    def learn(self, words: str) -> None:
        """Names in what was just typed."""
        self._terms |= dict.fromkeys(terms_in(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and event.key() == Qt.Key.Key_Tab and not event.modifiers():  # type: ignore[attr-defined]
            return self._complete()
        return super().eventFilter(watched, event)

    def _found(self) -> tuple[int, tuple[str, ...]]:
        before = _before(self._field)
        if before is None or not self._field.hasFocus():
            return 0, ()
        return candidates(before, self._terms)

    def _complete(self) -> bool:
        start, found = self._found()
        if self._is_where_it_wrote() and self._others:
            self._others.append(self._written)
            self._write(self._others.pop(0))
        elif found:
            self._start = start
            self._others = list(found[1:])
            self._write(found[0])
        else:
            return False
        return True

    def _is_where_it_wrote(self) -> bool:
        before = _before(self._field) or ""
        return bool(self._written) and before[self._start :] == self._written

    def _write(self, term: str) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.setSelection(self._start, self._field.cursorPosition() - self._start)
            self._field.insert(term)
        else:
            cursor = self._field.textCursor()
            cursor.setPosition(self._start, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(term)
            self._field.setTextCursor(cursor)
        self._written = term
        self._propose()

    def _propose(self) -> None:
        _, found = self._found()
        first = found[0] if found else ""
        if first != self._shown:
            self._shown = first
            self.proposed.emit(first)


def _before(field: QPlainTextEdit | QLineEdit) -> str | None:
    """What stands before the cursor; None while something is selected."""
    if isinstance(field, QLineEdit):
        return None if field.hasSelectedText() else field.text()[: field.cursorPosition()]
    cursor = field.textCursor()
    return None if cursor.hasSelection() else field.toPlainText()[: cursor.position()]
