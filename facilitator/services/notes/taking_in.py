"""Receiving: notes that come from other devices, each once, none over words that were not seen.

What is sent again counts once: a note has the id that its author's device made, and so has every
change to it, which this file remembers. Nothing that somebody typed is refused because others have
moved on meanwhile: it stands beside what they wrote, in conflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import MOST_HEADLINES, Note, NoteKind
from facilitator.domain.notes.shorthand import read_line
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import say
from facilitator.services.notes.noting import EMPTY, TOO_MANY
from facilitator.services.synthesis import coding
from facilitator.store.merging import merge_log
from facilitator.store.records.reader import record_of
from facilitator.store.records.writer import Writer

NO_GROUP = say("This group is no longer in the seminar. Choose another group for the note.")
_CHANGE = "change:"
"""What begins the name of the fact that holds which revision a change became."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A note as its author's device sends it: `words` is a line as it was typed, marks and all.

    `headline` is None where the device says nothing of it.
    """

    breakout_id: str
    words: str
    question_id: str = ""
    kind: NoteKind = NoteKind.POINT
    sector: str = ""
    size: str = ""
    quotable: bool = False
    starred: bool = False
    headline: bool | None = None


def add(
    writer: Writer,
    note_id: str,
    sent: Sent,
    *,
    recorded_at: datetime | None = None,
    change_id: str = "",
    author: str,
    now: datetime,
) -> str:
    """Keep a new note; returns its first revision, also when it was here already.

    `recorded_at` is its author's clock, which is not believed when it is ahead of ours.
    Raises SeminarError without words, and for a group that is not in the seminar.
    """
    first = writer.first_revision(note_id)
    if first is not None and first.kind is Kind.NOTE:
        return _remember(writer, change_id, first.id)
    note = _filled(writer, _blank(note_id, min(recorded_at or now, now)), sent)
    revision = writer.put_as_seen(note, (), author=author)
    _bound_headlines(writer, note)
    return _remember(writer, change_id, revision)


def change(
    writer: Writer,
    note_id: str,
    sent: Sent,
    seen: Sequence[str],
    *,
    change_id: str = "",
    author: str,
    now: datetime,
) -> str:
    """Keep a changed note as the answer to what its author had seen; returns the new revision.

    `seen` are ids of revisions, or of changes that became them: a device that is offline knows only
    its own. A `change_id` that came before is a resend. A note that was taken out meanwhile is back
    with the new words. Raises SeminarError as `add` does, and for a note that was erased.
    """
    if known := _done(writer, change_id):
        return known
    note = _filled(writer, _last_known(writer, note_id) or _blank(note_id, now), sent)
    revision = writer.put_as_seen(note, _resolved(writer, seen), author=author)
    _bound_headlines(writer, note)
    return _remember(writer, change_id, revision)


def remove(
    writer: Writer, note_id: str, seen: Sequence[str], *, change_id: str = "", author: str
) -> None:
    """Take out what its author saw of a note; what came in meanwhile stays."""
    if _done(writer, change_id) or not writer.heads(note_id):
        return
    revision = writer.remove_as_seen(Kind.NOTE, note_id, _resolved(writer, seen), author=author)
    coding.let_go(writer, [note_id])
    _remember(writer, change_id, revision)


def _done(writer: Writer, change_id: str) -> str:
    """The revision that a change became when it came before, "" when it is new."""
    return (writer.fact(_CHANGE + change_id) or "") if change_id else ""


def _resolved(writer: Writer, seen: Sequence[str]) -> list[str]:
    return [_done(writer, each) or each for each in seen]


def _remember(writer: Writer, change_id: str, revision: str) -> str:
    if change_id:
        writer.note_fact(_CHANGE + change_id, revision)
    return revision


def _last_known(writer: Writer, note_id: str) -> Note | None:
    """The note as it is, or as it was before it was taken out."""
    shown = writer.shown(note_id)
    if shown is None:
        return None
    held = shown if shown.content is not None else merge_log.latest_content(writer, shown)
    record = record_of(held.kind, held.content) if held and held.content else None
    return record if isinstance(record, Note) else None


def _blank(note_id: str, at: datetime) -> Note:
    """A note without words. New ids are made of chance: none may be one this program uses."""
    try:
        UUID(note_id)
    except ValueError:
        raise SeminarError(say("This note’s id is not one. Write the note anew.")) from None
    # As in the application: the notes of several devices fall into order when they meet.
    return Note(id=note_id, breakout_id="", words="", recorded_at=at, position=at.timestamp())


def _filled(writer: Writer, note: Note, sent: Sent) -> Note:
    """The note with what was sent, checked against the seminar; unknown choices are let go."""
    typed = read_line(sent.words)
    if not typed.words:
        raise SeminarError(EMPTY)
    if writer.find(Breakout, sent.breakout_id) is None:
        raise SeminarError(NO_GROUP)
    seminar = writer.get(Seminar, SEMINAR_ID)
    asked = writer.find(Question, sent.question_id) if sent.question_id else None
    stays = sent.breakout_id == note.breakout_id
    marked = note.headline if sent.headline is None else sent.headline
    return replace(
        note,
        breakout_id=sent.breakout_id,
        question_id=asked.id if asked else "",
        words=typed.words,
        kind=typed.kind or sent.kind,
        tags=typed.tags,
        sector=sent.sector if sent.sector in seminar.sectors else "",
        size=sent.size if sent.size in seminar.sizes else "",
        quotable=sent.quotable,
        starred=sent.starred,
        headline=marked and (stays or sent.headline is True),
    )


def _bound_headlines(writer: Writer, note: Note) -> None:
    if not note.headline:
        return
    marked = writer.count(Note, breakout_id=note.breakout_id, headline=True)
    if marked > MOST_HEADLINES:
        raise SeminarError(TOO_MANY)
