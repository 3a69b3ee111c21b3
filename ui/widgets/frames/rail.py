"""The rail at the left: the places of the window in the order of the day."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from facilitator.domain.wording import Text
from ui import theme
from ui.words.telling import told

WIDTH = 12
_PLACE_HEIGHT = 11
"""In steps of the grid, with the gap under it."""
_WHOLE = Qt.ToolButtonStyle.ToolButtonTextUnderIcon


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the rail shows it."""

    word: Text
    icon: str


class Rail(QFrame):
    """One button for each place; `wanted` carries its number from 0."""

    wanted = Signal(int)

    def __init__(self, places: tuple[Place, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(theme.space(WIDTH))
        self._buttons: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.wanted)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(theme.space(), theme.space(2), theme.space(), theme.space(2))
        for number, place in enumerate(places):
            button = _place_button(place, number)
            self._group.addButton(button, number)
            self._buttons.append(button)
            column.addWidget(button)
        column.addStretch(1)

    def marked(self) -> int:
        """The number of the place the window is in, -1 before there is one."""
        return self._group.checkedId()

    def close_off(self, number: int, why: str) -> None:
        """Show that a place cannot be gone to, and why."""
        button = self._group.button(number)
        button.setEnabled(False)
        button.setToolTip(why)
        button.setAccessibleDescription(why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        """Where there is no room for both, the words stay, closer together, and the icons go."""
        is_high = self.height() >= theme.space(_PLACE_HEIGHT * len(self._buttons) + 2)
        self._column.setSpacing(theme.space(1 if is_high else 0.5))
        for each in self._buttons:
            each.setToolButtonStyle(_WHOLE if is_high else Qt.ToolButtonStyle.ToolButtonTextOnly)

    def mark(self, number: int) -> None:
        """Show which place the window is in."""
        self._group.button(number).setChecked(True)


def _place_button(place: Place, number: int) -> QToolButton:
    button = QToolButton()
    button.setText(told(place.word))
    button.setIcon(theme.icon(place.icon))
    button.setCheckable(True)
    button.setProperty("role", "place")
    button.setToolButtonStyle(_WHOLE)
    button.setIconSize(QSize(theme.space(3), theme.space(3)))
    button.setFixedWidth(theme.space(WIDTH - 2))
    button.setToolTip(f"{told(place.word)}  Ctrl+{number + 1}")
    button.setAccessibleName(told(place.word))
    return button
