"""The list of passages as the keyboard works it: every key acts on what is read."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from typing_extensions import override

from ui.screens.synthesise.rows import KEYS
from ui.widgets.lists.row_list import RowList

NEXT_ROWS = 2
"""How many of the rows that come next stay in sight."""

Index = QModelIndex | QPersistentModelIndex
STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Backspace: -1}
ACROSS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
FIGURES = (Qt.Key.Key_1, Qt.Key.Key_9)
_ALT = Qt.KeyboardModifier.AltModifier
_PLAIN, _KEYPAD, _SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.KeypadModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class PassagesView(RowList):
    """The list. A theme's key asks for it; with Alt it leads to it, and one goes on reading (only
    figures: Alt with a letter is the controls'). T and N lead to the themes, F, V and G to
    findings, / and W to what is looked for; U and X say that one is unsure, or that nothing is
    there, and ' leads to the memo; R to the team, = to what is similar, Q asks a group
    about its quote.

    What reads on in the passage is announced: `moved` by words, choosing them or not, `paged`.
    """

    keyed = Signal(str)
    theme_wanted = Signal(str)
    moved = Signal(int, bool)
    paged = Signal(int)
    escaped = Signal()
    unsure_wanted = Signal()
    nothing_wanted = Signal()
    memo_wanted = Signal()
    search_wanted = Signal()
    filters_wanted = Signal()
    finding_wanted = Signal()
    vote_wanted = Signal()
    pages_wanted = Signal()
    themes_wanted = Signal()
    team_wanted = Signal()
    similar_wanted = Signal()
    new_wanted = Signal()
    asking_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._leading = {
            Qt.Key.Key_T: self.themes_wanted,
            Qt.Key.Key_N: self.new_wanted,
            Qt.Key.Key_F: self.finding_wanted,
            Qt.Key.Key_V: self.vote_wanted,
            Qt.Key.Key_G: self.pages_wanted,
            Qt.Key.Key_U: self.unsure_wanted,
            Qt.Key.Key_X: self.nothing_wanted,
            Qt.Key.Key_Apostrophe: self.memo_wanted,
            Qt.Key.Key_W: self.filters_wanted,
            Qt.Key.Key_R: self.team_wanted,
            Qt.Key.Key_Q: self.asking_wanted,
            Qt.Key.Key_Equal: self.similar_wanted,
            Qt.Key.Key_Slash: self.search_wanted,
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~_KEYPAD
        if held in (_PLAIN, _SHIFT) and self._reads_on(key, shift=held == _SHIFT):
            return
        if held == _ALT and FIGURES[0] <= key <= FIGURES[-1]:
            self.theme_wanted.emit(chr(key))
        elif held != _PLAIN:
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

    def chosen_rows(self) -> list[int]:
        """The numbers of the chosen rows, in order: there may be twenty thousand."""
        return sorted(row for rows in self.chosen_ranges() for row in rows)

    def how_many_chosen(self) -> int:
        """How many rows are chosen."""
        return sum(map(len, self.chosen_ranges()))

    def chosen_ranges(self) -> list[range]:
        """The numbers of the chosen rows, each stretch of them as one."""
        chosen = self.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        return [range(each.top(), each.bottom() + 1) for each in ranges]

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here, and there is a search field."""
