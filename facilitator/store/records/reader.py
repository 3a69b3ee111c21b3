"""Reading: records as domain values, from one consistent snapshot of the file."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, func, select, true

from facilitator.domain.acts import Act
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.heads import Shown, shown_of
from facilitator.domain.polls.polls import Ballot
from facilitator.domain.records import Record
from facilitator.domain.revisions import Change, Kind, Position, Revision
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.wording import Message, say
from facilitator.store.dialects import dialect_of
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.columns import as_kept, backwards, order_of
from facilitator.store.records.facts import Fact
from facilitator.store.records.held import act_of, converted, known, record_of

_AT_ONCE = 500
"""How many ids are asked about in one statement."""

R = TypeVar("R", bound=Record)
P = ParamSpec("P")
T = TypeVar("T")


@cache
def _everything(table: Table) -> Select[Any]:
    return select(table).order_by(*order_of(table))


@cache
def _one(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("id"))


@cache
def _names(table: Table) -> tuple[str, ...]:
    return tuple(str(column.name) for column in table.c)


def value_of(kind: type[R], row: Any) -> R:
    """The record that a row of its table holds."""
    names = _names(tables.RECORD_TABLES[kind.KIND])
    return converted(dict(zip(names, row, strict=True)), kind)


@cache
def ballots_with_voters() -> Select[Any]:
    """The ballots with what is known of their voters, for `ballot_of`."""
    ballots, voters, rooms = vote_tables.ballots, vote_tables.voters, vote_tables.voter_rooms
    of_voters = (voters.c.sector, voters.c.size, rooms.c.room)
    said = (func.coalesce(each, "").label(each.name) for each in of_voters)
    found = select(ballots, *said).outerjoin(voters, voters.c.key == ballots.c.voter_key)
    return found.outerjoin(rooms, rooms.c.key == ballots.c.voter_key)


@cache
def _ballot_names() -> tuple[str, ...]:
    return (*_names(vote_tables.ballots), "sector", "size", "room")


def ballot_of(row: Any) -> Ballot:
    """The ballot that a row of `ballots_with_voters` holds."""
    return converted(dict(zip(_ballot_names(), row, strict=True)), Ballot)


def revision_of(row: Any) -> Revision:
    """The revision that a row of the journal holds."""
    return Revision(
        id=row["id"],
        record=row["record"],
        kind=known(Kind, row["kind"]),
        content=row["content"],
        gone=bool(row["gone"]),
        erased=bool(row["erased"]),
        based_on=tuple(row["based_on"]),
        device=row["device"],
        clock=row["clock"],
        act=row["act"],
        salt=row["salt"],
        digest=row["digest"],
        hash=row["hash"],
    )


def record_in(revision: Revision) -> Record:
    """The record of a revision that has content."""
    assert revision.content is not None
    return record_of(revision.kind, revision.content)


class Reader:
    """Everything that can be asked of a seminar file."""

    def __init__(self, connection: Connection, room: str = MAIN, session: str = "") -> None:
        self.connection = connection
        """Within one transaction; the store's own modules use it, nobody else."""
        self.room, self.session = room, session
        """The room of the seminar in which it is asked, and the window's session."""

    def find(self, kind: type[R], id: str) -> R | None:
        """The record with this id, None when there is none (any more)."""
        table = tables.RECORD_TABLES[kind.KIND]
        row = self.connection.execute(_one(table), {"id": id}).first()
        return None if row is None else value_of(kind, row)

    def get(self, kind: type[R], id: str) -> R:
        """The record with this id; raises SeminarError when it is gone."""
        record = self.find(kind, id)
        if record is None:
            raise SeminarError(_GONE.get(kind.KIND, _NOT_THERE))
        return record

    def every(self, kind: type[R], /, **where: object) -> tuple[R, ...]:
        """All records of a kind, in order, keeping those whose columns equal `where`."""
        statement = _everything(tables.RECORD_TABLES[kind.KIND])
        if where:
            statement = statement.filter_by(**as_kept(where))
        return tuple(value_of(kind, row) for row in self.connection.execute(statement))

    def latest(self, kind: type[R], most: int, /, **where: object) -> tuple[R, ...]:
        """The last `most` of the records that `every` would give, the very last first."""
        table = tables.RECORD_TABLES[kind.KIND]
        found = select(table).filter_by(**as_kept(where)).order_by(*backwards(table))
        return tuple(value_of(kind, row) for row in self.connection.execute(found.limit(most)))

    def count(self, kind: type[Record], /, **where: object) -> int:
        """How many records of a kind there are."""
        table = tables.RECORD_TABLES[kind.KIND]
        statement = select(func.count()).select_from(table).filter_by(**as_kept(where))
        return self.connection.execute(statement).scalar_one()

    def ids(self, kind: type[Record]) -> frozenset[str]:
        """Which records of a kind there are, without reading what they hold."""
        table = tables.RECORD_TABLES[kind.KIND]
        return frozenset(self.connection.execute(select(table.c.id)).scalars())

    def ballots(self, round_id: str, after: int = 0) -> tuple[Ballot, ...]:
        """The ballots of a round; with `after`, those cast or changed since that sequence."""
        table = vote_tables.ballots
        of_round = table.c.round_id == round_id, table.c.seq > after
        statement = ballots_with_voters().where(*of_round).order_by(table.c.seq)
        found = [ballot_of(row) for row in self.connection.execute(statement)]
        return dialect_of(self.connection).unboxed(self.connection, round_id, found)

    def turnout(self, round_id: str) -> int:
        """How many ballots a round has."""
        statement = select(func.count()).where(vote_tables.ballots.c.round_id == round_id)
        return self.connection.execute(statement).scalar_one()

    def fact(self, fact: Fact[T]) -> T:
        """A fact about this file that does not travel with merges."""
        called = fact.called(self.room, self.session)
        return fact.read(self.connection.execute(_FACT, {"called": called}).scalar_one_or_none())

    def entry(self, table: Table, key: str) -> str | None:
        """What a table of values keeps under a key; None when it keeps nothing."""
        found = select(table.c.value).where(table.c.key == key)
        return self.connection.execute(found).scalar_one_or_none()

    def entries(self, table: Table) -> dict[str, str]:
        """All that a table of values keeps, by key."""
        found = select(table.c.key, table.c.value).order_by(table.c.key)
        return {row.key: row.value for row in self.connection.execute(found)}

    def position(self) -> Position:
        """How far the news goes now."""
        journal, ballots = self.connection.execute(
            select(
                select(func.max(tables.journal.c.seq)).scalar_subquery(),
                select(func.max(vote_tables.ballots.c.seq)).scalar_subquery(),
            )
        ).one()
        return Position(journal or 0, ballots or 0)

    def changes_since(
        self, position: Position, most: int | None = None
    ) -> tuple[frozenset[Change], Position]:
        """What changed after `position`, and the position to ask from next time; with `most`, as
        told by so many revisions at most.
        """
        journal, ballots = tables.journal, vote_tables.ballots
        columns = select(journal.c.kind, journal.c.record, journal.c.seq)
        since = columns.where(journal.c.seq > position.journal).order_by(journal.c.seq)
        records = self.connection.execute(since.limit(most)).all()
        rounds = self.connection.execute(
            select(ballots.c.round_id).where(ballots.c.seq > position.ballots).distinct()
        )
        kinds = {kind: known(Kind, kind) for kind in {kind for kind, _, _ in records}}
        changes = {Change(kinds[kind], record) for kind, record, _ in records}
        changes |= {Change(Kind.BALLOT, round_id) for (round_id,) in rounds}
        now = self.position()
        if most is not None and len(records) == most:
            now = replace(now, journal=records[-1].seq)
        return frozenset(changes), now

    def last_change(self, but: Collection[Kind]) -> tuple[int, datetime]:
        """The journal position of the last revision that is not of these kinds, and the latest
        clock of those (UTC): nought and 1970 where there is none.
        """
        journal = tables.journal
        counted = select(func.max(journal.c.seq), func.max(journal.c.clock))
        found = counted.where(journal.c.kind.not_in(sorted(but)))
        seq, clock = self.connection.execute(found).one()
        return seq or 0, datetime.fromtimestamp((clock or 0) / 1_000_000, UTC)

    def shown(self, record: str) -> Shown | None:
        """What a record shows, of all its heads; None for a record that never was."""
        heads = self.heads(record)
        return self.come_to(heads) if heads else None

    def come_to(self, heads: Sequence[Revision]) -> Shown:
        """What some versions of one record come to, if none of them answers another."""
        known = heads if len(heads) == 1 else self.history(heads[0].record)
        return shown_of(heads, known, record_in)

    def history(self, record: str) -> tuple[Revision, ...]:
        """Every revision of a record, as they came into this file."""
        rows = self.connection.execute(_HISTORY, {"of": record}).mappings()
        return tuple(map(revision_of, rows))

    def heads(self, record: str) -> tuple[Revision, ...]:
        """A record's heads: the revisions no other revision is based on."""
        rows = self.connection.execute(_HEADS, {"of": record}).mappings()
        return tuple(revision_of(row) for row in rows)

    def revisions(self, ids: Sequence[str]) -> tuple[Revision, ...]:
        """Those of the revisions that this file has."""
        journal = tables.journal
        rows = self.connection.execute(select(journal).where(journal.c.id.in_(ids))).mappings()
        return tuple(revision_of(row) for row in rows)

    def first_revision(self, record: str) -> Revision | None:
        """The revision a record came into this file with."""
        journal = tables.journal
        statement = select(journal).where(journal.c.record == record).order_by(journal.c.seq)
        row = self.connection.execute(statement.limit(1)).mappings().one_or_none()
        return None if row is None else revision_of(row)

    def shown_of_each(self, kind: type[Record], /, **where: object) -> dict[str, Shown]:
        """What each record shows of those whose columns equal `where`, by record."""
        wanted = select(tables.RECORD_TABLES[kind.KIND].c.id).filter_by(**as_kept(where))
        return self._shown(tables.heads.c.record.in_(wanted))

    def _shown(self, of: ColumnElement[bool]) -> dict[str, Shown]:
        """What the records shows that are `of` a condition on their heads, by record."""
        heads, journal = tables.heads, tables.journal
        statement = select(journal).join(heads, heads.c.revision == journal.c.id).where(of)
        by_record: dict[str, list[Revision]] = {}
        for revision in map(revision_of, self.connection.execute(statement).mappings()):
            by_record.setdefault(revision.record, []).append(revision)
        known = self.histories([id for id, found in by_record.items() if len(found) > 1])
        return {
            id: shown_of(found, known.get(id, found), record_in) for id, found in by_record.items()
        }

    def histories(self, records: Sequence[str]) -> dict[str, list[Revision]]:
        """Every revision of some records, by record."""
        journal, found = tables.journal, dict[str, list[Revision]]()
        for at in range(0, len(records), _AT_ONCE):
            some = journal.c.record.in_(records[at : at + _AT_ONCE])
            rows = self.connection.execute(select(journal).where(some)).mappings()
            for revision in map(revision_of, rows):
                found.setdefault(revision.record, []).append(revision)
        return found

    def once_said(self, field: str, records: Collection[str]) -> frozenset[str | None]:
        """Every value a field has had in any version of some records, None for what is gone."""
        journal = tables.journal
        said = select(func.json_extract(journal.c.content, f"$.{field}")).distinct()
        return frozenset(
            self.connection.execute(said.where(journal.c.record.in_(records))).scalars()
        )

    def born_after(self, kind: type[Record], position: int) -> frozenset[str]:
        """The ids of the records of a kind that came into this file after a journal position."""
        journal = tables.journal
        statement = (
            select(journal.c.record)
            .where(journal.c.kind == kind.KIND)
            .group_by(journal.c.record)
            .having(func.min(journal.c.seq) > position)
        )
        return frozenset(self.connection.execute(statement).scalars())

    def how_many(self, kind: type[Record], by: str, at: str) -> dict[str, tuple[int, datetime]]:
        """How many records there are for each value of the column `by`, and the latest `at`."""
        table = tables.RECORD_TABLES[kind.KIND]
        statement = select(table.c[by], func.count(), func.max(table.c[at])).group_by(table.c[by])
        rows = self.connection.execute(statement)
        return {of: (count, datetime.fromisoformat(latest)) for of, count, latest in rows}

    def everything_shown(self) -> dict[str, Shown]:
        """What every record shows that is not gone, by record id."""
        shown = self._shown(true())
        return {record: held for record, held in shown.items() if held.record is not None}

    def acts(self, device: str, most: int = 400) -> tuple[Act, ...]:
        """The latest acts of a device that undo is for, oldest first."""
        table = tables.acts
        statement = (
            select(table)
            .where(table.c.device == device, table.c.undoable == 1)
            .order_by(table.c.seq.desc())
            .limit(most)
        )
        rows = list(self.connection.execute(statement).mappings())
        return tuple(map(act_of, reversed(rows)))

    def every_act(self) -> Iterator[Act]:
        """Every act, in the order in which this file learnt of it."""
        rows = self.connection.execute(select(tables.acts).order_by(tables.acts.c.seq))
        yield from map(act_of, rows.mappings())

    def act(self, id: str) -> Act | None:
        """One act, None where it is not known."""
        row = self.connection.execute(select(tables.acts).where(tables.acts.c.id == id)).mappings()
        found = row.one_or_none()
        return None if found is None else act_of(found)

    def concerned(self, act: Act) -> tuple[str, ...]:
        """The records an act concerns: those it names, or else what it wrote, in that order."""
        if act.subjects:
            return act.subjects
        journal = tables.journal
        wrote = select(journal.c.record).where(journal.c.act == act.id).order_by(journal.c.seq)
        return tuple(dict.fromkeys(self.connection.execute(wrote).scalars()))

    def kinds_of(self, records: Sequence[str]) -> dict[str, Kind]:
        """The kinds of those records that the journal knows, each once, in their order."""
        journal, found = tables.journal, dict[str, Kind]()
        for at in range(0, len(records), _AT_ONCE):
            some = journal.c.record.in_(records[at : at + _AT_ONCE])
            rows = self.connection.execute(
                select(journal.c.record, journal.c.kind).where(some).distinct()
            )
            found |= {row.record: known(Kind, row.kind) for row in rows}
        return {record: found[record] for record in dict.fromkeys(records) if record in found}

    def last_said(self, record: str) -> tuple[Kind, str | None] | None:
        """A record's kind and the last content it had, None for content that was erased."""
        journal = tables.journal
        row = self.connection.execute(
            select(journal.c.kind, journal.c.content)
            .where(journal.c.record == record)
            .order_by(journal.c.content.is_(None), journal.c.seq.desc())
            .limit(1)
        ).first()
        return None if row is None else (known(Kind, row.kind), row.content)

    def every_revision(self) -> Iterator[tuple[int, Revision]]:
        """Every revision behind its place in the journal, in that order."""
        journal = tables.journal
        rows = self.connection.execute(select(journal).order_by(journal.c.seq)).mappings()
        return ((int(row["seq"]), revision_of(row)) for row in rows)

    def word_seals(self) -> dict[str, tuple[str | None, str]]:
        """By revision of version 1, salt and digest of its words in this file."""
        rows = self.connection.execute(select(tables.word_seals))
        return {revision: (salt, digest) for revision, salt, digest in rows}

    def arrival_links(self) -> tuple[tuple[int, str], ...]:
        """The links of the chain of arrivals, each with the place that it reaches to."""
        table = tables.arrival_links
        rows = self.connection.execute(select(table).order_by(table.c.last))
        return tuple((last, link) for last, link in rows)

    def torn(self) -> tuple[str, ...]:
        """The records that have several heads."""
        return tuple(self.connection.execute(_TORN).scalars())

    def conflicts(self) -> tuple[Change, ...]:
        """The records with versions that nobody has reconciled."""
        return tuple(Change(each.lead.kind, each.lead.record) for each in self.in_conflict())

    def in_conflict(self) -> tuple[Shown, ...]:
        """What the records show that have versions which nobody has reconciled."""
        torn = self._shown(tables.heads.c.record.in_(_TORN)).values()
        found = (each for each in torn if each.in_conflict)
        return tuple(sorted(found, key=lambda each: (each.lead.kind, each.lead.record)))


