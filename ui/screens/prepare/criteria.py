"""The criteria of a weighted poll, a small table of words and weights; or reasons, words alone."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.polls.polls import Criterion
from facilitator.domain.wording import say
from ui import theme
from ui.models.cell_editor import CellEditor
from ui.models.records import Column, RecordTable
from ui.screens.prepare.section import born
from ui.widgets.forms.keys import set_keys
from ui.widgets.lists.wide_column import WideColumn
from ui.words.telling import tell, told


def _text(criterion: Criterion, words: Any) -> Criterion | None:
    return replace(criterion, text=told(words)) if words else None


def _second(criterion: Criterion, words: Any) -> Criterion | None:
    return replace(criterion, second=told(words))


def _weight(criterion: Criterion, typed: Any) -> Criterion | None:
    try:
        weight = float(str(typed).replace(",", "."))
    except ValueError:
        return None
    return replace(criterion, weight=weight) if 0 < weight < 1000 else None


_SECOND = Column[Criterion](say("Second language"), lambda each: each.second, put=_second)
_WEIGHTS = Column[Criterion](
    say("Weight"), lambda each: f"{each.weight:g}", put=_weight, number=True
)
COLUMNS = (Column[Criterion](say("In words"), lambda each: each.text, put=_text), _WEIGHTS, _SECOND)


class CriteriaField(QWidget):
    """Criteria with weights. `saved` carries all of them."""

    saved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: RecordTable[Criterion] = RecordTable(COLUMNS, self)
        self.view = QTableView()
        self.view.setModel(self.table)
        self.view.setAccessibleName(tell("Criteria and weights"))
        self._cells = CellEditor(self.view)
        self._coming: tuple[Criterion, ...] | None = None
        self.view.setItemDelegate(self._cells)
        self.view.setSelectionBehavior(self.view.SelectionBehavior.SelectRows)
        self.view.setTabKeyNavigation(False)
        self.view.setShowGrid(False)
        self.view.verticalHeader().hide()
        WideColumn(self.view, 0)
        self.view.setMinimumHeight(theme.space(20))
        self._lay_out()
        self.table.edited.connect(self._announce)
        self._cells.closeEditor.connect(self._show_coming, Qt.ConnectionType.QueuedConnection)
        set_keys(self.view, {"Del": self.remove}, Qt.ShortcutContext.WidgetShortcut)
        self.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Insert is the section's, which adds a poll: here it is taken before that hears of it, and
        adds to this list. Two shortcuts with one key would do neither.
        """
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Insert:
            return super().eventFilter(watched, event)
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self.add()
        return True

    def speak(self, second: str) -> None:
        """Ask for words in that language too; "" where the seminar has but one."""
        self.view.setColumnHidden(COLUMNS.index(_SECOND), not second)

    def weigh(self, weighted: bool) -> None:
        """Ask for weights or, of reasons, for words alone."""
        self.view.setColumnHidden(COLUMNS.index(_WEIGHTS), not weighted)
        self.view.setAccessibleName(tell("Criteria and weights") if weighted else tell("Reasons"))

    def show_criteria(self, criteria: tuple[Criterion, ...]) -> None:
        """Show what is recorded, once nobody edits a cell: criteria are answered as one."""
        self._coming = criteria
        if not self.is_unsaved():
            self._show_coming()

    def is_unsaved(self) -> bool:
        """Whether somebody edits a cell."""
        return self.view.state() is QTableView.State.EditingState

    def save(self) -> None:
        """Keep what is being typed in a cell."""
        self._cells.end()

    def add(self) -> None:
        """Add a criterion at the end."""
        new = Criterion(born(), tell("New one"))
        self.saved.emit((*self.table.records, new))
        self.view.selectRow(len(self.table.records) - 1)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self) -> None:
        """Take out the selected criterion."""
        gone = self.view.currentIndex().row()
        kept = [each for row, each in enumerate(self.table.records) if row != gone]
        self.saved.emit(tuple(kept))

    def _announce(self, *_: object) -> None:
        self._coming = None
        self.saved.emit(self.table.records)

    def _show_coming(self) -> None:
        if self._coming is not None and not self.is_unsaved():
            self.table.show_records(self._coming)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for text, name, act in (
            (tell("Add"), tell("Add one to the list"), self.add),
            (tell("Remove"), tell("Remove the selected one"), self.remove),
        ):
            button = QPushButton(text)
            button.setProperty("role", "quiet")
            button.setAccessibleName(name)
            button.clicked.connect(lambda _=False, act=act: act())
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(self.view)
        column.addLayout(buttons)
