"""Opinion groups over statements: who votes alike, what sets each group apart, what all share.

Only of votes of which voters were told that they are linked to each other. No name and no key is
part of what comes out. The arithmetic is loaded when groups are asked for.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitator.domain.polls.opinion.representative import (
    NOTHING,
    Given,
    Representative,
    apart,
    group_aware,
)
from facilitator.domain.wording import Text, say

if TYPE_CHECKING:
    from facilitator.domain.polls.opinion.grouping import Grouping

FEWEST_PEOPLE = 20
FEWEST_STATEMENTS = 5
ENOUGH_VOTES = 7
"""Who voted on fewer statements is in no group, as with Polis; on all, where there are fewer."""
MOST_TOLD = 5
"""So many statements are told of each group, and so many that all share."""
SHARED = 0.5
"""The least share of agreement in every group of what all are said to share."""

METHOD = say(
    "People who voted alike stand close to each other: the first two principal components of their "
    "votes (agree, disagree, neither), grouped by k-means, into as many groups of two to five as "
    "stand furthest apart (Rousseeuw 1987). Groups are told only where each comes back when people "
    "are drawn anew a hundred times: with a mean Jaccard index of at least 0.75 (Hennig 2007). "
    "People along one line may fall into two halves that are stable, too: read what sets them "
    "apart. What a group stands for, and what all share, is reckoned as by Polis (Small et al. "
    "2021). Only votes whose voters were told that they are linked to each other are used. Groups "
    "are those of the first vote on each statement and stay as they are: of a later vote it is "
    "told how each of them moved, among those of it who voted both times."
)

Votes = Mapping[str, Mapping[str, int]]
"""By voter key and statement: 1 agrees, -1 disagrees, 0 neither."""


@dataclass(frozen=True, slots=True)
class Stands:
    """A statement that a group stands for, or against."""

    statement: str
    speaks: Representative


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """So many people, and what sets them apart from everybody else."""

    people: int
    stability: float
    apart: tuple[Stands, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """How each group voted on a statement the first time and the last, those of it alone who voted
    both times; None where they are fewer than the threshold.
    """

    statement: str
    groups: tuple[tuple[Given, Given] | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpinionGroups:
    """The groups, the largest first; none where `why_not` says why.

    `shared` are statements that every group agrees with, and the group-aware consensus of each.
    `dots` are where people stand, in no order, and in which group. `moved` are the statements that
    were voted on again, in their order.
    """

    people: int = 0
    statements: int = 0
    groups: tuple[OpinionGroup, ...] = ()
    shared: tuple[tuple[str, float], ...] = ()
    dots: tuple[tuple[float, float, int], ...] = ()
    moved: tuple[Moved, ...] = ()
    why_not: Text = ""


def opinion_groups(
    votes: Votes,
    statements: Mapping[str, str],
    threshold: int,
    resamples: int = 100,
    *,
    later: Votes | None = None,
) -> OpinionGroups:
    """The groups of a room. `statements` are the words of each by its id; of groups of fewer people
    than the threshold nothing is told. `later` are votes on statements that were voted on again:
    they make no groups, and the groups are told how they moved.
    """
    least = min(ENOUGH_VOTES, len(statements))
    keys = sorted(key for key, given in votes.items() if len(given.keys() & statements) >= least)
    voted = [votes[key] for key in keys]
    found = OpinionGroups(people=len(voted), statements=len(statements))
    if len(statements) < FEWEST_STATEMENTS or len(voted) < FEWEST_PEOPLE:
        return _why_not(found, _too_few(len(voted), len(statements)))
    from facilitator.domain.polls.opinion.grouping import grouped  # numbers take long to load

    grouping = grouped(
        [[each.get(id) for id in statements] for each in voted], resamples, threshold
    )
    sizes = [grouping.group.count(number) for number in range(len(grouping.stability))]
    if not grouping.is_stable:
        return _why_not(found, UNSTABLE)
    if min(sizes) < threshold:
        return _why_not(
            found, say("One of the groups would be fewer than {n} people.", n=threshold)
        )
    given = {id: _given(id, voted, grouping.group, len(sizes)) for id in statements}
    people = Counter(id for each in votes.values() for id in each)
    named = {id: _enough(of, people[id], threshold) for id, of in given.items()}
    told = _told(found, given, statements, grouping, named)
    again = [(later or {}).get(key, {}) for key in keys]
    people = Counter(id for each in (later or {}).values() for id in each)
    moved: list[Moved] = []
    for id, words in statements.items():
        if any(id in each for each in again):
            pairs = _both(id, voted, again, grouping.group, len(sizes))
            named_again = _moved(given[id], pairs, named[id], people[id], threshold)
            shown = (pair if n in named_again else None for n, pair in enumerate(pairs))
            moved.append(Moved(words, tuple(shown)))
    return replace(told, moved=tuple(moved))


def _enough(groups: Sequence[Given], people: int, threshold: int) -> frozenset[int]:
    """The groups of which a statement may be told that so many `people` voted on: enough of each
    did, and so did enough of all others together, or nobody. Else it would come out how those few
    voted, by subtraction from the room's result: who came late is in no group, and was seen to.
    """
    told = {number for number, each in enumerate(groups) if each.seen >= threshold}
    while told and 0 < people - sum(groups[number].seen for number in told) < threshold:
        told.remove(min(told, key=lambda number: (groups[number].seen, number)))
    return frozenset(told)


def _moved(
    first: Sequence[Given],
    pairs: Sequence[tuple[Given, Given]],
    named: Collection[int],
    people: int,
    threshold: int,
) -> frozenset[int]:
    """Of which groups it may be told how those of them moved who voted both times: the same, beside
    what is told of all of them and of the later vote. Few who were there for the first alone are
    not subtracted from their group either.
    """
    stay = [
        after if n in named and not 0 < first[n].seen - before.seen < threshold else NOTHING
        for n, (before, after) in enumerate(pairs)
    ]
    return _enough(stay, people, threshold)


def _both(
    id: str,
    before: Sequence[Mapping[str, int]],
    after: Sequence[Mapping[str, int]],
    group: Sequence[int],
    groups: int,
) -> Sequence[tuple[Given, Given]]:
    """How those of each group who voted on a statement both times voted then, and again."""
    pairs = zip(before, after, strict=True)
    both = [(one, two) if id in one and id in two else ({}, {}) for one, two in pairs]
    then, now = ([pair[turn] for pair in both] for turn in (0, 1))
    return list(zip(_given(id, then, group, groups), _given(id, now, group, groups), strict=True))


UNSTABLE = say(
    "There are no groups to tell of: when people are drawn anew, others come together. Opinions "
    "are mixed, or people differ by degrees."
)


def _too_few(people: int, statements: int) -> Text:
    return say(
        "Opinion groups take at least {people} people with linked votes on at least {statements} "
        "statements; there are {n} people on {of}.",
        people=FEWEST_PEOPLE,
        statements=FEWEST_STATEMENTS,
        n=people,
        of=statements,
    )


def _why_not(found: OpinionGroups, why: Text) -> OpinionGroups:
    return OpinionGroups(people=found.people, statements=found.statements, why_not=why)


def _told(
    found: OpinionGroups,
    given: Mapping[str, Sequence[Given]],
    statements: Mapping[str, str],
    grouping: "Grouping",
    named: Mapping[str, Collection[int]],
) -> OpinionGroups:
    """What is told of the first votes, of each statement of the groups that may be `named`."""
    speaks = {id: apart(of) for id, of in given.items()}
    every = range(len(grouping.stability))
    shared = {id: of for id, of in given.items() if len(named[id]) == len(every)}
    return replace(
        found,
        groups=tuple(
            OpinionGroup(
                grouping.group.count(number),
                grouping.stability[number],
                _most_telling(
                    [
                        (statements[id], of[number])
                        for id, of in speaks.items()
                        if number in named[id]
                    ]
                ),
            )
            for number in every
        ),
        shared=_shared(shared, statements),
        dots=tuple(
            sorted((x, y, of) for (x, y), of in zip(grouping.place, grouping.group, strict=True))
        ),
    )


def _given(
    id: str, voted: Sequence[Mapping[str, int]], group: Sequence[int], groups: int
) -> tuple[Given, ...]:
    """How each group voted on a statement."""
    marks: list[list[int]] = [[] for _ in range(groups)]
    for each, number in zip(voted, group, strict=True):
        if id in each:
            marks[number].append(each[id])
    return tuple(Given(each.count(1), each.count(-1), len(each)) for each in marks)


def _most_telling(speaks: Sequence[tuple[str, Representative]]) -> tuple[Stands, ...]:
    """What both tests say of a group, by weight."""
    told = [Stands(words, each) for words, each in speaks if each.is_significant]
    return tuple(sorted(told, key=lambda each: -each.speaks.weight)[:MOST_TOLD])


def _shared(
    given: Mapping[str, Sequence[Given]], statements: Mapping[str, str]
) -> tuple[tuple[str, float], ...]:
    """What more than half of every group agrees with, by group-aware consensus."""
    told = [
        (statements[id], group_aware(of))
        for id, of in given.items()
        if all(group.seen and group.agrees > SHARED * group.seen for group in of)
    ]
    return tuple(sorted(told, key=lambda each: -each[1])[:MOST_TOLD])
