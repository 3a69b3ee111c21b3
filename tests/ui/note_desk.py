"""What the tests of taking notes stand on: a clock that goes on, and the screen before a person."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from pytestqt.qtbot import QtBot

from ui.screens.notes import NotesScreen
from ui.session import Session


def going_on(session: Session) -> Session:
    """The session with a clock that goes on by a second when it is read, as a real one does."""
    moments = (session.clock() + timedelta(seconds=tick) for tick in count())
    return replace(session, clock=lambda: next(moments))


def opened(qtbot: QtBot, session: Session) -> NotesScreen:
    """The screen, with the cursor where notes are typed."""
    screen = NotesScreen(session)
    qtbot.addWidget(screen)
    screen.resize(1270, 676)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.capture.field.setFocus()
    qtbot.waitUntil(screen.capture.field.hasFocus)
    return screen
