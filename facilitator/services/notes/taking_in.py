"""Receiving: notes that come from other devices, each once, none over words that were not seen.

What is sent again counts once: a note has the id that its author's device made, and so has every
change to it, which this file remembers. Nothing that somebody typed is refused because others have
moved on meanwhile: it stands beside what they wrote, in conflict. Alone what has the words of a
note that was erased meanwhile does not come in, whatever note it is in now.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import MOST_HEADLINES, Note, NoteContent
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import say
from facilitator.services.notes.noting import EMPTY, TOO_MANY
from facilitator.services.notes.sent import Sent, said_in
from facilitator.services.synthesis import coding
from facilitator.store.merging import merge_log
from facilitator.store.records import tables
from facilitator.store.records.reader import record_in
from facilitator.store.records.writer import ERASED, Writer

NO_GROUP = say("This group is no longer in the seminar. Choose another group for the note.")


def take(writer: Writer, sent: Sent, *, author: str, now: datetime) -> str:
    """Do what a device did to a note; returns the revision it became, "" for nothing to do."""
    if sent.method == "DELETE":
        return remove(writer, sent.id, sent.all_seen, change_id=sent.change, author=author)
    return (add if sent.method == "POST" else change)(writer, sent, author=author, now=now)


def add(writer: Writer, sent: Sent, *, author: str, now: datetime) -> str:
    """Keep a new note; returns its first revision, also when it was here already.

    Its author's clock is not believed when it is ahead of ours.
    Raises SeminarError without words, for a group that is not in the seminar, and where its words
    were erased in another note.
    """
    first = writer.first_revision(sent.id)
    if first is not None and first.kind is Kind.NOTE:
        return _remember(writer, sent.change, first.id)
    _refuse_of_erased(writer, sent)
    blank = _blank(sent.id, min(sent.recorded_at or now, now))
    note = blank.saying(_checked(writer, said_in(sent)))
    revision = writer.put_as_seen(note, (), author=author)
    _bound_headlines(writer, note)
    return _remember(writer, sent.change, revision)


def change(writer: Writer, sent: Sent, *, author: str, now: datetime) -> str:
    """Keep a changed note as the answer to what its author had seen; returns the new revision.

    A change that came before is a resend. A note that was taken out meanwhile is back with the new
    words. Raises SeminarError as `add` does, and for a note that was erased.
    """
    if known := _done(writer, sent.change):
        return known
    _refuse_of_erased(writer, sent)
    before = _last_known(writer, sent.id) or _blank(sent.id, now)
    note = before.saying(_checked(writer, said_in(sent, before)))
    revision = writer.put_as_seen(note, _resolved(writer, sent.all_seen), author=author)
    _bound_headlines(writer, note)
    return _remember(writer, sent.change, revision)


def remove(
    writer: Writer, note_id: str, seen: Sequence[str], *, change_id: str = "", author: str
) -> str:
    """Take out what its author saw of a note; what came in meanwhile stays."""
    if _done(writer, change_id) or not writer.heads(note_id):
        return ""
    revision = writer.remove_as_seen(Kind.NOTE, note_id, _resolved(writer, seen), author=author)
    coding.let_go(writer, [note_id])
    return _remember(writer, change_id, revision)


def _done(writer: Writer, change_id: str) -> str:
    """The revision that a change became when it came before, "" when it is new."""
    return (writer.entry(tables.note_changes, change_id) or "") if change_id else ""


def erased_of(writer: Writer, sent: Sent) -> str:
    """The first note that was erased of those whose words it has, itself included; "" for none."""
    notes = (sent.id, *sent.of)
    return next((id for id in notes if any(head.erased for head in writer.heads(id))), "")


def _refuse_of_erased(writer: Writer, sent: Sent) -> None:
    if erased_of(writer, sent):
        raise SeminarError(ERASED)


def _resolved(writer: Writer, seen: Sequence[str]) -> list[str]:
    return [_done(writer, each) or each for each in seen]


def _remember(writer: Writer, change_id: str, revision: str) -> str:
    if change_id:
        writer.note_entry(tables.note_changes, change_id, revision)
    return revision


def _last_known(writer: Writer, note_id: str) -> Note | None:
    """The note as it is, or as it was before it was taken out."""
    shown = writer.shown(note_id)
    if shown is None:
        return None
    held = None if shown.record else merge_log.latest_content(writer, shown.lead)
    record = record_in(held) if held else shown.record
    return record if isinstance(record, Note) else None


def _blank(note_id: str, at: datetime) -> Note:
    """A note without words. New ids are made of chance: none may be one this program uses."""
    try:
        UUID(note_id)
    except ValueError:
        raise SeminarError(say("This note’s id is not one. Write the note anew.")) from None
    # As in the application: the notes of several devices fall into order when they meet.
    return Note(id=note_id, breakout_id="", words="", recorded_at=at, position=at.timestamp())


def _checked(writer: Writer, said: NoteContent) -> NoteContent:
    """What was sent, checked against the seminar; unknown choices are let go."""
    if not said.words:
        raise SeminarError(EMPTY)
    if writer.find(Breakout, said.breakout_id) is None:
        raise SeminarError(NO_GROUP)
    seminar = writer.get(Seminar, SEMINAR_ID)
    asked = writer.find(Question, said.question_id) if said.question_id else None
    return replace(
        said,
        question_id=asked.id if asked else "",
        sector=said.sector if said.sector in seminar.sectors else "",
        size=said.size if said.size in seminar.sizes else "",
    )


def _bound_headlines(writer: Writer, note: Note) -> None:
    if not note.headline:
        return
    marked = writer.count(Note, breakout_id=note.breakout_id, headline=True)
    if marked > MOST_HEADLINES:
        raise SeminarError(TOO_MANY)
