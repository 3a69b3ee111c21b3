"""Noting: everything a note-taker does to notes, each one act that can be undone."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import MOST_HEADLINES, NO_CONTENT, Note, NoteContent
from facilitator.domain.notes.photographs import Photograph, photograph_id
from facilitator.domain.notes.shorthand import read_line
from facilitator.domain.seminar.agenda import between
from facilitator.domain.wording import say
from facilitator.services.notes.sent import LONGEST, TOO_LONG
from facilitator.services.records.half_typed import HalfTyped
from facilitator.services.synthesis import coding
from facilitator.store.files.file import new_id
from facilitator.store.records.facts import NOTE_DRAFT, NOTE_LINES
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

EMPTY = say("A note needs words: type them first.")
CHANGED = say(
    "This note’s words were changed for printing. Before you split it, take that back in Report."
)
TOO_MANY = say(
    "A group has at most {n} headline points. Take the mark away from one of them first, then mark "
    "this one.",
    n=MOST_HEADLINES,
)

PICTURED = say(
    "The second note has a photograph, so they stay apart: each photograph has a note of its own."
)

_MARKED = {"kind": Verb.MARK, "sector": Verb.SET_SECTOR, "size": Verb.SET_SIZE}
_TURNED = {
    "starred": (Verb.STAR, Verb.UNSTAR),
    "quotable": (Verb.ALLOW_QUOTE, Verb.FORBID_QUOTE),
    "headline": (Verb.HEADLINE, Verb.UNHEADLINE),
}
"""What acts on single fields are called; the others change a note."""


_HALF_TYPED = HalfTyped(NOTE_DRAFT, NOTE_LINES)


def drafts(file: SeminarStore) -> tuple[NoteContent, ...]:
    """What is being typed in this session, as it was last kept, and behind it the lines that were
    ended and could not be written: it outlives the program, never the note.
    """
    return _HALF_TYPED.kept(file)


def take_up_drafts(
    file: SeminarStore, others: Collection[str], *, now: datetime
) -> tuple[NoteContent, ...]:
    """The same, with what sessions left behind that are over; `others` go on elsewhere."""
    return _HALF_TYPED.taken_up(file, others, now=now)


def keep_drafts(file: SeminarStore, drafts: Sequence[NoteContent], *, now: datetime) -> None:
    """Keep them with the file, outside the record."""
    _HALF_TYPED.keep(file, tuple(drafts), now=now)


def add_note(
    file: SeminarStore, breakout_id: str, words: str, *, now: datetime, **about: Any
) -> Note:
    """A new note at the end of its breakout, `about` the other things it says.

    A kind typed in the words wins over one in `about`.
    """
    return add(file, NoteContent(breakout_id=breakout_id, words=words, **about), now=now)


def add(file: SeminarStore, content: NoteContent, *, now: datetime) -> Note:
    """A new note that says this, its words a line as it is typed."""
    with file.write(Verb.ADD, now) as writer:
        note = begun(content, writer.by_host(now))
        writer.put(note)
    return note


def add_draft(file: SeminarStore, draft: NoteContent, *, now: datetime) -> Note:
    """The draft becomes a note; in the same breath the kept draft loses its words."""
    emptied = replace(NO_CONTENT, breakout_id=draft.breakout_id, question_id=draft.question_id)
    with file.write(Verb.ADD, now) as writer:
        note = begun(draft, writer.by_host(now))
        writer.put(note)
        writer.note_fact(NOTE_DRAFT, emptied)
    return note


def add_lines(
    file: SeminarStore, about: NoteContent, lines: Sequence[str], *, now: datetime
) -> tuple[Note, ...]:
    """A note for each line, in one act, each saying of itself what `about` does."""
    moments = (now + timedelta(microseconds=place) for place in range(len(lines)))
    contents = [replace(about, words=line) for line in lines]
    with file.write(Verb.ADD, now) as writer:
        told = zip(contents, map(writer.by_host, moments), strict=True)
        notes = tuple(begun(content, at) for content, at in told)
        writer.put_all(notes)
    return notes


def edit(file: SeminarStore, note: Note, line: str, *, now: datetime) -> None:
    """Give the note the words and tags of `line`, and its kind where one is typed.

    `note` is what the author had before them, here and in all other acts. Where its words have
    changed since, as when another laptop's notes came in, both versions are kept, in conflict.
    """
    edited = _reread(note, line)
    with file.write(Verb.CHANGE, now) as writer:
        writer.put(edited, seen=note)


def split(file: SeminarStore, note: Note, line: str, at: int, *, now: datetime) -> None:
    """Two notes out of one: `line` (the note as it is being edited) is cut before character `at`.

    The second stands right behind the first and inherits its question, kind, sector and themes.
    """
    with file.write(Verb.SPLIT, now, on=(note.id,)) as writer:
        note = writer.as_had(note)
        if note.printed_as:
            raise SeminarError(CHANGED)
        after = _behind(writer, note)
        place = between(note.position, after.position if after else None)
        writer.put(_reread(note, line[:at]), seen=note)
        rest = _reread(replace(note, id=new_id(), position=place, headline=False), line[at:])
        writer.put(rest)
        coding.carry_over(writer, note, rest)


def join(file: SeminarStore, first: Note, second: Note, *, now: datetime) -> None:
    """One note out of two: the words one after the other, with all tags, themes and stars of both.

    What stays of the rest is said beside each field of `NoteContent`.
    """
    with file.write(Verb.JOIN, now, on=(first.id, second.id)) as writer:
        first, second = writer.as_had(first), writer.as_had(second)
        joined = first.joined(second)
        _refuse_too_long(joined.words)
        if writer.find(Photograph, photograph_id(second.id)):
            raise SeminarError(PICTURED)
        writer.put(joined, seen=first)
        coding.carry_over(writer, second, joined)
        writer.remove(second)
        coding.let_go(writer, [second.id])


def move(
    file: SeminarStore,
    *notes: Note,
    breakout_id: str | None = None,
    question_id: str | None = None,
    now: datetime,
) -> None:
    """Put notes with another question, another breakout, or both; None leaves it as it is."""

    def moved(note: Note) -> Note:
        to = note.breakout_id if breakout_id is None else breakout_id
        return replace(
            note,
            breakout_id=to,
            question_id=note.question_id if question_id is None else question_id,
            # It was the other group that called it one of its main points.
            headline=note.headline and to == note.breakout_id,
        )

    _change(file, Verb.MOVE, now, notes, moved)


def shift(file: SeminarStore, note: Note, places: int, *, now: datetime) -> None:
    """Move the note down (up when negative) among its breakout's notes on the same question."""
    with file.write(Verb.MOVE, now) as writer:
        here = writer.get(Note, note.id)
        others = [n for n in _neighbours(writer, here) if n.question_id == here.question_id]
        place = sum(_key(other) < _key(here) for other in others) + places
        place = min(max(place, 0), len(others))
        above = others[place - 1].position if place else None
        below = others[place].position if place < len(others) else None
        writer.put(replace(note, position=between(above, below)), seen=note)


