"""Grouping what was said, at the keyboard, on a real file."""

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.domain.notes.notes import Note, NoteContent, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.services.notes import noting
from facilitator.services.records import undoing
from facilitator.services.responses import collecting
from facilitator.services.synthesis import drafting, passages, themes
from facilitator.services.synthesis.facets import Facet, State
from tests.ui.helpers import assert_accessible
from ui.screens.synthesise import SynthesiseScreen
from ui.session import Session
from ui.widgets.lists.rows import RowState


def found(screen: SynthesiseScreen) -> passages.Sorted:
    return passages.everything(screen.session.file)


def members(screen: SynthesiseScreen, number: int) -> list[str]:
    theme = found(screen).themes[number - 1]
    return [placed.passage.words for placed in found(screen).members(theme.id)]


def listed(screen: SynthesiseScreen) -> list[str]:
    return [row.text for row in screen.passages.rows.rows]


def shown(screen: SynthesiseScreen) -> list[str]:
    """What is shown of the chosen theme, without the headings of its parts."""
    rows = (*screen.members.rows.rows, *screen.members.against.rows.rows)
    return [row.text for row in rows if row.state is RowState.PLAIN]


def show_all(screen: SynthesiseScreen) -> None:
    ask(screen, "")


def ask(screen: SynthesiseScreen, state: str) -> None:
    which = screen.passages.finder.which
    which.setCurrentIndex(which.findData(state))


def choose(screen: SynthesiseScreen, *words: str) -> None:
    view = screen.passages.view
    view.setFocus()
    view.clearSelection()
    for each in words:
        index = screen.passages.rows.index(listed(screen).index(each), 0)
        view.selectionModel().setCurrentIndex(index, view.selectionModel().SelectionFlag.Select)


def press(screen: SynthesiseScreen, key: Qt.Key) -> None:
    QTest.keyClick(screen.passages.view, key)


def test_what_is_in_no_theme_yet_is_shown_first(screen: SynthesiseScreen) -> None:
    assert listed(screen) == ["Alpha", "Beta", "Gamma", "Delta"]
    choose(screen, "Beta")
    press(screen, Qt.Key.Key_1)
    press(screen, Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    assert listed(screen) == ["Alpha", "Gamma", "Delta"]
    assert "3 passages of 4, 3 in no theme yet" in screen.passages.count.text()


def test_a_digit_pressed_a_moment_late_still_means_the_passage_and_enter_goes_on(
    screen: SynthesiseScreen,
) -> None:
    choose(screen, "Alpha")
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2):
        press(screen, digit)
        QCoreApplication.processEvents()
    assert members(screen, 1) == members(screen, 2) == ["Alpha"]
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_3)
    assert members(screen, 3) == ["Beta"]
    QCoreApplication.processEvents()
    press(screen, Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    assert listed(screen) == ["Gamma", "Delta"]
    assert [placed.passage.words for placed in screen.passages.chosen()] == ["Gamma"]


def test_a_digit_ties_several_and_the_same_digit_unties_them(screen: SynthesiseScreen) -> None:
    show_all(screen)
    choose(screen, "Alpha", "Delta")
    press(screen, Qt.Key.Key_2)
    assert members(screen, 2) == ["Alpha", "Delta"]
    press(screen, Qt.Key.Key_2)
    assert members(screen, 2) == []


def test_a_digit_without_a_theme_or_a_choice_does_nothing_and_says_why(
    qtbot: QtBot, screen: SynthesiseScreen
) -> None:
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_9)
    screen.passages.view.clearSelection()
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, Qt.Key.Key_1)
    assert "Choose one or more passages" in said.args[0]
    assert len(found(screen).untied()) == 4


def test_a_new_theme_takes_the_chosen_passages_along(screen: SynthesiseScreen) -> None:
    choose(screen, "Alpha", "Beta")
    assert screen.themes.new.placeholderText() == "New theme for 2 passages"
    press(screen, Qt.Key.Key_N)
    QTest.keyClicks(screen.themes.new, "Small voices")
    QTest.keyClick(screen.themes.new, Qt.Key.Key_Return)
    theme = found(screen).themes[-1]
    assert theme.name == "Small voices"
    assert [p.passage.words for p in found(screen).members(theme.id)] == ["Alpha", "Beta"]
    assert screen.members.name.text() == "Small voices"
    assert shown(screen) == ["Alpha", "Beta"]
    assert screen.themes.new.text() == ""
    assert screen.passages.view.hasFocus()


