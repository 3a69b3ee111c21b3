"""All that a round tells, attacked by exact counting: on the projector and on paper, with the list
of who may vote, how many abstained and how many did not vote.

The attacker knows who was entitled from which group, the room's result, how many abstained, and
the rules; and tries every small room in which all that is so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, product

import pytest

from facilitator.domain.polls.cross_tables import can_be_split, cross_all
from facilitator.domain.polls.polls import ABSTENTION, Ballot, Method, Poll
from facilitator.domain.polls.tally import count
from facilitator.domain.privacy.combinations import Said, coarsened, not_kept
from facilitator.domain.privacy.disclosure import (
    NOT_GIVEN,
    CrossTable,
    Guard,
    SafeTable,
    Split,
    printed,
    protect,
)
from tests.domain.polls.voting import poll

SECTORS = ("Third", "Public", "Regulator")
THRESHOLD = 2
Room = tuple[tuple[int, ...], ...]
"""For each group how many cast each kind of ballot."""
Shown = tuple[tuple[SafeTable, ...], tuple[SafeTable, ...]]


def items_of(method: Method) -> str:
    """Of the other methods only a poll on one thing may be split where people may abstain."""
    return "AB" if method is Method.CHOOSE_ONE else "A"


def kinds(method: Method) -> list[tuple[tuple[str, int], ...]]:
    """The ballots that the people of these rooms cast, abstaining the last."""
    cast: dict[Method, list[tuple[tuple[str, int], ...]]] = {
        Method.CHOOSE_ONE: [(("A", 1),), (("B", 1),), ABSTENTION],
        Method.APPROVE: [(("A", 1),), (), ABSTENTION],
        Method.AGREE: [(("A", 5),), (("A", 1),), (("A", 0),), ABSTENTION],
        Method.RATE: [(("A", 9),), (("A", 1),), (("A", 5),), ABSTENTION],
    }
    return cast[method]


def ballots_of(room: Room, method: Method) -> list[Ballot]:
    return [
        Ballot(round_id="r", voter_key=f"{group} {kind} {n}", marks=marks, sector=group)
        for group, people in zip(SECTORS, room, strict=False)
        for kind, (marks, many) in enumerate(zip(kinds(method), people, strict=True))
        for n in range(many)
    ]


def shares(people: int, places: int) -> Iterator[tuple[int, ...]]:
    """Every way to share people out among so many kinds of ballot."""
    for chosen in combinations_with_replacement(range(places), people):
        found = Counter(chosen)
        yield tuple(found[place] for place in range(places))


def released(asked: Poll, cast: Sequence[Ballot], entitled: Sequence[int]) -> Shown:
    """As the room is told, and as paper is."""
    tables = cross_all(asked, cast, {Split.SECTOR: SECTORS})
    heads = [*entitled, *(0 for _ in range(len(SECTORS) - len(entitled))), 0]
    room = tuple(protect(table, Guard(THRESHOLD), heads) for table in tables)
    return room, tuple(printed(table, Guard(THRESHOLD + 1)) for table in room)


def known(asked: Poll, cast: Sequence[Ballot]) -> object:
    """The room's result, which everybody sees."""
    tally = count(asked, cast)
    return tally.ballots, tally.abstained, tuple((each.people, each.points) for each in tally.lines)


def small(room: Room, method: Method) -> list[tuple[str, str, int]]:
    """What nobody may find where it is of fewer people than the threshold: a group's ballots of
    each kind.
    """
    return [
        (group, str(marks), n)
        for group, people in zip(SECTORS, room, strict=False)
        for marks, n in zip(kinds(method), people, strict=True)
    ]


def given_away(
    method: Method, entitled: Sequence[int], *, everybody: bool
) -> list[tuple[object, ...]]:
    """Small numbers that are known for certain from what is shown, and not without it."""
    asked = poll(method, items_of(method), may_abstain=True)
    away = [0 if everybody else 1 if len(entitled) > 2 else people for people in entitled]
    came = [range(n - most, n + 1) for n, most in zip(entitled, away, strict=True)]
    rooms = [
        room
        for here in product(*came)
        for room in product(*(shares(people, len(kinds(method))) for people in here))
    ]
    by_room: dict[object, dict[Shown, list[Room]]] = defaultdict(lambda: defaultdict(list))
    for room in rooms:
        cast = ballots_of(room, method)
        by_room[known(asked, cast)][released(asked, cast, entitled)].append(room)
    return [
        (alike[0], *cell)
        for shown in by_room.values()
        for alike in shown.values()
        for at, cell in enumerate(small(alike[0], method))
        if cell[2] < THRESHOLD
        and len({small(room, method)[at] for room in alike}) == 1
        and len({small(room, method)[at] for all_ in shown.values() for room in all_}) > 1
    ]


