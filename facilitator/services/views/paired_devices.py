"""The devices that were paired by a code, told apart: so that one that is lost can be let out."""

from dataclasses import dataclass
from datetime import UTC, datetime

from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.wording import Message, Text, say
from facilitator.services.seminar.room_clock import zone_in
from facilitator.store.merging.merge_log import groups_of_devices
from facilitator.store.records import devices
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

PAIRED = (Role.FACILITATOR, Role.NOTE_TAKER, Role.THEME_TEAM)
"""What a code lets in as, the most dangerous to lose first."""

_WHOSE = {
    Role.FACILITATOR: say("Facilitator’s phone"),
    Role.NOTE_TAKER: say("Note-taker"),
    Role.THEME_TEAM: say("Theme team"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDevice:
    """A device as the facilitator can tell it: `name` is what it is called, a laptop's own name or
    its browser's, "" where that is not known; `group` the one that most of its notes are of. Times
    are by the clock in the room; `wrote_at` is None where it wrote nothing itself.
    """

    id: str
    role: Role
    name: str
    group: str
    paired_at: datetime
    wrote_at: datetime | None

    @property
    def whose(self) -> Text:
        """What it was let in for."""
        return _WHOSE[self.role]

    @property
    def since(self) -> Message:
        """When it came in, and when it wrote last."""
        day, time = self.paired_at.date(), self.paired_at.time()
        if self.wrote_at is None:
            return say("paired {day}, {time}", day=day, time=time)
        wrote = self.wrote_at.time()
        return say("paired {day}, {time}; wrote last at {wrote}", day=day, time=time, wrote=wrote)


def paired(file: SeminarStore) -> tuple[PairedDevice, ...]:
    """Those that are in the room now, by what they were let in for, the latest first."""
    with file.read() as reader:
        found = [each for role in PAIRED for each in _latest_first(reader, role)]
        names, groups = devices.names(reader), groups_of_devices(reader)
        wrote, zone = devices.wrote_last(reader, [each.id for each in found]), zone_in(reader)

        def told(device: Device) -> PairedDevice:
            group = reader.find(Breakout, groups.get(device.id, ""))
            clock = wrote.get(device.id)
            at = None if clock is None else datetime.fromtimestamp(clock / 1_000_000, UTC)
            return PairedDevice(
                id=device.id,
                role=device.role,
                name=names.get(device.id, ""),
                group=group.title if group else "",
                paired_at=device.joined_at.astimezone(zone),
                wrote_at=at and at.astimezone(zone),
            )

        return tuple(map(told, found))


def _latest_first(reader: Reader, role: Role) -> tuple[Device, ...]:
    there = (each for each in devices.every_device(reader, role) if each.room == reader.room)
    return tuple(reversed(tuple(there)))
