"""Whether a seminar may be left: asked once while voting is open or the day runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from ui import ask, seminar_files

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session

ADVICE = (
    "People’s phones lose the room while the seminar is closed. Nothing is lost: when it is opened "
    "again, it goes on from here."
)


def may_leave(window: QWidget, session: Session | None) -> bool:
    """Ask where something is going on; a note-taker’s copy, whose day is its host’s, may go.

    So may everything when the computer is being shut down: nobody might be there to answer.
    """
    app = QGuiApplication.instance()
    ending = isinstance(app, QGuiApplication) and app.isSavingSession()
    if session is None or session.is_copy or ending:
        return True
    going_on = seminar_files.day_or_round_is_on(session.file)
    return not going_on or ask.confirm(
        window, f"{going_on} Close the seminar all the same?", ADVICE, "Close the seminar"
    )
