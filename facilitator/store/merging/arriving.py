"""The union of two journals in SQL: what is beside a seminar as `other` comes into it, `main`.

What it means, and what people are told of it, stands in `store.merging`. What both engines say
alike is said once; `Dialect.run` says the rest (`main`, `other`, lists in JSON) as its engine does.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection

from facilitator.domain.acts import Act
from facilitator.domain.hashes import NEW, digest_of, hash_of, is_true, parents_in
from facilitator.domain.revisions import RETOLD, Kind, Revision
from facilitator.store.dialects import dialect_of

_ARRIVE = (
    """CREATE TEMP TABLE arrivals (seq INTEGER PRIMARY KEY)""",
    """INSERT INTO arrivals
       SELECT o.seq FROM other.journal o LEFT JOIN main.journal j ON j.id = o.id
       WHERE j.id IS NULL AND ('{retold}' = '' OR o.device <> '{retold}' OR o.erased = 1)""",
    # What is known of each record that gets a revision: was it here, was it erased, is it now?
    """CREATE TEMP TABLE touched
       (record TEXT PRIMARY KEY, known INT, was_erased INT, erased INT) WITHOUT ROWID""",
    """INSERT INTO touched
       SELECT record,
              CASE WHEN EXISTS (
                  SELECT 1 FROM main.journal j WHERE j.record = a.record) THEN 1 ELSE 0 END,
              CASE WHEN EXISTS (
                  SELECT 1 FROM main.journal j WHERE j.record = a.record AND j.erased = 1)
                  THEN 1 ELSE 0 END,
              0
       FROM (SELECT DISTINCT o.record FROM arrivals JOIN other.journal o USING (seq)) a""",
    """UPDATE touched SET erased = 1
       WHERE was_erased = 1 OR record IN (SELECT record FROM other.journal WHERE erased = 1)""",
)
_UNITE = (
    """INSERT INTO main.acts
              (id, verb, subjects, undoable, device, session, place, at, undoes)
       SELECT id, verb, subjects, undoable, device, session, place, at, undoes FROM other.acts o
       WHERE id IN (SELECT act FROM arrivals JOIN other.journal USING (seq))
         AND NOT EXISTS (SELECT 1 FROM main.acts a WHERE a.id = o.id)
       ORDER BY seq""",
    # The words of an erased record do not even pass through this file.
    """INSERT INTO main.journal
              (id, record, kind, content, gone, erased, based_on, device, clock, act, salt,
               digest, hash)
       SELECT o.id, o.record, o.kind, CASE WHEN t.erased = 0 THEN o.content END,
              CASE WHEN o.gone = 1 OR t.erased = 1 THEN 1 ELSE 0 END,
              o.erased, o.based_on, o.device, o.clock, o.act,
              CASE WHEN t.erased = 0 THEN o.salt END, o.digest, o.hash
       FROM arrivals CROSS JOIN other.journal o USING (seq) CROSS JOIN touched t USING (record)
       ORDER BY o.seq""",
    """UPDATE main.journal SET content = NULL, salt = NULL, gone = 1
       WHERE record IN (SELECT record FROM touched WHERE erased = 1 AND known = 1) AND gone = 0""",
    """UPDATE main.word_seals SET salt = NULL
       WHERE revision IN (SELECT j.id FROM touched t CROSS JOIN main.journal j USING (record)
                          WHERE t.erased = 1 AND t.known = 1)""",
    # As when something is erased here.
    """UPDATE main.acts SET undoable = 0
       WHERE id IN (SELECT j.act FROM touched t CROSS JOIN main.journal j USING (record)
                    WHERE t.erased = 1)
         AND NOT EXISTS (
             SELECT 1 FROM main.journal o WHERE o.act = acts.id AND NOT EXISTS (
                 SELECT 1 FROM main.journal e WHERE e.record = o.record AND e.erased = 1))""",
)
_CROWN = (
    """CREATE TEMP TABLE covered (revision TEXT PRIMARY KEY) WITHOUT ROWID""",
    """INSERT INTO covered
       SELECT parent.value
       FROM touched CROSS JOIN main.journal j USING (record), json_each(j.based_on) parent
       WHERE j.based_on <> '[]' ON CONFLICT DO NOTHING""",
    """DELETE FROM main.heads WHERE record IN (SELECT record FROM touched WHERE known = 1)""",
    """INSERT INTO main.heads (record, revision)
       SELECT record, id FROM touched CROSS JOIN main.journal j USING (record)
       WHERE touched.erased = 0 AND id NOT IN (SELECT revision FROM covered)""",
    """INSERT INTO main.heads (record, revision)
       SELECT record, id FROM (
           SELECT record, id,
                  row_number() OVER (PARTITION BY record ORDER BY clock DESC, device DESC, id DESC)
                  AS place
           FROM touched CROSS JOIN main.journal j USING (record)
           WHERE touched.erased = 1 AND j.erased = 1) AS placed
       WHERE place = 1""",
)
_CONTRADICTION = """
    SELECT o.kind FROM other.journal o JOIN main.journal j ON j.id = o.id
    WHERE o.record <> j.record OR o.kind <> j.kind OR o.erased <> j.erased
       OR o.based_on <> j.based_on OR o.device <> j.device OR o.clock <> j.clock
       OR o.content <> j.content OR o.hash <> j.hash
    LIMIT 1"""
"""One revision that is two: the texts are compared only where neither was wiped."""

_PRETENDING = """
    SELECT o.id FROM arrivals CROSS JOIN other.journal o USING (seq)
    WHERE substr(o.hash, 1, 2) = '0:' AND EXISTS (
        SELECT 1 FROM main.acts a WHERE a.id = o.act AND a.session <> '')
    LIMIT 1"""
"""The hash of a revision of version 1, whose acts knew no session, on one that is not."""

_TELLING_WHO = f"""
    SELECT o.id FROM arrivals CROSS JOIN other.journal o USING (seq)
    WHERE o.kind = '{Kind.RESPONSE}' AND o.device <> '{RETOLD}' AND o.erased = 0
    LIMIT 1"""  # noqa: S608 - constants of ours

_TWO_KINDS = """
    SELECT record FROM touched CROSS JOIN main.journal USING (record)
    GROUP BY record HAVING min(kind) <> max(kind) LIMIT 1"""

_HEADLESS = """
    SELECT record FROM touched WHERE record NOT IN (SELECT record FROM main.heads) LIMIT 1"""

_SHOWN = """
    SELECT t.record, t.known, t.was_erased, t.erased, j.kind, j.content, j.id
    FROM touched t CROSS JOIN main.heads h USING (record)
         CROSS JOIN main.journal j ON j.id = h.revision
    ORDER BY t.record"""

_WORK_TABLES = ("arrivals", "touched", "covered")

_TELL_VERBS = """
    UPDATE main.acts SET verb = o.verb FROM other.acts o
    WHERE acts.id = o.id AND acts.verb = :unknown AND o.verb <> :unknown"""

_ARRIVED = """
    SELECT o.id, o.record, o.kind, o.content, o.gone, o.erased, o.based_on, o.device, o.clock,
           o.act, o.salt, o.digest, o.hash, t.erased
    FROM arrivals CROSS JOIN other.journal o USING (seq) CROSS JOIN touched t USING (record)
    ORDER BY o.seq"""

_LAY_OUT = (
    "CREATE TABLE other.acts AS SELECT * FROM main.acts WHERE false",
    "CREATE TABLE other.journal AS SELECT * FROM main.journal WHERE false",
)


class Arrived:
    """What `other` brings, laid out beside the journal in tables that go with the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._run = dialect_of(connection).run(connection)

    def contradicts(self) -> bool:
        """Whether one revision is two."""
        return self._finds(_CONTRADICTION)

    def look(self, *, takes_retold: bool) -> None:
        """Find out what is not here, before anything is taken in."""
        for statement in _ARRIVE:
            self._run(statement.format(retold="" if takes_retold else RETOLD))

    def unite(self) -> None:
        """Take in what is not here: acts, revisions, and the heads that follow from both."""
        for statement in (*_UNITE, *_CROWN):
            self._run(statement)

    def tells_who(self) -> bool:
        """Whether a response arrived that is not one told again without who gave it."""
        return self._finds(_TELLING_WHO)

    def tell_verbs(self, unknown: str) -> None:
        """Acts whose label version 1 had emptied learn what they were from a copy that knows."""
        self._run(_TELL_VERBS, {"unknown": unknown})

    def is_altered(self) -> bool:
        """Whether a revision that arrived is not what its hash says."""
        hashes: dict[str, str] = {}

        def hash_by_id(id: str) -> str:
            if id not in hashes:
                hashes[id] = self._hash_here(id)
            return hashes[id]

        @cache
        def stripped() -> frozenset[str]:
            return dialect_of(self._connection).stripped(self._connection)

        for row in self._run(_ARRIVED):
            was_erased = bool(row[-1]) or (row[3] is None and row[0] in stripped())
            if not _is_true(row, hash_by_id, was_erased):
                return True
            hashes[row[0]] = row[12]
        return False

    def pretends_to_be_old(self) -> bool:
        """Whether a revision has the hash of version 1 that was written since."""
        return self._finds(_PRETENDING)

    def _hash_here(self, id: str) -> str:
        found = self._run("SELECT hash FROM main.journal WHERE id = :id", {"id": id}).fetchone()
        return str(found[0]) if found else id

    def is_impossible(self) -> bool:
        """Whether a record is of two kinds now, or has no head."""
        return self._finds(_TWO_KINDS) or self._finds(_HEADLESS)

    def brings_erasures(self) -> bool:
        """Whether something that arrived was erased, here or there."""
        return self._finds("SELECT 1 FROM touched WHERE erased = 1 LIMIT 1")

    def brings_something(self) -> bool:
        """Whether any revision arrived."""
        return self._finds("SELECT 1 FROM arrivals LIMIT 1")

    def latest_clock(self) -> int | None:
        """The latest clock that arrived, None when nothing did."""
        latest = "SELECT max(clock) FROM arrivals JOIN other.journal USING (seq)"
        clock: int | None = self._run(latest).fetchone()[0]
        return clock

    def heads(self) -> Iterator[Any]:
        """The heads of every record that was touched, record by record: record, known, was_erased,
        erased, kind, content, id.
        """
        yield from self._run(_SHOWN)

    def how_many_touched(self) -> int:
        """How many records have a new revision."""
        return self._count("SELECT count(*) FROM touched")

    def how_many_known(self) -> int:
        """How many records that `other` has brought nothing."""
        there = self._count("SELECT count(DISTINCT record) FROM other.journal")
        return there - self.how_many_touched()

    def _finds(self, statement: str) -> bool:
        return self._run(statement).fetchone() is not None

    def _count(self, statement: str) -> int:
        return int(self._run(statement).fetchone()[0])


