"""The passages: responses and notes, searched, chosen and tied to themes by digit."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from facilitator.services.synthesis.themes import Placed
from ui import theme
from ui.models.rows import RowsModel
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
    "A theme’s key ties what is chosen to it, and unties it; Enter goes on; N: a new theme; "
    "F: a finding from the theme."
)


STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Backspace: -1}


class PassagesView(QListView):
    """The list. A theme's key asks for it; T and N lead to the themes, F and V to the finding."""

    keyed = Signal(str)
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
        key = event.key()
        if event.modifiers() not in (_PLAIN, _KEYPAD):
            super().keyPressEvent(event)
        elif (letter := event.text().lower()) and letter in KEYS:
            self.keyed.emit(letter)
        elif key in STEPS:
            self._step(STEPS[Qt.Key(key)])
        elif key in self._leading:
            self._leading[Qt.Key(key)].emit()
        elif key == Qt.Key.Key_Escape:
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        """Choose the passage after this one, or before it."""
        index = self.currentIndex().siblingAtRow(self.currentIndex().row() + by)
        if index.isValid():
            self.setCurrentIndex(index)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the row under the cursor: what a digit will act on can then be seen."""
        super().focusInEvent(event)
        if not self.selectedIndexes():
            select = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.currentIndex(), select)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here, and there is a search field."""


_PLAIN, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


class PassagesPanel(QWidget):
    """What was said, as far as the choice and the search let it be seen; the whole text below."""

    chosen_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Row] = ()
        self._untied = 0
        self._kept = False
        """Whether something is shown only because it is chosen."""
        self._letting_go = QTimer(self, singleShot=True, interval=0)
        self.rows = RowsModel()
        self.view = PassagesView()
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        dress(self.view, RowDelegate(self.view, lines=2), "Responses and notes")
        self.list = SearchList(self.rows, self.view, "Responses and notes", "Search what was said")
        self.list.proxy.setFilterRole(SEARCH_ROLE)
        self.which = Choices()
        self.which.setAccessibleName("Which passages")
        self.which.view().setAccessibleName("Which passages")
        for which in Which:
            self.which.addItem(which.value, which)
        self.count = labels.small()
        self.words = labels.body()
        self.about = labels.small()
        self._lay_out()
        self.which.currentIndexChanged.connect(lambda _: self._show(keep=False))
        self._letting_go.timeout.connect(self._show)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._choice_changed())
        self.view.selectionModel().currentChanged.connect(lambda *_: self._tell())

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show all passages there are, as far as they may be seen."""
        self._all = rows
        self._untied = sum(not row.value.theme_ids for row in rows)
        self._show()

    def chosen(self) -> tuple[Placed, ...]:
        """The selected passages, in the order of the list."""
        indexes = sorted(self.view.selectedIndexes(), key=lambda index: index.row())
        return tuple(index.data(ROW_ROLE).value for index in indexes)

    def choose(self, passage_id: str) -> bool:
        """Put the cursor on a passage, if it is there; whether it is."""
        index = self.list.proxy.mapFromSource(self.rows.index_of(passage_id))
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        return index.isValid()

    def _show(self, *, keep: bool = True) -> None:
        """A chosen passage stays until another is chosen, though it be tied by now: a key pressed a
        moment late still means it."""
        place, had = self.view.currentIndex().row(), bool(self.view.selectedIndexes())
        kept = frozenset(placed.passage.id for placed in self.chosen() if keep)
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
        row: Row | None = self.view.currentIndex().data(ROW_ROLE)
        self._show_whole(row.value if row else None)
        self.chosen_changed.emit(chosen)

    def _show_whole(self, placed: Placed | None) -> None:
        self._whole.setVisible(placed is not None)
        if placed is not None:
            self.words.setText(placed.passage.words)
            self.about.setText(" · ".join(p for p in (placed.origin, placed.question) if p))

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        top = QHBoxLayout()
        top.addWidget(labels.Label("What was said", "strong"), 1)
        top.addWidget(self.which)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.count)
        column.addWidget(labels.small(HINT))
        column.addWidget(self._make_whole())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(EmptyState("Nothing has been said yet", ADVICE))

    def _make_whole(self) -> QWidget:
        self._whole = QFrame()
        self._whole.setProperty("role", "card")
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(*[theme.space(1.5)] * 4)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.words)
        column.addWidget(self.about)
        return self._whole
