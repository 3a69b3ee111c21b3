"""The agenda as a table: segments with their clock times, parallel groups beneath them."""

from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from PySide6.QtCore import QObject

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.agenda import (
    SEGMENT_NAMES,
    Segment,
    SegmentKind,
    clock_times,
    minutes_over,
)
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.wording import Counted, Joined, Text, say
from ui.models.records import Column, RecordTable
from ui.words.telling import tell, told

_SMALL = (
    *(say("no"), say("one"), say("two"), say("three"), say("four"), say("five")),
    *(say("six"), say("seven"), say("eight"), say("nine"), say("ten")),
)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A segment with its times, or a group of the breakouts segment above it."""

    record: Segment | Breakout
    starts: time
    ends: time

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id

    @property
    def segment(self) -> Segment | None:
        """The segment, None for a group."""
        return self.record if isinstance(self.record, Segment) else None


def agenda_lines(
    segments: tuple[Segment, ...], breakouts: tuple[Breakout, ...], seminar: Seminar
) -> tuple[AgendaLine, ...]:
    """Every segment, each followed by the groups that work in parallel in it."""
    lines = []
    for timed in clock_times(segments, seminar):
        lines.append(AgendaLine(timed.segment, timed.starts, timed.ends))
        if timed.segment.kind is SegmentKind.BREAKOUTS:
            lines += [
                AgendaLine(group, timed.starts, timed.ends)
                for group in breakouts
                if group.segment_id == timed.segment.id
            ]
    return tuple(lines)


def ending(segments: tuple[Segment, ...], seminar: Seminar) -> str:
    """When the day ends and how that fits what is booked, as a sentence."""
    if not segments:
        return ""
    ends = clock_times(segments, seminar)[-1].ends
    over = minutes_over(segments, seminar)
    booked = tell("the booked end at {booked_until}", booked_until=f"{seminar.booked_until:%H:%M}")
    if over > 0:
        return tell(
            "Ends {ends}, {time} over: past {booked}.",
            ends=f"{ends:%H:%M}",
            time=minutes_in_words(over),
            booked=booked,
        )
    if over < 0:
        return tell(
            "Ends {ends}, {time} before {booked}.",
            ends=f"{ends:%H:%M}",
            time=minutes_in_words(-over),
            booked=booked,
        )
    return tell("Ends {ends}, exactly at {booked}.", ends=f"{ends:%H:%M}", booked=booked)


def minutes_in_words(minutes: int) -> Text:
    """“ten minutes”, “1 hour 25 minutes”."""
    hours, rest = divmod(minutes, 60)
    parts: list[Text] = []
    if hours:
        parts.append(Counted(hours, "{number} hour", "{number} hours", number=_small(hours)))
    if rest or not hours:
        parts.append(Counted(rest, "{number} minute", "{number} minutes", number=_small(rest)))
    return Joined(parts)


def _small(number: int) -> Text:
    return _SMALL[number] if number < len(_SMALL) else str(number)


class AgendaTable(RecordTable[AgendaLine]):
    """The agenda's table; groups follow their segment and are edited among the breakouts."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_COLUMNS, parent, movable=True)

    def can_edit(self, record: AgendaLine) -> bool:
        return record.segment is not None

    def id_to_stand_before(self, row: int) -> str:
        """The next segment at or below a row: a segment cannot stand between another's groups."""
        later = (line.id for line in self.records[row:] if line.segment is not None)
        return next(later, "")


def _put(field: str) -> Any:
    def put(line: AgendaLine, value: Any) -> AgendaLine | None:
        if line.segment is None or value in ("", None):
            return None
        changes: dict[str, Any] = {field: SegmentKind(value) if field == "kind" else value}
        return replace(line, record=replace(line.segment, **changes))

    return put


def _time(line: AgendaLine) -> str:
    return f"{line.starts:%H:%M}" if line.segment else ""


def _minutes(line: AgendaLine) -> str:
    return str(line.segment.minutes) if line.segment else ""


def _title(line: AgendaLine) -> str:
    if line.segment:
        return line.segment.title
    group = line.record
    assert isinstance(group, Breakout)
    return "      ∥  " + " · ".join(part for part in (group.title, group.place) if part)


def _kind(line: AgendaLine) -> str:
    return told(SEGMENT_NAMES[line.segment.kind]) if line.segment else tell("in parallel")


_COLUMNS = (
    Column[AgendaLine](say("Time"), _time),
    Column[AgendaLine](
        say("Minutes"),
        _minutes,
        put=_put("minutes"),
        value=lambda line: line.segment.minutes if line.segment else 0,
        number=True,
    ),
    Column[AgendaLine](
        say("Title"),
        _title,
        put=_put("title"),
        value=lambda line: line.record.title,
    ),
    Column[AgendaLine](
        say("What happens"),
        _kind,
        put=_put("kind"),
        value=lambda line: line.segment.kind.value if line.segment else "",
        choices=tuple((kind.value, told(words)) for kind, words in SEGMENT_NAMES.items()),
    ),
)