def remove(file: SeminarStore, *notes: Note, now: datetime) -> None:
    """Delete notes; undo brings them back."""
    with file.write(Verb.REMOVE, now, on=[note.id for note in notes]) as writer:
        for note in notes:
            writer.remove(note)
        coding.let_go(writer, [note.id for note in notes])


def mark(file: SeminarStore, field: str, *notes: Note, said: object, now: datetime) -> None:
    """Say one thing of notes: their kind, or whose words they are; "" takes it away."""
    more: dict[str, Any] = {field: said}
    _change(file, _MARKED.get(field, Verb.CHANGE), now, notes, lambda note: replace(note, **more))


def turn(file: SeminarStore, field: str, *notes: Note, now: datetime) -> None:
    """Say of the notes that they are starred, may be quoted or are headline points, or that they
    are not when all are.

    Raises SeminarError where a group would have more than three headline points.
    """
    more: dict[str, Any] = {field: not all(getattr(note, field) for note in notes)}
    on, off = _TURNED.get(field, (Verb.CHANGE, Verb.CHANGE))
    with file.write(on if more[field] else off, now, on=[note.id for note in notes]) as writer:
        for note in notes:
            writer.get(Note, note.id)
            had = writer.as_had(note)
            writer.put(replace(had, **more), seen=had)
        for breakout_id in {note.breakout_id for note in notes} if more.get("headline") else ():
            if writer.count(Note, breakout_id=breakout_id, headline=True) > MOST_HEADLINES:
                raise SeminarError(TOO_MANY)


def assign(file: SeminarStore, note: Note, *, owner: str, due: date | None, now: datetime) -> None:
    """Say which role answers for an action, and by when it should be done."""
    whom = " ".join(owner.split())
    with file.write(Verb.ASSIGN, now, on=(note.id,)) as writer:
        writer.refuse_unknown(Note, note.id)
        had = writer.as_had(note)
        writer.put(replace(had, owner=whom, due=due), seen=had)


def in_order(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes as they stand on the page."""
    return tuple(sorted(notes, key=_key))


def _change(
    file: SeminarStore,
    verb: Verb,
    now: datetime,
    notes: Sequence[Note],
    changed: Callable[[Note], Note],
) -> None:
    """Change notes as their author has them; whatever else was done to them meanwhile stays."""
    with file.write(verb, now, on=[note.id for note in notes]) as writer:
        for note in notes:
            writer.get(Note, note.id)
            had = writer.as_had(note)
            writer.put(changed(had), seen=had)


def begun(draft: NoteContent, now: datetime) -> Note:
    """A draft as a note. The position is the time in seconds, so that notes of several laptops
    fall into order when they meet.
    """
    blank = Note(id=new_id(), breakout_id="", words="", recorded_at=now, position=now.timestamp())
    return _reread(blank.saying(draft), draft.words)


def _reread(note: Note, line: str) -> Note:
    typed = read_line(line)
    if not typed.words:
        raise SeminarError(EMPTY)
    _refuse_too_long(typed.words)
    return replace(note, words=typed.words, tags=typed.tags, kind=typed.kind or note.kind)


def _refuse_too_long(words: str) -> None:
    if len(words) > LONGEST:
        raise SeminarError(TOO_LONG)


def _key(note: Note) -> tuple[float, datetime, str]:
    return note.position, note.recorded_at, note.id


def _neighbours(writer: Writer, note: Note) -> list[Note]:
    notes = in_order(writer.every(Note, breakout_id=note.breakout_id))
    return [other for other in notes if other.id != note.id]


def _behind(writer: Writer, note: Note) -> Note | None:
    return next((o for o in _neighbours(writer, note) if _key(o) > _key(note)), None)
