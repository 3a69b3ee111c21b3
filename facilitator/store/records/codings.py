"""What is asked of codings: the themes of passages, counts by theme and group, at any size.

A coding whose passage or whose theme is not there (taken out here, coded there, and merged) counts
nowhere until it is back; every question here goes by that.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, nulls_first, or_, select, union_all

from facilitator.domain.revisions import Kind
from facilitator.domain.synthesis.codings import JUDGED, Coding, Mark
from facilitator.store.records import tables
from facilitator.store.records.columns import order_of
from facilitator.store.records.reader import Reader, value_of

_CODINGS, _THEMES, _JOURNAL = tables.codings, tables.themes, tables.journal
_NOTES, _RESPONSES = tables.notes, tables.responses
_AT_ONCE = 500
"""How many ids are asked about in one statement."""


def themes_of(
    reader: Reader, passage_ids: Collection[str] | None = None
) -> dict[str, tuple[str, ...]]:
    """The themes that passages are in, in the themes' order; of all that are there with None.

    Passages in no theme are left out.
    """
    asked = (
        select(_CODINGS.c.passage_id, _CODINGS.c.theme_id, _THEMES.c.position)
        .join(_THEMES, _THEMES.c.id == _CODINGS.c.theme_id)
        .distinct()
        .order_by(_CODINGS.c.passage_id, _THEMES.c.position, _CODINGS.c.theme_id)
    )
    found: dict[str, list[str]] = {}
    for statement in _in_parts(asked, passage_ids):
        for passage, theme, _ in reader.connection.execute(statement):
            found.setdefault(passage, []).append(theme)
    return {passage: tuple(themes) for passage, themes in found.items()}


def _in_parts(asked: Select[Any], passage_ids: Collection[str] | None) -> Iterable[Select[Any]]:
    if passage_ids is None:
        return [asked.where(_is_said())]
    ids = sorted(passage_ids)
    parts = (ids[at : at + _AT_ONCE] for at in range(0, len(ids), _AT_ONCE))
    return (asked.where(_CODINGS.c.passage_id.in_(part)) for part in parts)


def _is_said() -> ColumnElement[bool]:
    return _CODINGS.c.passage_id.in_(union_all(select(_NOTES.c.id), select(_RESPONSES.c.id)))


def _is_theme() -> ColumnElement[bool]:
    return _CODINGS.c.theme_id.in_(select(_THEMES.c.id))


def of_passages(reader: Reader, passage_ids: Collection[str]) -> tuple[Coding, ...]:
    """The codings of some passages, to themes that there are, and what else was said of them."""
    ids = sorted(passage_ids)
    found: list[Coding] = []
    for at in range(0, len(ids), _AT_ONCE):
        here = _CODINGS.c.passage_id.in_(ids[at : at + _AT_ONCE])
        statement = select(_CODINGS).where(here, or_(_is_theme(), _CODINGS.c.theme_id == ""))
        statement = statement.order_by(_CODINGS.c.passage_id, *order_of(_CODINGS))
        found += [value_of(Coding, row) for row in reader.connection.execute(statement)]
    return tuple(found)


def marks_on(reader: Reader, passage_ids: Collection[str] | None = None) -> tuple[Coding, ...]:
    """What was said of passages that is no theme: marks and memos; of all passages with None."""
    asked = select(_CODINGS).where(_CODINGS.c.theme_id == "")
    asked = asked.order_by(_CODINGS.c.passage_id, *order_of(_CODINGS))
    return tuple(
        value_of(Coding, row)
        for statement in _in_parts(asked, passage_ids)
        for row in reader.connection.execute(statement)
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What one coding says of a passage, without where: `theme_id` is "" where it is no theme."""

    passage_id: str
    theme_id: str
    coder: str
    mark: Mark
    is_whole: bool
    memo: str


def said_of(reader: Reader, passage_ids: Collection[str] | None = None) -> tuple[Said, ...]:
    """All that was said of passages, themes in their order; of all that are there with None."""
    columns = (_CODINGS.c[name] for name in ("passage_id", "theme_id", "coder", "mark"))
    asked = (
        select(*columns, _CODINGS.c.start.is_(None), _CODINGS.c.memo)
        .outerjoin(_THEMES, _THEMES.c.id == _CODINGS.c.theme_id)
        .where(or_(_THEMES.c.id.is_not(None), _CODINGS.c.theme_id == ""))
        .order_by(
            _CODINGS.c.passage_id,
            *map(nulls_first, (_THEMES.c.position, _THEMES.c.id)),
            _CODINGS.c.coder,
        )
    )
    marks = {mark.value: mark for mark in Mark}
    return tuple(
        Said(passage, theme, coder, marks[mark], bool(whole), memo)
        for statement in _in_parts(asked, passage_ids)
        for passage, theme, coder, mark, whole, memo in reader.connection.execute(statement)
    )


