"""What is done with a sheet that was entered otherwise the second time, or should not have been."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from facilitator.services.polls.paper_counting import Difference
from ui import theme
from ui.widgets.forms.buttons import button, row_of
from ui.widgets.forms.keys import set_keys
from ui.widgets.frames import labels
from ui.words.telling import tell

MOST_SHEETS = 9999


class SheetNumber(QLineEdit):
    """A number of sheets, or of a sheet."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setValidator(QIntValidator(0, MOST_SHEETS, self))
        self.setFixedWidth(theme.space(9))

    def number(self) -> int:
        """What stands there; nothing is 0."""
        return int(self.text() or 0)


class SecondLook(QWidget):
    """Where two entries differ, and which of them is right. `settled` says whether it is the
    second.
    """

    settled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.told = labels.wrapped(labels.Spoken(role="warning"))
        self.as_first = button(
            tell("The first is right  Ctrl+1"), "", "", partial(self._settle, False)
        )
        self.as_second = button(
            tell("The second is right  Ctrl+2"), "", "", partial(self._settle, True)
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addLayout(row_of((self.as_first, self.as_second)))
        self.hide()

    def show_differences(self, number: int, differences: Sequence[Difference]) -> None:
        """Say what each entry of the sheet said."""
        lines = [tell("Sheet {number} was entered otherwise. Look at it.", number=number)]
        lines += [
            tell(
                "{about}: first “{first}”, now “{second}”.",
                about=d.about,
                first=d.first,
                second=d.second,
            )
            for d in differences
        ]
        self.told.setText("\n".join(lines))
        self.show()
        self.as_first.setFocus()

    def listen(self, window: QWidget) -> None:
        """Hear the keys of a window."""
        keys = {"Ctrl+1": partial(self._settle, False), "Ctrl+2": partial(self._settle, True)}
        set_keys(window, keys)

    def _settle(self, second: bool) -> None:
        if self.isVisible():
            self.settled.emit(second)


class TakingOut(QWidget):
    """Which sheet is to be taken out. `wanted` carries its number."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.ask = button(tell("Take a sheet out…"), "quiet", "trash-2", self._ask)
        self.number = SheetNumber(tell("Number of the sheet to take out; Enter takes it out"))
        self.number.returnPressed.connect(self._take)
        self.number.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.ask)
        row.addWidget(self.number)

    def _ask(self) -> None:
        self.number.show()
        self.number.setPlaceholderText(tell("Sheet"))
        self.number.setFocus()

    def _take(self) -> None:
        number = self.number.number()
        self.number.clear()
        self.number.hide()
        if number:
            self.wanted.emit(number)
