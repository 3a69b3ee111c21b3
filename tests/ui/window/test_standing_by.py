"""Standing by in the window: the host shows a code, another laptop keeps up and takes over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note
from facilitator.services.files import standby
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from tests.room.ports import kept_port
from tests.room.serving import HERE, ServedRoom, served
from tests.room.standbys import ELSEWHERE
from tests.ui.helpers import assert_accessible
from ui import ask
from ui.dialogs.standby import CodeDialog, StandByDialog
from ui.room.room_process import RoomProcess, RoomState
from ui.seminar_files import as_file
from ui.window.commands import Commands
from ui.window.second_disk import KEPT
from ui.window.standing_by import FROM_FILE, TAKEN


def ask_to_stand_by(commands: Commands, host: ServedRoom) -> None:
    """Choose it in the menu, fill in the dialog, and press Enter."""
    wrong, right = "ABCD", host.greeting.standby_code.lower()

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, StandByDialog)
        assert_accessible(dialog)
        dialog.address.setText(f"{HERE}:{host.port}")
        dialog.code.setText(wrong)
        dialog.accept()
        assert "no standby’s code" in dialog.trouble.text()
        dialog.code.setText(f"{right[:4]}-{right[4:]} ")
        dialog.accept()

    QTimer.singleShot(0, commands.window, fill)
    commands.standing_by.ask()


def code_shown(commands: Commands) -> str:
    """What this host shows to whoever is to stand by for it."""
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CodeDialog)
        said.append(dialog.code.text())
        dialog.accept()

    QTimer.singleShot(0, commands.window, look)
    commands.standing_by.ask()
    return said[0]


@pytest.fixture
def host(_october_file: Path, tmp_path: Path) -> Iterator[ServedRoom]:
    """Another laptop's room."""
    folder = tmp_path / "host"
    folder.mkdir()
    with served(_october_file, folder) as host:
        yield host


@pytest.fixture
def port() -> Iterator[int]:
    """Where this laptop's room is to be."""
    with kept_port(ELSEWHERE) as port:
        yield port


def test_a_laptop_that_stands_by_takes_over_with_one_question(
    qtbot: QtBot,
    commands: Commands,
    host: ServedRoom,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(RoomProcess.__init__, "__defaults__", (ELSEWHERE, port, "", None))
    ask_to_stand_by(commands, host)
    panel = commands.standing_by.panel
    assert panel is not None
    assert_accessible(panel)
    qtbot.waitUntil(panel.take.isEnabled)
    assert panel.standing.text() == "Up to date with the host."
    host.kill()
    panel.take.click()
    assert commands.window.strip.sentence.text().startswith(str(TAKEN))
    assert commands.standing_by.panel is None
    session = commands.session
    assert session is not None
    assert session.room is not None
    room = session.room
    qtbot.waitUntil(lambda: room.state is RoomState.OPEN)
    taken = room.greeting
    assert taken is not None
    assert taken.join_code == host.greeting.join_code
    assert session.near.name.startswith("Taken over ")
    assert code_shown(commands) == standby.shown(host.greeting.standby_code)


def keep_on_disk(commands: Commands) -> None:
    """Ask for a standby on another disk in the dialog."""

    def choose_disk() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CodeDialog)
        assert_accessible(dialog)
        dialog.disk.click()

    QTimer.singleShot(0, commands.window, choose_disk)
    commands.standing_by.ask()


def test_a_standby_that_is_lost_is_shut_out_by_a_new_code(
    qtbot: QtBot,
    commands: Commands,
    seminar_file: SeminarFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is shown in the old one's place; on a disk none is kept under the old one any more."""
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: tmp_path / "day.standby")
    commands.open_seminar(seminar_file.path)
    seminar_file.close()
    keep_on_disk(commands)
    assert commands.standing_by.disk.at
    before, after = code_shown(commands), list[str]()

    def renew() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CodeDialog)
        QTimer.singleShot(0, commands.window, look)
        dialog.renew.click()

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, CodeDialog) or dialog.code.text() == before:
            QTimer.singleShot(0, commands.window, look)
            return
        after.append(dialog.code.text())
        dialog.accept()

    QTimer.singleShot(0, commands.window, renew)
    commands.standing_by.ask()
    qtbot.waitUntil(lambda: bool(after))
    assert commands.session is not None
    kept = standby.code_of(commands.session.file, now=commands.session.clock())
    assert kept == standby.read_code(after[0])
    assert commands.standing_by.disk.at == ""


def test_a_standby_on_another_disk_is_kept_up_to_date_and_takes_over(
    qtbot: QtBot,
    commands: Commands,
    seminar_file: SeminarFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk, said = tmp_path / "disk", commands.window.strip.sentence
    opened: list[RoomProcess] = []
    monkeypatch.setattr(RoomProcess, "open", lambda room: opened.append(room))
    disk.mkdir()
    kept = disk / "day.standby"
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: kept)
    commands.open_seminar(seminar_file.path)
    seminar_file.close()
    keep_on_disk(commands)
    assert said.text() == str(KEPT.of(target=kept))
    code = standby.read_code(code_shown(commands))
    session, disk_kept = commands.session, commands.standing_by.disk
    assert session is not None
    noting.add_note(session.file, "b", "Before it was pulled", now=session.clock())
    disk_kept.look()
    disk.rename(tmp_path / "pulled")
    noting.add_note(session.file, "b", "Meanwhile", now=session.clock())
    disk_kept.look()
    assert "what was held before can still take over" in said.text()
    (tmp_path / "pulled").rename(disk)
    before = kept.read_bytes()
    disk_kept.look()
    assert kept.read_bytes() != before
    qtbot.waitUntil(as_file(session.file).database.settle)  # as it does itself in a lull
    disk_kept.look()
    written = kept.stat().st_mtime_ns
    disk_kept.look()
    assert kept.stat().st_mtime_ns == written, "nothing was written since"
    commands.close_seminar()
    assert disk_kept.at == ""
    take_over_from(commands, kept, code, monkeypatch)
    session = commands.session
    assert session is not None
    assert session.near.name.startswith("Taken over ")
    assert said.text().startswith(str(TAKEN))
    assert opened == [session.room]
    with session.file.read() as reader:
        assert {note.words for note in reader.every(Note)} == {"Before it was pulled", "Meanwhile"}


def take_over_from(
    commands: Commands, kept: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choose the file in the dialog, once with another code and once with its own."""
    asked: list[str] = []

    def confirm(_parent: object, _question: str, advice: str, _action: str) -> bool:
        asked.append(advice)
        return True

    monkeypatch.setattr(ask, "choose_file", lambda *_, **__: kept)
    monkeypatch.setattr(ask, "confirm", confirm)

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, StandByDialog)
        dialog.file.click()
        assert "no standby’s code" in dialog.trouble.text()
        dialog.code.setText(standby.shown(code))
        dialog.file.click()

    QTimer.singleShot(0, commands.window, fill)
    commands.standing_by.ask()
    assert asked == [str(FROM_FILE)]


def test_a_standby_is_not_opened_as_a_seminar(commands: Commands, tmp_path: Path) -> None:
    kept = tmp_path / "day.standby"
    kept.write_bytes(b"closed up")
    commands.opening.open(kept)
    assert "Take over from it under File > Standby" in commands.window.strip.sentence.text()
