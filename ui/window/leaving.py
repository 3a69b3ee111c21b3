"""Whether a seminar may be left: asked once while voting is open or the day runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from facilitator.domain.wording import Counted
from ui import ask, seminar_files

if TYPE_CHECKING:
    from ui.session import Session
    from ui.window.main_window import MainWindow

ADVICE = (
    "People’s phones lose the room while the seminar is closed. Nothing is lost: when it is opened "
    "again, it goes on from here."
)


UNWRITTEN = "The computer did not take what was typed last. Close without it?"


def _is_nowhere(n: int) -> Counted:
    return Counted(
        n,
        "{n} text is nowhere but on the screen, and is lost when you close. Why stands at the foot "
        "of the window: make room on the disk, then close again.",
        "{n} texts are nowhere but on the screen, and are lost when you close. Why stands at the "
        "foot of the window: make room on the disk, then close again.",
    )


def may_leave(window: MainWindow, session: Session | None) -> bool:
    """Ask where words would be lost, and where something is going on; a note-taker’s copy, whose
    day is its host’s, may go otherwise.

    So may everything when the computer is being shut down: nobody might be there to answer.
    """
    app = QGuiApplication.instance()
    ending = isinstance(app, QGuiApplication) and app.isSavingSession()
    if session is None or ending:
        return True
    if (lost := _unwritten(window, session)) and not ask.confirm(
        window, UNWRITTEN, str(_is_nowhere(lost)), "Close without it"
    ):
        return False
    if session.is_copy:
        return True
    going_on = seminar_files.day_or_round_is_on(session.file)
    return not going_on or ask.confirm(
        window, f"{going_on} Close the seminar all the same?", ADVICE, "Close the seminar"
    )


def _unwritten(window: MainWindow, session: Session) -> int:
    """How many texts there are that are not in the file when everything has been tried."""
    if window.places is None:
        return 0
    window.finish_fields()
    session.tasks.drain()
    return window.places.unwritten()
