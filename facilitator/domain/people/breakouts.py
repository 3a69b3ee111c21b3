"""Breakouts: the groups of one breakouts segment, and how people are shared out among them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, islice
from random import Random
from typing import ClassVar

from facilitator.domain.bounds import Real, Whole
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakout:
    """A group that works in parallel with the others of its segment."""

    KIND: ClassVar[Kind] = Kind.BREAKOUT
    id: str
    segment_id: str
    position: Real
    title: str
    place: str = ""
    case_study_id: str = ""
    question_ids: tuple[str, ...] = ()
    finding_ids: tuple[str, ...] = ()
    member_ids: tuple[str, ...] = ()
    fixed_ids: tuple[str, ...] = ()
    note_taker: str = ""
    capacity: Whole = 0


_ORGANISATION, _MET, _SECTOR, _SIZE = 60, 15, 4, 2
"""What it costs to put two people together who share an organisation, an earlier group, a sector or
a size of organisation. As every pair counts, an even spread costs least.
"""

_LOOKS = 60
"""Among how many people a person's best exchange is looked for, the likeliest groups first."""

_PASSES = 30
"""How often everybody may look for an exchange; it ends sooner, when nobody finds one."""


def allocate(
    people: Sequence[Participant],
    groups: Sequence[Breakout],
    together_before: Collection[Collection[str]] = (),
    seed: int = 0,
) -> tuple[Breakout, ...]:
    """The groups with everybody shared out: as even as room allows, sectors and sizes spread,
    people of one organisation and of one earlier group (ids in `together_before`) apart.

    Fixed people stay where they are fixed. The same people, groups and seed come to the same
    result, in whatever order they are given. Raises SeminarError when there is no group or too
    little room.
    """
    if not groups:
        raise SeminarError(
            say("There is no breakout to put people in. Add one for each group first.")
        )
    chance = Random(seed)
    seating = _Seating(people, groups, together_before)
    order = list(seating.members)
    chance.shuffle(order)
    free = [person for person in sorted(seating.traits) if person not in seating.home]
    chance.shuffle(free)
    seats = _seats(groups, seating, order, len(free))
    for person in sorted(free, key=seating.awkwardness, reverse=True):
        open_groups = [group for group in order if len(seating.members[group]) < seats[group]]
        seating.seat(person, min(open_groups, key=lambda group: seating.cost(person, group)))
    movable = frozenset(free)
    for _ in range(_PASSES):
        if not sum(_exchange(seating, person, movable) for person in free):
            break
    return _seated(people, groups, seating)


def place_late(
    person: Participant,
    groups: Sequence[Breakout],
    people: Sequence[Participant],
    together_before: Collection[Collection[str]] = (),
) -> Breakout:
    """The group that suits somebody who comes late, with that person in it: where they are fixed or
    already are, else among the smallest with room the one they share least with.

    `people` are all participants, so that the groups' members are known. Raises SeminarError when
    every group is full.
    """
    for group in groups:
        if person.id in group.member_ids:
            return group
    fixed = [group for group in groups if person.id in group.fixed_ids]
    roomy = fixed or [g for g in groups if not g.capacity or len(g.member_ids) < g.capacity]
    if not roomy:
        raise SeminarError(say("Every breakout is full. Give one more room, or add another."))
    seating = _Seating([*people, person], groups, together_before, as_they_sit=True)
    best = min(
        roomy,
        key=lambda g: (len(g.member_ids), seating.cost(person.id, g.id), g.position, g.id),
    )
    return replace(best, member_ids=(*best.member_ids, person.id))


