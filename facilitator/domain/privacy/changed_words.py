"""Words changed for printing: what is another stands [like this], so that nobody takes it for said.

The original stays in the record; papers print what is made here.
"""

import re
from difflib import SequenceMatcher

from facilitator.domain.passages import normal

LEFT_OUT = "[…]"
"""What stands where words are left out."""


def marked(words: str, wanted: str) -> str:
    """The words as they are wanted, each change in brackets; "" where nothing is changed."""
    said, told = _pieces(normal(words)), _pieces(normal(wanted))
    plain = [piece.strip() for piece in said], [piece.strip() for piece in told]
    if plain[0] == plain[1]:
        return ""
    parts: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, *plain, autojunk=False).get_opcodes():
        if what != "equal":
            parts.append(_change(said[a:b], told[c:d]))
        elif parts and told[c][0].isalnum():  # nothing stood before it where it was wanted
            parts.append(" " + "".join(told[c:d]))
        else:
            parts.append("".join(told[c:d]))
    return "".join(parts).strip()


def _change(said: list[str], told: list[str]) -> str:
    """A change, with the space before it. Who typed the brackets gets no second ones."""
    words = re.sub(r"[\[\]]", "", "".join(told))
    first = (told or said)[0]
    lead = first[: len(first) - len(first.lstrip())]
    bare = words.strip()
    return f"{lead}[{bare}]" if bare and bare != "…" else f"{lead or ' '}{LEFT_OUT}"


def _pieces(text: str) -> list[str]:
    """Words and stops, each with the space before it."""
    return re.findall(r"\s*(?:\w+(?:['’]\w+)*|[^\w\s])", text)


def still_fits(words: str, printed_as: str) -> bool:
    """Whether these words are what was changed: outside of brackets they are the same."""
    kept = [re.escape(" ".join(part.split())) for part in re.split(r"\[[^\]]*\]", printed_as)]
    return re.fullmatch(".*".join(kept), " ".join(words.split()), re.DOTALL) is not None
