"""How the words of a passage are kept: one form of each letter, one kind of line end.

What was said is counted and compared by code points (a coding's span, a search, two versions side
by side). The same letter may be typed in two ways ("ŵ", or "w" and a combining sign), and a line
may end in three; kept in one form, the same words are the same text, wherever they came from.
"""

import unicodedata


def normal(words: str) -> str:
    """The words in Unicode's Normalization Form C (UAX #15), with lines that end in LF alone."""
    if "\r" in words:
        words = words.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", words)


def utf16_from_points(words: str, points: int) -> int:
    """A place in a text, counted in code points, as JavaScript and Qt count it: in UTF-16 units."""
    return points + sum(ord(letter) > 0xFFFF for letter in words[:points])


def points_from_utf16(words: str, units: int) -> int:
    """A place as JavaScript and Qt count it, in code points: never behind the end of the text.

    A place between the two halves of one character is the place before that character.
    """
    counted = 0
    for points, letter in enumerate(words):
        counted += 2 if ord(letter) > 0xFFFF else 1
        if counted > units:
            return points
    return len(words)


_STOPS = dict.fromkeys(map(ord, " \t\n\u00a0\u202f.,;:!?…'’‘\"“”«»"))


def same_letters(one: str, other: str) -> bool:
    """Whether two texts differ in capitals, stops and spaces alone: a permission to quote one
    holds for the other as well.
    """
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return normal(text).casefold().translate(_STOPS)