@pytest.mark.parametrize(
    ("method", "entitled", "everybody"),
    [
        (Method.CHOOSE_ONE, (5, 4), True),
        (Method.CHOOSE_ONE, (4, 4, 1), False),  # of each group one may be away
        (Method.APPROVE, (5, 4), True),
        (Method.APPROVE, (4, 4), False),
        (Method.AGREE, (4, 4), True),
        (Method.RATE, (4, 4), True),
    ],
)
def test_nothing_small_is_found_in_all_that_a_round_tells(
    method: Method, entitled: tuple[int, int], everybody: bool
) -> None:
    assert given_away(method, entitled, everybody=everybody) == []


@pytest.mark.parametrize("method", [Method.CHOOSE_ONE, Method.APPROVE, Method.AGREE, Method.RATE])
def test_something_is_told_all_the_same(method: Method) -> None:
    asked = poll(method, items_of(method), may_abstain=True)
    room = ((2, 2, 0, 2)[-len(kinds(method)) :], (2, 3, 0, 2)[-len(kinds(method)) :])
    seen, _ = released(asked, ballots_of(room, method), [6, 7])
    assert any(table.tells for table in seen)


@pytest.mark.parametrize("method", [Method.APPROVE, Method.AGREE, Method.RATE])
def test_several_things_are_not_split_where_the_room_knows_who_marked_none(method: Method) -> None:
    several = poll(method, "AB", may_abstain=True)
    assert not can_be_split(several)
    assert cross_all(several, [], {Split.SECTOR: SECTORS}) == ()
    assert can_be_split(poll(method, "AB"))
    assert can_be_split(poll(method, "A", may_abstain=True))


ANSWERS = 2
Both = tuple[tuple[int, ...], ...]
"""For each combination of sector and size how many gave each answer."""


def told_of(here: dict[Said, int], room: Both, names: Sequence[str], which: int) -> SafeTable:
    """As the room is told of a vote whose rare combinations were not kept."""
    cast = [
        (said, answer)
        for said, answers in zip(here, room, strict=True)
        for answer, people in enumerate(answers)
        for _ in range(people)
    ]
    kept = coarsened([said for said, _ in cast], THRESHOLD)
    found = Counter((left[which], answer) for left, (_, answer) in zip(kept, cast, strict=True))
    rows = [tuple(found[name, answer] for answer in range(ANSWERS)) for name in (*names, "")]
    table = CrossTable(rows=(*names, NOT_GIVEN), columns=("A", "B"), cells=tuple(rows))
    listed = [said for said, many in here.items() for _ in range(many)]
    heads = [sum(said[which] == name for said in listed) for name in names]
    voted = sum(min(sum(row), many) for row, many in zip(rows, heads, strict=False))
    possible = [*heads, not_kept(listed, THRESHOLD, which)]
    return protect(table, Guard(THRESHOLD), [*heads, len(listed) - voted], possible)


def found_of_both(here: dict[Said, int], which: int) -> tuple[int, list[object]]:
    """How many rooms anything is told of, and answers of a sector and size that are known to be
    few.
    """
    names = sorted({said[which] for said in here})
    ways = [[w for n in range(many + 1) for w in shares(n, ANSWERS)] for many in here.values()]
    alike: dict[object, dict[SafeTable, list[Both]]] = defaultdict(lambda: defaultdict(list))
    for room in product(*ways):
        result = tuple(sum(column) for column in zip(*room, strict=True))
        alike[result][told_of(here, room, names, which)].append(room)
    tells = sum(len(of) for shown in alike.values() for seen, of in shown.items() if seen.tells)
    return tells, [
        (seen, rooms[0], at, answer)
        for shown in alike.values()
        for seen, rooms in shown.items()
        for at, answer in product(range(len(here)), range(ANSWERS))
        if len({room[at][answer] for room in rooms}) == 1
        if rooms[0][at][answer] < THRESHOLD
        if len({room[at][answer] for of in shown.values() for room in of}) > 1
    ]


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize(
    "here",
    [
        {("Third", "Small"): 4, ("Third", "Large"): 1, ("Public", "Small"): 4},
        {("Third", "Small"): 3, ("Third", "Large"): 2, ("Public", "Small"): 4},
    ],
)
def test_nor_is_it_where_sectors_and_sizes_that_few_share_are_not_kept(
    here: dict[Said, int], which: int
) -> None:
    tells, found = found_of_both(here, which)
    assert found == []
    assert tells
