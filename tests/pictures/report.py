"""Pictures of Report: before there is a summary, with one, out of date, and what may leave."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtWidgets import QWidget

from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.polls import voting
from facilitator.services.report.adding import keep_addition
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from tests.pictures.notes import NOW, PLACE_OF_SCREEN, copy_of, session_on
from tests.ui.one_watch import watch_of
from ui.dialogs.leaving.looking_through import LeavingDialog
from ui.screens.report import ReportScreen

REASON = "Somebody had pressed the wrong button"


def shots(file: SeminarFile) -> Iterator[tuple[str, QWidget]]:
    """The place on a copy of a rehearsed seminar, and on one whose day has not begun."""
    with TemporaryDirectory() as folder:
        copy = copy_of(file, Path(folder) / "copy.seminar")
        yield "report", _made(copy)
        yield "report-written", _written(copy)
        yield "report-outdated", _outdated(copy)
        yield "report-leaving", _leaving(copy)
        watch_of(copy).stop()
        copy.close()
        empty = preparing.new_seminar(Path(folder) / "empty.seminar", now=NOW)
        yield "report-empty", _screen(empty)
        watch_of(empty).stop()
        empty.close()


def _screen(file: SeminarFile) -> ReportScreen:
    screen = ReportScreen(session_on(file))
    screen.resize(*PLACE_OF_SCREEN)
    return screen


def _made(file: SeminarFile) -> ReportScreen:
    screen = _screen(file)
    screen.show()
    screen.make()
    return screen


def _outdated(file: SeminarFile) -> ReportScreen:
    """A vote begun again, a character nobody can print, and one response that came too late."""
    with file.read() as reader:
        question, poll = reader.every(Question)[-1], reader.every(Poll)[0]
    collecting.capture(file, question.id, "Thank you 👍", now=NOW)
    voting.open_round(file, poll.id, reason=REASON, now=NOW)
    screen = _made(file)
    collecting.capture(file, question.id, "One more thing", now=NOW)
    screen.reload()
    screen.preview.go_to(9)
    screen.preview.search.setText("partnership")
    return screen


def _leaving(file: SeminarFile) -> QWidget:
    """Two passages that name somebody, one of them looked at."""
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
        person = reader.every(Participant)[3]
    for words in (f"I agree with {person.name} on this", f"It was {person.name} who asked"):
        collecting.capture(file, question.id, words, now=NOW)
    dialog = LeavingDialog(None, session_on(file), asks=True)
    dialog.look()
    dialog.accept()
    return dialog


def _written(file: SeminarFile) -> QWidget:
    """What authors add, beside the pages; one of it being written."""
    for kind, words in (
        (AdditionKind.MESSAGE, "Long ties outlived every change of contract."),
        (AdditionKind.FUNDER, "The Made-up Trust"),
    ):
        told = Addition(id=kind, kind=kind, words=words, by="Amara Oyelaran", at=NOW)
        keep_addition(file, told, now=NOW)
    screen = _made(file)
    screen.adding.click()
    screen.additions.fields.kind.setCurrentIndex(1)
    screen.additions.fields.kind.activated.emit(1)
    return screen
