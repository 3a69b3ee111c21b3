"""Merges as the file that took them in remembers them, so that each can be taken out again."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import func, select

from facilitator.domain.errors import DamagedError
from facilitator.domain.merging.merge import Preview, Refusal, TakenOut, heads_of
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import Message, say
from facilitator.store.records import tables
from facilitator.store.records.held import converted, decoded, known
from facilitator.store.records.reader import Reader, revision_of
from facilitator.store.records.writer import Writer

_VOTES = frozenset({Kind.ROUND, Kind.HAND_COUNT})


@dataclass(frozen=True, slots=True)
class Kept:
    """A merge as the file remembers it: its revisions are `first` to `last` of the journal here."""

    id: str
    at: datetime
    first: int
    last: int
    brought: Preview
    taken_out: bool = False


def keep(writer: Writer, kept: Kept) -> None:
    """Remember a merge. Like all facts it belongs to this file and does not travel.

    Why something was refused is kept as it was said; not of what was erased, whose words it has.
    """
    held = msgspec.to_builtins(replace(kept, brought=replace(kept.brought, refused=())))
    erased = _erased_of(writer, [r.record for r in kept.brought.refused if r.record])
    refused = (r for r in kept.brought.refused if r.record not in erased)
    held["brought"]["refused"] = [(r.what, r.why, r.record) for r in refused]
    writer.note_entry(tables.merges, kept.id, msgspec.json.encode(held).decode())


def _erased_of(reader: Reader, records: list[str]) -> set[str]:
    if not records:
        return set()
    journal = tables.journal
    is_erased = (journal.c.erased == 1) & journal.c.record.in_(records)
    found = reader.connection.execute(select(journal.c.record).where(is_erased))
    return set(found.scalars())


def find(reader: Reader, merge_id: str) -> Kept | None:
    """A merge this file remembers."""
    kept = reader.entry(tables.merges, merge_id)
    return None if kept is None else _read(kept)


def every(reader: Reader) -> tuple[Kept, ...]:
    """All merges this file remembers, the latest first."""
    kept = [_read(entry) for entry in reader.entries(tables.merges).values()]
    return tuple(sorted(kept, key=lambda merge: (merge.at, merge.id), reverse=True))


def refused_saying(reader: Reader, texts: Collection[str], shortest: int) -> tuple[str, ...]:
    """The records that were refused and never were, and share the whole of some words with a text.

    Words of fewer signs than `shortest` stand anywhere.
    """
    refused = {r.record: r.what for kept in every(reader) for r in kept.brought.refused if r.record}
    wanted = [_plain(text) for text in texts if len(text) >= shortest]
    return tuple(
        record
        for record, said in sorted(refused.items())
        if len(said) >= shortest
        and any(_plain(said) in text or text in _plain(said) for text in wanted)
        and not reader.heads(record)
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def is_one(entry: str) -> bool:
    """Whether an entry is of a merge."""
    try:
        _read(entry)
    except DamagedError:
        return False
    return True


def _read(entry: str) -> Kept:
    held = decoded(entry, dict[str, Any])
    try:
        refused = tuple(map(_refusal, held["brought"].pop("refused", ())))
    except (LookupError, AttributeError, TypeError, ValueError) as error:
        raise DamagedError from error
    kept: Kept = converted(held, Kept)
    return replace(kept, brought=replace(kept.brought, refused=refused))


def _refusal(held: Any) -> Refusal:
    """As `keep` has it, or by names, as version 1 kept it: files of then are merged and erased in
    as well.
    """
    what, why, record = (held["what"], held.get("why", ""), "") if isinstance(held, dict) else held
    return Refusal(what, Message("{why}", (("why", why),)), record)


def take_out(writer: Writer, kept: Kept) -> TakenOut:
    """Answer everything a merge brought with what was shown before it. Nothing is deleted.

    What somebody has built on since stays, and so do votes and erasures.
    """
    journal = tables.journal
    came = journal.c.seq.between(kept.first, kept.last)
    records = writer.connection.execute(
        select(journal.c.record, journal.c.kind).where(came).group_by(journal.c.record)
    ).all()
    stayed: list[Refusal] = []
    for record, kind in records:
        why = _take_out(writer, record, known(Kind, kind), kept)
        if why:
            stayed.append(Refusal(record, why))
    return TakenOut(put_back=len(records) - len(stayed), stayed=tuple(stayed))


def _take_out(writer: Writer, record: str, kind: Kind, kept: Kept) -> Message | None:
    """Take one record's part of a merge out; returns why it stays, None when it does not."""
    before, came, since = _in_time(writer, record, kept)
    if any(revision.erased for revision in (*before, *came, *since)):
        return say("It was erased at a person’s wish, which stands.")
    if kind in _VOTES:
        return say("Votes that were counted stay.")
    arrived = {revision.id for revision in came}
    if any(arrived & set(revision.based_on) for revision in since):
        return say("It was worked on here since.")
    heads = {head.id: head for head in writer.heads(record)}
    over = [heads[id_] for id_ in arrived if id_ in heads]
    earlier = heads_of(before)
    if not earlier:
        writer.restate(_gone(over[0]), *over)
    elif all(head.id in heads for head in earlier):
        lead = writer.come_to(earlier).lead
        writer.restate(lead, lead, *over)
    else:
        writer.put_back(writer.come_to(earlier), *over)
    writer.reproject(record)
    return None


