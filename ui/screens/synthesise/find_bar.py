"""What is looked for among the passages: words, and filters with the count beside each choice."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.domain.wording import Text, say
from facilitator.services.synthesis.facets import Asked, Facet, State
from ui import theme
from ui.screens.synthesise.rows import Counts
from ui.widgets.forms.buttons import button
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import KEPT_OTHERWISE
from ui.words.telling import tell, told

TYPING_PAUSE_MS = 120
COLUMNS = 4
EVERYTHING = say("Everything")
STATES: Mapping[State, Text] = {
    State.UNTIED: say("In no theme yet"),
    State.TO_READ: say("Yours, not read yet"),
    State.UNSURE: say("Unsure"),
    State.NOTHING: say("Nothing here"),
    State.ONE_CODER: say("Tied by one person only"),
    State.STARRED: say("Starred"),
    State.MEMO: say("With a memo"),
    State.AGAINST: say("Against, and minority views"),
    State.RESPONSE: say("Responses from plenary"),
    State.NOTE: say("Notes from groups"),
}
FILTERS: Mapping[Facet, tuple[Text, Text]] = {
    Facet.QUESTION: (say("Question"), say("Any question")),
    Facet.GROUP: (say("Group"), say("Any group")),
    Facet.KIND: (say("Kind"), say("Any kind")),
    Facet.SECTOR: (say("Sector"), say("Any sector")),
    Facet.THEME: (say("Theme"), say("Any theme")),
    Facet.TAG: (say("Tag"), say("Any tag")),
    Facet.BETWEEN: (say("Who agrees"), say("Whoever put it there")),
}


class SearchField(QLineEdit):
    """Down and Enter lead to the list; Escape clears the field, then leads there too."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """`changed` says that something else is looked for; `left` that the keyboard goes back."""

    changed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(
            placeholderText=tell("Search what was said"), clearButtonEnabled=True
        )
        self.search.setAccessibleName(tell("Search what was said"))
        self.search.setProperty(KEPT_OTHERWISE, True)
        self.search.setToolTip(
            tell("Words in any order, within words too; “a phrase” as it stands")
        )
        self.search.addAction(
            theme.icon("search", "ink_soft"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.which = _box(tell("Which passages"))
        for state, said in STATES.items():
            self.which.addItem(told(said), state.value)
        self.which.insertItem(1, told(EVERYTHING), "")
        self.which.setCurrentIndex(0)
        self.filters = {facet: _box(told(name)) for facet, (name, _) in FILTERS.items()}
        for facet, box in self.filters.items():
            box.addItem(told(FILTERS[facet][1]), "")
        self.more = button(tell("Filters"), "quiet", act=self._turn)
        self.more.setCheckable(True)
        self.more.setToolTip(tell("Key W, from the list"))
        self.clear = button(tell("Clear filters"), "quiet", act=self.clear_filters)
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._lay_out()
        self._wire()

    def asked(self) -> Asked:
        """What is looked for."""
        boxes = {Facet.STATE: self.which, **self.filters}
        values = ((facet, box.currentData()) for facet, box in boxes.items())
        return Asked(self.search.text(), tuple((facet, value) for facet, value in values if value))

    def show_counts(self, counts: Counts) -> None:
        """Put the choices that there are into the boxes, each with its count."""
        states = {state.value: counts.of(Facet.STATE).get(state, 0) for state in STATES}
        _relabel(self.which, {"": counts.everything, **states}, told(EVERYTHING), STATES)
        for facet, box in self.filters.items():
            if self._grid.isVisible() or box.currentData():
                _fill(box, told(FILTERS[facet][1]), counts, facet)
        used = sum(bool(box.currentData()) for box in self.filters.values())
        self.more.setText(tell("Filters: {used}", used=used) if used else tell("Filters"))
        self.clear.setVisible(bool(used))

    def focus_search(self) -> None:
        """Ready to type."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_filters(self) -> None:
        """Show the filters, ready to be chosen from."""
        self.more.setChecked(True)
        self._turn()
        next(iter(self.filters.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def ask_for(self, state: State) -> None:
        """Look for all that this became of, and for nothing else."""
        self.search.clear()
        self.clear_filters()
        self.begin_with(state)
        self.left.emit()

    def begin_with(self, state: State) -> None:
        """Look for what this became of; the keyboard stays where it is."""
        self.which.setCurrentIndex(self.which.findData(state.value))

    def clear_filters(self) -> None:
        """Let every value pass again."""
        for box in self.filters.values():
            box.setCurrentIndex(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _turn(self) -> None:
        self._grid.setVisible(self.more.isChecked())
        self.changed.emit()

    def _wire(self) -> None:
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self.search.left.connect(self._look_and_leave)
        for box in (self.which, *self.filters.values()):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())

    def _look_and_leave(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.changed.emit()
        self.left.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        row = QHBoxLayout()
        row.setSpacing(theme.space())
        for widget, share in ((self.search, 1), (self.which, 1), (self.more, 0)):
            row.addWidget(widget, share)
        column.addLayout(row)
        self._grid = QWidget()
        grid = QGridLayout(self._grid)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.space())
        for number, control in enumerate((*self.filters.values(), self.clear)):
            grid.addWidget(control, *divmod(number, COLUMNS))
        column.addWidget(self._grid)
        self._grid.hide()
        self.clear.hide()


def _box(name: str) -> Choices:
    box = Choices()
    box.setAccessibleName(name)
    box.view().setAccessibleName(name)
    box.setSizeAdjustPolicy(Choices.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box


def _relabel(
    box: Choices, counts: Mapping[str, int], everything: str, names: Mapping[State, Text]
) -> None:
    said = {"": everything, **{state.value: told(name) for state, name in names.items()}}
    for number in range(box.count()):
        value = box.itemData(number)
        _set_text(box, number, f"{said[value]} · {counts[value]}")


def _fill(box: Choices, anything: str, counts: Counts, facet: Facet) -> None:
    """The choices there are now; the chosen one stays chosen, and an open list is left alone."""
    if box.view().isVisible():
        return
    wanted = [("", anything), *((value, said) for value, said in counts.choices(facet))]
    chosen = box.currentData()
    if [box.itemData(number) for number in range(box.count())] == [value for value, _ in wanted]:
        for number, (_, said) in enumerate(wanted):
            _set_text(box, number, said)
        return
    box.blockSignals(True)
    box.clear()
    for value, said in wanted:
        box.addItem(said, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    box.blockSignals(False)


def _set_text(box: Choices, number: int, said: str) -> None:
    if box.itemText(number) != said:
        box.setItemText(number, said)