def test_a_name_that_is_taken_is_refused_with_a_sentence_and_stays_in_the_field(
    qtbot: QtBot, screen: SynthesiseScreen
) -> None:
    name = found(screen).themes[0].name
    screen.themes.new.setText(name)
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        QTest.keyClick(screen.themes.new, Qt.Key.Key_Return)
    assert "already" in said.args[0]
    assert screen.themes.new.text() == name


def test_a_theme_is_tied_from_the_list_by_t_and_enter(screen: SynthesiseScreen) -> None:
    choose(screen, "Gamma")
    press(screen, Qt.Key.Key_T)
    assert screen.themes.view.hasFocus()
    QTest.keyClick(screen.themes.view, Qt.Key.Key_Down)
    QTest.keyClick(screen.themes.view, Qt.Key.Key_Return)
    assert members(screen, 2) == ["Gamma"]
    assert screen.passages.view.hasFocus()


def test_a_theme_is_renamed_in_place(qtbot: QtBot, screen: SynthesiseScreen) -> None:
    view = screen.themes.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = view.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "Across")
    with qtbot.waitSignal(screen.themes.renamed):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert found(screen).themes[0].name == "Across"
    assert len(found(screen).untied()) == 4
    assert screen.themes.rows.rows[0].text == "Across"


def test_what_belongs_in_a_theme_is_said_beside_its_passages(screen: SynthesiseScreen) -> None:
    field = screen.members.description
    first, second = found(screen).themes[:2]
    screen.themes.choose(first.id)
    assert field.text() == first.description != ""
    field.selectAll()
    QTest.keyClicks(field, "Money from several places")
    screen.themes.choose(second.id)
    assert found(screen).themes[0].description == "Money from several places"
    assert field.text() == second.description
    QTest.keyClicks(field, "Trust")
    screen.finish()
    assert found(screen).themes[1].description.startswith("Trust")
    assert found(screen).themes[0].description == "Money from several places"
    undoing.undo(screen.session.file, now=screen.session.clock())
    assert found(screen).themes[1].description == second.description


def test_a_deleted_theme_gives_its_passages_back(qtbot: QtBot, screen: SynthesiseScreen) -> None:
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_1)
    screen.themes.view.setFocus()
    with qtbot.waitSignal(screen.undoable):
        QTest.keyClick(screen.themes.view, Qt.Key.Key_Delete)
    assert "Alpha" in listed(screen)


def test_members_are_taken_out_and_counted_by_sector(screen: SynthesiseScreen) -> None:
    choose(screen, "Alpha", "Beta", "Gamma")
    press(screen, Qt.Key.Key_1)
    first, second = screen.members.sectors.text().split(" · ")[:2]
    assert (first, second[:2]) == ("3 passages", "2\u00a0")
    screen.members.view.setCurrentIndex(screen.members.rows.index(1, 0))
    QTest.keyClick(screen.members.view, Qt.Key.Key_Delete)
    assert members(screen, 1) == ["Beta", "Gamma"]


def test_search_finds_words_and_where_they_come_from(
    qtbot: QtBot, screen: SynthesiseScreen
) -> None:
    screen.passages.finder.search.setText("disagreement")
    QTest.keyClick(screen.passages.finder.search, Qt.Key.Key_Return)
    assert listed(screen) == ["Delta"]
    screen.passages.finder.search.setText("beta")
    QTest.keyClick(screen.passages.finder.search, Qt.Key.Key_Return)
    assert listed(screen) == ["Beta"]


def search(screen: SynthesiseScreen, words: str) -> None:
    screen.passages.finder.search.setText(words)
    QTest.keyClick(screen.passages.finder.search, Qt.Key.Key_Return)


