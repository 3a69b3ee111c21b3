"""Who reads what, asked and said; and what is proposed beside a passage."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.synthesis.agreement import Judged, agreement
from facilitator.domain.synthesis.codings import Mark, marked
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting
from facilitator.services.synthesis import coding, passages, themes, together
from facilitator.services.synthesis.facets import State
from facilitator.services.synthesis.similar import Similar
from facilitator.services.synthesis.together import OnTheme
from facilitator.services.views.theme_team import Colleague, Team
from tests.ui.helpers import NOW, assert_accessible
from ui import ask
from ui.screens.synthesise import SynthesiseScreen
from ui.screens.synthesise.similar import SimilarDialog
from ui.screens.synthesise.together import Chosen, TeamDialog
from ui.session import Session

GROUPS = tuple(
    Breakout(id=f"g{number}", segment_id="s", position=number, title=f"Group {number}")
    for number in (1, 2)
)


def test_the_team_is_asked_who_reads_what_and_told_how_far_it_agrees(qtbot: QtBot) -> None:
    you = Colleague("a", "this computer", True, GROUPS[:1], 3, "Group 1")
    other = Colleague("b", "Berta’s laptop", False, GROUPS[1:], 1, "")
    on = OnTheme(
        Theme(id="t", position=1, name="Trust"),
        agreement([Judged(2, 2)] * 10 + [Judged(2, 1)] * 2 + [Judged(2, 0)] * 10),
    )
    dialog = TeamDialog(None, Team((you, other), GROUPS, (on,), 22, on.agreement.alpha))
    qtbot.addWidget(dialog)
    assert_accessible(dialog)
    assert dialog.value() == Chosen(frozenset({"g1"}), together=False)
    dialog.groups["g2"].setChecked(True)
    assert dialog.value() == Chosen(frozenset({"g1", "g2"}), together=False)
    dialog.together.setChecked(True)
    assert dialog.value().together
    (row,) = dialog.rows.rows
    assert row.text == "Trust"
    assert row.detail.startswith("α 0.82 (")
    assert "20 alike of 22 passages read by several" in row.detail


def test_whoever_has_a_part_of_the_reading_begins_with_what_is_left_of_it(
    qtbot: QtBot, session: Session
) -> None:
    file, now = session.file, session.clock()
    with file.read() as reader:
        own, others = reader.every(Breakout)[:2]
    noting.add_note(file, others.id, "Theirs", now=now)
    mine = noting.add_note(file, own.id, "Mine", now=now)
    together.read_groups(file, [own.id], now=now)
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    assert screen.passages.finder.which.currentData() == State.TO_READ.value
    assert [row.key for row in screen.passages.rows.rows] == [mine.id]
    themes.mark(file, [mine], Mark.NOTHING, now=now)
    again = SynthesiseScreen(session)
    qtbot.addWidget(again)
    with qtbot.waitExposed(again):
        again.show()
    assert again.passages.finder.which.currentData() == State.UNTIED.value


def test_the_screen_hides_what_another_made_of_a_passage_until_it_has_been_read(
    qtbot: QtBot, session: Session
) -> None:
    file, now = session.file, session.clock()
    with file.read() as reader:
        group, theme = reader.every(Breakout)[0], reader.every(Theme)[0]
    noting.add_note(file, group.id, "Trust takes years", now=now)
    together.read_groups(file, [group.id], now=now)
    (placed,) = passages.everything(file).passages
    later = NOW + timedelta(minutes=1)
    with file.write(Verb.SET_UP, now) as writer:  # as a merge would bring it
        writer.put(marked(group.id, Mark.READS, revision="", coder="other", at=later))
        coding.code(writer, [placed.passage], theme.id, coder="other", now=later)
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    screen.resize(1270, 676)
    with qtbot.waitExposed(screen):
        screen.show()
    view = screen.passages.view
    view.setCurrentIndex(screen.passages.rows.index(0, 0))
    assert screen.passages.reading.themes.text() == "In no theme yet"
    assert screen.themes.rows.rows[0].detail == "0 passages"
    assert f"at {group.title} (1 read)" in screen.passages.others.text()
    QTest.keyClick(view, Qt.Key.Key_2)
    QCoreApplication.processEvents()
    assert "(others, not you)" in screen.passages.reading.themes.text()
    assert "(you, not others)" in screen.passages.reading.themes.text()
    assert screen.themes.rows.rows[0].detail.startswith("1 passage")
    QTest.keyClick(view, Qt.Key.Key_1)
    QTest.keyClick(view, Qt.Key.Key_1)
    QCoreApplication.processEvents()
    assert screen.themes.rows.rows[0].detail.startswith("1 passage")


def test_who_takes_groups_has_what_is_theirs_to_read_before_them(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, now = session.file, session.clock()
    with file.read() as reader:
        own, other = reader.every(Breakout)[:2]
    for group, words in ((own, "Trust takes years"), (other, "Prices fall")):
        noting.add_note(file, group.id, words, now=now)
    with file.write(Verb.SET_UP, now) as writer:  # as a merge would bring it
        writer.put(marked(other.id, Mark.READS, revision="", coder="other", at=now))
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()

    def read(*groups: str, stop: bool = False) -> list[str]:
        chosen = Chosen(frozenset(groups), together=stop)
        monkeypatch.setattr(ask, "ask", lambda _: chosen)
        screen.together.ask()
        QCoreApplication.processEvents()
        return [row.value.passage.words for row in screen.passages.rows.rows]

    assert read(own.id) == ["Trust takes years"]
    assert sorted(read(own.id, stop=True)) == ["Prices fall", "Trust takes years"]


def test_nothing_is_ticked_and_nothing_can_be_tied_before_the_passage_itself_is(
    qtbot: QtBot, session: Session
) -> None:
    file, now = session.file, session.clock()
    with file.read() as reader:
        group = reader.every(Breakout)[0]
    noting.add_note(file, group.id, "Trust takes years", now=now)
    (placed,) = passages.everything(file).passages
    before = SimilarDialog(None, [Similar(placed, 90)], [])
    after = SimilarDialog(None, [Similar(placed, 90)], [("t", "1 Trust")])
    for dialog in (before, after):
        qtbot.addWidget(dialog)
        assert_accessible(dialog)
        assert not dialog.value().passages
    assert not before.boxes[0].isEnabled()
    assert not before.accept_button.isEnabled()
    after.boxes[0].setChecked(True)
    assert after.value().passages == (placed,)
    assert after.value().theme_id == "t"


def test_what_is_in_no_theme_is_counted_under_the_themes_and_a_click_leads_there(
    qtbot: QtBot, session: Session
) -> None:
    file, now = session.file, session.clock()
    with file.read() as reader:
        group = reader.every(Breakout)[0]
    for words in ("Trust takes years", "Prices fall"):
        noting.add_note(file, group.id, words, now=now)
    first = passages.everything(file).passages[0]
    themes.mark(file, [first.passage], Mark.UNSURE, now=now)
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    keys = screen.themes.beside
    assert keys[State.UNSURE].text() == "Unsure · 1"
    assert keys[State.UNTIED].text() == "In none · 1"
    screen.passages.finder.search.setText("nothing that is there")
    keys[State.UNSURE].click()
    QCoreApplication.processEvents()
    assert [row.key for row in screen.passages.rows.rows] == [first.passage.id]


def test_all_nine_themes_are_in_sight_and_one_just_made_has_the_cursor(
    qtbot: QtBot, session: Session
) -> None:
    file, now = session.file, session.clock()
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    screen.resize(1270, 620)
    with qtbot.waitExposed(screen):
        screen.show()
    assert "passages" in screen.themes.rows.rows[0].detail
    assert not screen.themes.figures.isVisible()
    for number in range(9 - screen.themes.rows.rowCount()):
        themes.add_theme(file, f"Theme {number}", now=now)
    screen.themes.new.setText("The last")
    QTest.keyClick(screen.themes.new, Qt.Key.Key_Return)
    screen.reload()
    QCoreApplication.processEvents()
    current = screen.themes.current()
    assert current is not None
    assert current.name == "The last"
    rows, view = screen.themes.rows, screen.themes.view
    view.scrollToTop()
    seen = [view.visualRect(rows.index(row, 0)).bottom() for row in range(9)]
    assert max(seen) < view.viewport().height()
    assert (rows.rows[0].detail, rows.rows[0].figure) == ("", "0")
    assert screen.themes.figures.isVisible()


def read_in(screen: SynthesiseScreen) -> str:
    read = screen.passages.read()
    return read.passage.words if read is not None else ""


def test_who_has_read_what_is_theirs_is_told_how_it_comes_together(
    qtbot: QtBot, session: Session
) -> None:
    file, now = session.file, session.clock()
    with file.read() as reader:
        own, other = reader.every(Breakout)[:2]
    noting.add_note(file, other.id, "Prices fall", now=now)
    noting.add_note(file, own.id, "Trust takes years", now=now + timedelta(minutes=1))
    with file.write(Verb.SET_UP, now) as writer:  # as a merge would bring it
        writer.put(marked(other.id, Mark.READS, revision="", coder="other", at=now))
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    with qtbot.waitExposed(screen):
        screen.show()
    panel = screen.passages
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.rows.index(0, 0))
    together.read_groups(file, [own.id], now=now)
    panel.finder.ask_for(State.TO_READ)
    qtbot.waitUntil(lambda: read_in(screen) == "Trust takes years")  # not what is another's
    assert "All of yours" not in panel.count.text()
    QTest.keyClick(panel.view, Qt.Key.Key_1)
    QCoreApplication.processEvents()
    assert "All of yours is read" in panel.count.text()
