"""The first look round: once by itself, from Help afterwards, left by Escape, never on a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facilitator.domain.acts import Verb
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.seminar import running
from facilitator.store.files.file import SeminarFile
from tests.ui.helpers import assert_accessible
from ui import settings
from ui.widgets.frames import labels
from ui.window.commands import Commands
from ui.window.touring.panel import TourPanel
from ui.window.touring.tour import RUNNING, STEPS
from ui.words import telling

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def sample(
    commands: Commands, seminar_file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Commands]:
    """A sample that needs no rehearsing: what the tour looks at is that it is marked as one."""
    with seminar_file.write(Verb.CHANGE, NOW) as writer:
        writer.put(replace(writer.get(Seminar, SEMINAR_ID), rehearsal=True))
    path: Path = seminar_file.path
    monkeypatch.setattr(commands.tour, "_open_sample", lambda: commands.open_seminar(path))
    yield commands
    telling.speak(None)


def panel(commands: Commands) -> TourPanel:
    found = commands.tour.panel
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    where = QApplication.focusWidget()
    assert where is not None
    QTest.keyClick(where, key)


def test_on_the_first_sample_it_begins_by_itself_and_only_once(sample: Commands) -> None:
    sample.tour.try_sample()
    assert panel(sample).words.text() == str(STEPS[0][1])
    assert_accessible(sample.window)
    sample.close_seminar()
    assert sample.tour.panel is None
    sample.tour.try_sample()
    assert sample.tour.panel is None


def test_enter_goes_on_through_every_place_to_its_end(sample: Commands) -> None:
    sample.tour.try_sample()
    for number, (place, words) in enumerate(STEPS):
        assert panel(sample).words.text() == str(words)
        assert panel(sample).on.hasFocus()
        assert sample.window.places is not None
        assert sample.window.places.rail.marked() == place
        assert str(number + 1) in panel(sample).heading.text()
        press(Qt.Key.Key_Return)
    assert sample.tour.panel is None


def test_each_step_is_announced(sample: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(labels, "announce", lambda _, sentence: said.append(sentence))
    sample.tour.try_sample()
    press(Qt.Key.Key_Return)
    assert [words for words in said if words in {str(step) for _, step in STEPS}] == [
        str(STEPS[0][1]),
        str(STEPS[1][1]),
    ]


def test_escape_leaves_it_and_the_keyboard_goes_to_the_place(sample: Commands) -> None:
    sample.tour.try_sample()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Escape)
    assert sample.tour.panel is None
    assert sample.window.places is not None
    screen = sample.window.places.current()
    focus = QApplication.focusWidget()
    assert screen is not None
    assert focus is not None
    assert screen.isAncestorOf(focus)


def test_help_has_it_again_and_it_speaks_the_window_s_language(sample: Commands) -> None:
    settings.TOUR.keep("taken")
    sample.tour.ask()
    press(Qt.Key.Key_Return)
    sample.speak("cy")
    assert sample.window.places is not None
    assert sample.window.places.rail.marked() == STEPS[1][0]
    assert panel(sample).on.text() == telling.tell("Next")


def test_while_a_day_is_running_there_is_none(sample: Commands, seminar_file: SeminarFile) -> None:
    running.start_day(seminar_file, now=NOW)
    sample.tour.try_sample()
    assert sample.tour.panel is None
    sample.tour.ask()
    assert sample.tour.panel is None
    assert sample.window.strip.sentence.text() == str(RUNNING)


def test_a_seminar_of_one_s_own_is_left_alone(
    commands: Commands, seminar_file: SeminarFile
) -> None:
    commands.open_seminar(seminar_file.path)
    commands.tour.ask()
    assert commands.tour.panel is None
    assert "sample" in commands.window.strip.sentence.text()