def test_the_list_goes_back_to_its_place_when_a_search_is_cleared(
    screen: SynthesiseScreen,
) -> None:
    show_all(screen)
    choose(screen, "Gamma")
    press(screen, Qt.Key.Key_Slash)
    assert screen.passages.finder.search.hasFocus()
    search(screen, "alpha")
    assert screen.passages.reading.words.toPlainText() == "Alpha"
    search(screen, "")
    assert screen.passages.view.hasFocus()
    assert screen.passages.reading.words.toPlainText() == "Gamma"
    search(screen, "nobody said this")
    assert listed(screen) == []
    assert screen.passages.nothing.isVisibleTo(screen)


def offered(box: QComboBox) -> list[str]:
    return [box.itemText(number) for number in range(box.count())]


def test_filters_show_their_counts_and_what_they_leave_over(screen: SynthesiseScreen) -> None:
    show_all(screen)
    choose(screen, "Beta")
    press(screen, Qt.Key.Key_1)
    press(screen, Qt.Key.Key_W)
    finder, name = screen.passages.finder, found(screen).themes[0].name
    boxes = finder.filters
    assert offered(boxes[Facet.KIND]) == ["Any kind", "Disagreement · 1", "Response · 3"]
    assert offered(boxes[Facet.THEME]) == ["Any theme", f"1 {name} · 1"]
    boxes[Facet.KIND].setCurrentIndex(2)
    assert listed(screen) == ["Alpha", "Beta", "Gamma"]
    assert finder.which.itemText(0) == "In no theme yet · 2"
    boxes[Facet.THEME].setCurrentIndex(1)
    assert listed(screen) == ["Beta"]
    assert finder.more.text() == "Filters: 2"
    ask(screen, State.ONE_CODER)
    assert listed(screen) == ["Beta"]
    QTest.keyClick(boxes[Facet.KIND], Qt.Key.Key_Escape)
    assert screen.passages.view.hasFocus()
    finder.clear.click()
    ask(screen, State.AGAINST)
    assert listed(screen) == ["Delta"]


def test_the_choice_tells_responses_and_notes_apart(screen: SynthesiseScreen) -> None:
    ask(screen, State.NOTE)
    assert listed(screen) == ["Delta"]
    ask(screen, State.RESPONSE)
    assert listed(screen) == ["Alpha", "Beta", "Gamma"]


def test_what_is_said_elsewhere_arrives_and_the_choice_stays(screen: SynthesiseScreen) -> None:
    choose(screen, "Beta")
    file, now = screen.session.file, screen.session.clock()
    with file.read() as reader:
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    collecting.capture(file, question.id, "Epsilon", now=now + timedelta(minutes=5))
    screen.session.watch.nudge()
    assert "Epsilon" in listed(screen)
    assert [placed.passage.words for placed in screen.passages.chosen()] == ["Beta"]


def test_before_anything_is_said_the_place_says_where_it_will_come_from(
    qtbot: QtBot, session: Session
) -> None:
    screen = SynthesiseScreen(session)
    qtbot.addWidget(screen)
    screen.show()
    assert not screen.passages.view.isVisible()
    assert screen.themes.view.isVisible()


def test_a_theme_keeps_its_key_and_the_tenth_has_a_letter(screen: SynthesiseScreen) -> None:
    first, second = found(screen).themes[:2]
    while len(found(screen).themes) < 10:
        themes.add_theme(
            screen.session.file, str(len(found(screen).themes)), now=screen.session.clock()
        )
    screen.session.watch.nudge()
    tenth = found(screen).themes[9]
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_A)
    themes.remove_theme(screen.session.file, first, now=screen.session.clock())
    screen.session.watch.nudge()
    press(screen, Qt.Key.Key_2)
    assert [p.passage.words for p in found(screen).members(tenth.id)] == ["Alpha"]
    assert [p.passage.words for p in found(screen).members(second.id)] == ["Alpha"]


