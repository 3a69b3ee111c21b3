"""The seminar's file is renamed or removed under the window: it says so as long as that is
so, nothing typed is lost, and there is a way on.
"""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.errors import LostError
from facilitator.domain.notes.notes import Note
from facilitator.domain.responses.responses import Response
from facilitator.services.files import opening
from facilitator.services.notes import noting
from facilitator.services.seminar import counting, running
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import CAPTURE_DRAFT, NOTE_DRAFT
from facilitator.store.sqlite.log_marks import index_of, log_of
from tests.auditing import faults
from tests.store.sqlite.watching.test_newer_meanwhile import bring_up, everything
from tests.ui.kept import forget_all
from ui import ask
from ui.screens.run.room.capture import WordsField
from ui.seminar_files import as_file
from ui.tasks import ImmediateTasks
from ui.widgets.forms.fields import Lines
from ui.widgets.forms.note_field import NoteField
from ui.widgets.frames.waiting_lines import WaitingLines
from ui.window.commands import Commands
from ui.window.losing import BACK, LOST
from ui.window.main_window import MainWindow
from ui.window.seminar_window import NOTES, RUN


@pytest.fixture
def made(
    qtbot: QtBot, tmp_path: Path, seminar_file: SeminarFile, now: datetime
) -> Iterator[Commands]:
    """A window on a seminar, with half a note typed in it."""
    forget_all()
    window = MainWindow()
    made = Commands(window, tmp_path / "notes", tmp_path, lambda: now, ImmediateTasks)
    made.open_seminar(seminar_file.path)
    seminar_file.close()
    window.show()
    made.go(NOTES)
    yield made
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def open_path(made: Commands) -> Path:
    assert made.session is not None
    return made.session.near


def field(made: Commands) -> NoteField:
    found = made.window.findChildren(NoteField)
    return next(each for each in found if each.isVisibleTo(made.window))


def typing_field(made: Commands) -> Lines:
    found = (*made.window.findChildren(NoteField), *made.window.findChildren(WordsField))
    return next(each for each in found if each.isVisibleTo(made.window))


def test_a_renamed_file_is_noticed_and_opened_where_it_is_with_what_is_half_typed(
    made: Commands, qtbot: QtBot
) -> None:
    path, strip = open_path(made), made.window.strip
    away = path.with_name("renamed.seminar")
    path.rename(away)
    qtbot.waitUntil(lambda: "is called renamed.seminar now" in strip.sentence.text())
    assert made.session is not None
    with pytest.raises(LostError), made.session.file.write(Verb.KEEP, made.session.clock()):
        raise AssertionError("nothing is written into nothing")
    field(made).setPlainText("Half a wor")
    strip.say("Something else for a while.")
    assert strip.action.text() == "Open it there", "who goes on typing sees the way on all the same"
    strip.say("Taken away.", "Undo", lambda: None)
    assert strip.action.text() == "Undo"
    strip.dismiss.click()
    assert "is called renamed.seminar now" in strip.sentence.text()
    strip.action.click()
    assert open_path(made) == away
    assert noting.drafts(made.session.file)[0].words == "Half a wor"
    assert not faults(made.session.file)
    assert "renamed" not in strip.sentence.text()
    assert not path.exists()


def test_a_removed_file_goes_on_in_a_copy(
    made: Commands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, strip = open_path(made), made.window.strip
    path.unlink()
    qtbot.waitUntil(lambda: strip.sentence.text() == str(LOST))
    field(made).setPlainText("Half a wor")
    copy = tmp_path / "copy.seminar"
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: copy)
    strip.action.click()
    assert open_path(made) == copy
    assert made.session is not None
    assert noting.drafts(made.session.file)[0].words == "Half a wor"
    assert not faults(made.session.file)
    assert not log_of(path).exists()
    assert not index_of(path).exists()


def test_a_file_that_another_was_copied_over_goes_on_in_a_copy_of_what_it_was(
    made: Commands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, strip, copy = open_path(made), made.window.strip, tmp_path / "copy.seminar"
    assert made.session is not None
    session, other = made.session, tmp_path / "other.seminar"
    field(made).setPlainText("An older line")
    made.window.finish_fields()
    opening.back_up(as_file(session.file), session.clock())
    field(made).setPlainText("Half a wor")
    made.window.finish_fields()
    note = noting.add_note(session.file, "b", "After the backup", now=session.clock())
    qtbot.waitUntil(lambda: note.id in kept(made))
    SeminarFile.create(other).close()
    qtbot.waitUntil(
        as_file(session.file).database.settle
    )  # or that comes at the moment of the copy
    shutil.copyfile(other, path)
    qtbot.waitUntil(lambda: "Another file was copied over" in strip.sentence.text())
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: copy)
    qtbot.waitUntil(lambda: strip.action.text() == "Go on in a copy…")
    strip.action.click()
    assert open_path(made) == copy
    assert noting.drafts(made.session.file)[0].words == "Half a wor"
    assert "made of the backup of" in strip.sentence.text()
    with made.session.file.read() as reader:
        assert reader.find(Note, note.id) is not None
    assert not faults(made.session.file)
    assert path.read_bytes() == other.read_bytes()


