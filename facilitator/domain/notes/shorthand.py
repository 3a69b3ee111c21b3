"""What a typed line says: a note-taker marks kind and tags in the words, without stopping to click.

A line that begins with one of the marks and a space is of that kind, and the mark is dropped:

    - point    " quote    ! disagreement    ~ minority view    ? question back    > action

A line wholly in quotation marks is a quote too. `#word` anywhere is a tag: at the end of the line
it is taken off, inside a sentence the word stays and only the mark goes.
"""

import re
from dataclasses import dataclass

from facilitator.domain.notes.notes import NoteContent, NoteKind

MARKS: dict[str, NoteKind] = {
    "-": NoteKind.POINT,
    '"': NoteKind.QUOTE,
    "!": NoteKind.DISAGREEMENT,
    "~": NoteKind.MINORITY,
    "?": NoteKind.QUESTION_BACK,
    ">": NoteKind.ACTION,
}
_QUOTED = (('"', '"'), ("“", "”"), ("«", "»"))
_TAG = re.compile(r"(?<!\S)#([^\W\d_][\w-]*)")
_LAST_TAG = re.compile(r"(?:^|\s)#([^\W\d_][\w-]*)$")


@dataclass(frozen=True, slots=True)
class Typed:
    """A line read: its words, its kind where one was typed, its tags in order."""

    words: str
    kind: NoteKind | None
    tags: tuple[str, ...]


def read_line(line: str) -> Typed:
    """What a typed line says. Line breaks and runs of blanks become one blank."""
    kind, rest = _take_kind(" ".join(line.split()))
    rest, closing = _take_closing_tags(rest)
    inside = [match.lower() for match in _TAG.findall(rest)]
    words, quoted = _take_quotation_marks(_TAG.sub(r"\1", rest))
    tags = tuple(dict.fromkeys([*inside, *closing]))
    return Typed(words, kind or (NoteKind.QUOTE if quoted else None), tags)


def write_line(note: NoteContent) -> str:
    """A note as a line to be edited: its words and its tags; its kind stays unless typed."""
    return " ".join([note.words, *(f"#{tag}" for tag in note.tags)])


def _take_kind(line: str) -> tuple[NoteKind | None, str]:
    mark, _, rest = line.partition(" ")
    kind = MARKS.get(mark)
    return (kind, rest) if kind else (None, line)


def _take_closing_tags(line: str) -> tuple[str, list[str]]:
    tags: list[str] = []
    while match := _LAST_TAG.search(line):
        tags.insert(0, match[1].lower())
        line = line[: match.start()]
    return line, tags


def _take_quotation_marks(words: str) -> tuple[str, bool]:
    for opening, closing in _QUOTED:
        inner = words[1:-1]
        wrapped = len(words) > 2 and words[0] == opening and words[-1] == closing
        if wrapped and opening not in inner and closing not in inner:
            return inner.strip(), True
    return words, False
