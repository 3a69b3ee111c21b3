"""A seminar that another window of this computer has open: it is looked at, taken over from there,
or worked on in both.

Both may work on it at a time, and lose nothing by it; but who opens it by mistake should know.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QApplication

from facilitator.domain.wording import Text, say
from ui import ask, seminar_files
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.services.files.addresses import Where
    from facilitator.services.files.handles import SeminarStore
    from facilitator.services.files.opening import Opened
    from ui.recovery import Marker, Sitting
    from ui.room.room_process import RoomProcess
    from ui.session import Session
    from ui.window.main_window import MainWindow

LOOK, TAKE_OVER, BOTH = say("Look only"), say("Take over"), say("Work in both")
QUESTION = say("This seminar is open in another window.")
ADVICE = say(
    "To look changes nothing. To take over closes it there, with every word saved; a room that is "
    "open there is then opened here. In both windows each sees what the other does."
)
READING = say(
    "You may read this seminar: look, search, compare, print, save papers. Votes, addresses and "
    "changes are for whoever runs it."
)
LOOKING = say("This window only looks at the seminar: another one has it.")
TAKEN = say("The seminar was taken over by another window of this computer, with every word saved.")
NOT_LET_GO = say(
    "The other window does not let go of the seminar: something is asked there that waits for an "
    "answer. Answer it, or only look."
)
LOOK_MS = 300
PATIENCE_MS = 20_000

Show = Callable[["Opened[SeminarStore]"], None]


class Meeting(QObject):
    """Asks, where a seminar that was opened is open elsewhere too, and waits for what was asked."""

    def __init__(self, window: MainWindow, marker: Marker) -> None:
        super().__init__(window)
        self.marker = marker
        self.had_room = False
        """Whether the room was open where the seminar was taken over from."""
        self._window = window
        self._takes_over = False
        self._waiting: tuple[Opened[SeminarStore], Show, tuple[Sitting, ...]] | None = None
        self._waited = QElapsedTimer()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._see)

    def others_of(self, file: SeminarStore) -> Callable[[], frozenset[str]]:
        """What tells the sessions of other windows that work on a seminar, or come back to it."""
        return partial(self.marker.goes_on, file.where)

    def take_over_next(self) -> None:
        """What is opened next is taken over without being asked about."""
        self._takes_over = True

    def meet(self, opened: Opened[SeminarStore], show: Show, *, is_back: bool) -> None:
        """Show what was opened as people want it; who comes back to their work is not asked."""
        others = () if is_back else self.marker.others_at(opened.file.where)
        self.had_room = False
        match self._way(others):
            case None:
                opened.file.close()
            case way if way == LOOK:
                show(replace(opened, file=opened.file.looking()))
            case way if way == TAKE_OVER:
                self._take_over(opened, show, others)
            case _:
                show(opened)

    def _way(self, others: tuple[Sitting, ...]) -> Text | None:
        takes_over, self._takes_over = self._takes_over, False
        if not others:
            return BOTH
        if takes_over:
            return TAKE_OVER
        return ask.choose_way(self._window, told(QUESTION), told(ADVICE), (LOOK, TAKE_OVER, BOTH))

    def _take_over(
        self, opened: Opened[SeminarStore], show: Show, others: tuple[Sitting, ...]
    ) -> None:
        for other in others:
            self.marker.ask_for(other)
        self._waiting = opened, show, others
        self._waited.start()
        self._look.start()

    def _see(self) -> None:
        """Whether all have let go by now."""
        if self._waiting is None:
            return
        opened, show, others = self._waiting
        is_free = not set(others) & set(self.marker.others_at(opened.file.where))
        if not is_free and self._waited.elapsed() < PATIENCE_MS:
            return
        self._look.stop()
        self._waiting = None
        self.had_room = True in {self.marker.taken(other) for other in others}
        if is_free:
            show(opened)
        else:
            opened.file.close()
            self._window.strip.say(told(NOT_LET_GO))


def room_for(file: SeminarStore, parent: QObject) -> RoomProcess | None:
    """What opens the seminar's room, None where nothing is to be done with it."""
    from ui.room.room_process import RoomProcess

    if file.only_looks:
        return None
    where = file.where
    if isinstance(where, Path):
        words = seminar_files.as_file(file).passphrase.handed_on()
    else:
        words = where.password
    return RoomProcess(where, passphrase=words, parent=parent)


class Opens(Protocol):
    """What opens seminars, and meets who has them open."""

    meeting: Meeting

    def open(self, where: Where) -> None:
        """Open one."""


class HandingOver(QObject):
    """While a seminar is open: it is let go of where another window asks for it."""

    def __init__(self, window: MainWindow, opening: Opens, close: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._opening, self._close = window, opening, close
        self._session: Session | None = None
        self._listen = QTimer(self, interval=LOOK_MS)
        self._listen.timeout.connect(self._hear)

    def begin(self, session: Session) -> None:
        """A seminar is open now."""
        self._session = session
        if session.file.only_reads:
            self._window.strip.hold(told(READING), "", None)
            return
        if session.file.only_looks:
            self._window.strip.hold(told(LOOKING), told(TAKE_OVER), self._take_over)
            return
        self._listen.start()
        if self._opening.meeting.had_room and session.room is not None:
            session.room.open()

    def end(self) -> None:
        """It is open no more."""
        self._listen.stop()
        self._session = None

    def _take_over(self) -> None:
        """Work on what was only looked at; what was typed meanwhile is nowhere but here."""
        if self._session is not None and self._window.may_close():
            self._opening.meeting.take_over_next()
            self._open_again(self._session.where)

    def _open_again(self, where: Where) -> None:
        self._window.strip.let_go()
        self._close()
        self._opening.open(where)

    def _hear(self) -> None:
        """Let go, but never of what a dialog is asking about."""
        session, marker = self._session, self._opening.meeting.marker
        if session is None or QApplication.activeModalWidget() is not None:
            return
        if marker.is_asked_for():
            where = session.where
            marker.answer(had_room=session.room is not None and session.room.is_wanted)
            self._close()
            self._window.strip.hold(
                told(TAKEN), tell("Open it again"), lambda: self._open_again(where)
            )
