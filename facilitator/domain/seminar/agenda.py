"""The agenda: segments in order, what each needs, and the clock times that follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import ClassVar

from facilitator.domain.bounds import Minutes, Real, hold_to_years
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.rooms import MAIN, keyed
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.wall_clock import begins_at, booked_end, on_the_wall
from facilitator.domain.wording import Message, Text, say, spoken


class SegmentKind(StrEnum):
    """What happens in a segment; it decides what the room sees first."""

    WELCOME = "welcome"
    PRESENTATION = "presentation"
    DISCUSSION = "discussion"
    VOTE = "vote"
    BREAKOUTS = "breakouts"
    REPORT_BACK = "report_back"
    REFLECTION = "reflection"
    EVALUATION = "evaluation"
    BREAK = "break"
    CLOSE = "close"


SEGMENT_NAMES: Mapping[SegmentKind, Message] = {
    SegmentKind.WELCOME: say("Welcome"),
    SegmentKind.PRESENTATION: say("Presentation"),
    SegmentKind.DISCUSSION: say("Discussion"),
    SegmentKind.VOTE: say("Vote"),
    SegmentKind.BREAKOUTS: say("Breakouts"),
    SegmentKind.REPORT_BACK: say("Report back"),
    SegmentKind.REFLECTION: say("Reflection"),
    SegmentKind.EVALUATION: say("Evaluation"),
    SegmentKind.BREAK: say("Break"),
    SegmentKind.CLOSE: say("Close"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of the day. `script` is what to say, `prompts` what to do, in order.

    `question_ids` are put in this segment; `poll_ids` are voted on in it, each in its next round.
    """

    KIND: ClassVar[Kind] = Kind.SEGMENT
    id: str
    position: Real
    kind: SegmentKind
    title: str
    minutes: Minutes
    script: str = ""
    prompts: tuple[str, ...] = ()
    question_ids: tuple[str, ...] = ()
    poll_ids: tuple[str, ...] = ()
    title_second: str = ""
    script_second: str = ""

    @property
    def spoken_title(self) -> Text:
        """Its title in the seminar's languages."""
        return spoken(self.title, self.title_second)

    @property
    def spoken_script(self) -> Text:
        """What to say, in the seminar's languages."""
        return spoken(self.script, self.script_second)


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRun:
    """A segment as it really ran in a room. Times are UTC; pauses do not count as time used."""

    KIND: ClassVar[Kind] = Kind.SEGMENT_RUN
    id: str
    segment_id: str
    started_at: datetime
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused_seconds: Real = 0.0
    extended_minutes: Minutes = 0
    room: str = MAIN

    def __post_init__(self) -> None:
        hold_to_years(self.started_at, self.ended_at, self.paused_at)


class DayState(StrEnum):
    """Where the day stands."""

    BEFORE = "before"
    RUNNING = "running"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where the facilitator of a room is: one per room, so that a restart comes back to the same
    place.
    """

    KIND: ClassVar[Kind] = Kind.PROGRESS
    id: str = "progress"
    room: str = MAIN
    state: DayState = DayState.BEFORE
    run_id: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None

    def __post_init__(self) -> None:
        hold_to_years(self.started_at, self.finished_at)


def progress_in(room: str) -> Progress:
    """What a room's day begins with."""
    return Progress(id=keyed("progress", room), room=room)


@dataclass(frozen=True, slots=True)
class TimedSegment:
    """A segment with the clock times its place in the agenda gives it."""

    segment: Segment
    starts: time
    ends: time


def between(before: float | None, after: float | None) -> float:
    """A position that sorts between two neighbours; None means there is no neighbour there."""
    if before is None and after is None:
        return 1.0
    if before is None:
        assert after is not None
        return after - 1.0
    if after is None:
        return before + 1.0
    return (before + after) / 2


def clock_times(segments: tuple[Segment, ...], seminar: Seminar) -> tuple[TimedSegment, ...]:
    """The agenda with what the clock in the room shows, also in a night when clocks change."""
    timed = []
    moment = begins_at(seminar)
    for segment in segments:
        end = moment + timedelta(minutes=segment.minutes)
        starts, ends = (on_the_wall(each, seminar).time() for each in (moment, end))
        timed.append(TimedSegment(segment, starts, ends))
        moment = end
    return tuple(timed)


def minutes_over(segments: tuple[Segment, ...], seminar: Seminar) -> int:
    """Minutes by which the agenda passes the booked end; negative when there is time to spare."""
    booked = (booked_end(seminar) - begins_at(seminar)) // timedelta(minutes=1)
    return sum(segment.minutes for segment in segments) - booked
