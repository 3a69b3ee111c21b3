"""Preparing a seminar: a file from a template, its records edited, moved, taken out and back in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from facilitator.domain.acts import Place, Verb
from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.breakouts import allocate as share_out
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.records import Record
from facilitator.domain.seminar.agenda import DayState, Segment, between
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.services.people.placing import together_before
from facilitator.services.seminar.room_clock import this_computers_zone
from facilitator.services.seminar.rooms import progress_of
from facilitator.services.templates import loading
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

Placed = TypeVar("Placed", Segment, Question, Finding, Poll, Theme, CaseStudy, Breakout)


def new_seminar(
    path: Path,
    template: str = loading.DEFAULT,
    *,
    date: date | None = None,
    title: str | None = None,
    passphrase: str = "",
    place: Place = Place.ELSEWHERE,
    now: datetime,
) -> SeminarFile:
    """Make a seminar file from a template; raises SeminarError when either is not to be had.

    With a passphrase nobody can read it, its backups and its copies without. `place` is where it is
    asked for.
    """
    records = loading.load(template).records_on(
        date, title, on_this_computer(now).date(), zone=this_computers_zone()
    )
    file = SeminarFile.create(path, passphrase=passphrase).at(place)
    try:
        with file.write(Verb.SET_UP, now) as writer:
            writer.put_all(records)
    except SeminarError:
        file.discard()
        raise
    return file


def save(
    file: SeminarStore,
    *records: Record,
    seen: Sequence[Record] = (),
    verb: Verb = Verb.CHANGE,
    now: datetime,
) -> None:
    """Write records as one act; `seen` are those of them that were there, as they were seen."""
    before = {record.id: record for record in seen}
    with file.write(verb, now) as writer:
        for record in records:
            writer.put(record, seen=before.get(record.id))


def add_person(file: SeminarStore, person: Participant, *, now: datetime) -> None:
    """Put somebody on the list. Who is added while the day runs has walked in: they are here."""
    with file.write(Verb.ADD, now) as writer:
        if progress_of(writer).state is DayState.RUNNING:
            person = replace(person, arrived_at=now, seen_here=True)
        writer.put(person)


def remove(file: SeminarStore, *records: Record, now: datetime) -> None:
    """Take records out as one act that can be undone."""
    with file.write(Verb.REMOVE, now) as writer:
        for record in records:
            writer.remove(record)


def move(file: SeminarStore, record: Placed, *, before: str | None, now: datetime) -> None:
    """Put a record before the one with that id, or last when `before` is None."""
    kind = type(record)
    with file.write(Verb.MOVE, now, on=(record.id,)) as writer:
        others = [other for other in _siblings(writer, record) if other.id != record.id]
        ids = [other.id for other in others]
        if before is not None and before not in ids:
            raise SeminarError(
                say("What it was to stand before is no longer there. Move it again.")
            )
        place = len(others) if before is None else ids.index(before)
        position = between(
            others[place - 1].position if place else None,
            others[place].position if place < len(others) else None,
        )
        writer.get(kind, record.id)
        writer.put(replace(record, position=position), seen=record)


def allocate(file: SeminarStore, segment_id: str, *, now: datetime) -> tuple[Breakout, ...]:
    """Share everybody out among a segment's breakouts; fixed places stay, old company is avoided.

    Raises SeminarError when the segment has no breakouts or nobody is on the list.
    """
    with file.write(Verb.ALLOCATE, now, on=(segment_id,)) as writer:
        groups = writer.every(Breakout, segment_id=segment_id)
        people = _people_to_place(writer)
        if not groups:
            raise SeminarError(
                say("This segment has no breakouts yet. Add one for each group first.")
            )
        if not people:
            raise SeminarError(say("Nobody is on the list yet. Add or import participants first."))
        before = together_before(writer, segment_id)
        placed = share_out(people, groups, together_before=before)
        writer.put_all(placed)
    return placed


def _people_to_place(reader: Reader) -> tuple[Participant, ...]:
    """Those who have arrived; before anyone has, everybody on the list."""
    everybody = reader.every(Participant)
    return tuple(p for p in everybody if p.arrived_at is not None) or everybody


def _siblings(reader: Reader, record: Placed) -> tuple[Placed, ...]:
    if isinstance(record, Breakout):
        return reader.every(type(record), segment_id=record.segment_id)
    return reader.every(type(record))
