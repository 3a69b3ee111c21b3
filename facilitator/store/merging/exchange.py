"""Exchange: a journal read on from a place, and revisions that come from elsewhere taken in."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from facilitator.domain.acts import Act
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import Preview
from facilitator.domain.merging.sync import PICTURES, Cursor, Mark, Slice
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.wording import Text, say
from facilitator.store.merging import arriving as sql
from facilitator.store.merging import merge_log
from facilitator.store.merging.union import unite
from facilitator.store.records import tables
from facilitator.store.records.facts import CURSOR
from facilitator.store.records.held import act_of, known, record_of
from facilitator.store.records.reader import Reader, revision_of
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

MOST_REVISIONS = 400
MOST_BYTES = 300_000
"""A slice's bounds: so much, at most, has to be sent again when a connection breaks."""

MOST_IN_ONE = 1_500_000
"""So many bytes of a version can be sent, whatever signs they are, within what a host takes at
once. This program writes none that is longer; one of an older program goes by file alone."""

_JOURNAL = tables.journal


def cursor(reader: Reader) -> Cursor:
    """How far this file is with its host; the beginning, where it is another file's cursor."""
    kept = reader.fact(CURSOR) or Cursor()
    return kept if kept.sent is None or stands(reader, kept.sent) else Cursor()


def is_copy(reader: Reader) -> bool:
    """Whether a file has a host that it is in step with."""
    return reader.fact(CURSOR) is not None


def keep_cursor(writer: Writer, cursor: Cursor) -> None:
    """Remember how far this file is. Like all facts it belongs to this file."""
    writer.note_fact(CURSOR, cursor)


def stands(reader: Reader, mark: Mark) -> bool:
    """Whether a mark is of this file's journal."""
    at = select(_JOURNAL.c.id).where(_JOURNAL.c.seq == mark.seq)
    return reader.connection.execute(at).scalar_one_or_none() == mark.revision


def last_mark(reader: Reader) -> Mark | None:
    """The end of the journal, None when it is empty."""
    end = select(_JOURNAL.c.seq, _JOURNAL.c.id).order_by(_JOURNAL.c.seq.desc()).limit(1)
    row = reader.connection.execute(end).first()
    return None if row is None else Mark(row.seq, row.id)


def slice_after(
    reader: Reader,
    mark: Mark | None,
    kinds: Collection[Kind],
    *,
    without: Collection[str] = (),
    apart: Sequence[tuple[int, int]] = (),
    passages: Collection[Kind] = (),
) -> tuple[Slice, Mark | None, int]:
    """What follows a place of the journal: a slice of it, where that ends, how much is left then.

    Left out are revisions with an id in `without`, and those at the places `apart`. `passages` are
    the kinds of what codings may be of, those that are asked for where it is not said.
    """
    wanted = _after(mark, kinds, apart, passages)
    rows = reader.connection.execute(
        select(_JOURNAL).where(wanted).order_by(_JOURNAL.c.seq).limit(MOST_REVISIONS + 1)
    )
    taken: list[Revision] = []
    end, size = mark, 0
    for row in rows.mappings():
        if len(taken) == MOST_REVISIONS or size > MOST_BYTES:
            break
        end = Mark(row["seq"], row["id"])
        if row["id"] not in without:
            taken.append(revision_of(row))
            size += len((row["content"] or "").encode())
    left = count_after(reader, end, kinds, apart, passages)
    brings = Slice(acts=acts_of(reader, taken), revisions=tuple(taken))
    return brings, end if left else last_mark(reader), left


def arrived_after(reader: Reader, seq: int, most: int) -> tuple[Slice, int]:
    """What arrived after a place of the journal, of every kind, and up to where."""
    after = select(_JOURNAL).where(_JOURNAL.c.seq > seq).order_by(_JOURNAL.c.seq).limit(most)
    rows = reader.connection.execute(after).mappings().all()
    taken = tuple(map(revision_of, rows))
    return Slice(acts=acts_of(reader, taken), revisions=taken), rows[-1]["seq"] if rows else seq


def count_after(
    reader: Reader,
    mark: Mark | None,
    kinds: Collection[Kind],
    apart: Sequence[tuple[int, int]] = (),
    passages: Collection[Kind] = (),
) -> int:
    """How many revisions of some kinds follow a place."""
    statement = select(func.count()).where(_after(mark, kinds, apart, passages))
    return reader.connection.execute(statement).scalar_one()


def records_after(
    reader: Reader,
    mark: Mark | None,
    kinds: Collection[Kind],
    apart: Sequence[tuple[int, int]],
    passages: Collection[Kind] = (),
) -> dict[Kind, int]:
    """How many records of each kind have a revision after a place."""
    statement = select(_JOURNAL.c.kind, func.count(_JOURNAL.c.record.distinct()))
    rows = reader.connection.execute(
        statement.where(_after(mark, kinds, apart, passages)).group_by(_JOURNAL.c.kind)
    )
    return {known(Kind, kind): number for kind, number in rows}


