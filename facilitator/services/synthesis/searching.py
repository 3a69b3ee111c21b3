"""Searching what was said: an index of one window, kept up with what the window has read."""

import re
from collections.abc import Sequence

from facilitator.domain.notes.notes import Note
from facilitator.domain.synthesis.search_words import folded, wanted_in
from facilitator.services.synthesis.passages import Placed
from facilitator.store.sqlite.word_index import WordIndex

_MOST_WORDS = 12
"""So many of a passage's longest words are looked for."""
_APART = "\x1f"
"""Stands between what is searched; nobody types it."""


class PassageSearch:
    """Finds passages by their words and by what stands beside them. Used by one thread at a time.

    The index is made at the first search, and follows what passages say from then on.
    """

    def __init__(self) -> None:
        self._index: WordIndex | None = None
        self._numbers: dict[str, int] = {}
        self._held: dict[str, str] = {}
        self._given = 0

    def matching(self, search: str, passages: Sequence[Placed]) -> frozenset[str] | None:
        """The ids of the passages that hold what is asked for; None where nothing is."""
        wanted = wanted_in(search)
        if not wanted:
            return None
        index = self._follow(passages)
        found = index.holding(wanted)
        return frozenset(id for id, number in self._numbers.items() if number in found)

    def nearest(self, words: str, passages: Sequence[Placed], most: int) -> tuple[str, ...]:
        """The ids of the passages that have most words in common with a text, the nearest first."""
        index = self._follow(passages)
        ids = {number: id for id, number in self._numbers.items()}
        asked = wanted_in(re.sub(r"[\W_]+", " ", words))
        rarest = sorted(asked, key=lambda word: (-len(word), word))[:_MOST_WORDS]
        return tuple(ids[number] for number in index.nearest(rarest, most))

    def _follow(self, passages: Sequence[Placed]) -> WordIndex:
        """Bring the index up to what the passages say now."""
        index = self._index = self._index or WordIndex()
        texts = {each.passage.id: _text(each) for each in passages}
        gone = [id for id in self._held if id not in texts]
        index.drop(self._numbers.pop(id) for id in gone)
        new = [id for id, text in texts.items() if self._held.get(id) != text]
        for id in new:
            self._given += id not in self._numbers
            self._numbers.setdefault(id, self._given)
        index.put((self._numbers[id], folded(texts[id])) for id in new)
        self._held = texts
        return index


def _text(placed: Placed) -> str:
    """What can be searched for; a search finds nothing that begins in one part and ends in the
    next.
    """
    passage = placed.passage
    tags = passage.tags if isinstance(passage, Note) else ()
    beside = (placed.origin, passage.sector, passage.size, *(f"#{tag}" for tag in tags))
    return _APART.join(filter(None, map(str, (passage.words, *beside))))
