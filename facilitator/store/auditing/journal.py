"""The journal: every version is what its hash says, came in when the chain of arrivals says, and
heads are those that nobody has answered.
"""

import contextlib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from facilitator import typed
from facilitator.domain.hashes import arrival, is_old, is_true, linked, parents_in
from facilitator.domain.kind_words import one
from facilitator.domain.merging.merge import precedence
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import Message, Value, say
from facilitator.store.auditing.faults import Fault, few
from facilitator.store.auditing.rows import UNREADABLE, Row, as_they_lie, readable, through
from facilitator.store.dialects import dialect_of
from facilitator.store.records import tables
from facilitator.store.records.facts import CURSOR
from facilitator.store.records.held import record_of
from facilitator.store.sqlite.troubles import TROUBLE


@dataclass(slots=True)
class Told:
    """What the journal tells, as far as it can be read."""

    faults: list[Fault] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    """The hash of each revision, by its id; "" where the revision cannot be read."""
    arrived: dict[int, str] = field(default_factory=dict)
    latest: int = 0
    acts: set[str] = field(default_factory=set)
    covered: set[str] = field(default_factory=set)
    revisions: dict[str, list[str]] = field(default_factory=dict)
    """The ids of each record's revisions, unreadable ones too."""
    kinds: dict[str, str] = field(default_factory=dict)
    erasures: dict[str, Revision] = field(default_factory=dict)

    def heads(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every record with the revisions that nobody has answered; of one that was erased, the
        latest erasure.
        """
        for record, ids in self.revisions.items():
            erasure = self.erasures.get(record)
            open_ = tuple(id for id in ids if id not in self.covered)
            yield record, (erasure.id,) if erasure else open_


def read(connection: Connection) -> Told:
    """Read the journal from its beginning to its end."""
    told = Told()
    seals = _seals(connection)
    wiped = _wiped(connection)

    def look() -> Iterator[Fault]:
        for row in as_they_lie(connection, tables.journal, "seq"):
            yield from _take_in(told, row, seals, wiped)

    told.faults += few(through(tables.journal, look))
    return told


def _take_in(
    told: Told, row: Row, seals: Mapping[str, tuple[str | None, str]], wiped: set[object]
) -> Iterator[Fault]:
    place, id, record = row["seq"], row["id"], row["record"]
    told.revisions.setdefault(record, []).append(id)
    told.kinds.setdefault(record, row["kind"])
    told.acts.add(row["act"])
    try:
        revision = revision_in(row)
        salt, seal = seals.get(id, (None, "")) if is_old(revision) else (None, "")
        sealed = replace(revision, salt=salt, digest=seal) if is_old(revision) else revision
        parents = parents_in(revision, lambda id: told.ids.get(id, id))
        is_whole = is_true(sealed, parents, was_erased=record in wiped or id in wiped)
    except UNREADABLE:
        told.ids[id], told.arrived[place] = "", ""
        yield _unreadable(row)
        return
    told.covered.update(revision.based_on)
    told.latest = max(told.latest, revision.clock)
    if revision.erased and (
        record not in told.erasures or precedence(revision) > precedence(told.erasures[record])
    ):
        told.erasures[record] = revision
    told.ids[id] = revision.hash
    told.arrived[place] = arrival(revision.hash, seal)
    if not is_whole or told.kinds[record] != revision.kind:
        yield _altered(row)


def revision_in(row: Row) -> Revision:
    """The revision that a row of the journal holds; raises what is `UNREADABLE` for none."""
    revision = typed.converted(
        {name: row[name] for name in _FIELDS}
        | {
            "gone": _truth(row["gone"]),
            "erased": _truth(row["erased"]),
            "based_on": typed.decoded(row["based_on"], tuple[str, ...]),
        },
        Revision,
    )
    if revision.gone != (revision.content is None) or (revision.erased and not revision.gone):
        raise ValueError("what is gone has content, or what is there has none")
    if not 0 <= revision.clock < tables.NO_LARGER_CLOCK or revision.kind is Kind.BALLOT:
        raise ValueError("no moment, or no record")
    if revision.content is None:
        _is_bare(revision)
    elif record_of(revision.kind, revision.content).id != revision.record:
        raise ValueError("of another record")
    return revision


def _is_bare(revision: Revision) -> None:
    """The salt goes with the words; those of a revision that never had any were never salted."""
    if revision.salt is not None:
        raise ValueError("salted words that are gone")


def _truth(held: object) -> bool:
    if held not in (0, 1):
        raise ValueError("neither true nor false")
    return bool(held)


_FIELDS = tuple(Revision.__dataclass_fields__)


def _unreadable(row: Row) -> Fault:
    return Fault(
        say(
            "Number {place} in the journal, a version of {kind} {record}, cannot be read: it was "
            "written over. Restore a backup that was made before.",
            place=plain(row["seq"]),
            kind=_called(row["kind"]),
            record=plain(row["record"]),
        )
    )


def _altered(row: Row) -> Fault:
    return Fault(
        say(
            "A version of {kind} {record} (number {place} in the journal) was altered after it was "
            "written: its hash says something else. Restore a backup that was made before.",
            kind=_called(row["kind"]),
            record=plain(row["record"]),
            place=plain(row["seq"]),
        )
    )


def _called(kind: object) -> Value:
    try:
        return one(Kind(str(kind)))
    except ValueError:
        return plain(kind)


def plain(held: object) -> str:
    """Something that was found in a file, as it can be shown to people."""
    return str(held).encode("utf-8", "replace").decode()[:60]


def _seals(connection: Connection) -> dict[str, tuple[str | None, str]]:
    rows = readable(connection, tables.word_seals)
    return {row["revision"]: (row["salt"], row["digest"]) for row in rows}


def _wiped(connection: Connection) -> set[object]:
    """The records that were erased, and the versions that went when names were taken out."""
    rows = readable(connection, tables.journal, where="erased = 1")
    found: set[object] = {row["record"] for row in rows}
    with contextlib.suppress(*UNREADABLE, *TROUBLE):
        found |= dialect_of(connection).stripped(connection)
    return found


def arrival_faults(connection: Connection, told: Told) -> Iterator[Fault]:
    """The first break in the chain of arrivals: what follows it cannot be told apart from it."""
    yield from through(tables.arrival_links, lambda: _link_faults(connection, told))


def _broken(first: int, last: int) -> Message:
    if first >= last:
        return say(
            "Number {last} of the journal was altered, taken out or moved after it had arrived. "
            "Restore a backup that was made before.",
            last=last,
        )
    return say(
        "Between numbers {first} and {last} of the journal a version was put in, taken "
        "out or moved after it had arrived. Restore a backup that was made before.",
        first=first,
        last=last,
    )


def _link_faults(connection: Connection, told: Told) -> Iterator[Fault]:
    in_order = sorted(told.arrived)
    before, done = "", 0
    for row in as_they_lie(connection, tables.arrival_links, "last"):
        last, link = row["last"], row["link"]
        end = bisect_right(in_order, last)
        if linked(before, (told.arrived[place] for place in in_order[done:end])) != link:
            first = in_order[done] if done < len(in_order) else last
            yield Fault(_broken(first, last))
            return
        before, done = link, end
    if done < len(in_order) and (before or not is_a_note_takers_copy(connection)):
        yield Fault(
            say(
                "From number {first} of the journal on, versions came in past the program. Restore "
                "a backup that was made before.",
                first=in_order[done],
            )
        )


def is_a_note_takers_copy(connection: Connection) -> bool:
    """What such a copy began with stands in no chain until its first own act."""
    facts = as_they_lie(connection, tables.meta)
    return any(row["name"] == CURSOR.name for row in facts)


def seal_faults(connection: Connection, told: Told) -> Iterator[Fault]:
    """Seals of versions that there are not."""

    def look() -> Iterator[Fault]:
        for row in as_they_lie(connection, tables.word_seals):
            if row["revision"] not in told.ids:
                yield Fault(
                    say(
                        "The words of a version are sealed that the journal does not have "
                        "({revision}). Restore a backup that was made before.",
                        revision=plain(row["revision"]),
                    )
                )

    yield from few(through(tables.word_seals, look))


def head_faults(connection: Connection, told: Told) -> Iterator[Fault]:
    """A sentence for every record whose heads are not those that the journal leaves."""
    kept: dict[object, set[object]] = {}

    def look() -> Iterator[Fault]:
        for row in as_they_lie(connection, tables.heads):
            kept.setdefault(row["record"], set()).add(row["revision"])
        for record, expected in told.heads():
            if kept.pop(record, set()) != set(expected):
                yield _wrong_heads(told.kinds[record], record)
        for left in kept:
            yield _wrong_heads("record", left)

    yield from few(through(tables.heads, look))


def _wrong_heads(kind: object, record: object) -> Fault:
    return Fault(
        say(
            "Which versions of {kind} {record} are the newest (its heads) is kept wrongly. "
            "“facilitator check --repair” reads it from the journal again.",
            kind=_called(kind),
            record=plain(record),
        ),
        is_mendable=True,
    )
