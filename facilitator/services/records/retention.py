"""The retention day: until when names are kept, and how they are taken out and the record stays.

First what each person agreed to is written into what they said, as their consent is now; then
names, addresses, consents and everything that lets somebody in or ties votes to people goes for
good; what a group said of whether a quote may leave stays with the quote. People stay as seats,
with their sector and size, so that who was there is counted as before; named ballots lose their
names, and with them what made pairs of them.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.responses.responses import Response, Upvote
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.slides import SlidePicture, Slides
from facilitator.domain.wording import Counted, Joined, Text, Value, Wording, say
from facilitator.services.records import erasing, stripping
from facilitator.services.records.erasing import Told
from facilitator.services.records.stripping import is_seat, seat_id
from facilitator.services.seminar import speaking
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.store.merging import erasures, forgetting
from facilitator.store.merging.kept_facts import forget_unknown
from facilitator.store.records import devices
from facilitator.store.records.facts import ARCHIVE_AGREED, FACTS
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

_GOES_ON = (RoundState.OPEN, RoundState.COUNTING)
VOTING = say("A vote is open or waits for its count. Close it first.")


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named in a file or may be seen in it, and the day on which that ends; None where
    nothing was said of it.
    """

    until: date | None
    names: int
    addresses: int
    photographs: int = 0

    def is_due(self, today: date) -> bool:
        """Whether names are still held though their day has come."""
        held = self.names or self.addresses or self.photographs
        return bool(held) and self.until is not None and today >= self.until


def named(reader: Reader) -> Named:
    """Who is named in a file now."""
    seminar = reader.get(Seminar, SEMINAR_ID)
    people = erasures.ever_of(reader, (Kind.PARTICIPANT,))
    names = sum(not is_seat(id) for _, id in people)
    addresses, photographs = (
        len(erasures.ever_of(reader, (kind,))) for kind in (Kind.ADDRESS, Kind.PHOTOGRAPH)
    )
    return Named(seminar.kept_until, names, addresses, photographs)


def reminder(reader: Reader, now: datetime) -> Wording | None:
    """What to say once the day has come; None before, where nobody is named, and in a rehearsal,
    whose people were made up.
    """
    if reader.get(Seminar, SEMINAR_ID).rehearsal:
        return None
    found = named(reader)
    if found.until is None or not found.is_due(on_room_clock(reader, now).date()):
        return None
    return say(
        "Names and addresses were to be kept until {day}, and that day has come: take them out "
        "with Edit, Take people out for good, or with “facilitator anonymise”.",
        day=found.until,
    )


def take_people_out(
    file: SeminarStore, *, now: datetime, told: Told = lambda _share, _what: None
) -> Wording:
    """Leave the anonymised record; what came of it, as a sentence. It cannot be undone.

    Raises SeminarError while people vote, and where nobody is named.
    """
    told(0.0, say("Taking people out"))
    with file.write(Verb.ANONYMISE, now) as writer:
        found = named(writer)
        if not (found.names or found.addresses or found.photographs):
            raise SeminarError(say("Nobody is named in this seminar any more."))
        if any(known.state in _GOES_ON for known in writer.every(Round)):
            raise SeminarError(VOTING)
        people = writer.every(Participant)
        listed = [each.name for each in people]
        speaking.close_in(writer, now)
        writer.note_fact(ARCHIVE_AGREED, archive_agreed(writer))
        stripping.strip(writer)
        _seat(writer, people)
        upvotes = writer.every(Upvote)
        of_groups = {consent_id(note) for _, note in erasures.ever_of(writer, (Kind.NOTE,))}
        for kind, id in erasures.ever_of(writer, erasures.OF_PEOPLE):
            if not is_seat(id) and id not in of_groups:
                writer.erase(kind, id)
        pages = _erase_slides_taken_out(writer)
        writer.put_all(_nameless(upvotes))
        forgetting.forget(writer)
        devices.let_everybody_out(writer)
        for fact in FACTS:
            if fact.is_secret:
                writer.note_fact(fact, None)
        forget_unknown(writer)
    swept = erasing.sweep(file, now, told)
    left = erasing.left_of(file, [name for name in listed if len(name) >= erasing.SHORTEST])
    return _said(found, (pages, erasing.cleaned(swept), left, erasing.left_behind(swept)))


def archive_agreed(reader: Reader) -> bool:
    """Whether anybody agreed that an archive keeps their words, also of those taken out since."""
    return (
        reader.fact(ARCHIVE_AGREED)
        or any(each.archive for each in reader.every(Consent))
        or any(each.archivable for each in reader.every(Response))
    )


def _erase_slides_taken_out(writer: Writer) -> Text:
    """Slides that somebody took out have been kept for undo; somebody may be seen on them."""
    shown = writer.ids(Slides) | writer.ids(SlidePicture)
    kept = erasures.ever_of(writer, (Kind.SLIDES, Kind.SLIDE_PICTURE))
    gone = [(kind, id) for kind, id in kept if id not in shown]
    for kind, id in gone:
        writer.erase(kind, id)
    pages = sum(kind is Kind.SLIDE_PICTURE for kind, _ in gone)
    if not pages:
        return ""
    return Counted(
        pages,
        "{n} page of slides that were taken out is erased.",
        "{n} pages of slides that were taken out are erased.",
    )


def _seat(writer: Writer, people: tuple[Participant, ...]) -> None:
    """Put a seat in everybody's place."""
    came = [person.arrived_at for person in people if person.arrived_at]
    first = min(came, default=None)
    writer.put_all(
        Participant(
            id=seat_id(person.id),
            name="",
            sector=person.sector,
            size=person.size,
            arrived_at=first if person.arrived_at else None,
        )
        for person in people
    )


def _nameless(upvotes: tuple[Upvote, ...]) -> Iterator[Upvote]:
    for upvote in upvotes:
        id = hashlib.sha256(f"upvote {upvote.id}".encode()).hexdigest()[:32]
        yield Upvote(id=id, response_id=upvote.response_id, device_id="")


def _said(found: Named, more: tuple[Text, ...]) -> Wording:
    parts: list[Value] = [
        Counted(
            found.names, "{n} name is taken out for good.", "{n} names are taken out for good."
        ),
        Counted(
            found.addresses,
            "{n} address for a mailing is erased.",
            "{n} addresses for a mailing are erased.",
        ),
        Counted(
            found.photographs,
            "{n} photograph of a flip chart is erased: it may show somebody.",
            "{n} photographs of flip charts are erased: they may show somebody.",
        )
        if found.photographs
        else "",
        say("What each person agreed to stands with what they said."),
    ]
    parts += more
    parts.append(
        say("Copies saved elsewhere keep names until they are merged with this file: destroy them.")
    )
    return Joined(parts)
