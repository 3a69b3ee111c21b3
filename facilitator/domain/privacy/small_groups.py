"""Groups too small to be told apart: whoever has the list of names knows who sat in them.

What stands under a heading was said by one of the people whom the heading leaves possible. Where
these are fewer than the threshold the heading goes; and since what has no heading is then known to
be of those who lost theirs, they have to be enough together (secondary suppression).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

People = Mapping[str, Collection[str]]
"""By heading, the ids of the people who may have said what stands under it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What papers that left have told already, by ids: the groups that stood `apart`, those that
    stood `together`, the questions that were not named there and the sectors (folded) that stood
    beside no words. Whoever lays a later paper beside an earlier one subtracts one from the other.
    """

    apart: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()
    unnamed: frozenset[str] = frozenset()
    sectors: frozenset[str] = frozenset()

    def and_then(self, later: "Told") -> "Told":
        """With what another paper told after that."""
        return Told(*(getattr(self, f.name) | getattr(later, f.name) for f in fields(self)))


NOTHING_TOLD = Told()


def blurred(
    headings: People,
    threshold: int,
    before: Collection[str] = (),
    told: Collection[str] = (),
    silent: Collection[str] = (),
    pooled: People | None = None,
) -> frozenset[str]:
    """The headings that have to go: those of too few people, those that were gone `before`, and as
    many more, the smallest first, as it takes for all of these to be enough people together; of
    each so many count there as are `pooled`, where that is said.

    What was `told` apart before hides nothing any more, and goes last. Those that are `silent` have
    nothing under them: they go first, and only so that others are enough people with them.
    """
    few = {name for name, people in headings.items() if len(people) < threshold} - set(silent)
    gone = few | headings.keys() & set(before)
    rest = sorted(
        headings.keys() - gone,
        key=lambda n: (n in told, n not in silent, len(headings[n]), n),
    )
    while gone and rest and len(_people(pooled or headings, gone)) < threshold:
        gone.add(rest.pop(0))
    return frozenset(gone)


def parted(
    headings: People,
    threshold: int,
    told: Told = NOTHING_TOLD,
    silent: Collection[str] = (),
    pooled: People | None = None,
) -> tuple[frozenset[str], frozenset[str]]:
    """The headings that have to go, and those under which nothing may stand at all: where papers
    have left before, whatever is new in a later one is known to be of those who stood in none, and
    these have to be enough together. Of whose people nobody is known, nothing is known by it.
    """
    pooled = pooled or headings
    gone = blurred(headings, threshold, told.together, told.apart, silent, pooled)
    new = gone - told.apart - told.together
    has_left = bool(headings.keys() & (told.apart | told.together))
    if not has_left or not 0 < len(_people(pooled, new)) < threshold:
        return gone, frozenset()
    new -= set(silent)
    others = {name: people for name, people in headings.items() if name not in new}
    return blurred(others, threshold, told.together, told.apart, silent, pooled), new


def _people(headings: People, names: Iterable[str]) -> set[str]:
    return set[str]().union(*(headings[name] for name in names))


def told_sectors(
    people: Iterable[str],
    threshold: int,
    spoken: Collection[str] = (),
    before: Collection[str] = (),
) -> frozenset[str]:
    """The sectors that may stand beside words, of these people's ("" where it is not known), who
    may be counted already; none that was not told `before`.

    Words without a sector are then known to be of somebody whose sector is not told: of too few
    people, of none that is known, or of a sector that has `spoken` and of which nobody is on the
    list. These have to be enough together too, or nobody.
    """
    shared = Counter(people)
    hidden = shared.pop("", 0) + sum(shared.pop(sector, 0) for sector in set(before))
    hides = hidden > 0 or bool(set(spoken) - shared.keys() - {""})
    told: set[str] = set()
    for sector, n in sorted(shared.items(), key=lambda each: (each[1], each[0])):
        if n < threshold or (hides and hidden < threshold):
            hidden, hides = hidden + n, True
        else:
            told.add(sector)
    return frozenset(told)


def of_few_then(
    people: Sequence[tuple[str, datetime | None]],
    words: Iterable[tuple[str, datetime]],
    threshold: int,
    before: Collection[str] = (),
) -> frozenset[str]:
    """The sectors that may stand beside no words, since too few of theirs had come when the first
    of these were said: whoever sat there saw the others come later. With as many more as it takes
    for words without a sector to be of enough who had come by then, and those of `before`.

    `people` are sectors with when somebody came (None: from the beginning, as far as is known).
    """
    first: dict[str, datetime] = {}
    for sector, at in words:
        first[sector] = min(at, first.get(sector, at))

    def had_come(sectors: Collection[str], at: datetime) -> int:
        return sum(of in sectors and (came is None or came <= at) for of, came in people)

    sizes = Counter(sector for sector, _ in people)
    untold = set(before) | {s for s, at in first.items() if had_come({s}, at) < threshold}
    while told := told_sectors(sizes, threshold, first, untold):
        without = [at for sector, at in first.items() if sector not in told]
        if not without or had_come(sizes.keys() - told, min(without)) >= threshold:
            break
        untold.add(min(told, key=lambda sector: (sizes[sector], sector)))
    return frozenset(untold)


def told_together(people: Iterable[str], threshold: int) -> bool:
    """Whether the sectors that may not be told may be told as one, of these people's ("" where it
    is not known): they are enough, and so are those of whom nothing is told then, if there are any.
    """
    everybody = list(people)
    told = told_sectors(everybody, threshold)
    small = sum(bool(sector) and sector not in told for sector in everybody)
    unknown = everybody.count("")
    return small >= threshold and (unknown == 0 or unknown >= threshold)
