"""Sights that are words alone: welcome, headings, questions, messages, the clock, the speakers."""

from datetime import datetime

from facilitator.domain import wording
from facilitator.domain.seminar.speaking import (
    HOW_TO_ASK,
    SILENT,
    SPEAKERS,
    next_named,
    time_spoken,
    waiting_behind,
)
from facilitator.domain.stage import sights
from facilitator.domain.wording import Message, say
from ui.projector.sheet import UNIT, Sheet, Stand, Text, stack
from ui.widgets.charts.marks import Block, Picture

_RULE = UNIT * 0.9


def welcome(sight: sights.Welcome, sheet: Sheet) -> Picture:
    """The seminar's title, where it is, and what people need to know on arriving."""
    texts = [
        Text(sheet.say(sight.title), size=2.4, bold=True),
        Text(sheet.say(sight.subtitle), size=1.5, gap=0.3),
        Text(sight.place, size=1.2, quiet=True, gap=0.4),
        *(
            Text(sheet.say(line), size=1.2, gap=0.7 if first else 0.15)
            for first, line in zip((True, *[False] * len(sight.lines)), sight.lines, strict=False)
        ),
    ]
    return _ruled(sheet, texts)


def heading(sight: sights.Heading | sights.Closing, sheet: Sheet) -> Picture:
    """A segment's title with a line under it."""
    return _ruled(
        sheet,
        [
            Text(sheet.say(sight.title), size=2.6, bold=True),
            Text(sheet.say(sight.line), 1.5, gap=0.5),
        ],
    )


def asked(sight: sights.Asked, sheet: Sheet) -> Picture:
    """A question put to the room."""
    return _ruled(
        sheet,
        [
            Text(sheet.say(sight.wording), size=2.2, bold=True),
            Text(sheet.say(sight.help), 1.3, quiet=True, gap=0.6),
        ],
    )


def one_response(sight: sights.OneResponse, sheet: Sheet) -> Picture:
    """One response alone, as large as it fits, under its question."""
    texts = [
        Text(sheet.say(sight.question), size=1.2, quiet=True),
        Text(sight.words, size=2.6, bold=True, gap=0.5),
        Text(sight.sector, size=1.3, quiet=True, gap=0.5),
    ]
    return _ruled(sheet, texts)


def said(sight: sights.Said, sheet: Sheet) -> Picture:
    """A message to the room; the countdown of groups at work stays under it."""
    message = Text(sight.message, size=2.6, bold=True)
    if sight.clock is None:
        return _ruled(sheet, [message])
    left = Text(sheet.say(left_line(sight.clock, sheet.now)), size=2.0, accent=True, gap=0.5)
    return _ruled(sheet, [message, left])


def clock(sight: sights.Clock, sheet: Sheet) -> Picture:
    """Time left, as large as the screen allows, and when it ends by the clock on the wall."""
    texts = [
        Text(sheet.say(sight.title), size=1.6, bold=True),
        Text(time_left(sight, sheet.now), size=5.0, bold=True, accent=True, gap=0.2),
        Text(sheet.line(_ending(sight)), size=1.4, gap=0.1),
        Text(sheet.say(sight.line), size=1.2, quiet=True, gap=0.3),
    ]
    return _ruled(sheet, texts)


def time_left(sight: sights.Clock, now: datetime) -> str:
    """Minutes and seconds that are left, never below nought."""
    left = sight.left
    if left is None:
        left = (sight.ends_at - now).total_seconds() if sight.ends_at else 0.0
    seconds = max(0, int(left + 0.999))
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def left_line(sight: sights.Clock, now: datetime) -> Message:
    """The time that is left, and until when, in one line."""
    left = time_left(sight, now)
    if sight.left is not None:
        return say("{time} left, paused", time=left)
    if sight.ends_at is None:
        return say("{time} left", time=left)
    return say("{time} left, until {end}", time=left, end=sight.ends_at.time())


def _ending(sight: sights.Clock) -> wording.Text:
    if sight.left is not None:
        return say("Paused")
    if sight.ends_at is None:
        return ""
    return say("Until {time}", time=sight.ends_at.time())


def speakers(sight: sights.Speakers, sheet: Sheet) -> Picture:
    """Who speaks stands largest until their time is over; then that does, and says so."""
    used = seconds_of(sight, sheet.now)
    is_over = bool(sight.limit) and used > sight.limit
    texts = [
        Text(sheet.line(SPEAKERS), size=1.2, quiet=True),
        Text(sheet.say(sight.speaking or SILENT), size=2.2, bold=True, gap=0.2),
        Text(
            sheet.line(_time(sight, used)),
            2.6 if is_over else 1.6,
            bold=is_over,
            accent=not is_over,
            late=is_over,
            gap=0.1,
        ),
        *(
            Text(sheet.line(said), size=1.4, gap=0.1 if after else 0.7)
            for after, said in enumerate(next_named(sight.next))
        ),
        Text(sheet.line(waiting_behind(sight.more)), size=1.2, quiet=True, gap=0.1),
        Text("" if sight.speaking or sight.next else sheet.say(HOW_TO_ASK), size=1.4, gap=0.4),
        Text(sheet.say(sight.rule), size=1.0, quiet=True, gap=0.7),
    ]
    return _ruled(sheet, texts)


def seconds_of(sight: sights.Speakers, now: datetime) -> int:
    """How long whoever speaks has spoken, in whole seconds."""
    return max(0, int((now - sight.since).total_seconds())) if sight.since else 0


def slide(sight: sights.Slide, sheet: Sheet) -> Picture:
    """The words of a slide, where its picture is not there."""
    texts = [Text(sight.title, size=1.2, quiet=True), Text(sight.words, size=2.0, gap=0.4)]
    return _ruled(sheet, texts)


def _time(sight: sights.Speakers, used: int) -> wording.Text:
    return time_spoken(used, sight.limit) if sight.speaking and sight.since else ""


def _ruled(sheet: Sheet, texts: list[Text]) -> Picture:
    """A stack a little above the middle, under a short rule in the accent colour."""
    below = sheet.without_top(_RULE)
    marks = stack(below, texts, Stand.RAISED)
    top = min((mark.y for mark in marks), default=below.y)
    rule = Block(
        x=sheet.x, y=top - 0.6 * UNIT, width=2 * UNIT, height=0.18 * UNIT, fill=sheet.palette.accent
    )
    return (rule, *marks)
