"""Tab completes a name or a term of the seminar, so that it is spelt alike everywhere."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from facilitator.domain.notes.terms import candidates, terms_in


class Completing(QObject):
    """For one field. Tab where nothing can be completed leaves the field, as ever.

    `proposed` says what Tab would write, "" for nothing; Tab again writes the next that fits.
    """

    proposed = Signal(str)

    def __init__(self, field: QPlainTextEdit) -> None:
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
        cursor = self._field.textCursor()
        if cursor.hasSelection() or not self._field.hasFocus():
            return 0, ()
        return candidates(self._field.toPlainText()[: cursor.position()], self._terms)

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
        end = self._field.textCursor().position()
        return bool(self._written) and self._field.toPlainText()[self._start : end] == self._written

    def _write(self, term: str) -> None:
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
