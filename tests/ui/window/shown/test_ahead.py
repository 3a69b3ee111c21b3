"""Places are ready before somebody goes to them, and are then as if they had not been."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from facilitator.store.files.file import SeminarFile
from ui.window.commands import Commands
from ui.window.seminar_window import Places
from ui.window.shown import ahead
from ui.window.shown.places import PLACES


@pytest.fixture
def places(commands: Commands, seminar_file: SeminarFile) -> Places:
    commands.open_seminar(seminar_file.path)
    commands.go(0)
    places = commands.window.places
    assert places is not None
    return places


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "QUIET_MS", 0)


def walk(places: Places) -> list[str]:
    """Where the keyboard is in each place, gone to one after another."""
    found = []
    for number in range(len(PLACES)):
        places.go(number)
        focused = QApplication.focusWidget()
        assert focused is not None
        screen = places.current()
        assert screen is not None
        assert screen.isAncestorOf(focused)
        found.append(f"{type(focused).__name__} {focused.accessibleName()}")
    return found


def ready(qtbot: QtBot, places: Places) -> None:
    going = ahead.Ahead(places, places.steps_ahead())
    qtbot.waitUntil(lambda: not isValid(going))


@pytest.mark.usefixtures("_at_once")
def test_every_place_is_built_and_the_one_that_is_shown_stays(
    qtbot: QtBot, commands: Commands, places: Places
) -> None:
    focused, moved = QApplication.focusWidget(), list[int]()
    places.moved.connect(moved.append)
    before = places.built()
    assert [*before] == [0]
    ready(qtbot, places)
    assert sorted(places.built()) == [*range(len(PLACES))]
    assert places.current() is before[0]
    assert QApplication.focusWidget() is focused
    assert moved == []


@pytest.mark.usefixtures("_at_once")
def test_the_keyboard_is_where_it_would_be_in_a_place_that_was_not_ready(
    qtbot: QtBot, commands: Commands, places: Places, seminar_file: SeminarFile
) -> None:
    unready = walk(places)
    commands.close_seminar()
    commands.open_seminar(seminar_file.path)
    commands.go(0)
    again = commands.window.places
    assert again is not None
    ready(qtbot, again)
    assert walk(again) == unready


def test_nothing_begins_within_a_moment_of_a_key(qtbot: QtBot, places: Places) -> None:
    taken: list[str] = []

    def steps() -> Iterator[object]:
        yield lambda: taken.append("step")

    going = ahead.Ahead(places, steps())  # type: ignore[arg-type]
    before = going._timer.timerId()
    qtbot.keyClick(places, Qt.Key.Key_F13)
    assert going._timer.timerId() != before, "it begins anew to wait"
    assert taken == []
    qtbot.waitUntil(lambda: taken == ["step"])


@pytest.mark.usefixtures("qapp")
def test_what_opening_needs_is_loaded_a_part_at_a_time() -> None:
    ahead.load_files()
    for step in ahead.loading():
        step()
