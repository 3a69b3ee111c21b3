"""The rules for everything that leaves: how small a group may be told of, and whose words may."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from facilitator.domain.seminar.print_rules import (
    ATTRIBUTION_WORDS,
    UNKNOWN_CONSENT_WORDS,
    Attribution,
    UnknownConsent,
)
from facilitator.domain.seminar.seminar import Seminar
from ui import theme
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import Steady, align_words
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.widgets.frames.flow import Columns
from ui.words.telling import tell, told

FIGURES = (1, 5, 10)
"""What figures may be rounded to."""
LEAST_COLUMN = 34
"""How wide a field under its name is at least, in steps of the grid: else they stand in one column.
"""


class PolicyBox(QWidget):
    """Fields over the seminar's rules for paper. `chosen` carries a field's name and its value."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.least = QSpinBox(minimum=1, maximum=100, suffix=" " + tell("people"))
        align_words(self.least)
        self.least.setKeyboardTracking(False)
        self.rounding = Choices()
        for n in FIGURES:
            self.rounding.addItem(tell("exact") if n == 1 else tell("to the nearest {n}", n=n), n)
        self.beside = Choices()
        for value, words in ATTRIBUTION_WORDS.items():
            self.beside.addItem(told(words), value)
        self.unasked = Choices()
        for each, said in UNKNOWN_CONSENT_WORDS.items():
            self.unasked.addItem(told(said), each)
        self.came = Tick(tell("The full report lists the organisations that came"))
        self._lay_out()
        self._wire()

    def show_seminar(self, seminar: Seminar) -> None:
        """Show the rules that hold."""
        held: Mapping[Choices, object] = {
            self.rounding: seminar.print_rounding,
            self.beside: seminar.attribution,
            self.unasked: seminar.unknown_consent,
        }
        if self.rounding.findData(seminar.print_rounding) < 0:
            self.rounding.addItem(
                tell("to the nearest {print_rounding}", print_rounding=seminar.print_rounding),
                held[self.rounding],
            )
        for box, value in held.items():
            box.setCurrentIndex(box.findData(value))
        with QSignalBlocker(self.least):
            self.least.setValue(seminar.print_threshold)
        self.came.setChecked(seminar.lists_organisations)

    def _wire(self) -> None:
        self.least.valueChanged.connect(lambda n: self.chosen.emit("print_threshold", n))
        self._tell(self.rounding, "print_rounding", int)
        self._tell(self.beside, "attribution", Attribution)
        self._tell(self.unasked, "unknown_consent", UnknownConsent)
        self.came.clicked.connect(lambda on: self.chosen.emit("lists_organisations", on))

    def _tell(self, box: Choices, field: str, made: Callable[[Any], object]) -> None:
        box.activated.connect(lambda _: self.chosen.emit(field, made(box.currentData())))

    def _lay_out(self) -> None:
        pairs = Columns(2, LEAST_COLUMN)
        named: tuple[tuple[str, QWidget], ...] = (
            (tell("Groups are told apart from"), self.least),
            (tell("Their figures are"), self.rounding),
            (tell("Beside words stands"), self.beside),
            (tell("A quote nobody was asked about"), self.unasked),
        )
        for name, field in named:
            pairs.addWidget(_under(labels.caption(name, field), field))
            Steady(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space())
        column.addLayout(pairs)
        column.addWidget(self.came)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


def _under(name: QWidget, field: QWidget) -> QWidget:
    """A field under its name."""
    pair = QWidget()
    column = QVBoxLayout(pair)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.space(0.5))
    column.addWidget(name)
    column.addWidget(field)
    return pair