def _in_time(
    reader: Reader, record: str, kept: Kept
) -> tuple[list[Revision], list[Revision], list[Revision]]:
    """A record's revisions: from before a merge, from the merge, and from after it."""
    journal = tables.journal
    rows = reader.connection.execute(
        select(journal).where(journal.c.record == record).order_by(journal.c.seq)
    )
    before: list[Revision] = []
    came: list[Revision] = []
    since: list[Revision] = []
    for row in rows.mappings():
        part = before if row["seq"] < kept.first else came if row["seq"] <= kept.last else since
        part.append(revision_of(row))
    return before, came, since


def _gone(revision: Revision) -> Revision:
    return replace(revision, content=None, gone=True)


def as_taken_out(kept: Kept) -> Kept:
    """The merge, marked as taken out."""
    return replace(kept, taken_out=True)


def latest_content(reader: Reader, revision: Revision) -> Revision | None:
    """The nearest revision before one that takes a record out, or None when it was wiped."""
    journal = tables.journal
    waiting = list(revision.based_on)
    while waiting:
        row = reader.connection.execute(select(journal).where(journal.c.id == waiting.pop(0)))
        parent = row.mappings().one_or_none()
        if parent is not None and parent["content"] is not None:
            return revision_of(parent)
        if parent is not None:
            waiting += parent["based_on"]
    return None


def name_device(writer: Writer, name: str, device: str) -> None:
    """Remember what those who hand over a device's notes call themselves."""
    if name and device:
        writer.note_entry(tables.device_names, device, name)


def names_of_devices(reader: Reader) -> dict[str, str]:
    """By device, what those who handed over its notes call themselves."""
    return reader.entries(tables.device_names)


def groups_of_devices(reader: Reader) -> dict[str, str]:
    """By device, the breakout that most of its notes are of: a name that people know it by."""
    journal = tables.journal
    breakout = func.json_extract(journal.c.content, "$.breakout_id")
    statement = (
        select(journal.c.device, breakout)
        .where(journal.c.kind == Kind.NOTE, journal.c.content.is_not(None))
        .group_by(journal.c.device, breakout)
        .order_by(func.count())
    )
    rows = reader.connection.execute(statement)
    return {device: id_ for device, id_ in rows if id_}


def next_place(reader: Reader) -> int:
    """The place in the journal that the next revision takes."""
    used = reader.connection.execute(select(func.max(tables.journal.c.seq))).scalar_one_or_none()
    return (used or 0) + 1
