"""Words as they are counted: what looks the same is one word, what cannot be seen is none."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b"
    "\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e0fff]"
    # Joiners shape letters of other scripts and join pictures; between our letters they do nothing.
    "|(?<![\u0590-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\U0010ffff])"
)
"""What takes no ink: controls, soft hyphens, marks of direction, fillers, selectors."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʹʻʼʽˈ′＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—−", "-"),
    }
)


def visible(word: str) -> str:
    """A word without what cannot be seen, its spaces single; "" where nothing is left."""
    return " ".join(_UNSEEN.sub("", word).split())


def fold(word: str) -> str:
    """A word as it is counted: capitals, spaces, encodings of accents, the form of apostrophes,
    quotation marks and dashes, marks around it and full stops at its end make no difference.
    """
    alike = unicodedata.normalize("NFKC", visible(word).translate(_ALIKE))
    bare = alike.strip('" ').rstrip(".").strip('" ')
    if len(bare) > 2 and bare[0] == bare[-1] == "'":
        bare = bare[1:-1]
    return visible(bare or alike).casefold()


def counted_words(answers: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The words of answers of one word each, counted as an open words poll counts its own."""
    written = [word for answer in answers if (word := visible(answer))]
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
