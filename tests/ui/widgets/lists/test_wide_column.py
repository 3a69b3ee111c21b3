"""What names the rows of a table is read, whatever the table's width and whatever stands beside."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from ui import text_size
from ui.widgets.lists.wide_column import LEAST_LETTERS, WideColumn


@pytest.fixture
def view(qtbot: QtBot) -> QTableView:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(QStandardItemModel(3, 4, view))
    WideColumn(view, 1)
    for column in (0, 2, 3):
        view.setColumnWidth(column, 100)
    view.resize(900, 200)
    view.show()
    return view


def least(view: QTableView) -> int:
    return view.fontMetrics().averageCharWidth() * LEAST_LETTERS


def test_it_takes_what_the_others_leave(view: QTableView) -> None:
    assert view.columnWidth(1) == view.viewport().width() - 300
    view.setColumnWidth(3, 160)
    assert view.columnWidth(1) == view.viewport().width() - 360
    view.setColumnHidden(0, True)
    assert view.columnWidth(1) == view.viewport().width() - 260
    assert view.horizontalHeader().length() == view.viewport().width()


def test_it_is_never_less_than_its_words_need_and_the_table_scrolls(view: QTableView) -> None:
    view.resize(320, 200)
    assert view.columnWidth(1) == least(view)
    assert view.horizontalScrollBar().maximum() > 0
    font = view.font()
    font.setPixelSize(40)
    before = least(view)
    view.setFont(font)
    view.resize(321, 200)
    assert view.columnWidth(1) == least(view) > before
    view.resize(2000, 200)
    assert view.horizontalHeader().length() == view.viewport().width()


def test_the_others_are_as_wide_as_they_are_called_and_grow_with_the_text_and_back(
    view: QTableView,
) -> None:
    model = view.model()
    model.setHeaderData(2, Qt.Orientation.Horizontal, "As far as anybody knows")
    view.resize(901, 200)
    QCoreApplication.processEvents()
    widths: dict[int, list[int]] = {}
    for percent in (100, 150, 200, 100):
        text_size.choose(percent)
        QCoreApplication.processEvents()
        columns = view.horizontalHeader()
        assert columns.sectionSizeHint(2) <= columns.sectionSize(2)
        widths.setdefault(percent, [view.columnWidth(column) for column in (0, 2, 3)])
    text_size.choose(text_size.USUAL)
    assert widths[100] == [view.columnWidth(column) for column in (0, 2, 3)]
    assert widths[200][0] == 2 * widths[100][0] == 200
