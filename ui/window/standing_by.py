"""Standing by for another laptop's room, and taking over from it; on the host, showing its code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.wording import say
from ui import ask, seminar_files
from ui.window.second_disk import SecondDisk
from ui.words.telling import tell, told

if TYPE_CHECKING:
    from facilitator.domain.facts import Handover
    from facilitator.room.syncing.standby_thread import Held, StandingBy
    from facilitator.services.files.opening import Opened
    from ui.dialogs.standby import StandbyWindow, Wanted
    from ui.session import Session
    from ui.tasks import Tasks
    from ui.window.main_window import MainWindow

TAKEN = say("You have taken over: the room opens here, with the same codes.")
STILL_THERE = say(
    "The host still answers at {host}. Two rooms at once would each get a part of what people "
    "send: close the room there first."
)
STANDS_BY = say("{host}. Close Facilitator all the same?")
KEPT = say(
    "What is held stays on this laptop and can still take over, but what the host gets from now on "
    "is not in it."
)
GONE = say(
    "The room opens on this laptop with the same codes, and phones come by themselves. What the "
    "host took in last may be missing. Do not open the room on the host again today."
)
FROM_FILE = say(
    "The room opens on this laptop with the same codes. Phones come by themselves where they were "
    "told of this laptop or it has the host’s address; others scan the code again. What the host "
    "took in last may be missing. Do not open the room on the host again today."
)


class Standing(QObject):
    """Lives as long as the window. `taken_over`: what goes on here, and what to say of it."""

    taken_over = Signal(object, str)
    _heard = Signal(object)

    def __init__(
        self, window: MainWindow, errands: Tasks, seminars: Path, clock: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._errands = errands
        self._session: Session | None = None
        self._seminars = seminars
        self._clock = clock
        self._code = ""
        self._kept = Path()
        self._gone = told(GONE)
        self._thread: StandingBy | None = None
        self.panel: StandbyWindow | None = None
        self.disk = SecondDisk(self._window)
        self._heard.connect(self._show_held)
        window.closing.connect(self.stop)

    def begin(self, session: Session) -> None:
        """A seminar is open."""
        self._session = session

    def end(self) -> None:
        """The seminar is closed."""
        self._session = None
        self.disk.end()

    def ask(self) -> None:
        """On a host show its code; else ask for which host to stand by, or show how it stands."""
        from ui.dialogs.standby import CodeDialog, FromFile, StandByDialog

        session = self._session
        if session is not None and not session.file.can.is_file:
            self._window.strip.say(told(seminar_files.ONLY_FILES))
        elif session is not None and session.room is not None:
            from facilitator.services.files import standby

            code = standby.code_of(session.file, now=self._clock())
            dialog = CodeDialog(self._window, code, session.room.greeting, self.disk.at)
            asked: list[bool] = []
            dialog.disk_asked.connect(lambda: asked.append(True))
            dialog.renewal_asked.connect(self._renew_code)
            ask.ask(dialog)
            if asked:
                self.disk.ask(session, code, session.room.wanted_port)
        elif self.panel is not None:
            self.panel.activateWindow()
        else:
            wanted = ask.ask(StandByDialog(self._window))
            if isinstance(wanted, FromFile):
                self._code, self._kept, self._gone = wanted.code, wanted.kept, told(FROM_FILE)
                self._look_for_host()
            elif wanted is not None:
                self.stand_by(wanted)

    def _renew_code(self) -> None:
        """What stands by is lost: it is let in no more, on a disk none is kept any more. The new
        code is shown in its place.
        """
        from facilitator.services.files import standby

        if self._session is not None:
            standby.renew_code(self._session.file, now=self._clock())
            self.disk.end()
            QTimer.singleShot(0, self, self.ask)

    def stand_by(self, wanted: Wanted, own: tuple[str, int] | None = None) -> None:
        """Keep up with a host; `own` is where phones shall come to, None for a free port here."""
        from facilitator.room.syncing.standby_thread import StandingBy
        from facilitator.services.files import standby
        from ui.dialogs.standby import StandbyWindow
        from ui.room.room_process import EVERYWHERE, PORT
        from ui.room.server_process import free_port

        self._code, self._gone = wanted.code, told(GONE)
        self._kept = standby.place_for(wanted.address, wanted.port)
        place = own or ("", free_port(EVERYWHERE, PORT))
        host = (wanted.address, wanted.port)
        self._thread = StandingBy(
            host, place, wanted.code, self._kept, self._clock, self._heard.emit
        )
        self.panel = StandbyWindow(f"{wanted.address}:{wanted.port}", self._window)
        self.panel.taking_over.connect(self._look_for_host)
        self.panel.ended.connect(self.stop)
        self.panel.show()
        self._thread.start()

    def may_end(self) -> bool:
        """Ask where this laptop stands by for a host."""
        return self.panel is None or ask.confirm(
            self._window, told(STANDS_BY.of(host=self.panel.host.text())), told(KEPT), tell("Close")
        )

    def stop(self) -> None:
        """Stand by no more; what is held stays."""
        thread, self._thread = self._thread, None
        panel, self.panel = self.panel, None
        if thread is not None:
            thread.stop()
        if panel is not None:
            panel.hide()
            panel.deleteLater()

    def _show_held(self, held: Held) -> None:
        if self.panel is not None:
            self.panel.show_held(held)

    def _look_for_host(self) -> None:
        from facilitator.room.syncing.standby_thread import host_answering

        work = partial(host_answering, self._kept, self._code)
        self._errands.run(work, self._ask_whether, self._say_failed, tell("Looking for the host"))

    def _ask_whether(self, answering: str) -> None:
        advice = told(STILL_THERE.of(host=answering)) if answering else self._gone
        if ask.confirm(self._window, tell("Take over from the host?"), advice, tell("Take over")):
            self.take_over()

    def take_over(self) -> None:
        """Make a seminar of what is held, and have it opened with its room."""
        from facilitator.services.files import opening, standby

        kept, code, now = self._kept, self._code, self._clock()
        self.stop()
        name = tell(
            "Taken over {on_this_computer}.seminar",
            on_this_computer=f"{on_this_computer(now):%Y-%m-%d %H.%M}",
        )

        def work() -> tuple[Opened, Handover]:
            target = opening.free_name(self._seminars / name)
            return standby.take_over(kept, target, code, now=now)

        self._errands.run(work, self._open, self._say_failed, tell("Taking over"))

    def _open(self, taken: tuple[Opened, Handover]) -> None:
        """Show the seminar that goes on here, its room where phones were told to come."""
        opened, known = taken
        self.taken_over.emit(opened, f"{told(TAKEN)} {told(opened.said)}".rstrip())
        session = self._session
        if session is None or session.room is None or session.where != opened.file.where:
            return  # whoever was asked whether to leave the seminar before it has stayed
        session.room.wanted_port = known.port
        session.room.open()

    def _say_failed(self, error: BaseException) -> None:
        if isinstance(error, SeminarError):
            self._window.strip.say(told(error))
