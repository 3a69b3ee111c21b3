"""Combinations that point at nobody: a sector with a size that few share is a name to who knows
the list.

Every combination that stays is one that at least `threshold` people have, "nothing said" included
(k-anonymity by local suppression: Sweeney 2002, Achieving k-anonymity privacy protection using
generalization and suppression).
"""

from collections import Counter
from collections.abc import Sequence

Said = tuple[str, str]
"""A sector and a size; "" for what is not told."""

NOTHING: Said = ("", "")


def coarsened(people: Sequence[Said], threshold: int) -> list[Said]:
    """What may be kept of what each said: a rare combination loses its size, then its sector."""
    kept = _without_rare(people, threshold, keep_sector=True)
    kept = _without_rare(kept, threshold, keep_sector=False)
    groups = Counter(kept)
    if 0 < groups[NOTHING] < threshold and len(groups) > 1:
        # Few of whom nothing is told would stand out by that: the smallest group joins them, which
        # is enough by itself.
        joins = min((group for group in groups if group != NOTHING), key=lambda g: (groups[g], g))
        kept = [NOTHING if said == joins else said for said in kept]
    return kept


def not_kept(people: Sequence[Said], threshold: int, which: int) -> int:
    """Of how many who said a sector (`which` is 0) or a size (1) it is not kept."""
    kept = coarsened(people, threshold)
    return sum(said[which] != left[which] for said, left in zip(people, kept, strict=True))


def _without_rare(people: Sequence[Said], threshold: int, *, keep_sector: bool) -> list[Said]:
    shared = Counter(people)
    return [
        said if shared[said] >= threshold else (said[0] if keep_sector else "", "")
        for said in people
    ]
