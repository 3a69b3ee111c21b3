"""Sights made of many short texts: the wall of responses and the breakout groups."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.domain.stage import sights
from facilitator.domain.wording import Counted, Wording, say
from ui.projector.cloud_sight import cloud
from ui.projector.sheet import LINE, UNIT, Sheet, Text, line_at, page_mark, stack, turned
from ui.projector.text_sights import left_line
from ui.widgets.charts.marks import Block, Mark, Picture, Words, moved
from ui.widgets.charts.typeset import LINE_HEIGHT, ems, shorten, wrap

_GAP = UNIT * 0.4
_PAD = UNIT * 0.35
_NARROWEST_COLUMN = 7.0
_MOST_CARD_LINES = 8
_MOST_COLUMNS = 3
_CARD_WIDTH = 10.0
"""The least width of a card, in its letters."""
_LARGER = (1.2, 1.4, 1.6)
_PAGE_MARK = UNIT * 6
_INDENT = "\u2002"
_COLUMN_GAP = UNIT * 0.7


def wall(sight: sights.Wall, sheet: Sheet) -> Picture:
    """The question, and under it the responses, newest first, on as many pages as they need.

    Few stand in larger letters.
    """
    asked = _title(sheet, sheet.say(sight.wording), most=4)
    below = sheet.without_top(_bottom(asked) - sheet.y + _GAP)
    if sight.words:
        return (*asked, *cloud(sight.words, below))
    if not sight.total:
        said = Text(sheet.say(say("Responses appear here.")), size=1.2, quiet=True)
        return (*asked, *stack(below, [said]))
    pages = _card_pages(sight.cards, below)
    if len(pages) == 1 and sight.total == len(sight.cards):
        return (*asked, *pages[0])
    pages = _card_pages(sight.cards, below.without_bottom(LINE))
    rest = _rest(sight)
    note = line_at(sheet, sheet.line(rest), sheet.x, sheet.bottom - LINE, quiet=True)
    return (*asked, *turned(pages, sheet.now), note, *page_mark(sheet, len(pages)))


def _rest(sight: sights.Wall) -> Wording:
    if sight.total > len(sight.cards):
        return say("The newest {n} of {total}", n=len(sight.cards), total=sight.total)
    return Counted(sight.total, "{n} response", "{n} responses")


def _title(sheet: Sheet, text: str, most: int) -> Picture:
    """A title of at most `most` lines at the top."""
    room = sheet.width / UNIT
    lines = shorten(wrap(text, room, True), most, room, True)
    return tuple(
        line_at(sheet, line, sheet.x, sheet.y + place * LINE, bold=True)
        for place, line in enumerate(lines)
    )


def _bottom(marks: Picture) -> float:
    return max((mark.area.bottom() for mark in marks), default=0.0)


def _card_pages(cards: Sequence[sights.WallCard], sheet: Sheet) -> list[Picture]:
    """Cards page by page, in the largest letters that take no more pages and cut no more words."""
    best = _in_columns(cards, sheet, UNIT)
    for scale in _LARGER:
        larger = _in_columns(cards, sheet, UNIT * scale)
        if larger.cost > best.cost:
            break
        best = larger
    return best.pages


def _in_columns(cards: Sequence[sights.WallCard], sheet: Sheet, px: float) -> "_Laid":
    """In the columns that cut the fewest cards and need the fewest pages."""
    most = max(1, min(_MOST_COLUMNS, int(sheet.width / (_CARD_WIDTH * px))))
    tried = (_Laid(cards, sheet, px, columns) for columns in range(most, 0, -1))
    return min(tried, key=lambda laid: laid.cost)


class _Laid:
    """Cards in columns page by page, each in the shortest of the columns."""

    def __init__(
        self, cards: Sequence[sights.WallCard], sheet: Sheet, px: float, columns: int
    ) -> None:
        width = (sheet.width - (columns - 1) * _GAP) / columns
        most = min(_MOST_CARD_LINES, int((sheet.height - 2 * _PAD) // (px * LINE_HEIGHT)))
        made = [_Card(card, width, px, most, sheet) for card in cards]
        filled = [sheet.y] * columns
        pages: list[list[Mark]] = [[]]
        for card in made:
            column = filled.index(min(filled))
            if filled[column] + card.height > sheet.bottom and pages[-1]:
                pages.append([])
                filled = [sheet.y] * columns
                column = 0
            pages[-1] += card.at(sheet.x + column * (width + _GAP), filled[column])
            filled[column] += card.height + _GAP
        self.pages: list[Picture] = [tuple(page) for page in pages]
        self.cost = sum(card.is_cut for card in made), len(pages)


class _Card:
    """A response in a box: its words, and the speaker's sector under them."""

    def __init__(
        self, card: sights.WallCard, width: float, px: float, most: int, sheet: Sheet
    ) -> None:
        room = (width - 2 * _PAD) / px
        self._sector = shorten(wrap(card.sector, room), 1, room)
        lines = wrap(card.words, room)
        self._words = shorten(lines, max(1, most - len(self._sector)), room)
        self.is_cut = len(lines) > len(self._words)
        self._starred, self._width, self._px = card.starred, width, px
        self._palette = sheet.palette
        self.height = (len(self._words) + len(self._sector)) * px * LINE_HEIGHT + 2 * _PAD

    def at(self, x: float, y: float) -> list[Mark]:
        """The box with its left upper corner there."""
        palette, px = self._palette, self._px
        marks: list[Mark] = [
            Block(
                x=x,
                y=y,
                width=self._width,
                height=self.height,
                fill=palette.card,
                radius=UNIT * 0.15,
            )
        ]
        if self._starred:
            wide = UNIT * 0.18
            marks.append(Block(x=x, y=y, width=wide, height=self.height, fill=palette.accent))
        for place, line in enumerate((*self._words, *self._sector)):
            ink = palette.ink if place < len(self._words) else palette.quiet
            top = y + _PAD + place * px * LINE_HEIGHT
            marks.append(Words(text=line, x=x + _PAD, y=top, px=px, ink=ink, ground=palette.card))
        return marks


