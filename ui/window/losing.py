"""The seminar's file is not where it was opened: said until it is back, with the way on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from facilitator.domain.wording import say
from ui import ask, seminar_files
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.window.main_window import MainWindow
    from ui.window.opening import Opening

MOVED = say(
    "The seminar’s file is called {name} now and lies in {folder}. Nothing is written meanwhile; "
    "what is typed stays on the screen."
)
LOST = say(
    "The seminar’s file was moved, replaced or removed. Nothing is written meanwhile; what is "
    "typed stays on the screen."
)
OVERWRITTEN = say(
    "Another file was copied over {name}, or over a part of it, while it was open. What stands "
    "there now is left as it is; nothing is written meanwhile, and what is typed stays on the "
    "screen."
)
NEWER = say(
    "A newer Facilitator brought {name} up to its own version while it was open here. Nothing more "
    "is written to it from here, and what is typed stays on the screen. Close it and open it with "
    "the newer one, or go on in a copy of what it was."
)
AWAY = say(
    "The seminar’s database does not answer. Nothing is written meanwhile; what is typed stays on "
    "the screen, and it goes on by itself when the database is there again."
)
ANSWERS = say("The seminar’s database answers again; everything goes on.")
BACK = say("The seminar’s file is back where it was; everything goes on.")


class Losing(QObject):
    """`tasks` work on the seminar that is open, `close` closes it."""

    def __init__(
        self, window: MainWindow, tasks: Tasks, opening: Opening, close: Callable[[], None]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tasks = tasks
        self._opening = opening
        self._close = close
        self._session: Session | None = None

    def begin(self, session: Session) -> None:
        """A seminar is open."""
        self._session = session
        session.watch.lost.connect(self._tell)

    def end(self) -> None:
        """The seminar is closed."""
        self._session = None
        self._window.strip.let_go()

    def _tell(self, is_lost: bool) -> None:
        strip, session = self._window.strip, self._session
        if session is None:
            return
        if not is_lost:
            strip.let_go()
            strip.say(told(BACK if session.file.can.is_file else ANSWERS))
            self._window.finish_fields()  # what could not be kept meanwhile
        elif not session.file.can.is_file:
            strip.hold(told(AWAY), tell("Try again"), session.watch.nudge)
        elif seminar_files.is_newer(session.file):
            said = told(NEWER.of(name=session.near.name))
            strip.hold(said, tell("Go on in a copy…"), self._go_on_in_what_it_was)
        elif seminar_files.is_overwritten(session.file):
            said = told(OVERWRITTEN.of(name=session.near.name))
            strip.hold(said, tell("Go on in a copy…"), self._go_on_in_what_it_was)
        elif there := seminar_files.found_again(seminar_files.as_file(session.file)):
            said = told(MOVED.of(name=there.name, folder=there.parent))
            strip.hold(said, tell("Open it there"), partial(self._go_on, there))
        else:
            strip.hold(told(LOST), tell("Go on in a copy…"), self._go_on_in_a_copy)

    def _go_on(self, path: Path, welcome: str = "") -> None:
        """Go on in the file where it is now, or in a copy of it: nothing typed is lost, and the
        room is open again where it was open.
        """
        session, opening = self._session, self._opening
        if session is None:
            return
        self._tasks.drain()
        session.watch.stop()
        seminar_files.follow(seminar_files.as_file(session.file), path)
        if session.room is not None and session.room.is_wanted:
            opening.opened.connect(self._open_room, Qt.ConnectionType.SingleShotConnection)
        opening.stand_up(path)
        self._close()
        opening.open(path, welcome)

    def _open_room(self) -> None:
        if self._session is not None and self._session.room is not None:
            self._session.room.open()

    def _go_on_in_a_copy(self) -> None:
        session, target = self._session, self._asked()
        if session is not None and target is not None:
            session.tasks.run(
                lambda: seminar_files.save_copy(session.file, target),
                lambda _: self._go_on(target),
                progress=tell("Saving a copy"),
            )

    def _go_on_in_what_it_was(self) -> None:
        session, target = self._session, self._asked()
        if session is not None and target is not None:
            since, now = session.watch.since, session.clock()
            file = seminar_files.as_file(session.file)
            session.tasks.run(
                lambda: seminar_files.rescue(file, since, target, now),
                lambda said: self._go_on(target, said),
                progress=tell("Making a copy of what it was"),
            )

    def _asked(self) -> Path | None:
        """Where somebody wants the copy."""
        if self._session is None:
            return None
        path = self._session.near
        proposed = path.with_name(f"{path.stem} copy{path.suffix}")
        return ask.choose_new_file(self._window, tell("Go on in a copy"), proposed)
