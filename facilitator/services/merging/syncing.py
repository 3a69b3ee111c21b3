"""Syncing: a note-taker's laptop and its host bring each other up to date, by whatever road.

The laptop asks, the host answers, a slice at a time in both directions, until neither has more.
Every slice is taken in together with how far that brings the laptop, so that it can end anywhere
and goes on from there; what comes twice counts once, as in every merge.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.sync import (
    NOTE_TAKERS,
    PICTURES,
    THEME_TEAM,
    Answer,
    Called,
    Cursor,
    Laptop,
    Mark,
    Offer,
    Share,
    Slice,
    Waiting,
    refuse_another_version,
    without_names,
)
from facilitator.domain.people.participants import Participant
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, Text, say
from facilitator.services.seminar.room_clock import zone_in
from facilitator.store.databases.copying import as_file
from facilitator.store.merging import exchange, note_copies
from facilitator.store.merging.retelling import retell
from facilitator.store.records import tables
from facilitator.store.records.facts import (
    BEHIND_HOST,
    CALLED,
    EPOCH,
    FILE_ID,
    IS_TEAMS,
    PEOPLE,
)
from facilitator.store.records.held import decoded
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.upgrading.versions import version

Ask = Callable[[Offer], Answer]
"""The road to the host: it may raise whatever a road raises; nothing is lost by that."""

Told = Callable[[float, Text], None]
"""Is told how far a sync is (0 to 1) and what happens now."""


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync came to: revisions brought here, and sent there."""

    got: int = 0
    sent: int = 0


def answer(
    file: SeminarStore, offer: Offer, *, share: Share = NOTE_TAKERS, now: datetime, name: str = ""
) -> Answer:
    """The host's part: take in what a laptop brings and tell it what is new since; what there is of
    that for it is its `share`. `name` is what the host is called.

    Raises SeminarError for another seminar, for a laptop with an older or newer program, and when
    what it brings makes no sense; nothing is taken then.
    """
    refuse_another_version(version(), offer.version)
    with file.read() as reader:
        if offer.file_id != reader.fact(FILE_ID):
            raise SeminarError(
                say("This laptop holds another seminar. Get a copy of this one first.")
            )
    if offer.brings.revisions:
        exchange.take(
            file,
            offer.brings,
            share.writes | PICTURES,
            offer.name,
            now,
            lambda writer, first, last: _hear_of(writer, offer, last - first + 1, now),
        )
    with file.read() as reader:
        stands = offer.after is None or exchange.stands(reader, offer.after)
        after = offer.after if stands else None
        known = {revision.id for revision in offer.brings.revisions}
        brings, upto, left = exchange.slice_after(reader, after, share.has, without=known)
        if Kind.RESPONSE in share.has:
            brings = retell(reader, brings)
        return Answer(
            upto=upto,
            brings=brings,
            left=left,
            people=_people_unlike(reader, offer.people),
            holds=_written(reader, share, None) if offer.thorough else None,
            version=version(),
            epoch=reader.fact(EPOCH),
            stands=stands,
            now=now,
            called=_called(reader, file.device, name, share) if name else None,
        )


def _called(reader: Reader, host: str, name: str, share: Share) -> Called:
    """What a laptop may know computers by: the theme team's, who works beside it as well."""
    entries = reader.entries(tables.laptops).values() if share is THEME_TEAM else ()
    known = [decoded(entry, Laptop) for entry in entries]
    return Called(host, {each.device: each.name for each in known} | {host: name})


def synchronise(
    file: SeminarStore,
    ask: Ask,
    *,
    name: str,
    clock: Callable[[], datetime],
    thorough: bool = False,
    told: Told = lambda _share, _what: None,
) -> Synced:
    """The laptop's part: send and fetch until neither side has more.

    `name` is what the host calls this laptop. With `thorough` both count what they hold in the
    end, and where they differ everything is compared anew; so it is with a host whose file went
    back to an earlier one. Raises SeminarError when the host
    refuses, and what `ask` raises.
    """
    done = _exchange(file, ask, name, clock, told, thorough)
    if done is None:
        with file.write(Verb.SYNC, clock()) as writer:
            exchange.keep_cursor(writer, Cursor())
        done = _exchange(file, ask, name, clock, told, False)
    return done or Synced()


