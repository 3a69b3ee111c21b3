"""What note-takers' devices send: one thing done to one note, the same on the wire and in a file.

A device tells the form of what it sends. Those of today's form say all that a note says, as it is.
Those of the first form send a line as it was typed, marks and tags in it, and do not know all that
a note can say: what they do not know stays as it was.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import (
    CONTENT_FIELDS,
    FORM,
    KNOWN_SINCE,
    NO_CONTENT,
    NoteContent,
)
from facilitator.domain.notes.shorthand import read_line
from facilitator.domain.wording import say

LONGEST = 20_000
"""Signs in a note's words, at most."""

TOO_LONG = say("This note is longer than {most} signs. Split it into several notes.", most=LONGEST)
NEWER = say("This comes from a newer Facilitator. Install that version here first.")

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[\w:.-]+$")]
_TAG = re.compile(r"[^\W\d_][\w-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent(NoteContent):
    """One thing a note-taker did. `id` and `change` are made where note and change were born.

    `seen` are the revisions its author had seen, or changes that became them: a device that is
    offline knows only its own. `of` are the notes whose words it has, cut out there and put in
    here, as far as its device could tell. `recorded_at` is its author's clock.
    """

    id: Id = ""
    change: Annotated[str, Meta(max_length=64, pattern=r"^[\w:.-]*$")] = ""
    method: Literal["POST", "PUT", "DELETE"] = "POST"
    seen: Id | tuple[Id, ...] = ()
    of: tuple[Id, ...] = ()
    recorded_at: Annotated[datetime, Meta(tz=True)] | None = None
    form: Annotated[int, Meta(ge=1)] = 1

    @property
    def all_seen(self) -> tuple[str, ...]:
        """What the author had seen, however it was told."""
        return (self.seen,) if isinstance(self.seen, str) else self.seen


def said_in(sent: Sent, before: NoteContent = NO_CONTENT) -> NoteContent:
    """What the sent note says; what its device does not know of stays as it was `before`.

    Raises SeminarError for words that are too long, and for a form that is newer than this program.
    """
    if sent.form > FORM:
        raise SeminarError(NEWER)
    if len(sent.words) > LONGEST:
        raise SeminarError(TOO_LONG)
    said = NoteContent(**{name: _known(name, sent, before) for name in CONTENT_FIELDS})
    if sent.form == 1:
        typed = read_line(said.words)
        return replace(said, words=typed.words, kind=typed.kind or said.kind, tags=typed.tags)
    return replace(said, words=" ".join(said.words.split()), tags=_tags(said.tags))


def _known(name: str, sent: Sent, before: NoteContent) -> Any:
    told = sent.form >= KNOWN_SINCE[name]
    return getattr(sent if told else before, name)


def _tags(told: Iterable[str]) -> tuple[str, ...]:
    """Those that could have been typed, once each."""
    return tuple(dict.fromkeys(tag.lower() for tag in told if _TAG.fullmatch(tag)))
