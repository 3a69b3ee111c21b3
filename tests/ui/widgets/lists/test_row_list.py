"""A row that says something else is painted alone, unless it is higher or lower than before."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from ui import theme
from ui.models.rows import RowsModel
from ui.widgets.lists.row_list import Index, RowList
from ui.widgets.lists.rows import Row, RowDelegate, dress


class Painted(RowDelegate):
    """Remembers which rows it painted."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view, lines=0)
        self.rows: list[int] = []

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.rows.append(index.row())
        super().paint(painter, option, index)


@pytest.fixture
def painted(qapp: QApplication) -> Iterator[Painted]:
    theme.apply(qapp, theme.Scheme.LIGHT)
    view = RowList()
    view.setModel(RowsModel())
    painted = Painted(view)
    dress(view, painted, "Rows")
    view.resize(400, 400)
    view.show()
    yield painted
    view.close()
    view.deleteLater()


def shown(painted: Painted, *words: str) -> set[int]:
    """Shows rows; gives those that were painted for it, once the view came to rest."""
    view = painted.parent()
    assert isinstance(view, RowList)
    model = view.model()
    assert isinstance(model, RowsModel)
    painted.rows.clear()
    model.show_rows([Row(key=str(place), text=text) for place, text in enumerate(words)])
    view.executeDelayedItemsLayout()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return set(painted.rows)


def test_a_row_that_says_something_else_is_painted_alone(painted: Painted) -> None:
    shown(painted, "one", "two", "three")
    assert shown(painted, "one", "zwei", "three") == {1}


def test_rows_under_one_that_grew_are_painted_too(painted: Painted) -> None:
    shown(painted, "one", "two", "three")
    assert shown(painted, "one", "two " * 60, "three") >= {1, 2}


def test_a_row_that_the_program_goes_to_is_chosen_alone_while_keys_are_held(
    painted: Painted,
) -> None:
    shown(painted, "One", "Two", "Three")
    view = painted.parent()
    assert isinstance(view, RowList)
    view.setSelectionMode(view.SelectionMode.ExtendedSelection)
    for key, held in (
        (Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier),
    ):
        view.setCurrentIndex(view.model().index(0, 0))
        QTest.keyPress(view, key, held)
        view.setCurrentIndex(view.model().index(2, 0))
        QTest.keyRelease(view, key)
        assert [index.row() for index in view.selectedIndexes()] == [2]


class Resized(RowList):
    """Counts how often its room became another."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.times += 1
        super().resizeEvent(event)


def test_a_scroll_bar_does_not_come_and_go_for_ever(qapp: QApplication) -> None:
    """Beside it rows are of another height: here all fit with it, and not without."""
    theme.apply(qapp, theme.Scheme.LIGHT)
    view, model = Resized(), RowsModel()
    view.setModel(model)
    dress(view, RowDelegate(view, lines=0, lead=2.5), "Rows")
    texts = (
        "sector contract partnership sector sector trust commissioning partnership contract sector",
        "voice contract local a",
    )
    detail = "now, 12 minutes left"
    model.show_rows([Row(key=text, text=text, figure="20′", detail=detail) for text in texts])
    view.show()
    settled = []
    for width, height in product(range(168, 198, 3), (213, 230, 247, 264)):
        view.resize(width, height)
        for _ in range(4):
            QApplication.processEvents()
        before = view.times
        for _ in range(8):
            QApplication.processEvents()
        settled.append(view.times - before <= 1)
    view.close()
    view.deleteLater()
    assert all(settled)
