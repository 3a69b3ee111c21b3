"""What travels between note-takers and the room, as it is on the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from facilitator.domain.notes.notes import NoteKind
from facilitator.room.messages.phones import Id, Label, SegmentNow

Born = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""A UUID made where the record, or the change, was born."""

Line = Annotated[str, Meta(max_length=20_000)]
Maybe = Annotated[str, Meta(max_length=64)]


class QuestionLine(Struct, frozen=True):
    """A question a group speaks to."""

    id: str
    wording: str


class SectorLine(Struct, frozen=True):
    """How many people of a group come from a sector."""

    sector: str
    people: int


class TableNow(Struct, frozen=True):
    """A group in the note-taker's list; `running` while its segment is.

    `hearing` has the sectors of its people, in the seminar's order, where they are listed.
    """

    id: str
    title: str
    place: str
    topic: str
    segment_title: str
    questions: tuple[QuestionLine, ...]
    running: bool
    hearing: tuple[SectorLine, ...] = ()


class DeskNow(Struct, frozen=True):
    """The seminar as a note-taker is shown it. `seminar` and `device` are ids."""

    version: int
    now: datetime
    seminar: str
    device: str
    title: str
    rehearsal: bool
    sectors: tuple[str, ...]
    sizes: tuple[str, ...]
    segment: SegmentNow | None
    message: str
    groups: tuple[TableNow, ...]


class VersionNow(Struct, frozen=True):
    """Another version of a note, which nobody has reconciled with the one that is shown."""

    revision: str
    at: datetime
    gone: bool
    breakout_id: str
    question_id: str
    kind: NoteKind
    words: str
    tags: tuple[str, ...]
    sector: str
    size: str
    quotable: bool
    starred: bool
    headline: bool


class NoteNow(Struct, frozen=True):
    """A note, and the revision that is shown of it."""

    id: str
    revision: str
    breakout_id: str
    question_id: str
    kind: NoteKind
    words: str
    tags: tuple[str, ...]
    sector: str
    size: str
    quotable: bool
    starred: bool
    headline: bool
    recorded_at: datetime
    position: float
    conflict: bool
    versions: tuple[VersionNow, ...]


class PageNow(Struct, frozen=True):
    """A group's notes; `checked_at` is when the group last said that they are right."""

    version: int
    notes: tuple[NoteNow, ...]
    checked_at: datetime | None


class NoteNews(Struct, frozen=True):
    """What note-takers' pages are told: the groups whose notes have `changed` a moment ago.

    `stamps` are the versions at which each group's notes last changed, "" stands for all others: a
    page that has an older version of a group asks for it, whatever it has missed meanwhile.
    """

    version: int
    now: datetime
    changed: tuple[str, ...]
    stamps: dict[str, int]
    segment: SegmentNow | None
    message: str


class _NoteBody(Struct, frozen=True, kw_only=True):
    breakout_id: Id
    words: Line
    question_id: Maybe = ""
    kind: NoteKind = NoteKind.POINT
    sector: Label = ""
    size: Label = ""
    quotable: bool = False
    starred: bool = False
    headline: bool | None = None


class NoteIn(_NoteBody, frozen=True, kw_only=True):
    """A new note: `words` as typed, with marks for kind and tags; its author's own time."""

    id: Born
    recorded_at: Annotated[datetime, Meta(tz=True)] | None = None
    change: Born | None = None


class NoteChange(_NoteBody, frozen=True, kw_only=True):
    """A changed note. `seen` are the revisions its author had seen, or changes that became them."""

    seen: Maybe | tuple[Maybe, ...] = ()
    change: Born | None = None


class TookIn(Struct, frozen=True):
    """What a browser's file came to, in notes; `refused` says why some were not taken."""

    new: int
    changed: int
    known: int
    refused: tuple[str, ...]


class Kept(Struct, frozen=True):
    """The note is on the disk, as this revision."""

    revision: str
    ok: bool = True
