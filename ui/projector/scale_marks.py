"""The points of an answer scale before the room, in words, as they stand on the ballot."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain import wording
from ui.projector.sheet import LINE, UNIT, Sheet, line_at
from ui.widgets.charts.marks import Block, Mark, Picture, Words
from ui.widgets.charts.typeset import ems, widest_word, wrap

_GAP = UNIT * 0.2
_PAD = UNIT * 0.25
_MOST_SHARE = 0.6
"""Of the height there is: what is voted on needs the rest."""


def scales(points: Sequence[wording.Text], sheet: Sheet) -> list[tuple[Picture, float]]:
    """What can stand at the foot of the sheet, and its height, the best first: boxes, then the
    points in running lines.

    Where there is no room for either they are in the first of the room's languages; nothing where
    there are no points.
    """
    for locales in dict.fromkeys((sheet.locales, sheet.locales[:1])):
        there = replace(sheet, locales=locales)
        said = [there.line(point) for point in points]
        found = [laid for laid in (_boxed(said, sheet), _running(said, sheet)) if laid[0]]
        if found:
            return found
    return []


def _boxed(said: Sequence[str], sheet: Sheet) -> tuple[Picture, float]:
    """In as few rows as leave every word whole."""
    for rows in range(1, len(said) + 1):
        columns = -(-len(said) // rows)
        width = (sheet.width - (columns - 1) * _GAP) / columns
        room = (width - 2 * _PAD) / UNIT
        if max(map(widest_word, said)) > room:
            continue
        lines = [wrap(text, room) for text in said]
        high = max(map(len, lines)) * LINE + _PAD
        taken = rows * (high + _GAP) + _GAP
        if taken <= _MOST_SHARE * sheet.height:
            return _boxes(lines, columns, width, high, sheet), taken
    return (), 0.0


def _running(said: Sequence[str], sheet: Sheet) -> tuple[Picture, float]:
    lines = wrap(" · ".join(said), sheet.width / UNIT)
    taken = len(lines) * LINE + _GAP
    if not said or taken > _MOST_SHARE * sheet.height:
        return (), 0.0
    top = sheet.bottom - taken
    return tuple(
        line_at(sheet, line, sheet.x, top + place * LINE) for place, line in enumerate(lines)
    ), taken


def _boxes(
    lines: Sequence[Sequence[str]], columns: int, width: float, high: float, sheet: Sheet
) -> Picture:
    rows = -(-len(lines) // columns)
    top = sheet.bottom - rows * (high + _GAP)
    marks: list[Mark] = []
    for place, words in enumerate(lines):
        row, column = divmod(place, columns)
        x, y = sheet.x + column * (width + _GAP), top + row * (high + _GAP)
        fill = sheet.palette.card
        marks.append(Block(x=x, y=y, width=width, height=high, fill=fill, radius=UNIT * 0.15))
        first = y + (high - len(words) * LINE) / 2
        marks += [
            Words(
                text=line,
                x=x + (width - ems(line) * UNIT) / 2,
                y=first + number * LINE,
                px=UNIT,
                ink=sheet.palette.ink,
                ground=fill,
            )
            for number, line in enumerate(words)
        ]
    return tuple(marks)
