"""What people agree to who have no phone: said on the tablet, or noted at the desk, as they say it
or from a signed sheet.

It counts as what a phone sends does: as it is now, for what was said before and what is said later.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.privacy.policy import Consents, Permission
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, say
from facilitator.services.people.addresses import (
    NO_ADDRESS,
    address_of,
    addresses_of,
    keep_address,
)
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


class Purpose(StrEnum):
    """What may be agreed to; the names are those of a consent's fields."""

    QUOTE = "quote"
    ARCHIVE = "archive"
    CONTACT = "contact"


PURPOSES: Mapping[Purpose, Message] = {
    Purpose.QUOTE: say("May be quoted, without their name"),
    Purpose.ARCHIVE: say("Their words may be archived, without their name"),
    Purpose.CONTACT: say("May be written to afterwards"),
}
DESK, TABLET = "desk", "tablet"
CHANNELS: Mapping[str, Message] = {
    "phone": say("on a phone"),
    DESK: say("at the desk"),
    TABLET: say("on the tablet"),
}
"""Where somebody agreed; "" in files that did not say."""
NO_LONGER_LISTED = say("This name is on the list no more. Ask the facilitator.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What somebody agrees to from now on; what is not ticked is not agreed to."""

    quote: bool = False
    archive: bool = False
    contact: bool = False
    email: str = ""


def state(file: SeminarStore, person_id: str, stated: Stated, *, now: datetime) -> None:
    """Keep what somebody on the list says on the tablet, in place of what they agreed to before.

    It is theirs alone: no undo of the facilitator's takes it back. Raises SeminarError where they
    are on the list no more, or may be written to and left no address.
    """
    with file.write(Verb.TAKE_CONSENT, now) as writer:
        person = writer.find(Participant, person_id)
        if person is None:
            raise SeminarError(NO_LONGER_LISTED)
        email = stated.email.strip() if stated.contact else ""
        held = bool(person.email or address_of(writer, person.id))
        if email or not stated.contact:
            keep_address(writer, person.id, email)
        elif not held:
            raise SeminarError(NO_ADDRESS)
        writer.put(
            Consent(
                id=consent_id(person.id),
                given_at=now,
                quote=stated.quote,
                archive=stated.archive,
                contact=stated.contact,
                channel=TABLET,
            )
        )


def without_address(file: SeminarStore, people: Sequence[Participant]) -> tuple[Participant, ...]:
    """Those of the people whom nobody could write to: no address of theirs is known."""
    with file.read() as reader:
        return tuple(p for p in people if not (p.email or address_of(reader, p.id)))


def consents_of(
    reader: Reader, authors: Collection[str], purpose: Purpose = Purpose.QUOTE
) -> Consents:
    """What authors, people or devices, agree to now; those not known are left out."""
    agreed = {consent.id: getattr(consent, purpose) for consent in reader.every(Consent)}
    return {
        author: Permission.GIVEN if agreed[known] else Permission.REFUSED
        for author in authors
        if (known := consent_id(author)) in agreed
    }


def note_consent(
    file: SeminarStore,
    people: Sequence[Participant],
    purpose: Purpose,
    *,
    given: bool,
    now: datetime,
    email: str = "",
) -> None:
    """Note that these people agree to a purpose, or that they do not; with the address that the one
    of them gives who may be written to.

    Who noted it and when is in the acts.
    """
    with file.write(Verb.NOTE_CONSENT, now) as writer:
        known = [
            writer.find(Consent, consent_id(person.id))
            or Consent(id=consent_id(person.id), given_at=now)
            for person in people
        ]
        changed: dict[str, Any] = {purpose.value: given}
        if purpose is Purpose.CONTACT and not given:
            for id in addresses_of(writer, [person.id for person in people]):
                writer.erase(Kind.ADDRESS, id)
        if purpose is Purpose.CONTACT and given and email:
            for person in people:
                keep_address(writer, person.id, email)
        for consent in known:
            writer.put(replace(consent, given_at=now, channel=DESK, **changed))


def agreed(
    consents: Sequence[Consent], people: Sequence[Participant], purpose: Purpose
) -> tuple[Participant, ...]:
    """Those of the people who agree to a purpose."""
    given = {consent.id for consent in consents if getattr(consent, purpose)}
    return tuple(person for person in people if consent_id(person.id) in given)
