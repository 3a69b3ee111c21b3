"""Addresses of those who agreed to be written to: kept apart from what they said, for one mailing.

Who has a name on the list is found by it. Anybody else's address is kept under what their phone
alone knows: with the file in hand it cannot be told which answers came from there, but by the order
in which things arrived; so it is kept in an act of its own. Taken back, it is erased.
"""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device
from facilitator.domain.people.participants import (
    Address,
    Consent,
    Participant,
    address_id,
    consent_id,
)
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.wall_clock import zone_named
from facilitator.domain.wording import Message, say
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

NO_ADDRESS = say(
    "Type your e-mail address in full, such as name@example.org, or untick that you may be "
    "contacted."
)
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who agreed to be written to; "" for a name that nobody knows."""

    email: str
    name: str = ""


def owner_of(device: Device, token: str) -> str:
    """Under what the address of whoever holds a device is kept."""
    return device.participant_id or hashlib.sha256(f"address {token}".encode()).hexdigest()[:32]


def checked(email: str) -> str:
    """An address as it is kept. Raises SeminarError for what is none."""
    email = email.strip()
    if not _ADDRESS.fullmatch(email) or len(email) > 200:
        raise SeminarError(NO_ADDRESS)
    return email


def keep_address(writer: Writer, owner: str, email: str) -> None:
    """Keep an owner's address in the place of the one before; "" takes it back for good."""
    id = _id_now(writer, owner)
    held = writer.find(Address, id)
    if held is not None and held.email != email:
        writer.erase(Address.KIND, id)
        id = _id_now(writer, owner)
    if email:
        writer.put(Address(id=id, email=checked(email)))


def address_of(reader: Reader, owner: str) -> str:
    """An owner's address, "" where they have given none."""
    held = reader.find(Address, _id_now(reader, owner))
    return held.email if held else ""


def addresses_of(reader: Reader, people: list[str]) -> tuple[str, ...]:
    """The ids of the addresses that these people on the list have given."""
    found = (_id_now(reader, person) for person in people)
    return tuple(id for id in found if reader.find(Address, id) is not None)


def _id_now(reader: Reader, owner: str) -> str:
    """What was erased stays so: an address that is given again is another record."""
    ids = (address_id(owner, number) for number in count())
    return next(id for id in ids if not _is_erased(reader, id))


def _is_erased(reader: Reader, id: str) -> bool:
    shown = reader.shown(id)
    return shown is not None and shown.lead.erased


def addressees(reader: Reader) -> tuple[Addressee, ...]:
    """Whom to write to: those who agree now and have an address, by their addresses, each once."""
    agreeing = {consent.id for consent in reader.every(Consent, contact=True)}
    people = {person.id: person for person in reader.every(Participant)}
    found = [
        Addressee(address_of(reader, person.id) or person.email, person.name)
        for person in people.values()
        if consent_id(person.id) in agreeing
    ]
    for address in reader.every(Address):
        if address.id.split(":")[1] not in people:
            found.append(Addressee(address.email))
    once = {each.email.casefold(): each for each in reversed(found) if each.email}
    return tuple(once[email] for email in sorted(once))


ONE_MAILING = say("Use it for one mailing, then delete it: who agrees may be another tomorrow.")


def write_mailing(file: SeminarStore, out: Path, *, now: datetime) -> None:
    """Write the addresses as a table (CSV) that only its owner can read.

    Raises SeminarError where there are none, and once the day has come until which people were told
    that they are kept.
    """
    whole_file.write_text(out, _for_mailing(file, now))


def _for_mailing(file: SeminarStore, now: datetime) -> str:
    """The table; that it was written out is an act."""
    with file.write(Verb.WRITE_OUT_ADDRESSES, now) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        until, today = seminar.kept_until, now.astimezone(zone_named(seminar.time_zone)).date()
        if until is not None and today >= until:
            raise SeminarError(_kept_too_long(until))
        found = addressees(writer)
        if not found:
            raise SeminarError(say("Nobody has agreed to be contacted and left an address."))
        writer.begin()
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(("email", "name"))
    table.writerows((_plain(each.email), _plain(each.name)) for each in found)
    return text.getvalue()


def _kept_too_long(day: date) -> Message:
    return say(
        "People were told that their addresses are deleted on {day}, and that day has come: nobody "
        "is written to any more. Take them out with Edit, Take people out for good, or with "
        "“facilitator anonymise”.",
        day=day,
    )


def _plain(typed: str) -> str:
    """Text that a spreadsheet takes for no formula."""
    return f"'{typed}" if typed[:1] in ("=", "+", "-", "@") else typed
