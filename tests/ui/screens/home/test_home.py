"""Home: the ways to begin, and the seminars of late."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.helpers import assert_accessible
from ui.recent import Recent, RecentList
from ui.screens.home import HomeScreen
from ui.screens.home.recent_pane import RecentPane
from ui.tasks import ImmediateTasks
from ui.widgets.lists.two_lines import DETAIL_ROLE


@pytest.fixture
def recents(tmp_path: Path) -> RecentList:
    made = RecentList(tmp_path)
    there = tmp_path / "there.seminar"
    there.touch()
    opened = "2011-10-01T09:00:00+00:00"
    made.add(Recent("gone.seminar", "Half a day", "2011-11-02", "", opened))
    made.add(Recent(str(there), "The October seminar", "2011-10-18", "Leeds", opened))
    return made


def furnished(qtbot: QtBot, recents: RecentList) -> tuple[HomeScreen, RecentPane]:
    home = HomeScreen()
    qtbot.addWidget(home)
    tasks = ImmediateTasks(home)
    home.furnish(recents, tasks)
    home.resize(1100, 700)
    with qtbot.waitActive(home):
        home.show()
        home.activateWindow()
    assert home.recent is not None
    return home, home.recent


def details(pane: RecentPane) -> list[str]:
    model = pane.model
    return [str(model.index(row).data(DETAIL_ROLE)) for row in range(model.rowCount())]


def test_without_seminars_it_says_what_to_do_first(qtbot: QtBot, tmp_path: Path) -> None:
    home, pane = furnished(qtbot, RecentList(tmp_path))
    assert pane.empty.isVisible()
    assert not pane.list.isVisible()
    assert home.new_button.hasFocus()


def test_a_seminar_shows_its_day_and_place(qtbot: QtBot, recents: RecentList) -> None:
    _, pane = furnished(qtbot, recents)
    assert details(pane)[0].startswith("18 October 2011 · Leeds · ")


def test_a_file_that_is_gone_is_said_to_be_and_can_be_forgotten(
    qtbot: QtBot, recents: RecentList
) -> None:
    _, pane = furnished(qtbot, recents)
    assert details(pane)[1] == "No longer at gone.seminar"
    pane.forget_button.click()
    assert [entry.title for entry in recents.entries()] == ["The October seminar"]
    assert not pane.forget_button.isVisible()


def test_enter_opens_the_seminar_that_has_the_cursor(qtbot: QtBot, recents: RecentList) -> None:
    home, pane = furnished(qtbot, recents)
    with qtbot.waitSignal(home.seminar_chosen) as signal:
        qtbot.keyClick(pane.list.view, Qt.Key.Key_Return)
    assert signal.args is not None
    assert signal.args[0].name == "there.seminar"


def test_delete_takes_a_seminar_off_the_list(qtbot: QtBot, recents: RecentList) -> None:
    _, pane = furnished(qtbot, recents)
    qtbot.keyClick(pane.list.view, Qt.Key.Key_Delete)
    assert [entry.title for entry in recents.entries()] == ["Half a day"]


def test_the_search_finds_places_and_dates(qtbot: QtBot, recents: RecentList) -> None:
    _, pane = furnished(qtbot, recents)
    qtbot.keyClicks(pane.list.search, "november")
    qtbot.keyClick(pane.list.search, Qt.Key.Key_Return)
    assert pane.list.proxy.rowCount() == 1
    entry = pane.model.entry(pane.list.current())
    assert entry is not None
    assert entry.title == "Half a day"


def test_every_control_has_a_name(qtbot: QtBot, recents: RecentList) -> None:
    home, _ = furnished(qtbot, recents)
    assert_accessible(home)
