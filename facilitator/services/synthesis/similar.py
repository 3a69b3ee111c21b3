"""Similar passages, proposed beside the one that is read: nothing is tied by this.

Candidates by BM25 in the index in memory, then by how many words they share (`token_set_ratio` of
rapidfuzz, 0 to 100). For one passage at a time: in bulk a machine would sort, not a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.notes.notes import Note
from facilitator.domain.synthesis.search_words import folded
from facilitator.services.synthesis.coding import Passage
from facilitator.services.synthesis.passages import Placed
from facilitator.services.synthesis.searching import PassageSearch

CANDIDATES = 50
MOST = 8
LEAST_ALIKE = 55
"""What shares less than this is not proposed."""
NEARLY_THE_SAME = 75
"""What a note-taker is told of shares at least this: they have less time to look."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A passage that is proposed, and how alike its words are, 0 to 100."""

    placed: Placed
    alike: int


def similar_to(
    read: Placed, passages: Sequence[Placed], search: PassageSearch
) -> tuple[Similar, ...]:
    """Passages like the one that is read: those that have not been read come first, then those of
    other groups. No kind, sector or group is left out.
    """
    group = group_of(read.passage)
    found = alike_to(read, passages, search)
    return tuple(sorted(found, key=lambda each: _order(each, group))[:MOST])


def alike_to(read: Placed, passages: Sequence[Placed], search: PassageSearch) -> Sequence[Similar]:
    """The passages that have much in common with one, in no order that means anything."""
    from rapidfuzz import fuzz  # nothing needs it before somebody asks

    by_id = {each.passage.id: each for each in passages}
    ours = folded(read.passage.words)
    found = []
    for id in search.nearest(read.passage.words, passages, CANDIDATES + 1):
        if id != read.passage.id:
            other = by_id[id]
            alike = round(fuzz.token_set_ratio(ours, folded(other.passage.words)))
            if alike >= LEAST_ALIKE:
                found.append(Similar(other, alike))
    return found


def _order(each: Similar, group: str) -> tuple[bool, bool, int, str]:
    passage = each.placed.passage
    return is_read(each.placed), group_of(passage) == group, -each.alike, passage.id


def is_read(placed: Placed) -> bool:
    """Whether it needs no reading any more, as far as is seen here."""
    return placed.is_read or bool(placed.theme_ids)


def group_of(passage: Passage) -> str:
    """The group whose note it is; "" of a response."""
    return passage.breakout_id if isinstance(passage, Note) else ""
