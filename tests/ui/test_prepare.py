"""Prepare as a person works it: by keyboard, with undo, while others write too."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.agenda import Segment, SegmentKind
from facilitator.domain.breakouts import Breakout
from facilitator.domain.findings import Finding
from facilitator.domain.participants import Participant
from facilitator.domain.polls import Criterion, Method, Poll, Secrecy
from facilitator.domain.questions import Question, QuestionKind
from facilitator.domain.records import Record
from facilitator.domain.seminar import SEMINAR_ID, Seminar
from facilitator.services import editing, preparing, voting
from tests.ui.helpers import assert_accessible
from ui.dialogs.import_people import ImportDialog
from ui.screens.prepare import PrepareScreen
from ui.screens.prepare.agenda import AgendaSection
from ui.screens.prepare.breakouts import BreakoutsSection
from ui.screens.prepare.details import DetailsSection
from ui.screens.prepare.items import items_of
from ui.screens.prepare.participants import ParticipantsSection
from ui.screens.prepare.polls import PollsSection
from ui.screens.prepare.questions import FindingsSection, QuestionsSection
from ui.screens.prepare.screen import SECTIONS
from ui.screens.prepare.section import Section
from ui.session import Session
from ui.tasks import Tasks
from ui.widgets.fields import LineField, TextField

ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> Iterator[PrepareScreen]:
    # The window around it has a size of its own, as the main window has.
    window = QWidget()
    window.resize(1240, 660)
    made = PrepareScreen(session, window)
    made.resize(window.size())
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    made.finish()
    window.close()
    window.deleteLater()


def visit(screen: PrepareScreen, kind: type[Section]) -> Section:
    screen.go(SECTIONS.index(kind))
    return screen.section()


def every(session: Session, kind: type[Record]) -> tuple[Record, ...]:
    with session.file.read() as reader:
        return reader.every(kind)


def titles(session: Session) -> list[str]:
    with session.file.read() as reader:
        return [segment.title for segment in reader.every(Segment)]


def undo(session: Session) -> str:
    label = preparing.undo(session.file, session.clock())
    session.watch.nudge()
    return label


def redo(session: Session) -> str:
    label = preparing.redo(session.file, session.clock())
    session.watch.nudge()
    return label


def retype(qtbot: QtBot, field: QWidget, words: str) -> None:
    assert isinstance(field, LineField | TextField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    field.save()


def test_every_control_of_every_section_has_a_name(screen: PrepareScreen) -> None:
    for number in range(len(SECTIONS)):
        screen.go(number)
        assert_accessible(screen)


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
    assert undo(session) == "Add segment"
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
    agenda.table.setData(agenda.table.index(0, 1), line.segment.minutes + 10)
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


def test_news_from_others_does_not_touch_what_is_being_typed(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    agenda.list.select(0)
    field = agenda.form.widget("script")
    assert isinstance(field, TextField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Good morn")
    id_ = agenda.current().id
    editing.change(
        session.file, Segment, id_, {"minutes": 33}, label="Elsewhere", now=session.clock()
    )
    session.watch.nudge()
    QTest.keyClicks(field, "ing")
    assert field.text() == "Good morning"
    field.save()
    with session.file.read() as reader:
        segment = reader.get(Segment, id_)
    assert (segment.script, segment.minutes) == ("Good morning", 33)


def test_leaving_for_another_segment_saves_what_was_typed(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    agenda = visit(screen, AgendaSection)
    assert isinstance(agenda, AgendaSection)
    agenda.list.select(0)
    first, field = agenda.current().id, agenda.form.widget("title")
    assert isinstance(field, LineField)
    field.selectAll()
    QTest.keyClicks(field, "Doors open")
    agenda.list.select(1)
    assert field.text() == agenda.current().title
    with session.file.read() as reader:
        assert reader.get(Segment, first).title == "Doors open"


def test_an_emptied_title_goes_back_to_what_it_was(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    details = visit(screen, DetailsSection)
    assert isinstance(details, DetailsSection)
    field = details.about.widget("title")
    assert isinstance(field, LineField)
    before = field.text()
    retype(qtbot, field, " ")
    assert field.text() == before


def test_details_are_saved_field_by_field(
    qtbot: QtBot, screen: PrepareScreen, session: Session
) -> None:
    details = visit(screen, DetailsSection)
    assert isinstance(details, DetailsSection)
    retype(qtbot, details.about.widget("place"), "Room 101")
    sectors = details.people.widget("sectors")
    assert isinstance(sectors, TextField)
    sectors.setPlainText("Third sector\nMedia\n")
    sectors.save()
    with session.file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
    assert (seminar.place, seminar.sectors) == ("Room 101", ("Third sector", "Media"))
    assert undo(session) == "Change the seminar's details"
    assert sectors.text() != "Third sector\nMedia"


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


@pytest.fixture
def polls(screen: PrepareScreen) -> PollsSection:
    section = visit(screen, PollsSection)
    assert isinstance(section, PollsSection)
    return section


def read_poll(session: Session, id: str) -> Poll:
    with session.file.read() as reader:
        return reader.get(Poll, id)


def choose(section: PollsSection, name: str, value: str) -> None:
    """As a person does it: pick the entry of the box."""
    box = section.form.widget(name)
    box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]
    box.activated.emit(box.currentIndex())  # type: ignore[attr-defined]


def test_all_options_of_a_poll_are_saved(
    qtbot: QtBot, polls: PollsSection, session: Session
) -> None:
    polls.add()
    id_ = polls.current().id
    retype(qtbot, polls.form.widget("title"), "Where to begin")
    retype(qtbot, polls.form.widget("wording"), "Which should come first?")
    choose(polls, "method", Method.DOTS)
    polls.form.widget("items").setPlainText("Trust\nMoney\nTime")  # type: ignore[attr-defined]
    polls.form.widget("budget").setValue(7)  # type: ignore[attr-defined]
    polls.form.widget("most").setValue(3)  # type: ignore[attr-defined]
    polls.form.save()
    polls.form.widget("shuffle").click()  # type: ignore[attr-defined]
    choose(polls, "secrecy", Secrecy.PSEUDONYMOUS)
    poll = read_poll(session, id_)
    assert [item.text for item in poll.items] == ["Trust", "Money", "Time"]
    assert (poll.title, poll.method, poll.budget, poll.most) == (
        "Where to begin",
        Method.DOTS,
        7,
        3,
    )
    assert (poll.shuffle, poll.secrecy) == (True, Secrecy.PSEUDONYMOUS)
    assert "linked to each other" in polls._secrecy_note.text()


def test_only_the_options_of_the_method_are_shown(polls: PollsSection, session: Session) -> None:
    polls.add()
    shown: dict[Method, set[str]] = {}
    for method in Method:
        choose(polls, "method", method)
        names = ("items", "criteria", "budget", "most", "threshold")
        shown[method] = {n for n in names if polls.form.widget(n).isVisibleTo(polls.form)}
    assert shown[Method.AGREE] == {"items", "threshold"}
    assert shown[Method.DOTS] == {"items", "budget", "most"}
    assert shown[Method.WEIGHTED] == {"items", "criteria"}
    assert shown[Method.WORDS] == set()


def test_criteria_with_weights_are_saved(polls: PollsSection, session: Session) -> None:
    polls.add()
    id_ = polls.current().id
    choose(polls, "method", Method.WEIGHTED)
    polls.criteria.add()
    table = polls.criteria.table
    table.setData(table.index(0, 0), "Cost")
    table.setData(table.index(0, 1), "2,5")
    table.setData(table.index(0, 1), "heavy")
    (criterion,) = read_poll(session, id_).criteria
    assert (criterion.text, criterion.weight) == ("Cost", 2.5)
    assert isinstance(criterion, Criterion)
    polls.criteria.view.selectRow(0)
    polls.criteria.remove()
    assert read_poll(session, id_).criteria == ()


def test_a_poll_about_a_finding_takes_its_words(polls: PollsSection, session: Session) -> None:
    assert polls.material is not None
    finding = polls.material.findings[0]
    polls.add()
    choose(polls, "finding_id", finding.id)
    poll = read_poll(session, polls.current().id)
    assert (poll.title, poll.wording) == (finding.label, finding.wording)
    assert [item.text for item in poll.items] == [finding.label]
    choose(polls, "question_id", polls.material.questions[0].id)
    assert read_poll(session, poll.id).finding_id == ""


def test_a_poll_that_was_voted_on_is_locked_and_can_be_duplicated(
    qtbot: QtBot, polls: PollsSection, session: Session
) -> None:
    polls.list.select(1)
    poll = polls.current()
    voting.open_round(session.file, poll.id, now=session.clock())
    session.watch.nudge()
    assert polls.form.widget("wording").property("readOnly")
    assert not polls.form.widget("method").isEnabled()
    assert not polls.form.widget("title").property("readOnly")
    assert polls._lock.isVisible()
    polls.duplicate()
    copy = polls.current()
    assert (copy.title, copy.wording) == (f"{poll.title} (copy)", poll.wording)
    assert not polls.form.widget("wording").property("readOnly")


def test_a_locked_poll_refuses_changes_with_a_sentence(
    polls: PollsSection, session: Session
) -> None:
    polls.list.select(1)
    poll = polls.current()
    voting.open_round(session.file, poll.id, now=session.clock())
    said: list[str] = []
    session.tasks.said.connect(said.append)
    polls.change(Poll, poll.id, {"wording": "Something else"}, "Change poll")
    assert "has been voted on" in said[0]
    assert read_poll(session, poll.id) == poll


def test_reworded_items_keep_their_ids() -> None:
    ids = iter("abcdef")
    first = items_of("Trust\nMoney\nTime", (), lambda: next(ids))
    second = items_of("Money\nTrust!\nTime\nLuck", first, lambda: next(ids))
    assert [(item.id, item.text) for item in second] == [
        ("b", "Money"),
        ("d", "Trust!"),
        ("c", "Time"),
        ("e", "Luck"),
    ]
    third = items_of("Trust\nCash\nTime", first, lambda: next(ids))
    assert [item.id for item in third] == ["a", "b", "c"]


@pytest.fixture
def people(screen: PrepareScreen) -> ParticipantsSection:
    section = visit(screen, ParticipantsSection)
    assert isinstance(section, ParticipantsSection)
    return section


def persons(session: Session) -> tuple[Participant, ...]:
    with session.file.read() as reader:
        return reader.every(Participant)


def add_people(session: Session, *names: str, organisation: str = "Homes") -> None:
    made = [Participant(id=name, name=name, organisation=organisation) for name in names]
    preparing.save(session.file, *made, label="Add people", now=session.clock())
    session.watch.nudge()


def test_people_are_typed_one_after_the_other(
    qtbot: QtBot, people: ParticipantsSection, session: Session
) -> None:
    people.name.setFocus()
    for name in ("Ann Bell", "Bo Cole"):
        QTest.keyClicks(people.name, name)
        QTest.keyClick(people.name, Key.Key_Return)
    assert [each.name for each in persons(session)] == ["Ann Bell", "Bo Cole"]
    assert people.name.hasFocus()
    assert people.name.text() == ""
    undo(session)
    assert [each.name for each in persons(session)] == ["Ann Bell"]


def test_people_are_checked_in_with_one_undoable_act(
    people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann")
    people.table.setData(people.table.index(0, 0), 2, Qt.ItemDataRole.CheckStateRole)
    assert persons(session)[0].arrived_at == session.clock()
    assert "1 here" in people.summary.text()
    assert undo(session) == "Check in Ann"
    assert persons(session)[0].arrived_at is None


def test_selected_people_are_checked_in_with_the_space_bar(
    people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann", "Bo")
    people.view.selectAll()
    people.view.setFocus()
    QTest.keyClick(people.view, Key.Key_Space)
    assert all(each.arrived_at for each in persons(session))
    QTest.keyClick(people.view, Key.Key_Space)
    assert not any(each.arrived_at for each in persons(session))
    assert undo(session) == "Check out 2 people"


def test_people_who_stand_on_the_list_twice_are_named(
    people: ParticipantsSection, session: Session
) -> None:
    first = Participant(id="1", name="Ann Bell", organisation="Homes")
    second = Participant(id="2", name="ann bell", organisation="HOMES")
    preparing.save(session.file, first, second, label="Add", now=session.clock())
    session.watch.nudge()
    assert "more than once: Ann Bell" in people.summary.text()


def test_selected_people_are_removed_and_come_back(
    qtbot: QtBot, people: ParticipantsSection, session: Session
) -> None:
    add_people(session, "Ann", "Bo", "Cy")
    people.view.selectRow(1)
    people.view.setFocus()
    QTest.keyClick(people.view, Key.Key_Delete)
    assert [each.name for each in persons(session)] == ["Ann", "Cy"]
    assert undo(session) == "Remove Bo"
    assert len(persons(session)) == 3


def import_dialog(
    people: ParticipantsSection, session: Session, path: Path, text: str
) -> ImportDialog:
    from facilitator.services.people import read_sheet

    path.write_text(text, encoding="utf-8")
    assert people.material is not None
    return ImportDialog(
        path,
        read_sheet(path),
        people.material.participants,
        people.material.seminar,
        session.tasks,
        people,
    )


def test_an_import_is_previewed_mapped_and_taken(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    text = "First Name,Surname,Firm,Attendee Status\nAnn,Bell,Homes,Attending\nBo,Cole,,Cancelled\n"
    dialog = import_dialog(people, session, tmp_path / "list.csv", text)
    assert dialog.summary.text() == "2 rows: 1 new, 1 refused."
    assert dialog.take.text() == "Add 1 person"
    assert_accessible(dialog)
    from facilitator.services.people import Field

    box = dialog.boxes[Field.ORGANISATION]
    assert box.currentText() == "Not in the list"
    box.setCurrentIndex(box.findText("Firm"))
    box.activated.emit(box.currentIndex())
    people.take(dialog.value())
    (ann,) = persons(session)
    assert (ann.name, ann.organisation) == ("Ann Bell", "Homes")
    assert undo(session) == "Take people from a list"
    dialog.deleteLater()


def test_a_list_is_imported_from_the_file_to_the_table(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name;Organisation\nAnn Bell;Homes\nBo Cole;Care\n", encoding="utf-16")

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ImportDialog)
        dialog.take.click()

    QTimer.singleShot(0, accept)
    people.import_list(path)
    assert [each.name for each in people.table.records] == ["Ann Bell", "Bo Cole"]


def test_a_list_without_headings_is_read_as_people(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    dialog = import_dialog(people, session, tmp_path / "list.csv", "Ann Bell,Homes\nBo,Care\n")
    assert not dialog.take.isEnabled()
    dialog.headed.click()
    from facilitator.services.people import Field

    box = dialog.boxes[Field.NAME]
    box.setCurrentIndex(box.findText("Column A"))
    box.activated.emit(box.currentIndex())
    assert [each.participant.name for each in dialog.value()] == ["Ann Bell", "Bo"]
    dialog.deleteLater()


def test_a_file_that_is_no_list_is_refused_in_the_message_strip(
    people: ParticipantsSection, session: Session, tmp_path: Path
) -> None:
    said: list[str] = []
    session.tasks.said.connect(said.append)
    path = tmp_path / "paper.csv"
    path.write_bytes(b"%PDF-1.7")
    people.import_list(path)
    assert said == ["paper.csv is a PDF, not a list; save the list as CSV or XLSX."]


@pytest.fixture
def breakouts(screen: PrepareScreen, session: Session) -> BreakoutsSection:
    add_people(session, *(f"Person {number:02}" for number in range(1, 13)))
    section = visit(screen, BreakoutsSection)
    assert isinstance(section, BreakoutsSection)
    return section


def groups_of(session: Session) -> list[tuple[str, ...]]:
    with session.file.read() as reader:
        (segment,) = reader.every(Segment, kind=SegmentKind.BREAKOUTS)
        return [group.member_ids for group in reader.every(Breakout, segment_id=segment.id)]


def test_everybody_is_shared_out_and_taken_back(
    breakouts: BreakoutsSection, session: Session
) -> None:
    assert "12 not placed yet" in breakouts.summary.text()
    breakouts.allocate_button.click()
    sizes = [len(members) for members in groups_of(session)]
    assert sum(sizes) == 12
    assert max(sizes) - min(sizes) <= 1
    assert "everybody is placed" in breakouts.summary.text()
    undo(session)
    assert sum(len(members) for members in groups_of(session)) == 0


def test_people_are_moved_by_the_number_of_the_group(
    qtbot: QtBot, breakouts: BreakoutsSection, session: Session
) -> None:
    breakouts.places_view.setFocus()
    breakouts.places_view.selectRow(0)
    person = breakouts.selected_people()[0]
    QTest.keyClick(breakouts.places_view, Key.Key_2)
    assert groups_of(session)[1] == (person,)
    assert breakouts.selected_people() != (person,), "the cursor waits for the next person"
    assert breakouts.places.records[breakouts.places.row_of(person)].group is not None
    breakouts.places_view.selectRow(breakouts.places.row_of(person))
    QTest.keyClick(breakouts.places_view, Key.Key_0)
    assert groups_of(session)[1] == ()


def test_a_kept_place_survives_the_next_allocation(
    breakouts: BreakoutsSection, session: Session
) -> None:
    breakouts.put_people(("Person 05",), breakouts.groups.records[3].id)
    breakouts.keep_people(("Person 05",), stays=True)
    breakouts.allocate()
    assert "Person 05" in groups_of(session)[3]
    breakouts.put_people(("Person 05",), breakouts.groups.records[0].id)
    with session.file.read() as reader:
        assert all("Person 05" not in group.fixed_ids for group in reader.every(Breakout))


def test_a_group_is_added_named_and_removed(
    qtbot: QtBot, breakouts: BreakoutsSection, session: Session
) -> None:
    count = len(breakouts.groups.records)
    breakouts.add()
    retype(qtbot, breakouts.form.widget("title"), "Late comers")
    assert breakouts.groups.records[-1].breakout.title == "Late comers"
    breakouts.remove_current()
    assert len(breakouts.groups.records) == count
    assert undo(session) == "Remove group “Late comers”"
    assert len(breakouts.groups.records) == count + 1


def test_an_agenda_without_breakouts_says_where_to_add_them(
    breakouts: BreakoutsSection, session: Session
) -> None:
    with session.file.read() as reader:
        (segment,) = reader.every(Segment, kind=SegmentKind.BREAKOUTS)
    preparing.remove(session.file, segment, label="Remove", now=session.clock())
    session.watch.nudge()
    assert breakouts.pages.currentIndex() == 2


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
