"""Taking back the latest act of this computer, and doing it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui import seminar_files

if TYPE_CHECKING:
    from datetime import datetime

    from facilitator.services.files.handles import SeminarFile
    from ui.session import Session
    from ui.window.main_window import MainWindow


class Undoing(QObject):
    """Of the seminar that `begin` was told of, until the end of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None

    def begin(self, session: Session) -> None:
        """A seminar is open."""
        self._session = session

    def end(self) -> None:
        """It is about to be closed."""
        self._session = None

    def undo(self) -> None:
        """Take back the latest act of this computer."""
        self._take_back(seminar_files.undo, "Undone", "Redo", self.redo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._take_back(seminar_files.redo, "Done again", "Undo", self.undo)

    def labels(self) -> tuple[str, str]:
        """What undo and redo would do, "" where there is nothing."""
        return seminar_files.undo_labels(self._session.file) if self._session else ("", "")

    def _take_back(
        self,
        verb: Callable[[SeminarFile, datetime], str],
        done: str,
        back: str,
        act: Callable[[], None],
    ) -> None:
        session = self._session
        if session is None:
            return
        self._window.finish_fields()

        def tell(label: str) -> None:
            session.watch.nudge()
            if label:
                self._window.strip.say(f"{done}: {label}.", back, act)
            else:
                self._window.strip.say(
                    f"Nothing is left to {'undo' if back == 'Redo' else 'redo'}."
                )

        now = session.clock()
        session.tasks.run(lambda: verb(session.file, now), tell)
