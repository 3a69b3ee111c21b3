"""Lineage: which notes came of one another, so that words that are erased are not left in another.

A note that is split leaves a part of its words in another; one that is joined to another has its
words there, and is kept as it was for undo. All of these, step by step, are kin.
"""

from collections.abc import Iterable

from sqlalchemy import func, select

from facilitator.domain.acts import Verb
from facilitator.domain.revisions import Kind
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader

_JOURNAL, _ACTS = tables.journal, tables.acts


def kin(reader: Reader) -> dict[str, frozenset[str]]:
    """By note, all notes that it shares words with, itself included; others are left out."""
    statement = (
        select(_JOURNAL.c.act, _JOURNAL.c.record)
        .join(_ACTS, _ACTS.c.id == _JOURNAL.c.act)
        .where(_ACTS.c.verb.in_([Verb.SPLIT, Verb.JOIN]), _JOURNAL.c.kind == Kind.NOTE)
    )
    acts: dict[str, set[str]] = {}
    for act, record in reader.connection.execute(statement):
        acts.setdefault(act, set()).add(record)
    return _joined(acts.values())


def _joined(groups: Iterable[set[str]]) -> dict[str, frozenset[str]]:
    """Groups that have a member in common are one."""
    found: dict[str, set[str]] = {}
    for group in groups:
        whole = set(group).union(*(found.get(each, set()) for each in group))
        for each in whole:
            found[each] = whole
    return {each: frozenset(whole) for each, whole in found.items()}


def upvotes_by(reader: Reader, devices: Iterable[str]) -> frozenset[str]:
    """The upvotes that devices have given, also those that were taken back."""
    device = func.json_extract(_JOURNAL.c.content, "$.device_id")
    statement = select(_JOURNAL.c.record).where(
        _JOURNAL.c.kind == Kind.UPVOTE, device.in_(sorted(devices))
    )
    return frozenset(reader.connection.execute(statement.distinct()).scalars())


def ever_said(reader: Reader, record: str, fields: Iterable[str]) -> frozenset[str]:
    """Every text that some fields of a record have had in any of its versions."""
    found: set[str] = set()
    for field in fields:
        found |= {str(text) for text in reader.once_said(field, [record]) if text}
    return frozenset(found)
