"""The desk: what a note-taker has before them, read in one snapshot."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from facilitator.domain.notes.notes import Check, Note, NoteKind
from facilitator.domain.notes.photographs import Photograph
from facilitator.domain.notes.photographs import note_of as note_of_picture
from facilitator.domain.notes.share_of_talk import Hearing, hearing, unlabelled_words
from facilitator.domain.notes.terms import terms_in
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Segment, SegmentRun
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.merging.syncing import guests
from facilitator.services.notes.member_checks import Said, said_of
from facilitator.services.notes.noting import in_order
from facilitator.services.notes.reading_back import Checked, checked
from facilitator.services.people.groups import groups_in_order
from facilitator.services.records.authors import Allowed, allowed
from facilitator.services.seminar.room_clock import on_room_clock, zone_in
from facilitator.services.seminar.rooms import progress_of
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A breakout in the list: its segment's title, its notes, when the last one came.

    Its times are those of the clock in the room.
    """

    breakout: Breakout
    segment: str
    notes: int
    last: datetime | None
    headlines: int = 0
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The groups, and the chosen one with its questions and notes, and how far those are checked.

    `whole_room` says that hearing compares with everybody: the group's members are not listed.
    `zone` is that of the clock in the room; `allowed` tells who noted that a note may be quoted,
    `said` what the group says of its notes; `pictured` are the notes with a photograph.
    """

    groups: tuple[Group, ...]
    breakout: Breakout | None
    case_study: str
    questions: tuple[Question, ...]
    notes: tuple[Note, ...]
    sectors: tuple[str, ...]
    sizes: tuple[str, ...]
    checked: Checked
    hearing: tuple[Hearing, ...]
    unlabelled: int
    whole_room: bool
    zone: tzinfo
    allowed: Mapping[str, Allowed]
    said: Mapping[str, Said]
    pictured: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Action:
    """An action somebody noted, and the title of the group it was noted in."""

    note: Note
    group: str

    @property
    def id(self) -> str:
        """The note's id."""
        return self.note.id


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions of all groups, group by group, and the zone of the clock in the room."""

    actions: tuple[Action, ...]
    zone: tzinfo


def actions(file: SeminarStore) -> Actions:
    """The actions of all groups."""
    with file.read() as reader:
        groups = groups_in_order(reader)
        notes = in_order(reader.every(Note, kind=NoteKind.ACTION))
        zone = zone_in(reader)
    found = (Action(n, g.title) for g in groups for n in notes if n.breakout_id == g.id)
    return Actions(tuple(found), zone)


def note_of(file: SeminarStore, ids: Sequence[str]) -> Note | None:
    """The first note there is among some records."""
    with file.read() as reader:
        found = (reader.find(Note, id) for id in ids)
        return next((note for note in found if note is not None), None)


def terms(file: SeminarStore) -> tuple[str, ...]:
    """Names and terms that are likely to be typed, the likelier first: what the seminar is about,
    the organisations that came, and names in what was asked and noted. No person's name."""
    with file.read() as reader:
        cases = [case.title for case in reader.every(CaseStudy)]
        themes = [theme.name for theme in reader.every(Theme)]
        came = sorted({person.organisation for person in reader.every(Participant)})
        said = [q.wording for q in reader.every(Question)] + [n.words for n in reader.every(Note)]
    names = (name for words in said for name in terms_in(words))
    return tuple(dict.fromkeys(term for term in (*cases, *themes, *came, *names) if term))


