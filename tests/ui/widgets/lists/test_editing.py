"""What somebody types over a record is kept whatever another window does to it meanwhile."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting
from facilitator.services.responses import collecting
from facilitator.store.files.file import SeminarFile
from tests.ui.run_day import press, running_screen
from tests.ui.screens.prepare.steps import add_people, visit
from ui.screens.notes import NotesScreen
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.agenda import AgendaSection
from ui.screens.prepare.participants import ParticipantsSection
from ui.screens.prepare.questions import QuestionsSection
from ui.screens.synthesise import SynthesiseScreen
from ui.session import Session
from ui.widgets.forms.note_field import NoteField

MINE, THEIRS = "Typed here", "Written elsewhere"


@dataclass(frozen=True)
class Typing:
    """What is typed over, in which field of it, and where: a cell of a list, or a field."""

    record: Record
    field: str
    at: QAbstractItemView | QWidget
    cell: tuple[int, int] | None = None

    def begin(self) -> Any:
        """Somebody types, and has not ended."""
        editor: Any = self.at
        if self.cell:
            assert isinstance(self.at, QAbstractItemView)
            index = self.at.model().index(*self.cell)
            self.at.setCurrentIndex(index)
            self.at.edit(index)
            editor = self.at.findChild(QLineEdit) or self.at.findChild(NoteField)
        editor.setFocus()
        editor.selectAll()
        QTest.keyClicks(editor, MINE)
        return editor


Place = Callable[[QtBot, Session, ExitStack], Typing]


def first(session: Session, kind: type[Any]) -> Any:
    with session.file.read() as reader:
        return reader.every(kind)[0]


def shown(qtbot: QtBot, screen: Any, kept: ExitStack) -> Any:
    screen.resize(1270, 676)
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    kept.callback(screen.deleteLater)
    kept.callback(screen.close)
    return screen


def agenda(qtbot: QtBot, session: Session, kept: ExitStack) -> Typing:
    section: Any = visit(shown(qtbot, PrepareScreen(session), kept), AgendaSection)
    return Typing(first(session, Segment), "title", section.view, (0, 2))


def person(qtbot: QtBot, session: Session, kept: ExitStack) -> Typing:
    add_people(session, "Ada", "Bo")
    section: Any = visit(shown(qtbot, PrepareScreen(session), kept), ParticipantsSection)
    return Typing(first(session, Participant), "organisation", section.view, (0, 2))


def question(qtbot: QtBot, session: Session, kept: ExitStack) -> Typing:
    section: Any = visit(shown(qtbot, PrepareScreen(session), kept), QuestionsSection)
    return Typing(section.current(), "wording", section.form.widget("wording"))


def note(qtbot: QtBot, session: Session, kept: ExitStack) -> Typing:
    noting.add_note(session.file, first(session, Breakout).id, "One", now=session.clock())
    screen = shown(qtbot, NotesScreen(session), kept)
    row = screen.page.rows.index_of(first(session, Note).id).row()
    return Typing(first(session, Note), "words", screen.page, (row, 0))


def action(qtbot: QtBot, session: Session, kept: ExitStack) -> Typing:
    noting.add_note(session.file, first(session, Breakout).id, "> Do", now=session.clock())
    screen = shown(qtbot, NotesScreen(session), kept)
    screen.show_actions(True)
    return Typing(first(session, Note), "owner", screen.action_list.view, (0, 2))


def theme(qtbot: QtBot, session: Session, kept: ExitStack) -> Typing:
    screen = shown(qtbot, SynthesiseScreen(session), kept)
    return Typing(first(session, Theme), "name", screen.themes.view, (0, 0))


def response(qtbot: QtBot, session: Session, kept: ExitStack) -> Typing:
    screen = kept.enter_context(running_screen(qtbot, session))
    press(screen, "F9")
    collecting.capture(session.file, "q1", "Said", now=session.clock())
    session.watch.nudge()
    view = screen.room.responses.view
    qtbot.waitUntil(lambda: view.model().rowCount() > 0)
    return Typing(first(session, Response), "words", view, (0, 0))


PLACES: tuple[Place, ...] = (agenda, person, question, note, action, theme, response)


@pytest.fixture
def seminar_file(
    request: pytest.FixtureRequest, _october_file: Path, tmp_path: Path
) -> Iterator[SeminarFile]:
    """The October seminar; where a question is to be asked at once, a small day."""
    if request.node.callspec.params["place"] is response:
        yield request.getfixturevalue("small_file")
        return
    path = tmp_path / "october.seminar"
    shutil.copyfile(_october_file, path)
    file = SeminarFile.open(path)
    yield file
    file.close()


@pytest.fixture
def kept() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def elsewhere(session: Session, act: Callable[[Any], object]) -> None:
    other = SeminarFile.open(session.near)
    with other.write(Verb.CHANGE, session.clock()) as writer:
        act(writer)
    other.close()
    session.watch.nudge()


def versions(session: Session, typed: Typing) -> set[Any]:
    """What its versions say that nobody has reconciled; None for one that took it out."""
    with session.file.read() as reader:
        found = next((s for s in reader.in_conflict() if s.lead.record == typed.record.id), None)
    forms = found.forms if found else ()
    return {each.record and getattr(each.record, typed.field) for each in forms}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_what_is_typed_over_what_goes_stands_beside_that(
    qtbot: QtBot, session: Session, kept: ExitStack, place: Place
) -> None:
    typed = place(qtbot, session, kept)
    typed.begin()
    elsewhere(session, lambda writer: writer.remove(typed.record))
    qtbot.waitUntil(lambda: versions(session, typed) == {MINE, None})


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_what_is_typed_over_what_is_changed_is_not_replaced_and_covers_nothing(
    qtbot: QtBot, session: Session, kept: ExitStack, place: Place
) -> None:
    typed = place(qtbot, session, kept)
    editor = typed.begin()
    theirs = replace(typed.record, **{typed.field: THEIRS})  # type: ignore[arg-type]
    elsewhere(session, lambda writer: writer.put(theirs))
    QTest.keyClicks(editor, "!")
    if typed.cell:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    else:
        editor.save()
    qtbot.waitUntil(lambda: versions(session, typed) == {f"{MINE}!", THEIRS})
