"""What is asked of people at the door, and whether a phone may be passed on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from facilitator.domain.seminar.seminar import Seminar
from ui import theme
from ui.widgets.frames import labels


class Manners(QWidget):
    """`changed` carries both: whether names are asked, whether phones are shared."""

    changed = Signal(bool, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names = QCheckBox("People give their na&me or code")
        self.shared = QCheckBox("A phone may be pa&ssed on to the next person")
        for box in (self.names, self.shared):
            box.clicked.connect(lambda _: self._announce())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        column.addWidget(labels.caption("At the door"))
        column.addWidget(self.names)
        column.addWidget(self.shared)

    def show_seminar(self, seminar: Seminar) -> None:
        """Show what the seminar says now."""
        self.names.setChecked(seminar.asks_names)
        self.shared.setChecked(seminar.shares_devices)

    def _announce(self) -> None:
        self.changed.emit(self.names.isChecked(), self.shared.isChecked())
