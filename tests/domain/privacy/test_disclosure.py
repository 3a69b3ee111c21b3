"""Disclosure control, attacked by whoever knows the rules and tries every table that fits."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from os import environ

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import cross_tables
from facilitator.domain.polls.polls import Method
from facilitator.domain.privacy import disclosure
from facilitator.domain.privacy.disclosure import (
    NOT_GIVEN,
    CrossTable,
    Guard,
    SafeRow,
    SafeTable,
    Split,
)
from tests.domain.polls.voting import ballot, poll

ROUNDED = Guard(10, 5)
EXAMPLES = int(environ.get("FACILITATOR_ATTACKS", "100"))
"""Rooms that are attacked; more of them where somebody has the time."""

Cells = tuple[tuple[int, ...], ...]


def table(*rows: tuple[int, ...], told: int | None = None) -> CrossTable:
    """The last row is of those who did not say."""
    return CrossTable(
        rows=(*(f"group {number}" for number in range(len(rows) - 1)), NOT_GIVEN),
        columns=tuple(f"answer {number}" for number in range(len(rows[0]))),
        cells=rows,
        told=told,
    )


def fills(people: int, room: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Every way to share people out among places with so much room."""
    if len(room) == 1:
        yield from [(people,)] if people <= room[0] else []
        return
    for first in range(min(people, room[0]) + 1):
        yield from ((first, *rest) for rest in fills(people - first, room[1:]))


def fitting(groups: Sequence[int], answers: Sequence[int]) -> Iterator[Cells]:
    """Every table of a room of which is known who came, from where, and the whole result."""
    if len(groups) == 1:
        yield (tuple(answers),)
        return
    for first in fills(groups[0], answers):
        left = [people - taken for people, taken in zip(answers, first, strict=True)]
        yield from ((first, *rest) for rest in fitting(groups[1:], left))


def given_away(shown: Mapping[Cells, SafeTable], threshold: int) -> list[tuple[Cells, int, int]]:
    """Cells of fewer people than the threshold that are known for certain to who sees what is
    shown and knows what would be shown of every other table; not those that the whole room's
    result and the list of names give away by themselves.
    """
    alike: dict[SafeTable, list[Cells]] = defaultdict(list)
    for cells, seen in shown.items():
        alike[seen].append(cells)
    return [
        (tables[0], row, column)
        for tables in alike.values()
        for row, people in enumerate(tables[0])
        for column, found in enumerate(people)
        if found < threshold
        and len({cells[row][column] for cells in tables}) == 1
        and len({cells[row][column] for cells in shown}) > 1
    ]


@st.composite
def rooms(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """People by group, and by answer: all of a small room."""
    people = draw(st.integers(6, 13))
    width = draw(st.integers(2, 3))
    height = draw(st.integers(2, 4 if width == 2 else 3))
    cuts = [sorted(draw(st.integers(0, people)) for _ in range(n - 1)) for n in (height, width)]
    groups, answers = (
        [to - start for start, to in zip([0, *cut], [*cut, people], strict=True)] for cut in cuts
    )
    return groups, answers


@settings(max_examples=EXAMPLES)
@given(rooms(), st.integers(2, 3), st.integers(0, 2), st.sampled_from([None, 0, 1]))
@example(([6, 5, 1], [8, 2, 2]), 2, 0, None)
def test_no_small_cell_is_found_in_the_room_or_on_paper_by_who_knows_the_rules(
    room: tuple[list[int], list[int]], threshold: int, more: int, told: int | None
) -> None:
    tables = [*fitting(*room)]
    shown = {
        cells: disclosure.protect(table(*cells, told=told), Guard(threshold)) for cells in tables
    }
    assert given_away(shown, threshold) == []
    paper = Guard(threshold + more)
    printed = {cells: disclosure.printed(seen, paper) for cells, seen in shown.items()}
    assert given_away(printed, paper.threshold) == []


def test_the_attack_finds_what_is_not_protected() -> None:
    """Showing every group of enough people, as tables, lets it find those that are not shown."""

    def careless(cells: Cells) -> SafeTable:
        rows = tuple(
            SafeRow(name=str(row), people=sum(people), cells=people)
            if min(people) >= 2
            else SafeRow(name=str(row), people=None, cells=(None,) * len(people))
            for row, people in enumerate(cells)
        )
        whole = tuple(map(sum, zip(*cells, strict=True)))
        return SafeTable(columns=("a", "b"), rows=rows, column_totals=whole)

    tables = [*fitting([6, 5, 1], [8, 4])]
    assert given_away({cells: careless(cells) for cells in tables}, 2)
    safe = {cells: disclosure.protect(table(*cells), Guard(2)) for cells in tables}
    assert any(seen.tells for seen in safe.values())
    assert given_away(safe, 2) == []


TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.tuples(*[st.integers(0, 30)] * width), min_size=2, max_size=6).map(
        lambda rows: table(*rows)
    )
)


