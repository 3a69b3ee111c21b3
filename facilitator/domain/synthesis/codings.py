"""Codings: who tied which passage, or which part of one, to which theme.

A coding is a record of its own, so that correcting a passage's words never touches its themes, and
its id is made of what it says, so that two people's work is a union and tying twice is once.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID, uuid5

from facilitator.domain.bounds import Whole
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Message, say

_CODINGS = UUID("6a6fbb5e-1c0d-5c2a-9d0a-3f7b6d1f2c11")
"""The namespace that codings' ids are made in."""


class Mark(StrEnum):
    """What somebody of the theme team says of a passage, where it is no theme."""

    THEME = ""
    """It is a theme."""
    UNSURE = "unsure"
    NOTHING = "nothing here"
    """It was read, and belongs in no theme."""
    MEMO = "memo"
    READS = "reads"
    """It is no passage but a group, or what was asked: its coder reads what was said there, apart
    from the others.
    """
    SAME = "said alike"
    """A note-taker says that another passage says nearly the same."""


JUDGED = frozenset({Mark.THEME, Mark.UNSURE, Mark.NOTHING})
"""What only somebody who has read a passage says of it."""


MARK_WORDS: Mapping[Mark, Message] = {
    Mark.THEME: say("In a theme"),
    Mark.UNSURE: say("Unsure"),
    Mark.NOTHING: say("Nothing here"),
    Mark.MEMO: say("Memo"),
    Mark.READS: say("Reads the group"),
    Mark.SAME: say("Said alike elsewhere"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A passage (a response or a note), or a part of one, tied to a theme by somebody.

    With another `mark` it is in no theme: its reader is unsure, found nothing in it, or wrote a
    `memo` on it; or it is a group, or a question, that they read, or is linked to a passage whose
    id is the `memo`.

    `start` and `end` count code points of the passage's words as `revision` has them (NFC, lines
    ending in LF); both are None for the whole passage. `revision` is the wording it was made on,
    `coder` the device it was made on.
    """

    KIND: ClassVar[Kind] = Kind.CODING
    id: str
    passage_id: str
    theme_id: str
    start: Whole | None = None
    end: Whole | None = None
    revision: str = ""
    coder: str = ""
    at: datetime
    mark: Mark = Mark.THEME
    memo: str = ""

    def __post_init__(self) -> None:
        """Refuse with ValueError a span that is none."""
        if (self.start is None) != (self.end is None):
            raise ValueError("A span has a beginning and an end, or neither.")
        if self.start is not None and self.end is not None and not 0 <= self.start < self.end:
            raise ValueError("A span begins at 0 or later and ends behind its beginning.")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a passage: from one place to another, in code points."""

    start: int
    end: int

    def of(self, words: str) -> str:
        """The words of the part."""
        return words[self.start : self.end]


def coding_id(passage_id: str, theme_id: str, span: Span | None, coder: str) -> str:
    """The id of the coding of a passage, or of a part of it, to a theme (or a mark) by somebody."""
    where = (span.start, span.end) if span else (None, None)
    return str(uuid5(_CODINGS, json.dumps([passage_id, theme_id, *where, coder])))


def made(
    passage_id: str,
    theme_id: str,
    span: Span | None = None,
    *,
    revision: str,
    coder: str,
    at: datetime,
) -> Coding:
    """A coding, under the id that is made of what it says."""
    return Coding(
        id=coding_id(passage_id, theme_id, span, coder),
        passage_id=passage_id,
        theme_id=theme_id,
        start=span.start if span else None,
        end=span.end if span else None,
        revision=revision,
        coder=coder,
        at=at,
    )


def marked(
    passage_id: str, mark: Mark, memo: str = "", *, revision: str, coder: str, at: datetime
) -> Coding:
    """What somebody says of a passage that is no theme, under the id that is made of it."""
    return Coding(
        id=coding_id(passage_id, mark, None, coder),
        passage_id=passage_id,
        theme_id="",
        revision=revision,
        coder=coder,
        at=at,
        mark=mark,
        memo=memo,
    )


def linked(passage_id: str, other_id: str, *, revision: str, coder: str, at: datetime) -> Coding:
    """That somebody finds another passage to say nearly the same, under an id made of both."""
    said = marked(passage_id, Mark.SAME, other_id, revision=revision, coder=coder, at=at)
    return replace(said, id=coding_id(passage_id, linked_as(other_id), None, coder))


def linked_as(other_id: str) -> str:
    """What stands in the id of a link, where that of a mark has the mark."""
    return f"{Mark.SAME}:{other_id}"


def span_of(coding: Coding) -> Span | None:
    """The part of the passage that is coded; None where it is the whole of it."""
    if coding.start is None or coding.end is None:
        return None
    return Span(coding.start, coding.end)


def found_again(span: Span, then: str, now: str) -> Span | None:
    """Where the words of a span stand after a passage was corrected; None: somebody must look.

    They are found where the same words stand; an edge that was at the edge of a word is so again.
    Where they stand more than once, then or now, what stands around them tells: the place now has
    to be the one that has most in common with the place then, and the other way round.
    """
    if span.end > len(then):
        return None
    if then == now:
        return span
    before, after = _places(span, then, then), _places(span, then, now)
    if len(before) == 1 and len(after) == 1:
        (place,) = after
    else:
        length = span.end - span.start
        likest = _likest(span.start, then, after, now, length)
        if likest is None or _likest(likest, now, before, then, length) != span.start:
            return None
        place = likest
    return Span(place, place + span.end - span.start)


def _places(span: Span, then: str, text: str) -> list[int]:
    """Where the words of a span stand in a text, edges of words being edges of words."""
    words, found = span.of(then), []
    torn_start, torn_end = _within_word(then, span.start), _within_word(then, span.end)
    place = text.find(words)
    while place >= 0:
        begins = torn_start or not _within_word(text, place)
        if begins and (torn_end or not _within_word(text, place + len(words))):
            found.append(place)
        place = text.find(words, place + 1)
    return found


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and _is_of_word(text[place - 1]) and _is_of_word(text[place])


def _is_of_word(letter: str) -> bool:
    """Letters, marks on them and figures (Unicode's general categories L, M and N)."""
    return unicodedata.category(letter)[0] in "LMN"


def _likest(place: int, text: str, others: list[int], other_text: str, length: int) -> int | None:
    """Which of the places in another text has most around it in common; None where two have."""
    ranked = sorted((_in_common(text, place, other_text, other, length), other) for other in others)
    if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
        return None
    return ranked[-1][1]


def _in_common(text: str, place: int, other_text: str, other: int, length: int) -> int:
    """How many characters on end are the same before and behind two places."""
    before = _same(reversed(text[:place]), reversed(other_text[:other]))
    return before + _same(iter(text[place + length :]), iter(other_text[other + length :]))


def _same(one: Iterator[str], other: Iterator[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
