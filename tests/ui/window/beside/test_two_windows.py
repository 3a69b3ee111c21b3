"""A seminar that another window has open is looked at, taken over, or worked on in both."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.wording import Text
from facilitator.store.files.file import SeminarFile
from tests.ui.kept import forget_all
from ui import ask
from ui.tasks import ImmediateTasks
from ui.widgets.forms.note_field import NoteField
from ui.window.beside import two_windows
from ui.window.beside.two_windows import ADVICE, BOTH, LOOK, QUESTION, TAKE_OVER
from ui.window.commands import Commands
from ui.window.main_window import MainWindow
from ui.window.seminar_window import NOTES
from ui.window.shown.places import PLACES

Windows = Callable[[], Commands]


@pytest.fixture
def windows(qtbot: QtBot, tmp_path: Path, now: datetime) -> Iterator[Windows]:
    """Makes windows of one computer."""
    forget_all()
    made: list[MainWindow] = []

    def one_more() -> Commands:
        window = MainWindow()
        made.append(window)
        window.show()
        return Commands(window, tmp_path / "notes", tmp_path, lambda: now, ImmediateTasks)

    yield one_more
    for window in made:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def path(seminar_file: SeminarFile) -> Path:
    seminar_file.close()
    return seminar_file.path


@pytest.fixture
def way(monkeypatch: pytest.MonkeyPatch) -> list[Text | None]:
    """What is chosen next; whoever asks more often than is foreseen fails."""
    ways: list[Text | None] = []

    def choose(_: object, question: str, advice: str, offered: tuple[Text, ...]) -> Text | None:
        assert (question, advice) == (str(QUESTION), str(ADVICE))
        assert offered == (LOOK, TAKE_OVER, BOTH)
        return ways.pop(0)

    monkeypatch.setattr(ask, "choose_way", choose)
    return ways


def add_somebody(commands: Commands, now: datetime) -> None:
    assert commands.session is not None
    with commands.session.file.write(Verb.SET_UP, now) as writer:
        writer.put(Participant(id="new", name="Newly Come"))


def test_who_only_looks_changes_nothing_anywhere_and_hears_what_changes(
    windows: Windows, path: Path, way: list[Text | None], now: datetime, qtbot: QtBot
) -> None:
    first, second = windows(), windows()
    first.open_seminar(path)
    way.append(LOOK)
    second.open_seminar(path)
    assert second.session is not None
    with pytest.raises(SeminarError, match="only looks"):
        add_somebody(second, now)
    for place in range(len(PLACES)):
        second.go(place)
    assert second.window.strip.sentence.text() == str(two_windows.LOOKING)
    with qtbot.waitSignal(second.session.watch.changed):
        add_somebody(first, now)
    second.close_seminar()
    assert first.session is not None, "whoever looked takes nothing away"


def test_what_is_typed_where_one_only_looks_is_refused_with_a_sentence_and_stays(
    windows: Windows, path: Path, way: list[Text | None]
) -> None:
    first, second = windows(), windows()
    first.open_seminar(path)
    way.append(LOOK)
    second.open_seminar(path)
    second.go(NOTES)
    field = next(f for f in second.window.findChildren(NoteField) if f.isVisibleTo(second.window))
    field.setPlainText("Half a thought")
    second.window.finish_fields()
    assert field.toPlainText() == "Half a thought"
    assert "only looks" in second.window.strip.sentence.text()
    assert first.session is not None
    with first.session.file.read() as reader:
        assert list(reader.every(Note)) == []
    field.setPlainText("")
    second.window.finish_fields()


def test_what_is_taken_over_is_closed_there_with_every_word_saved(
    windows: Windows, path: Path, way: list[Text | None], qtbot: QtBot, now: datetime
) -> None:
    first, second = windows(), windows()
    first.open_seminar(path)
    first.go(NOTES)
    field = next(f for f in first.window.findChildren(NoteField) if f.isVisibleTo(first.window))
    field.setPlainText("Half a thought")
    way.append(TAKE_OVER)
    second.open_seminar(path)
    qtbot.waitUntil(lambda: second.session is not None)
    assert first.session is None
    assert first.window.strip.sentence.text() == str(two_windows.TAKEN)
    second.go(NOTES)
    again = next(f for f in second.window.findChildren(NoteField) if f.isVisibleTo(second.window))
    assert again.toPlainText() == "Half a thought"
    add_somebody(second, now)


def test_a_room_that_was_open_there_is_open_here(
    windows: Windows,
    path: Path,
    way: list[Text | None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = windows(), windows()
    first.open_seminar(path)
    assert first.session is not None
    assert first.session.room is not None
    room, opened = type(first.session.room), list[object]()
    way.append(TAKE_OVER)
    with monkeypatch.context() as patched:
        patched.setattr(room, "open", lambda room: opened.append(room))
        patched.setattr(room, "is_wanted", True)
        second.open_seminar(path)
        qtbot.waitUntil(lambda: second.session is not None)
    assert second.session is not None
    assert opened == [second.session.room]


def test_a_dialog_is_not_closed_under_the_hand_of_who_answers_it(
    windows: Windows,
    path: Path,
    way: list[Text | None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    first, second = windows(), windows()
    first.open_seminar(path)
    question = QMessageBox(first.window)
    question.open()
    monkeypatch.setattr(two_windows, "PATIENCE_MS", 1_000)
    way.append(TAKE_OVER)
    second.open_seminar(path)
    said = second.window.strip.sentence
    qtbot.waitUntil(lambda: said.text() == str(two_windows.NOT_LET_GO))
    assert second.session is None
    assert first.session is not None
    question.close()
    assert list(tmp_path.rglob("*.asked")) == [], "nobody asks any more"


def test_who_looks_may_take_over_and_give_it_back(
    windows: Windows, path: Path, way: list[Text | None], qtbot: QtBot, now: datetime
) -> None:
    first, second = windows(), windows()
    first.open_seminar(path)
    way.append(LOOK)
    second.open_seminar(path)
    second.window.strip.action.click()
    qtbot.waitUntil(lambda: first.session is None and second.session is not None)
    add_somebody(second, now)
    way.append(TAKE_OVER)
    first.window.strip.action.click()
    qtbot.waitUntil(lambda: second.session is None and first.session is not None)
    assert way == []


def test_both_may_work_on_it_and_nobody_is_made_to_choose(
    windows: Windows, path: Path, way: list[Text | None], now: datetime
) -> None:
    first, second, third = windows(), windows(), windows()
    first.open_seminar(path)
    way.extend((BOTH, None))
    second.open_seminar(path)
    third.open_seminar(path)
    assert third.session is None
    for commands in (first, second):
        assert commands.session is not None
    add_somebody(second, now)


def test_a_seminar_that_was_closed_elsewhere_is_simply_opened(
    windows: Windows, path: Path, way: list[Text | None]
) -> None:
    first, second = windows(), windows()
    first.open_seminar(path)
    first.close_seminar()
    second.open_seminar(path)
    assert second.session is not None
    assert not second.session.file.only_looks
