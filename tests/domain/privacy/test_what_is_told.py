"""What is told of a split, worked out by hand: all that is safe, and no less."""

import pytest

from facilitator.domain.privacy.disclosure import (
    NOT_GIVEN,
    CrossTable,
    Guard,
    SafeTable,
    Split,
    note,
    printed,
    protect,
)


def table(*rows: tuple[int, ...], told: int | None = None) -> CrossTable:
    """Groups A, B, C …; the last row is of those who did not say."""
    return CrossTable(
        rows=(*"ABCDE"[: len(rows) - 1], NOT_GIVEN),
        columns=tuple("vwxyz"[: len(rows[0])]),
        cells=rows,
        told=told,
    )


def groups(seen: SafeTable) -> dict[str, tuple[int | None, ...]]:
    """Of each group that is told its people, and what they answered."""
    return {row.name: (row.people, *row.cells) for row in seen.rows if row.people is not None}


def test_just_enough_people_in_every_answer_are_told() -> None:
    assert groups(protect(table((10, 10), (5, 5), (0, 0)), Guard(5))) == {
        "A": (20, 10, 10),
        "B": (10, 5, 5),
    }
    assert groups(protect(table((10, 10), (6, 4), (0, 0)), Guard(5))) == {}


def test_a_group_without_people_for_two_answers_hides_among_those_who_did_not_say() -> None:
    asked = table((10, 10), (6, 9), (4, 3), (2, 3))
    assert groups(protect(asked, Guard(5))) == {"A": (20, 10, 10), "B": (15, 6, 9)}


def test_of_two_groups_as_small_as_each_other_the_later_by_name_is_given_up() -> None:
    asked = table((10, 10), (6, 6), (8, 4), (0, 1))
    assert groups(protect(asked, Guard(5))) == {"A": (20, 10, 10), "B": (12, 6, 6)}
    lone = table((10, 10), (6, 6), (8, 4), (0, 0))
    assert groups(protect(lone, Guard(5))) == {"A": (20, 10, 10)}, "C would be known by subtraction"


def test_one_answer_alone_tells_nothing_of_groups() -> None:
    assert groups(protect(table((10, 0), (10, 0), (0, 0)), Guard(5))) == {}


@pytest.mark.parametrize(("told", "shown"), [(None, (6, None, None)), (2, (None, None, 5))])
def test_the_answer_that_is_told_first_is_told_before_the_one_given_most(
    told: int | None, shown: tuple[int | None, ...]
) -> None:
    asked = table((6, 1, 5), (6, 1, 5), (0, 0, 0), told=told)
    assert groups(protect(asked, Guard(5))) == {"A": (12, *shown), "B": (12, *shown)}


def test_ballots_too_many_stand_beside_a_group_that_is_told_and_rounded_up_for_all_others() -> None:
    asked = table((20, 16), (6, 9), (4, 3), (2, 3))
    seen = protect(asked, Guard(5), [29, 15, 6, 5])
    assert groups(seen) == {"A": (36, 20, 16), "B": (15, 6, 9)}
    assert [row.doubted for row in seen.rows] == [7, 0, 0, 5]
    # On paper the others are one row, in whose six and six all five may be doubted: B hides there.
    paper = printed(seen, Guard(5))
    assert groups(paper) == {"A": (36, 20, 16)}
    assert [row.doubted for row in paper.rows] == [7, 0, 0, 5]
    known = protect(asked, Guard(5))
    assert groups(printed(known, Guard(5))) == groups(known)


def test_paper_tells_the_answers_that_the_room_was_told_and_no_other() -> None:
    asked = table((8, 6, 3, 3), (5, 5, 3, 2), (0, 0, 0, 0), told=1)
    seen = protect(asked, Guard(5))
    assert groups(seen) == {"A": (20, 8, 6, None, None), "B": (15, 5, 5, None, None)}
    assert groups(printed(seen, Guard(5))) == groups(seen)
    assert groups(printed(seen, Guard(6))) == {}


def test_paper_rounds_what_it_tells() -> None:
    seen = protect(table((32, 21), (23, 26), (0, 0)), Guard(5))
    paper = printed(seen, Guard(10, 5))
    assert groups(paper) == {"A": (55, 30, 20), "B": (50, 25, 25)}
    assert paper.column_totals == (55, 45)


@pytest.mark.parametrize(("nearest", "is_told"), [(1, False), (2, True), (5, True)])
def test_readers_are_told_of_rounding_where_there_is_any(nearest: int, is_told: bool) -> None:
    words = str(note(Guard(10, nearest), keeps_all=True))
    assert "fewer than 10 people" in words
    assert (f"rounded to the nearest {nearest}" in words) is is_told
    assert "are not kept" not in words
    assert "are not kept" in str(note(Guard(10, nearest), keeps_all=False))
    by_room = str(note(Guard(10, nearest), keeps_all=False, splits=(Split.ROOM,)))
    assert "a room may have had more voters" in by_room
    assert "a sector and a size" not in by_room
