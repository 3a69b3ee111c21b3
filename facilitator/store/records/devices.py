"""Devices: kept under the hash of their token, so that the file lets nobody in."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from facilitator.domain.people.devices import Device, Role
from facilitator.store.records import tables
from facilitator.store.records.facts import NAMELESS, PAIRED_AS
from facilitator.store.records.held import converted
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

_TABLE = tables.devices
_FIELDS = tuple(str(column.name) for column in _TABLE.c)[:-1]


AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class LetIn:
    """A device with the hash of its token, to be let in where the same seminar lies as well."""

    device: Device
    token_hash: str = field(repr=False)


def hashed(token: str) -> str:
    """What is kept of a token; tokens are long and random, so this cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def let_in(writer: Writer, device: Device, token: str) -> None:
    """Keep a device under its token."""
    let_in_as_there(writer, LetIn(device, hashed(token)))


def let_in_as_there(writer: Writer, known: LetIn) -> None:
    """Keep a device under the token that it has elsewhere already."""
    row = {**_row(known.device), "token_hash": known.token_hash}
    writer.connection.execute(insert(_TABLE), row)


def let_in_there(reader: Reader, ids: Collection[str]) -> Iterator[LetIn]:
    """These devices, with the hashes of their tokens."""
    wanted = sorted(ids)
    for first in range(0, len(wanted), AT_ONCE):
        found = select(_TABLE).where(_TABLE.c.id.in_(wanted[first : first + AT_ONCE]))
        for row in reader.connection.execute(found):
            yield LetIn(_device(row), row.token_hash)


def is_taken(reader: Reader, token_hash: str) -> bool:
    """Whether a device is in under a token of this hash."""
    found = select(_TABLE.c.id).where(_TABLE.c.token_hash == token_hash)
    return reader.connection.execute(found).first() is not None


def change(writer: Writer, device: Device) -> None:
    """Keep what has changed of a device; its token stays."""
    writer.connection.execute(update(_TABLE).where(_TABLE.c.id == device.id), _row(device))


def let_out(writer: Writer, device: Device) -> None:
    """Know a device no more."""
    writer.connection.execute(delete(_TABLE).where(_TABLE.c.id == device.id))
    call(writer, device.id, "")


def call(writer: Writer, device_id: str, name: str) -> None:
    """Remember what a paired device is called; "" to remember it no more."""
    known = writer.fact(PAIRED_AS)
    if known.get(device_id, "") != name:
        others = {id: kept for id, kept in known.items() if id != device_id}
        writer.note_fact(PAIRED_AS, others | ({device_id: name} if name else {}))


def names(reader: Reader) -> dict[str, str]:
    """What paired devices are called, by their ids, where that is known."""
    return reader.fact(PAIRED_AS)


def let_everybody_out(writer: Writer) -> None:
    """Know no device any more; how many phones without a name there were is kept, since papers
    tell how many took part, and in which groups.
    """
    groups = (phone.breakout_ids for phone in _nameless_phones(writer))
    writer.note_fact(NAMELESS, tuple(sorted((*writer.fact(NAMELESS), *groups))))
    writer.note_fact(PAIRED_AS, {})
    writer.connection.execute(delete(_TABLE))


def device_by(reader: Reader, token: str) -> Device | None:
    """The device that holds a token, None when nobody does."""
    found = reader.connection.execute(
        select(_TABLE).where(_TABLE.c.token_hash == hashed(token))
    ).first()
    return None if found is None else _device(found)


def every_device(reader: Reader, role: Role) -> tuple[Device, ...]:
    """All devices that have joined in a role, in the order they came."""
    statement = (
        select(_TABLE).where(_TABLE.c.role == role).order_by(_TABLE.c.joined_at, _TABLE.c.id)
    )
    return tuple(_device(row) for row in reader.connection.execute(statement))


def every_id(reader: Reader) -> frozenset[str]:
    """The ids of all devices that are in."""
    return frozenset(reader.connection.execute(select(_TABLE.c.id)).scalars())


def devices_of(reader: Reader, participant_ids: Collection[str]) -> tuple[str, ...]:
    """The ids of the devices that some people joined with."""
    statement = select(_TABLE.c.id).where(_TABLE.c.participant_id.in_(participant_ids))
    return tuple(sorted(reader.connection.execute(statement).scalars()))