class Snapshot(Reader):
    """Reads one moment, which stays as it is: what was asked before is answered from memory.

    A seminar, its stage and its progress are asked for by every rule that looks at them.
    """

    def __init__(self, connection: Connection, room: str = MAIN, session: str = "") -> None:
        super().__init__(connection, room, session)
        self._answers: dict[tuple[object, ...], Any] = {}

    def find(self, kind: type[R], id: str) -> R | None:
        return self._answer(super().find, kind, id)

    def every(self, kind: type[R], /, **where: object) -> tuple[R, ...]:
        return self._answer(super().every, kind, **where)

    def turnout(self, round_id: str) -> int:
        return self._answer(super().turnout, round_id)

    def _answer(self, ask: Callable[P, T], *given: P.args, **where: P.kwargs) -> T:
        asked = (ask.__name__, *given, *sorted(where.items()))
        if asked not in self._answers:
            self._answers[asked] = ask(*given, **where)
        answer: T = self._answers[asked]
        return answer


_NOT_THERE = say("This is no longer in the seminar. Choose something else.")
_GONE: Mapping[Kind, Message] = {
    Kind.QUESTION: say("This question is no longer in the seminar. Choose another one."),
    Kind.POLL: say("This poll is no longer in the seminar. Choose another one."),
    Kind.ROUND: say("This round of voting is no longer in the seminar. Choose another one."),
    Kind.SEGMENT: say("This segment is no longer in the seminar. Choose another one."),
    Kind.BREAKOUT: say("This group is no longer in the seminar. Choose another one."),
    Kind.RESPONSE: say("This response is no longer in the seminar. Choose another one."),
    Kind.NOTE: say("This note is no longer in the seminar. Choose another one."),
    Kind.PARTICIPANT: say("This person is no longer in the seminar. Choose another one."),
}
"""What is said of a record that is not there, for kinds that people in the room point at."""

_HEADS = (
    select(tables.journal)
    .join(tables.heads, tables.heads.c.revision == tables.journal.c.id)
    .where(tables.heads.c.record == bindparam("of"))
)

_HISTORY = (
    select(tables.journal)
    .where(tables.journal.c.record == bindparam("of"))
    .order_by(tables.journal.c.seq)
)

_FACT = select(tables.meta.c.value).where(tables.meta.c.name == bindparam("called"))

_TORN = select(tables.heads.c.record).group_by(tables.heads.c.record).having(func.count() > 1)
