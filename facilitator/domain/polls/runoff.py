"""Instant runoff, with every count in words."""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction

from facilitator.domain.polls.ranking import Ranking, name_of, names_of, standing
from facilitator.domain.wording import Order, counted, figure, listed

RUNOFF = "Instant runoff"


def first_choices(
    rankings: Mapping[Order, int], remaining: Collection[str]
) -> tuple[dict[str, Fraction], int]:
    """Votes for each remaining item, and the ballots with no choice left.

    A ballot whose highest remaining place is shared is divided equally among those who share it.
    """
    votes = dict.fromkeys(remaining, Fraction(0))
    spent = 0
    for order, people in rankings.items():
        for group in order:
            if chosen := [item for item in group if item in votes]:
                for item in chosen:
                    votes[item] += Fraction(people, len(chosen))
                break
        else:
            spent += people
    return votes, spent


def _fewest(history: Sequence[Mapping[str, Fraction]]) -> set[str]:
    """Who goes out: fewest votes now, then fewest in the latest earlier count that differs."""
    lowest = set(history[-1])
    for votes in reversed(history):
        least = min(votes[item] for item in lowest)
        lowest = {item for item in lowest if votes[item] == least}
        if votes is history[-1] and len(lowest) == len(votes):
            return lowest
    return lowest


def instant_runoff(names: Mapping[str, str], rankings: Mapping[Order, int]) -> Ranking:
    """Instant runoff (the alternative vote): count by count the item with fewest votes goes out.

    A tie for the fewest is settled by the latest earlier count in which the tied items differed;
    where there is none they go out together. Those left at the end with equal votes share first
    place.
    """
    remaining = list(names)
    history: list[dict[str, Fraction]] = []
    worst_first: list[tuple[str, ...]] = []
    steps: list[str] = []
    while remaining:
        votes, spent = first_choices(rankings, remaining)
        history.append(votes)
        out = tuple(item for item in remaining if item in _fewest(history))
        steps.append(_count_sentence(len(history), names, votes, spent, out))
        worst_first.append(out)
        remaining = [item for item in remaining if item not in out]
    return Ranking(rule=RUNOFF, order=tuple(reversed(worst_first)), steps=tuple(steps))


def _count_sentence(
    number: int,
    names: Mapping[str, str],
    votes: Mapping[str, Fraction],
    spent: int,
    out: tuple[str, ...],
) -> str:
    """What happened in one count of an instant runoff."""
    if len(votes) == 1:
        return f"{names_of(names, votes)} is first."
    order = standing(tuple(votes), votes.__getitem__)
    shown = listed(
        f"{name_of(names, item)} {figure(votes[item], 2)}" for group in order for item in group
    )
    sentence = f"Count {number}: {shown}"
    if spent:
        sentence += f"; {counted(spent, 'ballot has', 'ballots have')} no choice left"
    best = order[0][0]
    if 2 * votes[best] > sum(votes.values()):
        sentence += f"; {name_of(names, best)} has more than half"
    if len(out) < len(votes):
        return f"{sentence}. {names_of(names, out)} {'goes' if len(out) == 1 else 'go'} out."
    first = "is first" if len(out) == 1 else "share first place"
    return f"{sentence}. {names_of(names, out)} {first}."
