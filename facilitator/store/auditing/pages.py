"""The file as such: its pages, its schema, and the tables that it has sums of."""

import contextlib
from collections.abc import Iterator
from typing import Any

from facilitator.domain.wording import say
from facilitator.store.auditing.faults import Fault, few
from facilitator.store.files.examining import MOST_ROWS
from facilitator.store.records import tables, vote_tables
from facilitator.store.sqlite import log_marks, schemas
from facilitator.store.sqlite.troubles import TROUBLE

_MOST = 50
_INDEX = "index"


def faults(raw: Any) -> Iterator[Fault]:
    """What SQLite finds wrong, what stands in the schema, and what was changed while at rest.

    `raw` is the driver's connection within one moment of the file.
    """
    yield from schema_faults(raw)
    yield from few(_integrity_faults(raw))
    yield from few(_pointer_faults(raw))
    yield from _counter_faults(raw)
    yield from _sum_faults(raw)


def schema_faults(raw: Any) -> Iterator[Fault]:
    """A part of the schema that is none of ours, or is missing."""
    if part := schemas.foreign_part(raw) or schemas.differing_part(raw, tables.metadata):
        yield Fault(
            say(
                "{part}, a part of how the file is laid out, is not as this program makes it: it "
                "was added, changed or taken out. Open another copy of the seminar, or a backup.",
                part=part[:60],
            )
        )


def _counter_faults(raw: Any) -> Iterator[Fault]:
    with contextlib.suppress(*TROUBLE):
        if spent := schemas.spent_counter(raw, MOST_ROWS):
            yield Fault(
                say(
                    "The rows of {table} are numbered as this program never does, so that soon "
                    "nothing more could be written. Restore a backup that was made before.",
                    table=spent[:60],
                )
            )


def _integrity_faults(raw: Any) -> Iterator[Fault]:
    try:
        found = [str(row[0]) for row in raw.execute(f"PRAGMA integrity_check({_MOST})")]
    except TROUBLE as error:
        found = [str(error)]
    for line in found:
        if line != "ok":
            yield Fault(
                say(
                    "The file’s pages are damaged ({what}), by its disk or by being copied while "
                    "it was written. Restore a backup, and do not trust that disk.",
                    what=line[:120],
                ),
                is_mendable=_INDEX in line,
            )


def _pointer_faults(raw: Any) -> Iterator[Fault]:
    try:
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    except TROUBLE:
        return  # the pages are damaged, which is told
    for row in broken:
        yield Fault(
            say(
                "A row of {table} points nowhere. Restore a backup that was made before.",
                table=str(row[0]),
            )
        )


def _sum_faults(raw: Any) -> Iterator[Fault]:
    try:
        changed = log_marks.changed_at_rest(raw, vote_tables.UNTOLD)
    except TROUBLE:
        return
    for table in changed:
        yield Fault(
            say(
                "The table {table} was changed past the program after the file was last written. "
                "Restore a backup that was made before.",
                table=table,
            )
        )
