"""Auditing: does every table still say what the journal says?"""

from facilitator.domain.revisions import Revision
from facilitator.store.records import tables
from facilitator.store.records.reader import Reader, record_of, record_type


def projection_faults(reader: Reader) -> tuple[str, ...]:
    """A sentence for every record whose row and whose shown revision differ."""
    faults: list[str] = []
    shown = reader.everything_shown()
    for kind in tables.RECORD_TABLES:
        for record in reader.every(record_type(kind)):
            faults += _fault(record.id, record, shown.pop(record.id, None))
    faults += [f"{r.kind} {r.record} is missing from its table." for r in shown.values()]
    return tuple(faults)


def _fault(id: str, record: object, revision: Revision | None) -> list[str]:
    if revision is None or revision.content is None:
        return [f"{id} is in a table but not in the journal."]
    if record_of(revision.kind, revision.content) != record:
        return [f"{revision.kind} {id} differs from its newest revision."]
    return []
