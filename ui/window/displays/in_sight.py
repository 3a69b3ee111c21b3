"""Windows whose display is pulled out, or has become smaller, come back to one that is there.

Some window managers leave a strip of them at the edge, or nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QWidget

SETTLED_MS = 300
"""By then whoever manages the windows has moved those that it moves by itself."""
_STAYS = (
    Qt.WindowState.WindowFullScreen
    | Qt.WindowState.WindowMaximized
    | Qt.WindowState.WindowMinimized
)
_KINDS = (Qt.WindowType.Window, Qt.WindowType.Dialog)


class InSight(QObject):
    """Brings every window back that stands on no display as a whole."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._soon.timeout.connect(bring_back)
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._look)
        app.screenAdded.connect(self._watch)
        for display in app.screens():
            self._watch(display)

    def _watch(self, display: QScreen) -> None:
        display.availableGeometryChanged.connect(self._look)

    def _look(self) -> None:
        self._soon.start()


def bring_back() -> None:
    """Move what has an edge off its display; make smaller what is larger than that."""
    for window in QApplication.topLevelWidgets():
        is_one = window.isVisible() and window.windowType() in _KINDS
        if is_one and not window.windowState() & _STAYS:
            _bring_back(window)


def _bring_back(window: QWidget) -> None:
    room, frame = window.screen().availableGeometry(), window.frameGeometry()
    if any(each.availableGeometry().contains(frame) for each in window.screen().virtualSiblings()):
        return
    edges = frame.size() - window.size()
    window.resize(window.size().boundedTo(room.size() - edges))
    there = QRect(frame.topLeft(), window.size() + edges)
    there.moveRight(min(there.right(), room.right()))
    there.moveBottom(min(there.bottom(), room.bottom()))
    there.moveLeft(max(there.left(), room.left()))
    there.moveTop(max(there.top(), room.top()))
    window.move(there.topLeft())
