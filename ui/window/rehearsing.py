"""Rehearsing a day with simulated people, while the window can be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui import seminar_files
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.window.main_window import MainWindow

REHEARSING = say("Rehearsing the whole day")
REHEARSED = say("The rehearsal is done. It is kept beside the seminar.")


class Rehearsing(QObject):
    """One rehearsal at a time. `opened` carries the path of one that wants to be opened."""

    opened = Signal(Path)

    def __init__(
        self, window: MainWindow, errands: Tasks, folder: Path, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._errands = errands
        self._folder = folder
        self._clock = clock
        self._session: Session | None = None
        self._is_rehearsing = False

    def begin(self, session: Session) -> None:
        """A seminar is open."""
        self._session = session

    def end(self) -> None:
        """It is about to be closed."""
        self._session = None

    def try_sample(self) -> None:
        """Rehearse the October seminar and open it."""
        now, report, folder = self._clock(), self._errands.report, self._folder
        self._run(lambda: seminar_files.rehearse_sample(folder, report, now))

    def rehearse(self) -> None:
        """Rehearse the day on a copy, and open the copy."""
        session = self._session
        if session is None:
            return
        self._window.finish_fields()
        session.tasks.drain()
        now, report = self._clock(), self._errands.report
        target = session.near.with_name(f"{session.near.stem} rehearsal{session.near.suffix}")
        self._run(lambda: seminar_files.rehearse_copy(session.file, target, report, now))

    def _run(self, work: Callable[[], Path]) -> None:
        if self._is_rehearsing:
            self._window.strip.say(
                tell("A rehearsal is running already; it opens when it is done.")
            )
            return
        self._is_rehearsing = True
        self._errands.run(work, self._open, self._give_up, told(REHEARSING))

    def _open(self, path: Path) -> None:
        self._is_rehearsing = False
        if self._session is not None and seminar_files.day_is_running(self._session.file):
            # Nothing takes the day off the screen while people sit in front of it.
            self._window.strip.say(told(REHEARSED), tell("Open it"), lambda: self.opened.emit(path))
        else:
            self.opened.emit(path)

    def _give_up(self, error: BaseException) -> None:
        self._is_rehearsing = False
        if isinstance(error, SeminarError):
            self._window.strip.say(told(error))
