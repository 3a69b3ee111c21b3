"""What to say and do now, and the keys for it, are in sight on a small laptop all day long."""

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.seminar.agenda import Segment, SegmentKind
from tests.ui.run_day import SMALL_LAPTOP, running_screen
from ui.screens.run import RunScreen
from ui.screens.run.to_do import ToDo
from ui.session import Session

UNDER_BARS = (1270, 640)
"""What a task bar and a title bar leave of it."""


@pytest.fixture
def october(qtbot: QtBot, session: Session) -> Iterator[RunScreen]:
    """The October seminar's day, just begun."""
    with running_screen(qtbot, session) as screen:
        screen.day_acts.go_on()
        yield screen


def is_whole(widget: QWidget, area: QScrollArea) -> bool:
    """Whether all of a widget is in its area's window, and that within the screen."""
    port, window = area.viewport(), area.window()
    there = QRect(widget.mapTo(port, QPoint(0, 0)), widget.size())
    inside = QRect(port.mapTo(window, QPoint(0, 0)), port.size())
    return port.rect().contains(there) and window.rect().contains(inside)


def is_cut(widget: QWidget, area: QScrollArea) -> bool:
    """Whether only a part of a widget is in its area's window."""
    there = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
    return area.viewport().rect().intersects(there) and not is_whole(widget, area)


def nothing_is_cut(screen: RunScreen) -> bool:
    to_do = screen.say.to_do
    return not any(is_cut(prompt, to_do.area) for prompt in to_do.prompts)


def next_open(screen: RunScreen) -> QWidget | None:
    prompts = screen.say.to_do.prompts
    return next((prompt for prompt in prompts if not prompt.box.isChecked()), None)


@pytest.mark.parametrize("size", [SMALL_LAPTOP, UNDER_BARS])
def test_the_next_thing_to_do_and_its_keys_are_in_sight_in_every_segment(
    qtbot: QtBot, october: RunScreen, size: tuple[int, int]
) -> None:
    october.resize(*size)
    assert (october.width(), october.height()) == size
    seen = []
    while october.say.title.text() != "Close":
        seen.append(october.say.title.text())
        prompt = next_open(october)
        assert prompt is not None
        panel = october.show_panel
        key = panel.plain.ask if panel.plain.ask.isVisible() else panel.poll.keys.open
        qtbot.waitUntil(partial(is_whole, prompt, october.say.to_do.area))
        qtbot.waitUntil(partial(is_whole, key, panel.area))
        qtbot.waitUntil(partial(nothing_is_cut, october))
        october.day_acts.go_on()
    assert len(seen) == 13


def test_one_key_ticks_what_is_done_and_brings_up_the_next(
    qtbot: QtBot, october: RunScreen
) -> None:
    to_do = october.say.to_do
    for done in range(len(to_do.prompts)):
        assert to_do.standing.text() == f"What to do: {done} of {len(to_do.prompts)} done"
        prompt = next_open(october)
        assert prompt is not None
        qtbot.waitUntil(partial(is_whole, prompt, to_do.area))
        QTest.keyClick(october, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert next_open(october) is None
    QTest.keyClick(october, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert all(prompt.box.isChecked() for prompt in to_do.prompts)


def test_a_long_script_is_read_on_by_key_and_begins_at_its_top(
    qtbot: QtBot, october: RunScreen
) -> None:
    october.day_acts.go_on()
    bar = october.say.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == 0 < bar.maximum())
    QTest.keyClick(october, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert bar.value() == min(bar.pageStep(), bar.maximum())
    QTest.keyClick(october, Qt.Key.Key_PageUp, Qt.KeyboardModifier.AltModifier)
    assert bar.value() == 0
    QTest.keyClick(october, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    october.day_acts.go_on()
    assert bar.value() == 0


def test_the_running_segment_is_in_sight_however_low_the_sheet_is(
    qtbot: QtBot, october: RunScreen
) -> None:
    october.room.capture.take_focus()
    october.day_acts.go_on()
    sheet = october.day.sheet
    for high, is_first in ((70, True), (420, False)):
        sheet.setFixedHeight(high)

        def shown(is_first: bool = is_first) -> bool:
            running = sheet.visualRect(sheet.currentIndex())
            seen = running.intersected(sheet.viewport().rect())
            return (running.top() <= 0) is is_first and seen.height() > running.height() / 2

        qtbot.waitUntil(shown)


@pytest.mark.parametrize("prompts", [(), ("Open the vote",)])
def test_its_key_stands_there_while_there_is_something_to_do(
    qtbot: QtBot, prompts: tuple[str, ...]
) -> None:
    to_do = ToDo()
    qtbot.addWidget(to_do)
    segment = Segment(
        id="s", position=1, kind=SegmentKind.DISCUSSION, title="S", minutes=5, prompts=prompts
    )
    to_do.show_segment(segment, frozenset())
    shown = (to_do.standing, to_do.key, to_do.area)
    assert {part.isHidden() for part in shown} == {not prompts}
