"""Which sectors with sizes may stand beside linked votes: researchers lay them beside what was told
of the same rounds by sector or by size, and subtract.

What is left of a group then has to be of nobody or of enough people, and so has what is left of all
the groups that were not told. A pair stands beside all votes of a voter or beside none: they are
linked.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.domain.privacy.combinations import NOTHING, Said
from facilitator.domain.privacy.disclosure import SafeTable, Split
from facilitator.domain.privacy.small_groups import told_sectors

_Group = Callable[[Said], str]


@dataclass(frozen=True, slots=True)
class Held:
    """A round: what is kept of each of its voters, what it is split by, and what was told of it."""

    voters: Sequence[Said]
    split: Split
    release: Sequence[SafeTable] = ()

    @property
    def partings(self) -> Iterator[_Group]:
        """How voters are parted: as each table tells them apart, and into none but a round."""
        for table in self.release:
            apart = {row.name for row in table.rows if row.people is not None}
            yield self._parting(apart)
        yield lambda _: ""

    def _parting(self, apart: Iterable[str]) -> _Group:
        if self.split is Split.ROOM:
            return lambda _: ""  # no room stands beside linked votes
        names, which = frozenset(apart), 0 if self.split is Split.SECTOR else 1
        return lambda said: said[which] if said[which] in names else ""


def told_pairs(
    rounds: Sequence[Held], everybody: Iterable[Said], threshold: int
) -> frozenset[Said]:
    """The pairs that may be told, of what is kept of `everybody` who voted in any of the rounds.

    Each is of enough people wherever any of them voted. Where too few are left, the smallest pair
    is told no more: those of it then keep them company.
    """
    people = Counter(everybody)
    pairs = {_written(said): said for said in people}
    told = {pairs[name] for name in told_sectors(map(_written, people.elements()), threshold)}
    while few := next(_few(rounds, told, threshold), None):
        told.remove(min(few, key=lambda said: (people[said], said)))
    return frozenset(told)


def _few(rounds: Sequence[Held], told: Iterable[Said], threshold: int) -> Iterator[Sequence[Said]]:
    """Pairs one of which has to go: those of few in a round, and those beside whom few are left."""
    known = frozenset(told)
    for held in rounds:
        voted = Counter(held.voters)
        for said in known:
            if 0 < voted[said] < threshold:
                yield [said]
        for parting in held.partings:
            yield from _left_beside(voted, parting, known, threshold)


def _left_beside(
    voted: Mapping[Said, int], parting: _Group, told: frozenset[Said], threshold: int
) -> Iterator[Sequence[Said]]:
    groups: dict[str, list[Said]] = {}
    for said in voted:
        groups.setdefault(parting(said), []).append(said)
    for pairs in groups.values():
        left = sum(voted[said] for said in pairs if said not in told)
        beside = [said for said in pairs if said in told]
        if beside and 0 < left < threshold:
            yield beside


def _written(said: Said) -> str:
    return "" if said == NOTHING else "\n".join(said)
