"""Merging: the union of two journals. Every table follows from the journal, so that two files that
hold the same revisions show the same, whichever merged which, in which order, how often.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError, IntegrityError

from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.merge import UNDISPUTED, Preview, precedence
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind, Revision
from facilitator.store.merging import joint_ballots
from facilitator.store.records import tables
from facilitator.store.records.writer import NAMELESS, Writer, project_all, record_of

Told = Callable[[float], None]
"""Is told how far a merge is, 0 to 1."""

_ARRIVE = (
    """CREATE TEMP TABLE arrivals (seq INTEGER PRIMARY KEY)""",
    """INSERT INTO arrivals
       SELECT o.seq FROM other.journal o LEFT JOIN main.journal j ON j.id = o.id
       WHERE j.id IS NULL""",
    # What is known of each record that gets a revision: was it here, was it erased, is it now?
    """CREATE TEMP TABLE touched
       (record TEXT PRIMARY KEY, known INT, was_erased INT, erased INT) WITHOUT ROWID""",
    """INSERT INTO touched
       SELECT record,
              EXISTS (SELECT 1 FROM main.journal j WHERE j.record = a.record),
              EXISTS (SELECT 1 FROM main.journal j WHERE j.record = a.record AND j.erased),
              0
       FROM (SELECT DISTINCT o.record FROM arrivals JOIN other.journal o USING (seq)) a""",
    """UPDATE touched SET erased = 1
       WHERE was_erased OR record IN (SELECT record FROM other.journal WHERE erased)""",
)
_UNITE = (
    """INSERT INTO main.acts (id, label, device, at, undoes)
       SELECT id, label, device, at, undoes FROM other.acts o
       WHERE id IN (SELECT act FROM arrivals JOIN other.journal USING (seq))
         AND NOT EXISTS (SELECT 1 FROM main.acts a WHERE a.id = o.id)
       ORDER BY seq""",
    # The words of an erased record do not even pass through this file.
    """INSERT INTO main.journal
              (id, record, kind, content, gone, erased, based_on, device, clock, act)
       SELECT o.id, o.record, o.kind, iif(t.erased, NULL, o.content), o.gone OR t.erased,
              o.erased, o.based_on, o.device, o.clock, o.act
       FROM arrivals CROSS JOIN other.journal o USING (seq) CROSS JOIN touched t USING (record)
       ORDER BY o.seq""",
    """UPDATE main.journal SET content = NULL, gone = 1
       WHERE record IN (SELECT record FROM touched WHERE erased AND known) AND NOT gone""",
    # As when something is erased here.
    """UPDATE main.acts SET label = ''
       WHERE id IN (SELECT j.act FROM touched t CROSS JOIN main.journal j USING (record)
                    WHERE t.erased)
         AND NOT EXISTS (
             SELECT 1 FROM main.journal o WHERE o.act = acts.id AND NOT EXISTS (
                 SELECT 1 FROM main.journal e WHERE e.record = o.record AND e.erased))""",
    f"""UPDATE main.acts SET label = '{NAMELESS}'
        WHERE label <> '' AND id IN (
            SELECT j.act FROM touched t CROSS JOIN main.journal j USING (record)
            WHERE t.erased AND j.kind = '{Kind.PARTICIPANT}')""",  # noqa: S608 - constants of ours
)
_CROWN = (
    """CREATE TEMP TABLE covered (revision TEXT PRIMARY KEY) WITHOUT ROWID""",
    """INSERT OR IGNORE INTO covered
       SELECT parent.value
       FROM touched CROSS JOIN main.journal j USING (record), json_each(j.based_on) parent
       WHERE j.based_on <> '[]'""",
    """DELETE FROM main.heads WHERE record IN (SELECT record FROM touched WHERE known)""",
    """INSERT INTO main.heads (record, revision)
       SELECT record, id FROM touched CROSS JOIN main.journal j USING (record)
       WHERE NOT touched.erased AND id NOT IN (SELECT revision FROM covered)""",
    """INSERT INTO main.heads (record, revision)
       SELECT record, id FROM (
           SELECT record, id,
                  row_number() OVER (PARTITION BY record ORDER BY clock DESC, device DESC, id DESC)
                  AS place
           FROM touched CROSS JOIN main.journal j USING (record)
           WHERE touched.erased AND j.erased)
       WHERE place = 1""",
)
_CONTRADICTION = """
    SELECT o.kind FROM other.journal o JOIN main.journal j ON j.id = o.id
    WHERE o.record <> j.record OR o.kind <> j.kind OR o.erased <> j.erased
       OR o.based_on <> j.based_on OR o.device <> j.device OR o.clock <> j.clock
       OR o.content <> j.content
    LIMIT 1"""
"""One revision that is two: the texts are compared only where neither was wiped."""

_TWO_KINDS = """
    SELECT record FROM touched CROSS JOIN main.journal USING (record)
    GROUP BY record HAVING min(kind) <> max(kind) LIMIT 1"""

_HEADLESS = """
    SELECT record FROM touched WHERE record NOT IN (SELECT record FROM main.heads) LIMIT 1"""

_SHOWN = """
    SELECT t.record, t.known, t.was_erased, t.erased, j.kind, j.content, j.gone, j.device, j.clock,
           j.id
    FROM touched t CROSS JOIN main.heads h USING (record)
         CROSS JOIN main.journal j ON j.id = h.revision
    ORDER BY t.record"""

_WORK_TABLES = ("arrivals", "touched", "covered")

_AT_ONCE = 1000
"""How many records are held in memory at a time."""


@dataclass(slots=True)
class _Account:
    """What a merge comes to, counted while the tables are brought in line."""

    new: int = 0
    changed: int = 0
    in_conflict: int = 0
    erased: int = 0
    kinds: Counter[Kind] = field(default_factory=Counter)

    def add(self, kind: Kind, heads: list[Any], gone: bool) -> None:
        _, known, was_erased, erased, *_ = heads[0]
        if erased:
            self.erased += known and not was_erased
            return
        if gone and not known:
            return
        self.kinds[kind] += 1
        self.new += not known
        self.changed += known
        says = {content for _, _, _, _, _, content, *_ in heads}
        self.in_conflict += len(says) > 1 and kind not in UNDISPUTED


def unite(writer: Writer, name: str, told: Told = lambda _share: None) -> Preview:
    """Take in every revision, and every ballot, of the database attached as `other`.

    The caller's transaction keeps all of it or nothing. `name` is what people call the other file.
    Raises SeminarError when the two cannot both be true.
    """
    raw = writer.driver
    try:
        _refuse(raw, _CONTRADICTION, name)
        rounds = joint_ballots.compare(writer)
        for statement in (*_ARRIVE, *_UNITE, *_CROWN):
            raw.execute(statement)
        _refuse(raw, _TWO_KINDS, name)
        _refuse(raw, _HEADLESS, name)
        _heed_clock(writer, raw)
        account = _project(writer, raw, told)
        ballots, refused = joint_ballots.unite(writer, rounds, name)
        known = _how_many(raw, "SELECT count(DISTINCT record) FROM other.journal") - _how_many(
            raw, "SELECT count(*) FROM touched"
        )
    except (IntegrityError, raw.IntegrityError) as error:
        raise _untrue(name) from error
    for table in _WORK_TABLES:
        raw.execute(f"DROP TABLE temp.{table}")
    return Preview(
        name=name,
        new=account.new,
        changed=account.changed,
        known=known,
        in_conflict=account.in_conflict,
        erased=account.erased,
        ballots=ballots,
        kinds=tuple(sorted(account.kinds.items())),
        refused=refused,
    )


def _how_many(raw: Any, statement: str) -> int:
    return int(raw.execute(statement).fetchone()[0])


def _refuse(raw: Any, statement: str, name: str) -> None:
    if raw.execute(statement).fetchone() is not None:
        raise _untrue(name)


def _untrue(name: str) -> SeminarError:
    return SeminarError(
        f"{name} contradicts what is recorded here, so it was damaged or altered. Have it saved "
        "again where it came from; nothing was changed here."
    )


def _heed_clock(writer: Writer, raw: Any) -> None:
    """The file's clock has seen what arrived: whatever is written next is later."""
    latest = raw.execute("SELECT max(clock) FROM arrivals JOIN other.journal USING (seq)")
    (clock,) = latest.fetchone()
    if clock is not None and clock > int(writer.fact("clock") or 0):
        writer.note_fact("clock", str(clock))


