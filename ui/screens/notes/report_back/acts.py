"""A group's notes before the room, page by page, and its word that they hold."""

from functools import partial

from PySide6.QtCore import QObject

from facilitator.services.notes import reading_back
from ui.screens.notes.drafting import Drafting
from ui.screens.notes.report_back.panel import ON_THE_HOST, ReportBackPanel
from ui.widgets.frames.screen import Screen

READ_BACK = "The room sees these notes. Alt+. turns the page; what you correct here changes there."


class ReportBackActs(QObject):
    """Of the group whose notes are being taken."""

    def __init__(self, screen: Screen, panel: ReportBackPanel, drafting: Drafting) -> None:
        super().__init__(screen)
        self._screen = screen
        self._drafting = drafting
        panel.read_asked.connect(self.read_back)
        panel.turn_asked.connect(self.turn)
        panel.check_asked.connect(self.check)

    def read_back(self) -> None:
        """Show the group's notes to the room."""
        session, breakout_id = self._screen.session, self._drafting.breakout_id
        if session.is_copy:
            session.tasks.said.emit(ON_THE_HOST)
        elif breakout_id:
            work = partial(reading_back.read_back, session.file, breakout_id, now=session.clock())
            self._screen.write(work, lambda _: session.tasks.said.emit(READ_BACK))

    def turn(self, by: int) -> None:
        """Turn the pages that the room sees."""
        session = self._screen.session
        if not session.is_copy:
            self._screen.write(partial(reading_back.turn, session.file, by, now=session.clock()))

    def check(self) -> None:
        """The group says that its notes are right."""
        session, breakout_id = self._screen.session, self._drafting.breakout_id
        if breakout_id:
            work = partial(reading_back.check, session.file, breakout_id, now=session.clock())
            self._screen.write(work)
