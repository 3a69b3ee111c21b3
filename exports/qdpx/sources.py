"""The words that may be printed as plain texts, and where in them what was coded stands.

A text is a question's responses or a group's notes, a blank line between two. Positions count code
points of the text: Unicode's form NFC, lines ending in LF, no byte order mark.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from facilitator.domain.passages import normal
from facilitator.domain.report.summary import BreakoutPart, CodingLine, Summary

_BETWEEN = "\n\n"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:QDA-XML:project:1.0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """Words of a text, and the codings made on just these."""

    guid: str
    start: int
    end: int
    codings: tuple[CodingLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A text. `kind` says what it is of; `group` is the breakout whose notes it holds."""

    guid: str
    name: str
    kind: str
    text: str
    selected: tuple[Selected, ...]
    group: BreakoutPart | None = None


def guid_of(summary: Summary, id: str) -> str:
    """The record's own id where it is a UUID; otherwise one made of it (RFC 9562, version 5)."""
    try:
        return str(uuid.UUID(id))
    except ValueError:
        return str(uuid.uuid5(_NAMESPACE, f"{summary.file_id} {id}"))


def clean(words: str) -> str:
    """The words in one form; what XML cannot hold (1.0, section 2.2) is U+FFFD, sign for sign."""
    return _NOT_IN_XML.sub("\ufffd", normal(words))


def sources_of(summary: Summary) -> tuple[Source, ...]:
    """A text for each question and for each group of which words may be printed."""
    return tuple(source for source in (*_asked(summary), *_noted(summary)) if source.text)


def _asked(summary: Summary) -> Iterator[Source]:
    kinds = (
        ("Questions", summary.questions),
        ("Findings", summary.findings),
        ("Reflections", summary.reflections),
        ("Evaluations", summary.evaluations),
    )
    for kind, parts in kinds:
        for part in parts:
            said = [(given.id, given.words) for given in part.responses]
            text, selected = _set(summary, said)
            yield Source(
                guid=guid_of(summary, part.question.id),
                name=clean(part.question.wording),
                kind=kind,
                text=text,
                selected=selected,
            )


def _noted(summary: Summary) -> Iterator[Source]:
    for place, part in enumerate(summary.breakouts):
        said = [(line.note.id, line.note.words) for line in part.notes]
        text, selected = _set(summary, said)
        yield Source(
            guid=guid_of(summary, f"notes of group {place}"),
            name=clean(" – ".join(filter(None, (part.segment, part.title)))),
            kind="Groups",
            text=text,
            selected=selected,
            group=part,
        )


def _set(summary: Summary, said: Iterable[tuple[str, str]]) -> tuple[str, tuple[Selected, ...]]:
    """The passages one after the other, with what was coded in them."""
    text = ""
    selected: list[Selected] = []
    for id, words in said:
        text += _BETWEEN if text else ""
        selected += _selected(summary, id, words, len(text))
        text += clean(words)
    return text, tuple(selected)


def _selected(summary: Summary, id: str, words: str, offset: int) -> Iterator[Selected]:
    spans: dict[tuple[int, int], list[CodingLine]] = {}
    for line in summary.codings:
        if line.passage_id == id and line.start is not None and line.end is not None:
            spans.setdefault((line.start, line.end), []).append(line)
    for (start, end), lines in sorted(spans.items()):
        whole = (start, end) == (0, len(words))
        yield Selected(
            guid=guid_of(summary, id if whole else f"{id} {start} {end}"),
            start=offset + len(clean(words[:start])),
            end=offset + len(clean(words[:end])),
            codings=tuple(lines),
        )
