"""Reading back: in which order a group hears its notes, and how many stand before the room at once.

A page is as much as the narrowest screen holds at the least size of type, so that it does not
matter here how wide the projector is: a wider one only sets the same page larger.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from facilitator.domain.days import day_and_month
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.notes.shorthand import KIND_NAMES
from facilitator.domain.stage.sights import ReadNote

LINES = 9
"""Lines of a page: of 18 letters' heights, what leading, title, foot and gaps leave."""

LETTERS = 40
"""Letters of a line, at the least size on a screen of 4 by 3."""


class Standing(StrEnum):
    """How a note stands to what its group was read."""

    UNREAD = "unread"
    CHECKED = "checked"
    CHANGED = "changed"
    ADDED = "added"


HEADLINES = "Headline points"
_PLURALS = {
    NoteKind.POINT: "Points",
    NoteKind.QUOTE: "Quotes",
    NoteKind.DISAGREEMENT: "Disagreements",
    NoteKind.MINORITY: "Minority views",
    NoteKind.QUESTION_BACK: "Questions back",
    NoteKind.ACTION: "Actions",
}


def pages(notes: Iterable[Note]) -> tuple[tuple[ReadNote, ...], ...]:
    """The notes page by page: headline points first, then kind by kind; one empty page for none."""
    kinds = list(NoteKind)
    ordered = sorted(notes, key=lambda note: (not note.headline, kinds.index(note.kind)))
    laid: list[list[ReadNote]] = [[]]
    for note in ordered:
        read = ReadNote(KIND_NAMES[note.kind], _said(note), note.headline)
        if laid[-1] and _lines([*laid[-1], read]) > LINES:
            laid.append([])
        laid[-1].append(read)
    return tuple(tuple(page) for page in laid)


def heading_of(note: ReadNote) -> str:
    """What stands above notes of its sort."""
    if note.headline:
        return HEADLINES
    kinds = {name: _PLURALS[kind] for kind, name in KIND_NAMES.items()}
    return kinds[note.kind]


def _said(note: Note) -> str:
    """The words, with who is to act and until when behind those of an action."""
    due = f"by {day_and_month(note.due)}" if note.due else ""
    who = ", ".join(part for part in (note.owner, due) if part)
    return f"{note.words} ({who})" if who else note.words


def _lines(notes: Sequence[ReadNote]) -> int:
    headings = len(dict.fromkeys(heading_of(note) for note in notes))
    return headings + sum(-(-len(note.words) // LETTERS) for note in notes)
