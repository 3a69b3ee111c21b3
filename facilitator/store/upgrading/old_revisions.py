"""The journal of version 1, record by record, and how revisions are added to it.

What a step adds is made of one old revision and of those it was based on, step by step, and of
nothing else: so every copy that holds the revision makes the same of it, whenever that is.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

_ADDED = UUID("0d8f3c5e-8f0e-5d4b-9a51-2f1c7be0a6d2")
"""The namespace that the ids of added revisions are made in."""


_REVISIONS = """
    SELECT j.id, j.record, j.kind, j.content, j.gone, j.based_on, j.device, j.clock, j.act,
           coalesce((SELECT label FROM acts a WHERE a.id = j.act), '')
    FROM journal j WHERE j.record IN (SELECT record FROM journal WHERE WHICH)
    ORDER BY j.record, j.seq"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """One revision of version 1; `label` is what its act was called."""

    id: str
    record: str
    kind: str
    content: str | None
    gone: bool
    based_on: tuple[str, ...]
    device: str
    clock: int
    act: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A revision made of an old one, `of`, whose device, clock and act it has."""

    of: Old
    record: str
    kind: str
    content: str | None
    based_on: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id, which is made of the old revision's and the record's."""
        return str(uuid5(_ADDED, f"{self.of.id} {self.record}"))

    @property
    def rank(self) -> tuple[bool, int, str, str]:
        """Which of a record's heads is shown: a living one, then the later."""
        return self.content is not None, self.of.clock, self.of.device, self.id


def records(connection: Connection, which: str) -> Iterable[list[Old]]:
    """The revisions of each record that `which` selects from the journal, parents first."""
    rows = connection.exec_driver_sql(_REVISIONS.replace("WHICH", which))
    of_one: list[Old] = []
    for row in rows:
        old = _old(row)
        if of_one and of_one[0].record != old.record:
            yield parents_first(of_one)
            of_one = []
        of_one.append(old)
    if of_one:
        yield parents_first(of_one)


def _old(row: Any) -> Old:
    id, record, kind, content, gone, based_on, device, clock, act, label = row
    return Old(
        id=id,
        record=record,
        kind=kind,
        content=content,
        gone=bool(gone),
        based_on=tuple(json.loads(based_on)),
        device=device,
        clock=clock,
        act=act,
        label=label,
    )


def parents_first(revisions: Sequence[Old]) -> list[Old]:
    """The revisions in an order in which each stands behind those it was based on."""
    by_id = {revision.id: revision for revision in revisions}
    placed: dict[str, Old] = {}
    waiting = list(reversed(revisions))
    while waiting:
        revision = waiting[-1]
        missing = [by_id[p] for p in revision.based_on if p in by_id and p not in placed]
        if missing and revision.id not in placed:
            waiting += missing
        else:
            placed.setdefault(waiting.pop().id, revision)
    return list(placed.values())


def lineage(revisions: Iterable[Old]) -> dict[str, frozenset[str]]:
    """The ids of all that each revision was based on, step by step."""
    before: dict[str, frozenset[str]] = {}
    for revision in revisions:
        parents = [p for p in revision.based_on if p in before]
        before[revision.id] = frozenset(parents).union(*(before[p] for p in parents))
    return before


def append(connection: Connection, added: Iterable[Added]) -> None:
    """Write revisions behind the others; a bundle's journal does not number its rows itself."""
    (last,) = connection.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").one()
    rows = [
        (
            last + number,
            one.id,
            one.record,
            one.kind,
            one.content,
            int(one.content is None),
            json.dumps(one.based_on, separators=(",", ":")),
            one.of.device,
            one.of.clock,
            one.of.act,
        )
        for number, one in enumerate(added, 1)
    ]
    if rows:
        connection.exec_driver_sql(
            "INSERT INTO journal (seq, id, record, kind, content, gone, erased, based_on, device, "
            "clock, act) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
            rows,
        )
