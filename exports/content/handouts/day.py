"""Sheets of the day: the agenda for everybody, the script for who leads it."""

from collections.abc import Iterator

from exports.content.handouts.telling import BOX
from exports.document import Block, Column, Holds, Point, Points, Rows, Section, Table, Voice, said
from exports.phrases import Tell
from facilitator.domain.report.summary import Handout
from facilitator.domain.seminar.agenda import TimedSegment
from facilitator.domain.wording import Counted, say


def agenda(handout: Handout, tell: Tell) -> Iterator[Section]:
    """What happens when, on one side."""
    columns = (
        Column(tell(say("From")), 0.8, Holds.FIGURES),
        Column(tell(say("To")), 0.8, Holds.FIGURES),
        Column(tell(say("What")), 6, Holds.NAMES),
    )
    rows = tuple(
        (f"{timed.starts:%H:%M}", f"{timed.ends:%H:%M}", tell(timed.segment.spoken_title))
        for timed in handout.agenda
    )
    table = Table(columns=columns, groups=(Rows(rows),), wide=True)
    yield Section(key="agenda", title="", blocks=(table,) if rows else (_nothing(tell),))


def _nothing(tell: Tell) -> Block:
    return said(tell(say("The agenda is empty.")), Voice.REMARK)


def script(handout: Handout, tell: Tell) -> Iterator[Section]:
    """What to say and what to do, segment by segment, with the clock beside it."""
    if not handout.agenda:
        yield Section(key="none", title="", blocks=(_nothing(tell),))
    for number, timed in enumerate(handout.agenda):
        yield _to_lead(timed, f"segment {number}", tell)


def _to_lead(timed: TimedSegment, key: str, tell: Tell) -> Section:
    segment = timed.segment
    paragraphs = filter(None, map(str.strip, tell(segment.spoken_script).split("\n\n")))
    todo = tuple(Point(f"{BOX}\u00a0{prompt}") for prompt in segment.prompts)
    return Section(
        key=key,
        title=f"{timed.starts:%H:%M}  {tell(segment.spoken_title)}",
        label=tell(Counted(segment.minutes, "{n} minute", "{n} minutes")),
        blocks=(*map(said, paragraphs), *((Points(todo, tell(say("To do"))),) if todo else ())),
        listed=False,
    )
