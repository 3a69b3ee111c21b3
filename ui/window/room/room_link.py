"""The room seen from the window: the stage follows its address, and votes close when they are due.

The room server closes what is due as well. It need not be running, and whoever comes second finds
the round closed already.
"""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.errors import LostError
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.wording import say
from facilitator.services.files.handles import SeminarStore
from facilitator.services.polls import closing
from facilitator.services.seminar import counting
from facilitator.services.seminar.computer_clock import Uptime
from facilitator.services.views import projector
from ui.room.room_process import RoomProcess, RoomState
from ui.session import Session
from ui.words.telling import tell, told

LEAST_WAIT_MS = 20
MOST_WAIT_MS = 1000
"""The clock may be set meanwhile, and the computer may sleep, in which a timer stands still."""

NOT_CLOSED = say("{why} Meanwhile no vote closes by itself; it is tried again every second.")

COUNTED_DOWN = frozenset({Kind.ROUND, Kind.SEGMENT_RUN, Kind.PROGRESS})
SOON = timedelta(seconds=1)


class Reception(QObject):
    """Lives as long as the seminar is open. `said` carries sentences for the message strip."""

    said = Signal(str)

    def __init__(self, session: Session, room: RoomProcess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._room = room
        self._due = QTimer(self, singleShot=True)
        self._due.timeout.connect(self._close_due)
        self._trouble = ""
        session.watch.changed.connect(self._hear)
        room.said.connect(self.said)
        room.moved.connect(self._follow_address)
        room.changed.connect(self._follow_state)
        self._look_for_due()

    def stop(self) -> None:
        """The seminar is about to be closed."""
        self._due.stop()
        self._session.watch.changed.disconnect(self._hear)

    # The stage shows where the room is

    def _follow_address(self) -> None:
        greeting = self._room.greeting
        if greeting is not None:
            self._show_where(greeting.url)

    def _follow_state(self) -> None:
        """A code that leads nowhere is taken off the screen."""
        if self._room.state is RoomState.CLOSED:
            self._show_where("")

    def _show_where(self, url: str) -> None:
        file, now = self._session.file, self._session.clock()
        work = partial(projector.show_joining_again, file, url, now=now)
        self._session.tasks.run(work, partial(self._say_where, url))

    def _say_where(self, url: str, was_shown: bool) -> None:
        self._session.watch.nudge()
        if url:
            code = (
                tell("The projector shows the new code.")
                if was_shown
                else tell("Show its code again.")
            )
            self.said.emit(
                tell(
                    "The room’s address has changed: it is now at {url}. {code}", url=url, code=code
                )
            )

    # Votes close when they are due

    def _hear(self, changes: frozenset[Change]) -> None:
        if any(change.kind in COUNTED_DOWN for change in changes):
            self._look_for_due()

    def _look_for_due(self) -> None:
        session = self._session
        work = partial(_look, session.file, session.clock(), session.uptime())
        session.tasks.run(work, self._wait, self._try_again)

    def _wait(self, due: datetime | None) -> None:
        if due is None:
            self._due.stop()
        else:
            left = (due - self._session.clock()).total_seconds()
            self._due.start(min(max(LEAST_WAIT_MS, round(left * 1000)), MOST_WAIT_MS))

    def _close_due(self) -> None:
        session = self._session
        work = partial(_close_due, session.file, session.clock(), session.uptime())
        session.tasks.run(work, self._go_on, self._try_again)

    def _go_on(self, due: datetime | None) -> None:
        self._trouble = ""
        self._session.watch.nudge()
        self._wait(due)

    def _try_again(self, error: BaseException) -> None:
        """Say what keeps a vote from closing, once for each reason, and look again soon. Where the
        file is lost the window says so already, with the way on beside it.
        """
        if str(error) != self._trouble and not isinstance(error, LostError):
            self._trouble = told(error)
            self.said.emit(told(NOT_CLOSED.of(why=told(error))))
        self._due.start(MOST_WAIT_MS)


def _look(file: SeminarStore, now: datetime, uptime: Uptime) -> datetime | None:
    """When to look again at what is counted down; None where nothing is."""
    counts = counting.heed_clock(file, now, uptime)
    return closing.next_due(file) or (now + SOON if counts else None)


def _close_due(file: SeminarStore, now: datetime, uptime: Uptime) -> datetime | None:
    counting.heed_clock(file, now, uptime)
    closing.close_due(file, now=now)
    return _look(file, now, uptime)
