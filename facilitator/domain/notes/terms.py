"""Names and terms of a seminar, so that whoever types one can have it spelt as it was before."""

import re
from collections.abc import Iterable

LEAST_TYPED = 2
"""Letters after which a term can be told."""
LONGEST = 60

_WORD = r"[A-Z][\w’'-]*"
_NAME = re.compile(rf"{_WORD}(?: (?:(?:of|and|for|the) )*{_WORD})*")
_CAPITALS = re.compile(r"[A-Z]{2,}")


def terms_in(words: str) -> tuple[str, ...]:
    """The names in a text: words with capitals that do not merely begin a sentence."""
    found: list[str] = []
    for match in _NAME.finditer(words):
        begins = match.start() == 0 or words[: match.start()].rstrip()[-1:] in '.!?:“"'
        name = match[0]
        if _CAPITALS.search(name) or " " in name or not begins:
            found.append(name)
    return tuple(dict.fromkeys(found))


def candidates(before: str, terms: Iterable[str]) -> tuple[int, tuple[str, ...]]:
    """What the end of a text may be the beginning of: where that begins, and the terms.

    The longest beginning counts. A word that stands there as its term has it is complete.
    """
    known = [(term.casefold(), term) for term in terms]
    for start in _starts(before):
        typed = before[start:]
        if len(typed) >= LEAST_TYPED:
            begun = typed.casefold()
            found = tuple(term for folded, term in known if folded.startswith(begun))
            if typed not in found and found:
                return start, found
    return len(before), ()


def _starts(before: str) -> Iterable[int]:
    """Where words begin near the end, the farthest first."""
    near = max(len(before) - LONGEST, 0)
    return (at.start() for at in re.finditer(r"(?<![\w’'-])\w", before) if at.start() >= near)
