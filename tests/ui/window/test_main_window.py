"""The window as a frame: places, menus, opening, closing, and coming back after a crash."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.polls.polls import Poll
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.polls import voting
from facilitator.services.rehearsal import rehearsal
from facilitator.services.seminar import preparing, running
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices
from tests.ui.helpers import assert_accessible, window_dies
from ui import ask, seminar_files
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.recovery import Marker
from ui.room.room_process import RoomState
from ui.session import Session
from ui.widgets.forms.fields import LineField
from ui.widgets.frames.rail import Place
from ui.widgets.frames.screen import Screen
from ui.window import helping, leaving, seminar_window
from ui.window.commands import Commands
from ui.window.main_window import MainWindow
from ui.window.opening import BACK
from ui.window.rehearsing import REHEARSED
from ui.window.shown import places

CTRL = Qt.KeyboardModifier.ControlModifier
NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


class PlainPlace(Screen):
    """Stands in for a place, so that these tests are about the frame alone."""

    KINDS = frozenset({Kind.SEMINAR})
    KEYS = (("F9", "Go on"),)

    def __init__(self, session: Session, word: str) -> None:
        super().__init__(session)
        self.title = LineField("Title")
        self.title.saved.connect(self.retitle)
        column = QVBoxLayout(self)
        column.addWidget(QLabel(word))
        column.addWidget(self.title)

    def reload(self) -> None:
        self.title.show_text(self.seminar().title)

    def finish(self) -> None:
        self.title.save()

    def seminar(self) -> Seminar:
        with self.session.file.read() as reader:
            return reader.get(Seminar, SEMINAR_ID)

    def retitle(self, words: str) -> None:
        renamed = replace(self.seminar(), title=words)
        file, now = self.session.file, self.session.clock()
        self.write(lambda: preparing.save(file, renamed, now=now))


@pytest.fixture
def _plain_places(monkeypatch: pytest.MonkeyPatch) -> None:
    def loader(word: str) -> Callable[[], Callable[[Session], Screen]]:
        return lambda: lambda session: PlainPlace(session, word)

    loaders = tuple(loader(str(place.word)) for place in places.PLACES)
    monkeypatch.setattr(seminar_window, "_LOADERS", loaders)


@pytest.fixture
def commands(_plain_places: None, commands: Commands) -> Commands:
    return commands


@pytest.fixture
def path(seminar_file: SeminarFile) -> Path:
    return seminar_file.path


def shown(commands: Commands) -> str:
    opened = commands.window.places
    assert opened is not None
    return str(places.PLACES[opened.rail.marked()].word)


def plain_place(commands: Commands) -> PlainPlace:
    assert commands.window.places is not None
    screen = commands.window.places.current()
    assert isinstance(screen, PlainPlace)
    return screen


def title_of(path: Path) -> str:
    file = SeminarFile.open(path)
    try:
        return seminar_files.seminar_of(file).title
    finally:
        file.close()


def test_opening_a_seminar_shows_its_title_and_the_first_place(
    commands: Commands, path: Path
) -> None:
    commands.open_seminar(path)
    title = title_of(path)
    assert commands.window.windowTitle() == title
    assert commands.window.places is not None
    assert commands.window.places.header.title.text() == title
    assert not commands.window.places.header.mark.isVisible()
    assert shown(commands) == "Prepare"


@pytest.mark.parametrize(("number", "place"), list(enumerate(places.PLACES, 1)))
def test_control_and_a_digit_go_to_a_place(
    commands: Commands, path: Path, qtbot: QtBot, number: int, place: Place
) -> None:
    commands.open_seminar(path)
    qtbot.keyClick(commands.window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
    assert shown(commands) == str(place.word)
    assert plain_place(commands).title.hasFocus()


def test_the_place_is_remembered_for_the_next_seminar(commands: Commands, path: Path) -> None:
    commands.open_seminar(path)
    commands.go(3)
    commands.close_seminar()
    commands.open_seminar(path)
    assert shown(commands) == "Synthesise"


def test_while_the_day_is_running_a_seminar_opens_in_run(
    commands: Commands, seminar_file: SeminarFile
) -> None:
    running.start_day(seminar_file, now=NOW)
    commands.open_seminar(seminar_file.path)
    assert shown(commands) == "Run"


def test_the_edit_menu_says_what_would_be_undone_and_redone(commands: Commands, path: Path) -> None:
    commands.open_seminar(path)
    before = title_of(path)
    plain_place(commands).retitle("Another day")

    commands.menus.edit.aboutToShow.emit()
    assert commands.menus.undo.text() == "&Undo Change the seminar’s details"
    assert commands.menus.redo.text() == "&Redo"

    commands.menus.undo.trigger()
    assert title_of(path) == before
    assert commands.window.windowTitle() == before
    assert commands.window.strip.sentence.text() == "Undone: Change the seminar’s details."
    commands.menus.edit.aboutToShow.emit()
    assert commands.menus.redo.text() == "&Redo Change the seminar’s details"

    commands.window.strip.action.click()
    assert title_of(path) == "Another day"


def test_undo_with_nothing_to_undo_says_so(commands: Commands, path: Path) -> None:
    commands.open_seminar(path)
    commands.undoing.undo()
    assert commands.window.strip.sentence.text() == "Nothing is left to undo here."


def test_undo_by_key_reaches_the_seminar_from_a_field_with_nothing_of_its_own(
    commands: Commands, path: Path, qtbot: QtBot
) -> None:
    commands.open_seminar(path)
    before = title_of(path)
    plain_place(commands).retitle("Another day")
    qtbot.keyClick(plain_place(commands).title, Qt.Key.Key_Z, CTRL)
    assert title_of(path) == before


def test_words_still_in_a_field_are_saved_when_the_window_closes(
    commands: Commands, path: Path, qtbot: QtBot
) -> None:
    commands.open_seminar(path)
    field = plain_place(commands).title
    field.selectAll()
    qtbot.keyClicks(field, "Typed at the last moment")
    commands.window.close()
    assert title_of(path) == "Typed at the last moment"


def test_what_was_taken_away_can_be_brought_back_from_the_strip(
    commands: Commands, path: Path
) -> None:
    commands.open_seminar(path)
    before = title_of(path)
    place = plain_place(commands)
    place.retitle("Another day")
    place.undoable.emit("The title was changed.")
    assert commands.window.strip.action.text() == "Undo"
    commands.window.strip.action.click()
    assert title_of(path) == before


def test_closing_the_seminar_goes_home_where_it_now_heads_the_list(
    commands: Commands, path: Path
) -> None:
    commands.open_seminar(path)
    commands.close_seminar()
    home = commands.window.home
    assert home.isVisible()
    assert home.recent is not None
    assert home.recent.model.index(0).data() == title_of(path)
    assert commands.window.windowTitle() == "Facilitator"


def test_leaving_a_running_day_is_asked_once_and_may_be_thought_better_of(
    commands: Commands, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answer = False

    def confirm(_: object, question: str, *_more: str) -> bool:
        asked.append(question)
        return answer

    monkeypatch.setattr(ask, "confirm", confirm)
    commands.open_seminar(path)
    assert commands.session is not None
    running.start_day(commands.session.file, now=NOW)
    commands.leave_seminar()
    commands.window.close()
    assert commands.session is not None
    assert commands.window.isVisible()
    assert asked == ["The day is running. Close the seminar all the same?"] * 2
    answer = True
    commands.window.close()
    assert len(asked) == 3
    assert commands.session is None


def test_people_who_are_in_the_room_do_not_lose_it_unasked(
    commands: Commands, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "confirm", lambda _, question, *__: asked.append(question))
    commands.open_seminar(path)
    assert commands.session is not None
    assert commands.session.room is not None
    for is_open, people in ((True, 0), (True, 2), (False, 2)):
        commands.session.room.state = RoomState.OPEN if is_open else RoomState.CLOSED
        with commands.session.file.write(Verb.PAIR, NOW) as writer:
            for _ in range(people - len(devices.every_id(writer))):
                joining.join(writer, Agreed(take_part=True), now=NOW)
        is_left = leaving.may_leave(commands.window, commands.session)
        assert bool(is_left) is not (is_open and people > 0)
    assert asked == [
        "The room is open, with 2 phones and laptops in it. Close the seminar all the same?"
    ]


def test_another_seminar_does_not_take_an_open_vote_off_the_screen_unasked(
    commands: Commands, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "confirm", lambda _, question, *__: "Voting on" not in question)
    commands.open_seminar(path)
    assert commands.session is not None
    with commands.session.file.read() as reader:
        poll = reader.every(Poll)[0]
    voting.open_round(commands.session.file, poll.id, now=NOW)
    other = seminar_files.make_seminar(
        seminar_files.NewSeminar(
            tmp_path / "other.seminar", "october-seminar", "Other", NOW.date()
        ),
        NOW,
    )
    commands.open_seminar(other)
    assert commands.session.near == path
    monkeypatch.setattr(ask, "confirm", lambda *_: True)


def test_a_message_that_comes_moves_nothing_under_the_hand(commands: Commands, path: Path) -> None:
    commands.open_seminar(path)
    QCoreApplication.processEvents()
    field = plain_place(commands).title
    before = field.mapToGlobal(field.rect().bottomLeft())
    whole = commands.window.stack.geometry()
    commands.window.strip.hide()
    QCoreApplication.processEvents()
    assert field.mapToGlobal(field.rect().bottomLeft()) == before
    commands.window.strip.say("Undone: Add theme.", "Redo", lambda: None)
    QCoreApplication.processEvents()
    assert field.mapToGlobal(field.rect().bottomLeft()) == before
    for work in ("", "Reading Table 1.seminar-notes"):
        commands.window.busy.show_work(work)
        QCoreApplication.processEvents()
        assert commands.window.busy.isVisible() is bool(work)
        assert commands.window.stack.geometry() == whole


def test_in_run_undo_names_an_act_before_it_is_taken_back(
    commands: Commands, path: Path, qtbot: QtBot
) -> None:
    commands.open_seminar(path)
    commands.go(seminar_window.RUN)
    before = title_of(path)
    place = plain_place(commands)
    place.retitle("Once")
    place.retitle("Twice")
    undo = (Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(place.title, *undo)
    assert title_of(path) == "Twice"
    strip = commands.window.strip
    assert strip.sentence.text().startswith("Ctrl+Z again takes back: Change the seminar’s details")
    strip.hide()  # nobody can read any more what it would be
    qtbot.keyClick(place.title, *undo)
    assert title_of(path) == "Twice"
    qtbot.keyClick(place.title, *undo)
    assert title_of(path) == "Once"
    assert "Ctrl+Z again takes back" in strip.sentence.text()
    qtbot.keyClick(place.title, *undo)
    assert title_of(path) == before
    qtbot.keyClick(place.title, Qt.Key.Key_Y, CTRL)
    assert title_of(path) == "Once"


def test_another_seminar_takes_the_place_of_the_open_one(
    commands: Commands, path: Path, tmp_path: Path
) -> None:
    commands.open_seminar(path)
    other = seminar_files.make_seminar(
        seminar_files.NewSeminar(
            tmp_path / "other.seminar", "october-seminar", "Other", NOW.date()
        ),
        NOW,
    )
    commands.open_seminar(other)
    assert commands.window.windowTitle() == "Other"
    assert commands.window.stack.count() == 2


def test_the_stick_of_the_seminar_that_is_open_is_taken_in_and_the_day_goes_on(
    commands: Commands, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(copies, "is_elsewhere", lambda place: place == path)
    commands.open_seminar(path)
    session = commands.session
    assert session is not None
    there = SeminarFile.open(path, device="another computer")
    preparing.save(there, Theme(id="t", position=99, name="Trust"), now=NOW)
    there.close()
    commands.open_seminar(path)
    assert commands.session is session
    assert "took in 1 theme from october.seminar" in commands.window.strip.sentence.text()
    with session.file.read() as reader:
        assert reader.get(Theme, "t").name == "Trust"


def test_a_file_that_is_not_there_is_a_sentence_and_nothing_closes(
    commands: Commands, path: Path, tmp_path: Path
) -> None:
    commands.open_seminar(path)
    commands.open_seminar(tmp_path / "nowhere.seminar")
    assert "nowhere.seminar" in commands.window.strip.sentence.text()
    assert commands.session is not None


def test_a_copy_is_saved_where_it_is_wanted(
    commands: Commands, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "stick" / "copy.seminar"
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: target)
    commands.open_seminar(path)
    commands.save_copy()
    assert title_of(target) == title_of(path)
    assert str(target) in commands.window.strip.sentence.text()


@pytest.fixture
def short_day(small_file: SeminarFile, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seminar that few rehearse, and soon: what becomes of a rehearsal depends on neither."""
    monkeypatch.setattr(rehearsal, "rehearse", partial(rehearsal.rehearse, participants=6))
    return small_file.path


