"""Auditing: does every table still say what the journal says?"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from facilitator.domain.hashes import arrival, is_old, is_true, linked, parents_in
from facilitator.domain.polls.ballots import digest_of
from facilitator.domain.polls.polls import Round
from facilitator.domain.revisions import Revision
from facilitator.store.records import tables
from facilitator.store.records.ballots import count_of
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


def vote_faults(reader: Reader) -> tuple[str, ...]:
    """A sentence for every closed round whose ballots are not those that it was closed with."""
    closed = (known for known in reader.every(Round) if known.state.is_counted)
    return tuple(
        f"The ballots of “{known.poll.title}”, round {known.number}, were changed, added or taken "
        "out after it was closed: their digest says something else."
        for known in closed
        if not _are_counted(known, reader)
    )


def _are_counted(known: Round, reader: Reader) -> bool:
    lie = reader.ballots(known.id)
    kept = count_of(reader, known.id).digest
    return kept == digest_of(known.id, lie) if kept or lie else True


def chain_faults(reader: Reader) -> tuple[str, ...]:
    """A sentence for every revision that is not what its hash says, and on broken arrivals."""
    hashes: dict[str, str] = {}
    places: dict[int, str] = {}
    faults: list[str] = []
    erased, seals = reader.erased_records(), reader.word_seals()
    for place, revision in reader.every_revision():
        parents = parents_in(revision, lambda id: hashes.get(id, id))
        salt, seal = seals.get(revision.id, (None, "")) if is_old(revision) else (None, "")
        sealed = replace(revision, salt=salt, digest=seal) if is_old(revision) else revision
        if not is_true(sealed, parents, was_erased=revision.record in erased):
            faults.append(
                f"A version of {revision.kind} {revision.record} (number {place} in the journal) "
                "was altered after it was written: its hash says something else."
            )
        hashes[revision.id] = revision.hash
        places[place] = arrival(revision.hash, seal)
    return (*faults, *_link_faults(reader, places))


def _link_faults(reader: Reader, places: dict[int, str]) -> Iterator[str]:
    """The first break in the chain of arrivals: what follows it cannot be told apart from it."""
    in_order = sorted(places)
    before, done = "", 0
    for last, link in reader.arrival_links():
        end = bisect_right(in_order, last)
        if linked(before, (places[place] for place in in_order[done:end])) != link:
            first = in_order[done] if done < len(in_order) else last
            yield (
                f"Between numbers {first} and {last} of the journal a version was put in, taken "
                "out or moved after it had arrived."
            )
            return
        before, done = link, end
    if reader.arrival_links() and done < len(in_order):
        yield f"From number {in_order[done]} of the journal on, versions came in past the program."


def _fault(id: str, record: object, revision: Revision | None) -> list[str]:
    if revision is None or revision.content is None:
        return [f"{id} is in a table but not in the journal."]
    if record_of(revision.kind, revision.content) != record:
        return [f"{revision.kind} {id} differs from its newest revision."]
    return []
