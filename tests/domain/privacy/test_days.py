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
from facilitator.domain.privacy.disclosure import Guard, SafeTable, Split, printed, protect
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
