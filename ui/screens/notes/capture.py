"""Capturing: the field a note is typed into, and what is said about the note by one key each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)

from facilitator.domain.notes.notes import KIND_NAMES, NOT_GIVEN, NoteContent, NoteKind
from facilitator.domain.notes.shorthand import read_line
from facilitator.domain.wording import Message, Text, say
from ui import theme
from ui.widgets.forms import buttons
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import KEPT_OTHERWISE, Steady
from ui.widgets.forms.note_field import NoteField
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Flow
from ui.words.telling import tell, told


def underlined(words: str) -> str:
    """The letter behind the mark."""
    return words.partition("&")[2][0].upper()


KIND_KEYS = {
    NoteKind.POINT: "P",
    NoteKind.QUOTE: "Q",
    NoteKind.DISAGREEMENT: "D",
    NoteKind.MINORITY: "M",
    NoteKind.QUESTION_BACK: "B",
    NoteKind.ACTION: "A",
}
"""The letters are underlined for show only: Qt answers them a tenth of a second late, and a note
may have ended by then, so the screen has shortcuts of its own for them."""


def underline(words: str, letter: str) -> str:
    """The words with a mark before the letter, which stands behind them where they lack it."""
    at = words.upper().find(letter)
    return f"{words[:at]}&{words[at:]}" if at >= 0 else f"{words} (&{letter})"


PREFIX_HINT = say(
    'or begin the note with   "   !   ~   ?   >   and a blank;  #word is a tag;  '
    "F6 to F9 keep the sector and size of who speaks on"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of a note chosen from a list: what both are called, whether digits choose."""

    name: Text
    options: Text
    tip: Text
    numbered: bool = False


CHOSEN: Mapping[str, Choice] = {
    "sector": Choice(
        say("Speaker's sector"),
        say("Sectors"),
        say("Alt+1 to Alt+9; Alt+0 for none"),
        numbered=True,
    ),
    "size": Choice(
        say("Size of the speaker's organisation"),
        say("Sizes of organisation"),
        say("Alt+Z: the next one, or none"),
    ),
}
TICKED: Mapping[str, Message] = {"starred": say("&Star"), "quotable": say("Ma&y be quoted")}
"""Fields of a note that are ticked."""
TICK_KEYS = {field: underlined(words.template) for field, words in TICKED.items()}


LETTERS = 11
"""How much of a sector or a size is in sight without opening its box."""


