"""What the lists of Notes say: groups, notes under their questions, who has been heard."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from facilitator.domain.notes.notes import KIND_NAMES, Note, NoteKind
from facilitator.domain.notes.share_of_talk import Hearing
from facilitator.domain.notes.shorthand import write_line
from facilitator.domain.seminar.questions import Question
from facilitator.domain.stage.read_back_pages import STANDINGS, Standing
from facilitator.domain.wording import say
from facilitator.services.views.notes_screen import Desk, Group
from ui.widgets.lists.rows import Row, RowState
from ui.words.telling import tell, told

SIGNS = {
    NoteKind.POINT: "–",
    NoteKind.QUOTE: "“",
    NoteKind.DISAGREEMENT: "!",
    NoteKind.MINORITY: "~",
    NoteKind.QUESTION_BACK: "?",
    NoteKind.ACTION: ">",
}

NO_QUESTION = say("On no question in particular")
THIS_QUESTION = say("On the question above")


def group_rows(groups: Sequence[Group]) -> list[Row]:
    """The breakouts under their segments."""
    rows: list[Row] = []
    segment = None
    for group in groups:
        if group.breakout.segment_id != segment:
            segment = group.breakout.segment_id
            rows.append(
                Row(
                    key=tell("segment {segment}", segment=segment),
                    text=group.segment,
                    state=RowState.HEADING,
                )
            )
        rows.append(_group_row(group))
    return rows


def note_rows(desk: Desk, asked_id: str) -> list[Row]:
    """The notes under their questions; the one being asked stands above the list already."""
    rows: list[Row] = []
    for question in _with_none(desk.questions):
        question_id = question.id if question else ""
        notes = [note for note in desk.notes if note.question_id == question_id]
        if notes:
            if rows or question_id != asked_id:
                rows.append(_question_row(question, len(notes), asked_id))
            rows.extend(_note_row(note, desk) for note in notes)
    return rows


def hearing_rows(lines: Sequence[Hearing], sectors: Sequence[str], whole_room: bool) -> list[Row]:
    """A row per sector, before it the digit that chooses it."""
    numbers = {sector: str(number) for number, sector in enumerate(sectors, 1)}
    return [
        Row(
            key=line.sector,
            text=line.sector,
            lead=numbers.get(line.sector, ""),
            detail=_present(line, whole_room),
            spoken=", ".join(
                filter(
                    None,
                    (
                        numbers.get(line.sector),
                        line.sector,
                        _present(line, whole_room),
                        heard(line),
                    ),
                )
            ),
            value=line,
        )
        for line in lines
    ]


def clock_time(moment: datetime) -> str:
    """The time of a moment that is on the clock in the room already, such as 10:42."""
    return f"{moment:%H:%M}"


def _group_row(group: Group) -> Row:
    count = tell("1 note") if group.notes == 1 else tell("{notes} notes", notes=group.notes)
    said = (
        tell("{count}, last {clock_time}", count=count, clock_time=clock_time(group.last))
        if group.last
        else tell("no notes yet")
    )
    place = group.breakout.place
    return Row(
        key=group.breakout.id,
        text=group.breakout.title,
        detail=f"{said} · {place}" if place else said,
        value=group,
    )


def _with_none(questions: Sequence[Question]) -> Iterator[Question | None]:
    yield from questions
    yield None


def _question_row(question: Question | None, notes: int, asked_id: str) -> Row:
    wording = question.wording if question else told(NO_QUESTION)
    asked = question is not None and question.id == asked_id
    return Row(
        key=tell("question {what}", what=question.id if question else ""),
        text=told(THIS_QUESTION) if asked else wording,
        figure=told(notes) if notes else "",
        state=RowState.HEADING,
    )


def _note_row(note: Note, desk: Desk) -> Row:
    noted = note.recorded_at.astimezone(desk.zone)
    at, standing = clock_time(noted), desk.checked.notes[note.id]
    allowed = desk.allowed.get(note.id)
    said = tuple(map(told, desk.said[note.id].sentences()))
    pictured = (tell("Photograph"),) if note.id in desk.pictured else ()
    leave = told(allowed.in_words(noted)) if allowed and note.quotable else ""
    return Row(
        key=note.id,
        text=note.words,
        lead=SIGNS[note.kind],
        detail=" · ".join((*pictured, *_beside_its_sign(note, standing, leave), *said)),
        figure=at,
        icons=("star",) if note.starred else (),
        spoken=_spoken(note, standing, leave, at, (*pictured, *said)),
        edit_text=write_line(note),
        value=note,
    )


def _about(note: Note, standing: Standing, leave: str) -> Iterator[str]:
    """What is said of a note; who noted that it may be quoted comes after that."""
    yield from map(told, note.about())
    if leave:
        yield leave
    if standing in STANDINGS:
        yield told(STANDINGS[standing])


def _beside_its_sign(note: Note, standing: Standing, leave: str) -> Iterator[str]:
    """What is said of a note but for its kind, which the sign before it says. The size is in short,
    “Small” of “Small: fewer than 10 staff”: so more notes take one line, and more are in sight.
    """
    kind = told(KIND_NAMES[note.kind])
    short = replace(note, size=note.size.partition(":")[0])
    yield from (said for said in _about(short, standing, leave) if said != kind)


def _spoken(note: Note, standing: Standing, leave: str, at: str, said: Sequence[str]) -> str:
    star = [tell("starred")] if note.starred else []
    spoken = [*star, *_about(note, standing, leave), *said, at]
    return f"{note.words}. {', '.join(spoken)}"


def heard(line: Hearing) -> str:
    """How much of what was noted is a sector's, and what is to be thought of it."""
    words = (
        tell("{words} of {everything} words", words=line.words, everything=line.everything)
        if line.words
        else ""
    )
    return ", ".join(filter(None, (words, told(line.verdict))))


def _present(line: Hearing, whole_room: bool) -> str:
    if not line.people:
        return tell("not in the room") if whole_room else tell("not in the group")
    numbers = {"people": line.people, "everybody": line.everybody}
    if whole_room:
        return tell("{people} of {everybody} in the room", **numbers)
    return tell("{people} of {everybody} in the group", **numbers)
