"""The words of one passage: large, its coded parts underlined and numbered, a part chosen by word.

Places are Qt's in here, UTF-16 units; what is announced counts code points, as codings do.
"""

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTextBoundaryFinder
from PySide6.QtGui import (
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from facilitator.domain.passages import points_from_utf16, utf16_from_points
from facilitator.domain.synthesis.codings import Span
from facilitator.domain.synthesis.search_words import places_of
from facilitator.services.synthesis.passages import Part
from ui import theme
from ui.words.telling import tell


class PassageWords(QPlainTextEdit):
    """Read, never typed in; the keyboard stays in the list, which hands on what moves here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, readOnly=True)
        self.setAccessibleName(tell("The passage"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.document().setDocumentMargin(0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        theme.set_role(self, "reading")
        self._words: list[tuple[int, int]] = []
        self._parts: Sequence[Part] = ()
        self._found: Sequence[Span] = ()
        self._anchor = 0
        """The edge between words, by number, that the choice began at; `_caret` is where it is."""
        self._caret = 0
        self._is_choosing = False

    def sizeHint(self) -> QSize:
        """No more than it needs: the pane it stands in gives it what is left, and it scrolls."""
        return self.minimumSizeHint()

    def show_words(self, words: str, parts: Sequence[Part], wanted: Sequence[str]) -> None:
        """Show a passage's words, and in them what was searched for; what was chosen in them stays
        chosen while they are the same.
        """
        if words != self.toPlainText():
            self.setPlainText(words)
            self._words = list(_words_in(words))
            self._anchor = self._caret = 0
            self._is_choosing = False
        self._parts = parts
        self._found = places_of(wanted, words)
        self._mark()

    def go_on(self, by: int, choosing: bool) -> None:
        """Go on by so many words; with `choosing` they become part of what is chosen."""
        if not choosing and self._anchor != self._caret:
            ends = sorted((self._anchor, self._caret))
            self._caret = ends[by > 0]
        elif self._is_choosing or choosing:
            self._caret = min(max(self._caret + by, 0), len(self._words))
        if not choosing:
            self._anchor = self._caret
        self._is_choosing = True
        self._mark()
        self._show_place()

    def chosen(self) -> Span | None:
        """The words that are chosen; None where none are, and the whole passage is meant."""
        ends = self._chosen_units()
        if ends is None:
            return None
        text = self.toPlainText()
        return Span(*(points_from_utf16(text, end) for end in ends))

    def let_go(self) -> bool:
        """Choose no words any more; whether some were, or were about to be."""
        was, self._is_choosing = self._is_choosing, False
        self._anchor = self._caret = 0
        self._mark()
        return was

    def scroll_page(self, by: int) -> None:
        """Read on in a passage that is longer than the room there is."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What the mouse chose becomes whole words."""
        super().mouseReleaseEvent(event)
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        inside = [n for n, (start, end) in enumerate(self._words) if start < last and first < end]
        cursor.clearSelection()
        self.setTextCursor(cursor)
        if inside:
            self._anchor, self._caret, self._is_choosing = inside[0], inside[-1] + 1, True
            self._mark()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        font = theme.font(theme.sizes().small, strong=True)
        painter.setFont(font)
        painter.setPen(theme.colour("accent"))
        rise = QFontMetrics(font).ascent()
        for number, (_, end) in enumerate(self._units_of_parts(), 1):
            place = self.cursorRect(self._at(end)).topLeft()
            painter.drawText(place + QPoint(1, rise - 2), str(number))
        if self._is_choosing and self._anchor == self._caret:
            caret = self.cursorRect(self._at(self._edge(self._caret)))
            caret.setWidth(2)
            painter.fillRect(caret, theme.colour("accent"))
        painter.end()

    def _chosen_units(self) -> tuple[int, int] | None:
        first, last = sorted((self._anchor, self._caret))
        return (self._words[first][0], self._words[last - 1][1]) if first < last else None

    def _edge(self, number: int) -> int:
        """Where the edge before the word with this number is; behind the last one, its end."""
        if number < len(self._words):
            return self._words[number][0]
        return self._words[-1][1] if self._words else 0

    def _units_of_parts(self) -> list[tuple[int, int]]:
        return self._units(part.span for part in self._parts if part.span is not None)

    def _units(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        text = self.toPlainText()
        return [
            (utf16_from_points(text, span.start), utf16_from_points(text, span.end))
            for span in spans
        ]

    def _mark(self) -> None:
        underlined, chosen, found = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        found.setBackground(theme.colour("line"))
        underlined.setFontUnderline(True)
        underlined.setUnderlineColor(theme.colour("accent"))
        chosen.setBackground(theme.colour("accent_soft"))
        marks = [_marked(self._at(*ends), found) for ends in self._units(self._found)]
        marks += [_marked(self._at(*ends), underlined) for ends in self._units_of_parts()]
        ends = self._chosen_units()
        if ends is not None:
            marks.append(_marked(self._at(*ends), chosen))
        self.setExtraSelections(marks)
        self.viewport().update()

    def _show_place(self) -> None:
        """Scroll to the edge that moves."""
        self.setTextCursor(self._at(self._edge(self._caret)))
        self.ensureCursorVisible()

    def _at(self, start: int, end: int | None = None) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        if end is not None:
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor


def _marked(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor = cursor
    mark.format = look
    return mark


def _words_in(text: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end (Unicode's rules, UAX #29, as Qt knows them)."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    begins, ends = (
        QTextBoundaryFinder.BoundaryReason.StartOfItem,
        QTextBoundaryFinder.BoundaryReason.EndOfItem,
    )
    start, place = -1, 0
    while place >= 0:
        reasons = finder.boundaryReasons()
        if start >= 0 and reasons & ends:
            yield start, place
            start = -1
        if reasons & begins:
            start = place
        place = finder.toNextBoundary()
