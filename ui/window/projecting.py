"""The projector's window beside the main one: there while a seminar is, put away and moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitator.domain.wording import say
from ui.window.displays.in_sight import InSight
from ui.words.telling import told

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow

    from ui.projector.window import ProjectorWindow
    from ui.session import Session
    from ui.window.main_window import MainWindow

STAYS = say(
    "The room sees the picture. To close it, make a window of it with Ctrl+F5, then press F5."
)


class Projecting:
    """A note-taker's copy has no projector."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._projector: ProjectorWindow | None = None
        self._handle: QWindow | None = None
        InSight(window)

    def begin(self, session: Session) -> None:
        """A seminar is open: the picture shows itself as soon as the room's display is there."""
        if session.is_copy:
            return
        from ui.projector.window import ProjectorWindow

        self._projector = ProjectorWindow(session, own=self._window.screen)
        # The keyboard may be in either window: the keys of the picture are the same in both.
        self._projector.addActions(self._window.menus["&View"].actions())
        self._projector.open_by_itself()
        self._handle = self._window.windowHandle()  # there is none before it was shown
        if self._handle is not None:
            self._handle.screenChanged.connect(self._make_way)

    def end(self) -> None:
        """The seminar is about to be closed."""
        if self._projector is not None:
            if self._handle is not None:
                self._handle.screenChanged.disconnect(self._make_way)
                self._handle = None
            self._projector.close()
            self._projector.deleteLater()
            self._projector = None

    def _make_way(self) -> None:
        """The main window was put on another display: the picture goes to the other one."""
        if self._projector is not None and self._projector.isFullScreen():
            self._projector.follow_displays()

    def toggle(self) -> None:
        """Open the projector's window, or close it; what fills the room's display stays there.

        F5 is also what a clicker sends when a show begins: it never takes the picture away.
        """
        if self._projector is None:
            return
        if self._projector.isVisible() and self._projector.isFullScreen():
            self._window.strip.say(told(STAYS))
        else:
            self._projector.setVisible(not self._projector.isVisible())

    def move(self) -> None:
        """Put the room's picture on the next display, which is remembered."""
        if self._projector is not None and self._projector.isVisible():
            self._projector.go_to_next_display()

    def fill(self) -> None:
        """Have the room's picture fill its display, or make a window of it."""
        if self._projector is not None and self._projector.isVisible():
            self._projector.toggle_full()
