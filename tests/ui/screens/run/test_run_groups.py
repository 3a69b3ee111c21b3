"""The groups in Run: what each has noted, late people placed with one key, reading back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Check
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import SegmentKind
from facilitator.domain.stage.sights import ReadBack
from facilitator.services.notes import noting
from facilitator.services.seminar import preparing, running
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from tests.ui.helpers import assert_accessible
from tests.ui.run_day import MORNING, Clock, running_screen, segment
from ui.screens.run import RunScreen
from ui.session import Session

Key = Qt.Key


@pytest.fixture
def seminar_file(small_file: SeminarFile) -> SeminarFile:
    return small_file


@pytest.fixture
def day(session: Session) -> Session:
    """Groups at work since a quarter of an hour, and a report back after them."""
    clock = Clock()
    groups = [
        Breakout(
            id=f"b{n}",
            segment_id="s0",
            position=n,
            title=f"Group {n}",
            place=f"Room {n}",
            member_ids=("here",) if n == 1 else (),
        )
        for n in (1, 2)
    ]
    preparing.save(
        session.file,
        segment("s0", 0.1, SegmentKind.BREAKOUTS),
        segment("s9", 0.2, SegmentKind.REPORT_BACK),
        *groups,
        Participant(id="here", name="Here Already", arrived_at=MORNING),
        now=MORNING,
    )
    with session.file.write(Verb.SET_UP, MORNING) as writer:
        for other in writer.every(Breakout):
            if other.segment_id != "s0":
                writer.remove(other)
    running.start_day(session.file, now=MORNING)
    clock.pass_(15)
    return replace(session, clock=clock)


@pytest.fixture
def run(qtbot: QtBot, day: Session) -> Iterator[RunScreen]:
    with running_screen(qtbot, day) as screen:
        yield screen


def figures(run: RunScreen) -> list[str]:
    return [row.figure for row in run.groups.rows.rows]


def key(run: RunScreen, name: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    where = QApplication.focusWidget() or run
    QTest.keyClick(where, name, modifier or Qt.KeyboardModifier.NoModifier)


def test_each_group_shows_how_many_notes_and_when_the_last_came(
    run: RunScreen, day: Session
) -> None:
    assert figures(run) == ["no notes yet", "no notes yet"]
    noting.add_note(day.file, "b2", "First", now=day.clock())
    noting.add_note(day.file, "b2", "Second", now=day.clock())
    day.watch.nudge()
    last = f"{day.clock().astimezone():%H:%M}"
    assert figures(run) == ["no notes yet", f"2 notes, last {last}"]


def test_late_people_are_placed_with_one_key_and_told_where(
    qtbot: QtBot, run: RunScreen, day: Session
) -> None:
    late = Participant(id="late", name="Mair Evans", arrived_at=day.clock())
    preparing.save(day.file, late, now=day.clock())
    day.watch.nudge()
    assert run.groups.late.text() == "1 person here is in no group."
    with qtbot.waitSignal(day.tasks.said) as said:
        key(run, Key.Key_F11)
    assert said.args == ["Mair Evans: Group 2, Room 2."]
    with day.file.read() as reader:
        assert reader.get(Breakout, "b2").member_ids == ("late",)
    assert not run.groups.place.isVisible()


def test_a_group_is_read_back_turned_and_checked_by_keyboard(run: RunScreen, day: Session) -> None:
    for number in range(20):
        noting.add_note(day.file, "b2", f"{number} " + "word " * 15, now=day.clock())
    running.go_on(day.file, now=day.clock())
    day.watch.nudge()
    run.reload()
    assert run.groups.isVisible()
    key(run, Key.Key_G, Qt.KeyboardModifier.AltModifier)
    assert run.groups.list.hasFocus()
    key(run, Key.Key_Down)
    key(run, Key.Key_Return)
    assert shown(day).title == "Group 2"
    key(run, Key.Key_Right)
    key(run, Key.Key_Right)
    key(run, Key.Key_Left)
    assert shown(day).page == 2
    key(run, Key.Key_K)
    with day.file.read() as reader:
        (check,) = reader.every(Check)
    assert check.breakout_id == "b2"
    assert figures(run)[1].endswith("checked")
    assert run.groups.rows.rows[1].icons == ("monitor",)


def shown(day: Session) -> ReadBack:
    sight = projector.view(day.file, day.clock()).sight
    assert isinstance(sight, ReadBack)
    return sight


def test_other_segments_have_no_groups_beside_them(run: RunScreen, day: Session) -> None:
    for _ in range(2):
        running.go_on(day.file, now=day.clock())
    day.watch.nudge()
    run.reload()
    assert not run.groups.isVisible()
    key(run, Key.Key_F11)


def test_everything_about_groups_has_a_name(run: RunScreen) -> None:
    assert_accessible(run)
