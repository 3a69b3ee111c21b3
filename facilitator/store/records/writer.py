"""Writing: every change is a revision in the journal and a projection, in one transaction."""

import contextlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, bindparam, delete, exists, insert, select, update

from facilitator.domain.acts import Act, Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.hashes import digest_of, hash_of
from facilitator.domain.merging.heads import Form, Shown
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind, Revision
from facilitator.domain.seminar.rooms import MAIN
from facilitator.domain.wording import say
from facilitator.store.dialects import dialect_of
from facilitator.store.records import tables
from facilitator.store.records.facts import BEHIND_HOST, CLOCK, Fact
from facilitator.store.records.held import hold_to_bounds, record_of
from facilitator.store.records.journal.arrivals import link_arrivals
from facilitator.store.records.outcomes import answered_by_undoing, outcomes, still_stands, was
from facilitator.store.records.reader import Reader
from facilitator.store.records.seen import as_seen

R = TypeVar("R", bound=Record)
T = TypeVar("T")


def new_id() -> str:
    """An id for a record or a revision, made where it is born."""
    return str(uuid.uuid4())


CHANGED_SINCE = say(
    "This cannot be undone: something it touched has been changed since. Change it by hand instead."
)
ERASED = say(
    "These words were erased for good at a person’s wish. Write them anew if they are yours."
)


def row_of(record: Record) -> dict[str, Any]:
    """A record as the values of its table's columns."""
    row = msgspec.to_builtins(record, builtin_types=(datetime,))
    assert isinstance(row, dict)
    return row


def content_of(record: Record) -> str:
    """A record as the JSON text its revision keeps."""
    return msgspec.json.encode(record).decode()


