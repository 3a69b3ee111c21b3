"""A list whose length Qt knows by itself: the base of models that may hold twenty thousand rows.

Whenever a view lays itself out, which every change of every row brings about, it asks its model
twice for each row how many there are. Asked of Python that takes 40 ms for twenty thousand rows;
of a model of Qt's own, which holds that many empty words, it takes none.
"""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QStringListModel

from ui.models import row_changes
from ui.models.letting_go import LettingGo
from ui.models.row_changes import AT_ONCE, Drop, Move, Put, Step

R = TypeVar("R")


class LongList(QStringListModel, Generic[R]):
    """Holds the rows that are shown; what they say is for models that are made of it."""

    def __init__(self, rows: Sequence[R] = ()) -> None:
        super().__init__([""] * len(rows))
        self._rows = list(rows)
        self._letting_go = LettingGo()
        self._change: Callable[[], None] = _nothing
        """What Qt's step means for the rows."""
        for told in (self.rowsRemoved, self.rowsMoved, self.rowsInserted, self.modelReset):
            told.connect(self._follow)  # before any view hears of it

    def take(self, wanted: Sequence[R], key: Callable[[R], str]) -> None:
        """Show what is wanted, telling views of each step, and of what says something else."""
        for step in row_changes.steps([*map(key, self._rows)], [*map(key, wanted)]):
            self._take(step, wanted)
        self.renew(wanted)

    def renew(self, wanted: Sequence[R]) -> None:
        """Show the same rows, telling views of those that say something else."""
        self._letting_go.take(self._rows)
        row_changes.renew(self, self._rows, wanted)

    def take_anew(self, wanted: Sequence[R]) -> None:
        """Another list altogether: views begin at its first row."""
        self._change = lambda: self._put(0, len(self._rows), wanted)
        self.setStringList([""] * len(wanted))

    def _take(self, step: Step, wanted: Sequence[R]) -> None:
        nowhere = QModelIndex()
        match step:
            case Drop(first, last):
                self._change = lambda: self._put(first, last, ())
                self.removeRows(first, last - first)
            case Move(source, target):
                self._change = lambda: self._move(source, target)
                self.moveRows(nowhere, source, 1, nowhere, target)
            case Put(first, last):
                # Qt puts one row after the other, each before all that it has put.
                for at in range(first, last, AT_ONCE):
                    some = wanted[at : min(at + AT_ONCE, last)]
                    self._insert(at, some)

    def _insert(self, at: int, rows: Sequence[R]) -> None:
        self._change = lambda: self._put(at, at, rows)
        self.insertRows(at, len(rows))

    def _put(self, first: int, last: int, rows: Sequence[R]) -> None:
        self._letting_go.take(self._rows[first:last])
        self._rows[first:last] = rows

    def _move(self, source: int, target: int) -> None:
        self._rows.insert(target - (target > source), self._rows.pop(source))

    def _follow(self, *_: object) -> None:
        change, self._change = self._change, _nothing
        change()


def _nothing() -> None:
    """No step is being taken."""
