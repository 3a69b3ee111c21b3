"""Whether it may be told how people moved between two rounds that are also told by group.

Who knows how many of each group held a view in either round knows the fewest and the most who can
have come to it: together these bound how many of the room did. Where as many came as the bound
says, every group is at its own, and it comes out how many of each came and left, who may be one
(intervals of cells between published margins: Dobra and Fienberg 2000, Bounds for cell entries in
contingency tables given marginal totals and decomposable graphs, PNAS 97:11885-11892). In between
each group may have moved in more than one way; that it is not told leaves both ends possible. All
that decides on it is told: the groups' results and the moves of the room.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.privacy.disclosure import SafeTable


@dataclass(frozen=True, slots=True)
class _Part:
    """Of a group, or of all others: who voted, and who of them gave the answer, round by round."""

    people: tuple[int, int]
    giving: tuple[int, int]


def tell_of_one_group(first: SafeTable, last: SafeTable) -> bool:
    """Whether any group is told of in both rounds: where none is, nothing bounds how it moved."""
    return any(
        row.people is not None and last.row(row.name).people is not None for row in first.rows
    )


def leaves_doubt(first: SafeTable, last: SafeTable, column: int, came: int) -> bool:
    """Whether every group may have moved in several ways when `came` of the room came to the answer
    in `column`, all of whom voted in both rounds.
    """
    told = _told_both_times(first, last, column)
    parts = [*told, _others(first, last, column, told)]
    if not told or any(before != after for before, after in (part.people for part in parts)):
        return False
    fewest = sum(max(0, part.giving[1] - part.giving[0]) for part in parts)
    most = sum(min(part.people[0] - part.giving[0], part.giving[1]) for part in parts)
    return fewest < came < most


def _told_both_times(first: SafeTable, last: SafeTable, column: int) -> list[_Part]:
    parts: list[_Part] = []
    for row in first.rows:
        again = last.row(row.name)
        giving = row.cells[column], again.cells[column]
        if row.people is None or again.people is None or giving[0] is None or giving[1] is None:
            continue
        parts.append(_Part((row.people, again.people), (giving[0], giving[1])))
    return parts


def _others(first: SafeTable, last: SafeTable, column: int, told: Sequence[_Part]) -> _Part:
    def less(table: SafeTable, at: int) -> tuple[int, int]:
        people = table.people - sum(part.people[at] for part in told)
        return people, table.column_totals[column] - sum(part.giving[at] for part in told)

    (before, gave), (after, gives) = less(first, 0), less(last, 1)
    return _Part((before, after), (gave, gives))