def test_a_file_that_a_newer_program_took_over_is_left_to_it_and_a_copy_goes_on(
    made: Commands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, strip, copy = open_path(made), made.window.strip, tmp_path / "copy.seminar"
    assert made.session is not None
    opening.back_up(as_file(made.session.file), made.session.clock())
    note = noting.add_note(made.session.file, "b", "After the backup", now=made.session.clock())
    qtbot.waitUntil(lambda: note.id in kept(made))
    bring_up(path)
    before = everything(path)
    qtbot.waitUntil(lambda: "A newer Facilitator brought" in strip.sentence.text())
    field(made).setPlainText("Half a wor")
    made.window.finish_fields()
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: copy)
    strip.action.click()
    assert open_path(made) == copy
    assert noting.drafts(made.session.file)[0].words == "Half a wor"
    with made.session.file.read() as reader:
        assert reader.find(Note, note.id) is not None
    assert not faults(made.session.file)
    assert everything(path) == before, "what the newer one has is left as it is"


def test_that_no_vote_can_close_meanwhile_does_not_take_the_way_on_off_the_screen(
    made: Commands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert made.session is not None
    session, strip = made.session, made.window.strip
    tried = list[bool]()

    def heed_clock(file: SeminarFile, now: datetime, _uptime: object) -> bool:
        tried.append(file.database.is_lost)
        if tried[-1]:
            with file.write(Verb.KEEP, now):
                pass
        return True

    monkeypatch.setattr(counting, "heed_clock", heed_clock)
    running.start_day(session.file, now=session.clock())
    qtbot.waitUntil(lambda: bool(tried))
    open_path(made).unlink()
    qtbot.waitUntil(lambda: strip.sentence.text() == str(LOST))
    tried.clear()
    qtbot.waitUntil(lambda: True in tried)
    assert strip.sentence.text() == str(LOST)
    assert strip.action.isVisible()
    monkeypatch.setattr(ask, "confirm", lambda *_, **__: True)  # that the day is not over yet
    made.window.close()


def kept(made: Commands) -> set[str]:
    """The records of which somebody has kept in memory what was written since the backup."""
    assert made.session is not None
    since = made.session.watch.since
    return set() if since is None else {each.record for each in since.kept.revisions}


def test_a_file_that_is_back_goes_on(made: Commands, qtbot: QtBot) -> None:
    path, strip = open_path(made), made.window.strip
    away = path.with_name("renamed.seminar")
    path.rename(away)
    qtbot.waitUntil(lambda: "renamed.seminar" in strip.sentence.text())
    away.rename(path)
    qtbot.waitUntil(lambda: strip.sentence.text() == str(BACK))
    assert made.session is not None
    note = noting.add_note(made.session.file, "b", "Said", now=made.session.clock())
    with made.session.file.read() as reader:
        assert reader.find(Note, note.id) is not None


@pytest.mark.parametrize("place", [NOTES, RUN])
def test_lines_ended_while_the_file_is_gone_wait_apart_from_what_is_typed_on(
    made: Commands, qtbot: QtBot, place: int
) -> None:
    """Who types on does not look up: nothing may come into the field under their hands."""
    made.go(place)
    path, strip, words = open_path(made), made.window.strip, typing_field(made)
    away = path.rename(path.with_name("renamed.seminar"))
    qtbot.waitUntil(lambda: "renamed.seminar" in strip.sentence.text())
    for line in ("The first. ", "The second. "):
        qtbot.keyClicks(words, line)
        qtbot.keyClick(words, Qt.Key.Key_Return)
    qtbot.keyClicks(words, "Half a ")
    (waiting,) = [each for each in made.window.findChildren(WaitingLines) if each.isVisible()]
    assert waiting.text() == "2 lines wait to be written: “The first” · “The second”"
    assert words.toPlainText() == "Half a "
    away.rename(path)
    qtbot.waitUntil(lambda: strip.sentence.text() == str(BACK))
    qtbot.keyClicks(words, "word")
    made.window.finish_fields()
    assert waiting.isHidden()
    assert made.session is not None
    with made.session.file.read() as reader:
        said = [n.words for n in reader.every(Note)] + [r.words for r in reader.every(Response)]
        kept = reader.fact(NOTE_DRAFT) if place == NOTES else reader.fact(CAPTURE_DRAFT)
    assert sorted(words.strip() for words in said) == ["The first.", "The second."]
    assert kept.words == "Half a word"
