"""Which rows change when a list is shown anew: the one way for every model.

Rows are known by a key that stays. Those that stay keep their selection and any open editor, since
only what differs is dropped, moved or put. Few moves are made: the longest run of rows whose order
did not change stays where it is.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QAbstractItemModel, QModelIndex

R = TypeVar("R")

AT_ONCE = 500
"""So many rows are compared, or put, in one go."""
MOST_STEPS = 200
"""Where more steps than this are needed, the stretch that differs is shown anew at once."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Rows `first` up to and without `last` go."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Move:
    """The row at `source` goes before the row that is at `target` now."""

    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Put:
    """The new list's rows `first` up to and without `last` come, at the same places."""

    first: int
    last: int


Step = Drop | Move | Put


def steps(before: Sequence[str], after: Sequence[str]) -> list[Step]:
    """What makes one list of keys of another, in this order, each step on what the last one left.

    A list in which a key stands twice is made right too, but its stretch that differs is all new.
    """
    before, after = list(before), list(after)
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    found = _one_by_one(old, new, start)
    if found is None or len(found) > MOST_STEPS:
        anew = (Drop(start, start + len(old)), Put(start, start + len(new)))
        return [step for step in anew if step.last > step.first]
    return found


def show(
    model: QAbstractItemModel,
    shown: list[R],
    wanted: Sequence[R],
    key: Callable[[R], str],
    columns: int = 1,
) -> None:
    """Make `shown`, the rows of `model`, what is wanted, telling the model's views each step."""
    nowhere = QModelIndex()
    for step in steps([key(row) for row in shown], [key(row) for row in wanted]):
        match step:
            case Drop(first, last):
                model.beginRemoveRows(nowhere, first, last - 1)
                del shown[first:last]
                model.endRemoveRows()
            case Move(source, target):
                model.beginMoveRows(nowhere, source, source, nowhere, target)
                shown.insert(target - (target > source), shown.pop(source))
                model.endMoveRows()
            case Put(first, last):
                model.beginInsertRows(nowhere, first, last - 1)
                shown[first:first] = wanted[first:last]
                model.endInsertRows()
    renew(model, shown, wanted, columns)


def show_anew(model: QAbstractItemModel, shown: list[R], wanted: Sequence[R]) -> None:
    """Another list altogether, such as what a search finds: views begin at its first row."""
    model.beginResetModel()
    shown[:] = wanted
    model.endResetModel()


def renew(model: QAbstractItemModel, shown: list[R], wanted: Sequence[R], columns: int = 1) -> None:
    """The rows stand where they should; those that say something else now are told of, each run of
    them at once: views take as long for one row as for all that they show.
    """
    pairs = enumerate(zip(shown, wanted, strict=True))
    renewed = [number for number, (old, new) in pairs if old is not new]
    if len(renewed) > MOST_STEPS:  # asking each what it says takes longer than showing all
        told = [(renewed[0], renewed[-1])]
    else:
        told = _joined([number for number in renewed if shown[number] != wanted[number]])
    shown[:] = wanted
    for first, last in told:
        model.dataChanged.emit(model.index(first, 0), model.index(last, columns - 1))


def _joined(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Rising numbers as runs without gaps: the first and the last of each."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _same(one: list[str], other: list[str]) -> int:
    """How many items two lists have in common from their start, looked at by many at once."""
    least, at = min(len(one), len(other)), 0
    while at < least and one[at : at + AT_ONCE] == other[at : at + AT_ONCE]:
        at += AT_ONCE
    pairs = enumerate(zip(one[at : at + AT_ONCE], other[at : at + AT_ONCE], strict=False))
    return next((at + n for n, (a, b) in pairs if a != b), least)


def _one_by_one(old: Sequence[str], new: Sequence[str], start: int) -> list[Step] | None:
    """The steps for a stretch that begins at `start`; None where keys do not tell rows apart, or
    where there are too many steps before any move is thought of.
    """
    known, wanted = set(old), set(new)
    if len(known) != len(old) or len(wanted) != len(new):
        return None
    drops, puts = _runs(old, wanted), _runs(new, known)
    if len(drops) + len(puts) > MOST_STEPS:
        return None
    kept = [key for key in old if key in wanted]
    goal = [key for key in new if key in known]
    return [
        *(Drop(start + first, start + last) for first, last in drops[::-1]),
        *_moves(kept, goal, start),
        *(Put(start + first, start + last) for first, last in puts),
    ]


def _runs(keys: Sequence[str], others: set[str]) -> list[tuple[int, int]]:
    """The stretches of keys that are not among the others: from, up to and without."""
    runs: list[tuple[int, int]] = []
    for number, key in enumerate(keys):
        if key in others:
            continue
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs


def _moves(kept: list[str], goal: list[str], start: int) -> list[Step]:
    """Each key that does not stay goes behind the one before it; too many are not all worked out.

    `kept` becomes `goal` on the way.
    """
    place = {key: number for number, key in enumerate(kept)}
    staying = set(_longest_rising([place[key] for key in goal]))
    moves: list[Step] = []
    for number, key in enumerate(goal):
        if place[key] in staying:
            continue
        source = kept.index(key)
        target = kept.index(goal[number - 1]) + 1 if number else 0
        moves.append(Move(start + source, start + target))
        if len(moves) > MOST_STEPS:
            break
        kept.insert(target - (target > source), kept.pop(source))
    return moves


def _longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest rising series within different numbers, by patience sorting."""
    tops: list[int] = []
    """The least number that a rising series of each length can end with, so far."""
    before: dict[int, int | None] = {}
    for number in numbers:
        pile = bisect_left(tops, number)
        before[number] = tops[pile - 1] if pile else None
        tops[pile : pile + 1] = [number]
    series: list[int] = []
    at = tops[-1] if tops else None
    while at is not None:
        series.append(at)
        at = before[at]
    return series[::-1]
