"""The run sheet: where the day stands against its plan, computed afresh from what is recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentRun
from facilitator.domain.seminar.countdown import left_seconds, used_seconds
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.wall_clock import (
    begins_at,
    booked_end,
    on_the_wall,
    seconds_between,
)


class LineState(StrEnum):
    """Where a segment stands in the day."""

    DONE = "done"
    NOW = "now"
    COMING = "coming"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A segment with its planned times and, once it ran, its real ones, all on the room's clock.

    `projected_start` is when one that is to come will begin if all before it keep to their minutes.
    """

    segment: Segment
    planned_start: datetime
    planned_end: datetime
    state: LineState
    started_at: datetime | None = None
    ran_minutes: int | None = None
    projected_start: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """The day at one moment. `left_seconds` is negative when the segment is over its time.

    `drift_minutes` is how much later than planned the day will end if all that is left keeps to its
    minutes (negative: earlier). Before the day begins, `projected_finish` is the planned one. It is
    on the room's clock.
    """

    state: DayState
    lines: tuple[RunLine, ...]
    current: Segment | None
    run: SegmentRun | None
    next: Segment | None
    left_seconds: float
    paused: bool
    drift_minutes: int
    projected_finish: datetime


EARLY = timedelta(hours=3)
"""A day that is begun so long before its time, on the date before, is still the one planned."""


def write_run_sheet(
    seminar: Seminar,
    segments: Sequence[Segment],
    runs: Sequence[SegmentRun],
    progress: Progress,
    now: datetime,
) -> RunSheet:
    """The run sheet of a day from its agenda and what has run of it so far."""
    begins = _planned_begin(seminar, progress)
    latest = {run.segment_id: run for run in runs}
    run = next((run for run in runs if run.id == progress.run_id), None)
    here = _index_of(segments, run)
    lines = _lines(segments, seminar, begins, latest, here, progress, now)
    current = segments[here] if here is not None else None
    left = left_seconds(current, run, now) if current and run else 0.0
    if current is not None and progress.state is DayState.RUNNING:
        lines = _projected_lines(lines, seminar, now + timedelta(seconds=max(0.0, left)))
    planned = lines[-1].planned_end if lines else begins
    finish = _projected(segments, here, left, planned, progress, now)
    following = _next_index(here, progress)
    return RunSheet(
        state=progress.state,
        lines=lines,
        current=current,
        run=run if current else None,
        next=segments[following] if following is not None and following < len(segments) else None,
        left_seconds=left,
        paused=bool(run and run.paused_at),
        drift_minutes=round(seconds_between(planned, finish) / 60),
        projected_finish=on_the_wall(finish, seminar),
    )


def _planned_begin(seminar: Seminar, progress: Progress) -> datetime:
    """The planned start; when the day is run on another date, the moment it really began (UTC).

    An evening that begins late, after midnight, is still the one that was planned, and so is one
    that begins early, before midnight.
    """
    planned, started = begins_at(seminar), progress.started_at
    if started is None or planned - EARLY <= started <= booked_end(seminar):
        return planned
    same_day = on_the_wall(started, seminar).date() == seminar.date
    return planned if same_day else started.astimezone(UTC)


def _index_of(segments: Sequence[Segment], run: SegmentRun | None) -> int | None:
    if run is None:
        return None
    ids = [segment.id for segment in segments]
    return ids.index(run.segment_id) if run.segment_id in ids else None


def _next_index(here: int | None, progress: Progress) -> int | None:
    if progress.state is DayState.FINISHED:
        return None
    return 0 if here is None else here + 1


def _projected(
    segments: Sequence[Segment],
    here: int | None,
    left: float,
    planned: datetime,
    progress: Progress,
    now: datetime,
) -> datetime:
    if progress.state is DayState.FINISHED and progress.finished_at:
        return progress.finished_at
    if progress.state is DayState.BEFORE or here is None:
        return planned
    to_come = sum(segment.minutes for segment in segments[here + 1 :])
    return now + timedelta(seconds=max(0.0, left), minutes=to_come)


def _lines(
    segments: Sequence[Segment],
    seminar: Seminar,
    begins: datetime,
    latest: dict[str, SegmentRun],
    here: int | None,
    progress: Progress,
    now: datetime,
) -> tuple[RunLine, ...]:
    lines = []
    moment = begins
    for index, segment in enumerate(segments):
        end = moment + timedelta(minutes=segment.minutes)
        run = latest.get(segment.id)
        lines.append(
            RunLine(
                segment=segment,
                planned_start=on_the_wall(moment, seminar),
                planned_end=on_the_wall(end, seminar),
                state=_line_state(index, here, run, progress),
                started_at=on_the_wall(run.started_at, seminar) if run else None,
                ran_minutes=round(used_seconds(run, now) / 60) if run else None,
            )
        )
        moment = end
    return tuple(lines)


def _projected_lines(
    lines: Sequence[RunLine], seminar: Seminar, moment: datetime
) -> tuple[RunLine, ...]:
    """The lines with when those to come will begin, the first of them at `moment` (UTC)."""
    projected = []
    for line in lines:
        if line.state is LineState.COMING:
            line = replace(line, projected_start=on_the_wall(moment, seminar))
            moment += timedelta(minutes=line.segment.minutes)
        projected.append(line)
    return tuple(projected)


def _line_state(
    index: int, here: int | None, run: SegmentRun | None, progress: Progress
) -> LineState:
    running = progress.state is DayState.RUNNING
    if running and index == here:
        return LineState.NOW
    if run is not None and (not running or here is None or index < here):
        return LineState.DONE
    if progress.state is DayState.FINISHED or (here is not None and index < here):
        return LineState.SKIPPED
    return LineState.COMING
