"""Outcomes: what an act made of the records it touched, and whether it can still be taken back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from facilitator.domain.acts import Act
from facilitator.domain.merging.heads import Shown
from facilitator.domain.merging.merge import heads_of, with_ancestors
from facilitator.domain.revisions import Change, Kind, Revision
from facilitator.store.records import tables
from facilitator.store.records.held import known
from facilitator.store.records.reader import Reader, revision_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act `made` of a record, and the versions that it answered."""

    kind: Kind
    record: str
    made: tuple[Revision, ...]
    before: tuple[Revision, ...]


def outcomes(reader: Reader, act: Act) -> Iterator[Outcome]:
    """What an act made of each record that it touched, the last first; none is held longer than
    whoever asked holds it, since freeing twenty thousand at once holds up every thread.
    """
    journal = tables.journal
    rows = reader.connection.execute(
        select(journal).where(journal.c.act == act.id).order_by(journal.c.seq)
    ).mappings()
    made: dict[str, list[Revision]] = {}
    for revision in map(revision_of, rows):
        made.setdefault(revision.record, []).append(revision)
    while made:
        _, revisions = made.popitem()
        yield _outcome(reader, revisions)


def _outcome(reader: Reader, made: Sequence[Revision]) -> Outcome:
    within = {revision.id for revision in made}
    seen = {parent for revision in made for parent in revision.based_on} - within
    before = with_ancestors(seen, reader.history(made[0].record)) if seen else ()
    return Outcome(made[0].kind, made[0].record, heads_of(made), heads_of(before))


def may_take_back(reader: Reader, act: Act) -> bool:
    """Whether nobody has changed since what an act touched, and anything is left of it."""
    if _is_the_last_word(reader, act):
        return True
    found = list(outcomes(reader, act))
    return bool(found) and all(still_stands(reader, outcome) for outcome in found)


def _is_the_last_word(reader: Reader, act: Act) -> bool:
    """Whether an act wrote each record once, and nobody has written any of them since: asked in one
    statement, since an act may have written twenty thousand.
    """
    journal, heads = tables.journal, tables.heads
    wrote, records, stand = reader.connection.execute(
        select(
            func.count(),
            func.count(journal.c.record.distinct()),
            func.count(heads.c.revision),
        )
        .select_from(journal)
        .outerjoin(heads, heads.c.revision == journal.c.id)
        .where(journal.c.act == act.id)
    ).one()
    return bool(wrote == records == stand > 0)


def touched(reader: Reader, act: Act, most: int) -> tuple[Change, ...]:
    """The first records that an act wrote, the first first."""
    journal = tables.journal
    rows = reader.connection.execute(
        select(journal.c.kind, journal.c.record)
        .where(journal.c.act == act.id)
        .group_by(journal.c.kind, journal.c.record)
        .order_by(func.min(journal.c.seq))
        .limit(most)
    )
    return tuple(Change(known(Kind, kind), record) for kind, record in rows)


def still_stands(reader: Reader, outcome: Outcome) -> bool:
    """Whether nobody has answered what an act made of a record, or it says that again."""
    heads = reader.heads(outcome.record)
    if {made.id for made in outcome.made} <= {head.id for head in heads}:
        return True
    return reader.come_to(heads).record == reader.come_to(outcome.made).record


def answered_by_undoing(reader: Reader, outcome: Outcome) -> tuple[Revision, ...]:
    """What is answered where an act is taken back: what it made, or what says the same since."""
    heads = {head.id: head for head in reader.heads(outcome.record)}
    if all(made.id in heads for made in outcome.made):
        return outcome.made
    return reader.come_to(tuple(heads.values())).answered


def was(reader: Reader, outcome: Outcome) -> Shown | None:
    """What a record showed before an act; None where the act began it."""
    return reader.come_to(outcome.before) if outcome.before else None
