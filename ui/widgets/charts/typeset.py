"""Measuring and wrapping text in ems, so that one layout serves every size of screen."""

from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from ui.theme import FAMILY

LINE_HEIGHT = 1.25
"""From one line to the next, in ems: the typeface's own ascent and descent."""
BASELINE = 0.985
"""From the top of a line to its baseline, in ems."""

_MEASURED_AT = 100


@lru_cache(maxsize=100)
def typeface(px: float, bold: bool) -> QFont:
    """The one typeface, not to be changed; without hinting, so that widths grow in step with size.

    A font that is kept knows its letters: see `theme.font`.
    """
    font = QFont(FAMILY)
    font.setPixelSize(max(1, round(px)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=2)
def _metrics(bold: bool) -> QFontMetricsF:
    return QFontMetricsF(typeface(_MEASURED_AT, bold))


@lru_cache(maxsize=20_000)
def ems(text: str, bold: bool = False) -> float:
    """The width of `text` in ems."""
    return _metrics(bold).horizontalAdvance(text) / _MEASURED_AT


@lru_cache(maxsize=1_000)
def widest_word(text: str, bold: bool = False) -> float:
    """The width of the widest word of `text` in ems, 0 where there is none."""
    return max((ems(word, bold) for word in text.split()), default=0.0)


@lru_cache(maxsize=2_000)
def wrap(text: str, width: float, bold: bool = False) -> tuple[str, ...]:
    """`text` in lines of at most `width` ems; line breaks are kept, long words are broken."""
    lines: list[str] = []
    for paragraph in text.strip().splitlines():
        lines.extend(_wrapped(_words(paragraph), width, bold))
    return tuple(lines)


def _words(paragraph: str) -> list[str]:
    """The words of a paragraph; a share, “75 %”, is one."""
    words: list[str] = []
    for word in paragraph.split():
        if words and word.startswith("%"):
            words[-1] += f"\u00a0{word}"
        else:
            words.append(word)
    return words


def _wrapped(words: list[str], width: float, bold: bool) -> list[str]:
    lines: list[str] = []
    line, used, space = "", 0.0, ems(" ", bold)
    for word in (piece for whole in words for piece in _pieces(whole, width, bold)):
        length = ems(word, bold)
        if line and used + space + length > width:
            lines.append(line)
            line, used = word, length
        else:
            used += (space if line else 0.0) + length
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _pieces(word: str, width: float, bold: bool) -> list[str]:
    """The word itself, or as many pieces as it takes where it is longer than a line."""
    if ems(word, bold) <= width:
        return [word]
    pieces, piece = [], ""
    for letter in word:
        if piece and ems(piece + letter, bold) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def shorten(lines: tuple[str, ...], most: int, width: float, bold: bool = False) -> tuple[str, ...]:
    """At most `most` lines; a text that goes on ends in an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and ems(f"{last}…", bold) > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip(' .,;:')}…")