@given(TABLES, st.integers(2, 12), st.integers(2, 14))
def test_what_is_shown_is_true_and_nothing_small_is_left_by_subtraction(
    exact: CrossTable, in_room: int, in_print: int
) -> None:
    room = disclosure.protect(exact, Guard(in_room))
    paper = disclosure.printed(room, Guard(in_print))
    for safe, threshold in ((room, in_room), (paper, in_print)):
        kept = [row for row in range(len(exact.rows)) if safe.rows[row].people is not None]
        assert len(exact.rows) - 1 not in kept, "who did not say is no group"
        rest = [row for row in range(len(exact.rows)) if row not in kept]
        for column, whole in enumerate(safe.column_totals):
            seen = [safe.rows[row].cells[column] for row in kept]
            assert seen in ([exact.cells[row][column] for row in kept], [None] * len(kept))
            if None not in seen and any(sum(exact.cells[row]) for row in rest):
                assert not kept or whole - sum(n or 0 for n in seen) >= threshold
        for row in kept:
            told = [n for n in safe.rows[row].cells if n is not None]
            hidden = (safe.rows[row].people or 0) - sum(told)
            assert min(told) >= threshold
            assert not hidden or hidden >= threshold
    for there, here in zip(room.rows, paper.rows, strict=True):
        pairs = zip((there.people, *there.cells), (here.people, *here.cells), strict=True)
        assert all(n in (None, known) for known, n in pairs), "paper shows nothing more"


