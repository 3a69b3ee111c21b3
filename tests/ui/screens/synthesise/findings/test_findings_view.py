"""The findings' pages at the keyboard: reached, read, worded, put to the vote, left again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Poll
from facilitator.domain.report.voices import VoiceRow, Voices
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.notes import noting
from facilitator.services.synthesis import drafting, themes
from tests.ui.helpers import assert_accessible
from ui.screens.synthesise import SynthesiseScreen
from ui.screens.synthesise.findings.heard import voice_blocks
from ui.session import Session


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> SynthesiseScreen:
    file, now = session.file, session.clock()
    theme = themes.add_theme(file, "Risk", now=now)
    with file.read() as reader:
        group = reader.every(Breakout)[0]
    said = noting.add_note(file, group.id, "No <b>seat</b>", now=now)
    themes.tie(file, [said], theme.id, now=now)
    drafting.draft(file, theme, now=now)
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    screen.resize(1184, 676)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.themes.choose(theme.id)
    screen.themes.view.setFocus()
    QTest.keyClick(screen.themes.view, Qt.Key.Key_G)
    return screen


def shown(screen: SynthesiseScreen) -> str:
    labels = screen.places.findings.page.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def finding(screen: SynthesiseScreen) -> Finding:
    with screen.session.file.read() as reader:
        return next(each for each in reader.every(Finding) if each.label == "Risk")


def test_g_leads_from_a_theme_to_its_findings_page_and_escape_back(
    screen: SynthesiseScreen,
) -> None:
    view = screen.places.findings
    assert view.isVisible()
    assert view.current() == finding(screen)
    assert "No <b>seat</b>" in shown(screen)
    assert "No disagreement was noted. That does not mean that everybody agreed." in shown(screen)
    assert_accessible(view)
    QTest.keyClick(view.view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert screen.passages.view.isVisible()


def test_k_marks_it_as_read_and_v_puts_it_into_the_next_vote(screen: SynthesiseScreen) -> None:
    view = screen.places.findings
    QTest.keyClick(view.view, Qt.Key.Key_K)
    assert finding(screen).is_read
    QTest.keyClick(view.view, Qt.Key.Key_V)
    with screen.session.file.read() as reader:
        assert [poll.wording for poll in reader.every(Poll, finding_id=finding(screen).id)] == [
            "Risk"
        ]


def test_enter_leads_to_its_words_and_the_rule_of_confidence_is_one_click_away(
    screen: SynthesiseScreen,
) -> None:
    view = screen.places.findings
    QTest.keyClick(view.view, Qt.Key.Key_Return)
    view.page.words.selectAll()
    QTest.keyClicks(view.page.words, "Small ones bear it.")
    QTest.keyClick(view.page.words, Qt.Key.Key_Return)
    assert view.view.hasFocus(), "the next key is no word of the finding"
    assert finding(screen).wording == "Small ones bear it."
    QTest.keyClick(view.view, Qt.Key.Key_Return)
    QTest.keyClick(view.page.words, Qt.Key.Key_Escape)
    assert finding(screen).wording == "Small ones bear it."
    QTest.keyClick(screen.passages.view, Qt.Key.Key_G)
    assert "Confidence begins high" not in shown(screen)
    key = next(
        each
        for each in view.page.findChildren(QPushButton)
        if each.text() == "What this is reckoned by" and each.isVisible()
    )
    key.click()
    assert "Confidence begins high" in shown(screen)


def test_an_order_in_which_nothing_stands_says_why(screen: SynthesiseScreen) -> None:
    view = screen.places.findings
    view.order.setCurrentIndex(1)
    assert view.nothing.text() == "No vote on a finding has been revealed yet."
    assert view.current() is None


def test_opinion_groups_are_looked_for_when_they_are_asked_for(screen: SynthesiseScreen) -> None:
    view = screen.places.findings
    view.order.setCurrentText("Opinion groups")
    assert "Opinion groups take at least 20 people" in shown(screen)
    assert not view.nothing.isVisible()
    assert_accessible(view)


def test_who_was_heard_stands_as_a_table(screen: SynthesiseScreen) -> None:
    view = screen.places.findings
    view.order.setCurrentText("Who was heard")
    assert view.rows.rows[0].text == "The whole day"
    by_sector, by_size = view.page.findChildren(QTableWidget)[-2:]
    model, across, down = by_sector.model(), Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    heads = [model.headerData(n, across) for n in range(model.columnCount())]
    assert heads == ["People here", "Responses", "Notes", "Words"]
    last = model.rowCount() - 1
    assert model.headerData(last, down) == "Not given"
    assert [model.index(last, n).data() for n in range(4)] == ["0", "0", "1", "2"]
    assert by_size.rowCount() > 1
    assert_accessible(view)


@pytest.mark.parametrize(("people", "shares"), [(19, False), (20, True)])
def test_of_few_people_who_was_heard_is_counted(qtbot: QtBot, people: int, shares: bool) -> None:
    row = VoiceRow(name="Third sector", people=people, responses=30, notes=30, words=300)
    for block in voice_blocks(Voices(question="", by_sector=(row,), by_size=())):
        qtbot.addWidget(block)
        if isinstance(block, QTableWidget) and block.rowCount():
            cells = [block.model().index(0, place).data() for place in range(4)]
            assert [" (100\u00a0%)" in cell for cell in cells] == [shares] * 4


def test_c_leads_to_the_comparison_with_other_seminars(screen: SynthesiseScreen) -> None:
    asked: list[bool] = []
    screen.comparison_asked.connect(lambda: asked.append(True))
    QTest.keyClick(screen.places.findings.view, Qt.Key.Key_C)
    assert asked == [True]
