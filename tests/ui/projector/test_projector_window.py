"""The projector's window: on the second display by itself, and calm in what it shows."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject
from PySide6.QtWidgets import QApplication

from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.stage.sights import View
from facilitator.domain.stage.stage import Scene
from facilitator.services.responses import collecting
from facilitator.services.views import projector
from facilitator.store.seminar_store import SeminarStore
from ui import theme
from ui.projector.window import ProjectorWindow
from ui.session import Session

ROOT = Path(__file__).parents[3]


def display(name: str, x: int, width: int, height: int) -> dict[str, object]:
    size = {"x": x, "y": 0, "width": width, "height": height}
    return {"name": name, **size, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}


def test_it_fills_the_second_display_and_follows_displays_as_they_come_and_go(
    tmp_path: Path,
) -> None:
    displays = [display("laptop", 0, 1366, 768), display("projector", 1366, 1920, 1080)]
    displays.append(display("beamer", 3286, 1920, 1080))
    described = tmp_path / "displays.json"
    described.write_text(json.dumps({"screens": displays}), encoding="utf-8")
    platform = f"offscreen:configfile={described}"
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.projector.two_displays", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": platform, "XDG_CONFIG_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=600,  # of a program that hangs; a busy computer may take minutes
        check=False,
    )
    assert run.stdout == "OK\n", run.stderr


@pytest.fixture
def window(qapp: QApplication, session: Session) -> Iterator[ProjectorWindow]:
    theme.apply(qapp, theme.Scheme.LIGHT)
    made = ProjectorWindow(session)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def a_question(session: Session) -> Question:
    with session.file.read() as reader:
        return reader.every(Question, kind=QuestionKind.EMERGING)[0]


def show(session: Session, window: ProjectorWindow, scene: Scene, subject: str = "") -> None:
    projector.show(session.file, scene, subject, message="Hello", now=session.clock())
    window.feed.read()


def test_with_one_display_it_is_an_ordinary_window(window: ProjectorWindow) -> None:
    assert window.isVisible()
    assert not window.isFullScreen()


def test_it_waits_for_a_display_before_it_opens_by_itself(session: Session) -> None:
    window = ProjectorWindow(session)
    window.open_by_itself()
    assert not window.isVisible()
    window.deleteLater()


def test_another_sight_is_faded_to_and_more_of_the_same_is_not(
    session: Session, window: ProjectorWindow
) -> None:
    question = a_question(session)
    show(session, window, Scene.WALL, question.id)
    assert window.picture.reveal.state() is QAbstractAnimation.State.Running
    window.picture.reveal.stop()
    collecting.capture(session.file, question.id, "It depends", now=session.clock())
    window.feed.read()
    assert window.picture.reveal.state() is QAbstractAnimation.State.Stopped


def test_blanking_is_not_faded_but_at_once(session: Session, window: ProjectorWindow) -> None:
    show(session, window, Scene.MESSAGE)
    window.blank()
    window.feed.read()
    assert window.picture.reveal.state() is QAbstractAnimation.State.Stopped
    assert window.grab().toImage().pixelColor(5, 5).name() == "#000000"


def test_a_fade_begins_with_the_whole_picture_before_and_ends_with_the_whole_new_one(
    session: Session, window: ProjectorWindow
) -> None:
    before = window.grab().toImage()
    show(session, window, Scene.MESSAGE)
    window.picture.reveal.setCurrentTime(0)
    assert window.grab().toImage() == before
    window.picture.reveal.stop()
    assert window.grab().toImage() != before


def test_it_hears_of_changes_only_while_it_is_shown(
    session: Session, window: ProjectorWindow
) -> None:
    window.hide()
    projector.show(session.file, Scene.MESSAGE, message="Unseen", now=session.clock())
    before = window.feed.view
    session.watch.nudge()
    assert window.feed.view == before
    window.show()
    assert window.feed.view == projector.view(session.file, session.clock())


class Paints(QObject):
    """Counts how often a window is painted."""

    def __init__(self, window: ProjectorWindow) -> None:
        super().__init__(window)
        self.number = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.Paint
        return False


def test_a_second_in_which_nothing_moves_paints_nothing(window: ProjectorWindow) -> None:
    QApplication.processEvents()
    paints = Paints(window)
    window.feed.ticked.emit()
    QApplication.processEvents()
    assert paints.number == 0


def test_whoever_shows_the_room_shares_one_reading_of_it(
    session: Session, window: ProjectorWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ProjectorWindow(session)
    other.show()
    readings: list[datetime] = []
    view = projector.view

    def read(file: SeminarStore, now: datetime) -> View:
        readings.append(now)
        return view(file, now)

    monkeypatch.setattr(projector, "view", read)
    projector.show(session.file, Scene.MESSAGE, message="Both", now=session.clock())
    window.feed.read()
    other.close()
    other.deleteLater()
    assert len(readings) == 1
    assert window.feed.view == other.feed.view == view(session.file, session.clock())
