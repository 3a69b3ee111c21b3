"""Who is in, where a room goes on in its own copy and comes back: devices are no matter of merges.

What the copy held of each device when the room went on in it is noted there. So it is known
afterwards, whatever clocks say, who came, who was let out, and who said something else of
themselves; that alone is told the database, where others come and go meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

from facilitator.domain.people.devices import Device
from facilitator.store.records import devices
from facilitator.store.records.devices import LetIn
from facilitator.store.records.facts import WERE_IN
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer


@dataclass(frozen=True, slots=True)
class WereIn:
    """Whoever was in the database when it answered last, by their ids, and whose devices were let
    out of it since it was asked first.
    """

    here: Mapping[str, LetIn] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()

    def seen_now(self, reader: Reader) -> "WereIn":
        """The same by now; those who are known are not read anew."""
        there = devices.every_id(reader)
        new = devices.let_in_there(reader, there - self.here.keys())
        here = {id: each for id, each in self.here.items() if id in there}
        gone = self.gone | self.here.keys() - there
        return WereIn(here | {each.device.id: each for each in new}, gone - there)


NOBODY_KNOWS = WereIn()


def went_on(reader: Reader) -> bool:
    """Whether a room goes on in a copy already."""
    return reader.fact(WERE_IN) is not None


def go_on(writer: Writer, last: WereIn) -> None:
    """In a copy: have in whoever was in the database at `last`, and not who was let out of it."""
    here = devices.every_id(writer)
    for id in last.here.keys() - here:
        _seat(writer, last.here[id])
    _let_out(writer, here & last.gone)
    noted = devices.let_in_there(writer, devices.every_id(writer))
    writer.note_fact(WERE_IN, {each.device.id: _mark(each.device) for each in noted})


def forget(writer: Writer) -> None:
    """The room goes on in a copy no more."""
    writer.note_fact(WERE_IN, None)


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of who is in, in a copy."""

    came: tuple[LetIn, ...]
    changed: tuple[Device, ...]
    gone: frozenset[str]
    called: Mapping[str, str]


def changed_in(reader: Reader) -> Changed | None:
    """What became of who is in since the room went on in a copy; None where it has not."""
    known = reader.fact(WERE_IN)
    if known is None:
        return None
    here = {each.device.id: each for each in devices.let_in_there(reader, devices.every_id(reader))}
    return Changed(
        came=tuple(each for id, each in here.items() if id not in known),
        changed=tuple(
            here[id].device
            for id, mark in known.items()
            if id in here and _mark(here[id].device) != mark
        ),
        gone=frozenset(known.keys() - here.keys()),
        called=devices.names(reader),
    )


def come_back(writer: Writer, what: Changed) -> None:
    """In the database: have that be so of whoever is not known there otherwise by now. Told again,
    it is no second change.
    """
    _let_out(writer, what.gone)
    for each in what.came:
        if _seat(writer, each):
            devices.call(writer, each.device.id, what.called.get(each.device.id, ""))
    for device in what.changed:
        for now in devices.devices_where(writer, id=device.id):
            said = replace(now, **_said_of_themselves(device))
            named = _with_a_name(writer, said, device) if device.participant_id else said
            devices.change(writer, named)


def _said_of_themselves(device: Device) -> dict[str, Any]:
    names = ("language", "sector", "size", "breakout_ids")
    return {name: getattr(device, name) for name in names}


def _seat(writer: Writer, known: LetIn) -> bool:
    """Let a device in as it is elsewhere; whether that was done: a token is one device's."""
    if devices.is_taken(writer, known.token_hash):
        return False
    bare = replace(known.device, participant_id="", asks_for="")
    device = _with_a_name(writer, bare, known.device)
    devices.let_in_as_there(writer, LetIn(device, known.token_hash))
    return True


def _with_a_name(writer: Writer, device: Device, there: Device) -> Device:
    """A device under the name that it has elsewhere: a name has one seat, so where another device
    holds it here, the facilitator is asked.
    """
    name = there.participant_id
    if not name:
        return replace(device, participant_id="", asks_for=there.asks_for)
    holders = devices.devices_where(writer, participant_id=name)
    if all(each.id == device.id for each in holders):
        return replace(device, participant_id=name, asks_for="", seated_at=there.seated_at)
    return replace(device, participant_id="", asks_for=name)


def _let_out(writer: Writer, ids: frozenset[str]) -> None:
    for each in devices.let_in_there(writer, ids):
        devices.let_out(writer, each.device)


def _mark(device: Device) -> str:
    """What is noted of a device: enough to see whether it is another by now."""
    return blake2b(repr(device).encode(), digest_size=8).hexdigest()
