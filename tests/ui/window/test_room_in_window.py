"""The room from the window's menus: one key shows it, and it ends with the seminar."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.store.files.file import SeminarFile
from tests.room.ports import HERE
from tests.ui.helpers import assert_accessible
from tests.ui.kept import forget_all
from ui import ask, settings
from ui.dialogs.guide import GuideDialog
from ui.room import room_process
from ui.room.room_process import RoomProcess, RoomState
from ui.tasks import ImmediateTasks
from ui.window import helping
from ui.window.commands import Commands
from ui.window.main_window import MainWindow

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def commands(
    qtbot: QtBot,
    tmp_path: Path,
    seminar_file: SeminarFile,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Commands]:
    """The window on a seminar; its room keeps to this computer."""
    forget_all()
    monkeypatch.setattr(room_process, "EVERYWHERE", HERE)
    monkeypatch.setattr(RoomProcess.__init__, "__defaults__", (HERE, port, "", None))
    window = MainWindow()
    made = Commands(window, tmp_path / "notes", tmp_path, lambda: NOW, ImmediateTasks)
    made.open_seminar(seminar_file.path)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    forget_all()


def room_of(commands: Commands) -> RoomProcess:
    assert commands.session is not None
    assert commands.session.room is not None
    return commands.session.room


def opened(qtbot: QtBot, commands: Commands) -> psutil.Process:
    room = room_of(commands)
    room.open()
    qtbot.waitUntil(lambda: room.state is RoomState.OPEN)
    return psutil.Process(room.process_id)


def test_one_key_shows_the_room_and_puts_it_away(commands: Commands) -> None:
    QTest.keyClick(commands.window, Qt.Key.Key_F10)
    panel = commands.receiving.panel
    assert panel is not None
    assert panel.isVisible()
    QTest.keyClick(panel, Qt.Key.Key_F10)
    assert not panel.isVisible()


def test_the_server_ends_when_its_seminar_is_closed(qtbot: QtBot, commands: Commands) -> None:
    server = opened(qtbot, commands)
    commands.close_seminar()
    assert not server.is_running()


def test_the_server_ends_when_the_window_is_closed(qtbot: QtBot, commands: Commands) -> None:
    server = opened(qtbot, commands)
    commands.window.close()
    assert not server.is_running()


def test_what_happens_to_the_room_is_said_in_the_window(qtbot: QtBot, commands: Commands) -> None:
    server, room = opened(qtbot, commands), room_of(commands)
    states: list[RoomState] = []
    room.changed.connect(lambda: states.append(room.state))
    server.kill()
    qtbot.waitUntil(lambda: RoomState.RETURNING in states and room.state is RoomState.OPEN)
    assert commands.window.strip.sentence.text().startswith("The room had stopped and is back.")


def test_a_crash_of_the_window_leaves_the_room_to_be_opened_again(
    qtbot: QtBot, commands: Commands, seminar_file: SeminarFile
) -> None:
    commands.close_seminar()
    settings.OPEN_ROOM.keep(str(seminar_file.path))
    commands.open_seminar(seminar_file.path)
    room = room_of(commands)
    qtbot.waitUntil(lambda: room.state is RoomState.OPEN)


def test_help_shows_what_the_program_is(
    commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[GuideDialog] = []
    monkeypatch.setattr(ask, "ask", shown.append)
    helping.show_about(commands.window)
    (about,) = shown
    assert "sqlalchemy" in about.text.toPlainText()
    assert "MIT" in about.text.toPlainText()
    assert_accessible(about)
    about.deleteLater()