@contextlib.contextmanager
def laid_out(connection: Connection) -> Iterator[Arrived]:
    """What `other` brings, for as long as the block lasts."""
    yield Arrived(connection)
    run = dialect_of(connection).run(connection)
    for table in _WORK_TABLES:
        run(f"DROP TABLE temp.{table}")


def lay_out(connection: Connection, acts: Sequence[Act], revisions: Sequence[Revision]) -> None:
    """Fill the empty database beside this one with acts and revisions that came another way."""
    run = dialect_of(connection).run(connection)
    for statement in _LAY_OUT:
        run(statement)
    for statement, rows in (
        (_ADD_ACT, [_act_row(number, act) for number, act in enumerate(acts, 1)]),
        (_ADD_REVISION, [_row(number, revision) for number, revision in enumerate(revisions, 1)]),
    ):
        if rows:
            run(statement, rows)


_ADD_ACT = """
    INSERT INTO other.acts
        (seq, id, verb, subjects, undoable, device, session, place, at, undoes)
    VALUES (:seq, :id, :verb, :subjects, :undoable, :device, :session, :place, :at, :undoes)"""
_ADD_REVISION = """
    INSERT INTO other.journal
        (seq, id, record, kind, content, gone, erased, based_on, device, clock, act, salt, digest,
         hash)
    VALUES (:seq, :id, :record, :kind, :content, :gone, :erased, :based_on, :device, :clock, :act,
            :salt, :digest, :hash)"""


