"""Seats: a speaker's sector and size, kept under one key while they speak on. No name is kept."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton

from facilitator.domain.wording import say
from ui.screens.notes.capture import CaptureBar
from ui.tasks import Tasks
from ui.widgets.forms import buttons
from ui.words.telling import tell, told

KEYS = ("F6", "F7", "F8", "F9")
NOTHING_TO_KEEP = say(
    "Choose the speaker’s sector or size first; then this key keeps them for what they say next."
)


class Seats(QObject):
    """Made before what empties the field at the end of a note, so that it sees what was said.

    A seat's key takes it: the next notes are that speaker's, until the key is pressed again or
    another seat is taken. An empty seat keeps the sector and size that are chosen.
    """

    def __init__(self, capture: CaptureBar, tasks: Tasks) -> None:
        super().__init__(capture)
        self._capture = capture
        self._tasks = tasks
        self._kept: dict[int, tuple[str, str]] = {}
        self._taken: int | None = None
        self.buttons = [self._make(seat, key) for seat, key in enumerate(KEYS)]
        capture.ended.connect(self._remember)

    def press(self, seat: int) -> None:
        """Take a seat, or leave it."""
        if self._taken == seat:
            self._taken = None
            self._say_of_speaker("", "")
        elif seat in self._kept:
            self._taken = seat
            self.take_up()
        elif any(self._chosen()):
            self._taken = seat
            self._remember()
        else:
            self._tasks.said.emit(told(NOTHING_TO_KEEP))
        self._show()

    def take_up(self) -> None:
        """Say of the next note what was said of the last one from this seat."""
        if self._taken is not None:
            self._say_of_speaker(*self._kept[self._taken])

    def carried(self) -> object:
        """Who sits where, for seats that are made in place of these."""
        return self._kept, self._taken

    def half_typed(self) -> tuple[str, ...]:
        """Nothing: who sits where is said anew on another day."""
        return ()

    def take_back(self, carried: object) -> None:
        """Who sat where before."""
        if isinstance(carried, tuple):
            self._kept, self._taken = carried
            self._show()

    def _remember(self) -> None:
        if self._taken is not None:
            self._kept[self._taken] = self._chosen()
            self._show()

    def _chosen(self) -> tuple[str, str]:
        return self._capture.chosen_for("sector"), self._capture.chosen_for("size")

    def _say_of_speaker(self, sector: str, size: str) -> None:
        self._capture.set("sector", sector)
        self._capture.set("size", size)

    def _show(self) -> None:
        for seat, button in enumerate(self.buttons):
            button.setChecked(seat == self._taken)
            kept = ", ".join(part for part in self._kept.get(seat, ()) if part) or tell("empty")
            button.setAccessibleName(tell("Seat {n}: {kept}", n=seat + 1, kept=kept))
            button.setToolTip(tell("A speaker’s seat: {kept}  {key}", kept=kept, key=KEYS[seat]))

    def _make(self, seat: int, key: str) -> QPushButton:
        button = buttons.button(key, "quiet", act=partial(self.press, seat))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tell("Seat {n}: empty", n=seat + 1))
        button.setToolTip(
            tell("Keep the speaker’s sector and size while they speak on  {key}", key=key)
        )
        self._capture.head.addWidget(button)
        return button
