"""The pad: what a note-taker in a browser has before them, each part read in one snapshot."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.merging.heads import Shown
from facilitator.domain.notes.notes import Check, Note, check_id
from facilitator.domain.notes.photographs import Photograph, note_of, photograph_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.revisions import Change, Kind
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Text
from facilitator.services.merging.merging import conflict
from facilitator.services.notes.noting import in_order
from facilitator.services.seminar.rooms import seen_in
from facilitator.services.seminar.running import sheet_in
from facilitator.services.views.notes_screen import case_study, questions_of
from facilitator.store.records import lineage
from facilitator.store.records.facts import EPOCH, FILE_ID
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

MOST_LOOKED_UP = 300

_TABLES = frozenset(
    {
        Kind.SEMINAR,
        Kind.SEGMENT,
        Kind.QUESTION,
        Kind.CASE_STUDY,
        Kind.BREAKOUT,
        Kind.PARTICIPANT,
        Kind.PROGRESS,
        Kind.SEGMENT_RUN,
        Kind.STAGE,
    }
)
"""What the list of groups is made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A group in the list, with its questions, its segment's title and its case study's.

    `people` counts those listed for it by sector; it is empty where nobody is.
    """

    breakout: Breakout
    topic: str
    segment: Text
    questions: tuple[Question, ...]
    running: bool
    people: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Now:
    """Where the day is, and what the facilitator says to all groups, "" for nothing.

    `epoch` is new wherever a copy takes the file's place.
    """

    sheet: RunSheet
    message: str
    epoch: str
    seminar: Seminar


@dataclass(frozen=True, slots=True, kw_only=True)
class Pad:
    """The seminar as a note-taker is shown it. `file_id` is the same in every copy of the file;
    `erased` are the notes that were erased.
    """

    file_id: str
    now: Now
    tables: tuple[Table, ...]
    erased: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A version of a note that nobody has reconciled with the one that is shown.

    Of one that takes the note out, `note` is what was there before. `revision` is as in a line.
    """

    note: Note
    revision: str
    at: datetime
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A note, and what stands beside it that nobody has reconciled.

    `revision` is what whoever sees it says that they have seen: the id of the revision it shows, or
    those of all that merged, with commas between. `pictured` is whether it has a photograph.
    """

    note: Note
    revision: str
    versions: tuple[Beside, ...] = ()
    pictured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A group's notes in order, and when they were last checked with the group."""

    lines: tuple[Line, ...]
    checked_at: datetime | None


@dataclass(frozen=True, slots=True)
class News:
    """What changed for note-takers: the list of groups or where the day is, the notes of groups."""

    tables: bool
    breakouts: frozenset[str]


def now(file: SeminarStore, moment: datetime) -> Now:
    """Where the day is."""
    with file.read() as reader:
        return _now(reader, moment)


def _now(reader: Reader, moment: datetime) -> Now:
    kept = seen_in(reader)
    said = kept.scene is Scene.MESSAGE and not kept.blank
    return Now(
        sheet=sheet_in(reader, moment),
        message=kept.message if said else "",
        epoch=reader.fact(EPOCH),
        seminar=reader.get(Seminar, SEMINAR_ID),
    )


def pad(file: SeminarStore, moment: datetime) -> Pad:
    """The seminar and its groups, in the agenda's order."""
    with file.read() as reader:
        here = _now(reader, moment)
        segments = [segment.id for segment in reader.every(Segment)]
        order = {segment: number for number, segment in enumerate(segments)}
        sectors = {person.id: person.sector for person in reader.every(Participant)}
        breakouts = sorted(
            reader.every(Breakout), key=lambda b: order.get(b.segment_id, len(order))
        )
        return Pad(
            file_id=reader.fact(FILE_ID),
            now=here,
            erased=lineage.erased(reader, Kind.NOTE),
            tables=tuple(_table(reader, each, here.sheet, sectors) for each in breakouts),
        )


def _table(
    reader: Reader, breakout: Breakout, sheet: RunSheet, sectors: Mapping[str, str]
) -> Table:
    here = Counter(sectors.get(person, "") for person in breakout.member_ids)
    segment = reader.find(Segment, breakout.segment_id)
    running = sheet.run is not None and sheet.run.segment_id == breakout.segment_id
    return Table(
        breakout=breakout,
        topic=case_study(reader, breakout),
        segment=segment.spoken_title if segment else "",
        questions=questions_of(reader, breakout, ()),
        running=running,
        people=tuple((sector, number) for sector, number in here.items() if sector),
    )


def page(file: SeminarStore, breakout_id: str) -> Page:
    """A group's notes; none where there is no such group."""
    with file.read() as reader:
        shown = reader.shown_of_each(Note, breakout_id=breakout_id)
        check = reader.find(Check, check_id(breakout_id))
        pictures = reader.ids(Photograph)
        return Page(
            lines=tuple(
                _line(reader, note, shown[note.id], pictures)
                for note in in_order(reader.every(Note, breakout_id=breakout_id))
            ),
            checked_at=check.checked_at if check else None,
        )


def _line(reader: Reader, note: Note, shown: Shown, pictures: Collection[str]) -> Line:
    seen = _seen([head.id for head in shown.answered])
    versions = conflict(reader, shown).versions if shown.in_conflict else ()
    return Line(
        note=note,
        revision=seen,
        versions=tuple(
            Beside(
                note=version.record if isinstance(version.record, Note) else note,
                revision=_seen(version.revisions),
                at=version.at,
                gone=version.gone,
            )
            for version in versions[1:]
        ),
        pictured=photograph_id(note.id) in pictures,
    )


def _seen(revisions: Sequence[str]) -> str:
    return ",".join(revisions)


def news(file: SeminarStore, changes: Collection[Change]) -> News:
    """What some changes mean for note-takers; rather a group too many than one too few."""
    notes = [change.id for change in changes if change.kind is Kind.NOTE]
    notes += [note_of(change.id) for change in changes if change.kind is Kind.PHOTOGRAPH]
    checks = {change.id for change in changes if change.kind is Kind.CHECK}
    groups = {check.removeprefix(check_id("")) for check in checks}
    tables = any(change.kind in _TABLES for change in changes)
    with file.read() as reader:
        many = len(notes) > MOST_LOOKED_UP or "" in notes
        held = {None} if many else reader.once_said("breakout_id", notes) if notes else set()
        if None in held:
            return News(tables, frozenset(b.id for b in reader.every(Breakout)))
        return News(tables, frozenset(groups | {group for group in held if group}))