def _is_true(row: Any, hash_by_id: Callable[[str], str], was_erased: bool) -> bool:
    """Whether a revision that arrived is what its hash says. Nearly all are words that stand: of
    those no more is made than it takes to tell.
    """
    id, record, kind, content, _, erased, based_on, device, clock, act, salt, digest, hash_ = row[
        :13
    ]
    if content is None or erased or not hash_.startswith(NEW):
        revision = _revision(row)
        return is_true(revision, parents_in(revision, hash_by_id), was_erased=was_erased)
    parents = () if based_on == "[]" else map(hash_by_id, msgspec.json.decode(based_on))
    return bool(digest == digest_of(salt or "", content, erased=False)) and bool(
        hash_
        == hash_of(
            id=id,
            record=record,
            kind=kind,
            digest=digest,
            parents=parents,
            device=device,
            clock=clock,
            act=act,
        )
    )


def _revision(row: Any) -> Revision:
    based_on = () if row[6] == "[]" else tuple(msgspec.json.decode(row[6]))
    return Revision(
        id=row[0],
        record=row[1],
        kind=Kind(row[2]),
        content=row[3],
        gone=bool(row[4]),
        erased=bool(row[5]),
        based_on=based_on,
        device=row[7],
        clock=row[8],
        act=row[9],
        salt=row[10],
        digest=row[11],
        hash=row[12],
    )


def _act_row(number: int, act: Act) -> dict[str, object]:
    listed = msgspec.json.encode(act.subjects).decode()
    row = {"seq": number, "subjects": listed, "undoable": int(act.undoable)}
    return {**asdict(act), "verb": str(act.verb), "place": str(act.place), **row}


def _row(number: int, revision: Revision) -> dict[str, object]:
    listed = msgspec.json.encode(revision.based_on).decode()
    row = {"seq": number, "kind": str(revision.kind), "based_on": listed}
    return {**asdict(revision), "gone": int(revision.gone), "erased": int(revision.erased), **row}
