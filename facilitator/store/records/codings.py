"""What is asked of codings: the themes of passages, counts by theme and group, at any size.

A coding whose passage or whose theme is not there (taken out here, coded there, and merged) counts
nowhere until it is back; every question here goes by that.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, union_all

from facilitator.domain.revisions import Kind
from facilitator.domain.synthesis.codings import Coding
from facilitator.store.records import tables
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
        select(_CODINGS.c.passage_id, _CODINGS.c.theme_id)
        .join(_THEMES, _THEMES.c.id == _CODINGS.c.theme_id)
        .distinct()
        .order_by(_CODINGS.c.passage_id, _THEMES.c.position, _THEMES.c.id)
    )
    found: dict[str, list[str]] = {}
    for statement in _in_parts(asked, passage_ids):
        for passage, theme in reader.connection.execute(statement):
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
        statement = statement.order_by(_CODINGS.c.passage_id, *tables.order_of(_CODINGS))
        found += [value_of(Coding, row) for row in reader.connection.execute(statement)]
    return tuple(found)


def marks_on(reader: Reader, passage_ids: Collection[str] | None = None) -> tuple[Coding, ...]:
    """What was said of passages that is no theme: marks and memos; of all passages with None."""
    asked = select(_CODINGS).where(_CODINGS.c.theme_id == "")
    asked = asked.order_by(_CODINGS.c.passage_id, *tables.order_of(_CODINGS))
    return tuple(
        value_of(Coding, row)
        for statement in _in_parts(asked, passage_ids)
        for row in reader.connection.execute(statement)
    )


def coders_of(reader: Reader, passage_ids: Collection[str] | None = None) -> dict[str, int]:
    """How many people have tied each passage, or a part of it, to a theme; of all with None."""
    asked = (
        select(_CODINGS.c.passage_id, func.count(_CODINGS.c.coder.distinct()))
        .where(_is_theme())
        .group_by(_CODINGS.c.passage_id)
    )
    return {
        passage: coders
        for statement in _in_parts(asked, passage_ids)
        for passage, coders in reader.connection.execute(statement)
    }


def of_parts(reader: Reader, passage_ids: Collection[str] | None = None) -> tuple[Coding, ...]:
    """The codings of parts of passages, to themes that there are; of all passages with None."""
    asked = select(_CODINGS).where(_CODINGS.c.start.is_not(None), _is_theme())
    asked = asked.order_by(_CODINGS.c.passage_id, *tables.order_of(_CODINGS))
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
