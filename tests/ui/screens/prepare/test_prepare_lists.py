"""Sections, agenda, details, questions and findings by keyboard, with undo, while others write."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.domain.locales import Language
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.views import projector
from tests.ui.helpers import assert_accessible
from tests.ui.screens.prepare.steps import redo, retype, titles, undo, visit
from ui import ask
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.agenda import AgendaSection
from ui.screens.prepare.details import DetailsSection
from ui.screens.prepare.forms.fields import ChoiceField, NumberField, TickField
from ui.screens.prepare.forms.form import Form
from ui.screens.prepare.questions import FindingsSection, QuestionsSection
from ui.screens.prepare.screen import SECTIONS
from ui.session import Session
from ui.tasks import Tasks
from ui.widgets.forms.fields import TextField
from ui.widgets.lists.search_list import SearchList

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


def test_every_control_of_every_section_has_a_name(screen: PrepareScreen) -> None:
    for number in range(len(SECTIONS)):
        screen.go(number)
        assert_accessible(screen)


def test_how_a_question_is_answered_is_chosen_beside_it(
    screen: PrepareScreen, session: Session
) -> None:
    section = visit(screen, QuestionsSection)
    assert isinstance(section, QuestionsSection)
    section.list.select(section.table.rowCount() - 2)
    for name in ("one_word", "moderated", "on_wall"):
        field = section.form.widget(name)
        assert isinstance(field, TickField)
        assert field.isVisibleTo(screen)
        field.click()
    most = section.form.widget("most")
    assert isinstance(most, NumberField)
    most.setValue(2)
    most.save()
    with session.file.read() as reader:
        kept = reader.get(Question, section.current().id)
    assert (kept.one_word, kept.moderated, kept.on_wall, kept.most) == (True, True, False, 2)


def test_nobody_is_asked_how_to_answer_a_research_question(screen: PrepareScreen) -> None:
    section = visit(screen, QuestionsSection)
    assert isinstance(section, QuestionsSection)
    section.list.select(0)
    assert section.current().kind is QuestionKind.RESEARCH
    assert not section.form.widget("moderated").isVisibleTo(screen)


def test_a_key_that_leads_to_a_section_leads_to_its_list(screen: PrepareScreen) -> None:
    visit(screen, DetailsSection).findChildren(QLineEdit)[0].setFocus()
    for kind in SECTIONS[1:]:
        QTest.keyClick(screen.focusWidget(), Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        section, focus = screen.section(), QApplication.focusWidget()
        assert type(section) is kind
        assert focus is not None
        assert section.isAncestorOf(focus)
        listed = section.searched
        assert listed is None or not listed.isVisible() or focus is listed.view


def test_sections_are_walked_with_the_keyboard(qtbot: QtBot, screen: PrepareScreen) -> None:
    screen.tabs.setFocus()
    QTest.keyClick(screen.tabs, Key.Key_Right)
    assert isinstance(screen.section(), AgendaSection)
    QTest.keyClick(screen.tabs, Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(screen.section(), DetailsSection)


def test_a_segment_is_added_after_the_chosen_one_and_named_at_once(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    before = titles(session)
    agenda.list.select(1)
    agenda.view.setFocus()
    QTest.keyClick(agenda.view, Key.Key_Insert)
    field = agenda.form.widget("title")
    assert field.hasFocus()
    QTest.keyClicks(field, "Coffee")
    QTest.keyClick(field, Key.Key_Return)
    assert titles(session) == [*before[:2], "Coffee", *before[2:]]
    assert undo(session).startswith("Change segment")
    assert undo(session) == "Add segment “New segment”"
    assert titles(session) == before


def test_segments_are_reordered_by_keys_and_the_times_follow(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    before = titles(session)
    agenda.list.select(0)
    agenda.view.setFocus()
    QTest.keyClick(agenda.view, Key.Key_Down, ALT)
    assert titles(session) == [before[1], before[0], *before[2:]]
    assert agenda.table.index(0, 0).data() == "10:00"
    assert agenda.current().title == before[0], "the cursor stays on the moved segment"
    QTest.keyClick(agenda.view, Key.Key_Up, ALT)
    assert titles(session) == before
    undo(session)
    assert titles(session) == [before[1], before[0], *before[2:]]
    redo(session)
    assert titles(session) == before


def test_moving_past_the_ends_does_nothing(screen: PrepareScreen, session: Session) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    before = titles(session)
    agenda.list.select(0)
    agenda.shift(-1)
    agenda.list.select(len(agenda.table.records) - 1)
    agenda.shift(1)
    assert titles(session) == before


def test_minutes_typed_in_the_table_move_the_end_of_the_day(
    screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    line = agenda.table.records[0]
    assert line.segment is not None
    agenda.table.setData(agenda.table.index(0, 1), line.segment.minutes + 15)
    assert "ten minutes over" in agenda.summary.text()
    assert agenda.summary.property("state") == "late"
    assert undo(session) == f"Change segment “{line.segment.title}”"
    assert "over" not in agenda.summary.text()


def test_a_removed_segment_comes_back(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    before = titles(session)
    said: list[str] = []
    screen.undoable.connect(said.append)
    agenda.list.select(2)
    agenda.view.setFocus()
    QTest.keyClick(agenda.view, Key.Key_Delete)
    assert titles(session) == [*before[:2], *before[3:]]
    assert said == [f"Removed segment “{before[2]}”."]
    undo(session)
    assert titles(session) == before


def test_a_row_that_is_shown_is_chosen_alone_while_control_is_held(
    screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    QTest.keyPress(agenda.view, Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    agenda.list.select(2)
    QTest.keyRelease(agenda.view, Key.Key_Control)
    assert [index.row() for index in agenda.view.selectionModel().selectedRows()] == [2]


def test_prompts_questions_and_polls_of_a_segment_are_saved(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    agenda.list.select(1)
    id_ = agenda.current().id
    field = agenda.form.widget("prompts")
    assert isinstance(field, TextField)
    field.setPlainText("Greet people\n\nPoint to the coffee\n")
    field.save()
    picks = agenda._questions.picks
    picks.setData(picks.index(2), 2, Qt.ItemDataRole.CheckStateRole)
    with session.file.read() as reader:
        segment = reader.get(Segment, id_)
    assert segment.prompts == ("Greet people", "Point to the coffee")
    assert agenda.material is not None
    assert agenda.material.questions[2].id in segment.question_ids


def test_the_languages_of_the_projector_are_chosen_and_reach_the_room(
    screen: PrepareScreen, session: Session
) -> None:
    details = visit(screen, DetailsSection)
    assert isinstance(details, DetailsSection)
    languages = details.about.widget("languages")
    assert isinstance(languages, ChoiceField)
    assert languages.value() == "en"
    languages.setCurrentIndex(languages.findData("cy en"))
    languages.activated.emit(languages.currentIndex())
    with session.file.read() as reader:
        assert reader.get(Seminar, SEMINAR_ID).languages == (Language.WELSH, Language.ENGLISH)
    shown = projector.view(session.file, session.clock())
    assert [locale.code for locale in shown.locales] == ["cy", "en"]


def test_a_question_moves_among_those_of_its_kind(screen: PrepareScreen, session: Session) -> None:
    section = visit(screen, QuestionsSection)
    assert isinstance(section, QuestionsSection)
    emerging = [q for q in section.table.records if q.kind is QuestionKind.EMERGING]
    section.list.select(section.table.row_of(emerging[0].id))
    section.shift(-1)
    section.shift(1)
    with session.file.read() as reader:
        after = reader.every(Question, kind=QuestionKind.EMERGING)
    assert [q.id for q in after[:2]] == [emerging[1].id, emerging[0].id]


def test_a_finding_is_added_worded_and_taken_back(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    section = visit(screen, FindingsSection)
    assert isinstance(section, FindingsSection)
    section.add()
    retype(qtbot, section.form.widget("label"), "Trust takes time")
    retype(qtbot, section.form.widget("wording"), "Trust between partners takes years.")
    with session.file.read() as reader:
        labels = [finding.label for finding in reader.every(Finding)]
    assert "Trust takes time" in labels
    for _ in range(3):
        undo(session)
    with session.file.read() as reader:
        assert "Trust takes time" not in [finding.label for finding in reader.every(Finding)]


def test_with_a_worker_of_its_own_a_new_segment_is_still_named_at_once(
    qtbot: QtBot, session: Session
) -> None:
    tasks = Tasks()
    window = QWidget()
    window.resize(1240, 660)
    agenda = AgendaSection(Session(session.file, tasks, session.watch, session.clock), window)
    agenda.resize(window.size())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.waitUntil(lambda: agenda.list.current().isValid())
    field = agenda.form.widget("title")
    agenda.add()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "Coffee")
    QTest.keyClick(field, Key.Key_Return)
    qtbot.waitUntil(lambda: "Coffee" in titles(session))
    qtbot.waitUntil(lambda: agenda.current().title == "Coffee")
    tasks.drain()
    window.close()
    window.deleteLater()
    tasks.deleteLater()


def test_rows_are_dragged_through_a_search_list(screen: PrepareScreen, session: Session) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    before, proxy = titles(session), agenda.list.proxy
    mime = proxy.mimeData([proxy.index(3, 0)])
    proxy.dropMimeData(mime, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    assert titles(session) == [before[0], before[3], *before[1:3], *before[4:]]


def test_in_every_section_with_a_list_the_keys_work_on_the_tabs_as_well(
    screen: PrepareScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(ask, "choose_file", lambda _of, title, **_: asked.append(title))
    for number in range(1, screen.tabs.count()):
        screen.go(number)
        screen.tabs.setFocus()
        section = screen.section()
        QTest.keyClick(screen.tabs, Key.Key_Slash)
        searched = QApplication.focusWidget()
        has_rows = any(each.isVisible() for each in section.findChildren(SearchList))
        assert isinstance(searched, QLineEdit) is has_rows, section.TITLE
        screen.tabs.setFocus()
        QTest.keyClick(screen.tabs, Key.Key_Insert)
        is_ready = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        assert asked or is_ready, section.TITLE
    assert asked == ["Add slides"]


def test_escape_goes_from_a_form_back_to_its_list_and_what_was_typed_is_kept(
    screen: PrepareScreen,
) -> None:
    for number in range(1, screen.tabs.count()):
        screen.go(number)
        form = screen.section().findChild(Form)
        if form is None or form.record is None:
            continue
        field = next(
            each for each in form.findChildren(QLineEdit) if each.isVisible() and each.isEnabled()
        )
        field.setFocus()
        QTest.keyClicks(field, "7")
        QTest.keyClick(field, Key.Key_Escape)
        there = QApplication.focusWidget()
        assert isinstance(there, QTableView), screen.section().TITLE
        assert not form.isAncestorOf(there)
        assert "7" in field.text()


def test_the_keys_of_sections_work_wherever_the_keyboard_is(screen: PrepareScreen) -> None:
    window = screen.parentWidget()
    assert window is not None
    beside = QPushButton("A place of the rail", window)
    beside.show()
    beside.setFocus()
    for key, section in ((Key.Key_PageDown, 1), (Key.Key_PageDown, 2), (Key.Key_PageUp, 1)):
        QTest.keyClick(beside, key, Qt.KeyboardModifier.ControlModifier)
        assert screen.tabs.currentIndex() == section
