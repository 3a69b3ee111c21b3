"""Rows that change: what stays keeps its selection, and the model keeps its word to the view."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.models.row_changes import AT_ONCE, MOST_STEPS
from ui.models.rows import RowsModel
from ui.widgets.lists.rows import Row

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def rows(keys: list[str], text: str = "") -> list[Row]:
    return [Row(key=key, text=f"{key}{text}") for key in keys]


@given(before=KEYS, after=KEYS)
def test_any_list_can_follow_any_other(before: list[str], after: list[str]) -> None:
    model = RowsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(rows(before))
    model.show_rows(rows(after, "!"))
    assert [row.text for row in model.rows] == [f"{key}!" for key in after]
    assert tester.model() is model


def test_a_row_that_moves_takes_its_selection_along(qtbot: QtBot) -> None:
    model = RowsModel(rows(["a", "b", "c"]))
    selection = QItemSelectionModel(model)
    selection.select(model.index_of("c"), QItemSelectionModel.SelectionFlag.Select)
    model.show_rows(rows(["c", "new", "a", "b"]))
    assert [index.data() for index in selection.selectedIndexes()] == ["c"]


def test_rows_that_stay_are_not_touched_when_others_come(qtbot: QtBot) -> None:
    model = RowsModel(rows(["a", "b"]))
    with qtbot.assertNotEmitted(model.dataChanged):
        model.show_rows(rows(["a", "x", "b"]))


def test_a_long_stretch_is_shown_at_once(qtbot: QtBot) -> None:
    many = [str(number) for number in range(5 * MOST_STEPS)]
    model = RowsModel(rows(many))
    with qtbot.waitSignals([model.rowsRemoved, model.rowsInserted]):
        model.show_rows(rows(many[::-1]))
    assert [row.key for row in model.rows] == many[::-1]


def test_what_is_told_of_is_there_when_it_is_told(qtbot: QtBot) -> None:
    model, seen = RowsModel(rows(["a", "z"])), []
    for told in (model.rowsInserted, model.rowsRemoved, model.rowsMoved, model.modelReset):
        told.connect(lambda *_: seen.append((len(model.rows), model.rowCount())))
    model.show_rows(rows(["a", *(f"m{number}" for number in range(2 * AT_ONCE + 1)), "z"]))
    model.show_rows(rows(["z", "a"]))
    model.show_anew(rows(["x", "y", "z"]))
    assert seen == [(n, n) for n in (AT_ONCE + 2, 2 * AT_ONCE + 2, 2 * AT_ONCE + 3, 2, 2, 3)]


def test_of_many_rows_that_say_something_else_all_are_told_of_at_once(qtbot: QtBot) -> None:
    many = [str(number) for number in range(MOST_STEPS + 1)]
    model = RowsModel(rows(["first", *many]))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    model.show_rows([model.rows[0], *rows(many, "!")])
    assert told == [(1, MOST_STEPS + 1)]
    assert model.rows[-1].text == f"{MOST_STEPS}!"
