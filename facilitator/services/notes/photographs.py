"""Photographs of a group's flip charts, kept with its notes."""

import base64
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note, NoteContent
from facilitator.domain.notes.photographs import MOST_OF_GROUP, Photograph, photograph_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import say
from facilitator.services.notes.noting import begun, in_order
from facilitator.services.notes.pictures import Picture, made_fit
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

TOO_MANY = say(
    "A group keeps at most {n} photographs. Take one out, or put what is on this one into words.",
    n=MOST_OF_GROUP,
)
NOT_TOLD = say(
    "People have not been told of photographs. The facilitator can allow them in Prepare, under "
    "Details: the consent then says so."
)
NO_NOTE = say("The note that this photograph belongs to is gone, so it was not kept.")
CAPTION = say("Flip chart")
"""What a photograph says until somebody says it better: the note's own words."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """A note with its photograph."""

    note: Note
    photograph: Photograph

    @property
    def jpeg(self) -> bytes:
        """The picture as a file."""
        return base64.b64decode(self.photograph.jpeg)


@dataclass(frozen=True, slots=True)
class Charts:
    """A group by its title, with its photographs in the order of its notes. `allowed` is whether
    more may be taken.
    """

    title: str
    pictures: tuple[Pictured, ...]
    allowed: bool


def add(file: SeminarStore, about: NoteContent, raw: bytes, *, now: datetime) -> Note:
    """Keep a picture with a group, as a note of its own; undo takes both out again. Without words
    it is called a flip chart in the seminar's own language.

    Raises SeminarError where people were not told of photographs, it is no picture, or the group
    has as many as it can have.
    """
    picture = made_fit(raw)
    with file.write(Verb.ADD, now) as writer:
        note = begun(replace(about, words=about.words or _caption(writer)), writer.by_host(now))
        writer.put(note)
        put(writer, note, picture)
    return note


def _caption(reader: Reader) -> str:
    seminar = reader.get(Seminar, SEMINAR_ID)
    return CAPTION.in_(seminar.locale(seminar.first_language))


def is_kept(file: SeminarStore, note_id: str) -> bool:
    """Whether the note has its photograph. Raises SeminarError where it can have none."""
    with file.read() as reader:
        return _has_one(reader, note_id)


def take(writer: Writer, *, note_id: str, picture: Picture) -> None:
    """Keep a picture that a browser sent, once however often it comes.

    Raises SeminarError where the note is gone, people were not told, or its group has enough.
    """
    if not _has_one(writer, note_id):
        put(writer, writer.get(Note, note_id), picture)


def _has_one(reader: Reader, note_id: str) -> bool:
    if reader.find(Note, note_id) is None:
        raise SeminarError(NO_NOTE)
    if not _allowed(reader):
        raise SeminarError(NOT_TOLD)
    return photograph_id(note_id) in reader.ids(Photograph)


def put(writer: Writer, note: Note, picture: Picture) -> None:
    """Keep the picture with the note, in the place of the one it has."""
    if not _allowed(writer):
        raise SeminarError(NOT_TOLD)
    held = writer.ids(Photograph) - {photograph_id(note.id)}
    of_group = (photograph_id(each.id) for each in writer.every(Note, breakout_id=note.breakout_id))
    if len(held.intersection(of_group)) >= MOST_OF_GROUP:
        raise SeminarError(TOO_MANY)
    writer.put(
        Photograph(
            id=photograph_id(note.id),
            jpeg=picture.jpeg,
            width=picture.width,
            height=picture.height,
        )
    )


def take_off(file: SeminarStore, note: Note, *, now: datetime) -> None:
    """Take the picture out; the note stays, and undo brings the picture back."""
    with file.write(Verb.REMOVE, now, on=(note.id,)) as writer:
        found = writer.find(Photograph, photograph_id(note.id))
        if found is not None:
            writer.remove(found)


def of_group(file: SeminarStore, breakout_id: str) -> Charts:
    """What a group has photographed."""
    with file.read() as reader:
        group = reader.find(Breakout, breakout_id)
        pictures = _pictured(reader, breakout_id)
        return Charts(group.title if group else "", pictures, _allowed(reader))


def _allowed(reader: Reader) -> bool:
    seminar = reader.find(Seminar, SEMINAR_ID)
    return seminar is not None and seminar.photographs


def _pictured(reader: Reader, breakout_id: str) -> tuple[Pictured, ...]:
    notes = in_order(reader.every(Note, breakout_id=breakout_id))
    pairs = ((note, reader.find(Photograph, photograph_id(note.id))) for note in notes)
    return tuple(Pictured(note, found) for note, found in pairs if found is not None)
