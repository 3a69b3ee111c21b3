"""Reading back: in which order a group hears its notes, and how many stand before the room at once.

A page is as much as the narrowest screen holds at the least size of type, so that it does not
matter here how wide the projector is: a wider one only sets the same page larger.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from facilitator.domain.notes.notes import KINDS_TOGETHER, NoteContent, NoteKind
from facilitator.domain.wording import Message, Text, say

LINES = 8
"""Lines of a page: of 18 letters' heights, what leading, title, question, foot and gaps leave."""

LETTERS = 40
"""Letters of a line, at the least size on a screen of 4 by 3."""


class Standing(StrEnum):
    """How a note stands to what its group was read."""

    UNREAD = "unread"
    CHECKED = "checked"
    CHANGED = "changed"
    ADDED = "added"


STANDINGS: Mapping[Standing, Message] = {
    Standing.CHANGED: say("changed after the group had checked it"),
    Standing.ADDED: say("noted after the group had checked its notes"),
}
"""How a note that is not what the group was read is marked."""


HEADLINES = say("Headline points")


N = TypeVar("N", bound=NoteContent)


def pages(notes: Iterable[N]) -> tuple[tuple[N, ...], ...]:
    """The notes page by page: headline points first, then kind by kind; one empty page for none.

    Pages without headline points keep a line for each of them.
    """
    kinds = list(NoteKind)
    ordered = sorted(notes, key=lambda note: (not note.headline, kinds.index(note.kind)))
    kept = sum(note.headline for note in ordered)
    laid: list[list[N]] = [[]]
    for note in ordered:
        begins = laid[-1][0] if laid[-1] else note
        room = LINES if begins.headline else LINES - kept
        if laid[-1] and _lines([*laid[-1], note]) > room:
            laid.append([])
        laid[-1].append(note)
    return tuple(tuple(page) for page in laid)


def heading_of(note: NoteContent) -> Message:
    """What stands above notes of its sort."""
    return HEADLINES if note.headline else KINDS_TOGETHER[note.kind]


def read_out(note: NoteContent) -> Text:
    """What the group is read of a note: its words, with who is to act and until when behind."""
    if note.owner and note.due:
        return say("{words} ({who}, by {day})", words=note.words, who=note.owner, day=note.due)
    if note.due:
        return say("{words} (by {day})", words=note.words, day=note.due)
    return f"{note.words} ({note.owner})" if note.owner else note.words


def _lines(notes: Sequence[NoteContent]) -> int:
    headings = len(dict.fromkeys(heading_of(note) for note in notes))
    return headings + sum(-(-len(str(read_out(note))) // LETTERS) for note in notes)
