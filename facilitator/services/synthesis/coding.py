"""Coding: passages tied to themes and taken out of them, within an act of the caller's.

A coding is somebody's: what two people tie is two records, and taking a passage out of a theme
takes out what everybody whose codings are seen here has tied; where people read apart, nobody
takes out but their own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import Revision
from facilitator.domain.synthesis.codings import (
    Coding,
    Mark,
    Span,
    coding_id,
    found_again,
    linked,
    linked_as,
    made,
    marked,
    span_of,
)
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import say
from facilitator.store.merging.retelling import wordings
from facilitator.store.records import codings
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import Writer

_AT_ONCE = 500
"""How many revisions are asked for in one statement."""

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
        unmark_own(writer, passage.id, Mark.NOTHING, coder)


def mark(
    writer: Writer,
    passages: Iterable[Passage | Theme | Finding],
    said: Mark,
    memo: str = "",
    *,
    coder: str,
    now: datetime,
) -> None:
    """Say of passages what is no theme: that one is unsure, that nothing is there, or a memo; that
    also of a theme or a finding.
    """
    for passage in passages:
        if said_in := _said_in(writer, passage.id):
            made_of = {"revision": said_in, "coder": coder}
            writer.put(marked(passage.id, said, memo, at=now, **made_of))


def link(writer: Writer, one: Passage, other: Passage, *, coder: str, now: datetime) -> None:
    """Say of two passages that they say nearly the same: beside each stands the other. Where one is
    gone, nothing is said; said again of the same words it is said once.
    """
    said_in = {each.id: _said_in(writer, each.id) for each in (one, other)}
    if all(said_in.values()):
        for here, there in ((one.id, other.id), (other.id, one.id)):
            said = linked(here, there, revision=said_in[here], coder=coder, at=now)
            own = writer.find(Coding, said.id)
            if own is None or own.revision != said.revision:
                writer.put(said)


def unlink(writer: Writer, one_id: str, other_id: str, coder: str) -> None:
    """Take back that a coder found two passages to say nearly the same."""
    for here, there in ((one_id, other_id), (other_id, one_id)):
        unmark_own(writer, here, linked_as(there), coder)


def unmark_own(writer: Writer, passage_id: str, said: str, coder: str) -> None:
    """Take back what a coder said of a passage."""
    own = writer.find(Coding, coding_id(passage_id, said, None, coder))
    if own is not None:
        writer.remove(own)


def unmark(writer: Writer, passage_ids: Collection[str], said: Mark, coder: str = "") -> None:
    """Take back what was said of passages, by whomever, or by one coder."""
    for coding in codings.marks_on(writer, passage_ids):
        if coding.mark is said and coder in ("", coding.coder):
            writer.remove(coding)


def uncode(writer: Writer, passage_ids: Collection[str], theme_id: str, coder: str = "") -> None:
    """Take passages, with all their parts, out of a theme, whoever tied them, or one coder."""
    for coding in codings.of_passages(writer, passage_ids):
        if coding.theme_id == theme_id and coder in ("", coding.coder):
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
    if coding.mark is Mark.SAME:
        return  # a half of what was said says it no more than another note would
    id = coding_id(passage_id, theme_id or coding.mark, span, coding.coder)
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
    """The revision that has the words which a passage shows, or a theme or a finding as it is; ""
    where it is gone.
    """
    shown = reader.shown(passage_id)
    now = shown.record if shown else None
    if shown is None or now is None:
        return ""
    if not isinstance(now, Note | Response):
        return shown.lead.id
    saying = (head.id for head in shown.all_heads if _words([head]) == now.words)
    return next(saying, shown.lead.id)


def coded_part(reader: Reader, coding: Coding, passage: Passage) -> Span | None:
    """Where the words that were coded stand in the passage as it is now.

    None where they are not found again, and somebody has to look at what the coding was made on.
    """
    if span_of(coding) is None:
        return Span(0, len(passage.words))
    ((_, span),) = parts_now(reader, [coding], {passage.id: passage})
    return span


def parts_now(
    reader: Reader, coded: Sequence[Coding], passages: Mapping[str, Passage]
) -> list[tuple[str, Span | None]]:
    """Of each coding of a part: the words that were coded, and where they stand now, if anywhere.

    The words are "" where nobody here knows the wording they were coded in.
    """
    then: dict[str, str | None] = {}
    for at in range(0, len(coded), _AT_ONCE):
        some = coded[at : at + _AT_ONCE]
        ids, of = {each.revision for each in some}, {each.passage_id for each in some}
        then |= {id: _words([said]) for id, said in wordings(reader, ids, of).items()}
    found: list[tuple[str, Span | None]] = []
    for each in coded:
        span, said = span_of(each), then.get(each.revision)
        if span is None or said is None:
            found.append(("", None))
        else:
            now = passages[each.passage_id].words
            found.append((span.of(said), found_again(span, said, now)))
    return found


def as_it_is_now(reader: Reader, passage: Passage, span: Span) -> tuple[Passage, Span]:
    """A passage as it is now, and where a part of it that was chosen as it was shown stands there.

    Raises SeminarError where the passage is gone, or the words are not found again.
    """
    shown = reader.shown(passage.id)
    now = shown.record if shown else None
    if not isinstance(now, Note | Response):
        raise SeminarError(say("This was taken out meanwhile: choose another passage."))
    there = found_again(span, passage.words, now.words)
    if there is None:
        raise SeminarError(say("The words were corrected meanwhile: choose the part again."))
    return now, there


def uncode_part(
    writer: Writer, passage: Passage, span: Span, theme_id: str, coder: str = ""
) -> None:
    """Take a part of a passage, as it is now, out of a theme, whoever tied it, or one coder."""
    coded = [
        each
        for each in codings.of_passages(writer, [passage.id])
        if each.theme_id == theme_id and span_of(each) is not None and coder in ("", each.coder)
    ]
    places = parts_now(writer, coded, {passage.id: passage})
    for each, (_, place) in zip(coded, places, strict=True):
        if place == span:
            writer.remove(each)


def _words(found: Collection[Revision]) -> str | None:
    for revision in found:
        record = record_in(revision) if revision.content else None
        if isinstance(record, Note | Response):
            return record.words
    return None