class Writer(Reader):
    """One act of one device: everything put or removed through it is one transaction."""

    def __init__(self, connection: Connection, act: Act, now: datetime, room: str = MAIN) -> None:
        super().__init__(connection, room, act.session)
        self._now = now
        self._act = act
        self._begun = False
        self._clock = self._wall = 0

    @contextlib.contextmanager
    def part(self) -> Iterator[None]:
        """A part of the act that may fail by itself: its writes go, the rest of the act stays."""
        self.begin()
        with self.connection.begin_nested():
            yield

    @contextlib.contextmanager
    def beside(self, verb: Verb) -> Iterator[None]:
        """What the block writes is another act of the same device, in the same transaction."""
        whole = self._act, self._begun
        other = replace(self._act, id=new_id(), verb=verb, subjects=(), undoable=verb.is_undoable)
        self._act, self._begun = other, False
        yield
        if self._begun:
            self.note_fact(CLOCK, self._clock)
        self._act, self._begun = whole

    def concerns(self, records: Iterable[str]) -> None:
        """Which records the act concerns, beside those that it was begun on; before it writes."""
        assert not self._begun, "an act says at once what it concerns"
        subjects = dict.fromkeys((*self._act.subjects, *records))
        self._act = replace(self._act, subjects=tuple(subjects))

    def refuse_unknown(self, kind: type[Record], id: str) -> None:
        """Raise SeminarError where a record never was here. One that was taken out while somebody
        wrote on it is known: both stand, to be settled.
        """
        if not self.heads(id):
            self.get(kind, id)

    def put(self, record: Record, seen: Record | None = None) -> None:
        """Write a record as the answer to what it shows now. Equal content writes nothing.

        `seen` is the record as its author had it before them: where it is another by now, only what
        the author changed is written, as the answer to what they saw, so that what came in
        meanwhile is not covered. Raises SeminarError when the record was erased.
        """
        shown = self.shown(record.id)
        if seen is not None and shown is not None and shown.record != seen:
            self._put_upon(seen, record)
            return
        content = content_of(record)
        if shown and shown.lead.kind is record.KIND and self._says(shown, content):
            return
        self._append(record.id, record.KIND, content, *(shown.answered if shown else ()))
        if shown and shown.in_conflict:
            self.reproject(record.id)
        else:
            self._project(record)

    def as_had(self, seen: R) -> R:
        """A record as somebody has it before them, and what their own session wrote on it since."""
        shown = self.shown(seen.id)
        if shown is None or shown.record == seen:
            return seen
        found = as_seen(self, seen, None, self._act.session).record
        return found if isinstance(found, type(seen)) else seen

    def _put_upon(self, before: Record, after: Record) -> None:
        seen = as_seen(self, before, after, self._act.session)
        changed = seen.with_changes(before, after)
        if changed != seen.record:
            self.put_as_seen(changed, [head.id for head in seen.heads])

    def _says(self, shown: Shown, content: str | None) -> bool:
        """Whether that is shown already: a file's version is not what it says."""
        if content is None or shown.record is None:
            return content is None and shown.record is None
        hold_to_bounds(shown.lead.kind, content)
        return record_of(shown.lead.kind, content) == shown.record

    def put_as_seen(self, record: Record, seen: Sequence[str], *, author: str = "") -> str:
        """Write a record as the answer to those revisions only that its author saw, by their ids.

        Whatever came in meanwhile stands beside it, merged or in conflict. `author` is the device
        it was written on, where that is not this one. Returns the new revision's id. Raises
        SeminarError when the record was erased.
        """
        return self._answer(record.id, record.KIND, content_of(record), seen, author)

    def remove_as_seen(self, kind: Kind, id: str, seen: Sequence[str], *, author: str = "") -> str:
        """Take out of a record what somebody saw who deletes it; what they did not see stays."""
        return self._answer(id, kind, None, seen, author)

    def _answer(
        self, record: str, kind: Kind, content: str | None, seen: Sequence[str], author: str
    ) -> str:
        shown, over = self.shown(record), self.revisions(seen)
        other = shown is not None and shown.lead.kind is not kind
        if other or any(each.record != record for each in over):
            raise SeminarError(say("This belongs to something else in the seminar. Write it anew."))
        if shown and shown.lead.erased:
            raise SeminarError(ERASED)
        self._append(record, kind, content, *over, gone=content is None, device=author)
        self.reproject(record)
        return self._last

    def put_all(self, records: Iterable[Record]) -> None:
        """Write several records. Those that never were here are written together, in whichever
        order they come with others.
        """
        wanted, fresh = list(records), dict[str, Record]()
        were = {*self.kinds_of([record.id for record in wanted])}
        for record in wanted:
            if record.id in were or record.id in fresh:
                self._put_new([*fresh.values()])
                were |= fresh.keys()
                fresh.clear()
                self.put(record)
            else:
                fresh[record.id] = record
        self._put_new([*fresh.values()])

    def _put_new(self, records: Sequence[Record]) -> None:
        """Write records that never were here: as many statements for many as for one."""
        if not records:
            return
        contents = [(each, content_of(each)) for each in records]
        rows = [self._revision(each.id, each.KIND, content) for each, content in contents]
        self.connection.execute(_INSERT_REVISION, rows)
        heads = [{"record": row["record"], "revision": row["id"]} for row in rows]
        self.connection.execute(_ADD_HEAD, heads)
        project_all(self, records)

    def remove(self, record: Record) -> None:
        """Take a record out, as whoever does it has it before them; its revisions stay.

        A version that they had not seen, or that nobody has reconciled, shows itself now.
        """
        shown = self.shown(record.id)
        if shown is None or shown.record is None:
            return
        seen = shown.answered
        if shown.record != record:
            seen = as_seen(self, record, None, self._act.session).heads
        self._append(record.id, record.KIND, None, *seen, gone=True)
        self.reproject(record.id)

    def erase(self, kind: Kind, id: str) -> None:
        """Wipe a record's words from every revision.

        An erasure wins over all later merges.
        """
        shown = self.shown(id)
        if shown is None or shown.lead.erased:
            return
        journal = tables.journal
        self.connection.execute(
            update(journal).where(journal.c.record == id).values(content=None, salt=None, gone=1)
        )
        self.connection.execute(_UNSALT_SEALS, {"of": id})
        self._append(id, kind, None, shown.lead, gone=True, erased=True)
        self.connection.execute(
            delete(tables.heads).where(
                tables.heads.c.record == id, tables.heads.c.revision != self._last
            )
        )
        self._unproject(kind, id)
        self._settle_acts(id)

    def erase_unheard(self, kind: Kind, id: str) -> None:
        """Leave the receipt of an erasure for a record that never was: none of it ever comes in."""
        assert not self.heads(id), "a record that was is erased"
        self._append(id, kind, None, gone=True, erased=True)

    def _settle_acts(self, erased: str) -> None:
        """Acts on nothing but what was erased are not offered by undo: they would do nothing."""
        acts, journal = tables.acts, tables.journal
        other, receipt = journal.alias(), journal.alias()
        on_it = acts.c.id.in_(select(journal.c.act).where(journal.c.record == erased))
        is_erased = exists().where(receipt.c.record == other.c.record, receipt.c.erased == 1)
        on_more = exists().where(other.c.act == acts.c.id, ~is_erased)
        self.connection.execute(update(acts).where(on_it, ~on_more).values(undoable=0))

    def restate(self, past: Revision, *over: Revision) -> None:
        """Write an earlier revision's content again, as the answer to some revisions only.

        What the record shows is not worked out anew: `reproject` does so.
        """
        self._append(past.record, past.kind, past.content, *over, gone=past.gone)

    def reproject(self, id: str) -> None:
        """Bring a record's table in line with its heads."""
        shown = self.shown(id)
        if shown is None:
            return
        if shown.record is None:
            self._unproject(shown.lead.kind, id)
        else:
            self._project(shown.record)

    def note_fact(self, fact: Fact[T], value: T | None) -> None:
        """Keep a fact about this file; None forgets it."""
        name = fact.called(self.room, self.session)
        self.connection.execute(_FORGET_FACT, {"called": name})
        if value is not None:
            self.connection.execute(_KEEP_FACT, {"name": name, "value": fact.written(value)})

    def note_entry(self, table: Table, key: str, value: str | None) -> None:
        """Keep a value under a key; None forgets it. It may be secret, so it is no part of the
        statement, which the engine keeps for the next time.
        """
        self.connection.execute(delete(table).where(table.c.key == key))
        if value is not None:
            self.connection.execute(insert(table), {"key": key, "value": value})

    def undo(self, act: Act) -> None:
        """Take an act back, record by record; refused when somebody has changed them since."""
        for outcome in outcomes(self, act):
            if not still_stands(self, outcome):
                raise SeminarError(CHANGED_SINCE)
            over, before = answered_by_undoing(self, outcome), was(self, outcome)
            if before is not None:
                self.put_back(before, *over)
            elif self.come_to(over).record is not None:
                self._append(outcome.record, outcome.kind, None, *over, gone=True)
                self.reproject(outcome.record)

    def put_back(self, before: Shown, *over: Revision) -> None:
        """Have a record show again what earlier versions of it came to, as the answer to others.

        What stood beside it unreconciled does so again: written as if it had been then, since what
        answers the same as what is shown would merge with it.
        """
        shown, *others = before.forms
        standing = {head.id for head in self.heads(before.lead.record)}
        beside = [form for form in others if not {head.id for head in form.heads} <= standing]
        if not beside and self.come_to(over).record == shown.record:
            return
        for form in reversed(beside):
            self._append_form(form, *self.revisions(form.heads[0].based_on))
        self._append_form(shown, *over)
        self.reproject(before.lead.record)

    def _append_form(self, form: Form, *over: Revision) -> None:
        first, record = form.heads[0], form.record
        content = None if record is None else content_of(record)
        self._append(first.record, first.kind, content, *over, gone=record is None)

    def _append(
        self,
        record: str,
        kind: Kind,
        content: str | None,
        *seen: Revision | None,
        gone: bool = False,
        erased: bool = False,
        device: str = "",
    ) -> None:
        assert all(r is None or r.kind is kind for r in seen), "ids are unique over all kinds"
        if any(r is not None and r.erased for r in seen):
            raise SeminarError(ERASED)
        row = self._revision(record, kind, content, *seen, gone=gone, erased=erased, device=device)
        self.connection.execute(_INSERT_REVISION, row)
        if row["based_on"]:
            over = [{"of": record, "was": revision} for revision in row["based_on"]]
            self.connection.execute(_DROP_HEAD, over)
        self.connection.execute(_ADD_HEAD, {"record": record, "revision": row["id"]})

    def _revision(
        self,
        record: str,
        kind: Kind,
        content: str | None,
        *seen: Revision | None,
        gone: bool = False,
        erased: bool = False,
        device: str = "",
    ) -> dict[str, Any]:
        """The next revision, as the journal's row. Raises SeminarError where it is too large."""
        if content is not None:
            hold_to_bounds(kind, content)
        self.begin()
        self._last = new_id()
        row: dict[str, Any] = {
            "id": self._last,
            "record": record,
            "kind": kind,
            "device": device or self._act.device,
            "clock": self._tick(),
            "act": self._act.id,
        }
        salt = None if content is None else token_hex(16)
        digest = digest_of(salt or "", content, erased=erased)
        held: dict[str, Any] = {
            "content": content,
            "gone": int(gone),
            "erased": int(erased),
            "based_on": [revision.id for revision in seen if revision is not None],
        }
        held |= {"salt": salt, "digest": digest}
        return row | held | {"hash": hash_of(**row, digest=digest, parents=_parents(seen, erased))}

    def begin(self) -> None:
        """Write down the act itself, once, and take the clock up where the last act left it."""
        if self._begun:
            return
        self._begun = True
        self.connection.execute(_ADD_ACT, asdict(self._act))
        self._clock = max(self._clock, self.fact(CLOCK))
        wall = int(self.by_host(self._now).timestamp() * 1_000_000)
        self._wall = wall if wall < tables.BELIEVED_UNTIL else 0

    def by_host(self, moment: datetime) -> datetime:
        """A moment of this computer's clock as its host's clock shows it."""
        return moment + timedelta(microseconds=self.fact(BEHIND_HOST))

    def _tick(self) -> int:
        """Later than anything that this file has seen; but no clock goes on for ever."""
        self._clock = min(max(self._wall, self._clock + 1), tables.NO_LARGER_CLOCK - 1)
        return self._clock

    def finish(self) -> None:
        """Called once before the commit: the file remembers how far its clock has gone."""
        if self._begun:
            self.note_fact(CLOCK, self._clock)
        link_arrivals(self.connection)

    def _project(self, record: Record) -> None:
        upsert = dialect_of(self.connection).upsert
        self.connection.execute(upsert(tables.RECORD_TABLES[record.KIND]), row_of(record))

    def _unproject(self, kind: Kind, id: str) -> None:
        self.connection.execute(_UNPROJECT[kind], {"of": id})


