"""Coding: passages tied to themes and taken out of them, within an act of the caller's.

A coding is somebody's: what two people tie is two records, and taking a passage out of a theme
takes out what everybody whose codings are seen here has tied.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from facilitator.domain.notes.notes import Note
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Revision
from facilitator.domain.synthesis.codings import (
    Coding,
    Span,
    coding_id,
    found_again,
    made,
    span_of,
)
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import Writer

Passage = Response | Note
"""What can be tied to a theme."""


def code(
    writer: Writer,
    passages: Iterable[Passage],
    theme_id: str,
    span: Span | None = None,
    *,
    coder: str,
    now: datetime,
) -> None:
    """Tie passages, or a part of one, to a theme; what this coder has tied already stays as it is.

    Passages that are gone are passed over.
    """
    for passage in passages:
        id = coding_id(passage.id, theme_id, span, coder)
        said_in = _said_in(writer, passage.id)
        if not said_in or writer.find(Coding, id) is not None:
            continue
        writer.put(made(passage.id, theme_id, span, revision=said_in, coder=coder, at=now))


def uncode(writer: Writer, passage_ids: Collection[str], theme_id: str) -> None:
    """Take passages, with all their parts, out of a theme."""
    for coding in codings.of_passages(writer, passage_ids):
        if coding.theme_id == theme_id:
            writer.remove(coding)


def move(writer: Writer, old_theme: str, new_theme: str) -> None:
    """Tie to the new theme ("" for none) what is tied to the old one, by whom and when it was."""
    for coding in writer.every(Coding, theme_id=old_theme):
        writer.remove(coding)
        if new_theme:
            _put_anew(writer, coding, coding.passage_id, new_theme, span_of(coding))


def carry_over(writer: Writer, old: Passage, new: Passage) -> None:
    """The new passage is in the themes of the old one whose words it has a part of, or all.

    `new` has been written by now, `old` is as it was. Of parts that were coded it takes those whose
    words it has.
    """
    for coding in codings.of_passages(writer, [old.id]):
        span = span_of(coding)
        there = span and found_again(span, old.words, new.words)
        if span is None or there is not None:
            _put_anew(writer, coding, new.id, coding.theme_id, there)


def _put_anew(
    writer: Writer, coding: Coding, passage_id: str, theme_id: str, span: Span | None
) -> None:
    id = coding_id(passage_id, theme_id, span, coding.coder)
    if writer.find(Coding, id) is not None:
        return
    said_in = passage_id != coding.passage_id and _said_in(writer, passage_id)
    start, end = (span.start, span.end) if span else (None, None)
    writer.put(
        replace(
            coding,
            id=id,
            passage_id=passage_id,
            theme_id=theme_id,
            start=start,
            end=end,
            revision=said_in or coding.revision,
        )
    )


def let_go(writer: Writer, passage_ids: Collection[str]) -> None:
    """Passages have been taken out: their codings go with them, in the same act."""
    for coding in codings.of_passages(writer, passage_ids):
        if not _is_there(writer, coding.passage_id):
            writer.remove(coding)


def _is_there(reader: Reader, passage_id: str) -> bool:
    shown = reader.shown(passage_id)
    return shown is not None and shown.record is not None


def _said_in(reader: Reader, passage_id: str) -> str:
    """The revision that has the words which a passage shows; "" where it is gone."""
    shown = reader.shown(passage_id)
    now = shown.record if shown else None
    if shown is None or not isinstance(now, Note | Response):
        return ""
    saying = (head.id for head in shown.all_heads if _words([head]) == now.words)
    return next(saying, shown.lead.id)


def coded_part(reader: Reader, coding: Coding, passage: Passage) -> Span | None:
    """Where the words that were coded stand in the passage as it is now.

    None where they are not found again, and somebody has to look at what the coding was made on.
    """
    span = span_of(coding)
    if span is None:
        return Span(0, len(passage.words))
    then = _words(reader.revisions([coding.revision]))
    return found_again(span, then, passage.words) if then is not None else None


def _words(found: Collection[Revision]) -> str | None:
    for revision in found:
        record = record_in(revision) if revision.content else None
        if isinstance(record, Note | Response):
            return record.words
    return None
