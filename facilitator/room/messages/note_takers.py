"""What travels between note-takers and the room, as it is on the wire."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from facilitator.room.messages.phones import SegmentNow
from facilitator.services.views.note_taker_page import Line

LONGEST_PIECE = 18_000
"""Signs: on a line of three kilobytes a second a piece still arrives before patience ends."""
LONGEST_PICTURE = 450_000
"""Signs of base64: more than a page that makes its pictures small ever sends."""


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
    """The seminar as a note-taker is shown it. `seminar` and `device` are ids.

    `epoch` is another one when the host's file took another's place, such as a backup's: what had
    been received may be missing then. `time_zone` is an IANA name.
    `erased` are the notes that were erased: their pages let go of them, too. `photographs` is
    whether flip charts may be photographed.
    """

    version: int
    now: datetime
    seminar: str
    device: str
    title: str
    rehearsal: bool
    sectors: tuple[str, ...]
    sizes: tuple[str, ...]
    time_zone: str
    epoch: str
    segment: SegmentNow | None
    message: str
    groups: tuple[TableNow, ...]
    erased: tuple[str, ...] = ()
    photographs: bool = False


class PageNow(Struct, frozen=True):
    """A group's notes; `checked_at` is when the group last said that they are right."""

    version: int
    notes: tuple[Line, ...]
    checked_at: datetime | None


class NoteNews(Struct, frozen=True):
    """What note-takers' pages are told: the groups whose notes have `changed` a moment ago.

    `stamps` are the versions at which each group's notes last changed, "" stands for all others: a
    page that has an older version of a group asks for it, whatever it has missed meanwhile.
    """

    version: int
    epoch: str
    now: datetime
    changed: tuple[str, ...]
    stamps: dict[str, int]
    segment: SegmentNow | None
    message: str


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


class AlikeNow(Struct, frozen=True):
    """What another group has that says nearly the same as a note; `id` is "" where none has."""

    id: str = ""
    group: str = ""
    words: str = ""


class SayAlike(Struct, frozen=True):
    """That a note says nearly the same as another, or not `on`: that this is taken back."""

    other: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[\w:.-]+$")]
    on: bool = True


class PicturePiece(Struct, frozen=True):
    """A piece of a note's photograph, from sign `at` of the `of` signs that its base64 has."""

    at: Annotated[int, Meta(ge=0, le=LONGEST_PICTURE)]
    of: Annotated[int, Meta(ge=1, le=LONGEST_PICTURE)]
    piece: Annotated[str, Meta(max_length=LONGEST_PIECE, pattern=r"^[A-Za-z0-9+/=]*$")]


class PictureHeld(Struct, frozen=True):
    """How many signs of a photograph the room holds; `kept` where it is on the disk whole."""

    held: int = 0
    kept: bool = False
