"""Taking notes for somebody else's seminar: asking for the host, and keeping in step with it.

On the host's own computer the same place of the head shows what has come in from laptops.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import NOTED, Laptop, Reach, Standing
from facilitator.domain.revisions import Change
from facilitator.domain.wording import Text, say
from ui import ask, seminar_files
from ui.widgets.frames.sync_badge import SyncBadge
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.room.syncing.laptop import Host
    from facilitator.room.syncing.sync_thread import Companion
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.widgets.frames.header import Header
    from ui.window.main_window import MainWindow

PAGES = say("Pages (*.html)")
FETCHING = say("Getting a copy of the seminar")


class NoteTaking(QObject):
    """Lives as long as the window. `opened` carries the path of a copy that wants to be opened."""

    opened = Signal(Path)
    _stood = Signal(object)

    def __init__(
        self, window: MainWindow, tasks: Tasks, folder: Path, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._folder = folder
        self._clock = clock
        self._session: Session | None = None
        self._companion: Companion | None = None
        self._badge: SyncBadge | None = None
        self._before: Host | None = None
        self._reach = Reach.TRYING
        self._stood.connect(self._show_standing)

    def ask(self) -> None:
        """Ask for the host, get a copy, and open it."""
        from ui.dialogs.take_notes import TakeNotesDialog  # reads what finds hosts

        host = ask.ask(TakeNotesDialog(self._window, self._before))
        if host is None:
            return
        self._before = host
        folder, report = self._folder, self._tasks.report
        self._tasks.run(
            lambda: _join(host, folder, report), self._take_up, self._say_failed, told(FETCHING)
        )

    def save_page(self) -> None:
        """Save the note-taker's page as one file, for a stick."""
        session = self._session
        if session is None:
            return
        path = session.near
        proposed = path.with_name(f"{path.stem} notes.html")
        target = ask.choose_new_file(
            self._window, tell("Save the note page"), proposed, told(PAGES)
        )
        if target is not None:
            now = self._clock()
            session.tasks.run(
                lambda: seminar_files.save_note_page(session.file, target, now),
                self._window.strip.say,
                lambda error: self._window.strip.say(told(error)),
            )

    def begin(self, session: Session, header: Header) -> None:
        """Keep a seminar that was opened in step with its host, where it has one."""
        self._session = session
        self._badge = SyncBadge()
        self._badge.clicked.connect(self._act)
        header.add_badge(self._badge)
        self._companion = self._companion_of(session)
        session.watch.changed.connect(self._hear)
        if self._companion is not None:
            self._companion.start()
        elif session.is_copy:
            self._badge.show_alone()
        else:
            self._look_for_laptops()

    def end(self) -> None:
        """The seminar is about to be closed."""
        session, self._session = self._session, None
        companion, self._companion = self._companion, None
        self._badge = None
        if session is not None:
            session.watch.changed.disconnect(self._hear)
        if companion is not None:
            companion.stop()

    def _take_up(self, path: Path) -> None:
        self._before = None
        if self._session is not None and self._session.where == path:
            # The same copy with a new code: its companion begins anew.
            self._window.strip.say(tell("The host knows this laptop again."))
            self._renew()
        else:
            self.opened.emit(path)

    def _renew(self) -> None:
        assert self._session is not None
        if self._companion is not None:
            self._companion.stop()
        self._companion = self._companion_of(self._session)
        if self._companion is not None:
            self._companion.start()

    def _companion_of(self, session: Session) -> Companion | None:
        """A seminar in a database is nobody's copy."""
        from facilitator.room.syncing import laptop  # with the first seminar, not before

        if not session.file.can.is_file:
            return None
        file = seminar_files.as_file(session.file)
        return laptop.companion_of(file, self._clock, self._stood.emit)

    def _say_failed(self, error: BaseException) -> None:
        if isinstance(error, SeminarError):
            self._window.strip.say(told(error), tell("Try again"), self.ask)

    def _hear(self, changes: frozenset[Change]) -> None:
        if not any(change.kind in NOTED for change in changes):
            return
        if self._companion is not None:
            self._companion.nudge()
        elif self._session is not None and not self._session.is_copy:
            self._look_for_laptops()

    def _act(self) -> None:
        """The badge was clicked."""
        if self._companion is None:
            if self._session is not None and self._session.is_copy:
                self.ask()
            return
        if self._reach is Reach.UNPAIRED:
            self.ask()
        else:
            self._companion.try_now()

    def _show_standing(self, standing: Standing) -> None:
        if self._badge is not None and self._companion is not None:
            self._reach = standing.reach
            self._badge.show_standing(standing)

    def _look_for_laptops(self) -> None:
        session = self._session
        if session is not None:
            session.tasks.run(lambda: _laptops(session), self._show_laptops)

    def _show_laptops(self, laptops: tuple[Laptop, ...]) -> None:
        if self._badge is not None and self._companion is None:
            self._badge.show_laptops(laptops)


def _join(host: Host, folder: Path, report: Callable[[float, Text], None]) -> Path:
    from facilitator.room.syncing import laptop  # loads the store

    return laptop.join(host, folder, report)


def _laptops(session: Session) -> tuple[Laptop, ...]:
    from facilitator.services.merging import syncing

    return syncing.laptops(session.file)
