"""What moves the day: start, on, back, pause, five minutes more, its end, a thing to do ticked."""

from PySide6.QtCore import QObject

from facilitator.domain.seminar.agenda import DayState
from facilitator.services.seminar import running
from facilitator.services.views import projector
from facilitator.services.views import run_screen as desk
from facilitator.services.views.run_screen import Console
from ui import ask
from ui.screens.run.day_column import DayColumn
from ui.screens.run.preflight import PreflightPanel
from ui.screens.run.to_do import ToDo
from ui.widgets.frames.screen import Screen
from ui.words.telling import tell

MORE_MINUTES = 5


class DayActs(QObject):
    """Before the day begins there is no clock to pause, so the same key looks once more."""

    def __init__(
        self, screen: Screen, column: DayColumn, preflight: PreflightPanel, to_do: ToDo
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._preflight = preflight
        self._console: Console | None = None
        column.on_asked.connect(self.go_on)
        column.back_asked.connect(self.go_back)
        column.pause_asked.connect(self.pause)
        column.more_asked.connect(self.extend)
        column.end_asked.connect(self.finish)
        preflight.start_asked.connect(self.go_on)
        to_do.ticked.connect(self._tick)

    @property
    def state(self) -> DayState:
        """Where the day stands, as far as it has been read."""
        return self._console.progress.state if self._console else DayState.BEFORE

    def show_console(self, console: Console) -> None:
        """How the day stands now."""
        self._console = console

    def go_on(self) -> None:
        """Start the day, go on to the next segment, or finish after the last."""
        self._screen.do(running.start_day if self.state is DayState.BEFORE else running.go_on)

    def go_back(self) -> None:
        """Back to the segment before."""
        self._screen.do(running.go_back)

    def pause(self) -> None:
        """Stop the clock or let it go on; before the day there is none, so look again."""
        if self._console is None or self.state is DayState.BEFORE:
            self._preflight.look_again()
        else:
            paused = self._console.sheet(self._screen.session.clock()).paused
            self._screen.do(running.resume if paused else running.pause)

    def extend(self) -> None:
        """Five minutes more."""
        self._screen.do(running.extend, MORE_MINUTES)

    def finish(self) -> None:
        """End the day here, whatever is left of the agenda, once that was asked about."""
        if self.state is DayState.RUNNING and ask.confirm(
            self._screen,
            tell("End the day here?"),
            tell("What is left of the agenda is skipped, and the day is not taken up again."),
            tell("End the day"),
        ):
            self._screen.do(running.finish_day)

    def blank(self) -> None:
        """Blank the room's screen, or bring it back."""
        self._screen.do(projector.blank)

    def _tick(self, place: int, done: bool) -> None:
        current = (
            self._console.sheet(self._screen.session.clock()).current if self._console else None
        )
        self._screen.do(desk.tick, current.id if current else "", place, done)
