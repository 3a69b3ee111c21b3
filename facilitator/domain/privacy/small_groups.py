"""Groups too small to be told apart: whoever has the list of names knows who sat in them.

What stands under a heading was said by one of the people whom the heading leaves possible. Where
these are fewer than the threshold the heading goes; and since what has no heading is then known to
be of those who lost theirs, they have to be enough together (secondary suppression).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

People = Mapping[str, Collection[str]]
"""By heading, the ids of the people who may have said what stands under it."""


def blurred(headings: People, threshold: int) -> frozenset[str]:
    """The headings that have to go: those of too few people, and as many more, the smallest first,
    as it takes for all of these to be enough people together.
    """
    gone = {name for name, people in headings.items() if len(people) < threshold}
    rest = sorted(headings.keys() - gone, key=lambda name: (len(headings[name]), name))
    while gone and rest and len(set().union(*(headings[name] for name in gone))) < threshold:
        gone.add(rest.pop(0))
    return frozenset(gone)


def told_sectors(people: Iterable[str], threshold: int) -> frozenset[str]:
    """The sectors that may stand beside words, of these people's ("" where it is not known).

    Words without a sector are then known to be of somebody whose sector is not told: of too few
    people, or of none that is known. These have to be enough together too, or nobody.
    """
    shared = Counter(people)
    hidden = shared.pop("", 0)
    told: set[str] = set()
    for sector, n in sorted(shared.items(), key=lambda each: (each[1], each[0])):
        if n < threshold or 0 < hidden < threshold:
            hidden += n
        else:
            told.add(sector)
    return frozenset(told)


def told_together(people: Iterable[str], threshold: int) -> bool:
    """Whether the sectors that may not be told may be told as one, of these people's ("" where it
    is not known): they are enough, and so are those of whom nothing is told then, if there are any.
    """
    everybody = list(people)
    told = told_sectors(everybody, threshold)
    small = sum(bool(sector) and sector not in told for sector in everybody)
    unknown = everybody.count("")
    return small >= threshold and (unknown == 0 or unknown >= threshold)
