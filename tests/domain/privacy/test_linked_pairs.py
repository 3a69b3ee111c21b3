"""Sector and size beside linked votes, attacked by subtraction: researchers have the rows of every
round, and what was told of it by sector or by size.

What is left of a group, or of all groups that were not told, is counted person by person.
"""

from collections import Counter
from collections.abc import Sequence
from random import Random

from facilitator.domain.privacy.combinations import Said, coarsened
from facilitator.domain.privacy.disclosure import (
    CrossTable,
    Guard,
    SafeTable,
    Split,
    protect,
    withheld,
)
from facilitator.domain.privacy.linked_pairs import Held, told_pairs

ROOM, PRINT = Guard(3), 5
NAMES = {
    Split.SECTOR: ("Third", "Public", "Regulator"),
    Split.SIZE: ("Small", "Large"),
    Split.ROOM: ("main", "hall"),
}
DAYS = 400


def a_room(random: Random) -> list[Said]:
    people: list[Said] = []
    for sector in (*NAMES[Split.SECTOR], ""):
        for size in (*NAMES[Split.SIZE], ""):
            people += [(sector, size)] * random.choice([0, 0, 2, 4, 6, 9, 15])
    return coarsened(people, ROOM.threshold)


def a_round(random: Random, room: Sequence[Said]) -> tuple[Held, list[int]]:
    """A round that all vote in or most, with who did; split one way, as far as may be."""
    stays = random.choice([1.0, 1.0, 0.9, 0.6])
    here = [place for place in range(len(room)) if random.random() < stays]
    split = random.choice(list(Split))
    return Held([room[p] for p in here], split, release(random, room, here, split)), here


def release(
    random: Random, room: Sequence[Said], here: Sequence[int], split: Split
) -> tuple[SafeTable, ...]:
    names = NAMES[split]
    found: Counter[tuple[str, int]] = Counter()
    for place in here:
        found[group_of(room, place, split), random.choice((0, 1))] += 1
    cells = tuple((found[name, 0], found[name, 1]) for name in (*names, ""))
    table = CrossTable(rows=(*names, "Not given"), columns=("No", "Yes"), cells=cells)
    return (withheld(table) if random.random() < 0.1 else protect(table, ROOM),)


def group_of(room: Sequence[Said], place: int, split: Split) -> str:
    if split is Split.ROOM:
        return NAMES[split][place % 2]
    return room[place][0 if split is Split.SECTOR else 1]


def a_day(random: Random) -> tuple[list[Said], list[tuple[Held, list[int]]]]:
    room = a_room(random)
    return room, [a_round(random, room) for _ in range(random.randint(1, 3))]


def told_on(room: Sequence[Said], day: Sequence[tuple[Held, list[int]]]) -> frozenset[Said]:
    voted = {place for _, here in day for place in here}
    return told_pairs([held for held, _ in day], [room[place] for place in voted], PRINT)


def few_left(
    room: Sequence[Said], day: Sequence[tuple[Held, list[int]]], told: frozenset[Said]
) -> list[object]:
    """Of each round, the people who come out by subtraction and are few."""
    found: list[object] = []
    for held, here in day:
        by_room = held.split is Split.ROOM  # which is beside no linked vote
        for table in held.release:
            shown = {row.name for row in table.rows if row.people is not None and not by_room}
            left, subtracted = Counter[str](), Counter[str]()
            for place in here:
                of = group_of(room, place, held.split)
                group = of if of in shown else "others"
                (subtracted if room[place] in told else left)[group] += 1
            found += [(group, n) for group, n in left.items() if n < PRINT and subtracted[group]]
        beside = Counter(room[place] for place in here if room[place] in told)
        found += [(said, n) for said, n in beside.items() if n < PRINT]
    return found


def test_what_is_told_of_a_round_less_its_linked_votes_is_of_nobody_or_enough() -> None:
    random, told = Random(3), Counter[int]()
    for _ in range(DAYS):
        room, day = a_day(random)
        pairs = told_on(room, day)
        told[len(pairs)] += 1
        assert few_left(room, day, pairs) == []
    assert sum(many for pairs, many in told.items() if pairs) > DAYS // 10, "some are told"
    assert any(pairs > 1 for pairs in told)


def test_pairs_that_enough_people_share_are_not_enough_by_themselves() -> None:
    """The attack finds what that rule alone would give away."""
    random, found = Random(3), 0
    for _ in range(DAYS):
        room, day = a_day(random)
        shared = Counter(room[place] for place in {p for _, here in day for p in here})
        pairs = frozenset(s for s, n in shared.items() if n >= PRINT and s != ("", ""))
        found += bool(few_left(room, day, pairs))
    assert found > DAYS // 10


def test_who_is_left_of_a_sector_is_not_found_by_subtracting_the_pair_beside() -> None:
    """Of either sector six are of another size than fourteen: by themselves they are twelve."""
    people = [("Third", "Small")] * 14 + [("Third", "Large")] * 6
    people += [("Public", "Large")] * 14 + [("Public", "Small")] * 6
    table = CrossTable(
        rows=(*NAMES[Split.SECTOR], "Not given"),
        columns=("No", "Yes"),
        cells=((9, 11), (10, 10), (0, 0), (0, 0)),
    )
    split = Held(people, Split.SECTOR, (protect(table, Guard(5)),))
    unsplit = Held(people, Split.SECTOR, (withheld(table),))
    assert told_pairs([split], people, 10) == set()
    assert told_pairs([unsplit], people, 10) == {("Third", "Small"), ("Public", "Large")}
    assert told_pairs([split], people, 6) == set(people)
