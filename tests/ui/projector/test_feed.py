"""What is shown is read for whoever looks, and for nobody once the last one has left."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from facilitator.domain.stage.sights import Said
from facilitator.domain.stage.stage import Scene
from facilitator.services.views import projector
from ui.projector.feed import StageFeed
from ui.session import Session


def timers(session: Session) -> int:
    """How many timers run in what brings the news and what reads it."""
    return sum(timer.isActive() for timer in session.watch.findChildren(QTimer))


def change(session: Session) -> None:
    projector.show(session.file, Scene.MESSAGE, message="Hello", now=session.clock())
    session.watch.nudge()


def test_a_reading_put_off_is_dropped_when_the_last_who_looks_has_left(session: Session) -> None:
    feed = StageFeed(session)
    before = timers(session)
    feed.start()
    change(session)
    assert timers(session) == before + 1
    feed.stop()
    assert timers(session) == before


def test_a_reading_put_off_is_kept_for_whoever_looks_on(qtbot: QtBot, session: Session) -> None:
    left, stays = StageFeed(session), StageFeed(session)
    left.start()
    stays.start()
    change(session)
    left.stop()
    qtbot.waitUntil(lambda: stays.view is not None and isinstance(stays.view.sight, Said))
    stays.stop()
