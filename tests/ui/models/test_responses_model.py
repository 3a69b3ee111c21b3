"""The list of responses: news touches its own rows, and ten thousand never hold up the window."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.domain.acts import Verb
from facilitator.domain.responses.responses import Response
from facilitator.domain.stage.stage import Scene
from facilitator.services.seminar import running
from facilitator.services.views import projector
from facilitator.store.files.file import SeminarFile
from tests.ui.run_day import MORNING, make_small
from ui import theme
from ui.models.responses import ResponsesModel
from ui.news import Watch
from ui.screens.run import RunScreen
from ui.session import Session
from ui.tasks import Tasks
from ui.widgets.lists.rows import ROW_ROLE

MANY = 10_000


def response(number: int, words: str = "", sector: str = "") -> Response:
    """The higher the number, the later it was said."""
    return Response(
        id=f"r{number}",
        question_id="q1",
        words=words or f"Words of response {number}, long enough to fill its row in the list",
        recorded_at=MORNING + timedelta(seconds=number),
        sector=sector,
    )


@pytest.fixture
def model(qapp: QApplication) -> ResponsesModel:
    made = ResponsesModel()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    made.show_all([response(3), response(2, "About trust"), response(1, sector="Research")])
    return made


def ids(model: ResponsesModel) -> list[str]:
    shown = (model.response(model.index(row, 0)) for row in range(model.rowCount()))
    return [one.id for one in shown if one is not None]


def test_the_newest_stands_first_wherever_it_comes_from(model: ResponsesModel) -> None:
    late = replace(response(9), recorded_at=MORNING + timedelta(seconds=1.5))
    model.take([response(4), late], frozenset({"r4", "r9"}))
    assert ids(model) == ["r4", "r3", "r2", "r9", "r1"]


def test_news_replaces_inserts_and_removes_only_its_own_rows(model: ResponsesModel) -> None:
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend((first.row(), last.row())))
    model.take([replace(response(2), starred=True)], frozenset({"r2", "r1", "unknown"}))
    assert ids(model) == ["r3", "r2"]
    assert changed == [1, 1]
    assert model.index(1, 0).data(ROW_ROLE).icons == ("star",)


def test_a_search_finds_words_and_sectors_and_holds_for_news(model: ResponsesModel) -> None:
    model.search("TRUST")
    assert ids(model) == ["r2"]
    model.take([response(5), response(6, "More trust")], frozenset({"r5", "r6"}))
    assert ids(model) == ["r6", "r2"]
    assert model.total == 5
    model.search("research")
    assert ids(model) == ["r1"]
    model.search("")
    assert len(ids(model)) == 5


def test_a_correction_is_announced_and_an_empty_one_is_not(model: ResponsesModel) -> None:
    heard: list[tuple[str, str]] = []
    model.corrected.connect(lambda said, words: heard.append((said.id, words)))
    at = model.index(1, 0)
    assert not model.setData(at, "   ")
    assert not model.setData(at, "About trust")
    assert model.setData(at, "About trust and time")
    assert heard == [("r2", "About trust and time")]


def test_a_row_is_spoken_whole(model: ResponsesModel) -> None:
    model.take([replace(response(1, "Aye", "Research"), hidden=True)], frozenset({"r1"}))
    spoken = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Aye, ")
    assert "Research" in spoken
    assert "hidden from the wall" in spoken


@pytest.fixture
def long_day(qapp: QApplication, seminar_file: SeminarFile) -> Iterator[Session]:
    """A day on which ten thousand things were said, with the real worker."""
    make_small(seminar_file)
    with seminar_file.write(Verb.CHANGE, MORNING) as writer:
        for number in range(MANY):
            writer.put(response(number, sector="Research" if number % 3 else ""))
    running.start_day(seminar_file, now=MORNING)
    projector.show(seminar_file, Scene.WALL, "q1", now=MORNING)
    tasks, watch = Tasks(), Watch(seminar_file)
    yield Session(seminar_file, tasks, watch, lambda: MORNING)
    watch.stop()
    tasks.drain()
    watch.deleteLater()
    tasks.deleteLater()


def test_ten_thousand_responses_open_scroll_and_are_found(
    qapp: QApplication, qtbot: QtBot, long_day: Session
) -> None:
    """How long a turn of the window takes with them is measured: `make bench ONLY=list_10k`."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    screen = RunScreen(long_day)
    screen.resize(1270, 690)
    screen.show()
    box = screen.room.responses
    qtbot.waitUntil(lambda: box.model.rowCount() == MANY)
    bar = box.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert box.view.visualRect(box.model.index(MANY - 1, 0)).intersects(box.view.viewport().rect())
    box.search.setText("response 99")
    qtbot.waitUntil(lambda: box.model.rowCount() < MANY)
    screen.close()
    screen.deleteLater()
