"""Taking notes for somebody else's seminar, from the first question to the last note received."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.merging.sync import Reach, Standing, Waiting
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.stage.stage import Stage
from facilitator.room.net import discovery
from facilitator.room.net.discovery import Found
from facilitator.room.syncing import pairings, transport
from facilitator.room.syncing.laptop import Host
from facilitator.services.merging import syncing
from facilitator.services.notes import noting
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from tests.patience import PATIENCE
from tests.room.serving import HERE, ServedRoom
from tests.ui.helpers import assert_accessible
from tests.ui.kept import forget_all
from ui.dialogs import take_notes
from ui.dialogs.room import RoomPanel
from ui.dialogs.take_notes import TakeNotesDialog
from ui.screens.notes import NotesScreen
from ui.tasks import ImmediateTasks
from ui.widgets.frames.sync_badge import SyncBadge
from ui.window.commands import Commands
from ui.window.main_window import MainWindow
from ui.window.seminar_window import NOTES, ON_THE_HOST, SYNTHESISE, WHY_NOT
from ui.window.shown.places import PLACES


class Listener:
    """Looks for nobody; tests tell what was found."""

    def __init__(self, heard: Callable[[Found], object]) -> None:
        self.heard = heard
        self.is_closed = False

    def start(self) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture(autouse=True)
def _nobody_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(take_notes, "Browser", Listener)
    monkeypatch.setattr(discovery, "search", lambda *_: None)
    for patience in ("CONNECT_SECONDS", "ANSWER_SECONDS"):  # tests' host is there, if slowly
        monkeypatch.setattr(transport, patience, PATIENCE)
    kept = user_folder() / "hosts.json"
    kept.unlink(missing_ok=True)
    yield
    kept.unlink(missing_ok=True)


@pytest.fixture
def host(_october_file: Path, tmp_path: Path) -> Iterator[ServedRoom]:
    path = tmp_path / "host.seminar"
    shutil.copyfile(_october_file, path)
    made = ServedRoom(path)
    try:
        made.start()
        yield made
    finally:
        made.close()


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path) -> Iterator[Commands]:
    forget_all()
    window = MainWindow()
    folder = tmp_path / "laptop"
    made = Commands(window, folder, folder, lambda: datetime.now(UTC), ImmediateTasks)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def dialog(qtbot: QtBot) -> TakeNotesDialog:
    made = TakeNotesDialog(None, listen=Listener)
    qtbot.addWidget(made)
    made.show()
    return made


def listener_of(dialog: TakeNotesDialog) -> Listener:
    assert isinstance(dialog._listening, Listener)
    return dialog._listening


def take_notes_at(commands: Commands, host: ServedRoom, code: str = "") -> None:
    """Fill in the dialog when it appears, and press Enter; with the right code the copy is opened
    then.
    """

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TakeNotesDialog)
        dialog.address.setText(f"{HERE}:{host.port}")
        dialog.code.setText(code or host.greeting.note_code)
        dialog.name.setText("Bryn’s laptop")
        dialog.accept()

    QTimer.singleShot(0, commands.window, fill)
    commands.window.home.notes_button.click()
    said = commands.window.strip.sentence.text()
    assert code or commands.session, f"“{said}”, though the host said: {host.state}"


def badge_of(commands: Commands) -> SyncBadge:
    assert commands.window.places is not None
    badge = commands.window.places.header.findChild(SyncBadge)
    assert badge is not None
    return badge


def says(commands: Commands, words: str) -> Callable[[], bool]:
    return lambda: words in badge_of(commands).text()


def words(file: SeminarFile) -> list[str]:
    with file.read() as reader:
        return sorted(note.words for note in reader.every(Note))


def type_note(commands: Commands, text: str) -> None:
    session = commands.session
    assert session is not None
    with session.file.read() as reader:
        group = reader.every(Breakout)[0]
    noting.add_note(session.file, group.id, text, now=session.clock())
    session.watch.nudge()


def test_a_laptop_gets_its_copy_opens_it_on_notes_and_sends_what_is_typed(
    qtbot: QtBot, commands: Commands, host: ServedRoom
) -> None:
    take_notes_at(commands, host)
    places = commands.window.places
    assert places is not None
    assert str(PLACES[places.rail.marked()].word) == "Notes"
    qtbot.waitUntil(says(commands, "All received"))
    type_note(commands, "Typed on the laptop")
    qtbot.waitUntil(lambda: words(host.file) == ["Typed on the laptop"])
    qtbot.waitUntil(says(commands, "All received"))
    assert_accessible(places)


def test_without_its_host_it_says_what_is_only_here_and_catches_up_by_itself(
    qtbot: QtBot, commands: Commands, host: ServedRoom
) -> None:
    take_notes_at(commands, host)
    qtbot.waitUntil(says(commands, "All received"))
    host.kill()
    type_note(commands, "While the host is away")
    wanted = "1 note only on this laptop; the host is not reachable"
    qtbot.waitUntil(says(commands, wanted))
    assert commands.session is not None
    path = commands.session.near
    commands.close_seminar()
    commands.open_seminar(path)
    qtbot.waitUntil(says(commands, wanted))
    host.start()
    badge_of(commands).click()
    qtbot.waitUntil(says(commands, "All received"))
    assert words(host.file) == ["While the host is away"]


def test_taking_notes_again_takes_up_the_same_copy(
    qtbot: QtBot, commands: Commands, host: ServedRoom
) -> None:
    take_notes_at(commands, host)
    assert commands.session is not None
    first = commands.session.near
    commands.close_seminar()
    take_notes_at(commands, host)
    assert commands.session is not None
    assert commands.session.near == first


def test_a_wrong_code_is_said_leaves_nothing_behind_and_is_typed_again(
    commands: Commands, host: ServedRoom, tmp_path: Path
) -> None:
    take_notes_at(commands, host, code="WRONGONE")
    assert "neither the note-takers’ code" in commands.window.strip.sentence.text()
    assert commands.session is None
    assert not list((tmp_path / "laptop").rglob("*.seminar"))
    assert pairings.every() == {}

    def mend_the_code() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TakeNotesDialog)
        assert dialog.address.text() == f"{HERE}:{host.port}"
        dialog.code.setText(host.greeting.note_code)
        dialog.accept()

    QTimer.singleShot(0, commands.window, mend_the_code)
    commands.window.strip.action.click()
    assert commands.session is not None


def test_the_file_lets_nobody_in(qtbot: QtBot, commands: Commands, host: ServedRoom) -> None:
    take_notes_at(commands, host)
    qtbot.waitUntil(says(commands, "All received"))
    assert commands.session is not None
    path = commands.session.near
    commands.close_seminar()
    (pairing,) = pairings.every().values()
    assert pairing.token.encode() not in path.read_bytes()
    assert (user_folder() / "hosts.json").stat().st_mode & 0o077 == 0


def test_the_theme_teams_copy_opens_where_its_work_is(
    commands: Commands, seminar_file: SeminarFile, tmp_path: Path
) -> None:
    syncing.copy_for_notes(seminar_file, tmp_path / "team.seminar", is_teams=True)
    commands.open_seminar(tmp_path / "team.seminar")
    assert commands.window.places is not None
    assert commands.window.places.rail.marked() == SYNTHESISE
    assert not commands.window.strip.isVisible()


def test_a_note_takers_copy_prepares_runs_and_reports_nothing(
    qtbot: QtBot, commands: Commands, host: ServedRoom
) -> None:
    take_notes_at(commands, host)
    places = commands.window.places
    assert places is not None
    offered = dict(commands.menus.all_keys())
    assert not {"F5", "F10", "Ctrl+Shift+R"} & {*offered}
    commands.receiving.toggle_panel()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, RoomPanel)]
    for number in ON_THE_HOST:
        commands.go(number)
        assert places.rail.marked() == NOTES
        assert commands.window.strip.sentence.text() == str(WHY_NOT)
    for step in places.steps_ahead():
        step()
    assert sorted(places.built()) == [NOTES, SYNTHESISE]
    commands.close_seminar()
    commands.open_seminar(host.file.path)
    assert {"F5", "F10", "Ctrl+Shift+R"} <= {*dict(commands.menus.all_keys())}
    commands.go(0)
    assert commands.window.places is not None
    assert commands.window.places.rail.marked() == 0


def test_a_note_takers_copy_reads_nothing_back_to_a_room_it_has_not(
    qtbot: QtBot, commands: Commands, host: ServedRoom
) -> None:
    take_notes_at(commands, host)
    type_note(commands, "Typed on the laptop")
    screen = commands.window.places and commands.window.places.current()
    assert isinstance(screen, NotesScreen)
    assert screen.report_back.check.isEnabled()
    assert not screen.report_back.read.isEnabled()
    screen.report_back_acts.read_back()
    screen.report_back_acts.turn(1)
    assert "from the host" in commands.window.strip.sentence.text()
    with screen.session.file.read() as reader:
        assert reader.find(Stage, "stage") is None


def test_the_host_sees_which_laptops_sent_something(
    qtbot: QtBot, commands: Commands, host: ServedRoom, tmp_path: Path
) -> None:
    take_notes_at(commands, host)
    type_note(commands, "Typed on the laptop")
    qtbot.waitUntil(lambda: words(host.file) == ["Typed on the laptop"])
    commands.open_seminar(host.file.path)
    assert "Notes of 1 laptop received" in badge_of(commands).text()
    assert "Bryn’s laptop: 1 versions received" in badge_of(commands).toolTip()


def test_hosts_appear_as_they_are_found_and_are_chosen_by_keyboard(
    qtbot: QtBot, dialog: TakeNotesDialog
) -> None:
    listener_of(dialog).heard(Found("anna", "192.168.1.5", 8080, "October"))
    assert dialog.address.text() == "192.168.1.5:8080"
    listener_of(dialog).heard(Found("council", "192.168.1.77", 80, "Budget"))
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
    assert dialog.address.text() == "192.168.1.77:80"
    assert dialog.list.hasFocus()
    dialog.code.setText("abcd efgh")
    assert dialog.value() == Host("192.168.1.77", 80, "abcd efgh", dialog.name.text())
    assert_accessible(dialog)


def test_what_is_marked_is_where_the_laptop_goes_whoever_is_heard_of_then(
    dialog: TakeNotesDialog,
) -> None:
    """Another room of this computer, or of one of that name, is another row; a room that goes on
    at another port is the same one.
    """
    hear = listener_of(dialog).heard
    hear(Found("vm", "192.168.1.5", 8080, "October", "one"))
    hear(Found("vm", "192.168.1.5", 8081, "Budget", "other"))
    assert (dialog.hosts.rowCount(), dialog.address.text()) == (2, "192.168.1.5:8080")
    assert dialog.list.currentIndex().data() == "October"
    hear(Found("vm", "192.168.1.5", 8082, "October", "one"))
    assert (dialog.hosts.rowCount(), dialog.address.text()) == (2, "192.168.1.5:8082")
    dialog.address.setText("10.0.0.9:80")
    hear(Found("vm", "192.168.1.5", 8083, "October", "one"))
    assert dialog.address.text() == "10.0.0.9:80", "what was typed stays"


def test_a_pasted_link_brings_the_code_along(qtbot: QtBot, dialog: TakeNotesDialog) -> None:
    qtbot.keyClicks(dialog.address, "http://192.168.1.5:8081/notes?code=ABCD2345")
    qtbot.keyClick(dialog.address, Qt.Key.Key_Tab)
    assert dialog.address.text() == "192.168.1.5:8081"
    assert dialog.code.text() == "ABCD2345"


@pytest.mark.parametrize("typed", ["", "1.2.3.4:99999", "http://", "a b"])
def test_what_is_no_address_is_said_and_the_dialog_stays(
    dialog: TakeNotesDialog, typed: str
) -> None:
    dialog.address.setText(typed)
    dialog.code.setText("ABCD2345")
    dialog.accept()
    assert dialog.isVisible()
    assert "address" in dialog.trouble.text()


def test_closing_the_dialog_ends_the_search(dialog: TakeNotesDialog) -> None:
    dialog.reject()
    assert listener_of(dialog).is_closed


@pytest.mark.parametrize(
    ("standing", "sentence"),
    [
        (Standing(reach=Reach.UP, waiting=Waiting()), "All received by the host"),
        (
            Standing(reach=Reach.UP, waiting=Waiting(notes=2)),
            "Sending: 2 notes only on this laptop",
        ),
        (
            Standing(reach=Reach.UNPAIRED, waiting=Waiting(notes=1, others=1)),
            "1 note and 1 other record only on this laptop; the host asks for its code again",
        ),
    ],
)
def test_the_badge_says_no_more_than_is_true(
    qtbot: QtBot, standing: Standing, sentence: str
) -> None:
    badge = SyncBadge()
    qtbot.addWidget(badge)
    badge.show_standing(standing)
    assert badge.text() == sentence
    assert badge.accessibleName() == sentence


def test_a_badge_with_nothing_to_say_is_hidden(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    badge = SyncBadge(parent)
    badge.show_laptops(())
    assert badge.isHidden()
