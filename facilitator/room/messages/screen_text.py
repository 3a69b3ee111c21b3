"""What the projector shows, line by line as text, for whoever cannot see it.

Phones are told all of a vote and of a wall in any case, so these have no lines of their own.
"""

from collections.abc import Iterator
from itertools import groupby

from facilitator.domain.polls.poll_chart import said_of
from facilitator.domain.seminar.speaking import (
    HOW_TO_ASK,
    SILENT,
    SPEAKERS,
    next_named,
    waiting_behind,
)
from facilitator.domain.stage import sights
from facilitator.domain.stage.read_back_pages import heading_of, read_out
from facilitator.domain.stage.slides import place
from facilitator.domain.wording import Text, say


def lines_of(view: sights.View) -> tuple[Text, ...]:
    """The lines, from the top of the screen down; none while it is blank."""
    return () if view.blank else tuple(filter(None, _lines(view.sight)))


def _lines(sight: sights.Sight) -> Iterator[Text]:
    match sight:
        case sights.Welcome():
            yield from (sight.title, sight.subtitle, sight.place, *sight.lines)
        case sights.Joining():
            yield sight.title
            yield say(
                "Others join at {address} with the code {code}.",
                address=sight.address,
                code=sight.code,
            )
        case sights.Heading() | sights.Closing() | sights.Clock():
            yield from (sight.title, sight.line)
            yield sight.offer if isinstance(sight, sights.Closing) else ""
        case sights.Asked():
            yield from (sight.wording, sight.help)
        case sights.Said():
            yield sight.message
        case sights.Groups():
            yield sight.title
            yield from map(_group, sight.groups)
        case sights.ReadBack():
            yield from _read_back(sight)
        case sights.Speakers() | sights.Slide():
            yield from _led(sight)
        case sights.Results():
            yield sight.wording
            yield from map(said_of, sight.chart.bars)
            yield sight.chart.base
            yield from (sight.verdict, sight.ties, sight.turnout, sight.method)


def _led(sight: sights.Speakers | sights.Slide) -> Iterator[Text]:
    """Those who speak, or a page of slides."""
    if isinstance(sight, sights.Slide):
        yield sight.title
        yield place(sight.page, sight.pages)
        yield from sight.words.splitlines()
        return
    yield SPEAKERS
    yield sight.speaking or SILENT
    if not sight.speaking and not sight.next:
        yield HOW_TO_ASK
    yield from next_named(sight.next)
    yield waiting_behind(sight.more)
    yield sight.rule


def _group(group: sights.Group) -> str:
    """A group with its place, its topic and the names that stand under it."""
    about = ", ".join(filter(None, (group.title, group.place, group.topic)))
    return ": ".join(filter(None, (about, ", ".join(group.members))))


def _read_back(sight: sights.ReadBack) -> Iterator[Text]:
    yield from (sight.title, sight.topic)
    for heading, notes in groupby(sight.notes, key=heading_of):
        yield heading
        yield from map(read_out, notes)
    yield sight.checked
