"""Breaking text into lines. Everything that people wrote becomes printable here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from exports.pdf.glyphs import printable
from exports.pdf.page_style import Style
from exports.pdf.scripts.faces import leans

_STOPS = "/-_.,&?=:;"


def wrap(text: str, style: Style, room: float) -> list[str]:
    """The lines of a text set `room` points wide; a word too long for a line is broken."""
    lines: list[str] = []
    words = printable(text).strip("\n").replace(" %", "\u00a0%")
    for paragraph in words.split("\n"):
        lines += _wrap_paragraph(paragraph, style, room)
    return lines


@dataclass(frozen=True, slots=True)
class Piece:
    """Words within a line that have a style, or a link, of their own."""

    words: str
    style: Style
    link: str = ""


def wrap_pieces(pieces: Iterable[Piece], room: float) -> list[list[Piece]]:
    """The lines of pieces in a row, broken as `wrap` breaks texts; a word may change its style."""
    lines: list[list[Piece]] = [[]]
    left = room
    for word in _words(pieces):
        if not word:
            lines.append([])
            left = room
            continue
        blank = _blank(lines[-1], word[0])
        if lines[-1] and _wide([*blank, *word]) > left:
            lines.append([])
            left, blank = room, []
        for part in [word] if _wide(word) <= room else _broken_word(word, room):
            if _wide(part) > left:
                lines.append([])
                left = room
            lines[-1] += [*blank, *part]
            left -= _wide([*blank, *part])
            blank = []
    return [list(_merged(line)) for line in lines]


def _words(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Word by word; an empty one is the end of a line."""
    word: list[Piece] = []
    for piece in pieces:
        text = printable(piece.words).replace(" %", "\u00a0%")
        for number, line in enumerate(text.split("\n")):
            if number:
                yield from [word, []] if word else [[]]
                word = []
            for place, part in enumerate(line.split(" ")):
                if place and word:
                    yield word
                    word = []
                if part:
                    word.append(Piece(part, piece.style, piece.link))
    if word:
        yield word


def _blank(line: list[Piece], following: Piece) -> list[Piece]:
    """The blank before a word; it belongs to a link where it stands within one."""
    if not line:
        return []
    inside = following.link if line[-1].link == following.link else ""
    return [Piece(" ", following.style, inside)]


def _wide(word: list[Piece]) -> float:
    return sum(piece.style.width(piece.words) for piece in word)


def _broken_word(word: list[Piece], room: float) -> list[list[Piece]]:
    return [
        [replace(piece, words=part)]
        for piece in word
        for part in _broken(piece.words, piece.style, room)
    ]


def _merged(line: list[Piece]) -> Iterator[Piece]:
    """Neighbours alike in style and link as one piece."""
    for (style, link), alike in groupby(line, key=lambda piece: (piece.style, piece.link)):
        yield Piece("".join(piece.words for piece in alike), style, link)


def clipped(text: str, style: Style, room: float) -> str:
    """The text on one line, cut with an ellipsis where it does not fit."""
    words = printable(text).replace("\n", " ")
    if style.width(words) <= room:
        return words
    left = room - style.width("…")
    for place, letter in enumerate(words):
        left -= style.width(letter)
        if left < 0:
            return words[: _before_letter(words, place)].rstrip() + "…"
    return words


def _wrap_paragraph(paragraph: str, style: Style, room: float) -> list[str]:
    face, most = style.face, room / style.size
    width_of = style.measure
    space = width_of(face, " ")
    lines: list[str] = []
    line: list[str] = []
    left = most
    for word in paragraph.split(" "):
        wide = width_of(face, word)
        if wide > left and line:
            lines.append(" ".join(line))
            line, left = [], most
        if wide > most:
            *whole, word = _broken(word, style, room)
            lines += whole
            wide = width_of(face, word)
        line.append(word)
        left -= wide + space
    lines.append(" ".join(line))
    return lines


def _before_letter(words: str, place: int) -> int:
    """Where the letter begins that a mark at this place stands on."""
    while place and leans(words[place]):
        place -= 1
    return place


def _broken(word: str, style: Style, room: float) -> list[str]:
    """A word longer than the line in pieces, after punctuation where there is some near the end."""
    pieces: list[str] = []
    start, left, stop = 0, room, 0
    for place, letter in enumerate(word):
        wide = style.width(letter)
        if wide > left and place > start and not leans(letter):
            end = stop if stop - start > (place - start) // 2 else place
            pieces.append(word[start:end])
            left = room - sum(style.width(kept) for kept in word[end:place])
            start = end
        left -= wide
        if letter in _STOPS:
            stop = place + 1
    return [*pieces, word[start:]]