def _exchange(
    file: SeminarStore,
    ask: Ask,
    name: str,
    clock: Callable[[], datetime],
    told: Told,
    thorough: bool,
) -> Synced | None:
    """Slices until neither side has more; None when the counts differ then.

    A host that may be another than the last time, `thorough`, is brought nothing before it has said
    which version it has: an older one would take what it does not understand.
    """
    done = Synced()
    is_known = not thorough
    while True:
        offer, upto = _offer(file, name, thorough, brings=is_known)
        asked_at = clock()
        answered = ask(offer)
        refuse_another_version(answered.version, version())
        is_known = True
        if not (upto.is_of(answered.epoch) and answered.stands):
            return None
        _learn_time(file, answered, asked_at, clock())
        _take(file, offer, upto, answered, clock())
        done = Synced(
            done.got + len(answered.brings.revisions), done.sent + len(offer.brings.revisions)
        )
        left = answered.left + offer.left
        told((done.got + done.sent) / max(done.got + done.sent + left, 1), _progress(done, left))
        if not left:
            return done if _agree(file, answered) else None


THE_HOST = say("The room’s computer")
_NEAR = timedelta(seconds=2)
"""What makes no difference between two clocks."""


def _learn_time(file: SeminarStore, answered: Answer, asked: datetime, heard: datetime) -> None:
    """Remember by how much this computer's clock is behind the host's: what is written from now on
    goes by the host's. What was written stays as it is.
    """
    if answered.now is None:
        return
    behind, unsure = answered.now - (asked + (heard - asked) / 2), abs(heard - asked) / 2
    with file.read() as reader:
        kept = timedelta(microseconds=reader.fact(BEHIND_HOST))
    if abs(behind - kept) > _NEAR + unsure:
        with file.write(Verb.SYNC, heard) as writer:
            writer.note_fact(BEHIND_HOST, behind // timedelta(microseconds=1))


def _progress(done: Synced, left: int) -> Message:
    if not left:
        return say("Up to date with the host")
    return say(
        "{got} received and {sent} sent; {left} to come", got=done.got, sent=done.sent, left=left
    )


def _offer(file: SeminarStore, name: str, thorough: bool, *, brings: bool) -> tuple[Offer, Cursor]:
    """What to ask next, and how far the laptop is once it has been answered, but for `got`."""
    with file.read() as reader:
        kept, share = exchange.cursor(reader), share_of(reader)
        slice_, sent, left = exchange.slice_after(
            reader, kept.sent, share.writes, apart=kept.theirs, passages=share.passages
        )
        pictures = kept.pictures
        if slice_.revisions or left:  # notes first: a photograph is as long as hundreds
            left += exchange.count_after(reader, pictures, PICTURES)
        else:
            slice_, pictures, left = exchange.slice_after(reader, pictures, PICTURES)
        if slice_.revisions and not brings:
            left += len(slice_.revisions)
            slice_, sent, pictures = Slice(), kept.sent, kept.pictures
        offer = Offer(
            file_id=reader.fact(FILE_ID),
            device=file.device,
            name=name,
            after=kept.got,
            brings=slice_,
            left=left,
            people=_fingerprint(guests(reader)),
            thorough=thorough,
            version=version(),
        )
        return offer, replace(kept, sent=sent, pictures=pictures)


def _take(file: SeminarStore, offer: Offer, upto: Cursor, answered: Answer, now: datetime) -> None:
    def keep(writer: Writer, first: int, last: int) -> None:
        kept = _brought(upto, answered, first, last)
        if kept != exchange.cursor(writer):
            exchange.keep_cursor(writer, kept)
        if answered.people is not None:
            _keep_people(writer, answered.people)
        if answered.called is not None and answered.called != writer.fact(CALLED):
            writer.note_fact(CALLED, answered.called)

    with file.read() as reader:
        takes = share_of(reader).has | PICTURES
    if answered.brings.revisions:
        exchange.take(file, answered.brings, takes, THE_HOST, now, keep)
        return
    with file.read() as reader:
        kept = _brought(upto, answered, 1, 0)
        is_known = answered.called in (None, reader.fact(CALLED)) and answered.people is None
        if kept == exchange.cursor(reader) and is_known:
            return
    with file.write(Verb.SYNC, now) as writer:
        keep(writer, 1, 0)


def _brought(upto: Cursor, answered: Answer, first: int, last: int) -> Cursor:
    """How far the laptop is once it has taken in an answer, which stands from `first` to `last`."""
    theirs = _theirs(upto, first, last)
    return replace(upto, got=answered.upto, theirs=theirs, epoch=answered.epoch or upto.epoch)


def _theirs(upto: Cursor, first: int, last: int) -> tuple[tuple[int, int], ...]:
    """Where in the laptop's journal, behind what it has sent, stands what came from the host."""
    sent = upto.sent.seq if upto.sent else 0
    known = [*upto.theirs, (first, last)] if last >= first else [*upto.theirs]
    joined: list[tuple[int, int]] = []
    for begin, end in known:
        if end <= sent:
            continue
        if joined and joined[-1][1] + 1 == begin:
            begin = joined.pop()[0]
        joined.append((begin, end))
    return tuple(joined)


def _agree(file: SeminarStore, answered: Answer) -> bool:
    """Whether both hold as many of the revisions that both should have."""
    if answered.holds is None:
        return True
    with file.read() as reader:
        kept, share = exchange.cursor(reader), share_of(reader)
        unsent = _written(reader, share, kept.sent, kept.theirs)
        return _written(reader, share, None) - unsent == answered.holds


def _written(
    reader: Reader, share: Share, after: Mark | None, apart: Sequence[tuple[int, int]] = ()
) -> int:
    """How many revisions there are of what such a laptop writes."""
    return exchange.count_after(reader, after, share.writes, apart, share.passages)


def share_of(reader: Reader) -> Share:
    """What there is of the seminar for this laptop."""
    return THEME_TEAM if reader.fact(IS_TEAMS) else NOTE_TAKERS


def waiting(file: SeminarStore) -> Waiting:
    """What is only on this laptop."""
    with file.read() as reader:
        kept, share = exchange.cursor(reader), share_of(reader)
        found = exchange.records_after(reader, kept.sent, share.writes, kept.theirs, share.passages)
        found |= exchange.records_after(reader, kept.pictures, PICTURES, ())
        others = frozenset(Kind) - share.writes - PICTURES
        besides = exchange.records_by(reader, file.device, others)
    notes = found.pop(Kind.NOTE, 0)
    return Waiting(notes, sum(found.values()), besides)


def too_long(file: SeminarStore) -> int:
    """How many records of this laptop are too long to be sent."""
    with file.read() as reader:
        return len(exchange.too_long(reader, share_of(reader).writes))


def is_note_takers(file: SeminarStore) -> bool:
    """Whether a file is a note-taker's copy."""
    with file.read() as reader:
        return exchange.is_copy(reader)


def is_theme_teams(file: SeminarStore) -> bool:
    """Whether a file is a copy for the theme team."""
    with file.read() as reader:
        return reader.fact(IS_TEAMS)


def copy_for_notes(file: SeminarStore, target: Path, *, is_teams: bool = False) -> None:
    """A copy of the seminar for a note-taker's laptop, with what it needs and nothing besides; one
    for the theme team (`is_teams`) gets the responses at its first sync.

    Raises SeminarError when it cannot be written.
    """
    with as_file(file) as whole:
        note_copies.write(whole, target, NOTE_TAKERS.has, _nameless, is_teams=is_teams)


def _nameless(reader: Reader) -> tuple[Participant, ...]:
    return without_names(reader.every(Participant))


def guests(reader: Reader) -> tuple[Participant, ...]:
    """The people a note-taker's laptop knows of, without their names."""
    return reader.fact(PEOPLE)


def _people_unlike(reader: Reader, fingerprint: str) -> tuple[Participant, ...] | None:
    people = _nameless(reader)
    return None if _fingerprint(people) == fingerprint else people


def _keep_people(writer: Writer, people: tuple[Participant, ...]) -> None:
    writer.note_fact(PEOPLE, people)


def _encoded(people: tuple[Participant, ...]) -> str:
    return msgspec.json.encode(people).decode()


def _fingerprint(people: tuple[Participant, ...]) -> str:
    return hashlib.sha256(_encoded(people).encode()).hexdigest()[:16]


def _hear_of(writer: Writer, offer: Offer, received: int, now: datetime) -> None:
    """Remember how far a laptop is, for the host's own screen."""
    kept = writer.entry(tables.laptops, offer.device)
    before = decoded(kept, Laptop).received if kept else 0
    known = Laptop(
        device=offer.device, name=offer.name, at=now, left=offer.left, received=before + received
    )
    writer.note_entry(tables.laptops, offer.device, msgspec.json.encode(known).decode())


def laptops(file: SeminarStore) -> tuple[Laptop, ...]:
    """The laptops that have sent something, the latest first, by the clock in the room."""
    with file.read() as reader:
        entries = reader.entries(tables.laptops).values()
        zone = zone_in(reader)
    found = [decoded(entry, Laptop) for entry in entries]
    known = [replace(laptop, at=laptop.at.astimezone(zone)) for laptop in found]
    return tuple(sorted(known, key=lambda laptop: (laptop.at, laptop.device), reverse=True))