def readers_of_groups(reader: Reader) -> dict[str, frozenset[str]]:
    """Whoever reads a group apart, by coder: the groups that they read."""
    asked = select(_CODINGS.c.coder, _CODINGS.c.passage_id).where(
        _CODINGS.c.theme_id == "", _CODINGS.c.mark == Mark.READS
    )
    found: dict[str, set[str]] = {}
    for coder, group in reader.connection.execute(asked):
        found.setdefault(coder, set()).add(group)
    return {coder: frozenset(groups) for coder, groups in found.items()}


def how_many_read(reader: Reader) -> dict[str, int]:
    """How many passages each coder has judged."""
    asked = (
        select(_CODINGS.c.coder, func.count(_CODINGS.c.passage_id.distinct()))
        .where(_is_said(), _CODINGS.c.mark.in_(sorted(JUDGED)))
        .group_by(_CODINGS.c.coder)
    )
    return {coder: int(count) for coder, count in reader.connection.execute(asked)}


def latest_by(reader: Reader, coder: str) -> str:
    """The passage that somebody judged last; "" where they have judged none."""
    asked = (
        select(_CODINGS.c.passage_id)
        .where(_CODINGS.c.coder == coder, _is_said(), _CODINGS.c.mark.in_(sorted(JUDGED)))
        .order_by(_CODINGS.c.at.desc().nulls_last(), _CODINGS.c.id)
    )
    return reader.connection.execute(asked.limit(1)).scalar_one_or_none() or ""


def of_parts(reader: Reader, passage_ids: Collection[str] | None = None) -> tuple[Coding, ...]:
    """The codings of parts of passages, to themes that there are; of all passages with None."""
    asked = select(_CODINGS).where(_CODINGS.c.start.is_not(None), _is_theme())
    asked = asked.order_by(_CODINGS.c.passage_id, *order_of(_CODINGS))
    return tuple(
        value_of(Coding, row)
        for statement in _in_parts(asked, passage_ids)
        for row in reader.connection.execute(statement)
    )


def passages_with(reader: Reader, coding_ids: Collection[str]) -> frozenset[str]:
    """The passages that some codings are, or were, of: news tells of codings that are gone, too."""
    passage = func.json_extract(_JOURNAL.c.content, "$.passage_id")
    statement = select(passage).where(
        _JOURNAL.c.record.in_(coding_ids), _JOURNAL.c.content.is_not(None)
    )
    return frozenset(reader.connection.execute(statement.distinct()).scalars())


def acts_on_theme(reader: Reader, theme_id: str) -> tuple[tuple[str, int, int], ...]:
    """The acts that tied passages to a theme or took them out, the first first: its id, how many
    it tied, how many it took out.
    """
    theme = func.json_extract(_JOURNAL.c.content, "$.theme_id")
    ever = select(_JOURNAL.c.record).where(_JOURNAL.c.kind == Kind.CODING, theme == theme_id)
    put = func.count(_JOURNAL.c.content)
    statement = (
        select(_JOURNAL.c.act, put, func.count() - put)
        .where(_JOURNAL.c.kind == Kind.CODING, _JOURNAL.c.record.in_(ever))
        .group_by(_JOURNAL.c.act)
        .order_by(func.min(_JOURNAL.c.seq))
    )
    return tuple(
        (act, int(put), int(gone)) for act, put, gone in reader.connection.execute(statement)
    )


def ever_of(reader: Reader, passage_ids: Collection[str]) -> frozenset[str]:
    """The ids of all codings that passages have had, also of those that are gone."""
    passage = func.json_extract(_JOURNAL.c.content, "$.passage_id")
    statement = select(_JOURNAL.c.record).where(
        _JOURNAL.c.kind == Kind.CODING, passage.in_(sorted(passage_ids))
    )
    return frozenset(reader.connection.execute(statement.distinct()).scalars())


def of_erased(reader: Reader) -> frozenset[str]:
    """The passages that were erased and of which codings are still held."""
    erased = select(_JOURNAL.c.record).where(_JOURNAL.c.erased == 1)
    statement = select(_CODINGS.c.passage_id).where(_CODINGS.c.passage_id.in_(erased))
    return frozenset(reader.connection.execute(statement.distinct()).scalars())
