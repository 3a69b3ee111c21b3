"""Principal components of votes, many samples of people at once, and groups of points by k-means.

Votes are a table of people by statements, of 1 for agreement, -1 for disagreement, 0 for neither,
and nan where somebody did not vote. Every function takes a first axis of samples.
"""

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]

AXES = 2
_ROUNDS = 40
"""How often groups are drawn anew at most; they rarely change after ten."""


def components(votes: Floats) -> tuple[Floats, Floats]:
    """The first axes of samples of votes (samples × axes × statements), the strongest first, and
    the votes about their means, where who did not vote stands at the mean.
    """
    seen = ~np.isnan(votes)
    voters = np.maximum(seen.sum(axis=1, keepdims=True), 1)
    means = np.where(seen, votes, 0.0).sum(axis=1, keepdims=True) / voters
    about = np.where(seen, votes - means, 0.0)
    _, vectors = np.linalg.eigh(np.swapaxes(about, 1, 2) @ about)
    axes = np.swapaxes(vectors[:, :, ::-1][:, :, :AXES], 1, 2)
    return axes, about


def places(votes: Floats) -> Floats:
    """Where people stand on the axes (samples × people × axes).

    Who voted on few statements stands nearer to the middle than their votes say, and is moved out
    by the root of all statements over those voted on, as Polis does (Small et al. 2021, Polis:
    scaling deliberation by mapping high dimensional opinion spaces, Recerca 26(2)).
    """
    axes, about = components(votes)
    given = np.maximum((~np.isnan(votes)).sum(axis=2, keepdims=True), 1)
    stand: Floats = (about @ np.swapaxes(axes, 1, 2)) * np.sqrt(votes.shape[2] / given)
    return stand


def kmeans(points: Floats, k: int, chance: Generator) -> Whole:
    """The group of each point (samples × points), by Lloyd's algorithm from starts that are drawn
    far apart (Arthur & Vassilvitskii 2007, k-means++).
    """
    centres = _starts(points, k, chance)
    groups = _nearest(points, centres)
    for _ in range(_ROUNDS):
        centres = _middles(points, groups, centres)
        moved = _nearest(points, centres)
        if (moved == groups).all():
            break
        groups = moved
    return groups


def best_of(points: Floats, k: int, starts: int, chance: Generator) -> Whole:
    """The closest groups of several starts, for each sample."""
    samples = points.shape[0]
    groups = kmeans(np.repeat(points, starts, axis=0), k, chance)
    spread = _spread(np.repeat(points, starts, axis=0), groups, k)
    best = spread.reshape(samples, starts).argmin(axis=1)
    chosen: Whole = groups.reshape(samples, starts, -1)[np.arange(samples), best]
    return chosen


def silhouette(points: Floats, groups: Whole) -> float:
    """How much nearer people stand to their own group than to the next, from -1 to 1: the mean over
    everybody (Rousseeuw 1987, Silhouettes, J. Computational and Applied Mathematics 20:53-65).
    """
    apart = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
    of = np.eye(int(groups.max()) + 1)[groups]
    sizes = of.sum(axis=0)
    total = apart @ of
    own = total[np.arange(len(groups)), groups]
    inside = own / np.maximum(sizes[groups] - 1, 1)
    others = np.where(of > 0, np.inf, total / np.maximum(sizes, 1))
    others = np.where(sizes > 0, others, np.inf)
    outside = others.min(axis=1)
    wide = np.maximum(np.maximum(inside, outside), np.finfo(float).tiny)
    return float(np.where(sizes[groups] > 1, (outside - inside) / wide, 0.0).mean())


def _starts(points: Floats, k: int, chance: Generator) -> Floats:
    samples, people, _ = points.shape
    here = np.arange(samples)
    centres = [points[here, chance.integers(people, size=samples)]]
    far = np.full((samples, people), np.inf)
    for _ in range(1, k):
        far = np.minimum(far, ((points - centres[-1][:, None, :]) ** 2).sum(axis=2))
        reach = far.cumsum(axis=1)
        drawn = chance.random((samples, 1)) * reach[:, -1:]
        centres.append(points[here, np.minimum((reach <= drawn).sum(axis=1), people - 1)])
    return np.stack(centres, axis=1)


def _nearest(points: Floats, centres: Floats) -> Whole:
    apart = [
        ((points - centres[:, at, None, :]) ** 2).sum(axis=2) for at in range(centres.shape[1])
    ]
    nearest: Whole = np.stack(apart).argmin(axis=0)
    return nearest


def _middles(points: Floats, groups: Whole, before: Floats) -> Floats:
    """The mean of each group; an empty one stays where it is."""
    middles = before.copy()
    for at in range(before.shape[1]):
        inside = groups == at
        people = inside.sum(axis=1)
        total = (points * inside[:, :, None]).sum(axis=1)
        middles[:, at] = np.where(
            people[:, None] > 0, total / np.maximum(people, 1)[:, None], before[:, at]
        )
    return middles


def _spread(points: Floats, groups: Whole, k: int) -> Floats:
    centres = _middles(points, groups, np.zeros((len(points), k, points.shape[2])))
    own = np.take_along_axis(centres, groups[:, :, None], axis=1)
    spread: Floats = ((points - own) ** 2).sum(axis=(1, 2))
    return spread
