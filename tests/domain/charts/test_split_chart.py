"""Results by group as charts: what stands where, and nothing that could point at somebody."""

import pytest

from facilitator.domain.charts.chart import Bar, Chart
from facilitator.domain.locales import ENGLISH
from facilitator.domain.polls.cross_tables import cross_all
from facilitator.domain.polls.polls import Ballot, Method, Poll
from facilitator.domain.polls.split_chart import short_names, split_chart
from facilitator.domain.privacy.disclosure import ROOM, SafeTable, Split, protect
from facilitator.domain.wording import in_language
from tests.domain.polls.voting import ballot, poll

SECTORS = ("Charity", "Council", "Funder")


def of(sector: str, *counts: int, item: str = "A", marks: tuple[int, ...] = (4, 2)) -> list[Ballot]:
    """Ballots of a sector: so many people gave each of the marks."""
    return [
        ballot((item, mark), sector=sector)
        for mark, people in zip(marks, counts, strict=True)
        for _ in range(people)
    ]


def drawn(asked: Poll, *rounds: list[Ballot]) -> Chart | None:
    named = [
        (f"Round {number}", released(asked, ballots))
        for number, ballots in enumerate(rounds, start=1)
    ]
    return in_language(split_chart(asked, named, SECTORS, ROOM), ENGLISH)


def released(asked: Poll, ballots: list[Ballot]) -> list[SafeTable]:
    exact = cross_all(asked, ballots, {Split.SECTOR: SECTORS})
    return [protect(table, ROOM) for table in exact]


def bars(asked: Poll, *rounds: list[Ballot]) -> list[Bar]:
    found = drawn(asked, *rounds)
    assert found is not None
    return list(found.bars)


def test_the_whole_room_comes_first_then_each_sector_with_people_and_share() -> None:
    found = bars(poll(Method.AGREE, "A"), of("Charity", 9, 6) + of("Council", 5, 5))
    assert [(bar.label, bar.figure) for bar in found] == [
        ("All ballots", "14 agree, 11 do not"),
        ("Charity", "9 agree, 6 do not"),
        ("Council", "5 agree, 5 do not"),
    ]
    assert [bar.parts[0].share for bar in found] == [14 / 25, 9 / 15, 5 / 10]


def test_rounds_stand_in_pairs_under_their_sector() -> None:
    first = of("Charity", 9, 6) + of("Council", 5, 5)
    last = of("Charity", 6, 9) + of("Council", 8, 5)
    found = bars(poll(Method.AGREE, "A"), first, last)
    assert [(bar.group, bar.label) for bar in found] == [
        (name, f"Round {number}")
        for name in ("All ballots", "Charity", "Council")
        for number in (1, 2)
    ]


def test_a_small_sector_is_not_named() -> None:
    ballots = of("Charity", 9, 9) + of("Council", 9, 9) + of("Funder", 2, 1)
    found = drawn(poll(Method.AGREE, "A"), ballots)
    assert found is not None
    assert "Funder" not in str(found.text)


@pytest.mark.parametrize(
    ("answers", "figure", "aside"),
    [((9, 11, 6), "9 agree, 17 do not", ""), ((0, 20, 17), "not shown, of 37", "20 disagree")],
)
def test_who_disagrees_is_told_beside_where_nobody_agrees(
    answers: tuple[int, int, int], figure: str, aside: str
) -> None:
    ballots = [
        cast
        for sector in ("Charity", "Council", "Funder")
        for cast in of(sector, *answers, marks=(4, 2, 3))
    ]
    charity = next(bar for bar in bars(poll(Method.AGREE, "A"), ballots) if bar.label == "Charity")
    assert (str(charity.figure), str(charity.aside)) == (figure, aside)


def test_what_was_shown_of_one_round_stays_where_nothing_may_be_of_another() -> None:
    first = of("Charity", 9, 9) + of("Council", 9, 9) + of("Funder", 8, 8)
    last = of("Charity", 9, 9) + of("Council", 9, 9) + of("Funder", 2, 1)
    found = bars(poll(Method.AGREE, "A"), first, last)
    assert [bar.figure for bar in found if bar.group == "Funder"] == [
        "8 agree, 8 do not",
        "not shown",
    ]


def test_of_several_things_each_is_a_group_of_sectors_the_most_chosen_first() -> None:
    ballots = of("Charity", 6, 0, marks=(1, 1)) + of("Council", 7, 0, marks=(1, 1))
    ballots += of("Charity", 8, 0, item="B", marks=(1, 1)) + of(
        "Council", 9, 0, item="B", marks=(1, 1)
    )
    found = bars(poll(Method.CHOOSE_ONE, "AB"), ballots)
    assert [(bar.group, bar.label) for bar in found] == [
        (item, name) for item in "BA" for name in ("All ballots", "Charity", "Council")
    ]
    assert all(bar.newest for bar in found)


def test_of_several_things_what_may_not_be_shown_has_no_bar() -> None:
    both, first, neither = (("A", 1), ("B", 1)), (("A", 1),), ()
    ballots = [
        ballot(*marks, sector=sector)
        for sector, counts in {"Charity": (10, 0, 10), "Council": (1, 9, 10)}.items()
        for marks, people in zip((both, first, neither), counts, strict=True)
        for _ in range(people)
    ]
    found = bars(poll(Method.APPROVE, "AB"), ballots)
    assert [(bar.group, bar.label) for bar in found] == [
        ("A", name) for name in ("All ballots", "Charity", "Council")
    ]


@pytest.mark.parametrize("method", [Method.RANK, Method.DOTS, Method.WORDS])
def test_what_cannot_be_split_has_no_chart(method: Method) -> None:
    assert drawn(poll(method), of("Charity", 9, 9)) is None


def test_nothing_is_drawn_where_no_sector_may_be_shown() -> None:
    agree = poll(Method.AGREE, "A")
    assert drawn(agree) is None
    assert drawn(agree, of("Charity", 2, 2) + of("Council", 1, 2)) is None
    assert drawn(agree, of("", 9, 9)) is None
    assert drawn(agree, of("Charity", 9, 9) + of("Council", 1, 1)) is None


def test_what_explains_a_name_is_left_off_where_names_stay_apart() -> None:
    assert short_names(("Small: under 10", "Large: more")) == ("Small", "Large")
    assert short_names(("Other: one", "Other: two")) == ("Other: one", "Other: two")
    assert short_names((": odd", "Large")) == (": odd", "Large")


@pytest.mark.parametrize("method", [Method.AGREE, Method.APPROVE, Method.CHOOSE_ONE, Method.RATE])
def test_a_group_has_no_share_that_would_stand_beside_the_rooms_own(method: Method) -> None:
    high, low = {Method.AGREE: (4, 2), Method.RATE: (8, 1)}.get(method, (1, 1))
    ballots = [
        cast
        for sector in ("Charity", "Council")
        for item, mark in (("A", high), ("B" if high == low else "A", low))
        for cast in of(sector, 25, item=item, marks=(mark,))
    ]
    found = drawn(poll(method, "AB"), ballots)
    assert found is not None
    said = [f"{bar.figure} {bar.aside}" for bar in found.bars]
    assert not any("%" in figure or " of " in figure for figure in said)
