"""Combinations that point at nobody: a sector with a size that few share is a name to who knows
the list.

Every combination that stays is one that at least `threshold` people have, "nothing said" included
(k-anonymity by local suppression: Sweeney 2002, Achieving k-anonymity privacy protection using
generalization and suppression).
"""

from collections import Counter
from collections.abc import Sequence
from typing import TypeVar, cast

Said = tuple[str, str]
"""A sector and a size; "" for what is not told."""

NOTHING: Said = ("", "")

Known = TypeVar("Known", bound=tuple[str, ...])
"""The same, with the room where that is kept, what is to stay longest first."""


def coarsened(people: Sequence[Known], threshold: int) -> list[Known]:
    """What may be kept of what each said: a rare combination loses what stands last (its size),
    then what stands before that (its sector).
    """
    kept = list(people)
    for many in reversed(range(len(people[0]) if people else 0)):
        kept = _without_rare(kept, threshold, many)
    groups = Counter(kept)
    nothing = next((group for group in groups if not any(group)), None)
    if nothing is not None and groups[nothing] < threshold and len(groups) > 1:
        # Few of whom nothing is told would stand out by that: the smallest group joins them, which
        # is enough by itself.
        joins = min((group for group in groups if group != nothing), key=lambda g: (groups[g], g))
        kept = [nothing if said == joins else said for said in kept]
    return kept


def not_kept(people: Sequence[Known], threshold: int, which: int) -> int:
    """Of how many who said a sector (`which` is 0) or a size (1) it is not kept; or whatever stands
    at that place.
    """
    kept = coarsened(people, threshold)
    return sum(said[which] != left[which] for said, left in zip(people, kept, strict=True))


def _without_rare(people: Sequence[Known], threshold: int, many: int) -> list[Known]:
    """So many values of a rare combination stay, from the first one on."""
    shared = Counter(people)
    return [said if shared[said] >= threshold else _cut(said, many) for said in people]


def _cut(said: Known, many: int) -> Known:
    return cast(Known, tuple(value if place < many else "" for place, value in enumerate(said)))
