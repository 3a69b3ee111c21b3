"""The clock on the wall of the place where a seminar is, whatever computer it is read on."""

from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from facilitator.domain.seminar.seminar import Seminar

_PARTS = (
    *("Africa", "America", "Antarctica", "Arctic", "Asia"),
    *("Atlantic", "Australia", "Europe", "Indian", "Pacific"),
)
"""What the names of zones that a place can be in begin with."""


@cache
def zone_named(name: str) -> tzinfo:
    """The time zone of an IANA name; UTC for a name that this computer knows no zone by."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return UTC


def is_zone(name: str) -> bool:
    """Whether a name is that of a time zone."""
    return name in _zones()


@cache
def _zones() -> frozenset[str]:
    """All names there are: looking through the folders that they are kept in takes a while."""
    return frozenset(available_timezones())


@cache
def zone_names() -> tuple[str, ...]:
    """The zones that a place can be in, by their names, and UTC; no abbreviations and old names."""
    places = (name for name in _zones() if name.partition("/")[0] in _PARTS)
    return (*sorted(places), "UTC")


def zone_of(seminar: Seminar) -> tzinfo:
    """The time zone of a seminar."""
    return zone_named(seminar.time_zone)


def on_the_wall(moment: datetime, seminar: Seminar) -> datetime:
    """A moment as the clock in the room shows it."""
    return moment.astimezone(zone_of(seminar))


def begins_at(seminar: Seminar) -> datetime:
    """The moment (UTC) that a seminar is planned to begin at."""
    return datetime.combine(seminar.date, seminar.starts_at, zone_of(seminar)).astimezone(UTC)


def booked_end(seminar: Seminar) -> datetime:
    """The moment (UTC) that the booking ends at, after midnight where the clock time is no later
    than that of the start.

    An hour that a night has twice is the first of the two; one that it leaves out is as long after
    the start as it would be on any other night.
    """
    overnight = seminar.booked_until <= seminar.starts_at
    day = seminar.date + timedelta(days=overnight)
    return datetime.combine(day, seminar.booked_until, zone_of(seminar)).astimezone(UTC)


def seconds_between(earlier: datetime, later: datetime) -> float:
    """Seconds that pass between two moments.

    Python subtracts two times of one zone as the clock shows them: in a night when clocks change
    that is an hour too many or too few.
    """
    return (later.astimezone(UTC) - earlier.astimezone(UTC)).total_seconds()