def groups(sight: sights.Groups, sheet: Sheet) -> Picture:
    """Who goes where: whole groups in columns, page by page; topics where they fit."""
    title = _title(sheet.without_right(_PAGE_MARK), sheet.line(sight.title), most=2)
    area = sheet.without_top(_bottom(title) - sheet.y + _GAP)
    clock: Picture = ()
    if sight.clock is not None:
        area = area.without_bottom(LINE)
        left = sheet.line(left_line(sight.clock, sheet.now))
        clock = (line_at(sheet, left, sheet.x, sheet.bottom - LINE, bold=True),)
    layouts = [_group_pages(sight.groups, area, columns) for columns in _columns(sight, area)]
    pages = min(layouts, key=len)
    mark = moved(page_mark(sheet, len(pages)), 0, sheet.y - (sheet.bottom - LINE))
    return (*title, *mark, *turned(pages, sheet.now), *clock)


def _columns(sight: sights.Groups, area: Sheet) -> range:
    """The numbers of columns in which no name has to be broken inside a word."""
    words = [word for group in sight.groups for name in group.members for word in name.split()]
    needed = max((ems(word) for word in words), default=0.0)
    narrowest = max(needed, _NARROWEST_COLUMN) * UNIT + _COLUMN_GAP
    return range(
        1, max(1, min(len(sight.groups), int((area.width + _COLUMN_GAP) // narrowest))) + 1
    )


def _column_width(area: Sheet, columns: int) -> float:
    return (area.width - (columns - 1) * _COLUMN_GAP) / columns


def _group_pages(groups: Sequence[sights.Group], area: Sheet, columns: int) -> list[Picture]:
    """Pages of groups, column by column; a group too long for a column goes on in the next."""
    width = _column_width(area, columns)
    most = int(area.height // LINE)
    pages: list[list[Mark]] = [[]]
    column, used = 0, 0
    for block in _blocks(groups, width / UNIT, most, area):
        if used and used + 1 + len(block) > most:
            column, used = column + 1, 0
        if column == columns:
            pages.append([])
            column = 0
        top = area.y + (used + bool(used)) * LINE
        pages[-1] += _block(block, area, area.x + column * (width + _COLUMN_GAP), top)
        used += len(block) + bool(used)
    return [tuple(page) for page in pages]


def _blocks(
    groups: Sequence[sights.Group], room: float, most: int, sheet: Sheet
) -> list[list[tuple[str, bool]]]:
    """The groups' lines; without topics where a topic would push names into the next column."""
    whole = [_parts(group, room, most, sheet) for group in groups]
    if any(len(parts) > 1 for parts in whole):
        whole = [_parts(replace(group, topic=""), room, most, sheet) for group in groups]
    return [block for parts in whole for block in parts]


def _parts(
    group: sights.Group, room: float, most: int, sheet: Sheet
) -> list[list[tuple[str, bool]]]:
    """A group's lines with whether they are bold, in pieces no longer than a column."""
    head = [(line, True) for line in wrap(_headline(group), room, True)]
    topic = shorten(wrap(group.topic, room), 2, room) if group.topic else ()
    names = [line for name in group.members for line in _name(name, room)]
    lines = [(line, False) for line in (*topic, *names)]
    first, rest = lines[: most - len(head)], lines[most - len(head) :]
    pieces = [[*head, *first]]
    continued = sheet.line(say("{group}, continued", group=group.title))
    again = [(line, True) for line in wrap(continued, room, True)]
    step = max(1, most - len(again))
    pieces += [[*again, *rest[at : at + step]] for at in range(0, len(rest), step)]
    return pieces


def _name(name: str, room: float) -> tuple[str, ...]:
    """A name; where it takes two lines, the second is set in."""
    if ems(name) <= room:
        return (name,)
    first, *rest = wrap(name, room - ems(_INDENT))
    return (first, *(f"{_INDENT}{line}" for line in rest))


def _headline(group: sights.Group) -> str:
    return f"{group.title}, {group.place}" if group.place else group.title


def _block(lines: Sequence[tuple[str, bool]], sheet: Sheet, x: float, y: float) -> list[Mark]:
    return [
        line_at(sheet, line, x, y + place * LINE, bold=bold)
        for place, (line, bold) in enumerate(lines)
    ]
