"""Breaking text into lines. Everything that people wrote becomes printable here."""

from exports.pdf.glyphs import printable
from exports.pdf.page_style import Style, width_of

_STOPS = "/-_.,&?=:;"


def wrap(text: str, style: Style, room: float) -> list[str]:
    """The lines of a text set `room` points wide; a word too long for a line is broken."""
    lines: list[str] = []
    words = printable(text).strip("\n").replace(" %", "\u00a0%")
    for paragraph in words.split("\n"):
        lines += _wrap_paragraph(paragraph, style, room)
    return lines


def clipped(text: str, style: Style, room: float) -> str:
    """The text on one line, cut with an ellipsis where it does not fit."""
    words = printable(text).replace("\n", " ")
    if style.width(words) <= room:
        return words
    left = room - style.width("…")
    for place, letter in enumerate(words):
        left -= style.width(letter)
        if left < 0:
            return words[:place].rstrip() + "…"
    return words


def _wrap_paragraph(paragraph: str, style: Style, room: float) -> list[str]:
    face, most = style.face, room / style.size
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


def _broken(word: str, style: Style, room: float) -> list[str]:
    """A word longer than the line in pieces, after punctuation where there is some near the end."""
    pieces: list[str] = []
    start, left, stop = 0, room, 0
    for place, letter in enumerate(word):
        wide = style.width(letter)
        if wide > left and place > start:
            end = stop if stop - start > (place - start) // 2 else place
            pieces.append(word[start:end])
            left = room - sum(style.width(kept) for kept in word[end:place])
            start = end
        left -= wide
        if letter in _STOPS:
            stop = place + 1
    return [*pieces, word[start:]]
