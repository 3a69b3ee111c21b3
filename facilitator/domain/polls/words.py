"""Words as they are counted: what looks the same is one word."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping


def fold(word: str) -> str:
    """A word as it is counted: capitals, spaces and encodings of accents make no difference."""
    return " ".join(unicodedata.normalize("NFKC", word).split()).casefold()


def counted_words(answers: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The words of answers of one word each, counted as an open words poll counts its own."""
    written = [" ".join(answer.split()) for answer in answers]
    return as_spelt(Counter(map(fold, written)), Counter((fold(word), word) for word in written))


def as_spelt(
    people: Mapping[str, int], spellings: Mapping[tuple[str, str], int]
) -> tuple[tuple[str, int], ...]:
    """Words as most people spelt them, the most frequent first, equals by alphabet.

    `people` counts folded words, `spellings` (folded, as written).
    """
    spelling: dict[str, tuple[int, str]] = {}
    for (folded, written), count in spellings.items():
        spelling[folded] = max(spelling.get(folded, (0, "")), (count, written))
    counted = sorted(people.items(), key=lambda entry: (-entry[1], entry[0]))
    return tuple((spelling[folded][1], count) for folded, count in counted)
