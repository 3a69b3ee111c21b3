"""A vote while its results are sealed: what is asked, how many have voted, how secret it is."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from facilitator.domain import wording
from facilitator.domain.locales import Locale
from facilitator.domain.stage import sights
from facilitator.domain.wording import Counted, Wording, say
from ui.projector.scale_marks import scales
from ui.projector.sheet import (
    LINE,
    UNIT,
    Sheet,
    Text,
    line_at,
    page_mark,
    stack,
    stack_height,
    turned,
)
from ui.widgets.charts.marks import Block, Mark, Picture, Words
from ui.widgets.charts.typeset import LINE_HEIGHT, ems, shorten, wrap

_BAR = UNIT * 0.35
_COLUMN_GAP = UNIT
_MOST_WORDING_LINES = 3
_INDENT = "\u2002"
LAST_SECONDS = 30
_SECONDS = 5 * UNIT
_SECONDS_WIDE = 1.3
"""How wide two figures and the gap beside them are, in their own height."""

Item = tuple[str, ...]
"""The lines of one item; the second and later ones are set in."""


def vote(sight: sights.Vote, sheet: Sheet) -> Picture:
    """State above, wording and items between with the scale under them, how it stands at the foot.

    In the last half minute the seconds stand beside it all, as large as the room needs them, and
    what is asked has the room that the sentence on secrecy had. In two languages what stands under
    it makes way for what is asked, in as many steps as it takes.
    """
    for foot in _feet(sight, sheet):
        laid = _Laid(sight, sheet, foot, sheet.locales)
        if laid.fits:
            return laid.marks
    if len(sheet.locales) > 1:
        laid = _Laid(sight, sheet, foot, sheet.in_one().locales)
    return laid.marks


class _Laid:
    """A vote over one foot, its scale in some languages, and whether what is asked is on one page
    then.
    """

    def __init__(
        self, sight: sights.Vote, sheet: Sheet, foot: list[Text], scaled: tuple[Locale, ...]
    ) -> None:
        foot_height = len(_foot_lines(foot, sheet)) * LINE + 2 * _BAR
        low = sheet.without_top(sheet.height - foot_height)
        whole = sheet.without_bottom(foot_height)
        upper, seconds = _beside_seconds(sight, whole)
        state = [Text(upper.say(_state(sight, sheet.now)), bold=True, accent=True)]
        body = upper.without_top(stack_height(upper, state) + 0.3 * UNIT)
        laid = [
            (points, *_body(sight, body.without_bottom(taken)))
            for points, taken in _scales(sight, replace(whole, locales=scaled), body)
        ] or [((), *_body(sight, body))]
        points, asked, self.fits = next((each for each in laid if each[2]), laid[0])
        self.marks: Picture = (
            *stack(upper, state),
            *seconds,
            *asked,
            *points,
            *_turnout_bar(sight, low),
            *stack(low.without_top(1.5 * _BAR), foot),
        )


def _left(sight: sights.Vote, now: datetime) -> int | None:
    """Whole seconds until the vote closes by itself; None where it does not."""
    if not sight.open or sight.closes_at is None:
        return None
    return max(0, math.ceil((sight.closes_at - now).total_seconds()))


def _is_ending(sight: sights.Vote, now: datetime) -> bool:
    """Whether this is the last half minute, in which the seconds stand beside it all."""
    left = _left(sight, now)
    return left is not None and left <= LAST_SECONDS


def _state(sight: sights.Vote, now: datetime) -> wording.Text:
    said = sight.state
    if sight.number:
        said = say("Round {n}: {state}", n=sight.number, state=sight.state)
    left = _left(sight, now)
    if left is None or _is_ending(sight, now):
        return said
    return Counted(
        left,
        "{state}. It closes in {n} second.",
        "{state}. It closes in {n} seconds.",
        state=said,
    )


def _beside_seconds(sight: sights.Vote, sheet: Sheet) -> tuple[Sheet, Picture]:
    """The sheet, and in the last half minute a narrower one with the seconds at its right."""
    if not _is_ending(sight, sheet.now):
        return sheet, ()
    text, palette = str(_left(sight, sheet.now)), sheet.palette
    x = sheet.x + sheet.width - ems(text, True) * _SECONDS
    number = Words(
        text=text,
        x=x,
        y=sheet.y,
        px=_SECONDS,
        ink=palette.accent,
        ground=palette.paper,
        bold=True,
    )
    return sheet.without_right(_SECONDS * _SECONDS_WIDE), (number,)


def _scales(sight: sights.Vote, whole: Sheet, body: Sheet) -> Iterator[tuple[Picture, float]]:
    """The ways to set the scale: over the whole width, under the seconds too, then beside them."""
    wide = replace(body, width=whole.width, locales=whole.locales)
    highest = whole.y + _SECONDS * LINE_HEIGHT if body.width < whole.width else 0.0
    for sheet in dict.fromkeys((wide, replace(body, locales=whole.locales))):
        for points, taken in scales(sight.scale, sheet):
            if sheet.bottom - taken >= highest or sheet.width < whole.width:
                yield points, taken


def _body(sight: sights.Vote, sheet: Sheet) -> tuple[Picture, bool]:
    """Wording and items under each other if they fit, else the items in columns and on pages; and
    whether all of it is on one.
    """
    asked = sheet.say(sight.wording)
    items = [sheet.line(item) for item in sight.items if sheet.say(item).strip() != asked.strip()]
    if len(items) > 1:
        items = [f"{place}. {item}" for place, item in enumerate(items, start=1)]
    texts = [
        Text(asked, size=2.0, bold=True),
        *(Text(item, size=1.5, gap=0.2 if place else 0.6) for place, item in enumerate(items)),
        Text(sheet.line(sight.how), size=1.2, quiet=True, gap=0.4),
    ]
    is_whole = stack_height(sheet, texts) <= sheet.height
    if len(items) < 2 or is_whole:
        return stack(sheet, texts), is_whole
    return _columns(sight, items, sheet)


def _columns(sight: sights.Vote, items: Sequence[str], sheet: Sheet) -> tuple[Picture, bool]:
    """Each page has the wording above it: an item means nothing without what is asked."""
    room = sheet.width / UNIT
    asked = shorten(wrap(sheet.say(sight.wording), room, True), _MOST_WORDING_LINES, room, True)
    how = shorten(wrap(sheet.line(sight.how), room), 1, room) if sight.how else ()
    head = tuple(
        line_at(sheet, line, sheet.x, sheet.y + place * LINE, bold=place < len(asked))
        for place, line in enumerate((*asked, *how))
    )
    area = sheet.without_top(len(head) * LINE + 0.3 * UNIT)
    pages = _pages(items, area, columns=2)
    if len(pages) > 1:
        low = area.without_bottom(LINE)
        pages = min((_pages(items, low, columns) for columns in (2, 1)), key=len)
    marks = (*head, *turned(pages, sheet.now), *page_mark(sheet, len(pages)))
    return marks, len(pages) == 1


def _pages(items: Sequence[str], area: Sheet, columns: int) -> list[Picture]:
    """Whole items, column by column; a single page has columns of about the same height."""
    width = (area.width - (columns - 1) * _COLUMN_GAP) / columns
    most = max(1, int(area.height // LINE))
    blocks = [shorten(_item_lines(item, width / UNIT), most, width / UNIT) for item in items]
    filled = _filled(blocks, most)
    if len(filled) <= columns:
        least = next(n for n in range(1, most + 1) if len(_filled(blocks, n)) <= columns)
        filled = _filled(blocks, least)
    step = width + _COLUMN_GAP
    return [
        tuple(
            mark
            for place, column in enumerate(filled[at : at + columns])
            for mark in _column(column, area, area.x + place * step)
        )
        for at in range(0, len(filled), columns)
    ]


def _filled(blocks: Sequence[Item], most: int) -> list[list[Item]]:
    """The items in columns of at most `most` lines; no item is torn apart."""
    columns: list[list[Item]] = [[]]
    for block in blocks:
        if columns[-1] and sum(map(len, columns[-1])) + len(block) > most:
            columns.append([])
        columns[-1].append(block)
    return columns


def _item_lines(item: str, room: float) -> Item:
    if ems(item) <= room:
        return (item,)
    first, *rest = wrap(item, room - ems(_INDENT))
    return (first, *(f"{_INDENT}{line}" for line in rest))


def _column(items: Sequence[Item], area: Sheet, x: float) -> list[Mark]:
    lines = [line for item in items for line in item]
    return [line_at(area, line, x, area.y + place * LINE) for place, line in enumerate(lines)]


def _feet(sight: sights.Vote, sheet: Sheet) -> Iterator[list[Text]]:
    """What can stand at the foot, the most first; in two languages then each in its turn."""
    for said in dict.fromkeys((sheet, sheet.in_one())):
        foot = [
            Text(sheet.line(turnout(sight)), bold=True),
            Text(said.line(_way_in(sight))),
            Text(said.say(sight.secrecy), quiet=True),
        ]
        # It has stood there since the round was opened; in the last seconds all is to be read.
        yield foot[:-1] if _is_ending(sight, sheet.now) else foot
    if len(sheet.locales) > 1:
        yield foot[:-1]


def _way_in(sight: sights.Vote) -> wording.Text:
    """Where to vote from, while that can be done and there is a room for phones."""
    if not sight.open or not sight.address or not sight.code:
        return ""
    return say(
        "Others join at {address} with the code {code}.",
        address=sight.address,
        code=sight.code,
    )


def _foot_lines(foot: list[Text], sheet: Sheet) -> list[str]:
    told = [text for text in foot if text.text.strip()]
    return [line for text in told for line in wrap(text.text, sheet.width / UNIT, text.bold)]


def turnout(sight: sights.Vote) -> Wording:
    """How many have voted, in words."""
    if sight.present:
        return Counted(
            sight.cast,
            "1 of {of} has voted",
            "{n} of {of} have voted",
            of=sight.present,
        )
    return Counted(sight.cast, "1 has voted", "{n} have voted")


def _turnout_bar(sight: sights.Vote, low: Sheet) -> Picture:
    if not sight.present:
        return ()
    track = Block(x=low.x, y=low.y, width=low.width, height=_BAR, fill=low.palette.faint)
    share = min(1.0, sight.cast / sight.present)
    done = Block(x=low.x, y=low.y, width=low.width * share, height=_BAR, fill=low.palette.accent)
    return (track, done) if share else (track,)
