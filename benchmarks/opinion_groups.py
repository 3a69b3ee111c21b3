"""Opinion groups of 300 people over 60 statements, with 100 resamples, in the worst case: noise, in
which k-means goes on longest.

The floor is a singular value decomposition of every resample, without any grouping. The budget is a
second, so that groups stand beside a ballot as soon as it is counted.
"""

import random

import numpy as np

from benchmarks.measuring import Result, interleaved, seconds
from facilitator.domain.polls.opinion.groups import opinion_groups

PEOPLE, STATEMENTS, RESAMPLES = 300, 60, 100
REPEATS = 5
BUDGET_S = 1.0


def measure() -> Result:
    """Seconds from votes to groups, or to the sentence that there are none."""
    chance = random.Random(1)
    statements = {str(at): f"Statement {at}" for at in range(STATEMENTS)}
    votes = {
        str(person): {id: chance.choice((-1, 0, 1)) for id in statements}
        for person in range(PEOPLE)
    }
    table = np.array([list(marks.values()) for marks in votes.values()], dtype=float)

    def decomposed() -> None:
        for _ in range(RESAMPLES):
            drawn = table[[chance.randrange(PEOPLE) for _ in range(PEOPLE)]]
            np.linalg.svd(drawn - drawn.mean(axis=0), full_matrices=False)

    ours, floor = interleaved(
        lambda: seconds(lambda: opinion_groups(votes, statements, 5, RESAMPLES)),
        lambda: seconds(decomposed),
        REPEATS,
    )
    note = f"{PEOPLE} people, {STATEMENTS} statements, {RESAMPLES} resamples; beside bare SVDs"
    return Result(ours=ours, reference=floor, unit="s", budget=BUDGET_S, absolute=True, note=note)
