"""Seen: which versions somebody has before them who has a record as it was a while ago.

A list, a form or an editor holds a record; meanwhile another version comes in. What is written
then answers the versions that were seen, not the one that came in: they merge or are in conflict.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from facilitator.domain.merging.heads import Shown, shown_of
from facilitator.domain.merging.merge import heads_of
from facilitator.domain.records import Record, differing
from facilitator.domain.revisions import Revision
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader, record_in


@dataclass(frozen=True, slots=True)
class Seen:
    """The versions that an author has seen, and what a record was as these have it; nothing where
    it never was so in this file.
    """

    heads: tuple[Revision, ...] = ()
    record: Record | None = None

    def with_changes(self, before: Record, after: Record) -> Record:
        """The record as it was seen, with what its author has changed of it."""
        if self.record is None:
            return after
        changed: Any = {name: getattr(after, name) for name in differing(before, after)}
        return replace(self.record, **changed)


def as_seen(reader: Reader, before: Record, after: Record | None, session: str) -> Seen:
    """What somebody has seen who has the record as it was `before`, and makes it `after`.

    What their own session has written on it since they have seen as well: keys follow each other
    faster than lists are read anew. Where it never was just so, as when a list shows what was only
    asked for yet, what counts is when it last was so in what they change.
    """
    known = reader.history(before.id)
    states = [(end, _state(known[:end])) for end in range(len(known), 0, -1)]
    found = next((end for end, state in states if state.record == before), 0)
    if not found and after is not None:
        names = differing(before, after)
        found = next((end for end, s in states if _same(s.record, before, names)), 0)
    if not found:
        return Seen()
    state = _state(known[: _own_since(reader, known, found, session)])
    return Seen(state.answered, state.record)


def _state(known: tuple[Revision, ...]) -> Shown:
    return shown_of(heads_of(known), known, record_in)


def _own_since(reader: Reader, known: tuple[Revision, ...], end: int, session: str) -> int:
    """How far the history goes on with what one session has written."""
    table = tables.acts
    asked = select(table.c.id).where(
        table.c.session == session, table.c.id.in_([each.act for each in known[end:]])
    )
    own = set(reader.connection.execute(asked).scalars())
    while end < len(known) and known[end].act in own:
        end += 1
    return end


def _same(record: Record | None, other: Record, names: tuple[str, ...]) -> bool:
    return record is not None and all(getattr(record, n) == getattr(other, n) for n in names)
