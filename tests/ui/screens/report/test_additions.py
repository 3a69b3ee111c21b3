"""Authors write beside the pages: kept as records, with who and when."""

from datetime import date

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.responses.responses import Channel, Response
from facilitator.services.records import undoing
from facilitator.services.report.cautions import Why, cautions_on
from facilitator.services.report.publishing import summary_in
from tests.ui.helpers import assert_accessible
from ui.screens.report import ReportScreen
from ui.session import Session


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> ReportScreen:
    screen = ReportScreen(session)
    qtbot.addWidget(screen, before_close_func=lambda _: screen.finish())
    screen.make()
    screen.resize(1270, 676)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.adding.click()
    return screen


def write(screen: ReportScreen, kind: AdditionKind, words: str) -> None:
    panel = screen.additions
    panel.fields.kind.setCurrentIndex(panel.fields.kind.findData(kind))
    panel.fields.kind.activated.emit(panel.fields.kind.currentIndex())
    panel.fields.words.setPlainText(words)


def kept(screen: ReportScreen) -> tuple[Addition, ...]:
    with screen.session.file.read() as reader:
        return reader.every(Addition)


def test_what_is_written_is_kept_changed_taken_out_and_brought_back(screen: ReportScreen) -> None:
    panel = screen.additions
    assert_accessible(panel)
    write(screen, AdditionKind.YOU_SAID, "Pay us on time")
    assert panel.fields.answer.isVisible()
    assert not panel.fields.about.isVisible()
    panel.fields.answer.setPlainText("Ask for thirty days")
    panel.fields.by.setText("Rob")
    panel.keep.click()
    (first,) = kept(screen)
    assert (first.words, first.answer, first.by) == ("Pay us on time", "Ask for thirty days", "Rob")
    assert first.at == screen.session.clock()
    assert screen.outdated.isVisible(), "the pages that are shown do not hold it yet"
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    panel.fields.words.setPlainText("Pay us sooner")
    panel.keep.click()
    assert [(each.id, each.words) for each in kept(screen)] == [(first.id, "Pay us sooner")]
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    panel.gone.click()
    assert kept(screen) == ()
    undoing.undo(screen.session.file, now=screen.session.clock())
    assert len(kept(screen)) == 1


def test_a_day_that_is_none_and_words_that_are_none_are_told(screen: ReportScreen) -> None:
    panel = screen.additions
    write(screen, AdditionKind.INVITATION, "Write to us")
    panel.fields.until.setText("soon")
    panel.keep.click()
    assert "no day" in panel.trouble.text()
    panel.fields.until.setText("1 Nov 2011")
    panel.keep.click()
    assert kept(screen)[0].until == date(2011, 11, 1)
    write(screen, AdditionKind.MESSAGE, "   ")
    panel.keep.click()
    assert "nothing to add" in panel.trouble.text()


def test_what_is_still_being_written_is_kept_when_the_place_is_left(screen: ReportScreen) -> None:
    write(screen, AdditionKind.MESSAGE, "Half a thought")
    screen.additions.fields.words.document().setModified(True)
    screen.finish()
    assert [each.words for each in kept(screen)] == ["Half a thought"]


def test_a_name_in_what_an_author_writes_is_a_caution_too(screen: ReportScreen) -> None:
    file, now = screen.session.file, screen.session.clock()
    with file.write(Verb.ADD, now) as writer:
        writer.put(Participant(id="p", name="Ermintrude Quill"))
    write(screen, AdditionKind.COMMENT, "As Ermintrude put it")
    screen.additions.keep.click()
    with file.read() as reader:
        (caution,) = cautions_on(reader, summary_in(reader, now, file.device))
    assert (caution.why, caution.record.id) == (Why.NAME, kept(screen)[0].id)


def test_what_people_sent_is_listed_and_a_click_on_it_begins_the_answer(
    screen: ReportScreen,
) -> None:
    write(screen, AdditionKind.INVITATION, "What did we get wrong?")
    screen.additions.keep.click()
    (asked,) = kept(screen)
    with screen.session.file.write(Verb.CAPTURE, screen.session.clock()) as writer:
        writer.put(
            Response(
                id="c",
                question_id=asked.id,
                words="Two of us were not counted.",
                recorded_at=screen.session.clock(),
                channel=Channel.PHONE,
                hidden=True,
            )
        )
    panel = screen.additions
    panel.read()
    (at,) = (n for n, row in enumerate(panel.model.rows) if row.key == "c")
    assert "for authors alone" in panel.model.rows[at].detail
    panel.list.setCurrentIndex(panel.model.index(at, 0))
    assert panel.fields.kind.currentData() == AdditionKind.COMMENT
    panel.fields.words.setPlainText("They are now.")
    panel.keep.click()
    (answer,) = (each for each in kept(screen) if each.kind is AdditionKind.COMMENT)
    assert (answer.words, answer.about) == ("They are now.", "c")
    panel.list.setCurrentIndex(panel.model.index(1, 0))
    panel.gone.click()
    assert asked in kept(screen), "an invitation that was answered stays"


def test_a_click_on_another_row_keeps_what_was_being_written(screen: ReportScreen) -> None:
    panel = screen.additions
    for words in ("First", "Second"):
        write(screen, AdditionKind.MESSAGE, words)
        panel.keep.click()
    one, other = (row.value.words for row in panel.model.rows)
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    QTest.keyClicks(panel.fields.words, "Rather: ")
    panel.list.setCurrentIndex(panel.model.index(1, 0))
    assert panel.fields.words.toPlainText() == other
    QTest.keyClicks(panel.fields.words, "Not yet: ")
    panel.new.click()
    assert panel.fields.words.toPlainText() == ""
    assert {each.words for each in kept(screen)} == {f"Rather: {one}", f"Not yet: {other}"}


def test_what_cannot_be_kept_yet_stays_and_says_so(screen: ReportScreen, qtbot: QtBot) -> None:
    panel = screen.additions
    write(screen, AdditionKind.MESSAGE, "First")
    panel.keep.click()
    write(screen, AdditionKind.INVITATION, "")
    QTest.keyClicks(panel.fields.words, "Write to us")
    QTest.keyClicks(panel.fields.until, "soon")
    panel.list.setCurrentIndex(panel.model.index(0, 0))
    assert "no day" in panel.trouble.text()
    assert (panel.fields.words.toPlainText(), panel.fields.until.text()) == ("Write to us", "soon")
    qtbot.waitUntil(lambda: not panel.list.currentIndex().isValid())
    panel.fields.until.clear()
    panel.new.click()
    assert {each.words for each in kept(screen)} == {"First", "Write to us"}
