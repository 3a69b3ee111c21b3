"""The window: a frame around home or the places of one open seminar, with what it says below them.

What it does is in `commands`. The frame and the ways to begin are the first picture; all else is
loaded when that is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui import settings, theme
from ui.screens.home import HomeScreen
from ui.widgets.forms.alt import AltWritesNothing
from ui.widgets.forms.enter import EnterPresses, HeldOnce
from ui.words.telling import tell

if TYPE_CHECKING:
    from ui.widgets.frames.busy_bar import BusyBar
    from ui.widgets.frames.message_strip import MessageStrip
    from ui.widgets.frames.page_area import PageArea
    from ui.window.seminar_window import Places

NAME = "Facilitator"
MENUS = ("&File", "&Edit", "G&o", "&View", "Help")
"""Alt and a letter opens a menu wherever the keyboard is, so none is a key of a place: Help, whose
letters all are, has F1 and Shift+F1."""

LEAST = (640, 400)
"""Pixels: a small laptop's display whose own scale is 200 %. What has no room there scrolls."""
FIRST = (1280, 704)


def _menus() -> dict[str, str]:
    """What each menu is called in the window's language."""
    said = (tell("&File"), tell("&Edit"), tell("G&o"), tell("&View"), tell("Help"))
    return dict(zip(MENUS, said, strict=True))


class MainWindow(QMainWindow):
    """Announces the first picture and the last moment; `furnish` comes between them."""

    painted = Signal()
    closing = Signal()
    seated = Signal(object)
    """The places of a seminar are there, and one of them is on the screen."""
    left = Signal()
    """The seminar that was open is closed."""

    strip: MessageStrip
    busy: BusyBar
    _home_area: PageArea

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self)
        self._has_painted = False
        EnterPresses(self)
        HeldOnce(self)
        AltWritesNothing(self)
        self.may_close: Callable[[], bool] = lambda: True
        """Asked before the seminar goes; what stands in the way has been said when it is False."""
        self.may_end: Callable[[], bool] = lambda: True
        """Asked before the window goes, which may do more than show a seminar."""
        self.home = HomeScreen()
        self.places: Places | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self.menus = {name: self.menuBar().addMenu(said) for name, said in _menus().items()}
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.stack, 1)
        self.setCentralWidget(middle)
        self.setWindowTitle(NAME)
        self.setMinimumSize(*LEAST)
        self._restore_geometry()

    def furnish(self) -> None:
        """Add what the first picture can do without."""
        from ui.widgets.frames.busy_bar import BusyBar
        from ui.widgets.frames.message_strip import MessageStrip
        from ui.widgets.frames.page_area import PageArea

        self._home_area = PageArea(self.home, NAME, self.stack)
        self.stack.insertWidget(0, self._home_area)
        self.stack.setCurrentWidget(self._home_area)
        self.strip = MessageStrip()
        self.busy = BusyBar()
        foot = QFrame()  # one line for both: nothing moves under the hand when either comes
        foot.setProperty("role", "rail")
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.strip, 2)
        row.addWidget(self.busy, 1)
        self._column.addWidget(foot)

    def show_places(self, places: Places) -> None:
        """Put an open seminar into the frame."""
        self.places = places
        self.stack.addWidget(places)
        self.stack.setCurrentWidget(places)

    def add_band(self, band: QWidget) -> None:
        """Put something under what is shown, above what the program says."""
        self._column.insertWidget(self._column.count() - 1, band)

    def take_places_out(self) -> None:
        """The places that are shown are to go."""
        if self.places is not None:
            self.places.let_go()
            self.stack.removeWidget(self.places)
            self.places.deleteLater()
            self.places = None

    def show_home(self) -> None:
        """Take the seminar out of the frame."""
        if self.places is not None:
            self.take_places_out()
            self.left.emit()
        self.stack.setCurrentWidget(self._home_area)
        self.setWindowTitle(NAME)
        self.strip.hide()
        self.home.reload()

    def retell(self) -> None:
        """Say what stands in the frame in the window's language."""
        for name, said in _menus().items():
            self.menus[name].setTitle(said)
        self.home.retell()
        self.busy.retell()
        self.strip.retell()

    def finish_fields(self) -> None:
        """Have every field hand over what stands in it."""
        if self.places is not None:
            self.places.finish()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not (self.may_close() and self.may_end()):
            event.ignore()
            return
        self.closing.emit()
        settings.WINDOW.keep(self.saveGeometry())
        super().closeEvent(event)

    def _restore_geometry(self) -> None:
        kept = settings.WINDOW.read()
        if kept is None or not self.restoreGeometry(kept):
            self.resize(QSize(*FIRST).boundedTo(self.screen().availableSize()))
