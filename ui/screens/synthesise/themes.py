"""The themes: chosen by digit, made, renamed, merged and deleted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Text, brief, say
from facilitator.services.synthesis.facets import State
from facilitator.services.synthesis.same_names import Pair
from ui import theme
from ui.models.rows import RowsModel
from ui.screens.synthesise.rows import KEYS
from ui.widgets.forms.buttons import button
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.widgets.lists.row_list import RowList
from ui.widgets.lists.rows import ROW_ROLE, Row, RowDelegate, dress, row_height
from ui.words.telling import tell, told

Index = QModelIndex | QPersistentModelIndex
BESIDE: Mapping[State, Text] = {State.UNSURE: say("Unsure"), State.UNTIED: say("In none")}
"""What passages are that stand in no theme."""

LEAST_WIDE, LEAST_HIGH = 15, 20
"""Room for a key and the beginning of a name, and for a few names, in steps of the grid."""
FIGURES = say("passages · groups")
"""What the figures behind the names are, where rows have one line."""
ALIKE_WORDS = 18
"""So many letters of the first name stand where two themes may be one; the menu has both."""

UP_AND_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ALT, _KEYPAD = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.KeypadModifier


class ThemeDelegate(RowDelegate):
    """Renames a theme in place."""

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        editor.setAccessibleName(tell("Theme's name"))
        return editor


class ThemesView(RowList):
    """The list; its keys announce what should happen to the theme under the cursor. `shortened`
    says whether figures stand behind the names.
    """

    keyed = Signal(str)
    tie_asked = Signal()
    merge_asked = Signal()
    delete_asked = Signal()
    nest_asked = Signal()
    shift_asked = Signal(int)
    finding_wanted = Signal()
    vote_wanted = Signal()
    pages_wanted = Signal()
    history_wanted = Signal()
    memo_wanted = Signal()
    shortened = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.rows = RowsModel()
        self.used: dict[str, str] = {}
        """The keys that were pressed here, by the theme that each meant then."""
        self._whole: tuple[Row, ...] = ()
        self.setModel(self.rows)
        self._asking = {
            Qt.Key.Key_M: self.merge_asked,
            Qt.Key.Key_T: self.nest_asked,
            Qt.Key.Key_Delete: self.delete_asked,
            Qt.Key.Key_F: self.finding_wanted,
            Qt.Key.Key_V: self.vote_wanted,
            Qt.Key.Key_G: self.pages_wanted,
            Qt.Key.Key_H: self.history_wanted,
            Qt.Key.Key_Apostrophe: self.memo_wanted,
        }

    def theme_with(self, key: str) -> Theme | None:
        """The theme with this key, which it keeps in this window now that it has been pressed."""
        theme: Theme | None
        theme = next((row.value for row in self.rows.rows if row.lead == key), None)
        if theme is not None:
            others = {id: each for id, each in self.used.items() if each != key}
            self.used = {**others, theme.id: key}
        return theme

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # a key that the editor leaves over is not a command
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.tie_asked.emit()
        elif not event.modifiers() & ~_KEYPAD and (letter := event.text()) and letter in KEYS:
            self.keyed.emit(letter)
        elif key in self._asking and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._asking[Qt.Key(key)].emit()
        elif key in UP_AND_DOWN and event.modifiers() & ~_KEYPAD == _ALT:
            self.shift_asked.emit(UP_AND_DOWN[Qt.Key(key)])
        elif key == Qt.Key.Key_F2:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_themes(self, rows: tuple[Row, ...]) -> None:
        """Show the themes."""
        self._whole = rows
        self._fit()

    def _fit(self) -> None:
        """Say of themes in full what they stand on where there is room for all of them, else in
        figures behind their names: the keys that are pressed should be in sight.
        """
        whole = len(self._whole) * row_height(1, detail=True)
        is_short = whole > self.viewport().height()
        shown = [replace(r, detail="") if is_short else replace(r, figure="") for r in self._whole]
        self.rows.show_rows(shown)
        self.shortened.emit(is_short)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here."""