def desk(file: SeminarStore, breakout_id: str = "") -> Desk:
    """The desk of a breakout; when none is named, of the running segment's first, or the first."""
    with file.read() as reader:
        groups = _groups(reader)
        breakout = _chosen(reader, groups, breakout_id)
        notes = in_order(reader.every(Note, breakout_id=breakout.id)) if breakout else ()
        seminar = reader.get(Seminar, SEMINAR_ID)
        people, whole_room = _people(reader, breakout)
        return Desk(
            groups=groups,
            breakout=breakout,
            case_study=case_study(reader, breakout),
            questions=questions_of(reader, breakout, notes),
            notes=notes,
            sectors=seminar.sectors,
            sizes=seminar.sizes,
            checked=checked(reader, breakout.id if breakout else "", notes),
            hearing=hearing(seminar.sectors, people, notes),
            unlabelled=unlabelled_words(notes),
            whole_room=whole_room,
            zone=zone_in(reader),
            allowed=allowed(reader, file.device, [note.id for note in notes if note.quotable]),
            said=said_of(reader, notes),
            pictured=frozenset(map(note_of_picture, reader.ids(Photograph))),
        )


def _groups(reader: Reader) -> tuple[Group, ...]:
    titles = {segment.id: segment.title for segment in reader.every(Segment)}
    order = {segment: number for number, segment in enumerate(titles)}
    breakouts = sorted(reader.every(Breakout), key=lambda b: order.get(b.segment_id, len(order)))
    return noted_groups(reader, breakouts, titles)


def _wall(reader: Reader, moment: datetime | None) -> datetime | None:
    return None if moment is None else on_room_clock(reader, moment)


def noted_groups(
    reader: Reader, breakouts: Sequence[Breakout], titles: Mapping[str, str]
) -> tuple[Group, ...]:
    """Breakouts with what has been noted in them; `titles` are those of segments, by id."""
    counts = reader.how_many(Note, "breakout_id", "recorded_at")
    headlines = Counter(note.breakout_id for note in reader.every(Note, headline=True))
    checks = {check.breakout_id: check.checked_at for check in reader.every(Check)}
    nothing: tuple[int, datetime | None] = (0, None)
    return tuple(
        Group(
            breakout=breakout,
            segment=titles.get(breakout.segment_id, ""),
            notes=counts.get(breakout.id, nothing)[0],
            last=_wall(reader, counts.get(breakout.id, nothing)[1]),
            headlines=headlines[breakout.id],
            checked_at=_wall(reader, checks.get(breakout.id)),
        )
        for breakout in breakouts
    )


def _chosen(reader: Reader, groups: Sequence[Group], breakout_id: str) -> Breakout | None:
    breakouts = [group.breakout for group in groups]
    segment_id = running_segment(reader)
    named = (b for b in breakouts if b.id == breakout_id)
    running = (b for b in breakouts if b.segment_id == segment_id)
    return next(named, None) or next(running, None) or next(iter(breakouts), None)


def running_segment(reader: Reader) -> str:
    """The id of the segment that is running, "" when none is."""
    run = reader.find(SegmentRun, progress_of(reader).run_id)
    return run.segment_id if run else ""


def case_study(reader: Reader, breakout: Breakout | None) -> str:
    """The title of the case study a breakout is about, "" when there is none."""
    found = reader.find(CaseStudy, breakout.case_study_id) if breakout else None
    return found.title if found else ""


def _people(reader: Reader, breakout: Breakout | None) -> tuple[tuple[Participant, ...], bool]:
    everybody = reader.every(Participant) or guests(reader)
    members = set(breakout.member_ids) if breakout else set()
    if not members:
        return tuple(p for p in everybody if p.arrived_at) or everybody, True
    return tuple(person for person in everybody if person.id in members), False


def questions_of(
    reader: Reader, breakout: Breakout | None, notes: Sequence[Note]
) -> tuple[Question, ...]:
    """The breakout's own questions, else its segment's, else all emerging ones; any with notes."""
    if not breakout:
        return ()
    segment = reader.find(Segment, breakout.segment_id)
    wanted = breakout.question_ids or (segment.question_ids if segment else ())
    wanted = wanted or tuple(q.id for q in reader.every(Question, kind=QuestionKind.EMERGING))
    named = dict.fromkeys([*wanted, *(note.question_id for note in notes if note.question_id)])
    found = (reader.find(Question, question_id) for question_id in named)
    return tuple(question for question in found if question)
