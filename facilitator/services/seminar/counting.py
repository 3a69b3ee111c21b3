"""What is counted down goes by the computer's own clock, which nobody can set.

Records say by the clock on the wall when a round closes and a segment began. Where that clock is
set while they count, what they say is moved along, by as much: every process, every screen and
every phone goes on from there. Across a restart of the computer only the clock on the wall is left.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Counting
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.seminar.agenda import DayState, SegmentRun
from facilitator.domain.seminar.speaking import SpeakersList
from facilitator.services.seminar.computer_clock import Uptime
from facilitator.services.seminar.rooms import progress_of, rounds_run_here
from facilitator.services.seminar.speaking import list_in
from facilitator.store.records.facts import COUNTING, CURSOR
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

Counted = Round | SegmentRun | SpeakersList

LEAST = timedelta(seconds=2)
"""By less a clock is not set: it is kept right, slowly, by the computer."""


def heed_clock(file: SeminarStore, now: datetime, uptime: Uptime) -> bool:
    """Move what is counted down along with a clock that was set; returns whether anything counts.

    `now` is what the clock on the wall shows. To be called every second or so, by every process.
    """
    if not uptime.boot:
        return False
    with file.read() as reader:
        if reader.fact(CURSOR) is not None:  # a copy: its host does that
            return False
        counting = tuple(_counting(reader))
        seen = [_seen(reader, record, uptime) for record in counting]
    if any(each is None or abs(_set_by(each, now, uptime)) >= LEAST for each in seen):
        _move_along(file, now, uptime)
    return bool(counting)


def _move_along(file: SeminarStore, now: datetime, uptime: Uptime) -> None:
    """In one transaction: of two processes that notice it one has nothing left to do."""
    with file.write(Verb.SET_COUNTDOWN, now) as writer:
        noted = []
        for record in tuple(_counting(writer)):
            seen = _seen(writer, record, uptime)
            by = _set_by(seen, now, uptime) if seen else timedelta()
            if abs(by) >= LEAST:
                moved = _moved(record, by)
                writer.put(moved)
                if isinstance(record, SegmentRun):
                    _move_day(writer, by)
                noted.append(_entry(moved, now, uptime))
            else:
                noted.append(seen or _entry(record, now, uptime))
        writer.note_fact(COUNTING, tuple(noted))


def _move_day(writer: Writer, by: timedelta) -> None:
    """The day began when it did, by the clock as it shows now: a day that is run on another date
    than planned is planned from there.
    """
    progress = progress_of(writer)
    if progress.started_at is not None:
        writer.put(replace(progress, started_at=progress.started_at + by))


def _counting(reader: Reader) -> Iterator[Counted]:
    """The room's open rounds that close by themselves, the segment that runs, and who speaks."""
    for current in rounds_run_here(reader, state=RoundState.OPEN):
        if current.closes_at is not None:
            yield current
    progress = progress_of(reader)
    if progress.state is DayState.RUNNING:
        run = reader.find(SegmentRun, progress.run_id)
        if run is not None:
            yield run
    speakers = list_in(reader)
    if speakers is not None and speakers.began_at is not None:
        yield speakers


def _seen(reader: Reader, record: Counted, uptime: Uptime) -> Counting | None:
    """How a record stood to the computer's clock when it was seen first, as it is now."""
    is_of = (record.id, _moment(record), uptime.boot)
    kept = reader.fact(COUNTING)
    return next((each for each in kept if (each.record, each.moment, each.boot) == is_of), None)


def _entry(record: Counted, now: datetime, uptime: Uptime) -> Counting:
    return Counting(record.id, _moment(record), uptime.boot, _switched_on(now, uptime))


def _set_by(seen: Counting, now: datetime, uptime: Uptime) -> timedelta:
    """By how much the clock on the wall was set since then."""
    return _switched_on(now, uptime) - seen.switched_on


def _switched_on(now: datetime, uptime: Uptime) -> datetime:
    return now - timedelta(seconds=uptime.seconds)


def _moment(record: Counted) -> datetime:
    if isinstance(record, SegmentRun):
        return record.paused_at or record.started_at
    moment = record.closes_at if isinstance(record, Round) else record.began_at
    assert moment is not None
    return moment


def _moved(record: Counted, by: timedelta) -> Counted:
    if isinstance(record, Round):
        return replace(record, closes_at=_moment(record) + by)
    if isinstance(record, SpeakersList):
        return replace(record, began_at=_moment(record) + by)
    paused = record.paused_at + by if record.paused_at else None
    return replace(record, started_at=record.started_at + by, paused_at=paused)
