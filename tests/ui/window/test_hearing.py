"""In every place and state of the window, whoever works by ear and keys is told what is there."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.domain.charts.chart import Bar, Chart, ChartForm, Part
from facilitator.services.notes import noting
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from tests.ui.hearing import hard_to_hear
from tests.ui.run_day import press
from ui.screens.prepare import PrepareScreen
from ui.widgets.charts.chart_view import ChartView
from ui.widgets.forms.tab_order import tab_as_read
from ui.widgets.frames import labels
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.shown import places

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def opened(commands: Commands, seminar_file: SeminarFile) -> Commands:
    group = desk(seminar_file).groups[0].breakout
    noting.add_note(seminar_file, group.id, "A note", now=NOW)
    commands.open_seminar(seminar_file.path)
    return commands


@pytest.fixture
def voting(commands: Commands, small_file: SeminarFile) -> Commands:
    """In Run, in a segment with two polls."""
    commands.open_seminar(small_file.path)
    commands.go(seminar_window.RUN)
    press(commands.window, "F9", "F9", "F4")
    return commands


def listen(commands: Commands) -> list[str]:
    QCoreApplication.processEvents()
    return hard_to_hear(commands.window)


def test_at_home_in_every_place_and_in_every_section_of_prepare(opened: Commands) -> None:
    for number, place in enumerate(places.PLACES):
        opened.go(number)
        assert listen(opened) == [], place
    opened.go(0)
    assert opened.window.places is not None
    prepare = opened.window.places.current()
    assert isinstance(prepare, PrepareScreen)
    for section in range(prepare.tabs.count()):
        prepare.go(section)
        assert listen(opened) == [], prepare.tabs.tabText(section)
    opened.close_seminar()
    assert listen(opened) == []


def test_in_every_state_of_the_day(opened: Commands) -> None:
    opened.go(seminar_window.RUN)
    assert listen(opened) == []
    for keys in (("F9",), ("F9",), ("F9",), ("Alt+L",), ("F4", "M"), ("F9",), ("F9",), ("F9",)):
        press(opened.window, *keys)
        assert listen(opened) == [], keys
    opened.go(seminar_window.NOTES)
    for keys in (("Up",), ("Return",), ("Escape", "Escape"), ("Alt+L",)):
        press(opened.window, *keys)
        assert listen(opened) == [], keys


def test_in_every_state_of_a_vote(voting: Commands) -> None:
    assert listen(voting) == []
    for keys in (("O",), ("H",), ("Escape",), ("C",), ("L",), ("R", "R"), ("S",), ("A",)):
        press(voting.window, *keys)
        assert listen(voting) == [], keys


def test_what_happens_is_said_wherever_the_keyboard_is(
    voting: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(labels, "announce", lambda _, sentence: said.append(sentence))
    press(voting.window, "O", "C", "R", "R", "F9")
    told = [sentence.split(":")[0].split(",")[0] for sentence in said]
    assert told == ["Round 1 is open", "Round 1 is closed", "Round 1 is revealed", "Now"]
    voting.window.strip.say("Two laptops came.")
    trouble = labels.Spoken(role="warning")
    for words in ("Give a name.", "Give a name.", "", "Give a date."):
        trouble.setText(words)
    assert said[4:] == ["Two laptops came.", "Give a name.", "Give a date."]


def test_what_is_hard_to_hear_is_found_and_tab_follows_what_is_read(qtbot: QtBot) -> None:
    last, first, second = QPushButton("Send"), QLineEdit(), QLineEdit()
    page = QWidget()
    column = QVBoxLayout(page)
    for part in (last, first, second):
        part.setParent(page)
    for part in (first, second, last):
        column.addWidget(part)
    chart = ChartView()
    bar = Bar(label="Yes", figure="3 people", parts=(Part("Yes", 3, 1.0),))
    drawn = Chart(form=ChartForm.BARS, title="Premises", bars=(bar,), base="3 people", text="")
    chart.set_chart(drawn)
    column.addWidget(chart)
    qtbot.addWidget(page)
    page.show()
    found = "; ".join(hard_to_hear(page))
    assert found.count("has no name") == 2
    assert "“Premises” in QWidget “” does not say what it shows" in found
    assert "back to QLineEdit" in found
    tab_as_read(page)
    chart.set_chart(replace(drawn, text="Yes: 3 of 3"))
    first.setAccessibleName("Words")
    second.setAccessibleName("Words")
    assert hard_to_hear(page) == ["2 of one group are EditableText “Words”"]
    second.setAccessibleName("Who said them")
    assert hard_to_hear(page) == []
