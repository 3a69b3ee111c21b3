"""The disk is full under the window: it does not close over words that are nowhere else without
asking, and whoever stays has every word.
"""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.notes import noting
from facilitator.services.seminar import running
from facilitator.store.files.file import SeminarFile
from tests.full_disk import no_room
from tests.ui.kept import forget_all
from ui import ask
from ui.screens.notes.screen import NotesScreen
from ui.screens.prepare.details import DetailsSection
from ui.screens.prepare.screen import PrepareScreen
from ui.widgets.forms.fields import LineField
from ui.window.commands import Commands
from ui.window.leaving import STAYS, UNWRITTEN, end_at_signals
from ui.window.main_window import MainWindow
from ui.window.seminar_window import NOTES

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no process's limits elsewhere")


@dataclass
class Answers:
    """What was asked, and what is answered to it."""

    asked: list[str] = field(default_factory=list)
    yes: bool = False

    def confirm(self, _parent: object, question: str, advice: str, _action: str) -> bool:
        self.asked.append(f"{question} {advice}")
        return self.yes


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Answers:
    made = Answers()
    monkeypatch.setattr(ask, "confirm", made.confirm)
    return made


@pytest.fixture
def made(
    qtbot: QtBot, tmp_path: Path, seminar_file: SeminarFile, now: datetime, answers: Answers
) -> Iterator[Commands]:
    forget_all()
    window = MainWindow()
    made = Commands(window, tmp_path / "notes", tmp_path, lambda: now)
    seminar_file.close()
    made.open_seminar(seminar_file.path)
    made.errands.drain()
    window.show()
    yield made
    answers.yes = True
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def notes(made: Commands) -> NotesScreen:
    made.go(NOTES)
    made.tasks.drain()
    (screen,) = made.window.findChildren(NotesScreen)
    return screen


def type_note(screen: NotesScreen, words: str) -> None:
    screen.capture.field.setPlainText(words)
    screen.drafting.end()


def test_closing_asks_while_lines_are_nowhere_but_on_the_screen(
    qtbot: QtBot, made: Commands, answers: Answers
) -> None:
    screen = notes(made)
    session = made.session
    assert session is not None
    with no_room(os.getpid()):
        for words in ("one", "two", "three"):
            type_note(screen, words)
        made.tasks.drain()
        screen.capture.field.setPlainText("four, half typed")
        for leave in (made.leave_seminar, made.window.close):
            leave()
            assert answers.asked.pop().startswith(f"{UNWRITTEN} 4 texts are nowhere")
            assert made.session is session, "who says no stays"
            assert screen.capture.field.toPlainText() == "four, half typed"
    path = session.near
    made.leave_seminar()
    assert not answers.asked, "with room again all is written"
    file = SeminarFile.open(path)
    with file.read() as reader:
        assert {n.words for n in reader.every(Note)} >= {"one", "two", "three"}
    taken_up = noting.take_up_drafts(file, (), now=datetime.now(UTC))
    assert [line.words for line in taken_up] == ["four, half typed"]
    file.close()


ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


@dataclass
class Shutdown:
    """The computer asks whether it may end the session."""

    may_ask: bool
    answer: list[str] = field(default_factory=list)

    def allowsInteraction(self) -> bool:
        return self.may_ask

    def release(self) -> None:
        self.answer.append("release")

    def cancel(self) -> None:
        self.answer.append("cancel")


def test_who_signs_out_is_asked_about_words_that_the_disk_did_not_take_and_about_nothing_else(
    made: Commands, answers: Answers
) -> None:
    assert made.session is not None
    running.start_day(made.session.file, now=made.session.clock())
    screen, shutdown = notes(made), Shutdown(may_ask=True)
    with no_room(os.getpid()):
        type_note(screen, "only here")
        made.tasks.drain()
        made.ending.commit(shutdown)
        assert answers.asked.pop().startswith(f"{UNWRITTEN} 1 text is nowhere")
    assert shutdown.answer == ["release", "cancel"]
    assert not made.ending.is_agreed
    path, shutdown = made.session.near, Shutdown(may_ask=True)
    made.ending.commit(shutdown)
    assert (shutdown.answer, answers.asked) == (["release"], []), "all is written by now"
    made.window.close()
    assert not answers.asked, "nor is it asked about the day"
    assert is_closed(made)
    assert words_in(path) == {"only here"}


def test_a_signal_closes_the_window_when_every_word_is_in_the_file(
    qtbot: QtBot, made: Commands, answers: Answers
) -> None:
    assert made.session is not None
    path, screen = made.session.near, notes(made)
    before = {each: signal.getsignal(each) for each in ENDS}
    end_at_signals(made.ending)
    try:
        with no_room(os.getpid()):
            type_note(screen, "only here")
            made.tasks.drain()
            os.kill(os.getpid(), signal.SIGTERM)
            qtbot.waitUntil(lambda: made.window.strip.sentence.text() == str(STAYS))
            assert made.session is not None
        with qtbot.waitSignal(made.ending.ended):
            pass
    finally:
        signal.set_wakeup_fd(-1)
        for each, handler in before.items():
            signal.signal(each, handler)
    assert not answers.asked
    assert is_closed(made)
    assert words_in(path) == {"only here"}


def is_closed(made: Commands) -> bool:
    return made.session is None


def words_in(path: Path) -> set[str]:
    file = SeminarFile.open(path)
    with file.read() as reader:
        found = {note.words for note in reader.every(Note)}
    file.close()
    return found


def test_what_was_typed_into_a_form_stays_there_until_the_disk_takes_it(
    made: Commands, answers: Answers
) -> None:
    made.go(0)
    made.tasks.drain()
    (screen,) = made.window.findChildren(PrepareScreen)
    section = screen.section()
    assert isinstance(section, DetailsSection)
    title = section.about.widget("title")
    assert isinstance(title, LineField)
    session = made.session
    assert session is not None
    with no_room(os.getpid()):
        title.setText("A day in October")
        title.save()
        made.tasks.drain()
        section.reload()
        made.tasks.drain()
        assert title.text() == "A day in October"
        made.leave_seminar()
        assert "1 text is nowhere" in answers.asked.pop()
    section.finish()
    made.tasks.drain()
    with session.file.read() as reader:
        assert reader.get(Seminar, SEMINAR_ID).title == "A day in October"
    made.leave_seminar()
    assert (made.session, answers.asked) == (None, [])