def _project(writer: Writer, raw: Any, told: Told) -> _Account:
    """Bring the tables in line with the heads of every record that was touched."""
    account, total, done = _Account(), _how_many(raw, "SELECT count(*) FROM touched"), 0
    for records in _in_pieces(groupby(raw.execute(_SHOWN), itemgetter(0))):
        living: list[Record] = []
        gone: list[tuple[Kind, str]] = []
        for record, heads in records:
            kind, content = _shown(heads)
            account.add(kind, heads, content is None)
            if content is not None:
                living.append(record_of(kind, content))
            elif heads[0][1]:
                gone.append((kind, record))
        project_all(writer, living)
        _unproject_all(writer, gone)
        done += len(records)
        told(done / total)
    return account


def _in_pieces(groups: Iterable[tuple[str, Iterator[Any]]]) -> Iterator[list[tuple[str, Any]]]:
    piece: list[tuple[str, Any]] = []
    for record, rows in groups:
        piece.append((record, list(rows)))
        if len(piece) == _AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _shown(heads: list[Any]) -> tuple[Kind, str | None]:
    """The kind and the content that a record shows, of its heads as `_SHOWN` reads them."""
    if len(heads) == 1:
        return Kind(heads[0][4]), heads[0][5]
    shown = max(map(_revision, heads), key=precedence)
    return shown.kind, shown.content


def _revision(head: Any) -> Revision:
    record, _, _, erased, kind, content, gone, device, clock, id_ = head
    return Revision(
        id=id_,
        record=record,
        kind=Kind(kind),
        content=content,
        gone=bool(gone),
        erased=bool(erased),
        based_on=(),
        device=device,
        clock=clock,
        act="",
    )


def _unproject_all(writer: Writer, gone: list[tuple[Kind, str]]) -> None:
    for kind, record in gone:
        table = tables.RECORD_TABLES[kind]
        try:
            writer._connection.execute(delete(table).where(table.c.id == record))
        except DatabaseError as error:
            if kind is not Kind.ROUND:
                raise
            raise SeminarError(
                "A round of voting was taken out there that people have voted in here. Bring it "
                "back there first; nothing was changed here."
            ) from error