class ThemesPanel(QWidget):
    """All themes, the field for a new one, and what can be done to the one under the cursor."""

    picked = Signal()
    named = Signal(str)
    renamed = Signal(object, str)
    merged = Signal(object, object)
    deleted = Signal(object)
    tie_asked = Signal(object)
    nested = Signal(object, object)
    shifted = Signal(object, int)
    state_wanted = Signal(object)
    """Passages that are in no theme are to be shown: those that somebody is unsure of, or all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        """The theme that the cursor goes to as soon as it is there."""
        self.figures = labels.small(told(FIGURES))
        self.view = ThemesView()
        self.rows = self.view.rows
        dress(self.view, ThemeDelegate(self.view, lines=0, lead=2.5), tell("Themes"))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.new = QLineEdit()
        self.new.setAccessibleName(tell("Name of a new theme"))
        self.new.setToolTip(tell("Key N, from either list"))
        self.rename = button(tell("Rename"), "quiet", act=self._begin_rename)
        self.merge = button(tell("Merge…"), "quiet", act=self.offer_merges)
        self.delete = button(tell("Delete"), "quiet", act=self._on_current(self.deleted))
        self.history = button(tell("History…"), "quiet", act=self.view.history_wanted.emit)
        self._on_one = (self.rename, self.merge, self.delete, self.history)
        self.beside = {state: button("", "quiet", act=self._asker(state)) for state in BESIDE}
        self.alike = button(tell("The same name?"), "quiet", act=self._ask_whether_one)
        self._alike: Sequence[Pair] = ()
        self._are_two: set[frozenset[str]] = set()
        """The ids of themes that somebody said here are two, though their names are alike."""
        self.tell_beside({})
        self.tell_alike(())
        self.tell_chosen(0)
        self._lay_out()
        self._wire()

    def current(self) -> Theme | None:
        """The theme under the cursor."""
        row: Row | None = self.view.currentIndex().data(ROW_ROLE)
        return row.value if row else None

    def go_to(self, key: str) -> None:
        """Put the cursor on the theme with this key, if there is one."""
        theme = self.view.theme_with(key)
        if theme is not None:
            self.choose(theme.id)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show the themes; the cursor stays, or goes to the first."""
        self.view.show_themes(rows)
        if self._wanted:
            self.choose(self._wanted)
        if not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.rows.index(0, 0))
        for control in self._on_one:
            control.setEnabled(bool(rows))

    def tell_beside(self, counts: Mapping[str, int]) -> None:
        """Say how many passages stand beside the themes, by what became of them."""
        for state, key in self.beside.items():
            key.setText(f"{told(BESIDE[state])} · {counts.get(state, 0)}")
            key.setAccessibleName(key.text())

    def tell_alike(self, pairs: Sequence[Pair]) -> None:
        """Ask whether two themes are one, where their names are alike; one pair at a time."""
        self._alike = [pair for pair in pairs if _ids(pair) not in self._are_two]
        self.alike.setVisible(bool(self._alike))
        if self._alike:
            one, other = self._alike[0]
            self.alike.setText(
                tell("The same name? “{short}”", short=_short(one)).replace("&", "&&")
            )
            self.alike.setAccessibleName(
                tell("Are “{one}” and “{other}” the same?", one=one.name, other=other.name)
            )

    def _ask_whether_one(self) -> None:
        one, other = self._alike[0]
        menu = QMenu(self)
        menu.setAccessibleName(self.alike.accessibleName())
        for into, part in ((one, other), (other, one)):
            said = tell("“{part}” is part of “{whole}”", part=part.name, whole=into.name).replace(
                "&", "&&"
            )
            action = menu.addAction(said)
            action.triggered.connect(lambda _=False, i=into, p=part: self.merged.emit(i, p))
        menu.addAction(tell("They are two")).triggered.connect(lambda: self._keep_apart(one, other))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.alike.mapToGlobal(self.alike.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _keep_apart(self, one: Theme, other: Theme) -> None:
        self._are_two.add(_ids((one, other)))
        self.tell_alike(self._alike)

    def _asker(self, state: State) -> Callable[[], None]:
        return lambda: self.state_wanted.emit(state)

    def choose(self, theme_id: str) -> None:
        """Put the cursor on a theme, if it is there."""
        index = self.rows.index_of(theme_id)
        if index.isValid():
            self._wanted = ""
            self.view.setCurrentIndex(index)

    def await_new(self, theme_id: str) -> None:
        """Put the cursor on a theme that was just made, though its news may be still to come."""
        self._wanted = theme_id
        self.choose(theme_id)

    def tell_chosen(self, passages: int) -> None:
        """Say what a new theme would take along."""
        along = {0: "", 1: " " + tell("for the chosen passage")}.get(
            passages, " " + tell("for {passages} passages", passages=passages)
        )
        self.new.setPlaceholderText(tell("New theme{along}", along=along))

    def focus_new(self) -> None:
        """Ready to type the name of a new theme."""
        self.new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer_merges(self) -> None:
        """Choose what the theme under the cursor becomes part of."""
        current = self.current()
        others = [row for row in self.rows.rows if row.value != current]
        if current is None or not others:
            return
        menu = QMenu(self)
        menu.setAccessibleName(tell("Merge {name} into", name=current.name))
        for row in others:
            action = menu.addAction(_into(row))
            action.triggered.connect(lambda _=False, o=row.value: self.merged.emit(o, current))
        menu.aboutToHide.connect(menu.deleteLater)
        below = self.view.visualRect(self.view.currentIndex()).bottomLeft()
        menu.popup(self.view.viewport().mapToGlobal(below))
        menu.setActiveAction(menu.actions()[0])

    def _begin_rename(self) -> None:
        self.view.edit(self.view.currentIndex())

    def _on_current(self, asked: SignalInstance) -> Callable[[], None]:
        """Asks something of the theme under the cursor, if there is one."""
        return lambda: None if (theme := self.current()) is None else asked.emit(theme)

    def _nest(self) -> None:
        """Under the theme that it follows; out again where it stands under one."""
        current, row = self.current(), self.view.currentIndex().row()
        if current is None:
            return
        rows = self.rows.rows
        above = [each for each in rows[:row] if not each.level]
        if rows[row].level:
            self.nested.emit(current, None)
        elif above:
            self.nested.emit(current, above[-1].value)

    def _shift(self, places: int) -> None:
        current = self.current()
        if current is not None:
            self.shifted.emit(current, places)

    def _name(self) -> None:
        if name := self.new.text().strip():
            self.named.emit(name)

    def _wire(self) -> None:
        self.view.shortened.connect(self.figures.setVisible)
        self.view.selectionModel().currentChanged.connect(lambda *_: self.picked.emit())
        self.view.keyed.connect(self.go_to)
        self.view.tie_asked.connect(self._on_current(self.tie_asked))
        self.view.nest_asked.connect(self._nest)
        self.view.shift_asked.connect(self._shift)
        self.view.merge_asked.connect(self.offer_merges)
        self.view.delete_asked.connect(self._on_current(self.deleted))
        self.rows.edited.connect(lambda row, name: self.renamed.emit(row.value, name))
        self.new.returnPressed.connect(self._name)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.space(2)] * 4)
        column.setSpacing(theme.space())
        column.addLayout(_heading(self.figures))
        self.view.setMinimumSize(theme.space(LEAST_WIDE), theme.space(LEAST_HIGH))
        column.addWidget(self.view, 1)
        column.addLayout(Flow(self.beside.values()))
        column.addWidget(self.alike)
        column.addLayout(Flow(self._on_one))
        column.addWidget(self.new)


def _heading(figures: QWidget) -> QHBoxLayout:
    heading = QHBoxLayout()
    heading.addWidget(labels.Label(tell("Themes"), "strong"))
    heading.addStretch(1)
    heading.addWidget(figures)
    return heading


def _into(row: Row) -> str:
    """What the menu of merges calls a theme, with its key."""
    key = f"&{row.lead}  " if row.lead else ""
    return tell("{key}Into {name}", key=key, name=row.text.replace("&", "&&"))


def _ids(pair: Pair) -> frozenset[str]:
    return frozenset(each.id for each in pair)


def _short(theme: Theme) -> str:
    return told(brief(theme.name, ALIKE_WORDS))
