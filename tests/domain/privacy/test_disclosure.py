"""Disclosure control, attacked by trying every table that fits what is shown."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import cross_tables
from facilitator.domain.polls.polls import Method
from facilitator.domain.privacy import disclosure
from facilitator.domain.privacy.cell_suppression import TOTAL
from facilitator.domain.privacy.disclosure import CrossTable, Guard, SafeTable, Split
from tests.domain.polls.voting import ballot, poll

Cells = tuple[tuple[int, ...], ...]


def table(*rows: tuple[int, ...]) -> CrossTable:
    return CrossTable(
        rows=tuple(f"group {number}" for number in range(len(rows))),
        columns=tuple(f"answer {number}" for number in range(len(rows[0]))),
        cells=rows,
    )


def safe(*rows: tuple[int, ...], threshold: int = 5) -> SafeTable:
    [found] = disclosure.protect([table(*rows)], Guard(threshold))
    return found


def shares(people: int, groups: int) -> Iterator[tuple[int, ...]]:
    """Every way to share people out among groups."""
    if groups == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in shares(people - first, groups - 1))


def fitting(exact: CrossTable, shown: SafeTable) -> list[Cells]:
    """Every table that somebody who sees the safe one has to reckon with."""
    columns = [list(shares(people, len(exact.rows))) for people in exact.column_totals]
    return [
        rows
        for chosen in product(*columns)
        if (rows := tuple(zip(*chosen, strict=True)))
        and all(
            row.people in (None, sum(cells))
            and all(seen in (None, cell) for seen, cell in zip(row.cells, cells, strict=True))
            for row, cells in zip(shown.rows, rows, strict=True)
        )
    ]


def ranges(tables: Sequence[Cells], row: int, column: int) -> tuple[int, int]:
    people = [sum(cells[row]) if column == TOTAL else cells[row][column] for cells in tables]
    return min(people), max(people)


def assert_protected(exact: CrossTable, tables: Sequence[Cells], threshold: int) -> None:
    """Every small cell and total could be empty, or past the threshold where the room allows."""
    if len(exact.rows) < 2:
        return
    for row, cells in enumerate(exact.cells):
        known = (*enumerate(exact.column_totals), (TOTAL, sum(exact.totals)))
        for (column, most), people in zip(known, (*cells, sum(cells)), strict=True):
            if 0 < people < threshold:
                least, highest = ranges(tables, row, column)
                assert least == 0
                assert highest >= min(threshold, most)


TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 4)] * width), min_size=2, max_size=3).map(
        lambda rows: table(*rows)
    )
)
PAIRS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 8)), min_size=2, max_size=3
).map(
    lambda rows: (
        table(*((a, b) for a, b, _ in rows)),
        table(*((min(c, a + b), a + b - min(c, a + b)) for a, b, c in rows)),
    )
)


@settings(max_examples=150)
@given(TABLES, st.integers(2, 3))
def test_trying_every_table_that_fits_gives_no_small_cell_away(
    exact: CrossTable, threshold: int
) -> None:
    [shown] = disclosure.protect([exact], Guard(threshold))
    assert_protected(exact, fitting(exact, shown), threshold)


@settings(max_examples=150)
@given(TABLES, st.integers(2, 3))
def test_the_audits_bounds_are_those_of_trying_every_table(
    exact: CrossTable, threshold: int
) -> None:
    [shown] = disclosure.protect([exact], Guard(threshold))
    tables = fitting(exact, shown)
    for row in range(len(exact.rows)):
        for column in (*range(len(exact.columns)), TOTAL):
            assert disclosure.bounds(exact, shown, (row, column)) == ranges(tables, row, column)


@settings(max_examples=150)
@given(PAIRS, st.integers(2, 3))
def test_a_second_round_of_the_same_people_gives_nothing_away(
    rounds: tuple[CrossTable, CrossTable], threshold: int
) -> None:
    shown = disclosure.protect(rounds, Guard(threshold))
    fits = [fitting(exact, seen) for exact, seen in zip(rounds, shown, strict=True)]
    totals = [{tuple(map(sum, cells)) for cells in tables} for tables in fits]
    for exact, tables in zip(rounds, fits, strict=True):
        same_people = [cells for cells in tables if tuple(map(sum, cells)) in totals[0] & totals[1]]
        assert_protected(exact, same_people, threshold)
    hidden = [[tuple(cell is None for cell in row.cells) for row in seen.rows] for seen in shown]
    assert hidden[0] == hidden[1]


@given(PAIRS, st.integers(2, 4), st.integers(2, 6))
def test_paper_shows_nothing_that_the_room_was_not_shown(
    rounds: tuple[CrossTable, CrossTable], in_room: int, in_print: int
) -> None:
    room = disclosure.protect(rounds, Guard(in_room))
    paper = disclosure.protect(rounds, Guard(in_print), Guard(in_room))
    for seen, printed in zip(room, paper, strict=True):
        for there, here in zip(seen.rows, printed.rows, strict=True):
            for shown, found in zip(
                (there.people, *there.cells), (here.people, *here.cells), strict=True
            ):
                assert found is None or (found == shown and found >= in_print)


@settings(max_examples=150)
@given(TABLES, st.integers(2, 3))
def test_no_small_group_is_certain_to_be_of_one_mind(exact: CrossTable, threshold: int) -> None:
    [shown] = disclosure.protect([exact], Guard(threshold))
    if max(exact.column_totals) == sum(exact.totals):
        return  # the whole room is of one mind, and its result is on the wall
    tables = fitting(exact, shown)
    for row, cells in enumerate(exact.cells):
        if 0 < sum(cells) < 2 * threshold and max(cells) == sum(cells):
            assert any(max(found[row]) < sum(found[row]) for found in tables)


@given(TABLES, st.integers(2, 6))
def test_what_is_shown_is_true_and_never_small(exact: CrossTable, threshold: int) -> None:
    [shown] = disclosure.protect([exact], Guard(threshold))
    for row, cells in zip(shown.rows, exact.cells, strict=True):
        for seen, people in zip((row.people, *row.cells), (sum(cells), *cells), strict=True):
            assert seen is None or threshold <= seen == people


def test_large_cells_all_stay() -> None:
    found = safe((10, 6), (7, 9))
    assert [row.cells for row in found.rows] == [(10, 6), (7, 9)]
    assert [row.people for row in found.rows] == [16, 16]


def test_one_small_cell_takes_a_rectangle_with_it_and_no_more() -> None:
    found = safe((10, 3, 9), (7, 8, 20), (30, 40, 50))
    hidden = [tuple(cell is None for cell in row.cells) for row in found.rows]
    assert hidden == [(True, True, False), (True, True, False), (False, False, False)]


def test_a_group_under_the_threshold_is_withheld_with_another_for_company() -> None:
    found = safe((2, 2), (6, 8), (20, 30))
    assert [row.people for row in found.rows] == [None, None, 50]
    assert found.column_totals == (28, 40)


def test_a_small_group_of_one_mind_is_withheld() -> None:
    found = safe((8, 0), (9, 9), (20, 30))
    assert [row.people for row in found.rows] == [None, None, 50]


def test_groups_of_one_mind_that_keep_each_other_company_take_another_with_them() -> None:
    found = safe((0, 4), (0, 8), (9, 9), (20, 30))
    assert [row.people for row in found.rows] == [None, None, None, 50]


def test_a_large_group_of_one_mind_is_shown() -> None:
    assert safe((30, 0), (20, 25)).rows[0].people == 30


def test_empty_and_hidden_cells_look_alike() -> None:
    found = safe((0, 12, 9), (2, 20, 9), (9, 30, 9))
    assert found.rows[0].cells[0] is None
    assert found.rows[1].cells[0] is None


def test_rounds_hide_the_same_cells() -> None:
    first, last = disclosure.protect([table((4, 9), (9, 9)), table((9, 4), (9, 9))], Guard(5))
    assert all(cell is None for row in (*first.rows, *last.rows) for cell in row.cells)


def test_the_rounded_preset_rounds_everything_that_is_shown() -> None:
    [found] = disclosure.protect([table((12, 13), (28, 11))], disclosure.ROUNDED)
    assert [row.cells for row in found.rows] == [(10, 15), (30, 10)]
    assert (found.column_totals, found.people) == ((40, 25), 65)
    assert str(found.note).endswith("Figures are rounded to the nearest 5.")


def test_answers_are_counted_by_sector_with_the_rest_as_not_given() -> None:
    of = poll(Method.AGREE, "A")
    cast = [
        ballot(("A", 5), sector="Charity"),
        ballot(("A", 0), sector="Charity"),
        ballot(("A", 2), sector="Council"),
        ballot(("A", 4)),
    ]
    found = cross_tables.cross(of, cast, Split.SECTOR, ("Charity", "Council"), "A")
    assert found.rows == ("Charity", "Council", "Not given")
    assert found.cells == ((0, 1, 1), (1, 0, 0), (0, 0, 1))


@pytest.mark.parametrize(
    ("method", "marks", "cells"),
    [
        (Method.CHOOSE_ONE, ("B", 1), (0, 1, 0)),
        (Method.APPROVE, ("A", 1), (0, 1)),
        (Method.APPROVE, ("B", 1), (1, 0)),
        (Method.RATE, ("A", 7), (0, 0, 1)),
        (Method.RATE, ("B", 7), (0, 0, 0)),
    ],
)
def test_each_method_has_its_answers(
    method: Method, marks: tuple[str, int], cells: tuple[int, ...]
) -> None:
    cast = [ballot(marks, size="Small")]
    found = cross_tables.cross(poll(method), cast, Split.SIZE, ("Small",), "A")
    assert found.cells[0] == cells


def test_a_ranking_cannot_be_split() -> None:
    with pytest.raises(SeminarError, match="cannot be split"):
        cross_tables.cross(poll(Method.RANK), [], Split.SECTOR, ())
