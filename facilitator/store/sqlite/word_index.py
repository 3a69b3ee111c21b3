"""An index of words in memory: which texts hold what somebody searches for.

It is made of what was read, for as long as a window is open, and is never in a file, a copy or a
bundle: words that were deleted would stay in an index's pages there. Texts are given folded; a
search finds what stands within words too, since Welsh changes their beginnings (*partner*,
*bartner*, *phartner*).
"""

from collections.abc import Iterable, Sequence

from sqlcipher3 import dbapi2

_TRIGRAM = 3
"""The shortest text that the index knows; what is shorter is looked for in every text."""


class WordIndex:
    """Texts by number; used by one thread at a time."""

    def __init__(self) -> None:
        self._database = dbapi2.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._run(
            "CREATE VIRTUAL TABLE held USING fts5(words, tokenize='trigram case_sensitive 1')"
        )
        self._run("INSERT INTO held(held, rank) VALUES ('secure-delete', 1)")

    def put(self, texts: Iterable[tuple[int, str]]) -> None:
        """Hold these texts, in the place of those with the same numbers."""
        self._run("BEGIN")
        self._database.executemany("INSERT OR REPLACE INTO held(rowid, words) VALUES (?, ?)", texts)
        self._run("COMMIT")

    def drop(self, numbers: Iterable[int]) -> None:
        """Hold the texts with these numbers no more."""
        self._run("BEGIN")
        self._database.executemany("DELETE FROM held WHERE rowid = ?", ((n,) for n in numbers))
        self._run("COMMIT")

    def holding(self, wanted: Sequence[str]) -> set[int]:
        """The numbers of the texts that hold each of these, wherever in a word it stands."""
        found = [self._holding(each) for each in wanted]
        return set.intersection(*found) if found else set()

    def nearest(self, words: Sequence[str], most: int) -> list[int]:
        """The numbers of the texts that have most in common with some words (Okapi BM25, in which
        rare words count for more), the nearest first.
        """
        asked = " OR ".join(_phrase(word) for word in words if len(word) >= _TRIGRAM)
        if not asked:
            return []
        statement = "SELECT rowid FROM held WHERE held MATCH ? ORDER BY bm25(held), rowid LIMIT ?"
        return [number for (number,) in self._database.execute(statement, (asked, most))]

    def _holding(self, wanted: str) -> set[int]:
        if len(wanted) < _TRIGRAM:
            return self._numbers("SELECT rowid FROM held WHERE instr(words, ?)", wanted)
        return self._numbers("SELECT rowid FROM held WHERE held MATCH ?", _phrase(wanted))

    def _numbers(self, statement: str, value: str) -> set[int]:
        return {number for (number,) in self._database.execute(statement, (value,))}

    def _run(self, statement: str) -> None:
        self._database.execute(statement)


def _phrase(words: str) -> str:
    """As the index is asked for what people typed: never as its own language."""
    doubled = words.replace('"', '""')
    return f'"{doubled}"'
