"""Welcoming: codes for the door, devices let in, what each person agreed to."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.facts import Arrivals
from facilitator.domain.locales import Language
from facilitator.domain.people.devices import Device, Role, author_of
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.polls.voters.electorate import goes_by_phone
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import say
from facilitator.services.people import addresses
from facilitator.store.files.file import new_id
from facilitator.store.records import devices
from facilitator.store.records.facts import (
    ARRIVALS,
    JOIN_CODE,
    NOTE_CODE,
    REMOTE_CODE,
    THEME_CODE,
)
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits nobody mistakes for one another when they are read aloud."""

JOIN_LENGTH = 5
PAIRING_LENGTH = 8

_FACTS = {
    Role.PARTICIPANT: JOIN_CODE,
    Role.NOTE_TAKER: NOTE_CODE,
    Role.THEME_TEAM: THEME_CODE,
    Role.FACILITATOR: REMOTE_CODE,
}


DOOR_CLOSED = say("The door is closed: nobody else can join now. Ask the facilitator to open it.")
NOT_IN = say("Join the room first: scan the code on the projector.")
NAME_HELD = say(
    "This name is on another phone already. The facilitator is asked whether this one takes its "
    "place; until then nothing can be sent from here."
)

NOT_PAIRED = say("Only devices that were paired by a code can be let out.")


