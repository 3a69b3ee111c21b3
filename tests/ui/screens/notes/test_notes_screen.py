"""Taking notes at the keyboard, on a real file."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.wording import say
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.records import undoing
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from tests.ui.helpers import assert_accessible
from tests.ui.note_desk import going_on, opened
from ui.screens.notes import NotesScreen
from ui.session import Session
from ui.tasks import Tasks
from ui.widgets.forms.note_field import NoteField
from ui.widgets.lists.rows import body_line

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(session: Session) -> Session:
    return going_on(session)


@pytest.fixture
def screen(qtbot: QtBot, session: Session) -> NotesScreen:
    return opened(qtbot, session)


def type_note(qtbot: QtBot, screen: NotesScreen, words: str) -> None:
    QTest.keyClicks(screen.capture.field, words)
    QTest.keyClick(screen.capture.field, Qt.Key.Key_Return)


def notes(screen: NotesScreen) -> tuple[Note, ...]:
    current = screen.groups.row(screen.group_list.currentIndex())
    assert current is not None
    return desk(screen.session.file, current.key).notes


def shown(screen: NotesScreen) -> list[str]:
    return [row.text for row in screen.page.rows.rows if row.value]


def choose(screen: NotesScreen, *words: str) -> None:
    keys = {row.text: row.key for row in screen.page.rows.rows}
    screen.page.setFocus()
    screen.page.clearSelection()
    for each in words:
        index = screen.page.rows.index_of(keys[each])
        screen.page.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.Select
        )


def editor(screen: NotesScreen) -> NoteField:
    return screen.page.viewport().findChildren(NoteField)[-1]


def test_enter_ends_a_note_and_the_field_is_ready_for_the_next(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    type_note(qtbot, screen, "Savings are hard to show")
    type_note(qtbot, screen, "! Not everybody agreed #growth")
    first, second = notes(screen)
    assert (first.words, first.kind) == ("Savings are hard to show", NoteKind.POINT)
    assert (second.kind, second.tags) == (NoteKind.DISAGREEMENT, ("growth",))
    assert shown(screen) == ["Savings are hard to show", "Not everybody agreed"]
    assert screen.capture.field.toPlainText() == ""
    assert screen.capture.field.hasFocus()


def test_notes_stand_under_the_question_that_is_asked(qtbot: QtBot, screen: NotesScreen) -> None:
    questions = desk(screen.session.file).questions
    type_note(qtbot, screen, "One")
    QTest.keyClick(screen.capture.field, Qt.Key.Key_Down, ALT)
    type_note(qtbot, screen, "Two")
    assert screen.question.wording.text() == questions[1].wording
    assert [note.question_id for note in notes(screen)] == [questions[0].id, questions[1].id]
    assert [row.text for row in screen.page.rows.rows] == [
        questions[0].wording,
        "One",
        "On the question above",
        "Two",
    ], "what is asked now is worded once, above the list"


ONE_LINE = "Ask the two associations present for their list of what went wrong in the year"
"""As long as a note can be that stands on one line: what is said of it has to stand under it."""


def test_nine_notes_with_what_is_said_of_them_are_in_sight_on_a_small_display(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    """What the window leaves of 1280 by 720, within its frame and beside its rail."""
    file, clock, view = screen.session.file, screen.session.clock, screen.page
    found = desk(file)
    assert found.breakout is not None
    said = {"question_id": found.questions[0].id, "sector": "Third sector", "size": found.sizes[0]}
    for _ in range(9):
        words = f"{ONE_LINE} #growth"
        noting.add_note(file, found.breakout.id, words, quotable=True, now=clock(), **said)
    screen.session.watch.nudge()
    screen.resize(1184, 569)
    qtbot.waitUntil(lambda: screen.size().height() == 569 and view.rows.rowCount() == 9)
    view.scrollToTop()
    rows = [view.visualRect(view.rows.index(row, 0)) for row in range(9)]
    assert all("growth" in row.detail and "Third sector" in row.detail for row in view.rows.rows)
    assert all(body_line() < row.height() < 2 * body_line() for row in rows), "one line of words"
    port = view.viewport().rect()
    assert all(port.contains(row) for row in rows)


def test_what_is_said_of_a_short_note_stands_on_its_line(qtbot: QtBot, screen: NotesScreen) -> None:
    screen.resize(1184, 569)
    file, view = screen.session.file, screen.page
    found = desk(file)
    assert found.breakout is not None
    for sector in ("", "Third sector"):
        noting.add_note(
            file,
            found.breakout.id,
            "Local ties were kept",
            sector=sector,
            now=screen.session.clock(),
        )
    screen.session.watch.nudge()
    at = [view.rows.index_of(note.id) for note in notes(screen)]
    assert len(at) == 2
    bare, said = (view.visualRect(index).height() for index in at)
    assert bare == said


def test_a_size_stands_in_short_beside_a_note(qtbot: QtBot, screen: NotesScreen) -> None:
    session = screen.session
    found = desk(session.file)
    assert found.breakout is not None
    size = next(each for each in found.sizes if ":" in each)
    noting.add_note(session.file, found.breakout.id, "Local ties", size=size, now=session.clock())
    session.watch.nudge()
    (row,) = [row for row in screen.page.rows.rows if row.text == "Local ties"]
    assert row.detail == size.partition(":")[0]
    assert size in row.spoken


def test_kind_sector_star_and_permission_take_one_key_each(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    sectors = desk(screen.session.file).sectors
    for key in (Qt.Key.Key_M, Qt.Key.Key_2, Qt.Key.Key_S, Qt.Key.Key_Y):
        QTest.keyClick(screen.capture.field, key, ALT)
    type_note(qtbot, screen, "One")
    type_note(qtbot, screen, "Two")
    one, two = notes(screen)
    assert one.kind is NoteKind.MINORITY
    assert (one.sector, one.starred, one.quotable) == (sectors[1], True, True)
    assert (two.kind, two.sector, two.starred, two.quotable) == (NoteKind.POINT, "", False, False)


def test_an_empty_line_makes_no_note(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(qtbot, screen, "   ")
    assert notes(screen) == ()


def test_a_line_that_is_only_a_mark_waits_beside_the_field_with_a_sentence(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        type_note(qtbot, screen, "!")
    assert "needs words" in said.args[0]
    assert "waits under the field" in said.args[0]
    QTest.keyClicks(screen.capture.field, "typed on")
    refused = screen.drafting.refused
    assert (screen.capture.field.toPlainText(), refused.isVisible()) == ("typed on", True)
    refused.put_back.click()
    assert screen.capture.field.toPlainText() == "!"
    assert "“typed on”" in refused.label.text()
    screen.finish()
    assert [each.words for each in noting.drafts(screen.session.file)] == ["!", "typed on"]


def test_enter_before_it_is_known_whose_notes_these_are_loses_nothing_and_says_what_to_do(
    qtbot: QtBot, session: Session
) -> None:
    kept = NoteContent(breakout_id="", words="kept before")
    noting.keep_drafts(session.file, [kept], now=session.clock())
    screen = NotesScreen(session)
    qtbot.addWidget(screen)
    with qtbot.waitSignal(session.tasks.said) as said:
        type_note(qtbot, screen, "typed at once")
    assert "Choose the group" in said.args[0]
    screen.drafting.keep()
    assert [each.words for each in noting.drafts(session.file)] == ["kept before"]
    screen.show()
    assert screen.capture.field.toPlainText() == "typed at once"
    assert "“kept before”" in screen.drafting.refused.label.text()
    type_note(qtbot, screen, "")
    assert [note.words for note in notes(screen)] == ["typed at once"]


def test_a_draft_is_there_again_after_a_restart(qtbot: QtBot, session: Session) -> None:
    screen = opened(qtbot, session)
    QTest.keyClick(screen.capture.field, Qt.Key.Key_PageDown, ALT)
    group = screen.group_list.currentIndex().data()
    QTest.keyClicks(screen.capture.field, "Half a sentence")
    qtbot.waitUntil(lambda: noting.drafts(session.file)[0].words == "Half a sentence")
    screen.hide()
    again = opened(qtbot, session)
    assert again.capture.field.toPlainText() == "Half a sentence"
    assert again.group_list.currentIndex().data() == group
    type_note(qtbot, again, " and its end")
    assert [note.words for note in notes(again)] == ["Half a sentence and its end"]
    assert noting.drafts(session.file)[0].words == ""


def test_a_note_goes_to_the_group_that_was_chosen_however_fast_the_fingers(
    qtbot: QtBot, session: Session
) -> None:
    tasks = Tasks()
    screen = opened(qtbot, replace(session, tasks=tasks))
    qtbot.waitUntil(lambda: screen.groups.rowCount() > 0)
    for _ in range(2):
        QTest.keyClick(screen.capture.field, Qt.Key.Key_PageDown, ALT)
    type_note(qtbot, screen, "Here")
    qtbot.waitUntil(lambda: shown(screen) == ["Here"])
    third = [row for row in screen.groups.rows if row.value][2]
    assert [note.words for note in desk(session.file, third.key).notes] == ["Here"]
    assert screen.group_list.currentIndex().data() == third.text
    tasks.drain()
    tasks.deleteLater()


def test_the_note_just_typed_is_in_sight_however_long_the_list(
    qtbot: QtBot, session: Session
) -> None:
    tasks = Tasks()
    screen = opened(qtbot, replace(session, tasks=tasks))
    qtbot.waitUntil(lambda: screen.groups.rowCount() > 0)
    for number in range(20):
        type_note(qtbot, screen, f"Note {number}")
    qtbot.waitUntil(lambda: len(shown(screen)) == 20)

    def is_in_sight() -> bool:
        (key,) = [row.key for row in screen.page.rows.rows if row.text == "Note 19"]
        at = screen.page.visualRect(screen.page.rows.index_of(key))
        return screen.page.viewport().rect().contains(at)

    qtbot.waitUntil(is_in_sight)
    tasks.drain()
    tasks.deleteLater()


def test_closing_keeps_what_was_typed_a_moment_before(qtbot: QtBot, screen: NotesScreen) -> None:
    QTest.keyClicks(screen.capture.field, "Last words")
    screen.finish()
    assert noting.drafts(screen.session.file)[0].words == "Last words"


def test_up_goes_to_the_notes_and_escape_comes_back(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(qtbot, screen, "One")
    type_note(qtbot, screen, "Two")
    QTest.keyClick(screen.capture.field, Qt.Key.Key_Up)
    assert screen.page.hasFocus()
    assert [note.words for note in screen.page.chosen()] == ["Two"]
    QTest.keyClick(screen.page, Qt.Key.Key_Escape)
    assert screen.capture.field.hasFocus()


def test_a_note_is_edited_in_place(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(qtbot, screen, "Won #a")
    choose(screen, "Won")
    QTest.keyClick(screen.page, Qt.Key.Key_Return)
    field = editor(screen)
    assert field.toPlainText() == "Won #a"
    field.selectAll()
    QTest.keyClicks(field, "? One #b")
    QTest.keyClick(field, Qt.Key.Key_Return)
    (edited,) = notes(screen)
    assert (edited.words, edited.tags, edited.kind) == ("One", ("b",), NoteKind.QUESTION_BACK)


def test_escape_leaves_the_note_as_it_was(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(qtbot, screen, "One")
    choose(screen, "One")
    QTest.keyClick(screen.page, Qt.Key.Key_F2)
    QTest.keyClicks(editor(screen), " more")
    QTest.keyClick(editor(screen), Qt.Key.Key_Escape)
    assert notes(screen)[0].words == "One"


def test_news_while_a_note_is_being_edited_leaves_the_typing_alone(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    type_note(qtbot, screen, "One")
    choose(screen, "One")
    (note,) = notes(screen)
    QTest.keyClick(screen.page, Qt.Key.Key_F2)
    QTest.keyClicks(editor(screen), " more")
    file, now = screen.session.file, screen.session.clock()
    noting.turn(file, "starred", note, now=now)
    noting.add_note(file, note.breakout_id, "Another", question_id=note.question_id, now=now)
    screen.session.watch.nudge()
    assert set(shown(screen)) == {"One", "Another"}
    assert editor(screen).toPlainText() == "One more"
    QTest.keyClick(editor(screen), Qt.Key.Key_Return)
    edited = next(each for each in notes(screen) if each.id == note.id)
    assert (edited.words, edited.starred) == ("One more", True)


def test_what_is_typed_of_a_note_that_is_deleted_in_another_window_stands_beside_that(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    type_note(qtbot, screen, "One")
    choose(screen, "One")
    (note,) = notes(screen)
    QTest.keyClick(screen.page, Qt.Key.Key_F2)
    QTest.keyClicks(editor(screen), " more")
    elsewhere = SeminarFile.open(screen.session.near)
    noting.remove(elsewhere, note, now=screen.session.clock())
    elsewhere.close()
    screen.session.watch.nudge()
    qtbot.waitUntil(lambda: shown(screen) == ["One more"])
    assert merging.conflict_count(screen.session.file) == 1


def test_a_note_is_split_where_the_cursor_stands(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(qtbot, screen, "One. Two.")
    choose(screen, "One. Two.")
    QTest.keyClick(screen.page, Qt.Key.Key_F2)
    field = editor(screen)
    cursor = field.textCursor()
    cursor.setPosition(4)
    field.setTextCursor(cursor)
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert shown(screen) == ["One.", "Two."]


def test_notes_are_joined_deleted_and_shifted_by_keys_and_all_is_undone(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    for words in ("One", "Two", "Three"):
        type_note(qtbot, screen, words)
    before = set(shown(screen))
    choose(screen, *shown(screen)[:1])
    QTest.keyClick(screen.page, Qt.Key.Key_J, CTRL)
    assert len(shown(screen)) == 2
    choose(screen, shown(screen)[1])
    last = shown(screen)[1]
    QTest.keyClick(screen.page, Qt.Key.Key_Up, CTRL)
    assert shown(screen)[0] == last
    with qtbot.waitSignal(screen.undoable) as undoable:
        QTest.keyClick(screen.page, Qt.Key.Key_Delete, CTRL)
    assert undoable.args[0].startswith("Deleted: “")
    assert len(shown(screen)) == 1
    for _ in range(3):
        undoing.undo(screen.session.file, screen.session.clock())
    screen.session.watch.nudge()
    assert set(shown(screen)) == before


def test_joining_the_last_note_says_why_it_cannot(qtbot: QtBot, screen: NotesScreen) -> None:
    type_note(qtbot, screen, "One")
    choose(screen, "One")
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        QTest.keyClick(screen.page, Qt.Key.Key_J, CTRL)
    assert "no note below" in said.args[0]


def test_kind_and_star_are_meant_for_the_chosen_note_while_the_list_has_the_keyboard(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    type_note(qtbot, screen, "One")
    choose(screen, "One")
    for key in (Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_Y, Qt.Key.Key_1):
        QTest.keyClick(screen.page, key, ALT)
    (note,) = notes(screen)
    assert (note.kind, note.starred, note.quotable) == (NoteKind.ACTION, True, True)
    assert note.sector == desk(screen.session.file).sectors[0]
    draft = screen.capture.draft("", "")
    assert (draft.kind, draft.starred, draft.quotable) == (NoteKind.POINT, False, False)
    assert draft.sector == ""


def test_notes_move_to_another_question_and_group_from_a_menu(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    found = desk(screen.session.file)
    type_note(qtbot, screen, "One")
    choose(screen, "One")
    QTest.keyClick(screen.page, Qt.Key.Key_M, CTRL)
    menu = screen.page.findChildren(QMenu)[0]
    menu.actions()[1].trigger()
    assert notes(screen)[0].question_id == found.questions[1].id
    groups = menu.findChildren(QMenu)[0]
    groups.actions()[0].trigger()
    menu.close()
    assert notes(screen) == ()
    assert desk(screen.session.file, found.groups[1].breakout.id).notes[0].words == "One"


def test_the_group_list_tells_how_many_notes_and_when_the_last_came(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    type_note(qtbot, screen, "One")
    rows = [row for row in screen.groups.rows if row.value]
    at = screen.session.clock().astimezone()
    assert rows[0].detail.startswith(f"1 note, last {at:%H:%M}")
    assert rows[1].detail.startswith("no notes yet")


def test_a_silent_sector_of_the_group_is_named_until_it_is_heard(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    from facilitator.domain.people.participants import Participant

    session = screen.session
    found = desk(session.file)
    assert found.breakout is not None
    person = Participant(id="p", name="Ann", sector=found.sectors[0])
    with session.file.write(Verb.SET_UP, session.clock()) as writer:
        writer.put(person)
        writer.put(replace(writer.get(Breakout, found.breakout.id), member_ids=("p",)))
    session.watch.nudge()
    (line,) = [row.value for row in screen.heard.rows.rows]
    assert (line.sector, str(line.verdict)) == (found.sectors[0], "not heard yet")
    QTest.keyClick(screen.capture.field, Qt.Key.Key_1, ALT)
    type_note(qtbot, screen, "Here we are")
    (row,) = screen.heard.rows.rows
    assert (row.value.words, row.value.verdict) == (3, "")
    assert row.spoken == f"1, {found.sectors[0]}, 1 of 1 in the group, 3 of 3 words"


def test_without_groups_the_place_says_what_to_do_first(qtbot: QtBot, session: Session) -> None:
    with session.file.write(Verb.SET_UP, session.clock()) as writer:
        for breakout in writer.every(Breakout):
            writer.remove(breakout)
    screen = NotesScreen(session)
    qtbot.addWidget(screen)
    screen.show()
    assert not screen.capture.isVisible()


def test_words_that_were_refused_can_be_put_back(
    qtbot: QtBot, screen: NotesScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise SeminarError(say("The disk is full: make room, then try again."))

    monkeypatch.setattr(noting, "add_draft", full)
    type_note(qtbot, screen, "Precious")
    assert screen.capture.field.toPlainText() == ""
    screen.drafting.refused.put_back.click()
    assert screen.capture.field.toPlainText() == "Precious"


def test_every_control_has_a_name_and_the_models_are_sound(
    qtbot: QtBot, screen: NotesScreen
) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(m, mode) for m in (screen.page.rows, screen.groups)]
    type_note(qtbot, screen, "One")
    type_note(qtbot, screen, "Two")
    assert_accessible(screen)
    assert len(testers) == 2
