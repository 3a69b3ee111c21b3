"""The fields that are not text: they save like text fields do, and never by a stray mouse wheel."""

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTime, QTimer, Signal
from PySide6.QtWidgets import (
    QListView,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from ui import theme
from ui.models.picks import PicksModel
from ui.widgets.forms.choices import Choices
from ui.widgets.forms.fields import PAUSE_MS, Steady, align_words
from ui.widgets.forms.tick import Tick
from ui.words.telling import tell


class Settling(QObject):
    """Announces a field's value after a pause or when it is left, when it is new."""

    def __init__(
        self, field: QWidget, read: Callable[[], Any], announce: Callable[[Any], object]
    ) -> None:
        super().__init__(field)
        self._field, self._read, self._announce = field, read, announce
        self._shown: object = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.save)
        field.installEventFilter(self)
        Steady(field)

    def note_change(self) -> None:
        """The value is another now."""
        if self._read() != self._shown:
            self._pause.start()

    def show(self, value: object, put: Callable[[], object]) -> None:
        """Show what is recorded by `put`, unless something unsaved stands in the field."""
        if not self._pause.isActive():
            self._shown = value
            put()
            self._pause.stop()

    def is_unsaved(self) -> bool:
        """Whether something stands in the field that nobody was told of."""
        return self._pause.isActive()

    def save(self) -> None:
        """Announce the value now, if it is new."""
        self._pause.stop()
        if self._read() != self._shown:
            self._shown = self._read()
            self._announce(self._shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self._pause.isActive():
            self.save()
        return super().eventFilter(watched, event)


class NumberField(QSpinBox):
    """A whole number. `saved` carries it."""

    saved = Signal(int)

    def __init__(
        self, name: str, least: int, most: int, suffix: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, minimum=least, maximum=most, suffix=f" {suffix}" if suffix else "")
        align_words(self)
        self.setAccessibleName(name)
        self._settling = Settling(self, self.value, self.saved.emit)
        self.valueChanged.connect(lambda _: self._settling.note_change())

    def show_number(self, number: int) -> None:
        """Show what is recorded, unless something unsaved stands here."""
        self._settling.show(number, lambda: self.setValue(number))

    def is_unsaved(self) -> bool:
        """Whether something stands here that nobody was told of."""
        return self._settling.is_unsaved()

    def save(self) -> None:
        """Announce the number now, if it is new."""
        self._settling.save()


class ClockField(QTimeEdit):
    """A time of day, to the minute. `saved` carries it."""

    saved = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        align_words(self)
        self.setDisplayFormat(tell("HH:mm"))
        self.setAccessibleName(name)
        self._settling = Settling(self, self.clock, self.saved.emit)
        self.timeChanged.connect(lambda _: self._settling.note_change())

    def clock(self) -> time:
        """The time that stands in the field."""
        return time(self.time().hour(), self.time().minute())

    def show_clock(self, clock: time) -> None:
        """Show what is recorded, unless something unsaved stands here."""
        self._settling.show(clock, lambda: self.setTime(QTime(clock.hour, clock.minute)))

    def is_unsaved(self) -> bool:
        """Whether something stands here that nobody was told of."""
        return self._settling.is_unsaved()

    def save(self) -> None:
        """Announce the time now, if it is new."""
        self._settling.save()


class ChoiceField(Choices):
    """One of several. `saved` carries the chosen value, a string."""

    saved = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        Settling(self, self.value, self.saved.emit)
        self._offered: tuple[tuple[str, str], ...] = ()
        self.offer(choices)
        self.activated.connect(lambda _: self.saved.emit(self.value()))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """What there is to choose from, as (value, words); the choice stays."""
        offered = tuple((str(value), words) for value, words in choices)
        if offered == self._offered:
            return
        chosen = self.value()
        self._offered = offered
        self.clear()
        for value, words in offered:
            self.addItem(words, value)
        self.show_value(chosen)

    def value(self) -> str:
        """The chosen value."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Show what is recorded; a value nobody offers is shown as it is."""
        at = next((i for i, (offered, _) in enumerate(self._offered) if offered == value), -1)
        if at < 0 and value:
            self._offered = (*self._offered, (str(value), str(value)))
            self.addItem(str(value), str(value))
            at = len(self._offered) - 1
        self.setCurrentIndex(at)


class TickField(Tick):
    """Yes or no. `saved` carries it."""

    saved = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.clicked.connect(self.saved)


class PickField(QListView):
    """Any of several, ticked with the space bar. `saved` carries the ticked ids in order."""

    saved = Signal(object)

    def __init__(self, name: str, rows: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picks = PicksModel(self)
        self.setModel(self.picks)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(self.textElideMode().ElideRight)
        self.setMinimumHeight(rows * theme.space(4))
        self.setMaximumHeight(rows * theme.space(4) + theme.space(2))
        self.picks.picked.connect(self.saved)