class _Seating:
    """Who sits where, and what it costs to put somebody into a group."""

    def __init__(
        self,
        people: Iterable[Participant],
        groups: Sequence[Breakout],
        together_before: Collection[Collection[str]],
        as_they_sit: bool = False,
    ) -> None:
        self.traits = {person.id: tuple(_traits(person)) for person in people}
        # By their places, so that the order they are handed over in decides nothing, nor do ids,
        # which are others in every rehearsal of one template.
        in_order = sorted(groups, key=lambda group: (group.position, group.id))
        self.members: dict[str, list[str]] = {group.id: [] for group in in_order}
        self.home: dict[str, str] = {}
        self._shared: dict[str, Counter[str]] = {group.id: Counter() for group in groups}
        self._met = _met(together_before, self.traits)
        self._common = Counter(trait for traits in self.traits.values() for trait, _ in traits)
        for group in in_order:
            for person in group.member_ids if as_they_sit else group.fixed_ids:
                if person in self.traits and person not in self.home:
                    self.seat(person, group.id)

    def seat(self, person: str, group: str) -> None:
        """Put somebody who has no seat into a group."""
        self.home[person] = group
        self.members[group].append(person)
        self._shared[group].update(trait for trait, _ in self.traits[person])

    def leave(self, person: str) -> None:
        """Take somebody out of their group."""
        group = self.home.pop(person)
        self.members[group].remove(person)
        self._shared[group].subtract([trait for trait, _ in self.traits[person]])

    def cost(self, person: str, group: str) -> int:
        """What the person's company in the group costs, whether they are in it or not."""
        shared, home = self._shared[group], self.home.get(person) == group
        total = sum(weight * (shared[trait] - home) for trait, weight in self.traits[person])
        if met := self._met.get(person):
            total += _MET * sum(met[other] for other in self.members[group])
        return total

    def pair_cost(self, one: str, other: str) -> int:
        """What it costs to have these two together."""
        theirs = dict(self.traits[other])
        total = sum(weight for trait, weight in self.traits[one] if trait in theirs)
        return total + _MET * self._met[one][other] if one in self._met else total

    def awkwardness(self, person: str) -> int:
        """How much a person shares with everybody: the most awkward are seated first."""
        return sum(weight * self._common[trait] for trait, weight in self.traits[person])


def _traits(person: Participant) -> Iterator[tuple[str, int]]:
    """What a person can have in common with others, and what it costs."""
    if organisation := " ".join(person.organisation.split()).casefold():
        yield f"organisation {organisation}", _ORGANISATION
    if person.sector:
        yield f"sector {person.sector}", _SECTOR
    if person.size:
        yield f"size {person.size}", _SIZE


def _met(together: Collection[Collection[str]], people: Collection[str]) -> dict[str, Counter[str]]:
    """How often each person has been in a group with each other one."""
    met: dict[str, Counter[str]] = {}
    for group in together:
        for one, other in combinations([person for person in group if person in people], 2):
            met.setdefault(one, Counter())[other] += 1
            met.setdefault(other, Counter())[one] += 1
    return met


def _seats(
    groups: Sequence[Breakout], seating: _Seating, order: Sequence[str], people: int
) -> Mapping[str, int]:
    """How many people each group takes: every next seat goes to the smallest with room."""
    room = {group.id: group.capacity or people + len(seating.home) for group in groups}
    seats = {group: len(seating.members[group]) for group in order}
    for _ in range(people):
        roomy = [group for group in order if seats[group] < room[group]]
        if not roomy:
            raise SeminarError(
                say(
                    "The breakouts have room for {room} people and {people} have to be placed. "
                    "Give them more room, or add one.",
                    room=sum(room.values()),
                    people=people + len(seating.home),
                )
            )
        seats[min(roomy, key=seats.__getitem__)] += 1
    return seats


def _exchange(seating: _Seating, person: str, movable: frozenset[str]) -> bool:
    """Let a person change places with whoever makes the company best; whether somebody did."""
    home = seating.home[person]
    now = seating.cost(person, home)
    if not now:
        return False
    costs = {group: seating.cost(person, group) for group in seating.members if group != home}
    likely = (seating.members[group] for group in sorted(costs, key=costs.__getitem__))
    best, gain = "", 0
    for other in islice(chain.from_iterable(likely), _LOOKS):
        if other in movable:
            there = seating.home[other]
            saved = now - costs[there] + seating.cost(other, there) - seating.cost(other, home)
            saved += 2 * seating.pair_cost(person, other)
            if saved > gain:
                best, gain = other, saved
    if gain:
        there = seating.home[best]
        seating.leave(person)
        seating.leave(best)
        seating.seat(person, there)
        seating.seat(best, home)
    return bool(gain)


def _seated(
    people: Sequence[Participant], groups: Sequence[Breakout], seating: _Seating
) -> tuple[Breakout, ...]:
    """The groups with their members, in the order people are listed."""
    return tuple(
        replace(
            group,
            member_ids=tuple(p.id for p in people if seating.home.get(p.id) == group.id),
        )
        for group in groups
    )