class NotInError(SeminarError):
    """Whoever asks is not in the room, or not any more."""

    def __init__(self) -> None:
        super().__init__(NOT_IN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What a person agreed to at the door, by purpose, and what they said of themselves."""

    take_part: bool
    quote: bool = False
    contact: bool = False
    archive: bool = False
    sector: str = ""
    size: str = ""
    language: Language = Language.ENGLISH
    name: str = ""
    email: str = ""


def codes(file: SeminarStore, *, now: datetime) -> dict[Role, str]:
    """The codes that let each role in; made at the first call, the same ever after."""
    with file.read() as reader:
        known = {role: reader.fact(fact) for role, fact in _FACTS.items()}
    if all(known.values()):
        return {role: code or "" for role, code in known.items()}
    with file.write(Verb.PAIR, now) as writer:
        for role, fact in _FACTS.items():
            if not writer.fact(fact):
                writer.note_fact(fact, _new_code(role))
        return {role: writer.fact(fact) or "" for role, fact in _FACTS.items()}


def code_in(reader: Reader, role: Role) -> str:
    """A role's code within one snapshot, "" before there is one."""
    return reader.fact(_FACTS[role]) or ""


def renew_code(file: SeminarStore, role: Role, *, now: datetime) -> str:
    """A new code for a role; who is in already stays in."""
    code = _new_code(role)
    with file.write(Verb.PAIR, now) as writer:
        writer.note_fact(_FACTS[role], code)
    return code


def code_opens(file: SeminarStore, role: Role, code: str) -> bool:
    """Whether a typed code is the role's; case and spaces do not matter."""
    with file.read() as reader:
        known = reader.fact(_FACTS[role]) or ""
    typed = "".join(code.upper().split()).replace("-", "")
    return bool(known) and hmac.compare_digest(known.encode(), typed.encode())


def token_of(seat: str, role: Role = Role.PARTICIPANT) -> str:
    """The token of whoever asked under a random id of their own, which nobody else can know; one by
    lot where they have none.

    It is the same every time, so that who heard no answer asks again and takes no second seat.
    """
    if not seat:
        return secrets.token_urlsafe(24)
    made = hashlib.sha256(f"{role}:{seat}".encode()).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


def join(writer: Writer, agreed: Agreed, *, now: datetime) -> tuple[Device, str]:
    """Let a participant in; returns the device and the token its owner keeps."""
    token = token_of("")
    return let_in(writer, agreed, token, now=now), token


def let_in(
    writer: Writer, agreed: Agreed, token: str, *, now: datetime, is_late: bool = False
) -> Device:
    """Let a participant in under a token; the same device again who holds it already.

    What they say now holds, unless it `is_late`: said before what is known. Part of a larger
    transaction, since a whole room may join in one second. Raises SeminarError without consent to
    take part, once the door is closed, or for a sector or size the seminar does not have.
    """
    _check(writer, agreed)
    known = devices.device_by(writer, token)
    if known is not None and (is_late or _is_called(writer, known, agreed.name)):
        return known if is_late else change_mind(writer, known, agreed, now=now)
    if known is not None:
        leave(writer, known)
    elif writer.get(Seminar, SEMINAR_ID).door_closed:
        raise SeminarError(DOOR_CLOSED)
    person = _on_the_list(writer, agreed)
    is_held = person is not None and _holders(writer, person.id) != ()
    if person is not None and not is_held:
        writer.put(replace(person, arrived_at=person.arrived_at or now))
    device = Device(
        id=new_id(),
        role=Role.PARTICIPANT,
        joined_at=now,
        language=agreed.language,
        participant_id=person.id if person and not is_held else "",
        asks_for=person.id if person and is_held else "",
        sector=agreed.sector,
        size=agreed.size,
        room=writer.room,
    )
    devices.let_in(writer, device, token)
    writer.put(_consent(device, agreed, now))
    return device


def _is_called(reader: Reader, device: Device, name: str) -> bool:
    """Whether a name is the one that was typed on a device; where none is asked any is."""
    person = reader.find(Participant, device.participant_id or device.asks_for)
    return person is None or _typed(person.name) == _typed(name)


def leave(writer: Writer, device: Device) -> None:
    """Let out who came in under another name than they meant, or waits for one and does so no more:
    as if they had not come under it.
    """
    devices.let_out(writer, device)
    agreed = writer.find(Consent, consent_id(author_of(device)))
    if agreed is not None:
        writer.remove(agreed)
    person = writer.find(Participant, device.participant_id)
    if person is not None:
        addresses.keep_address(writer, person.id, "")
        if person.arrived_at == device.joined_at:
            writer.put(replace(person, arrived_at=None))


def who_is_in(reader: Reader, device_id: str) -> Device:
    """A device as it is in a transaction. Raises NotInError where it has been let out, whoever did
    so and however lately.
    """
    for device in devices.devices_where(reader, id=device_id):
        return device
    raise NotInError


def note_arrivals(
    file: SeminarStore, arrivals: Arrivals, server: str = "", *, now: datetime
) -> None:
    """Keep how far phones have come at a server, for whoever watches the door."""
    with file.write(Verb.KEEP, now) as writer:
        there: dict[str, Arrivals | int] = {**_at_servers(writer), server: arrivals}
        writer.note_fact(ARRIVALS, there)


def arrivals_in(reader: Reader) -> Arrivals:
    """How far phones have come that are not in yet, at all servers."""
    return sum(_at_servers(reader).values(), Arrivals())


def _at_servers(reader: Reader) -> dict[str, Arrivals]:
    kept = reader.fact(ARRIVALS)
    return {server: there for server, there in kept.items() if isinstance(there, Arrivals)}


@dataclass(frozen=True, slots=True)
class Claim:
    """A device on which a name was typed that another device holds.

    Without a name where that person has been taken off the list since. With `in_a_vote`, a vote is
    open whose ballots stand under keys of devices: what this one sends replaces what the other has
    sent; if it has sent something, and the server that took that was started anew since, this one
    is refused.
    """

    device_id: str
    name: str
    in_a_vote: bool = False


def claims_in(reader: Reader) -> tuple[Claim, ...]:
    """Who waits for the facilitator's nod, in the order they came."""
    is_open = reader.every(Round, state=RoundState.OPEN)
    keyed = any(goes_by_phone(held.poll) for held in is_open)
    return tuple(
        Claim(device.id, person.name if person else "", in_a_vote=keyed and person is not None)
        for device in devices.asking(reader)
        for person in (reader.find(Participant, device.asks_for),)
    )


def nod(file: SeminarStore, device_id: str, *, now: datetime) -> None:
    """Give a name's seat to the device that asks for it: a name has one. What was agreed to on it
    holds from now on, also for what was said on it while it waited, and the device before is let
    out. What that one said who agreed to less stays as refused as it was: it may have been somebody
    else. Where there is no such person any more, it comes in without a name.
    """
    with file.write(Verb.PAIR, now) as writer:
        for device in devices.devices_where(writer, id=device_id):
            if not device.asks_for:
                continue
            person = writer.find(Participant, device.asks_for)
            if person is None:
                devices.change(writer, replace(device, asks_for=""))
                continue
            agreed = writer.find(Consent, consent_id(device.id))
            before = writer.find(Consent, consent_id(person.id))
            if agreed is not None and before is not None and _gives_more(agreed, before):
                _leave_refused(writer, person.id, before)
            _let_holders_out(writer, person.id)
            seated = replace(device, participant_id=person.id, asks_for="", seated_at=now)
            devices.change(writer, seated)
            _give(writer, device.id, person.id)
            if agreed is not None:
                writer.put(replace(agreed, id=consent_id(person.id), given_at=now))
                writer.remove(agreed)


def _gives_more(agreed: Consent, before: Consent) -> bool:
    """Whether somebody agrees to what was not agreed to on the device before."""
    return (agreed.quote and not before.quote) or (agreed.archive and not before.archive)


def _leave_refused(writer: Writer, person_id: str, before: Consent) -> None:
    """Leave what was said under a name with whoever said it, and not to be printed."""
    writer_before = new_id()
    _give(writer, person_id, writer_before)
    writer.put(replace(before, id=consent_id(writer_before), quote=False, archive=False))


def _give(writer: Writer, author: str, another: str) -> None:
    """What was said by one author is another's from now on."""
    for response in writer.every(Response, participant_id=author):
        writer.put(replace(response, participant_id=another))


def _let_holders_out(writer: Writer, person_id: str) -> None:
    """Let those out who hold a person's name."""
    for other in _holders(writer, person_id):
        devices.let_out(writer, other)


def refuse(file: SeminarStore, device_id: str, *, now: datetime) -> None:
    """Let a device that asks for another's name out again."""
    with file.write(Verb.PAIR, now) as writer:
        for device in devices.devices_where(writer, id=device_id):
            if device.asks_for:
                leave(writer, device)


def _holders(reader: Reader, participant_id: str) -> tuple[Device, ...]:
    return devices.devices_where(reader, participant_id=participant_id)


def pair(
    file: SeminarStore, role: Role, *, now: datetime, seat: str = "", name: str = ""
) -> tuple[Device, str]:
    """Let in a note-taker's device, the theme team's laptop or the facilitator's own phone, whose
    code was checked; the same one again where it asks again under the same `seat`. `name` is what
    it is called, "" where that is not known.
    """
    token = token_of(seat, role)
    device = Device(id=new_id(), role=role, joined_at=now, room=file.room)
    with file.write(Verb.PAIR, now) as writer:
        if seat and (known := devices.device_by(writer, token)):
            return known, token
        devices.let_in(writer, device, token)
        devices.call(writer, device.id, name)
    return device, token


def call(file: SeminarStore, device_id: str, name: str, *, now: datetime) -> None:
    """Know a paired device by what it is called from now on."""
    with file.read() as reader:
        is_known = devices.names(reader).get(device_id, "") == name
    if not is_known:
        with file.write(Verb.SYNC, now) as writer:
            devices.call(writer, device_id, name)


def let_out(file: SeminarStore, device_id: str, *, now: datetime) -> bool:
    """Let a paired device out, which was lost perhaps: from now on nothing is told to it and taken
    from it. What it sent stays; every other device stays in, and the codes are what they were.

    Returns whether it was in. Raises SeminarError for a participant's phone: whose that is nobody
    can tell but its owner, who takes the name with another phone.
    """
    with file.write(Verb.LET_OUT, now) as writer:
        for device in devices.devices_where(writer, id=device_id):
            if device.role is Role.PARTICIPANT:
                raise SeminarError(NOT_PAIRED)
            writer.begin()  # so that the log tells of it
            devices.let_out(writer, device)
            return True
    return False


def who(file: SeminarStore, token: str) -> Device | None:
    """The device that holds a token, None when nobody does."""
    with file.read() as reader:
        return devices.device_by(reader, token)


def everybody_in(file: SeminarStore) -> frozenset[str]:
    """The ids of all devices that are in."""
    with file.read() as reader:
        return devices.every_id(reader)


def joined(file: SeminarStore) -> int:
    """How many participants' devices have joined."""
    with file.read() as reader:
        return devices.how_many(reader, Role.PARTICIPANT)


def who_came(file: SeminarStore) -> dict[Role, int]:
    """How many devices are in, by what they were let in for."""
    with file.read() as reader:
        return {role: devices.how_many(reader, role) for role in Role}


def change_mind(writer: Writer, device: Device, agreed: Agreed, *, now: datetime) -> Device:
    """Change what a person said of themselves and agreed to; said again it was said then."""
    _check(writer, agreed)
    changed = replace(device, sector=agreed.sector, size=agreed.size, language=agreed.language)
    devices.change(writer, changed)
    consent = _consent(device, agreed, now)
    before = writer.find(Consent, consent.id)
    if before is None or replace(consent, given_at=before.given_at) != before:
        writer.put(consent)
    return changed


def keep_address(writer: Writer, device: Device, token: str, agreed: Agreed) -> None:
    """Keep where a person may be written to, or forget it; in an act apart from what they said.

    Who waits for another's name has no address yet: it would be that person's.
    """
    if not device.asks_for:
        email = agreed.email if agreed.contact else ""
        addresses.keep_address(writer, addresses.owner_of(device, token), email)


def address_of(reader: Reader, device: Device, token: str) -> str:
    """Where the person with a device may be written to, "" where they did not say."""
    return addresses.address_of(reader, addresses.owner_of(device, token))


def _new_code(role: Role) -> str:
    length = JOIN_LENGTH if role is Role.PARTICIPANT else PAIRING_LENGTH
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _consent(device: Device, agreed: Agreed, now: datetime) -> Consent:
    return Consent(
        id=consent_id(device.participant_id or device.id),
        given_at=now,
        take_part=agreed.take_part,
        quote=agreed.quote,
        contact=agreed.contact,
        archive=agreed.archive,
        channel="phone",
    )


def _check(reader: Reader, agreed: Agreed) -> None:
    if not agreed.take_part:
        raise SeminarError(say("You can only join if you agree to take part."))
    seminar = reader.get(Seminar, SEMINAR_ID)
    if agreed.contact:
        addresses.checked(agreed.email)
    if agreed.sector not in ("", *seminar.sectors) or agreed.size not in ("", *seminar.sizes):
        raise SeminarError(say("Choose a sector and a size from the lists, or “rather not say”."))


def _on_the_list(reader: Reader, agreed: Agreed) -> Participant | None:
    """The participant a name belongs to, of several the first whom no device holds; a new one when
    nobody is called that. None where no names are asked.
    """
    if not reader.get(Seminar, SEMINAR_ID).asks_names:
        return None
    name = " ".join(agreed.name.split())
    if not name:
        raise SeminarError(say("Type your name, as it stands on the list of participants."))
    same = [p for p in reader.every(Participant) if _typed(p.name) == _typed(name)]
    free = [person for person in same if not _holders(reader, person.id)]
    for person in (*free, *same):
        return person
    return Participant(id=new_id(), name=name, sector=agreed.sector, size=agreed.size)


def _typed(name: str) -> str:
    """A name however it is spaced and in whatever letters."""
    return " ".join(name.split()).casefold()