def test_a_themes_passages_stand_in_three_parts_that_are_always_there(
    screen: SynthesiseScreen,
) -> None:
    choose(screen, "Alpha", "Beta", "Delta")
    press(screen, Qt.Key.Key_1)
    beta = found(screen).passages[1].passage
    assert isinstance(beta, Response)
    collecting.star(screen.session.file, beta, now=screen.session.clock())
    screen.session.watch.nudge()
    rows = [row.text for row in screen.members.rows.rows]
    assert rows == ["What was said for it", "Beta", "Alpha", "Questions back"]
    against = [row.text for row in screen.members.against.rows.rows]
    assert against == ["Against, and minority views", "Delta"]
    assert "3 passages · 1 of 1 group · 1 against" in screen.themes.rows.rows[0].detail


def test_what_is_against_a_theme_is_in_sight_however_little_room_there_is(
    screen: SynthesiseScreen,
) -> None:
    choose(screen, "Alpha", "Beta", "Delta")
    press(screen, Qt.Key.Key_1)
    screen.resize(1000, 400)
    view = screen.members.against
    said = view.visualRect(view.rows.index(1, 0))
    assert view.viewport().rect().contains(said)
    corners = (view.viewport().mapTo(screen, at) for at in (said.topLeft(), said.bottomRight()))
    assert all(screen.rect().contains(corner) for corner in corners)
    assert view.visibleRegion().contains(said)


def test_what_is_against_a_theme_is_taken_out_of_it_by_the_same_key(
    screen: SynthesiseScreen,
) -> None:
    choose(screen, "Alpha", "Delta")
    press(screen, Qt.Key.Key_1)
    panel = screen.members
    panel.view.setCurrentIndex(panel.rows.index(1, 0))
    panel.against.setCurrentIndex(panel.against.rows.index(1, 0))
    QTest.keyClick(panel.against, Qt.Key.Key_Delete)
    assert [p.passage.words for p in found(screen).passages if p.theme_ids] == ["Alpha"]


LONG = "Nobody plans the end, and nobody sees who the subcontractors are"


def add_long_note(screen: SynthesiseScreen) -> None:
    file, now = screen.session.file, screen.session.clock()
    with file.read() as reader:
        breakout = reader.every(Breakout)[0]
        question = reader.every(Question, kind=QuestionKind.EMERGING)[0]
    note = NoteContent(
        breakout_id=breakout.id,
        question_id=question.id,
        words=f"{LONG} #risk",
        kind=NoteKind.MINORITY,
        sector="Regulator",
        starred=True,
    )
    at = now + timedelta(minutes=20)
    noting.add(file, note, now=at)
    screen.session.watch.nudge()


def choose_words(screen: SynthesiseScreen, words: int, *, after: int = 0) -> None:
    for _ in range(after + 1 if after else 0):
        press(screen, Qt.Key.Key_Right)
    for _ in range(words):
        QTest.keyClick(screen.passages.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)


def test_the_passage_that_is_read_stands_whole_with_all_that_is_known_of_it_before_its_words(
    screen: SynthesiseScreen,
) -> None:
    add_long_note(screen)
    choose(screen, LONG)
    reading = screen.passages.reading
    with screen.session.file.read() as reader:
        group = reader.every(Breakout)[0].title
        asked = reader.every(Question, kind=QuestionKind.EMERGING)[0].wording
    for each in ("Minority view", group, "Regulator"):
        assert each in reading.about.text()
    assert reading.question.text() == asked
    assert reading.marks.text() == "★ Starred · Not word for word · #risk"
    assert reading.themes.text() == "In no theme yet"
    assert reading.words.toPlainText() == LONG
    press(screen, Qt.Key.Key_2)
    assert reading.themes.text() == f"In 2 {found(screen).themes[1].name}"
    assert reading.words.geometry().top() > reading.themes.geometry().bottom()


def is_in_sight(view: QAbstractItemView, index: QModelIndex) -> bool:
    return view.viewport().rect().contains(view.visualRect(index))


def test_enter_goes_on_backspace_goes_back_and_what_comes_next_is_in_sight(
    screen: SynthesiseScreen, qtbot: QtBot
) -> None:
    add_long_note(screen)
    show_all(screen)
    choose(screen, "Alpha")
    view = screen.passages.view
    for words in ("Beta", "Gamma"):
        press(screen, Qt.Key.Key_Return)
        assert screen.passages.reading.words.toPlainText() == words
        ahead = view.currentIndex().siblingAtRow(view.currentIndex().row() + 2)
        # Rows are as wide as before for a moment where a scroll bar has come.
        qtbot.waitUntil(partial(is_in_sight, view, ahead))
    press(screen, Qt.Key.Key_Backspace)
    assert screen.passages.reading.words.toPlainText() == "Beta"


