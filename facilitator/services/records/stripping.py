"""Stripping: kept records lose what points at people, and every earlier version of them its words.

What somebody agreed to is written into what they said first. A record that is stripped is written
anew by the act that anonymises, even where it shows the same: what that act answers says nothing
any more, here and in every copy that it reaches (`store.sqlite.anonymised`). Records in which
nobody stood keep their history.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.privacy.policy import Policy, Room, of_response, printing_policy
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.services.records import erasing, naming
from facilitator.store.merging import erasures, forgetting
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

POINTING: Mapping[Kind, tuple[str, ...]] = {
    Kind.RESPONSE: ("attribution", "participant_id"),
    Kind.NOTE: ("owner",),
    Kind.BREAKOUT: ("note_taker", "member_ids", "fixed_ids"),
}
"""The fields in which somebody stands beside what is kept."""

_SEAT = "seat:"


def is_seat(id: str) -> bool:
    """Whether it is the id of a seat that somebody left behind."""
    return id.startswith(_SEAT)


def seat_id(person: str) -> str:
    """The id of a person's seat, the same in every copy; of a seat it is its own."""
    if is_seat(person):
        return person
    return _SEAT + hashlib.sha256(f"seat {person}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Known:
    """What decides what of a record may stay."""

    room: Room
    policy: Policy
    consents: Mapping[str, Consent]
    people: frozenset[str]

    def stripped(self, record: Record) -> Record:
        """The record without what points at somebody, and with what they agreed to."""
        if isinstance(record, Response):
            return self._response(record)
        if isinstance(record, Note):
            points = self.room.points_at_few(record.owner, self.policy.threshold)
            return replace(record, owner="") if points else record
        if isinstance(record, Breakout):
            members = (seat_id(id) for id in record.member_ids if id in self.people or is_seat(id))
            return replace(record, member_ids=tuple(sorted(members)), fixed_ids=(), note_taker="")
        return record

    def _response(self, response: Response) -> Response:
        consent = self.consents.get(consent_id(response.participant_id))
        open_ = replace(of_response(response), hidden=False)
        return replace(
            response,
            quotable=consent.quote if consent else response.quotable,
            archivable=consent.archive if consent else response.archivable,
            participant_id="",
            attribution=self.policy.may_print(open_, {}, self.room).attribution or "",
        )


def strip(writer: Writer) -> None:
    """Strip every record in which anybody stands, or ever stood, also those that were deleted."""
    people = writer.every(Participant)
    known = _Known(
        Room.of(people),
        printing_policy(writer.get(Seminar, SEMINAR_ID)),
        {consent.id: consent for consent in writer.every(Consent)},
        frozenset(person.id for person in people),
    )
    names = _names(writer)
    kinds = [kind for kind in Kind if kind not in erasures.OF_PEOPLE]
    records = [id for _, id in erasures.ever_of(writer, kinds)]
    for id, revisions in writer.histories(records).items():
        if any(_points(revision, names) for revision in revisions):
            naming.write_anew(writer, id, known.stripped)
    forgetting.forget_typed_names(writer)


def _names(reader: Reader) -> tuple[str, ...]:
    """Every name, part of one and address that the file has known, as it stands in a content."""
    people = [id for _, id in erasures.ever_of(reader, (Kind.PARTICIPANT,))]
    owners = [id for _, id in erasures.ever_of(reader, (Kind.ADDRESS,))]
    named = {name for name in reader.once_said("name", people) if name}
    emails = {*reader.once_said("email", people), *reader.once_said("email", owners)}
    found = {*named, *emails, *(part for name in named for part in name.split())}
    texts = [text for text in found if text and len(text) >= erasing.SHORTEST]
    return tuple(msgspec.json.encode(text).decode()[1:-1] for text in sorted(texts))


def _points(revision: Revision, names: tuple[str, ...]) -> bool:
    """Whether a version points at somebody, beside what it says or in it."""
    if revision.content is None:
        return False
    fields = POINTING.get(revision.kind, ())
    said: dict[str, Any] = msgspec.json.decode(revision.content) if fields else {}
    return any(said.get(field) for field in fields) or any(n in revision.content for n in names)
