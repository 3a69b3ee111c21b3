"""The passages: responses and notes, read one by one, searched, and tied to themes by digit."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from facilitator.domain.synthesis.codings import Span
from facilitator.services.synthesis.passages import Placed
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.synthesise.reading import ReadingPane
from ui.screens.synthesise.rows import KEYS, Which, belongs, chosen_rows, counted
from ui.widgets.forms.choices import Choices
from ui.widgets.frames import labels
from ui.widgets.frames.empty_state import EmptyState
from ui.widgets.lists.rows import ROW_ROLE, SEARCH_ROLE, Row, RowDelegate, dress
from ui.widgets.lists.search_list import SearchList

ADVICE = (
    "Responses captured in Run and notes taken in Notes come here by themselves. "
    "Then tie them to themes with the keys 1 to 9."
)
HINT = (
    "A theme’s key ties the passage to it, and unties it; Shift+→ chooses words, and the key ties "
    "those. Enter goes on; N: a new theme; F: a finding from the theme."
)
READING_SHARE, LIST_SHARE = 5, 4
NEXT_ROWS = 2
"""How many of the rows that come next stay in sight."""

Index = QModelIndex | QPersistentModelIndex
STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Backspace: -1}
ACROSS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_PLAIN, _KEYPAD, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class PassagesView(QListView):
    """The list. A theme's key asks for it; T and N lead to the themes, F and V to the finding.

    What reads on in the passage is announced: `moved` by words, choosing them or not, `paged`.
    """

    keyed = Signal(str)
    moved = Signal(int, bool)
    paged = Signal(int)
    escaped = Signal()
    finding_wanted = Signal()
    vote_wanted = Signal()
    themes_wanted = Signal()
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._leading = {
            Qt.Key.Key_T: self.themes_wanted,
            Qt.Key.Key_N: self.new_wanted,
            Qt.Key.Key_F: self.finding_wanted,
            Qt.Key.Key_V: self.vote_wanted,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~_KEYPAD
        if held in (_PLAIN, _SHIFT) and self._reads_on(key, shift=held == _SHIFT):
            return
        if held != _PLAIN:
            super().keyPressEvent(event)
        elif (letter := event.text().lower()) and letter in KEYS:
            self.keyed.emit(letter)
        elif key in STEPS:
            self._step(STEPS[Qt.Key(key)])
        elif key in self._leading:
            self._leading[Qt.Key(key)].emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _reads_on(self, key: int, *, shift: bool) -> bool:
        """Whether it is a key of the passage that is read: arrows across, and the space bar."""
        if key in ACROSS:
            self.moved.emit(ACROSS[Qt.Key(key)], shift)
        elif key == Qt.Key.Key_Space:
            self.paged.emit(-1 if shift else 1)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        """Choose the passage after this one, or before it."""
        index = self.currentIndex().siblingAtRow(self.currentIndex().row() + by)
        if index.isValid():
            self.setCurrentIndex(index)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        """What comes next stays in sight, too."""
        super().currentChanged(current, previous)
        last = min(current.row() + NEXT_ROWS, self.model().rowCount() - 1)
        self.scrollTo(self.currentIndex().siblingAtRow(last))
        self.scrollTo(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row under the cursor: what a digit will act on can then be seen."""
        super().focusInEvent(event)
        if not self.selectedIndexes():
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.currentIndex(), select)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here, and there is a search field."""


class PassagesPanel(QWidget):
    """One passage to be read, and under it, as far as the choice and the search let them be seen,
    what comes next.
    """

    chosen_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Row] = ()
        self._untied = 0
        self._names: Mapping[str, str] = {}
        self._kept = False
        """Whether something is shown only because it is chosen."""
        self._letting_go = QTimer(self, singleShot=True, interval=0)
        self.rows = RowsModel()
        self.view = PassagesView()
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        dress(self.view, RowDelegate(self.view, lines=1), "Responses and notes")
        self.list = SearchList(self.rows, self.view, "Responses and notes", "Search what was said")
        self.list.proxy.setFilterRole(SEARCH_ROLE)
        self.which = Choices()
        self.which.setAccessibleName("Which passages")
        self.which.view().setAccessibleName("Which passages")
        for which in Which:
            self.which.addItem(which.value, which)
        self.count = labels.small()
        self.reading = ReadingPane()
        self._lay_out()
        self.which.currentIndexChanged.connect(lambda _: self._show(keep=False))
        self._letting_go.timeout.connect(self._show)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._choice_changed())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.view.moved.connect(self.reading.words.go_on)
        self.view.paged.connect(self.reading.words.scroll_page)
        self.view.escaped.connect(self._let_go)

    def show_rows(self, rows: Sequence[Row], names: Mapping[str, str]) -> None:
        """Show all passages there are, as far as they may be seen; `names` are those of themes."""
        self._all, self._names = rows, names
        self._untied = sum(not row.value.theme_ids for row in rows)
        self._show()

    def chosen(self) -> tuple[Placed, ...]:
        """The selected passages, in the order of the list."""
        indexes = sorted(self.view.selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(ROW_ROLE).value for index in indexes)

    def chosen_part(self) -> Span | None:
        """The words that are chosen in the passage that is read; None where the whole is meant."""
        return self.reading.words.chosen() if len(self.view.selectedIndexes()) == 1 else None

    def choose(self, passage_id: str) -> bool:
        """Put the cursor on a passage, though it be one that the choice keeps back; whether it is
        there.
        """
        if not any(row.key == passage_id for row in self._all):
            return False
        if not self._index_of(passage_id).isValid():
            self.list.search.clear()
            self._show(also=frozenset({passage_id}))
        index = self._index_of(passage_id)
        self.view.setCurrentIndex(index)
        return index.isValid()

    def _index_of(self, passage_id: str) -> QModelIndex:
        return self.list.proxy.mapFromSource(self.rows.index_of(passage_id))

    def _show(self, *, keep: bool = True, also: frozenset[str] = frozenset()) -> None:
        """A chosen passage stays until another is chosen, though it be tied by now: a key pressed a
        moment late still means it.
        """
        place, had = self.view.currentIndex().row(), bool(self.view.selectedIndexes())
        kept = also | frozenset(placed.passage.id for placed in self.chosen() if keep)
        which = Which(self.which.currentData())
        shown = chosen_rows(self._all, which, kept)
        self._kept = any(row.key in kept and not belongs(row.value, which) for row in shown)
        self.rows.show_rows(shown)
        self._stack.setCurrentIndex(0 if self._all else 1)
        arriving = place < 0 and self.view.hasFocus()
        if (had or arriving) and not self.view.selectedIndexes():
            last = self.list.proxy.rowCount() - 1
            self.view.setCurrentIndex(self.list.proxy.index(min(max(place, 0), last), 0))
        self._tell()

    def _choice_changed(self) -> None:
        self._tell()
        if self._kept:
            self._letting_go.start()

    def _tell(self) -> None:
        chosen = len(self.view.selectedIndexes())
        shown = counted(self.list.proxy.rowCount(), ("passage", "passages"))
        said = f"{shown} of {len(self._all)}, {self._untied} in no theme yet"
        self.count.setText(f"{said} · {chosen} chosen" if chosen > 1 else said)
        self.reading.show_passage(self._read(), self._names)
        self.chosen_changed.emit(chosen)

    def _read(self) -> Placed | None:
        """The passage that is read: one that a key acts on."""
        current, chosen = self.view.currentIndex(), self.view.selectedIndexes()
        if not chosen:
            return None
        index = current if current in chosen else min(chosen, key=QModelIndex.row)
        placed: Placed = index.data(ROW_ROLE).value
        return placed

    def _let_go(self) -> None:
        """Escape: no words are chosen any more, then no other passages."""
        if not self.reading.words.let_go():
            self.view.setCurrentIndex(self.view.currentIndex())

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        top = QHBoxLayout()
        top.addWidget(labels.Label("What was said", "strong"), 1)
        top.addWidget(self.which)
        column.addLayout(top)
        column.addWidget(self.reading, READING_SHARE)
        column.addWidget(self.list, LIST_SHARE)
        column.addWidget(self.count)
        column.addWidget(labels.small(HINT))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(EmptyState("Nothing has been said yet", ADVICE))