def test_words_chosen_by_keyboard_are_tied_quoted_and_taken_out_as_exactly_that_part(
    screen: SynthesiseScreen,
) -> None:
    add_long_note(screen)
    choose(screen, LONG)
    choose_words(screen, 2, after=1)
    press(screen, Qt.Key.Key_1)
    placed = screen.passages.chosen()[0]
    (part,) = placed.parts
    assert part.span is not None
    assert part.span.of(LONG) == "plans the"
    assert screen.passages.reading.themes.text().endswith("[1 “plans the”]")
    assert shown(screen) == ["plans the"]
    press(screen, Qt.Key.Key_2)
    assert len(screen.passages.chosen()[0].theme_ids) == 2
    press(screen, Qt.Key.Key_1)
    assert screen.passages.chosen()[0].theme_ids == (found(screen).themes[1].id,)
    press(screen, Qt.Key.Key_Escape)
    press(screen, Qt.Key.Key_3)
    assert members(screen, 3) == [LONG]
    assert screen.passages.chosen()[0].in_part == {found(screen).themes[1].id}


def test_words_that_were_chosen_in_one_passage_are_not_chosen_in_the_next(
    screen: SynthesiseScreen,
) -> None:
    choose(screen, "Alpha")
    choose_words(screen, 1)
    assert screen.passages.chosen_part() is not None
    press(screen, Qt.Key.Key_Return)
    assert screen.passages.chosen_part() is None


def test_a_part_that_is_not_found_again_when_its_words_were_corrected_is_marked(
    screen: SynthesiseScreen,
) -> None:
    add_long_note(screen)
    choose(screen, LONG)
    choose_words(screen, 3)
    press(screen, Qt.Key.Key_1)
    file, now = screen.session.file, screen.session.clock()
    note = screen.passages.chosen()[0].passage
    assert isinstance(note, Note)
    noting.edit(file, note, f"Truly: {LONG}", now=now)
    screen.session.watch.nudge()
    assert screen.passages.reading.themes.text().endswith("[1 “Nobody plans the”]")
    assert shown(screen) == ["Nobody plans the"]
    noting.edit(file, note, "No one has a plan", now=now)
    screen.session.watch.nudge()
    assert "corrected since, look again" in screen.passages.reading.themes.text()
    assert shown(screen) == ["Nobody plans the (words since corrected)"]


def test_undo_returns_to_the_passage_though_the_list_keeps_it_back(
    screen: SynthesiseScreen,
) -> None:
    choose(screen, "Beta")
    press(screen, Qt.Key.Key_1)
    press(screen, Qt.Key.Key_1)
    press(screen, Qt.Key.Key_2)
    press(screen, Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    assert "Beta" not in listed(screen)
    beta = found(screen).members(found(screen).themes[1].id)[0].passage
    screen.reveal([Change(Kind.NOTE, beta.id)])
    assert screen.passages.reading.words.toPlainText() == "Beta"
    assert [placed.passage.words for placed in screen.passages.chosen()] == ["Beta"]


def test_unsure_and_nothing_here_count_as_read_and_are_found_again(
    qtbot: QtBot, screen: SynthesiseScreen
) -> None:
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_X)
    assert screen.passages.reading.themes.text() == "Nothing here"
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_U)
    assert screen.passages.reading.themes.text() == "Unsure"
    press(screen, Qt.Key.Key_Return)
    QCoreApplication.processEvents()
    assert listed(screen) == ["Gamma", "Delta"]
    assert "2 in no theme yet" in screen.passages.count.text()
    ask(screen, State.NOTHING)
    assert listed(screen) == ["Alpha"]
    press(screen, Qt.Key.Key_1)
    assert screen.passages.reading.themes.text() == f"In 1 {found(screen).themes[0].name}"
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, Qt.Key.Key_X)
    assert "in a theme" in said.args[0]
    ask(screen, State.UNSURE)
    assert listed(screen) == ["Beta"]
    press(screen, Qt.Key.Key_U)
    assert screen.passages.reading.themes.text() == "In no theme yet"


