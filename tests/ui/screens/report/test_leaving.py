"""The gate in the window: nothing leaves before it was looked through or waved on with a reason."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Participant
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.print_rules import Attribution
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.responses import collecting
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import WAVED_ON
from tests.ui.helpers import assert_accessible
from ui import ask, text_size, theme
from ui.dialogs.leaving.looking_through import STILL, LeavingDialog
from ui.dialogs.printing import sending
from ui.screens.report import ReportScreen
from ui.session import Session


@pytest.fixture
def named(session: Session) -> tuple[Response, ...]:
    """Two passages that name somebody on the list."""
    with session.file.write(Verb.ADD, session.clock()) as writer:
        writer.put(Participant(id="p", name="Ermintrude Quill"))
        question = writer.every(Question, kind=QuestionKind.EMERGING)[0]
    words = ("Ermintrude came late", "Nobody but Ermintrude")
    return tuple(
        collecting.capture(session.file, question.id, each, now=session.clock()) for each in words
    )


@pytest.fixture
def dialog(qtbot: QtBot, session: Session, named: tuple[Response, ...]) -> LeavingDialog:
    dialog = LeavingDialog(None, session, asks=True)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def marks(dialog: LeavingDialog) -> list[str]:
    return [row.lead for row in dialog.model.rows if row.value is not None]


def test_each_passage_is_marked_with_the_space_bar_before_the_key_lets_it_leave(
    dialog: LeavingDialog,
) -> None:
    assert_accessible(dialog)
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.trouble.text() == str(STILL)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert marks(dialog) == ["✓", "!"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    dialog.accept()
    assert not dialog.isVisible()


def test_with_large_letters_the_gate_is_no_wider_than_a_small_laptop_and_the_keys_are_at_the_list(
    qtbot: QtBot, qapp: QApplication, session: Session, named: tuple[Response, ...]
) -> None:
    theme.take_text_size(qapp, 200)
    large = LeavingDialog(None, session, asks=True)
    qtbot.addWidget(large)
    with qtbot.waitExposed(large):
        large.show()
    assert large.page.minimumSizeHint().width() <= 1366 - 2 * theme.space(3) - theme.space(2)
    assert large.focusWidget() is large.list
    theme.take_text_size(qapp, theme.USUAL)


@pytest.mark.parametrize(
    ("width", "height", "size"), [(1366, 740, 100), (1280, 692, 100), (1280, 692, 200)]
)
def test_a_whole_row_of_keys_is_in_sight_on_a_small_display(
    width: int,
    height: int,
    size: int,
    qtbot: QtBot,
    qapp: QApplication,
    session: Session,
    named: tuple[Response, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_size, "room_for", lambda _: QSize(width, height))
    theme.take_text_size(qapp, size)
    dialog = LeavingDialog(None, session, asks=True)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert dialog.page.parentWidget() is not dialog, "it scrolls"
    for key in (dialog.looked, dialog.go, dialog.change):
        seen = key.visibleRegion().boundingRect()
        assert seen == key.rect(), key.text()
    theme.take_text_size(qapp, theme.USUAL)


def test_what_was_marked_is_remembered_though_somebody_goes_to_a_passage_first(
    qtbot: QtBot, dialog: LeavingDialog, session: Session, named: tuple[Response, ...]
) -> None:
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.record_asked) as asked:
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert asked.args[0].kind is Kind.RESPONSE
    again = LeavingDialog(None, session, asks=True)
    qtbot.addWidget(again)
    assert sorted(marks(again)) == ["!", "✓"]


def test_words_that_are_changed_for_printing_are_a_caution_no_more(
    dialog: LeavingDialog, session: Session, named: tuple[Response, ...]
) -> None:
    chosen = dialog.model.row(dialog.list.currentIndex())
    assert chosen is not None
    assert dialog.words.toPlainText() == chosen.value.words
    dialog.words.setPlainText(chosen.value.words.replace("Ermintrude", "somebody"))
    QTest.keyClick(dialog.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert marks(dialog) == ["!"]
    with session.file.read() as reader:
        kept = reader.get(Response, chosen.value.record.id)
    assert "[somebody]" in kept.printed_as
    assert "Ermintrude" in kept.words


def test_what_is_typed_over_a_passage_is_there_again_and_outlives_the_passage(
    qtbot: QtBot, dialog: LeavingDialog, session: Session, named: tuple[Response, ...]
) -> None:
    chosen = dialog.model.row(dialog.list.currentIndex())
    assert chosen is not None
    dialog.words.setFocus()
    dialog.words.selectAll()
    QTest.keyClicks(dialog.words, "Somebody came")
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.words.toPlainText() != "Somebody came"
    QTest.keyClick(dialog.list, Qt.Key.Key_Up)
    assert dialog.words.toPlainText() == "Somebody came"
    other = SeminarFile.open(session.near)
    with other.write(Verb.REMOVE, session.clock()) as writer:
        writer.remove(writer.get(Response, chosen.value.record.id))
    other.close()
    dialog.read()  # as whenever a rule is changed
    qtbot.waitUntil(lambda: marks(dialog) == ["!"])
    with session.file.read() as reader:
        (torn,) = reader.in_conflict()
    assert {form.record is None for form in torn.forms} == {True, False}
    assert any("[Somebody" in getattr(form.record, "printed_as", "") for form in torn.forms)


def test_the_rules_for_everything_that_leaves_are_set_there(
    dialog: LeavingDialog, session: Session
) -> None:
    box = dialog.policy
    box.beside.setFocus()
    QTest.keyClick(box.beside, Qt.Key.Key_End)
    box.beside.activated.emit(box.beside.currentIndex())
    box.least.setValue(12)
    box.rounding.setCurrentIndex(1)
    box.rounding.activated.emit(1)
    box.came.click()
    with session.file.read() as reader:
        rules = reader.get(Seminar, SEMINAR_ID)
    assert (rules.attribution, rules.print_threshold) == (Attribution.NOBODY, 12)
    assert (rules.print_rounding, rules.lists_organisations) == (5, True)


@pytest.mark.parametrize("way", ["print", "save", "tables"])
def test_nothing_leaves_before_the_gate_and_a_reason_is_kept_in_the_file(
    way: str,
    qtbot: QtBot,
    session: Session,
    named: tuple[Response, ...],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    screen = ReportScreen(session)
    qtbot.addWidget(screen, before_close_func=lambda _: screen.finish())
    screen.make()
    left: list[str] = []
    monkeypatch.setattr(sending, "ask_printer", lambda *_, **__: left.append("print"))
    monkeypatch.setattr(ask, "choose_new_file", lambda *_: left.append("file"))
    answers: list[str | None] = [None, "They agreed by post"]
    monkeypatch.setattr(ask, "ask", lambda dialog: dialog.deleteLater() or answers.pop(0))
    button = {"print": screen.outgoing.print, "save": screen.outgoing.save}
    key = button.get(way, screen.outgoing.tables)
    key.click()
    assert left == []
    key.click()
    assert left == ["print" if way == "print" else "file"]
    with session.file.read() as reader:
        (waved,) = reader.fact(WAVED_ON)
    assert waved.reason == "They agreed by post"
    assert set(waved.records) == {each.id for each in named}


def test_a_permission_that_was_withdrawn_meanwhile_holds_for_what_leaves(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = ReportScreen(session)
    qtbot.addWidget(screen, before_close_func=lambda _: screen.finish())
    with session.file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    said = collecting.capture(session.file, question.id, "Take it back", now=session.clock())
    screen.make()
    collecting.hide(session.file, said, now=session.clock())
    monkeypatch.setattr(sending, "ask_printer", lambda *_, **__: None)
    screen.outgoing.print.click()
    made = screen.outgoing.made
    assert made is not None
    assert said.id not in made.summary.passages
    assert Change(Kind.RESPONSE, said.id) not in {each.record for each in made.passages}
