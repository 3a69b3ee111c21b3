"""Whether a seminar may be left: asked once while voting is open, the day runs or people are in the
room. Where the computer ends the program (it shuts down, somebody signs out, a signal), no word is
lost either.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator.domain.errors import StorageError
from facilitator.domain.wording import Counted, say
from ui import ask, seminar_files
from ui.dialogs import typed_in
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from ui.session import Session
    from ui.window.main_window import MainWindow

ADVICE = say(
    "People’s phones lose the room while the seminar is closed. Nothing is lost: when it is opened "
    "again, it goes on from here."
)

UNWRITTEN = say("The computer did not take what was typed last. Close without it?")


def _is_nowhere(n: int) -> Counted:
    return Counted(
        n,
        "{n} text is nowhere but on the screen, and is lost when you close. Why stands at the foot "
        "of the window: make room on the disk, then close again.",
        "{n} texts are nowhere but on the screen, and are lost when you close. Why stands at the "
        "foot of the window: make room on the disk, then close again.",
    )


def _are_in(n: int) -> Counted:
    return Counted(
        n,
        "The room is open, with {n} phone or laptop in it.",
        "The room is open, with {n} phones and laptops in it.",
    )


def may_leave(window: MainWindow, session: Session | None) -> bool:
    """Ask where words would be lost, and where something is going on; a note-taker’s copy, whose
    day is its host’s, may go otherwise.
    """
    if session is None:
        return True
    if not _may_lose_words(window, session):
        return False
    if session.is_copy:
        return True
    going_on = _going_on(session)
    return not going_on or ask.confirm(
        window,
        tell("{going_on} Close the seminar all the same?", going_on=going_on),
        told(ADVICE),
        tell("Close the seminar"),
    )


def _going_on(session: Session) -> str:
    """What closing would leave behind, in a sentence; "" for nothing, and where a seminar that is
    gone or does not answer cannot say so: it holds nobody.
    """
    try:
        return seminar_files.day_or_round_is_on(session.file) or _who_is_in(session)
    except StorageError:
        return ""


def _who_is_in(session: Session) -> str:
    """Who loses the open room, in a sentence; "" for nobody."""
    from facilitator.services.people import joining

    if session.room is None or not session.room.is_wanted:
        return ""
    there = sum(joining.who_came(session.file).values())
    return told(_are_in(there)) if there else ""


def _may_lose_words(window: MainWindow, session: Session) -> bool:
    """Ask where texts are nowhere but on the screen."""
    lost = _unwritten(window, session)
    return not lost or ask.confirm(
        window, told(UNWRITTEN), told(_is_nowhere(lost)), tell("Close without it")
    )


def _unwritten(window: MainWindow, session: Session) -> int:
    """How many texts there are that are not in the file when everything has been tried."""
    if window.places is None:
        return 0
    window.finish_fields()
    session.tasks.drain()
    return window.places.unwritten()


STAYS = say(
    "The computer asked this program to end. It stays until what was typed last is written, and "
    "ends then."
)
AGAIN_MS = 1000
SIGNED_OUT_MS = 60_000


class Manager(Protocol):
    """What asks a program whether the computer may end its session: Qt's QSessionManager."""

    def allowsInteraction(self) -> bool: ...
    def release(self) -> None: ...
    def cancel(self) -> None: ...


class Ending(QObject):
    """The computer ends the program. Nobody is asked about the day, which goes on from where it is
    when the seminar is opened again; that a text would be lost is asked where somebody can answer,
    else the window stays until the text is written. `opened` gives the seminar that is open;
    `ended`: the window is closed.
    """

    ended = Signal()

    def __init__(self, window: MainWindow, opened: Callable[[], Session | None]) -> None:
        super().__init__(window)
        self._window = window
        self._opened = opened
        self._agreed = QTimer(self, singleShot=True, interval=SIGNED_OUT_MS)
        self._is_staying = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.end)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication), "there is no window without one"
        app.commitDataRequest.connect(self.commit)

    def guard(self, may_end: Callable[[], bool]) -> None:
        """Have the window ask before it goes, and `may_end` before the program ends with it."""
        window = self._window
        window.may_close = lambda: self.is_agreed or may_leave(window, self._opened())
        window.may_end = lambda: self.is_agreed or may_end()

    @property
    def is_agreed(self) -> bool:
        """Whether the computer has just been told that it may end the session."""
        return self._agreed.isActive()

    def commit(self, manager: Manager) -> None:
        """The computer is about to end the session: write everything; ask where that fails."""
        session = self._opened()
        if session is not None and manager.allowsInteraction():
            may_end = _may_lose_words(self._window, session)
            manager.release()
            if not may_end:
                manager.cancel()
                return
        elif session is not None:
            _unwritten(self._window, session)
        if session is not None:
            typed_in.keep(session)
        self._agreed.start()

    def end(self) -> None:
        """Close the window, as soon as nothing that was typed is lost by it."""
        window, session = self._window, self._opened()
        if session is not None and _unwritten(window, session):
            if not self._is_staying:
                window.strip.say(told(STAYS))
            self._is_staying = True
            self._again.start()
            return
        if session is not None:
            typed_in.keep(session)
        self._agreed.start()
        while (dialog := QApplication.activeModalWidget()) is not None and dialog.close():
            pass  # what it asked is answered with nothing
        window.close()
        self.ended.emit()


def end_at_signals(ending: Ending) -> None:
    """Have the signals that end a program close its window. Qt's loop runs no Python while it
    waits, so a signal wakes it through a socket.
    """
    heard, told = socket.socketpair()
    for each in (heard, told):
        each.setblocking(False)
    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read, ending)

    def hear() -> None:
        heard.recv(64)
        ending.end()

    notifier.activated.connect(hear)

    def let_go() -> None:
        signal.set_wakeup_fd(-1)
        heard.close()
        told.close()

    ending.destroyed.connect(let_go)
    signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
    for name in ("SIGTERM", "SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: None)