def test_a_memo_is_written_on_the_passage_that_is_read(screen: SynthesiseScreen) -> None:
    reading = screen.passages.reading
    choose(screen, "Alpha")
    assert not reading.memo.isVisible()
    press(screen, Qt.Key.Key_Apostrophe)
    QTest.keyClicks(reading.memo, "Ask them why")
    choose(screen, "Beta")
    assert not reading.memo.isVisible()
    choose(screen, "Alpha")
    assert reading.memo.text() == "Ask them why"
    ask(screen, State.MEMO)
    assert listed(screen) == ["Alpha"]
    undoing.undo(screen.session.file, now=screen.session.clock())
    screen.session.watch.nudge()
    assert not any(placed.memo for placed in found(screen).passages)


def test_themes_are_reordered_and_nested_by_keys_and_keep_theirs(screen: SynthesiseScreen) -> None:
    first, second, third = (theme.name for theme in found(screen).themes[:3])
    view = screen.themes.view
    alt = Qt.KeyboardModifier.AltModifier
    screen.themes.choose(found(screen).themes[0].id)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Up, alt)
    QTest.keyClick(view, Qt.Key.Key_Down, alt)
    assert [theme.name for theme in found(screen).themes[:3]] == [second, first, third]
    assert [(row.lead, row.text) for row in screen.themes.rows.rows[:2]] == [
        ("2", second),
        ("1", first),
    ]
    QTest.keyClick(view, Qt.Key.Key_T)
    assert [row.level for row in screen.themes.rows.rows[:3]] == [0, 1, 0]
    screen.themes.choose(found(screen).themes[0].id)
    QTest.keyClick(view, Qt.Key.Key_Down, alt)
    assert [theme.name for theme in found(screen).themes[:3]] == [third, second, first]
    screen.themes.choose(found(screen).themes[2].id)
    QTest.keyClick(view, Qt.Key.Key_T)
    assert not any(row.level for row in screen.themes.rows.rows)
    undoing.undo(screen.session.file, now=screen.session.clock())
    assert found(screen).themes[2].parent_id


@pytest.mark.parametrize("end", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_theme_becomes_a_finding_in_the_next_vote_by_two_keys_and_its_words(
    qtbot: QtBot, screen: SynthesiseScreen, end: Qt.Key
) -> None:
    theme = found(screen).themes[0]
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_1)
    press(screen, Qt.Key.Key_F)
    field = screen.members.finding.words
    assert field.hasFocus()
    QTest.keyClicks(field, "Small partners pay")
    QTest.keyClick(field, end)
    assert screen.passages.view.hasFocus()
    with qtbot.waitSignal(screen.undoable):
        press(screen, Qt.Key.Key_V)
    draft = drafting.drafts(screen.session.file)[theme.id]
    assert (draft.finding.wording, len(draft.votes)) == ("Small partners pay", 1)
    assert draft.votes[0] in screen.members.finding.standing.text()
    with qtbot.waitSignal(screen.session.tasks.said) as said:
        press(screen, Qt.Key.Key_V)
    assert "already" in said.args[0]


def test_every_control_has_a_name_and_the_models_are_sound(screen: SynthesiseScreen) -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    models = (screen.passages.rows, screen.themes.rows, screen.members.rows)
    testers = [QAbstractItemModelTester(model, mode) for model in models]
    choose(screen, "Alpha", "Gamma")
    press(screen, Qt.Key.Key_1)
    assert_accessible(screen)
    assert len(testers) == 3


def test_a_heading_in_the_chosen_theme_takes_no_more_room_than_its_line(
    screen: SynthesiseScreen,
) -> None:
    choose(screen, "Alpha")
    press(screen, Qt.Key.Key_1)
    view = screen.members.view
    heights = [view.sizeHintForRow(row) for row in range(screen.members.rows.rowCount())]
    heading, passage = heights[:2]
    assert heading < passage / 2
    assert view.visualRect(screen.members.rows.index(1, 0)).top() == heading
