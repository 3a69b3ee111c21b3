"""The people who are expected and those who came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from facilitator.domain.revisions import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person on the list. `arrived_at` is set when they come, also by a phone on which their name
    was typed; `seen_here` says that somebody at the desk has seen them.
    """

    KIND: ClassVar[Kind] = Kind.PARTICIPANT
    id: str
    name: str
    organisation: str = ""
    role: str = ""
    sector: str = ""
    size: str = ""
    email: str = ""
    needs: str = ""
    arrived_at: datetime | None = None
    seen_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a person agreed to, by purpose. The id is made of the participant's or the device's.

    `archive` is for their words without their name; votes, which nothing ties to them, are
    archived in any case.
    """

    KIND: ClassVar[Kind] = Kind.CONSENT
    id: str
    given_at: datetime
    take_part: bool = True
    quote: bool = False
    contact: bool = False
    channel: str = ""
    archive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody may be written to afterwards; there is none of who has not agreed.

    The id is made of a person on the list or, of somebody without a name, of what their own phone
    alone knows: in no record does it stand beside what they said.
    """

    KIND: ClassVar[Kind] = Kind.ADDRESS
    id: str
    email: str


def address_id(owner: str, number: int = 0) -> str:
    """The id of an owner's address; a number for each that was erased before."""
    return f"address:{owner}:{number}"


def consent_id(person: str) -> str:
    """The id of the consent of a participant or a device."""
    return f"consent:{person}"


def by_family_name(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """In the order in which lists of people are looked through; the last word is the family name.

    The desk, the tablet and the sheets that people sign have one order.
    """
    return tuple(
        sorted(people, key=lambda p: (_family_name(p.name), p.organisation.casefold(), p.id))
    )


def _family_name(name: str) -> tuple[str, str]:
    words = name.casefold().split()
    return words[-1] if words else "", name.casefold()