def test_rehearsing_opens_a_marked_copy_and_leaves_the_seminar_alone(
    commands: Commands, short_day: Path
) -> None:
    commands.open_seminar(short_day)
    commands.rehearsing.rehearse()
    assert commands.session is not None
    assert commands.session.near.name == "october rehearsal.seminar"
    assert commands.window.places is not None
    assert commands.window.places.header.mark.isVisible()
    original = SeminarFile.open(short_day)
    assert not seminar_files.seminar_of(original).rehearsal
    assert not seminar_files.day_is_running(original)
    original.close()


def test_the_list_of_keys_stands_beside_the_work(commands: Commands) -> None:
    helping.show_shortcuts(commands.window, commands.menus.all_keys())
    (keys,) = commands.window.findChildren(ShortcutsDialog)
    assert keys.isVisible()
    assert not keys.isModal()
    keys.accept_button.click()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not commands.window.findChildren(ShortcutsDialog)


def test_a_place_can_ask_for_a_rehearsal(commands: Commands, short_day: Path) -> None:
    commands.open_seminar(short_day)
    commands.go(seminar_window.RUN)
    assert commands.window.places is not None
    run = commands.window.places.current()
    assert run is not None
    run.rehearsal_asked.emit()
    assert commands.session is not None
    assert seminar_files.seminar_of(commands.session.file).rehearsal


