"""On no display is a part of a place cut, off the edge or covered, and nothing scrolls sideways,
whatever the size of text, and in Welsh, which has the longer words.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSplitter,
    QWidget,
)
from pytestqt.qtbot import QtBot

from facilitator.services.notes import noting
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from tests.ui.fitting import does_not_fit
from tests.ui.run_day import press
from ui import settings, text_size, theme
from ui.models.rows import RowsModel
from ui.screens.prepare import PrepareScreen
from ui.screens.run import RunScreen
from ui.screens.run.votes.show_panel import LEAST_FORM
from ui.widgets.forms.tick import Tick
from ui.widgets.frames.page_area import PageArea
from ui.widgets.frames.screen import Screen
from ui.widgets.frames.split_view import SplitView
from ui.widgets.lists.rows import Row, RowDelegate, dress, row_height
from ui.widgets.lists.snug_list import SnugList
from ui.window import seminar_window
from ui.window.commands import Commands
from ui.window.shown import places
from ui.words import telling

USUAL, LARGE, LARGEST = (100, (1024, 768)), (150, (1280, 720)), (200, (1024, 768))
"""Per cent of the usual size of text, and the smallest display for it."""
BESIDE = (200, (1366, 768))
"""Here panes that are in a stack on a smaller one stand beside each other, with little room."""
ROUNDS = 12
"""How often at most what asks for another height gets it, and what holds it hears of that."""
NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _usual_again(qapp: QApplication) -> Iterator[None]:
    yield
    text_size.choose(text_size.USUAL)
    settings.TEXT_SIZE.forget()


@pytest.fixture
def opened(commands: Commands, seminar_file: SeminarFile) -> Commands:
    group = desk(seminar_file).groups[0].breakout
    noting.add_note(seminar_file, group.id, "Savings come late. " * 9, now=NOW)
    commands.open_seminar(seminar_file.path)
    return commands


@pytest.fixture(params=["en", "cy"])
def spoken(request: pytest.FixtureRequest, opened: Commands) -> Iterator[Commands]:
    """The same, with a window that speaks a language."""
    opened.speak(request.param)
    yield opened
    telling.speak(None)


def fits(commands: Commands, display: tuple[int, tuple[int, int]]) -> list[str]:
    """What does not, of what the window shows on such a display."""
    percent, (width, height) = display
    text_size.choose(percent)
    room = QSize(width, height - text_size.FRAME)
    commands.window.resize(room)
    wrong = [""]
    for _ in range(ROUNDS):
        QCoreApplication.processEvents()
        if not (wrong := does_not_fit(commands.window)):
            break
    assert commands.window.size() == room
    return wrong


def shown(commands: Commands) -> Screen:
    assert commands.window.places is not None
    screen = commands.window.places.current()
    assert screen is not None
    return screen


def test_home_every_place_and_every_section_of_prepare_fit(spoken: Commands) -> None:
    opened = spoken
    for display in (USUAL, LARGEST):
        for number in range(1, len(places.PLACES)):
            opened.go(number)
            assert fits(opened, display) == [], places.PLACES[number]
    opened.go(0)
    prepare = shown(opened)
    assert isinstance(prepare, PrepareScreen)
    for section in range(prepare.tabs.count()):
        prepare.go(section)
        for display in (LARGEST, BESIDE):
            assert fits(opened, display) == [], prepare.tabs.tabText(section)
    opened.close_seminar()
    assert fits(opened, LARGEST) == []


def test_a_passage_is_read_and_sorted_without_scrolling_on_a_small_laptop(opened: Commands) -> None:
    opened.go(seminar_window.NOTES + 1)
    for size in ((1280, 720), (1024, 768)):
        assert fits(opened, (100, size)) == []
        panes = [each for each in shown(opened).findChildren(PageArea) if each.isVisible()]
        assert {pane.accessibleName() for pane in panes} >= {"Themes", "What was said"}
        for pane in panes:
            assert pane.verticalScrollBar().maximum() == 0, (pane.accessibleName(), size)


def test_every_state_of_the_day_fits_and_no_column_jumps(spoken: Commands) -> None:
    opened = spoken
    opened.go(seminar_window.RUN)
    assert fits(opened, LARGE) == []
    run = shown(opened)
    assert isinstance(run, RunScreen)
    columns = run.findChild(QSplitter)
    assert columns is not None
    vote = (("F9",) * 2, ("F4", "O"), ("H",), ("Escape", "C"), ("L",), ("R",), ("A",), ("Escape",))
    for keys in (("F9",), *vote, ("Alt+L",), ("F4", "M"), ("F9",) * 3):
        press(opened.window, *keys)
        assert fits(opened, LARGE) == [], keys
        assert columns.orientation() is Qt.Orientation.Horizontal, keys
    opened.go(seminar_window.NOTES)
    for keys in (("Up",), ("Return",), ("Escape", "Escape"), ("Alt+L",)):
        press(opened.window, *keys)
        assert fits(opened, LARGE) == [], keys


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_the_key_that_ends_a_vote_is_in_sight_with_the_largest_text(
    opened: Commands, size: tuple[int, int]
) -> None:
    opened.go(seminar_window.RUN)
    assert fits(opened, (200, size)) == []
    run = shown(opened)
    assert isinstance(run, RunScreen)
    press(opened.window, *("F9",) * 4, "F4")
    ways = run.show_panel.poll.keys
    for key in ("O", "C"):
        press(opened.window, key)
        assert fits(opened, (200, size)) == []
        acts = [each for each in ways.findChildren(QPushButton) if each.isVisible()]
        (act, *_) = (each for each in acts if each.property("role") == "primary")
        assert act.visibleRegion().boundingRect() == act.rect(), (act.text(), key)


def test_panes_without_room_beside_each_other_stand_in_a_stack_and_come_back(
    qtbot: QtBot,
) -> None:
    panes = [QLabel("A column"), QLabel("Another column")]
    for pane in panes:
        pane.setMinimumWidth(300)
    split, page = SplitView("two", *panes, shares=(1, 1)), QWidget()
    QHBoxLayout(page).addWidget(split)
    qtbot.addWidget(page)
    page.show()
    for width, beside in ((700, True), (500, False), (700, True)):
        page.resize(width, 800)
        QCoreApplication.processEvents()
        assert (panes[0].geometry().y() == panes[1].geometry().y()) is beside
        assert all(pane.width() >= 300 for pane in panes)
    assert split.minimumSizeHint().width() == 300


def test_the_words_of_a_tick_go_on_in_another_line(qtbot: QtBot) -> None:
    tick = Tick("The full report lists the organisations that came, with those who sent word")
    page = QWidget()
    QHBoxLayout(page).addWidget(tick)
    qtbot.addWidget(page)
    page.resize(240, 200)
    page.show()
    assert tick.heightForWidth(200) > tick.heightForWidth(2000)
    assert does_not_fit(page) == []
    tick.click()
    assert tick.isChecked()


def test_no_row_of_a_snug_list_is_cut_through(qtbot: QtBot) -> None:
    rows = RowsModel([Row(key=str(n), text=f"Row {n}") for n in range(9)])
    listed = SnugList(9, 2)
    listed.setModel(rows)
    dress(listed, RowDelegate(listed, lines=1), "Rows")
    qtbot.addWidget(listed)
    listed.show()
    for height in range(2 * row_height() + 4, 6 * row_height(), theme.space()):
        listed.resize(200, height)
        QCoreApplication.processEvents()
        assert listed.viewport().height() % row_height() == 0


def test_what_is_cut_off_the_edge_or_covered_is_found(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    words = QLabel("Words that have no room", page)
    words.setGeometry(0, 0, 20, 20)
    over = QLabel("Over them", page)
    over.setGeometry(10, 0, 200, 40)
    area = QScrollArea(page)
    inside = QLabel("Far to the right")
    inside.setFixedWidth(900)
    area.setWidget(inside)
    area.setGeometry(0, 60, 100, 60)
    page.resize(150, 150)
    page.show()
    found = "; ".join(does_not_fit(page))
    for wrong in ("too narrow", "cover each other", "past the right", "scrolls sideways"):
        assert wrong in found


def all_in_sight(parts: Iterable[QWidget]) -> bool:
    return all(part.visibleRegion().boundingRect() == part.rect() for part in parts)


@pytest.mark.parametrize("display", [(200, (1366, 768)), USUAL])
@pytest.mark.parametrize("down", [0, 1])  # a list of items, and a scale
def test_hands_are_counted_with_several_numbers_in_sight(
    qtbot: QtBot, opened: Commands, display: tuple[int, tuple[int, int]], down: int
) -> None:
    opened.go(seminar_window.RUN)
    assert fits(opened, display) == []
    run = shown(opened)
    assert isinstance(run, RunScreen)
    press(opened.window, *("F9",) * 4, "F4", *("Down",) * down, "O", "H")
    assert fits(opened, display) == []
    assert run.show_panel.area.height() >= theme.space(LEAST_FORM)
    form = run.show_panel.poll.hands
    for field in (*form.counts.values(), form.people):
        assert field.hasFocus()
        wanted = (field, form.keep) if field is form.people else (field,)
        qtbot.waitUntil(partial(all_in_sight, wanted))
        press(field, "Return")
    assert form.isHidden()


def test_a_section_needs_no_more_room_than_it_fills_whichever_was_shown_before(
    opened: Commands,
) -> None:
    prepare = shown(opened)
    assert isinstance(prepare, PrepareScreen)
    needed: dict[int, int] = {}
    for section in (3, 5, 3, 0, 5):
        prepare.go(section)
        assert fits(opened, LARGEST) == []
        assert needed.setdefault(section, prepare.height()) == prepare.height()
    assert needed[0] < needed[3]
