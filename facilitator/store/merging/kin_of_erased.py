"""What has the words of a note that two copies erase when they meet: it goes in the same moment,
since nobody can tell any more once those words are wiped in both.
"""

import contextlib
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from sqlalchemy import MetaData, column, select, table, union_all

from facilitator.domain.acts import Verb
from facilitator.domain.errors import DamagedError
from facilitator.domain.revisions import Kind
from facilitator.store.records import tables
from facilitator.store.records.held import decoded
from facilitator.store.records.lineage import Said, cut_by_hand
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

_HERE = tables.journal
_THERE = tables.journal.to_metadata(MetaData(), schema="other")
_TOUCHED = table("touched", column("record"), column("erased"))
"""Laid out while two journals are brought together: what is known of records that change."""


def found(reader: Reader) -> dict[str, bool]:
    """The notes that share words with some that the union at hand erases, before it does; and
    whether they were here.
    """
    gone = _whose_words_go(reader)
    if not gone:
        return {}
    kin = cut_by_hand(_said(reader), gone)
    return {id: bool(reader.heads(id)) for id in sorted(kin)}


def erase(writer: Writer, kin: Mapping[str, bool]) -> None:
    """Erase them in an act of its own, which says what it is wherever it travels."""
    if kin:
        with writer.beside(Verb.ERASE):
            for id in kin:
                writer.erase(Kind.NOTE, id)


def _whose_words_go(reader: Reader) -> Collection[str]:
    held = [
        select(journal.c.record)
        .join(_TOUCHED, _TOUCHED.c.record == journal.c.record)
        .where(_TOUCHED.c.erased == 1, journal.c.kind == Kind.NOTE, journal.c.content.is_not(None))
        for journal in (_HERE, _THERE)
    ]
    return frozenset(reader.connection.execute(union_all(*held)).scalars())


def _said(reader: Reader) -> Iterator[Said]:
    """What notes have said, here and there, by the clock; a version in both once, with its words
    where either has them.
    """
    held = [
        select(journal.c.id, journal.c.record, journal.c.content, journal.c.clock).where(
            journal.c.kind == Kind.NOTE
        )
        for journal in (_HERE, _THERE)
    ]
    both = union_all(*held).subquery()
    rows = reader.connection.execute(
        select(both.c.id, both.c.record, both.c.content).order_by(both.c.clock, both.c.id)
    )
    versions: dict[str, tuple[str, str | None]] = {}
    for id, record, content in rows:
        versions[id] = (record, content or versions.get(id, ("", None))[1])
    for record, content in versions.values():
        with contextlib.suppress(DamagedError):  # which the union itself refuses, and says so
            told = decoded(content, _Told) if content else _Told()
            yield record, told.words, told.breakout_id


class _Told(Struct):
    words: str | None = None
    breakout_id: str | None = None
