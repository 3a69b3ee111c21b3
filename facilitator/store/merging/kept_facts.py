"""What a file keeps beside its records, such as half-typed words, where its work goes on in a copy
that was made of a backup.
"""

from collections.abc import Mapping

from sqlalchemy import delete, insert, select

from facilitator.store.records import tables
from facilitator.store.records.facts import (
    CLOCK,
    EPOCH,
    FILE_ID,
    LOG_MARK,
    ORIGIN,
    SUMS,
    fact_called,
)
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer

_OF_ONE_FILE = frozenset(fact.name for fact in (CLOCK, EPOCH, FILE_ID, LOG_MARK, ORIGIN, SUMS))
"""What is true of one file alone; secrets are kept nowhere but in files."""


def facts_of(reader: Reader) -> dict[str, str]:
    """All that goes along, by its name in the file, as it is kept there."""
    meta = tables.meta
    found = reader.connection.execute(select(meta.c.name, meta.c.value))
    return {name: value for name, value in found if _goes_along(name)}


def take_facts(writer: Writer, facts: Mapping[str, str]) -> None:
    """Have a file keep these, and nothing else of what goes along."""
    meta = tables.meta
    gone = [name for name in facts_of(writer) if name not in facts]
    for name in (*gone, *facts):
        writer.connection.execute(delete(meta).where(meta.c.name == name))
    for name, value in facts.items():
        writer.connection.execute(insert(meta), {"name": name, "value": value})


def _goes_along(name: str) -> bool:
    fact = fact_called(name)
    return fact is not None and not fact.is_secret and fact.name not in _OF_ONE_FILE