def test_a_rehearsal_never_takes_a_running_day_off_the_screen(
    commands: Commands, short_day: Path
) -> None:
    commands.open_seminar(short_day)
    assert commands.session is not None
    running.start_day(commands.session.file, now=NOW)
    commands.rehearsing.rehearse()
    assert commands.session.near == short_day
    strip = commands.window.strip
    assert strip.sentence.text() == str(REHEARSED)
    strip.action.click()
    assert commands.session.near.name == "october rehearsal.seminar"


def test_a_rehearsal_that_fails_leaves_no_file_and_can_be_tried_again(
    commands: Commands, short_day: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands.open_seminar(short_day)
    before = set(short_day.parent.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr(commands.errands, "_stopping", True)
        commands.rehearsing.rehearse()
    assert commands.window.strip.sentence.text() == "The work was stopped before its end."
    assert set(short_day.parent.iterdir()) == before
    commands.rehearsing.rehearse()
    assert commands.session is not None
    assert commands.session.near != short_day


def test_a_seminar_that_was_cut_off_is_opened_again_in_run(
    commands: Commands, seminar_file: SeminarFile, tmp_path: Path
) -> None:
    running.start_day(seminar_file, now=NOW)
    window_dies(tmp_path / "notes", seminar_file, 1)
    commands.opening.begin()
    assert shown(commands) == "Run"
    assert commands.window.strip.sentence.text() == str(BACK)


def test_the_marker_stands_while_a_seminar_is_open_and_no_longer(
    commands: Commands, path: Path, tmp_path: Path
) -> None:
    def markers() -> list[Path]:
        return list((tmp_path / "notes").glob("open-*.json"))

    commands.open_seminar(path)
    assert len(markers()) == 1
    assert Marker(tmp_path / "notes").cut_off() == ()
    commands.window.close()
    assert markers() == []


def test_the_size_of_the_window_is_remembered(commands: Commands) -> None:
    commands.window.resize(760, 650)
    commands.window.close()
    again = MainWindow()
    assert (again.width(), again.height()) == (760, 650)
    again.deleteLater()


def test_without_a_seminar_its_commands_are_off(commands: Commands, path: Path) -> None:
    assert not commands.menus.undo.isEnabled()
    commands.open_seminar(path)
    assert commands.menus.undo.isEnabled()
    commands.close_seminar()
    assert not commands.menus.undo.isEnabled()


def test_no_two_commands_share_a_key(commands: Commands) -> None:
    keys = [key for key, _ in commands.menus.all_keys()]
    assert len(keys) == len(set(keys)) > 10


def test_every_control_has_a_name(commands: Commands, path: Path) -> None:
    commands.open_seminar(path)
    assert_accessible(commands.window)


FIRST_PICTURE = """
import os, sys
from PySide6 import QtCore
from ui.start import app, entry
waits = ("ui.start.cli", "facilitator.domain", "facilitator.store", "facilitator.services",
    "sqlalchemy", "sqlcipher3", "msgspec", "reportlab", "openpyxl", "platformdirs", "pikepdf")
def first_picture(*_):
    all_enums = ["Qt"] if "Qt" in vars(QtCore) else []
    print(",".join([name for name in waits if name in sys.modules] + all_enums), flush=True)
    os._exit(0)
app._begin = first_picture
entry.main([])
"""


def test_the_first_picture_waits_for_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_PICTURE], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
