"""How Run looks: what is late looks late, what follows has its time, one response is read whole."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import time, timedelta
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.seminar.agenda import DayState
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing
from facilitator.services.views.run_screen import console
from facilitator.store.files.file import SeminarFile
from tests.ui.run_day import MORNING, Clock, press, running_screen, seminar_of
from ui import ask, theme
from ui.news import Watch
from ui.screens.run import RunScreen
from ui.screens.run.day_column import DayColumn
from ui.screens.run.room.capture import CaptureBox
from ui.session import Session
from ui.tasks import ImmediateTasks
from ui.widgets.forms.choices import without_key

LONG = "Small partners were heard too late, and two of the four had left by then. " * 3


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def run(qtbot: QtBot, small_file: SeminarFile, clock: Clock) -> Iterator[RunScreen]:
    begins = replace(
        seminar_of(small_file), starts_at=time(10), booked_until=time(11, 5), time_zone="UTC"
    )
    preparing.save(small_file, begins, now=MORNING)
    clock.pass_(60)
    watch = Watch(small_file)
    with running_screen(qtbot, Session(small_file, ImmediateTasks(), watch, clock)) as screen:
        press(screen, "F9")
        yield screen
    watch.stop()


@pytest.mark.parametrize("width", [240, 300, 345, 385, 420, 520])
def test_what_the_boxes_about_a_speaker_say_at_first_is_whole(qtbot: QtBot, width: int) -> None:
    capture = CaptureBox()
    qtbot.addWidget(capture)
    capture.offer((), ("Third sector", "Local public sector"))
    capture.setFixedWidth(width)
    capture.show()
    QCoreApplication.sendPostedEvents()
    for box in (capture.sector, capture.way):
        said = without_key(box.itemText(0))
        assert box.width() >= box.whole_width(said), said
    hint = capture.speaker.placeholderText()
    needed = capture.speaker.fontMetrics().horizontalAdvance(hint)
    assert capture.speaker.width() >= needed + theme.space(3)


@pytest.mark.parametrize("days", [0, 5000])
def test_over_its_time_and_past_the_booking_look_unlike_being_in_time(
    run: RunScreen, clock: Clock, small_file: SeminarFile, days: int
) -> None:
    """On the date it is planned for, and on another one, on which it has the room as long."""
    planned = seminar_of(small_file)
    other = replace(planned, date=planned.date - timedelta(days=days))
    preparing.save(small_file, other, now=clock())

    def looks() -> list[str]:
        run.reload()
        parts = (run.say.left, run.say.progress, run.day.standing)
        return [str(part.property("state") or "") for part in parts]

    assert looks() == ["", "", ""]
    clock.pass_(22)
    assert looks() == ["late", "late", ""]
    clock.pass_(10)
    assert looks() == ["late", "late", "late"]
    assert "That is 7 min past the booked end" in run.day.standing.text()


def test_what_follows_stands_with_the_time_it_will_begin(run: RunScreen, clock: Clock) -> None:
    clock.pass_(27)
    run.reload()
    rows = {row.key: row for row in run.day.rows.rows}
    assert (rows["s2"].lead, rows["s2"].detail) == ("10:27", "planned for 10:20")
    assert (rows["s3"].lead, rows["s3"].detail) == ("10:47", "planned for 10:40")


def test_a_message_is_two_keys_away(run: RunScreen) -> None:
    press(run, "F4", "M")
    assert QApplication.focusWidget() is run.show_panel.plain.message


def test_when_what_was_typed_into_goes_with_its_segment_no_button_has_the_keyboard(
    run: RunScreen,
) -> None:
    press(run, "F4", "M", "F9")
    assert QApplication.focusWidget() is run.show_panel.list


def test_a_response_that_its_row_cuts_is_read_whole_and_stands_alone_by_one_key(
    qtbot: QtBot, run: RunScreen
) -> None:
    file = run.session.file
    said = collecting.capture(file, "q1", LONG, now=run.session.clock())
    short = collecting.capture(file, "q1", "Yes.", now=run.session.clock())
    run.session.watch.nudge()
    box = run.room.responses
    qtbot.waitUntil(lambda: box.model.rowCount() == 2)
    press(run, "F3")
    for response, whole in ((said, LONG.strip()), (short, "")):
        box.view.setCurrentIndex(box.model.index_of(response.id))
        QCoreApplication.processEvents()
        assert box.whole.text().strip() == whole
        assert box.whole.isVisible() == bool(whole)
    press(run, "P")
    with file.read() as reader:
        (stage,) = reader.every(Stage)
    assert (stage.scene, stage.subject_id, stage.message) == (Scene.RESPONSE, "q1", short.id)


def test_a_clickers_keys_show_what_comes_next_and_blank_the_screen(run: RunScreen) -> None:
    def shown() -> tuple[Scene, str, bool]:
        with run.session.file.read() as reader:
            (stage,) = reader.every(Stage)
        return stage.scene, stage.subject_id, stage.blank

    press(run, "F4", "1")
    assert shown() == (Scene.QUESTION, "q1", False)
    press(run, "PgDown")
    assert shown() == (Scene.QUESTION, "q2", False)
    press(run, "PgDown")
    assert shown()[0] is Scene.COUNTDOWN
    press(run, "PgUp", "B")
    assert shown() == (Scene.QUESTION, "q2", True)
    press(run, ".")
    assert shown() == (Scene.QUESTION, "q2", False)


def test_a_clickers_signs_are_letters_where_one_types_and_a_stop_before_that_blanks(
    run: RunScreen,
) -> None:
    def is_blank() -> bool:
        with run.session.file.read() as reader:
            return any(stage.blank for stage in reader.every(Stage))

    press(run, "F2")
    field = run.room.capture.words
    QTest.keyClicks(field, "B. Between us")
    assert field.toPlainText() == "B. Between us"
    assert not is_blank()
    field.clear()
    press(run, ".")
    assert field.toPlainText() == ""
    assert is_blank()


def test_a_day_that_ends_early_is_ended_by_a_key_once_that_was_asked_about(
    run: RunScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = iter((False, True))

    def confirm(_parent: object, question: str, *_: str) -> bool:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr(ask, "confirm", confirm)
    for state in (DayState.RUNNING, DayState.FINISHED):
        press(run, "Shift+F9")
        assert run.day_acts.state is state
    press(run, "Shift+F9")
    assert asked == ["End the day here?"] * 2, "there is no day to end any more"
    assert run.say.title.text() == "The day has ended"
    assert all(key in run.say.script.text() for key in ("Ctrl+4", "Ctrl+5", "Ctrl+Shift+S"))


def test_the_sheets_scroll_bar_does_not_come_and_go_for_ever(
    qtbot: QtBot, small_file: SeminarFile
) -> None:
    """Beside a bar its rows are of another height: where all fit with one and not without, the list
    laid itself out within its own laying out until the program was gone.
    """
    column = DayColumn()
    qtbot.addWidget(column)
    column.show()
    column.show_day(console(small_file), MORNING)
    column.sheet.setMinimumSize(0, 0)
    for width, height in product(range(166, 176), (100, 110, 120)):
        column.sheet.resize(width, height)
        QCoreApplication.sendPostedEvents()
    assert column.sheet.viewport().width() <= 176