class CaptureBar(QFrame):
    """The field with what is said about the note.

    Kinds and ticks are only *asked for* here: while a note in the list has the focus they are meant
    for that note, and the screen knows which. `turn_asked` carries the field and its new value.
    """

    ended = Signal()
    changed = Signal()
    kind_asked = Signal(object)
    turn_asked = Signal(str, bool)
    headline_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setProperty("close", True)  # every line here is one less of the notes above
        self.field = NoteField(tell("New note"), tell("Type what is said; Enter ends the note"))
        self.field.takes_lines = True
        self.field.setProperty(KEPT_OTHERWISE, True)
        self.chosen = {field: _choice_box(choice) for field, choice in CHOSEN.items()}
        self.ticked = {field: QCheckBox(told(words)) for field, words in TICKED.items()}
        self.headline = buttons.button(tell("&Headline"), "quiet", act=self.headline_asked.emit)
        self.headline.setToolTip(tell("The chosen note is a headline point, or no longer  Alt+H"))
        self.add = buttons.button(tell("Add note"), "primary")
        self.hint = labels.OneLine(told(PREFIX_HINT), "small")
        self.head, self.foot = Flow(space=0.375), Flow(space=0.75)
        self._kinds = QButtonGroup(self)
        self._kind = NoteKind.POINT
        self._lay_out()
        self._wire()

    def draft(self, breakout_id: str, question_id: str) -> NoteContent:
        """What stands here now, as a draft."""
        return NoteContent(
            breakout_id=breakout_id,
            question_id=question_id,
            words=self.field.toPlainText(),
            kind=self._kind,
            **self._about(),
        )

    def show_draft(self, draft: NoteContent) -> None:
        """Put a draft back where it was typed, the cursor behind it."""
        self.field.setPlainText(draft.words)
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.set_kind(draft.kind)
        for field in (*self.chosen, *self.ticked):
            self.set(field, getattr(draft, field))

    @property
    def kind(self) -> NoteKind:
        """The kind that was chosen; one typed in the words wins when the note ends."""
        return self._kind

    def chosen_for(self, field: str) -> str:
        """What is chosen; "" for none."""
        return str(self.chosen[field].currentData() or "")

    def set_kind(self, kind: NoteKind) -> None:
        """The kind of the note being typed, unless one is typed in its words."""
        self._kind = kind
        self._show_kind()
        self.changed.emit()

    def set(self, field: str, said: Any) -> None:
        """Say one thing of the note being typed; "" for none."""
        if field in self.ticked:
            self.ticked[field].setChecked(said)
        else:
            box = self.chosen[field]
            box.setCurrentIndex(max(box.findData(said), 0))

    def offer(self, field: str, options: Sequence[str]) -> None:
        """What there is to choose from, with the digits that choose it."""
        box, choice = self.chosen[field], CHOSEN[field]
        if [box.itemData(n) for n in range(1, box.count())] == list(options):
            return
        kept = self.chosen_for(field)
        box.blockSignals(True)
        box.clear()
        box.addItem(told(NOT_GIVEN[field]), "")
        for number, option in enumerate(options, 1):
            box.addItem(f"{number}  {option}" if choice.numbered else option, option)
        self.set(field, kept)
        box.blockSignals(False)

    def show_waiting(self, lines: QWidget) -> None:
        """Where the lines stand that could not be written yet: under the field."""
        self._column.insertWidget(self._column.count() - 2, lines)

    def propose(self, term: str) -> None:
        """Say what Tab would complete; "" for nothing."""
        self.hint.setText(tell("Tab: {term}", term=term) if term else told(PREFIX_HINT))

    def _about(self) -> dict[str, Any]:
        """What stands here beside the words, by field."""
        ticks = {field: box.isChecked() for field, box in self.ticked.items()}
        return {field: self.chosen_for(field) for field in self.chosen} | ticks

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        side, above = theme.space(1.5), theme.space(0.5)
        column.setContentsMargins(side, above, side, above)
        column.setSpacing(theme.space(0.5))
        column.addLayout(self._kind_row())
        entry = QHBoxLayout()
        entry.setSpacing(theme.space())
        entry.addWidget(self.field, 1)
        entry.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(entry)
        column.addLayout(self._about_row())
        column.addWidget(self.hint)

    def _kind_row(self) -> QLayout:
        row = self.head
        for kind in NoteKind:
            button = buttons.button(underline(told(KIND_NAMES[kind]), KIND_KEYS[kind]), "quiet")
            button.setCheckable(True)
            button.setAccessibleName(tell("Kind: {kind}", kind=KIND_NAMES[kind]))
            button.setShortcut(QKeySequence())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setChecked(kind is NoteKind.POINT)
            button.clicked.connect(lambda _, kind=kind: self.kind_asked.emit(kind))
            self._kinds.addButton(button, list(NoteKind).index(kind))
            row.addWidget(button)
        return row

    def _about_row(self) -> QLayout:
        row = self.foot
        marks = (*self.ticked.values(), self.headline)
        for control in marks:
            control.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            control.setShortcut(QKeySequence())
        for widget in (*self.chosen.values(), *marks):
            row.addWidget(widget)
        return row

    def _wire(self) -> None:
        self.field.ended.connect(self.ended)
        self.add.clicked.connect(self.ended)
        self.field.textChanged.connect(self._show_kind)
        self.field.textChanged.connect(self.changed)
        for box in self.chosen.values():
            box.currentIndexChanged.connect(self.changed)
        for field, tick in self.ticked.items():
            tick.clicked.connect(lambda on, field=field: self.turn_asked.emit(field, on))
            tick.toggled.connect(self.changed)

    def _show_kind(self) -> None:
        """The kind typed in the words wins, as it will when the note ends."""
        kind = read_line(self.field.toPlainText()).kind or self._kind
        self._kinds.button(list(NoteKind).index(kind)).setChecked(True)


def _choice_box(choice: Choice) -> QComboBox:
    box = Choices()
    box.setAccessibleName(told(choice.name))
    box.view().setAccessibleName(told(choice.options))
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(LETTERS)
    box.setToolTip(told(choice.tip))
    Steady(box)
    return box
