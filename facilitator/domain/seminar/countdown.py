"""Time in a segment: how much is used, how much is left, and what drift that means for the day."""

from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.domain.seminar.agenda import Segment, SegmentRun
from facilitator.domain.wording import Lasting, Message, Text, say


def used_seconds(run: SegmentRun, now: datetime) -> float:
    """Seconds of a segment that have been used; pauses do not count."""
    until = run.paused_at or run.ended_at or now
    return max(0.0, (until - run.started_at).total_seconds() - run.paused_seconds)


def left_seconds(segment: Segment, run: SegmentRun, now: datetime) -> float:
    """Seconds left in a running segment; negative when it is over its time."""
    planned = (segment.minutes + run.extended_minutes) * 60
    return planned - used_seconds(run, now)


def left_in_words(seconds: float, *, paused: bool) -> Message:
    """Seconds left (negative: over) as people read a clock, such as "4:05 left"."""
    minutes, rest = divmod(abs(round(seconds)), 60)
    time: Text = f"{minutes}:{rest:02d}" if minutes < 120 else Lasting(minutes)
    if seconds >= 0:
        return say("{time} left, paused", time=time) if paused else say("{time} left", time=time)
    return say("{time} over, paused", time=time) if paused else say("{time} over", time=time)


def ends_at(segment: Segment, run: SegmentRun) -> datetime:
    """When a segment whose clock is going has used up its time, unless it is paused."""
    minutes = segment.minutes + run.extended_minutes
    return run.started_at + timedelta(minutes=minutes, seconds=run.paused_seconds)


def paused(run: SegmentRun, now: datetime) -> SegmentRun:
    """The run with its clock stopped; a run that is paused already stays as it is."""
    return run if run.paused_at else replace(run, paused_at=now)


def resumed(run: SegmentRun, now: datetime) -> SegmentRun:
    """The run with its clock going again; the pause is not counted as used."""
    if run.paused_at is None:
        return run
    pause = (now - run.paused_at).total_seconds()
    return replace(run, paused_at=None, paused_seconds=run.paused_seconds + max(0.0, pause))


def ended(run: SegmentRun, now: datetime) -> SegmentRun:
    """The run as finished at `now`."""
    return replace(resumed(run, now), ended_at=now)
