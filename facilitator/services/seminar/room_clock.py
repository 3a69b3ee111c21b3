"""The clock on the wall of a seminar's room, for what is read of its file."""

from datetime import datetime, tzinfo

import tzlocal

from facilitator.domain.seminar.seminar import FIRST_ZONE, SEMINAR_ID, Seminar
from facilitator.domain.seminar.wall_clock import is_zone, zone_named
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def this_computers_zone() -> str:
    """The name of the time zone that this computer is in; UTC where it does not know."""
    try:
        name = tzlocal.get_localzone_name()
    except (OSError, LookupError, ValueError):
        return "UTC"
    return name if is_zone(name) else "UTC"


def zone_in(reader: Reader) -> tzinfo:
    """The seminar's time zone."""
    seminar = reader.find(Seminar, SEMINAR_ID)
    return zone_named(seminar.time_zone if seminar else FIRST_ZONE)


def zone_of(file: SeminarStore) -> tzinfo:
    """The time zone of a seminar, for whoever has only its file."""
    with file.read() as reader:
        return zone_in(reader)


def on_room_clock(reader: Reader, moment: datetime) -> datetime:
    """A moment as the clock in the room shows it."""
    try:
        return moment.astimezone(zone_in(reader))
    except OverflowError:  # the first and the last day that there is
        return moment
