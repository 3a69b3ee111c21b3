"""The room for phones beside the main window: its panel, its server, what comes in from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from ui.dialogs.room import RoomPanel
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.window.main_window import MainWindow
    from ui.window.room.forgetting import Forgetting
    from ui.window.room.room_link import Reception


class Receiving(QObject):
    """The room is served whenever it is opened; at once where a crash left it open."""

    def __init__(self, window: MainWindow, errands: Tasks) -> None:
        super().__init__(window)
        self._window = window
        self._errands = errands
        self._session: Session | None = None
        self._reception: Reception | None = None
        self._forgetting: Forgetting | None = None
        self.panel: RoomPanel | None = None

    def begin(self, session: Session) -> None:
        """A seminar is open."""
        from ui.window.room.forgetting import Forgetting
        from ui.window.room.room_link import Reception

        self._session = session
        self._forgetting = Forgetting(session, self)
        if session.room is None:
            return
        self._reception = Reception(session, session.room, self)
        self._reception.said.connect(self._window.strip.say)
        if session.room.was_left_open():
            session.room.open()

    def end(self) -> None:
        """The seminar is about to be closed: the room is, with everything sent to it written."""
        session, self._session = self._session, None
        if self.panel is not None:
            self.panel.close()
            self.panel.deleteLater()
            self.panel = None
        if session is not None and session.room is not None:
            session.room.end()
            session.room.deleteLater()
            session.tasks.drain()
        for part in (self._reception, self._forgetting):
            if part is not None:
                part.stop()
                part.deleteLater()
        self._reception = self._forgetting = None

    def toggle_panel(self) -> None:
        """Show the room panel, or put it away."""
        from ui.dialogs.room import RoomPanel

        session = self._session
        if session is None or session.room is None or session.is_copy:
            return
        if self.panel is None:
            self.panel = RoomPanel(session, session.room, self._errands, self._window)
        self.panel.setVisible(not self.panel.isVisible())
