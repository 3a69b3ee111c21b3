"""The room server beside the window: real processes, on this computer alone."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from facilitator.domain.locales import ENGLISH
from facilitator.domain.wording import told
from facilitator.room.net.addresses import Place
from facilitator.room.net.greeting import Greeting
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from tests.patience import PATIENCE
from tests.pseudo import PSEUDO
from tests.room.ports import HERE
from tests.ui.kept import forget_all
from ui.room import room_process
from ui.room.room_process import RoomProcess, RoomState

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from ui.room.room_process import RoomProcess

app = QCoreApplication([])
room = RoomProcess(Path(sys.argv[1]), "127.0.0.1", int(sys.argv[2]))
room.changed.connect(lambda: room.greeting and print(room.process_id, flush=True))
room.open()
app.exec()
"""


@pytest.fixture
def room(qtbot: QtBot, seminar_file: SeminarFile, port: int) -> Iterator[RoomProcess]:
    forget_all()
    made = RoomProcess(seminar_file.path, HERE, port)
    yield made
    made.end()
    made.deleteLater()


@pytest.fixture
def open_room(qtbot: QtBot, room: RoomProcess) -> RoomProcess:
    room.open()
    qtbot.waitUntil(lambda: room.state is RoomState.OPEN)
    return room


def greeting_of(room: RoomProcess) -> Greeting:
    assert room.greeting is not None
    return room.greeting


def title_at(url: str) -> str:
    with urllib.request.urlopen(f"{url}api/room", timeout=PATIENCE) as answer:
        return str(json.load(answer)["title"])


def back_again(room: RoomProcess, process_id: int) -> Callable[[], bool]:
    return lambda: room.state is RoomState.OPEN and room.process_id != process_id


def test_an_open_room_answers_at_the_address_it_gives(open_room: RoomProcess, port: int) -> None:
    greeting = greeting_of(open_room)
    assert greeting.url == f"http://{HERE}:{port}/"
    assert greeting.join_url == f"{greeting.url}?code={greeting.join_code}"
    assert title_at(greeting.url) == "Third sector partnerships for service delivery"


def test_a_killed_server_is_back_on_its_port_with_its_codes(
    qtbot: QtBot, open_room: RoomProcess
) -> None:
    before, process_id = greeting_of(open_room), open_room.process_id
    said: list[str] = []
    open_room.said.connect(said.append)
    os.kill(process_id, signal.SIGKILL)
    qtbot.waitUntil(back_again(open_room, process_id))
    assert greeting_of(open_room) == before
    assert title_at(before.url)
    assert said == ["The room had stopped and is back. Phones find it by themselves."]


def test_a_closed_room_is_gone_and_stays_so(
    qtbot: QtBot, open_room: RoomProcess, port: int
) -> None:
    process = psutil.Process(open_room.process_id)
    open_room.close()
    assert open_room.state is RoomState.CLOSED
    assert open_room.greeting is None
    qtbot.waitUntil(lambda: open_room.process_id == 0)
    assert not process.is_running()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((HERE, port), PATIENCE)


def test_a_room_that_was_closed_opens_again_at_once(qtbot: QtBot, open_room: RoomProcess) -> None:
    before = greeting_of(open_room)
    open_room.close()
    open_room.open()
    qtbot.waitUntil(lambda: open_room.state is RoomState.OPEN)
    assert greeting_of(open_room) == before


def test_a_port_taken_by_somebody_else_is_left_to_them_and_that_is_said(
    qtbot: QtBot, room: RoomProcess, port: int
) -> None:
    said: list[str] = []
    room.said.connect(said.append)
    with socket.create_server((HERE, port)):
        room.open()
        qtbot.waitUntil(lambda: room.state is RoomState.OPEN)
        found = greeting_of(room).port
    assert found > port
    assert said == [f"Port {port} is used by another program, so the room is at port {found}."]


def test_what_keeps_the_room_shut_is_told_in_the_servers_words(
    qtbot: QtBot, tmp_path: Path, port: int
) -> None:
    nothing = tmp_path / "gone.seminar"
    room = RoomProcess(nothing, HERE, port)
    room.open()
    qtbot.waitUntil(lambda: bool(room.trouble))
    assert "gone.seminar" in told(room.trouble, ENGLISH)
    assert "gone.seminar" in told(room.trouble, PSEUDO) != told(room.trouble, ENGLISH)
    assert room.state is RoomState.OPENING
    room.end()
    assert room.trouble == ""
    room.deleteLater()


def test_another_network_means_another_address_and_the_facilitator_hears_of_it(
    qtbot: QtBot, open_room: RoomProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server listens on every network; here it is only told that there are two."""
    known = [Place("wlan0", "10.9.8.7"), Place("eth0", "10.9.8.6")]
    monkeypatch.setattr(room_process, "places", lambda: tuple(known))
    monkeypatch.setattr(room_process, "chosen", lambda wanted: wanted or known[0].address)
    monkeypatch.setattr(open_room, "_host", room_process.EVERYWHERE)
    with qtbot.waitSignal(open_room.moved):
        open_room.announce(known[1])
    assert greeting_of(open_room).address == "10.9.8.6"
    del known[1]
    with qtbot.waitSignal(open_room.moved):
        open_room._look.start(1)
    assert greeting_of(open_room).address == "10.9.8.7"


def test_when_the_window_is_killed_its_server_ends_too(
    seminar_file: SeminarFile, port: int
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(seminar_file.path), str(port)],
        stdout=subprocess.PIPE,
        text=True,
    ) as window:
        try:
            assert window.stdout is not None
            server = psutil.Process(int(window.stdout.readline()))
            title = title_at(f"http://{HERE}:{port}/")
        finally:
            window.kill()
    assert title
    server.wait(PATIENCE)
    assert not server.is_running()


def test_a_room_left_open_by_a_crash_is_known_and_a_closed_one_forgotten(
    open_room: RoomProcess,
) -> None:
    assert open_room.was_left_open()
    open_room.close()
    assert not open_room.was_left_open()


def test_the_room_of_a_protected_seminar_is_told_its_passphrase_through_the_pipe_alone(
    tmp_path: Path, qtbot: QtBot, port: int
) -> None:
    forget_all()
    words = 'it\'s "ours" ŵ'
    now = datetime(2011, 10, 1, 9, 0, tzinfo=UTC)
    path = tmp_path / "locked.seminar"
    preparing.new_seminar(path, passphrase=words, now=now).close()
    room = RoomProcess(path, HERE, port, passphrase=words)
    try:
        room.open()
        qtbot.waitUntil(lambda: room.state is RoomState.OPEN)
        process = psutil.Process(room.process_id)
        told = " ".join([*process.cmdline(), *map("=".join, process.environ().items())])
        assert "ours" not in told
    finally:
        room.end()
        room.deleteLater()
