"""Other seminars beside this one, in a place of their own: read, chosen from, put away."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.records import Record
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Share
from facilitator.services.records import undoing
from facilitator.services.seminar.preparing import new_seminar
from facilitator.services.synthesis import drafting
from tests.ui.helpers import assert_accessible
from ui import ask
from ui.screens.compare import CompareScreen
from ui.screens.compare import screen as module
from ui.session import Session
from ui.widgets.charts.typeset import wrap
from ui.words.telling import told

ABOVE = Theme(id="above", position=98, name="Form")
UNDER = Theme(id="under", position=99, name="Only in spring", parent_id="above")
OWN = Finding(id="f", position=99, label="Spring", wording="Prices rose.", theme_id="under")
Opened = Callable[..., CompareScreen]


@pytest.fixture
def spring(session: Session, tmp_path: Path) -> Path:
    path = tmp_path / "spring.seminar"
    file = new_seminar(path, title="Spring", passphrase="under the mat", now=session.clock())
    with file.write(Verb.ADD, session.clock()) as writer:
        writer.put_all((ABOVE, UNDER, OWN))
    file.close()
    return path


@pytest.fixture
def screen(
    qtbot: QtBot, session: Session, spring: Path, monkeypatch: pytest.MonkeyPatch
) -> CompareScreen:
    monkeypatch.setattr(ask, "choose_files", lambda *_: (spring,))
    monkeypatch.setattr(module, "asked_first", lambda *_: "under the mat")
    screen = CompareScreen(session)
    qtbot.addWidget(screen)
    screen.resize(1270, 676)
    screen.show()
    return screen


def shown(screen: CompareScreen, column: int) -> list[str]:
    model = screen.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(screen: CompareScreen, *words: str) -> None:
    for row in screen.rows.rows:
        if row.text in words:
            flag = screen.lacking.selectionModel().SelectionFlag.Select
            screen.lacking.selectionModel().select(screen.rows.index_of(row.key), flag)


def every(screen: CompareScreen, kind: type[Record]) -> tuple[Record, ...]:
    with screen.session.file.read() as reader:
        return reader.every(kind)


def test_findings_of_one_origin_stand_in_one_row_and_follow_what_is_done_here(
    screen: CompareScreen,
) -> None:
    assert_accessible(screen)
    screen.choose()
    model = screen.table.model()
    assert model.headerData(2, Qt.Orientation.Horizontal).startswith("Spring\n")
    findings = every(screen, Finding)
    assert len(shown(screen, 0)) == len(findings) + 1
    assert shown(screen, 1)[-1] == "Does not have it"
    assert shown(screen, 2)[-1] == "Not voted on"
    first = findings[0]
    assert isinstance(first, Finding)
    words = "Worded anew while they stand beside each other"
    drafting.word(screen.session.file, first, words, now=screen.session.clock())
    screen.session.watch.nudge()
    assert shown(screen, 0)[0] == words
    assert "In other words" in shown(screen, 2)[0]
    assert_accessible(screen)


def test_what_is_chosen_goes_on_here_without_what_it_stood_under(screen: CompareScreen) -> None:
    screen.choose()
    assert [row.text for row in screen.rows.rows] == ["Form", "Only in spring", "Prices rose."]
    choose(screen, "Only in spring", "Prices rose.")
    screen.lacking.setFocus()
    QTest.keyClick(screen.lacking, Qt.Key.Key_Return)
    (theme,) = (t for t in every(screen, Theme) if isinstance(t, Theme) and t.origin == "under")
    (finding,) = (f for f in every(screen, Finding) if isinstance(f, Finding) and f.origin == "f")
    assert theme.parent_id == ""
    assert finding.theme_id == theme.id
    assert [row.text for row in screen.rows.rows] == ["Form"]
    assert shown(screen, 1)[-1] == "Not voted on"
    undoing.undo(screen.session.file, screen.session.clock())
    screen.session.watch.nudge()
    assert len(screen.rows.rows) == 3


def test_all_is_taken_at_once_and_the_others_are_put_away(screen: CompareScreen) -> None:
    said: list[str] = []
    screen.undoable.connect(said.append)
    screen.choose()
    assert screen.take_all.text() == "Take over 2 themes and 1 finding"
    screen.take_all.click()
    assert said == ["Taken over: 2 themes and 1 finding."]
    assert not screen.take_all.isEnabled()
    assert screen.has_all.isVisible()
    QTest.keyClick(screen.table, Qt.Key.Key_Delete)
    assert not screen.table.isVisible()


def test_headings_and_rows_hold_all_their_words_however_narrow_they_are(
    screen: CompareScreen, qtbot: QtBot
) -> None:
    screen.choose()
    screen.resize(640, 676)
    table = screen.table
    head = table.horizontalHeader()

    def fits() -> None:
        heading = table.model().headerData(1, Qt.Orientation.Horizontal)
        assert heading.endswith("This seminar")
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                lines = wrap(shown(screen, column)[row], table.columnWidth(column) / 15)
                assert table.rowHeight(row) >= len(lines) * 17, lines
        assert head.height() >= 3 * 15

    qtbot.waitUntil(lambda: table.columnWidth(0) < 250 and table.rowHeight(0) > 30)
    fits()


def test_a_share_is_one_word_wherever_lines_are_broken() -> None:
    assert told(Share(59, 100)) == "59\u00a0%"
    lines = wrap("27 of 46 agree (59 %), 5 disagree", 9.0)
    assert not any(line.startswith("%") for line in lines)
    assert any("59\u00a0%" in line for line in lines)