def devices_where(reader: Reader, **fields: str) -> tuple[Device, ...]:
    """The devices with these values, in the order they came."""
    statement = select(_TABLE).order_by(_TABLE.c.joined_at, _TABLE.c.id)
    for name, value in fields.items():
        statement = statement.where(_TABLE.c[name] == value)
    return tuple(_device(row) for row in reader.connection.execute(statement))


def asking(reader: Reader) -> tuple[Device, ...]:
    """The devices that wait in the room for the facilitator's nod."""
    waits = (_TABLE.c.asks_for != "") & (_TABLE.c.room == reader.room)
    statement = select(_TABLE).where(waits).order_by(_TABLE.c.joined_at)
    return tuple(_device(row) for row in reader.connection.execute(statement))


def how_many(reader: Reader, role: Role) -> int:
    """How many devices are in the room in a role; who waits for a nod is not."""
    return how_many_in(reader, role, reader.room)


def how_many_in(reader: Reader, role: Role, room: str | None) -> int:
    """The same of any room, or of all of them (None)."""
    statement = select(func.count()).where(_TABLE.c.role == role, _TABLE.c.asks_for == "")
    if room is not None:
        statement = statement.where(_TABLE.c.room == room)
    return reader.connection.execute(statement).scalar_one()


def wrote_last(reader: Reader, device_ids: Collection[str]) -> dict[str, int]:
    """The clock of the last revision of each of some devices; of those that wrote none, nothing."""
    journal = tables.journal
    statement = (
        select(journal.c.device, func.max(journal.c.clock))
        .where(journal.c.device.in_(device_ids))
        .group_by(journal.c.device)
    )
    return {str(device): int(clock) for device, clock in reader.connection.execute(statement)}


def nameless(reader: Reader) -> int:
    """How many phones were ever let in, in any room, whose owner is nobody on the list."""
    return len(groups_of_nameless(reader))


def groups_of_nameless(reader: Reader) -> dict[str, tuple[str, ...]]:
    """The groups that each such phone says it is in, by an id; of those that were let out since an
    id tells nothing.
    """
    kept = reader.fact(NAMELESS)
    gone = {f"let out {number}": groups for number, groups in enumerate(kept)}
    return gone | {phone.id: phone.breakout_ids for phone in _nameless_phones(reader)}


def joined_of_nameless(reader: Reader) -> dict[str, datetime]:
    """When each such phone joined, by the same ids; not of those that were let out since."""
    return {phone.id: phone.joined_at for phone in _nameless_phones(reader)}


def _nameless_phones(reader: Reader) -> tuple[Device, ...]:
    return devices_where(reader, role=Role.PARTICIPANT, participant_id="", asks_for="")


def people_by_sector(reader: Reader) -> Counter[str]:
    """How many people are known to be in the room from each sector: those checked in, and phones
    whose owner is nobody on the list.
    """
    found: Counter[str] = Counter()
    for sector, _, here in _KNOWN_HERE:
        asked = select(sector, func.count()).where(*here).group_by(sector)
        for of, number in reader.connection.execute(asked):
            found[of] += number
    return found


def came_after(reader: Reader, moment: datetime) -> list[tuple[datetime, str]]:
    """When each of these came who were not there at a moment yet, and from which sector."""
    return [
        (datetime.fromisoformat(at), of)
        for sector, came, here in _KNOWN_HERE
        for at, of in reader.connection.execute(select(came, sector).where(*here, came > moment))
    ]


_PEOPLE = tables.participants.c
_KNOWN_HERE = (
    (_PEOPLE.sector, _PEOPLE.arrived_at, (_PEOPLE.arrived_at.is_not(None),)),
    (
        _TABLE.c.sector,
        _TABLE.c.joined_at,
        (
            _TABLE.c.role == Role.PARTICIPANT,
            _TABLE.c.participant_id == "",
            _TABLE.c.asks_for == "",
        ),
    ),
)
"""Of whom it is known: their sector, when they came, and that they are here."""


def _device(row: Any) -> Device:
    return converted(dict(zip(_FIELDS, row, strict=False)), Device)


def _row(device: Device) -> dict[str, Any]:
    return {name: getattr(device, name) for name in _FIELDS}
