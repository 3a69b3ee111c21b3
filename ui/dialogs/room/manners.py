"""The door: what is asked there, whether a phone may be passed on, whether it is closed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.domain.seminar.seminar import Seminar
from ui import theme
from ui.widgets.forms.tick import Tick
from ui.widgets.frames import labels
from ui.words.telling import tell


class Manners(QWidget):
    """`changed` carries all: whether names are asked, phones are shared, the door is closed."""

    changed = Signal(bool, bool, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = Tick(tell("People give their na&me or code"))
        self.shared = Tick(tell("A phone may be pa&ssed on to the next person"))
        self.closed = Tick(tell("The doo&r is closed: nobody else joins"))
        self.closed.setToolTip(
            tell(
                "Close it when as many phones are in as people who came. Where nobody is "
                "checked in, results are split by sector or size only then."
            )
        )
        for box in (self.names, self.shared, self.closed):
            box.clicked.connect(lambda _: self._announce())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(labels.caption(tell("At the door")))
        column.addWidget(self.names)
        column.addWidget(self.shared)
        column.addWidget(self.closed)

    def show_seminar(self, seminar: Seminar) -> None:
        """Show what the seminar says now."""
        self.names.setChecked(seminar.asks_names)
        self.shared.setChecked(seminar.shares_devices)
        self.closed.setChecked(seminar.door_closed)

    def _announce(self) -> None:
        self.changed.emit(self.names.isChecked(), self.shared.isChecked(), self.closed.isChecked())
