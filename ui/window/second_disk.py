"""A standby on another disk, kept up to date while the seminar is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from facilitator.domain.wording import say
from ui import ask, seminar_files
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.files.standby import Beside
    from ui.session import Session
    from ui.window.main_window import MainWindow

LOOK_MS = 10_000
STANDBYS = say("Standbys (*.standby)")
KEPT = say("A standby is kept at {target}, up to date while this seminar is open.")
AGAIN = say("{error} It is tried again; what was held before can still take over.")


class SecondDisk(QObject):
    """`at` is where it is kept, "" while none is."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self._beside: Beside | None = None
        self._trouble = ""
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def at(self) -> str:
        """Where the standby is kept."""
        return str(self._beside.target) if self._beside else ""

    def ask(self, session: Session, code: str, port: int) -> None:
        """Ask where to keep it, and keep it there from now on."""
        proposed = Path(session.near.name).with_suffix(".standby")
        target = ask.choose_new_file(self._window, tell("Keep a standby"), proposed, told(STANDBYS))
        if target is not None:
            self.keep(session, target, code, port)

    def keep(self, session: Session, target: Path, code: str, port: int) -> None:
        """Keep it up to date, from now on."""
        from facilitator.services.files.standby import Beside

        self.end()
        self._session = session
        self._beside = Beside(seminar_files.as_file(session.file), target, code, port)
        self._timer.start()
        self._window.strip.say(told(KEPT.of(target=target)))
        self.look()

    def look(self) -> None:
        """Bring it up to date where something was written."""
        if self._session is not None and self._beside is not None:
            self._session.tasks.run(self._beside.look, self._well, self._tell)

    def end(self) -> None:
        """The seminar is closed: what is held is all of it, and stays."""
        self._timer.stop()
        beside, session = self._beside, self._session
        if beside is not None and session is not None:
            session.tasks.run(beside.look, failed=self._tell)
            session.tasks.drain()
            beside.close()
        self._beside = self._session = None

    def _well(self, took: float) -> None:
        """It is done again when that takes no more than its share of the time."""
        from facilitator.services.files.standby import SHARE

        self._trouble = ""
        self._timer.setInterval(max(LOOK_MS, round(1000 * took / SHARE)))

    def _tell(self, error: BaseException) -> None:
        """Once for each reason: it is tried again every few seconds."""
        if str(error) != self._trouble:
            self._trouble = told(error)
            self._window.strip.say(told(AGAIN.of(error=told(error))))
