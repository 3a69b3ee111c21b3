"""The facilitator runs a day by keyboard alone, and loses nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import RoundState
from facilitator.domain.seminar.agenda import DayState, SegmentKind
from facilitator.domain.stage.stage import Scene
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from facilitator.services.views import projector
from facilitator.services.views import run_screen as desk
from facilitator.store.files.file import SeminarFile
from tests.rounds_told import tally_round
from tests.ui.helpers import assert_accessible
from tests.ui.run_day import (
    Clock,
    cast_some,
    every_response,
    first_theme,
    press,
    rounds_of,
    running_screen,
    segment,
    seminar_of,
    stage_of,
    state_of,
    type_words,
)
from ui.screens.run import RunScreen
from ui.screens.run.votes.poll_keys import Phase
from ui.session import Session


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seminar_file(small_file: SeminarFile) -> SeminarFile:
    return small_file


@pytest.fixture
def day(session: Session, clock: Clock) -> Session:
    """A small seminar, with a clock that the test moves."""
    return replace(session, clock=clock)


@pytest.fixture
def run(qtbot: QtBot, day: Session) -> Iterator[RunScreen]:
    with running_screen(qtbot, day) as screen:
        yield screen


def test_before_the_day_the_preflight_says_what_wants_a_look(run: RunScreen, day: Session) -> None:
    assert run.middle.currentWidget() is run.preflight
    names = [str(check.name) for check in run.preflight.checks]
    assert {"Agenda", "Projector", "Disk", "Backup"} <= set(names)
    assert run.day.on.text() == "Start the day  F9"


def test_a_whole_day_is_run_by_keyboard_alone(run: RunScreen, day: Session, clock: Clock) -> None:
    press(run, "F9")
    assert state_of(day) is DayState.RUNNING
    assert run.say.title.text() == "Segment s1"
    assert run.say.script.text() == "Say s1."

    press(run, "F2")
    type_words("The funder")
    press(run, "Return")
    assert [response.words for response in every_response(day.file)] == ["The funder"]

    clock.pass_(20)
    press(run, "F9", "F4", "O")
    cast_some(day, "p1", 4)
    press(run, "C", "R", "R")
    assert rounds_of(day, "p1")[0].state is RoundState.REVEALED
    assert projector.view(day.file, clock()).sight.wording == "What about p1?"  # type: ignore[union-attr]

    press(run, "N", "O", "H")
    type_words("7")
    press(run, "Return")
    type_words("5")
    press(run, "Return", "Return", "Return", "F4", "C", "L", "R", "R")
    tally = tally_round(day.file, rounds_of(day, "p2")[0].id)
    assert [line.people for line in tally.lines] == [7, 5, 0]

    clock.pass_(20)
    press(run, "F9")
    assert run.day.on.text() == "Finish the day  F9"
    press(run, "F9")
    assert state_of(day) is DayState.FINISHED
    assert not run.day.on.isEnabled()


def test_the_clock_is_paused_resumed_and_extended_by_one_key_each(
    run: RunScreen, clock: Clock
) -> None:
    press(run, "F9")
    clock.pass_(5)
    press(run, "F8")
    assert run.say.left.text() == "20:00 left"
    press(run, "F7")
    clock.pass_(3)
    press(run, "F7")
    assert run.say.left.text() == "20:00 left"
    clock.pass_(22)
    run.reload()
    assert run.say.left.text() == "2:00 over"


def test_the_drift_and_the_projected_finish_are_said(run: RunScreen, clock: Clock) -> None:
    press(run, "F9")
    behind = run.day.standing.text()
    clock.pass_(35)
    run.reload()
    assert run.day.standing.text() != behind
    assert "Ends at" in run.day.standing.text()


def test_going_back_returns_to_the_segment_before(run: RunScreen, clock: Clock) -> None:
    press(run, "F9")
    clock.pass_(10)
    press(run, "F9")
    assert run.say.title.text() == "Segment s2"
    press(run, "F6")
    assert run.say.title.text() == "Segment s1"


def test_one_key_blanks_the_room_and_brings_it_back(run: RunScreen, day: Session) -> None:
    press(run, "F9", "F12")
    assert stage_of(day).blank
    assert run.room.blank.text() == "Show it  F12"
    press(run, "F12")
    assert not stage_of(day).blank


def test_keys_of_the_day_work_while_words_are_being_typed(run: RunScreen, day: Session) -> None:
    press(run, "F9", "F2")
    type_words("Oc1r")
    press(run, "F12")
    type_words("n")
    assert run.room.capture.typed.words == "Oc1rn"
    assert stage_of(day).blank


def test_what_is_said_is_kept_with_sector_and_speaker_by_one_key_each(
    run: RunScreen, day: Session
) -> None:
    sectors = seminar_of(day.file).sectors
    press(run, "F9", "F2", "Alt+2")
    type_words("It depends")
    press(run, "Alt+A")
    type_words("a commissioner")
    press(run, "Return")
    assert sectors[1] in run.room.capture.sector.currentText()
    press(run, "Return")
    response = every_response(day.file)[0]
    assert (response.words, response.sector) == ("It depends", sectors[1])
    assert response.attribution == "a commissioner"
    assert response.segment_id == "s1"
    assert run.room.capture.typed.sector == ""
    assert run.room.capture.words.hasFocus()


def test_the_capture_follows_the_question_the_room_sees_but_not_under_words_being_typed(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9")
    assert run.room.capture.typed.question_id == "q1"
    press(run, "F4", "2")
    assert stage_of(day).subject_id == "q2"
    assert run.room.capture.typed.question_id == "q2"
    press(run, "F2")
    type_words("Half a sen")
    press(run, "F4", "1")
    assert stage_of(day).subject_id == "q1"
    assert run.room.capture.typed.question_id == "q2"


def test_words_that_were_not_finished_are_there_again_after_the_program_was_killed(
    run: RunScreen, day: Session, qtbot: QtBot
) -> None:
    press(run, "F9", "F2", "Alt+1")
    with qtbot.waitSignal(run.room.capture.changed):
        type_words("Half a thou")
    again = RunScreen(day)
    again.show()
    assert again.room.capture.typed == run.room.capture.typed
    assert again.room.capture.typed.words == "Half a thou"
    again.close()
    again.deleteLater()


def test_leaving_the_place_keeps_what_is_typed(run: RunScreen, day: Session) -> None:
    press(run, "F9", "F2")
    type_words("Not yet")
    run.hide()
    assert desk.drafts(day.file)[0].words == "Not yet"


def test_a_capture_is_marked_as_their_own_words_and_as_quotable_by_keys(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F2")
    type_words("Nobody asked us")
    press(run, "Return")
    day.watch.nudge()
    press(run, "F3", "W")
    day.watch.nudge()
    assert every_response(day.file)[0].is_verbatim
    press(run, "Y")
    day.watch.nudge()
    assert every_response(day.file)[0].quotable
    spoken = run.room.responses.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "may be quoted, noted by this computer, 09:00" in spoken


def test_responses_are_starred_hidden_corrected_and_tied_by_keys(
    run: RunScreen, day: Session, qtbot: QtBot
) -> None:
    press(run, "F9", "F2")
    type_words("Mispelt")
    press(run, "Return")
    run.take_news(frozenset())
    day.watch.nudge()
    press(run, "F3", "S", "H", "E")
    editor = run.room.responses.view.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Misspelt")
    with qtbot.waitSignal(run.room.responses.model.corrected):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    response = every_response(day.file)[0]
    assert (response.starred, response.hidden, response.words) == (True, True, "Misspelt")

    run.room.responses.view.setFocus()
    press(run, "T")
    run.room.responses.menu.actions()[0].trigger()
    run.room.responses.menu.close()
    day.watch.nudge()
    assert run.room.responses.model.themes_of(response) == (first_theme(day.file).id,)


def test_news_of_responses_arrives_whoever_wrote_them(run: RunScreen, day: Session) -> None:
    press(run, "F9")
    said = collecting.capture(day.file, "q1", "From a phone", now=day.clock())
    collecting.capture(day.file, "q2", "To another question", now=day.clock())
    day.watch.nudge()
    model = run.room.responses.model
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["From a phone"]
    collecting.star(day.file, said, now=day.clock())
    day.watch.nudge()
    shown = model.response(model.index(0, 0))
    assert shown is not None
    assert shown.starred


def test_who_goes_where_can_be_shown_in_the_break_before_the_groups_meet(
    run: RunScreen, day: Session
) -> None:
    preparing.save(
        day.file,
        segment("pause", 1.5, SegmentKind.BREAK),
        segment("meet", 1.6, SegmentKind.BREAKOUTS),
        Breakout(id="g", position=1, segment_id="meet", title="Group 1"),
        now=day.clock(),
    )
    day.watch.nudge()
    press(run, "F9", "F9", "F4", "1")
    assert (stage_of(day).scene, stage_of(day).subject_id) == (Scene.BREAKOUTS, "meet")


def test_a_message_reaches_the_room(run: RunScreen, day: Session) -> None:
    press(run, "F9", "F4", "M", "Return")
    type_words("Please be back at two")
    press(run, "Return")
    stage = stage_of(day)
    assert (stage.scene, stage.message) == (Scene.MESSAGE, "Please be back at two")


def test_a_wall_is_shown_by_one_key_from_its_question(run: RunScreen, day: Session) -> None:
    press(run, "F9", "F4", "W")
    assert (stage_of(day).scene, stage_of(day).subject_id) == (Scene.WALL, "q1")


def test_a_day_taken_up_days_later_says_so_in_words(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    press(run, "F9")
    clock.pass_(3 * 24 * 60)
    run.reload()
    assert run.say.left.text() == "2 days over"
    assert run.day.standing.text().startswith("The day began 2 days ago and was not finished.")


def test_ticked_prompts_stay_ticked(run: RunScreen, day: Session) -> None:
    press(run, "F9")
    run.say.to_do.prompts[1].box.click()
    again = RunScreen(day)
    again.show()
    assert [prompt.box.isChecked() for prompt in again.say.to_do.prompts] == [False, True]
    again.close()
    again.deleteLater()


def test_a_restart_comes_back_to_the_same_segment_and_the_same_clock(
    run: RunScreen, day: Session, clock: Clock
) -> None:
    press(run, "F9", "F9", "F4", "O")
    clock.pass_(4)
    again = RunScreen(day)
    again.show()
    assert again.say.title.text() == "Segment s2"
    assert again.say.left.text() == "16:00 left"
    assert again.show_panel.poll.phase is Phase.OPEN
    again.close()
    again.deleteLater()


def test_the_preview_shows_what_the_room_sees(run: RunScreen, day: Session, clock: Clock) -> None:
    press(run, "F9", "F4", "2")
    run.room.preview.feed.read()
    assert run.room.preview.feed.view == projector.view(day.file, clock())


def test_every_control_has_a_name(run: RunScreen) -> None:
    assert_accessible(run)
    press(run, "F9", "F9", "F4", "O", "H")
    assert_accessible(run)


def test_no_modal_box_comes_up_during_the_day(run: RunScreen) -> None:
    press(run, "F9", "F9", "F4", "O", "C", "A", "Return", "Escape", "R", "R", "F6", "F7", "F8")
    assert QApplication.activeModalWidget() is None


def test_the_keyboard_stays_with_the_poll_when_a_form_or_a_button_goes_away(
    run: RunScreen, day: Session
) -> None:
    press(run, "F9", "F9", "F4", "N", "Down", "O", "H", "Return", "Return", "Return", "Return")
    assert run.show_panel.list.hasFocus()
    press(run, "H")
    run.show_panel.poll.hands.cancel.click()
    assert run.show_panel.list.hasFocus()
    press(run, "C", "L", "A")
    type_words("A door slammed")
    press(run, "Return")
    assert run.show_panel.list.hasFocus()
    closing = run.show_panel.poll.keys.close_voting
    closing.setFocus()
    closing.click()
    assert run.show_panel.list.hasFocus()
    press(run, "R", "R")
    assert rounds_of(day, "p2")[-1].state is RoundState.REVEALED


def test_a_place_for_words_has_the_keyboard_and_the_wheel_changes_no_choice(run: RunScreen) -> None:
    assert run.begins_at is run.room.capture.words
    for choice in (run.room.capture.question, run.room.capture.sector):
        assert choice.focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_one_button_before_the_day_asks_for_a_rehearsal(run: RunScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(run.rehearsal_asked):
        run.preflight.rehearse.click()
