"""Reading back: a group's notes before the room, page by page, and checked with the group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Check, Note, check_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.revisions import Revision
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.stage import sights
from facilitator.domain.stage.read_back_pages import Standing, pages
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.domain.wording import Counted, Text, say
from facilitator.services.notes import noting
from facilitator.services.notes.noting import in_order
from facilitator.services.seminar.room_clock import zone_in
from facilitator.services.seminar.rooms import stage_of
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

NOTHING = say("This group has no notes yet, so there is nothing to check.")


@dataclass(frozen=True, slots=True)
class Checked:
    """A group's check, None when there was none, and how each of its notes stands to it, by id."""

    check: Check | None
    notes: Mapping[str, Standing]


def read_back(file: SeminarStore, breakout_id: str, *, now: datetime) -> None:
    """Put a group's notes before the room, the first page of them."""
    with file.write(Verb.READ_BACK, now) as writer:
        writer.get(Breakout, breakout_id)
        kept = stage_of(writer)
        writer.put(kept.showing(Scene.READ_BACK, breakout_id, since=now))


def turn(file: SeminarStore, by: int, *, now: datetime) -> None:
    """Turn so many pages on, or back; nothing happens past the ends or where nothing is read."""
    with file.write(Verb.READ_BACK, now) as writer:
        kept = stage_of(writer)
        if kept.scene is Scene.READ_BACK:
            last = len(pages(_notes(writer, kept.subject_id))) - 1
            page = min(max(min(kept.page, last) + by, 0), last)
            writer.put(replace(kept, page=page))


def correct(file: SeminarStore, note: Note, line: str, *, now: datetime) -> None:
    """Change a note; where its group is being read back, the room sees the page it is on now."""
    noting.edit(file, note, line, now=now)
    with file.read() as reader:
        kept = stage_of(reader)
        page = _page_of(reader, kept, note)
    if page != kept.page:
        with file.write(Verb.READ_BACK, now) as writer:
            writer.put(replace(stage_of(writer), page=page))


def _page_of(reader: Reader, kept: Stage, note: Note) -> int:
    if kept.scene is not Scene.READ_BACK or kept.subject_id != note.breakout_id:
        return kept.page
    laid = pages(_notes(reader, note.breakout_id))
    on = (at for at, page in enumerate(laid) if any(each.id == note.id for each in page))
    return next(on, kept.page)


def check(file: SeminarStore, breakout_id: str, *, now: datetime) -> None:
    """Record that the group was read its notes as they are now, and says that they are right."""
    with file.write(Verb.CHECK_NOTES, now) as writer:
        notes = _notes(writer, breakout_id)
        if not notes:
            raise SeminarError(NOTHING)
        shown = [found for note in notes if (found := writer.shown(note.id))]
        writer.put(
            Check(
                id=check_id(breakout_id),
                breakout_id=breakout_id,
                checked_at=now,
                revisions=tuple(sorted(head.id for each in shown for head in each.all_heads)),
            )
        )


def checked(reader: Reader, breakout_id: str, notes: Sequence[Note]) -> Checked:
    """How a group's notes stand to its last check."""
    found = reader.find(Check, check_id(breakout_id))
    if found is None:
        return Checked(None, {note.id: Standing.UNREAD for note in notes})
    then: dict[str, list[Revision]] = {}
    for revision in reader.revisions(found.revisions):
        then.setdefault(revision.record, []).append(revision)
    read = {id: reader.come_to(heads).record for id, heads in then.items()}
    return Checked(found, {note.id: _standing(note, read.get(note.id)) for note in notes})


def sight(reader: Reader, kept: Stage) -> sights.ReadBack | None:
    """The page that is before the room, as the notes stand now."""
    breakout = reader.find(Breakout, kept.subject_id)
    if breakout is None:
        return None
    notes = _notes(reader, breakout.id)
    laid = pages(notes)
    page = min(kept.page, len(laid) - 1)
    study = reader.find(CaseStudy, breakout.case_study_id)
    return sights.ReadBack(
        title=breakout.title,
        topic=study.title if study else "",
        notes=laid[page],
        page=page + 1,
        whole=laid,
        checked=sentence(checked(reader, breakout.id, notes), zone_in(reader)),
        question=_question(reader, breakout, laid[page]),
        headlines=tuple(note.words for note in notes if note.headline),
    )


def _question(reader: Reader, breakout: Breakout, page: Sequence[Note]) -> Text:
    """What the notes of a page answer, else what the group was asked first; "" for nothing."""
    asked = (*(note.question_id for note in page), *breakout.question_ids)
    found = (reader.find(Question, id) for id in dict.fromkeys(asked) if id)
    return next((question.spoken for question in found if question is not None), "")


def sentence(found: Checked, zone: tzinfo) -> Text:
    """What can be said of a group's check, on the clock of a zone; "" where there was none."""
    if found.check is None:
        return ""
    since = [s for s in found.notes.values() if s in (Standing.CHANGED, Standing.ADDED)]
    at = found.check.checked_at.astimezone(zone).time()
    if not since:
        return say("Checked with the group at {time}.", time=at)
    return Counted(
        len(since),
        "Checked with the group at {time}; {n} note is newer than that.",
        "Checked with the group at {time}; {n} notes are newer than that.",
        time=at,
    )


def _notes(reader: Reader, breakout_id: str) -> tuple[Note, ...]:
    return in_order(reader.every(Note, breakout_id=breakout_id))


def _standing(note: Note, read: object) -> Standing:
    """Stars, tags and themes may come later; what the group agreed to are the words it was read."""
    if not isinstance(read, Note):
        return Standing.ADDED
    agreed = (read.words, read.kind, read.owner, read.due)
    same = agreed == (note.words, note.kind, note.owner, note.due)
    return Standing.CHECKED if same else Standing.CHANGED
