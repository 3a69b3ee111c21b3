"""The one way in which lists change: always right, few steps, views told of each."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models import row_changes
from ui.models.row_changes import Drop, Move, Put, Step, steps

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@dataclass(frozen=True, slots=True)
class Line:
    key: str
    words: str = ""


class Lines(QAbstractListModel):
    """The least that a model is."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        return self.lines[index.row()].words if role == Qt.ItemDataRole.DisplayRole else None

    def show(self, *lines: Line) -> None:
        row_changes.show(self, self.lines, lines, lambda line: line.key)


def done(before: list[str], after: list[str], way: list[Step]) -> list[str]:
    """What the steps make of a list, done by hand: an oracle that knows no Qt."""
    rows = list(before)
    for step in way:
        match step:
            case Drop(first, last):
                rows[first:last] = []
            case Move(source, target):
                row = rows[source]
                rows[source] = ""
                rows.insert(target, row)
                rows.remove("")
            case Put(first, last):
                rows[first:first] = after[first:last]
    return rows


@given(KEYS, KEYS)
def test_the_steps_make_one_list_of_the_other(before: list[str], after: list[str]) -> None:
    assert done(before, after, steps(before, after)) == after


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_a_key_that_stands_twice_does_no_harm(before: list[str], after: list[str]) -> None:
    assert done(before, after, steps(before, after)) == after


@given(st.permutations("abcdefgh"))
def test_no_row_that_could_stay_is_moved(after: list[str]) -> None:
    """Counted against every rising series there is, not by the way it was found."""
    before = sorted(after)
    longest = 1
    for chosen in range(1 << len(after)):
        series = [key for number, key in enumerate(after) if chosen >> number & 1]
        if series == sorted(series):
            longest = max(longest, len(series))
    assert len(steps(before, after)) == len(after) - longest


@given(KEYS, KEYS)
def test_rows_that_are_in_both_lists_are_neither_dropped_nor_put(
    before: list[str], after: list[str]
) -> None:
    rows = list(before)
    for step in steps(before, after):
        if isinstance(step, Drop):
            assert not set(rows[step.first : step.last]) & set(after)
        if isinstance(step, Put):
            assert not set(after[step.first : step.last]) & set(before)
        rows = done(rows, after, [step])


def test_a_row_dragged_to_the_end_of_a_long_list_is_one_step() -> None:
    before = [str(number) for number in range(1000)]
    assert steps(before, [*before[1:], "0"]) == [Move(0, 1000)]


def test_what_differs_beyond_all_measure_is_shown_anew_and_nothing_else() -> None:
    old = [f"old {number}" for number in range(1000)]
    mixed = [key for pair in zip(old, map(str, range(1000)), strict=True) for key in pair]
    way = steps(["first", *old, "last"], ["first", *mixed, "last"])
    assert way == [Drop(2, 1001), Put(2, 2001)]
    assert steps(old, []) == [Drop(0, 1000)]
    assert steps([], old) == [Put(0, 1000)]


@pytest.fixture
def model(qapp: object) -> Lines:
    made = Lines()
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


@given(after=KEYS)
def test_a_view_may_follow_every_step(qapp: object, after: list[str]) -> None:
    """Qt's own tester watches, and what was remembered of a row is of the same row after."""
    model = Lines()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(*map(Line, "abcdefgh"))
    remembered = {
        key: QPersistentModelIndex(model.index(number)) for number, key in enumerate("abcdefgh")
    }
    model.show(*map(Line, after))
    assert [line.key for line in model.lines] == after
    for key, index in remembered.items():
        assert index.isValid() == (key in after)
        assert not index.isValid() or model.lines[index.row()].key == key


def test_only_rows_that_say_something_else_are_told_of(model: Lines) -> None:
    model.show(Line("a", "one"), Line("b", "two"), Line("c", "three"))
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.extend((first.row(), last.row())))
    model.show(Line("c", "three"), Line("a", "one"), Line("b", "zwei"))
    assert told == [2, 2]
    assert [line.words for line in model.lines] == ["three", "one", "zwei"]
