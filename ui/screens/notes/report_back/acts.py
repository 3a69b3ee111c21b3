"""A group's notes before the room, page by page, and its word that they hold."""

from functools import partial

from PySide6.QtCore import QObject

from facilitator.domain.wording import say
from facilitator.services.notes import member_checks, reading_back
from facilitator.services.notes.member_checks import HOW_IT_IS_ASKED
from ui.screens.notes.acts import NoteActs
from ui.screens.notes.drafting import Drafting
from ui.screens.notes.report_back.panel import ON_THE_HOST, ReportBackPanel
from ui.widgets.frames.screen import Screen
from ui.words.telling import told

CHOOSE_FIRST = say("Choose the quote first: Up goes from the empty field to the notes.")
READ_BACK = say(
    "The room sees these notes. Alt+. turns the page; what you correct here changes there."
)


class ReportBackActs(QObject):
    """Of the group whose notes are being taken."""

    def __init__(
        self, screen: Screen, panel: ReportBackPanel, drafting: Drafting, acts: NoteActs
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._acts = acts
        self._drafting = drafting
        panel.read_asked.connect(self.read_back)
        panel.turn_asked.connect(self.turn)
        panel.check_asked.connect(self.check)
        panel.ask_asked.connect(self.ask)
        panel.take_asked.connect(self.take)

    def read_back(self) -> None:
        """Show the group's notes to the room."""
        session, breakout_id = self._screen.session, self._drafting.breakout_id
        if session.is_copy:
            session.tasks.said.emit(told(ON_THE_HOST))
        elif breakout_id:
            work = partial(reading_back.read_back, session.file, breakout_id, now=session.clock())
            self._screen.write(work, lambda _: session.tasks.said.emit(told(READ_BACK)))

    def turn(self, by: int) -> None:
        """Turn the pages that the room sees."""
        session = self._screen.session
        if not session.is_copy:
            self._screen.write(partial(reading_back.turn, session.file, by, now=session.clock()))

    def ask(self) -> None:
        """Ask the groups of the chosen quotes whether they may stand, or no longer."""
        session, notes = self._screen.session, self._acts.chosen()
        if session.is_copy:
            session.tasks.said.emit(told(member_checks.ON_THE_HOST))
        elif not notes:
            session.tasks.said.emit(told(CHOOSE_FIRST))
        else:
            work = partial(member_checks.ask_back, session.file, *notes, now=session.clock())
            self._screen.write(work, lambda _: session.tasks.said.emit(told(HOW_IT_IS_ASKED)))

    def take(self) -> None:
        """Have the words that its group proposed stand on papers for the chosen quote."""
        session, notes = self._screen.session, self._acts.chosen()
        if not notes:
            session.tasks.said.emit(told(CHOOSE_FIRST))
            return
        work = partial(member_checks.take_words, session.file, notes[0], now=session.clock())
        self._screen.write(work)

    def check(self) -> None:
        """The group says that its notes are right."""
        session, breakout_id = self._screen.session, self._drafting.breakout_id
        if breakout_id:
            work = partial(reading_back.check, session.file, breakout_id, now=session.clock())
            self._screen.write(work)
