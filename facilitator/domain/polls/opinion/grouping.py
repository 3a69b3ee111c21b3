"""Opinion groups: people who voted alike, told only where chance would not make them too."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from facilitator.domain.polls.opinion.components import (
    Floats,
    Whole,
    best_of,
    places,
    silhouette,
)

Votes = Sequence[Sequence[int | None]]
"""By person and statement: 1 agrees, -1 disagrees, 0 neither, None did not vote."""

MOST_GROUPS = 5
STABLE = 0.75
"""The least mean Jaccard index that a group comes back with when people are drawn anew (Hennig
2007, Cluster-wise assessment of cluster stability, Computational Statistics & Data Analysis
52:258-271)."""
_STARTS = 8
_STARTS_AGAIN = 2
_SEED = 20111018
"""Chance is drawn alike each time: one vote has one result."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """The group of each person, where they stand on the two axes, and how each group comes back
    when people are drawn anew, 0 to 1. `silhouette` says how far apart they stand.
    """

    group: tuple[int, ...]
    place: tuple[tuple[float, float], ...]
    stability: tuple[float, ...]
    silhouette: float

    @property
    def is_stable(self) -> bool:
        """Whether every group comes back."""
        return min(self.stability) >= STABLE


def grouped(votes: Votes, resamples: int = 100, least: int = 1, seed: int = _SEED) -> Grouping:
    """The groups that stand furthest apart, of two to five; the largest first. Where there are some
    with at least so many people in each, others are not considered.

    People and statements have to be at least as many as groups.
    """
    chance = np.random.default_rng(seed)
    table = np.array([[np.nan if v is None else v for v in row] for row in votes], dtype=float)
    points = places(table[None])
    k, groups = 2, np.zeros(len(table), dtype=np.int64)
    best = (False, -np.inf)
    for many in range(2, min(MOST_GROUPS, len(table) - 1) + 1):
        found = best_of(points, many, _STARTS, chance)[0]
        enough = bool(np.bincount(found, minlength=many).min() >= least)
        width = (enough, silhouette(points[0], found))
        if width > best:
            k, groups, best = many, found, width
    groups = _largest_first(groups, k)
    back = _coming_back(table, groups, k, resamples, chance)
    return Grouping(
        tuple(int(each) for each in groups),
        tuple((float(x), float(y)) for x, y in points[0]),
        tuple(float(each) for each in back),
        float(best[1]),
    )


def _largest_first(groups: Whole, k: int) -> Whole:
    order = np.argsort(-np.bincount(groups, minlength=k), kind="stable")
    ranks: Whole = np.argsort(order, kind="stable")
    return ranks[groups]


def _coming_back(
    table: Floats, groups: Whole, k: int, resamples: int, chance: np.random.Generator
) -> Floats:
    """For each group the mean over resamples of its best Jaccard index with one of theirs; among
    the people that the resample drew.
    """
    people = len(table)
    drawn = chance.integers(people, size=(resamples, people))
    anew = best_of(places(table[drawn]), k, _STARTS_AGAIN, chance)
    theirs = np.full((resamples, people), -1)
    np.put_along_axis(theirs, drawn, anew, axis=1)
    here = theirs >= 0
    index = np.zeros((k, k, resamples))
    for one in range(k):
        mine = here & (groups == one)
        for other in range(k):
            both = (mine & (theirs == other)).sum(axis=1)
            either = (mine | (theirs == other)).sum(axis=1)
            index[one, other] = both / np.maximum(either, 1)
    mean: Floats = index.max(axis=1).mean(axis=1)
    return mean