@given(TABLES, st.integers(2, 6), st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_ballots_of_more_people_than_are_here_count_for_nobody(
    exact: CrossTable, threshold: int, here: list[int]
) -> None:
    heads = here[: len(exact.rows)]
    safe = disclosure.protect(exact, Guard(threshold), heads)
    for row, cells, known in zip(safe.rows, exact.cells, heads, strict=True):
        for told in row.cells:
            assert told is None or told - max(0, sum(cells) - known) >= threshold


@given(TABLES, st.integers(2, 6), st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_what_is_kept_of_ballots_too_many_tells_of_no_group_that_is_not_shown(
    exact: CrossTable, threshold: int, here: list[int]
) -> None:
    heads = here[: len(exact.rows)]
    room = disclosure.protect(exact, Guard(threshold), heads)
    for released in (room, disclosure.printed(room, Guard(threshold + 2))):
        *named, rest = released.rows
        for row, known in zip(named, heads, strict=False):
            assert row.doubted == (0 if row.people is None else max(0, row.people - known))
        assert rest.doubted % threshold == 0 or released is not room


def test_ten_phones_of_an_attackers_own_do_not_expose_the_one_real_regulator() -> None:
    exact = table((30, 20), (6, 5), (20, 20), (0, 0))
    assert disclosure.protect(exact, Guard(5)).rows[1].people == 11
    careful = disclosure.protect(exact, Guard(5), heads=(50, 1, 40, 0))
    assert careful.rows[1].people is None
    assert careful.rows[0].people == 50


def test_groups_that_add_up_to_the_room_are_not_all_shown_while_somebody_else_is_here() -> None:
    exact = table((8, 12), (15, 15), (0, 0), (17, 13), (0, 0))
    shown = [row.people for row in disclosure.protect(exact, Guard(5)).rows]
    assert shown == [20, 30, None, 30, None], "nobody of the third group can have voted"
    for possible in ((20, 30, 2, 30, 0), (20, 30, 0, 30, 1)):
        careful = disclosure.protect(exact, Guard(5), possible=possible)
        assert [row.people for row in careful.rows] == [None, 30, None, 30, None]
    by_heads = disclosure.protect(exact, Guard(5), heads=(20, 30, 2, 30, 0))
    assert by_heads.rows[0].people is None


def safe(*rows: tuple[int, ...], threshold: int = 5) -> SafeTable:
    return disclosure.protect(table(*rows, (0,) * len(rows[0])), Guard(threshold))


def test_large_groups_all_stay() -> None:
    found = safe((10, 6), (7, 9))
    assert [row.cells for row in found.rows] == [(10, 6), (7, 9), (None, None)]
    assert [row.people for row in found.rows] == [16, 16, None]


def test_paper_shows_all_of_a_release_that_has_enough_people_for_it_and_less_of_another() -> None:
    large = safe((20, 15, 12), (18, 14, 25), (30, 11, 13))
    assert disclosure.printed(large, Guard(10)) == large
    mixed = safe((20, 15, 12), (18, 14, 6), (30, 11, 13))
    assert [row.cells for row in mixed.rows[:3]] == [(20, 15, 12), (18, 14, 6), (30, 11, 13)]
    paper = disclosure.printed(mixed, Guard(10))
    assert [row.cells[0] for row in paper.rows[:3]] == [20, 18, 30]
    assert {cell for row in paper.rows for cell in row.cells[1:]} == {None}


def test_what_is_withheld_is_the_groups_and_never_the_rooms_result() -> None:
    found = disclosure.withheld(table((20, 15), (18, 14), (3, 0)))
    assert (found.tells, found.column_totals) == (False, (41, 29))


@pytest.mark.parametrize(("people", "told"), [(0, "0"), (2, "0"), (3, "5"), (12, "10"), (13, "15")])
def test_a_rounded_figure_is_a_whole_one(people: int, told: str) -> None:
    assert str(disclosure.rounded(people, ROUNDED)) == told


def test_answers_of_few_are_put_together_before_a_group_is_given_up() -> None:
    found = safe((10, 3, 9), (7, 8, 20), (30, 40, 50))
    assert [row.people for row in found.rows] == [22, 35, 120, None]
    assert [row.cells[2] for row in found.rows] == [9, 20, 50, None]
    assert {cell for row in found.rows for cell in row.cells[:2]} == {None}


def test_a_small_group_is_withheld_with_another_for_company() -> None:
    found = safe((2, 2), (6, 8), (20, 30))
    assert [row.people for row in found.rows] == [None, None, 50, None]
    assert found.column_totals == (28, 40)


def test_a_group_of_one_mind_is_withheld_however_large() -> None:
    assert [row.people for row in safe((30, 0), (20, 25), (31, 30)).rows[:3]] == [None, None, 61]


def test_empty_and_hidden_cells_look_alike() -> None:
    found = safe((0, 12, 9), (2, 20, 9), (9, 30, 9))
    assert found.rows[0].cells[0] is None
    assert found.rows[1].cells[0] is None


def test_the_rounded_preset_rounds_everything_that_is_shown() -> None:
    found = disclosure.protect(table((12, 13), (28, 11), (0, 0)), ROUNDED)
    assert [row.cells for row in found.rows[:2]] == [(10, 15), (30, 10)]
    assert (found.column_totals, found.people) == ((40, 25), 65)
    assert str(disclosure.note(ROUNDED, keeps_all=True)).endswith("rounded to the nearest 5.")


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
        (Method.RATE, ("A", 7), (0, 0, 1, 0)),
        (Method.RATE, ("B", 7), (0, 0, 0, 1)),
        (Method.AGREE, ("B", 5), (0, 1, 0)),
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
