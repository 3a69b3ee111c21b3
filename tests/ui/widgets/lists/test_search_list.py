"""Lists that can be searched and worked by keyboard."""

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from tests.ui.helpers import assert_accessible
from ui.widgets.lists.search_list import SearchList

WORDS = ["Apples", "Pears", "Plums", "Quinces"]


@pytest.fixture
def fruit(qtbot: QtBot) -> SearchList:
    made = SearchList(QStringListModel(WORDS), name="Fruit")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.focus_search()
    qtbot.waitUntil(made.search.hasFocus)
    return made


def shown(fruit: SearchList) -> list[str]:
    return [fruit.proxy.index(row, 0).data() for row in range(fruit.proxy.rowCount())]


def test_typing_narrows_the_list(fruit: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClicks(fruit.search, "pl")
    qtbot.waitUntil(lambda: shown(fruit) == ["Apples", "Plums"])


def test_down_goes_from_the_search_into_the_list(fruit: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClicks(fruit.search, "plu")
    qtbot.keyClick(fruit.search, Qt.Key.Key_Down)
    assert fruit.view.hasFocus()
    assert fruit.current().row() == 2


def test_a_slash_goes_back_to_the_search(fruit: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClick(fruit.search, Qt.Key.Key_Down)
    qtbot.keyClick(fruit.view, Qt.Key.Key_Slash)
    assert fruit.search.hasFocus()
    assert fruit.search.text() == ""


def test_enter_chooses_the_row_of_the_callers_model(fruit: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClicks(fruit.search, "quin")
    qtbot.keyClick(fruit.search, Qt.Key.Key_Return)
    with qtbot.waitSignal(fruit.chosen) as signal:
        qtbot.keyClick(fruit.view, Qt.Key.Key_Return)
    assert signal.args is not None
    assert signal.args[0].row() == 3


def test_enter_in_the_search_presses_no_button_of_a_dialog(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    fruit = SearchList(QStringListModel(WORDS), name="Fruit", parent=dialog)
    fatal = QPushButton("Take out", dialog, default=True)
    fatal.clicked.connect(lambda: pytest.fail("pressed"))
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    fruit.focus_search()
    qtbot.keyClicks(fruit.search, "plu")
    qtbot.keyClick(fruit.search, Qt.Key.Key_Return)
    assert fruit.view.hasFocus()
    assert fruit.current().row() == 2


def test_escape_clears_the_search(fruit: SearchList, qtbot: QtBot) -> None:
    qtbot.keyClicks(fruit.search, "zzz")
    qtbot.keyClick(fruit.search, Qt.Key.Key_Return)
    assert fruit.nothing.isVisible()
    qtbot.keyClick(fruit.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown(fruit) == WORDS)
    assert not fruit.nothing.isVisible()


def test_every_control_has_a_name(fruit: SearchList) -> None:
    assert_accessible(fruit)


def test_every_word_must_be_there_in_any_order(fruit: SearchList, qtbot: QtBot) -> None:
    fruit.proxy.setFilterFixedString("es app")
    assert shown(fruit) == ["Apples"]


def test_the_search_follows_what_the_list_shows(fruit: SearchList) -> None:
    model = fruit.proxy.sourceModel()
    assert isinstance(model, QStringListModel)
    fruit.proxy.setFilterFixedString("pl")
    model.setData(model.index(1), "Plantains")
    assert shown(fruit) == ["Apples", "Plantains", "Plums"]
    model.setStringList(["Plain", "Dates"])
    assert shown(fruit) == ["Plain"]
    model.insertRow(0)
    model.setData(model.index(0), "Duplex")
    assert shown(fruit) == ["Duplex", "Plain"]


def test_a_table_is_searched_in_all_its_columns(qtbot: QtBot) -> None:
    model = QStandardItemModel(0, 2)
    for name, place in (("Ann", "Leeds"), ("Bob", "Bradford")):
        model.appendRow([QStandardItem(name), QStandardItem(place)])
    people = SearchList(model, QTableView(), "People")
    qtbot.addWidget(people)
    people.proxy.setFilterFixedString("brad")
    assert shown(people) == ["Bob"]
