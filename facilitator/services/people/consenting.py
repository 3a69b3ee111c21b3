"""What people agree to who have no phone: noted at the desk, as they say it or from a signed sheet.

It counts as what a phone sends does: as it is now, for what was said before and what is said later.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.privacy.policy import Consents, Permission
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, say
from facilitator.services.people.addresses import addresses_of
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
DESK = "desk"


def consents_of(reader: Reader, authors: Collection[str]) -> Consents:
    """What authors, people or devices, agree to now about being quoted; those not known are left
    out.
    """
    agreed = {consent.id: consent.quote for consent in reader.every(Consent)}
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
) -> None:
    """Note that these people agree to a purpose, or that they do not.

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
        for consent in known:
            writer.put(replace(consent, given_at=now, channel=DESK, **changed))


def agreed(
    consents: Sequence[Consent], people: Sequence[Participant], purpose: Purpose
) -> tuple[Participant, ...]:
    """Those of the people who agree to a purpose."""
    given = {consent.id for consent in consents if getattr(consent, purpose)}
    return tuple(person for person in people if consent_id(person.id) in given)
