"""Notices that nobody has touched the tablet for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

IDLE_MS = 90_000
"""A ballot somebody walked away from is put away after this long."""

_LIVELY = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})


class Idleness(QObject):
    """`passed` comes once, after a turn in which nothing was touched for so long."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._timer.timeout.connect(self.passed)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def begin(self) -> None:
        """A turn begins."""
        self._timer.start()

    def stop(self) -> None:
        """The turn is over."""
        self._timer.stop()

    def end(self) -> None:
        """Nothing more is to be noticed."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        self.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._timer.isActive() and event.type() in _LIVELY:
            self._timer.start()
        return super().eventFilter(watched, event)