def records_by(reader: Reader, device: str, kinds: Collection[Kind]) -> int:
    """How many records of some kinds a device has written."""
    wanted = and_(_JOURNAL.c.device == device, _JOURNAL.c.kind.in_(sorted(kinds)))
    statement = select(func.count(_JOURNAL.c.record.distinct())).where(wanted)
    return reader.connection.execute(statement).scalar_one()


def _after(
    mark: Mark | None,
    kinds: Collection[Kind],
    apart: Sequence[tuple[int, int]],
    passages: Collection[Kind] = (),
) -> Any:
    begin = _JOURNAL.c.seq > (mark.seq if mark else 0)
    elsewhere = [not_(_JOURNAL.c.seq.between(first, last)) for first, last in apart]
    fits = not_(_has_what_is_too_long())
    wanted = tuple(sorted(kinds))
    receipt = and_(_JOURNAL.c.kind.in_(sorted(PICTURES)), _JOURNAL.c.erased == 1)
    of_these = or_(_JOURNAL.c.kind.in_(wanted), receipt)
    return and_(begin, of_these, _may_go(tuple(sorted(passages or kinds))), fits, *elsewhere)


@cache  # these are asked again and again, and take longer to put together than to answer
def _has_what_is_too_long() -> ColumnElement[bool]:
    """Whether a record has a version that cannot be sent: without it none that follows makes sense
    there either.
    """
    version = _JOURNAL.alias()
    too_long = func.octet_length(version.c.content) > MOST_IN_ONE
    of_record = select(version.c.seq).where(version.c.record == _JOURNAL.c.record, too_long)
    return of_record.correlate(_JOURNAL).exists()


def too_long(reader: Reader, kinds: Collection[Kind]) -> tuple[tuple[Kind, str], ...]:
    """The records that cannot be sent since a version of theirs is too long."""
    statement = select(_JOURNAL.c.kind, _JOURNAL.c.record).where(
        _JOURNAL.c.kind.in_(sorted(kinds)), func.octet_length(_JOURNAL.c.content) > MOST_IN_ONE
    )
    found = reader.connection.execute(statement.distinct().order_by(_JOURNAL.c.record))
    return tuple((known(Kind, kind), record) for kind, record in found)


@cache
def _may_go(kinds: tuple[Kind, ...]) -> ColumnElement[bool]:
    """A coding goes only where its passage may go; the receipt of one that was erased, anywhere.

    A version that takes it out says nothing of its passage: the ones before it do.
    """
    other, passage = _JOURNAL.alias(), _JOURNAL.alias()
    of_passage = (
        select(passage.c.seq)
        .join(other, passage.c.record == func.json_extract(other.c.content, "$.passage_id"))
        .where(other.c.record == _JOURNAL.c.record, passage.c.kind.in_(kinds))
    )
    return or_(
        _JOURNAL.c.kind != Kind.CODING,
        _JOURNAL.c.erased == 1,
        of_passage.correlate(_JOURNAL).exists(),
    )


def acts_of(reader: Reader, revisions: Sequence[Revision]) -> tuple[Act, ...]:
    """The acts that some revisions were written in."""
    table = tables.acts
    wanted = {revision.act for revision in revisions}
    rows = reader.connection.execute(
        select(table).where(table.c.id.in_(wanted)).order_by(table.c.seq)
    )
    return tuple(map(act_of, rows.mappings()))


def take(
    store: SeminarStore,
    brings: Slice,
    kinds: Collection[Kind],
    name: Text,
    now: datetime,
    then: Callable[[Writer, int, int], object] = lambda _writer, _first, _last: None,
) -> Preview:
    """Take in a slice, of these kinds only, in one transaction with whatever `then` writes.

    `then` is told between which places of the journal the slice stands now. What is known already
    counts once. Raises SeminarError, and takes nothing, where the slice makes no sense.
    """
    _check(brings, kinds, name)
    with store.write_beside_nothing(now) as writer:
        first = merge_log.next_place(writer)
        sql.lay_out(writer.connection, brings.acts, brings.revisions)
        found = unite(writer, name, takes_retold=True)
        then(writer, first, merge_log.next_place(writer) - 1)
    return found


def _check(brings: Slice, kinds: Collection[Kind], name: Text) -> None:
    acts = {act.id for act in brings.acts}
    for revision in brings.revisions:
        if not (revision.kind in kinds and revision.act in acts and _makes_sense(revision)):
            raise SeminarError(
                say(
                    "What came from {name} could not be taken: a record in it makes no "
                    "sense here. Install the same version of Facilitator on both computers.",
                    name=name,
                )
            )


def _makes_sense(revision: Revision) -> bool:
    if not 0 <= revision.clock < tables.NO_LARGER_CLOCK or revision.gone != (
        revision.content is None
    ):
        return False
    if revision.content is None:
        return True
    try:
        return not revision.erased and _record_id(revision) == revision.record
    except (msgspec.MsgspecError, UnicodeError):
        return False


def _record_id(revision: Revision) -> str:
    assert revision.content is not None
    return record_of(revision.kind, revision.content).id