def _parents(seen: Sequence[Revision | None], erased: bool) -> list[str]:
    return [each.id if erased else each.hash for each in seen if each is not None]


_FORGET_FACT = delete(tables.meta).where(tables.meta.c.name == bindparam("called"))
_KEEP_FACT = insert(tables.meta)
_ADD_ACT = insert(tables.acts)
_UNSALT_SEALS = (
    update(tables.word_seals)
    .where(
        tables.word_seals.c.revision.in_(
            select(tables.journal.c.id).where(tables.journal.c.record == bindparam("of"))
        )
    )
    .values(salt=None)
)
_UNPROJECT = {
    kind: delete(table).where(table.c.id == bindparam("of"))
    for kind, table in tables.RECORD_TABLES.items()
}
_INSERT_REVISION = insert(tables.journal)
_ADD_HEAD = insert(tables.heads)
_DROP_HEAD = delete(tables.heads).where(
    tables.heads.c.record == bindparam("of"), tables.heads.c.revision == bindparam("was")
)


def project_all(writer: Writer, records: Iterable[Record]) -> None:
    """Bring the tables in line with records whose revisions are in the journal already."""
    by_kind: dict[Kind, list[dict[str, Any]]] = {}
    for record in records:
        by_kind.setdefault(record.KIND, []).append(row_of(record))
    upsert = dialect_of(writer.connection).upsert
    for kind, rows in by_kind.items():
        writer.connection.execute(upsert(tables.RECORD_TABLES[kind]), rows)


def project_what_is_torn(writer: Writer) -> None:
    """Have tables that an older program wrote show what versions apart come to in this one."""
    for record in writer.torn():
        writer.reproject(record)
