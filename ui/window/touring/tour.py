"""A first look round the places, on the sample: by itself once, from Help whenever it is wanted.

Never while a day is running: then the window belongs to the people in the room.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator.domain.wording import Message, say
from ui import seminar_files, settings
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from ui.session import Session
    from ui.window.main_window import MainWindow
    from ui.window.touring.panel import TourPanel

TAKEN = "taken"
STEPS: tuple[tuple[int, Message], ...] = (
    (
        0,
        say(
            "Prepare holds the day before it comes: agenda, questions, findings, polls, people, "
            "groups. Ctrl+PgDown goes through its sections; in each list Insert adds a line."
        ),
    ),
    (
        1,
        say(
            "Run is the day itself. F9 goes on to the next part of it, F4 is the list of what the "
            "room can be shown, F12 blanks its screen. In this sample the day is over: on the left "
            "stands how it went."
        ),
    ),
    (
        2,
        say(
            "Notes is where each group’s note-taker types, here or on a laptop of their own. Type, "
            "and Enter keeps the note; Up goes to the notes above."
        ),
    ),
    (
        3,
        say(
            "Synthesise brings together what was said. Choose a passage with the arrow keys and "
            "tie it to a theme by the theme’s digit; F on a theme drafts a finding."
        ),
    ),
    (
        4,
        say(
            "Report makes the summary that people take home: choose how long it is, then print it, "
            "or save it as PDF, Word or a web page."
        ),
    ),
    (
        0,
        say(
            "That is the round. F1 shows the keys of the place you are in, Shift+F1 the manual at "
            "its page. All of this is a copy: change what you like. The tour stands in Help."
        ),
    ),
)
"""Where to look, by the number of the place, and what to press there."""
RUNNING = say("The day is running: the tour waits until it is over.")
CLOSE_FIRST = say("The tour is on the sample: close this seminar first.")


class Tour(QObject):
    """`open_sample` brings the sample, `close` closes the seminar that is open, where it may."""

    def __init__(
        self,
        window: MainWindow,
        open_sample: Callable[[], object],
        close: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._open_sample = open_sample
        self._close = close
        self._session: Session | None = None
        self._asked = False
        self._step = 0
        self.panel: TourPanel | None = None

    def try_sample(self) -> None:
        """Open the sample; the first time with the tour."""
        self._asked = settings.TOUR.read() != TAKEN
        self._open_sample()

    def begin(self, session: Session) -> None:
        """A seminar is open: the sample that was asked for, or another."""
        self._session = session
        asked, self._asked = self._asked, False
        if asked and _is_sample(session):
            self._start()

    def end(self) -> None:
        """It is about to be closed."""
        self.leave()
        self._session = None

    def ask(self) -> None:
        """From the menu: on the sample that is open, or on one that is opened for it."""
        session = self._session
        if session is None:
            self._asked = True
            self._open_sample()
        elif _is_running(session):
            self._window.strip.say(told(RUNNING))
        elif _is_sample(session):
            self._start()
        else:
            self._window.strip.say(told(CLOSE_FIRST), tell("Close the seminar"), self._close)

    def leave(self) -> None:
        """Take the panel away; the keyboard goes back to the place."""
        panel, self.panel = self.panel, None
        if panel is None:
            return
        panel.hide()
        panel.deleteLater()
        places = self._window.places
        if places is not None:
            places.go(places.rail.marked())

    def retell(self) -> None:
        """Say the step that is shown in the window's language."""
        if self.panel is not None:
            self._show(self._step)

    def _start(self) -> None:
        self._show(0)

    def _show(self, step: int) -> None:
        from ui.window.touring.panel import TourPanel

        settings.TOUR.keep(TAKEN)
        self.leave()
        self.panel = TourPanel()
        self.panel.went.connect(self._go)
        self.panel.left.connect(self.leave)
        self._window.add_band(self.panel)
        self._step = step
        self._go(0)

    def _go(self, by: int) -> None:
        self._step += by
        if self.panel is None or self._window.places is None:
            return
        if self._step >= len(STEPS):
            self.leave()
            return
        place, words = STEPS[self._step]
        self._window.places.go(place)
        self.panel.show_step(self._step, len(STEPS), told(words))


def _is_sample(session: Session) -> bool:
    is_rehearsed = seminar_files.seminar_of(session.file).rehearsal
    return is_rehearsed and not session.is_copy and not _is_running(session)


def _is_running(session: Session) -> bool:
    return seminar_files.day_is_running(session.file)
