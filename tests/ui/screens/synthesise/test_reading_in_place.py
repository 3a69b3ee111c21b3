"""A passage of the chosen theme is read whole where it stands; what is like it is told."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.privacy.policy import Permission
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.notes import noting
from facilitator.services.responses import collecting
from facilitator.services.synthesis import passages, themes
from ui.screens.synthesise import SynthesiseScreen, similar
from ui.session import Session
from ui.widgets.lists.rows import row_height

LONG = "The council has no sight of who the subcontractors are, and nobody plans the end. " * 4
ALIKE = "The council has no sight of who subcontractors are"


@pytest.fixture
def screen(qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> SynthesiseScreen:
    """Two long passages and one that is like them; the first two are in the first theme."""
    monkeypatch.setattr(similar, "REST", 0)
    file, now = session.file, session.clock()
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
        group = reader.every(Breakout)[0]
    first = collecting.capture(file, question.id, LONG, now=now)
    second = collecting.capture(file, question.id, f"Also {LONG}", now=now + timedelta(minutes=1))
    noting.add_note(file, group.id, f"“{ALIKE}”", now=now + timedelta(minutes=2))
    note = noting.add_note(file, group.id, ALIKE, now=now + timedelta(minutes=3))
    noting.mark(file, "kind", note, said=NoteKind.QUOTE, now=now + timedelta(minutes=4))
    theme = passages.everything(file).themes[0]
    themes.tie(file, [first, second], theme.id, now=now + timedelta(minutes=5))
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    screen.resize(1270, 676)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def heights(screen: SynthesiseScreen) -> list[int]:
    view = screen.members.view
    rows = (view.rows.index(number, 0) for number in range(view.rows.rowCount()))
    return [view.visualRect(index).height() for index in rows]


def test_the_passage_that_has_the_cursor_stands_whole_and_enter_reads_it(
    screen: SynthesiseScreen, qtbot: QtBot
) -> None:
    view = screen.members.view
    assert heights(screen)[1:3] == [row_height(2, detail=True)] * 2
    for row, other in ((1, 2), (2, 1)):
        view.setCurrentIndex(view.rows.index(row, 0))
        assert heights(screen)[row] > 2 * row_height(2, detail=True)
        assert heights(screen)[other] == row_height(2, detail=True)
    QTest.keyClick(view, Qt.Key.Key_Return)
    read = screen.passages.read()
    assert read is not None
    assert read.passage.words == f"Also {LONG}".strip()


def test_what_is_like_the_passage_that_is_read_is_told_beside_it_without_a_theme(
    screen: SynthesiseScreen, qtbot: QtBot
) -> None:
    said = screen.passages.reading.similar
    ids = {
        each.passage.words: each.passage.id
        for each in passages.everything(screen.session.file).passages
    }
    screen.passages.choose(ids[ALIKE])
    qtbot.waitUntil(lambda: said.text().startswith("Similar (=): 3, 1 unread"))
    name = passages.everything(screen.session.file).themes[0].name
    assert name not in said.text()
    screen.passages.choose(ids[LONG.strip()])
    assert not said.isVisible(), "it was of another passage"


def test_q_asks_the_group_of_the_quote_that_is_read(screen: SynthesiseScreen) -> None:
    def permission() -> Permission | None:
        found = passages.everything(screen.session.file).passages
        return next(e.permission for e in found if e.passage.id == quote.passage.id)

    found = passages.everything(screen.session.file).passages
    quote = next(e for e in found if e.passage.is_verbatim and e.passage.words == ALIKE)
    screen.passages.choose(quote.passage.id)
    for now in (Permission.REFUSED, Permission.UNKNOWN):
        QTest.keyClick(screen.passages.view, Qt.Key.Key_Q)
        assert permission() is now
