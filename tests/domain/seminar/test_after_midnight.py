"""An evening may end after midnight, also in a night when clocks change.

The oracle counts seconds since 1970 and asks what a clock in the zone shows at each of them.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from facilitator.domain.errors import SeminarError
from facilitator.domain.seminar.agenda import (
    DayState,
    Progress,
    Segment,
    SegmentKind,
    SegmentRun,
    clock_times,
    minutes_over,
)
from facilitator.domain.seminar.countdown import ends_at, left_seconds
from facilitator.domain.seminar.run_sheet import LineState, RunSheet, write_run_sheet
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.seminar.wall_clock import begins_at, booked_end, seconds_between
from facilitator.services.templates.loading import Template, make

CASE_23 = """
[template]
summary = "An evening that ends after midnight."
[seminar]
title = "Night of ideas"
date = 2025-03-29
starts_at = "22:00"
booked_until = "01:30"
time_zone = "Europe/London"
sectors = ["Resident", "Council"]
sizes = ["Alone", "With others"]
[[segment]]
kind = "welcome"
title = "Doors and soup"
minutes = 60
[[segment]]
kind = "discussion"
title = "Talk by candlelight"
minutes = 90
[[segment]]
kind = "close"
title = "Close"
minutes = 30
"""

ZONES = (
    *("Europe/London", "Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata"),
    *("Australia/Lord_Howe", "America/Havana", "Africa/Cairo", "Pacific/Chatham", "UTC"),
)
"""Clocks change by an hour or by half an hour, at one, two, three or at midnight, or never."""


def nights_of(zone: str) -> list[date]:
    """The evenings of 2024 to 2026 in whose night the clock changes, and two others."""
    place = ZoneInfo(zone)
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(3 * 365)]

    def offset(day: date) -> timedelta | None:
        return datetime.combine(day, time(12), place).utcoffset()

    changing = [day for day in days if offset(day) != offset(day + timedelta(days=1))]
    return [*changing, date(2025, 1, 18), date(2025, 7, 18)]


NIGHTS = [(zone, night) for zone in ZONES for night in nights_of(zone)]


def segments_of(minutes: list[int]) -> tuple[Segment, ...]:
    return tuple(
        Segment(id=f"s{n}", position=n, kind=SegmentKind.DISCUSSION, title=f"{n}", minutes=each)
        for n, each in enumerate(minutes)
    )


def on_clock(seminar: Seminar, seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, ZoneInfo(seminar.time_zone))


def sheet(
    seminar: Seminar, agenda: tuple[Segment, ...], at: float, begun: float, here: int
) -> RunSheet:
    """The sheet at `at` when the segment `here` is running since then, the day since `begun`."""
    moment = datetime.fromtimestamp(at, UTC)
    run = SegmentRun(id="r", segment_id=agenda[here].id, started_at=moment)
    began = datetime.fromtimestamp(begun, UTC)
    progress = Progress(state=DayState.RUNNING, run_id="r", started_at=began)
    return write_run_sheet(seminar, agenda, (run,), progress, moment)


@given(
    night=some.sampled_from(NIGHTS),
    starts=some.times(time(18, 0), time(23, 59)) | some.times(time(0, 0), time(0, 25)),
    minutes=some.lists(some.integers(1, 150), min_size=1, max_size=5),
    late=some.integers(-30, 170),
)
def test_the_agenda_and_the_run_sheet_follow_the_clock_of_the_place_through_the_night(
    night: tuple[str, date], starts: time, minutes: list[int], late: int
) -> None:
    zone, day = night
    seminar = Seminar(
        title="N", date=day, starts_at=starts.replace(second=0, microsecond=0), time_zone=zone
    )
    seminar = replace(seminar, booked_until=time(3, 30))
    agenda = segments_of(minutes)
    begin = datetime.combine(day, seminar.starts_at, ZoneInfo(zone)).timestamp()
    sums = [60 * sum(minutes[:n]) for n in range(len(minutes) + 1)]
    wall = [on_clock(seminar, begin + each).time() for each in sums]
    assert [each.starts for each in clock_times(agenda, seminar)] == wall[:-1]
    assert [each.ends for each in clock_times(agenda, seminar)] == wall[1:]

    begun = begin + 60 * late
    for here, used in enumerate(sums[:-1]):
        told = sheet(seminar, agenda, begun + used, begun, here)
        assert [each.planned_start.timestamp() - begin for each in told.lines] == sums[:-1]
        assert [each.planned_start.time() for each in told.lines] == wall[:-1]
        assert told.drift_minutes == late
        assert told.left_seconds == 60 * minutes[here]
        assert told.projected_finish.time() == on_clock(seminar, begun + sums[-1]).time()
        run, line = told.run, told.lines[here]
        assert run is not None
        assert line.started_at is not None
        assert line.state is LineState.NOW
        assert seconds_between(line.planned_start, line.started_at) == 60 * late
        ending = ends_at(agenda[here], run)
        assert ending.timestamp() == begun + used + 60 * minutes[here]
        assert left_seconds(agenda[here], run, ending) == 0


@given(night=some.sampled_from(NIGHTS), starts=some.integers(18, 23), ends=some.integers(0, 12))
def test_what_is_booked_after_midnight_is_as_long_as_the_night_is(
    night: tuple[str, date], starts: int, ends: int
) -> None:
    zone, day = night
    seminar = Seminar(
        title="N", date=day, starts_at=time(starts), booked_until=time(ends), time_zone=zone
    )
    begin = datetime.combine(day, time(starts), ZoneInfo(zone)).timestamp()
    end = datetime.combine(day + timedelta(days=1), time(ends), ZoneInfo(zone)).timestamp()
    assert (begins_at(seminar).timestamp(), booked_end(seminar).timestamp()) == (begin, end)
    assert minutes_over(segments_of([30]), seminar) == 30 - (end - begin) / 60


@pytest.fixture
def case_23() -> Template:
    return make(CASE_23, "night.toml")


@pytest.mark.parametrize(
    ("day", "zone", "clock", "over"),
    [
        (date(2025, 3, 22), "Europe/London", ["22:00", "23:00", "00:30", "01:00"], -30),
        (date(2025, 3, 29), "Europe/London", ["22:00", "23:00", "00:30", "02:00"], -30),
        (date(2025, 10, 25), "Europe/London", ["22:00", "23:00", "00:30", "01:00"], -30),
        (date(2025, 10, 4), "Australia/Lord_Howe", ["22:00", "23:00", "00:30", "01:00"], -30),
        (date(2025, 3, 8), "America/Havana", ["22:00", "23:00", "01:30", "02:00"], 30),
        (date(2025, 11, 1), "America/Havana", ["22:00", "23:00", "00:30", "00:00"], -90),
    ],
)
def test_case_23_loads_and_its_times_are_those_of_the_wall(
    case_23: Template, day: date, zone: str, clock: list[str], over: int
) -> None:
    """Clocks change at one in London, at two in Lord Howe, at midnight or one in Havana."""
    agenda = tuple(each for each in case_23.parts if isinstance(each, Segment))
    seminar = replace(case_23.seminar, date=day, time_zone=zone)
    timed = clock_times(agenda, seminar)
    assert [f"{each.starts:%H:%M}" for each in timed] + [f"{timed[-1].ends:%H:%M}"] == clock
    assert minutes_over(agenda, seminar) == over


def test_what_ends_before_it_starts_by_day_is_a_mistake_still() -> None:
    for starts, ends in (("10:00", "09:00"), ("09:30", "09:30")):
        text = CASE_23.replace("22:00", starts).replace("01:30", ends)
        with pytest.raises(SeminarError, match=r"line 8: the seminar ends before it starts"):
            make(text, "night.toml")
