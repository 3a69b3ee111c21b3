"""The room panel, with a real room behind it on this computer alone."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Role
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage.sights import Joining
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from tests.room.ports import kept_port
from tests.ui.helpers import assert_accessible
from tests.ui.kept import forget_all
from tests.ui.run_day import seminar_of
from ui.dialogs.room import RoomPanel
from ui.dialogs.room.trying import UNTRIED
from ui.room import wifi
from ui.room.room_process import RoomProcess, RoomState
from ui.session import Session

HERE = "127.0.0.1"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def room(qtbot: QtBot, session: Session, port: int) -> Iterator[RoomProcess]:
    forget_all()
    made = RoomProcess(session.near, HERE, port)
    yield made
    made.end()
    made.deleteLater()
    forget_all()


@pytest.fixture
def panel(qtbot: QtBot, session: Session, room: RoomProcess) -> Iterator[RoomPanel]:
    with panel_of(qtbot, session, room) as made:
        yield made


@contextlib.contextmanager
def panel_of(qtbot: QtBot, session: Session, room: RoomProcess) -> Iterator[RoomPanel]:
    made = RoomPanel(replace(session, room=room), room, session.tasks)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture(scope="module")
def opened(
    qapp: QApplication, _october_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[SeminarFile, RoomProcess]]:
    """A seminar and its room, once for all who want it open: to begin a server takes long."""
    path = tmp_path_factory.mktemp("opened") / "october.seminar"
    shutil.copyfile(_october_file, path)
    with kept_port() as port, contextlib.closing(SeminarFile.open(path)) as file:
        made = RoomProcess(path, HERE, port)
        made.open()
        while made.state is not RoomState.OPEN:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        yield file, made
        made.end()
        made.deleteLater()


@pytest.fixture
def open_room(opened: tuple[SeminarFile, RoomProcess]) -> RoomProcess:
    return opened[1]


@pytest.fixture
def open_panel(
    qtbot: QtBot, session: Session, opened: tuple[SeminarFile, RoomProcess]
) -> Iterator[RoomPanel]:
    """The panel of a room that is open."""
    file, room = opened
    with panel_of(qtbot, replace(session, file=file), room) as panel:
        yield panel
    forget_all()


def test_a_closed_room_offers_nothing_but_to_be_opened(panel: RoomPanel) -> None:
    assert panel.standing.text() == "The room is closed: phones cannot join."
    assert panel.open_it.isVisible()
    assert panel.open_it.hasFocus()
    assert not panel.door.isVisible()
    assert not panel.trial.try_it.isEnabled()
    assert not panel.pairing.buttons[Role.FACILITATOR].isEnabled()


def test_on_a_small_display_it_scrolls_and_stays_inside(panel: RoomPanel) -> None:
    panel.resize(480, 320)
    assert (panel.width(), panel.height()) == (480, 320)


def test_an_open_room_shows_its_code_as_a_picture_and_in_letters(
    open_panel: RoomPanel, open_room: RoomProcess
) -> None:
    greeting = open_room.greeting
    assert greeting is not None
    assert open_panel.door.isVisible()
    assert open_panel.door.code.text == greeting.join_url
    assert open_panel.door.typed.text() == greeting.join_code
    assert open_panel.close_it.isVisible()


def test_how_to_join_is_put_on_the_projector(
    open_panel: RoomPanel, opened: tuple[SeminarFile, RoomProcess], session: Session
) -> None:
    file, open_room = opened
    QTest.mouseClick(open_panel.door.show_it, LEFT)
    greeting = open_room.greeting
    assert greeting is not None
    shown = projector.view(file, session.clock()).sight
    assert isinstance(shown, Joining)
    assert shown.link == greeting.join_url


def test_the_wifis_code_stands_beside_it_and_its_password_in_no_file(
    open_panel: RoomPanel, opened: tuple[SeminarFile, RoomProcess]
) -> None:
    file, _ = opened
    network = open_panel.network
    QTest.keyClicks(network.name, "Council; Chamber")
    QTest.keyClicks(network.password, "correct horse battery")
    QTest.keyClick(network.password, Qt.Key.Key_Return)
    assert open_panel.door.wifi.isVisible()
    spelled = r"WIFI:T:WPA;S:Council\; Chamber;P:correct horse battery;;"
    assert open_panel.door.network_code.text == spelled
    assert wifi.remembered() == ("Council; Chamber", "correct horse battery")
    file.checkpoint()
    assert b"correct horse battery" not in file.path.read_bytes()


def test_who_has_joined_is_counted(panel: RoomPanel, session: Session) -> None:
    now = session.clock()
    with session.file.write(Verb.SET_UP, now) as writer:
        for _ in range(3):
            joining.join(writer, Agreed(take_part=True), now=now)
    for role in (Role.NOTE_TAKER, Role.FACILITATOR):
        joining.pair(session.file, role, now=now)
    panel.read()
    assert panel.came.text() == "3 joined; 1 note-taker paired; your own phone is paired."


def test_a_pairing_code_is_shown_only_when_asked_for_and_can_be_renewed(
    open_panel: RoomPanel, open_room: RoomProcess
) -> None:
    pairing, before = open_panel.pairing, open_room.greeting
    assert before is not None
    assert not pairing.shown.isVisible()
    pairing.buttons[Role.FACILITATOR].click()
    assert pairing.shown.isVisible()
    assert pairing.code.text == before.remote_url
    pairing.renew.click()
    after = open_room.greeting
    assert after is not None
    assert after.remote_code != before.remote_code
    assert pairing.code.text == after.remote_url
    pairing.buttons[Role.NOTE_TAKER].click()
    assert pairing.code.text == after.notes_url
    open_panel.hide()
    open_panel.show()
    assert not pairing.shown.isVisible()


def test_what_is_asked_at_the_door_is_kept_with_the_seminar(
    panel: RoomPanel, session: Session
) -> None:
    def manners() -> tuple[bool, bool]:
        seminar: Seminar = seminar_of(session.file)
        return seminar.asks_names, seminar.shares_devices

    assert manners() == (False, False)
    panel.manners.names.click()
    assert manners() == (True, False)
    panel.manners.shared.click()
    panel.manners.names.click()
    assert manners() == (False, True)


def test_a_trial_says_in_words_whether_the_room_is_ready(
    open_panel: RoomPanel, open_room: RoomProcess
) -> None:
    assert open_panel.trial.result.text() == str(UNTRIED)
    open_panel.trial.phones.setValue(5)
    open_panel.trial.try_it.click()
    assert open_room.trial is not None
    assert open_panel.trial.result.text() == str(open_room.trial.sentence)
    assert open_panel.trial.result.text().startswith("5 simulated phones joined and voted at once")
    assert open_panel.trial.try_it.isEnabled()


def test_without_a_network_that_is_said_in_red(
    panel: RoomPanel, room: RoomProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not panel.trouble.isVisible()
    monkeypatch.setattr(RoomProcess, "has_network", property(lambda _: False))
    room.changed.emit()
    assert panel.trouble.isVisible()
    assert panel.trouble.text().startswith("This computer is on no network")


@pytest.mark.parametrize("key", [Qt.Key.Key_F10, Qt.Key.Key_Escape])
def test_one_key_puts_it_away(panel: RoomPanel, key: Qt.Key) -> None:
    QTest.keyClick(panel, key)
    assert not panel.isVisible()


def test_every_control_has_a_name(open_panel: RoomPanel) -> None:
    open_panel.pairing.choose(Role.NOTE_TAKER)
    assert_accessible(open_panel)


def test_closing_asks_nothing_and_a_key_opens_it_again(
    qtbot: QtBot, open_panel: RoomPanel, open_room: RoomProcess
) -> None:
    QTest.mouseClick(open_panel.close_it, LEFT)
    assert open_room.state is RoomState.CLOSED
    assert not open_panel.door.isVisible()
    qtbot.waitUntil(lambda: open_room.process_id == 0)
    QTest.keyClick(open_panel, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: open_room.state is RoomState.OPEN)
    assert open_panel.door.isVisible()
