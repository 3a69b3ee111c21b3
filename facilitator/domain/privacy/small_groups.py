"""Groups too small to be told apart: whoever has the list of names knows who sat in them.

What stands under a heading was said by one of the people whom the heading leaves possible. Where
these are fewer than the threshold the heading goes; and since what has no heading is then known to
be of those who lost theirs, they have to be enough together (secondary suppression).
"""

from collections.abc import Collection, Mapping

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
