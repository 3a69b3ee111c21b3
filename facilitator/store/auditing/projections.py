"""The tables of records: each row says what the journal says that its record shows."""

import contextlib
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, Table

from facilitator.domain.kind_words import one
from facilitator.domain.merging.heads import shown_of
from facilitator.domain.merging.merge import precedence
from facilitator.domain.records import RECORD_TYPES, Record
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import say
from facilitator.store.auditing.faults import Fault, few
from facilitator.store.auditing.journal import Told, plain, revision_in
from facilitator.store.auditing.rows import UNREADABLE, as_they_lie, converted, through
from facilitator.store.records import tables
from facilitator.store.records.reader import record_in

Shown = Mapping[Kind, dict[str, Record]]


def shown(connection: Connection, told: Told) -> Shown:
    """What each record shows that is there, by kind and id, as the journal alone tells it.

    Of a record whose newest version cannot be read it is the latest that can.
    """
    heads = dict(told.heads())
    each_head = {id for ids in heads.values() for id in ids}
    broken = {record for record, ids in heads.items() if not all(map(told.ids.get, ids))}
    torn = {record for record, ids in heads.items() if len(ids) > 1}
    held: dict[str, list[Revision]] = {}
    for row in as_they_lie(connection, tables.journal):
        if row["id"] in each_head or row["record"] in broken | torn:
            with contextlib.suppress(*UNREADABLE):
                revision = revision_in(row)
                held.setdefault(revision.record, []).append(revision)
    found: dict[Kind, dict[str, Record]] = {kind: {} for kind in tables.RECORD_TABLES}
    for record, known in held.items():
        newest = [max(known, key=precedence)] if record in broken else _of(heads[record], known)
        if (now := shown_of(newest, known, record_in).record) is not None:
            found[known[0].kind][record] = now
    return found


def _of(ids: tuple[str, ...], known: list[Revision]) -> list[Revision]:
    return [revision for revision in known if revision.id in ids]


def row_faults(connection: Connection, told: Told) -> Iterator[Fault]:
    """A sentence for every row that differs from what its record shows, lacks one or is missing."""
    for kind, expected in shown(connection, told).items():
        yield from few(_of_kind(connection, kind, expected))


def _of_kind(connection: Connection, kind: Kind, expected: dict[str, Record]) -> Iterator[Fault]:
    table = tables.RECORD_TABLES[kind]
    left = dict(expected)

    def look() -> Iterator[Fault]:
        for row in as_they_lie(connection, table):
            known = left.pop(row["id"], None)
            if known is None:
                yield _not_in_journal(table, row["id"])
                continue
            try:
                is_same = converted(RECORD_TYPES[kind], table, row) == known
            except UNREADABLE:
                is_same = False
            if not is_same:
                yield _differs(kind, row["id"])

    yield from through(table, look)
    for id in left:
        yield _missing(kind, id)


def _not_in_journal(table: Table, id: object) -> Fault:
    return Fault(
        say(
            "{id} is in the table {table} but not in the journal: it came past the program. "
            "“facilitator check --repair” takes it out.",
            id=plain(id),
            table=table.name,
        ),
        is_mendable=True,
    )


def _differs(kind: Kind, id: object) -> Fault:
    return Fault(
        say(
            "{kind} {id} differs from its newest revision. “facilitator check --repair” reads it "
            "from the journal again.",
            kind=one(kind),
            id=plain(id),
        ),
        is_mendable=True,
    )


def _missing(kind: Kind, id: object) -> Fault:
    return Fault(
        say(
            "{kind} {id} is missing from its table. “facilitator check --repair” reads it from the "
            "journal again.",
            kind=one(kind),
            id=plain(id),
        ),
        is_mendable=True,
    )
