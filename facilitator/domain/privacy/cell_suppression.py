"""What can be worked out about a hidden cell of a table from everything that is published.

The ways in which hidden cells can change while all published figures stay are the flows round a
network: rows and columns are its places, hidden cells the roads between them. How far one cell can
move is the greatest flow from one of its ends to the other (Cox 1995, Network models for
complementary cell suppression, J. American Statistical Association 90:1453-1462; Ford & Fulkerson
1956, Maximal flow through a network). The bounds found are exact.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Cell = tuple[int, int]
"""(row, column); the column is `TOTAL` for a row's total."""

TOTAL = -1

Place = tuple[bool, int]
"""(is it a row?, its number)."""

Price = Callable[[Cell], int | None]


@dataclass(frozen=True, slots=True)
class _Step:
    """One road taken: the cell it changes, up or down by one for each unit that takes it."""

    cell: Cell
    change: int
    end: Place


def _none_for_sale(cell: Cell) -> None:
    return None


class Network:
    """The changes that a table's hidden cells allow. Column totals are published."""

    def __init__(self, cells: Sequence[Sequence[int]], hidden: Iterable[Cell]) -> None:
        self.hidden = set(hidden)
        self._people = {
            (row, column): people
            for row, people_of_row in enumerate(cells)
            for column, people in (*enumerate(people_of_row), (TOTAL, sum(people_of_row)))
        }
        self._rows = range(len(cells))
        self._columns = (*range(len(cells[0])), TOTAL)

    def widen(self, cell: Cell, *, up: bool, need: int, price: Price = _none_for_sale) -> int:
        """How far the cell can move up (or down), at most `need` people. Cells that `price` puts a
        price on are hidden as needed, the cheapest way first. A network answers one question.
        """
        row, column = (True, cell[0]), (False, cell[1])
        # A cell that rises must be made up for from its row to its column; a total the other way.
        away = up == (cell[1] != TOTAL)
        start, end = (row, column) if away else (column, row)
        moved = 0
        while moved < need:
            path = self._cheapest(start, end, cell, price)
            if path is None:
                break
            falling = [self._people[step.cell] for step in path if step.change < 0]
            units = min([need - moved, *falling])
            for step in path:
                self._people[step.cell] += step.change * units
                self.hidden.add(step.cell)
            moved += units
        return moved

    def _cheapest(self, start: Place, end: Place, barred: Cell, price: Price) -> list[_Step] | None:
        """The way from start to end that hides fewest people (Dijkstra 1959); None without one."""
        best: dict[Place, int] = {start: 0}
        came: dict[Place, tuple[Place, _Step]] = {}
        queue = [(0, start)]
        while queue:
            cost, place = heapq.heappop(queue)
            if place == end:
                return _path(came, start, end)
            if cost > best[place]:
                continue
            for step in self._steps(place):
                toll = 0 if step.cell in self.hidden else price(step.cell)
                if step.cell == barred or toll is None:
                    continue
                if cost + toll < best.get(step.end, cost + toll + 1):
                    best[step.end] = cost + toll
                    came[step.end] = (place, step)
                    heapq.heappush(queue, (cost + toll, step.end))
        return None

    def _steps(self, place: Place) -> Iterator[_Step]:
        """The roads that leave a place and have room: any cell can rise, none below nought."""
        is_row, number = place
        for other in self._columns if is_row else self._rows:
            cell = (number, other) if is_row else (other, number)
            change = 1 if is_row == (cell[1] == TOTAL) else -1
            if change > 0 or self._people[cell] > 0:
                yield _Step(cell, change, (not is_row, other))


def _path(came: dict[Place, tuple[Place, _Step]], start: Place, end: Place) -> list[_Step]:
    path = []
    while end != start:
        end, step = came[end]
        path.append(step)
    return path[::-1]
