"""The words people gave to a question that asks for one: the more people, the larger."""

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.stage import sights
from facilitator.domain.wording import Counted
from ui.projector.sheet import LINE, UNIT, Sheet, line_at
from ui.widgets.charts.marks import Mark, Picture, Words
from ui.widgets.charts.typeset import BASELINE, LINE_HEIGHT, ems, shorten, wrap

_GROWTHS = (3.0, 2.5, 2.0, 1.5, 1.0, 0.5, 0.0)
"""By how many units the most frequent word is larger than a word of one person."""
_COUNT_GAP = UNIT * 0.2
_APART = UNIT * 0.9
_LONGEST = 16.0
"""The longest a word may be, in units, before it is cut."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is set but not placed, with how many gave it."""

    text: str
    people: str
    px: float

    @property
    def width(self) -> float:
        return ems(self.text, True) * self.px + _COUNT_GAP + ems(self.people) * UNIT


def cloud(words: Sequence[sights.WordCount], sheet: Sheet) -> Picture:
    """As many words as fit, the most frequent first, each with its count; the rest are counted."""
    for growth in _GROWTHS:
        rows = _rows(words, sheet.width, growth)
        if _height(rows) <= sheet.height:
            return _placed(rows, sheet)
    room = sheet.without_bottom(LINE)
    while _height(rows) > room.height:
        rows = rows[:-1]
    rest = len(words) - sum(map(len, rows))
    note = sheet.line(Counted(rest, "and {n} more word", "and {n} more words"))
    return (
        *_placed(rows, room),
        line_at(sheet, note, sheet.x, sheet.bottom - LINE, quiet=True),
    )


def _rows(words: Sequence[sights.WordCount], width: float, growth: float) -> list[list[_Word]]:
    most = max((word.people for word in words), default=1)
    rows: list[list[_Word]] = []
    used = width
    for word in words:
        px = UNIT * (1 + growth * (word.people - 1) / max(most - 1, 1))
        room = min(_LONGEST, (width - 2 * UNIT) / px)
        text = " ".join(shorten(wrap(word.text, room, True), 1, room, True))
        made = _Word(text, str(word.people), px)
        if used + _APART + made.width > width:
            rows.append([])
            used = -_APART
        rows[-1].append(made)
        used += _APART + made.width
    return rows


def _height(rows: Sequence[Sequence[_Word]]) -> float:
    return sum(_row_height(row) for row in rows)


def _row_height(row: Sequence[_Word]) -> float:
    return max(word.px for word in row) * LINE_HEIGHT


def _placed(rows: Sequence[Sequence[_Word]], sheet: Sheet) -> Picture:
    """The words of a row stand on one line."""
    marks: list[Mark] = []
    y = sheet.y
    for row in rows:
        x = sheet.x
        line = y + max(word.px for word in row) * BASELINE
        for word in row:
            marks += _marks(word, x, line, sheet)
            x += word.width + _APART
        y += _row_height(row)
    return tuple(marks)


def _marks(word: _Word, x: float, line: float, sheet: Sheet) -> tuple[Words, Words]:
    ink, paper = sheet.palette.ink, sheet.palette.paper
    behind = x + word.width - ems(word.people) * UNIT
    return (
        Words(
            text=word.text,
            x=x,
            y=line - word.px * BASELINE,
            px=word.px,
            ink=ink,
            ground=paper,
            bold=True,
        ),
        line_at(sheet, word.people, behind, line - UNIT * BASELINE, quiet=True),
    )
