"""Which encoding a list is in that says nothing of it itself."""

import re
from collections.abc import Mapping
from itertools import pairwise

from facilitator.domain.wording import Message, say

ENCODING_NAMES: Mapping[str, Message] = {
    "utf_8": say("Unicode (UTF-8)"),
    "utf_16": say("Unicode (UTF-16)"),
    "utf_32": say("Unicode (UTF-32)"),
    "cp1252": say("Western European (Windows)"),
    "mac_roman": say("Western European (Mac)"),
    "iso8859_14": say("Celtic (ISO 8859-14)"),
    "cp1250": say("Central European (Windows)"),
    "cp1251": say("Cyrillic (Windows)"),
    "cp1253": say("Greek (Windows)"),
}
"""The encodings a person can choose from, with their names; the keys are Python's own."""

USUAL_ENCODING = "cp1252"
"""What a list that is not Unicode is in, unless another reading is clearly cleaner."""

_MARKS = {
    b"\xff\xfe\x00\x00": "utf_32",  # before the mark that begins as this one does
    b"\x00\x00\xfe\xff": "utf_32",
    b"\xff\xfe": "utf_16",
    b"\xfe\xff": "utf_16",
    b"\xef\xbb\xbf": "utf_8",
}
_WIDE = ("utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be")
SAMPLE = 4000
"""Bytes of a file by which an encoding without a mark is found; a multiple of four."""
_WORDS = re.compile(r"[^\W\d_]+")
_ACCENTS_IN_A_ROW = re.compile("(?=[\xc0-\u024f]{2})")
_ODD = re.compile(
    r"[\x80-\x9f\ufffd\u02b0-\u036f]"  # controls and bare accents
    r"|[£¥¯³¹²¿¼½¾¶¤¦±]+(?=[^\W\d_])"  # a sign where a word begins
    r"|[^\W\d_][^\x00-\x7f\w’‘–—·\s]+[^\W\d_]"  # or within one
    r"|(?<![\w,.!?’])[”’](?!\w)"  # a closing quotation mark that closes nothing
)


def guess_encoding(content: bytes) -> str:
    """The likeliest encoding, as Python names it: by its marks, by its zeros, by statistics."""
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            return name
    if wide := _unmarked(content):
        return wide
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _guess_by_statistics(content)
    return "utf_8"


def _unmarked(content: bytes) -> str:
    """The encoding whose characters are two or four bytes wide, where no mark says so; "" for one
    of single bytes, in which no list has a zero. What is right leaves no zero, and has the most
    ends of lines and cells.
    """
    sample = content[:SAMPLE]
    if 0 not in sample:
        return ""

    def fit(name: str) -> int:
        text = sample.decode(name, errors="replace")
        odd = text.count("\0") + text.count("\ufffd")
        return sum(map(text.count, "\r\n,;\t| ")) - odd

    best = max(_WIDE, key=fit)
    return best if fit(best) > 0 else ""


def _guess_by_statistics(content: bytes) -> str:
    """The reading with the fewest oddities, of equals the usual one, then the detector's choice.

    The detector alone is made for prose: in a list of names one letter may tip its scales.
    """
    # Imported here: only files that are not Unicode pay for the detector's tables.
    from charset_normalizer import from_bytes

    candidates = [name for name in ENCODING_NAMES if not name.startswith("utf")]
    found = from_bytes(content, cp_isolation=candidates, preemptive_behaviour=False)
    # Encodings that give the same text are one finding, named for any one of them.
    mess = {n: (m.chaos, -m.coherence) for m in found for n in m.could_be_from_charset}

    def cost(name: str) -> tuple[int, bool, tuple[float, float]]:
        return oddities(content, name), name != USUAL_ENCODING, mess.get(name, (1.0, 0.0))

    return min(candidates, key=cost)


def oddities(content: bytes, encoding: str) -> int:
    """How much of a text in an encoding is not how names are written: signs within words, capitals
    after small letters, two scripts in a word; less so, two letters with accents in a row.
    """
    text = content[:100_000].decode(encoding, errors="replace")
    return (
        3 * len(_ODD.findall(text))
        + 3 * sum(map(_mixes, _WORDS.findall(text)))
        + sum(len(_ACCENTS_IN_A_ROW.findall(word)) for word in _WORDS.findall(text))
    )


def _mixes(word: str) -> bool:
    """Whether a word has letters of two alphabets, or a foreign capital after a small letter."""
    latin = any(char < "\u0250" for char in word)
    broken = any(a.islower() and b.isupper() and b > "\x7f" for a, b in pairwise(word))
    return broken or (latin and any(char > "\u036f" for char in word))
