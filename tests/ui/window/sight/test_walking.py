"""Whoever works by keys sees where they are, on every display and in every size of text: whatever
has the keyboard is wholly in sight, however many areas scroll around it and whenever they are laid
out anew, and Tab comes to everything.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.services.notes import noting
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from tests.ui.run_day import press
from tests.ui.window.sight.walking import not_seen, walk
from ui import settings, text_size
from ui.screens.prepare import PrepareScreen
from ui.widgets.frames.following_area import FollowingArea
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.snug_area import SnugArea
from ui.widgets.frames.split_view import SplitView
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.shown import places
from ui.words import telling

DISPLAYS = (
    ("en", 100, (1024, 768)),
    ("cy", 150, (1280, 720)),
    ("en", 200, (1366, 768)),
    ("cy", 200, (1024, 768)),
)
"""A language, per cent of the usual size of text, and a display; Welsh has the longer words."""
NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _usual_again(qapp: QApplication) -> Iterator[None]:
    yield
    text_size.choose(text_size.USUAL)
    settings.TEXT_SIZE.forget()
    telling.speak(None)


@pytest.fixture
def opened(commands: Commands, seminar_file: SeminarFile) -> Commands:
    group = desk(seminar_file).groups[0].breakout
    for n in range(9):
        noting.add_note(seminar_file, group.id, f"Savings come late {n}. " * 9, now=NOW)
    commands.open_seminar(seminar_file.path)
    return commands


def on(commands: Commands, language: str, percent: int, size: tuple[int, int]) -> str:
    """Show the window so; what is said of it where something is wrong."""
    if telling.spoken().code != language:
        commands.speak(language)
    text_size.choose(percent)
    commands.window.resize(QSize(*size) - QSize(0, text_size.FRAME))
    QCoreApplication.processEvents()
    return f"{language}, {percent} % on {size}"


def rooms(commands: Commands) -> Iterator[str]:
    """Home, every place, and every section of Prepare."""
    for number, place in enumerate(places.PLACES):
        commands.go(number)
        assert commands.window.places is not None
        screen = commands.window.places.current()
        if isinstance(screen, PrepareScreen):
            for section in range(screen.tabs.count()):
                screen.go(section)
                yield screen.tabs.tabText(section)
        else:
            yield str(place.word)


def test_whatever_has_the_keyboard_is_seen_in_every_place(opened: Commands) -> None:
    wrong: list[str] = []
    for display in DISPLAYS:
        at = on(opened, *display)
        for room in rooms(opened):
            wrong += [f"{at}, {room}: {found}" for found in walk(opened.window)]
    opened.close_seminar()
    wrong += [f"home: {found}" for found in walk(opened.window)]
    assert not wrong, "\n".join(wrong)


def test_whatever_has_the_keyboard_is_seen_in_every_state_of_the_day(opened: Commands) -> None:
    wrong: list[str] = []
    opened.go(seminar_window.RUN)
    on(opened, *DISPLAYS[0])
    vote = (("F9",) * 3, ("F4", "O"), ("H",), ("Escape", "C"), ("R",), ("A",), ("Escape",))
    for keys in (("F9",), *vote, ("Alt+L",), ("F4", "M"), ("F3",)):
        press(opened.window, *keys)
        wrong += [f"after {keys}: {found}" for found in not_seen(opened.window)]
        had = QApplication.focusWidget()
        wrong += [f"after {keys}: {found}" for found in walk(opened.window)]
        assert had is not None
        had.setFocus()
    assert not wrong, "\n".join(wrong)


class Nested(QWidget):
    """A long form in an area that is low, in an area that is lower, under words that come late."""

    def __init__(self) -> None:
        super().__init__()
        self.fields = [QLineEdit() for _ in range(20)]
        self.form, self.late, self.under = QWidget(), QWidget(), QWidget()
        self.column = QVBoxLayout(self.form)
        for field in self.fields:
            self.column.addWidget(field)
        self.inner = SnugArea(self.form, "Form", 30, 20)
        page = QWidget()
        above = QVBoxLayout(page)
        self.late.hide()
        for part in (self.late, self.under):
            part.setFixedHeight(90)
        for part in (self.late, self.inner, self.under):
            above.addWidget(part)
        self.outer = PageArea(page, "Page", sideways=False)
        QVBoxLayout(self).addWidget(self.outer)
        self.resize(300, 140)


@pytest.fixture
def nested(qtbot: QtBot) -> Nested:
    made = Nested()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    QCoreApplication.processEvents()
    assert made.outer.height() < made.inner.height() < made.form.height()
    return made


def test_what_has_the_keyboard_is_seen_in_areas_within_areas_and_stays_so(nested: Nested) -> None:
    for field in (*nested.fields, *nested.fields[::-3]):
        field.setFocus()
        assert not_seen(nested) == []
        nested.late.setVisible(nested.late.isHidden())  # all under it goes down, or comes up again
        assert not_seen(nested) == []
        nested.under.setVisible(nested.late.isHidden())
        assert not_seen(nested) == []
        for part in (nested.late, nested.under):  # one for the other: nothing is higher than before
            part.setVisible(part.isHidden())
        assert not_seen(nested) == []
        nested.column.insertWidget(0, QPushButton("What came in meanwhile"))
        assert not_seen(nested) == []
        nested.resize(300, 160 - nested.height() % 40)
        assert not_seen(nested) == []


def test_a_form_that_can_no_longer_be_so_narrow_gets_the_room(qtbot: QtBot) -> None:
    fields, words = QWidget(), QPushButton("Wide")
    QVBoxLayout(fields).addWidget(words)
    area = FollowingArea(fields, "Fields")
    pane = QWidget()
    QVBoxLayout(pane).addWidget(area)
    split, page = SplitView("two", QLabel("A column"), pane, shares=(3, 1)), QWidget()
    QVBoxLayout(page).addWidget(split)
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    words.setFocus()
    for width in (200, 300, 100):
        words.setMinimumWidth(width)
        assert not_seen(page) == []
        assert area.viewport().width() >= fields.minimumSizeHint().width()


def test_who_scrolls_by_hand_is_left_there_until_the_next_key(nested: Nested) -> None:
    nested.fields[-1].setFocus()
    assert not_seen(nested) == []
    nested.inner.verticalScrollBar().triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    nested.late.show()
    assert not_seen(nested)
    assert nested.inner.verticalScrollBar().value() == 0
    QTest.keyClicks(nested.fields[-1], "7")
    assert not_seen(nested) == []


def test_nothing_goes_from_under_the_pointer_while_it_is_pressed(nested: Nested) -> None:
    low = nested.fields[0]
    nested.inner.verticalScrollBar().setValue(low.geometry().center().y())
    QCoreApplication.processEvents()
    assert 0 < low.visibleRegion().boundingRect().height() < low.height()
    at = low.visibleRegion().boundingRect().center()
    stood = low.mapTo(nested, at)
    QTest.mousePress(low, Qt.MouseButton.LeftButton, pos=at)
    QCoreApplication.processEvents()
    assert low.hasFocus()
    assert low.mapTo(nested, at) == stood
    QTest.mouseRelease(low, Qt.MouseButton.LeftButton, pos=at)
    assert not_seen(nested) == []


def test_an_arrow_that_a_field_has_no_use_for_scrolls_nothing_around_it(nested: Nested) -> None:
    nested.fields[9].setFocus()
    assert not_seen(nested) == []
    before = [area.verticalScrollBar().value() for area in (nested.inner, nested.outer)]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        QTest.keyClick(nested.fields[9], key)
        assert not_seen(nested) == []
        after = [area.verticalScrollBar().value() for area in (nested.inner, nested.outer)]
        assert after == before


def test_an_area_that_garbage_collection_has_emptied_follows_nothing(nested: Nested) -> None:
    """It hears of the keyboard until Qt deletes it; what goes wrong in a slot fails the test."""
    for area in (nested.inner, nested.outer):
        vars(area).pop("_watch")
        vars(area).pop("_soon")
    for field in nested.fields:
        field.setFocus()
        nested.late.setVisible(nested.late.isHidden())
        QCoreApplication.processEvents()
    assert nested.fields[-1].hasFocus()
