"""Merging: the union of two journals. Every table follows from the journal, so that two files that
hold the same revisions show the same, whichever merged which, in which order, how often.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError, IntegrityError

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.merging.heads import Shown, shown_of
from facilitator.domain.merging.merge import Preview, round_kept_as
from facilitator.domain.records import Record
from facilitator.domain.revisions import Kind
from facilitator.domain.wording import Text, say
from facilitator.store.merging import arriving as sql
from facilitator.store.merging import forgetting, joint_ballots, kin_of_erased
from facilitator.store.records import tables
from facilitator.store.records.facts import CLOCK, IS_TEAMS
from facilitator.store.records.held import known, record_of
from facilitator.store.records.reader import record_in
from facilitator.store.records.writer import Writer, project_all

Told = Callable[[float], None]
"""Is told how far a merge is, 0 to 1."""

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

    def add(self, kind: Kind, heads: list[Any], gone: bool, in_conflict: bool) -> None:
        _, known, was_erased, erased, *_ = heads[0]
        if erased:
            self.erased += known and not was_erased
            return
        if gone and not known:
            return
        self.kinds[kind] += 1
        self.new += not known
        self.changed += known
        self.in_conflict += in_conflict


def unite(
    writer: Writer,
    name: Text,
    told: Told = lambda _share: None,
    *,
    takes_retold: bool = False,
) -> Preview:
    """Take in every revision, and every ballot, of the database attached as `other`.

    The caller's transaction keeps all of it or nothing. `name` is what people call the other file.
    With `takes_retold` also responses that were told again without who gave them. Raises
    SeminarError when the two cannot both be true.
    """
    with sql.laid_out(writer.connection) as arrived:
        try:
            _refuse(arrived.contradicts(), name)
            rounds = joint_ballots.compare(writer)
            arrived.look(takes_retold=takes_retold)
            kin = kin_of_erased.found(writer)  # before their words are wiped
            arrived.unite()
            _refuse_authors(writer, arrived, name)
            arrived.tell_verbs(Verb.OTHER)
            _refuse(arrived.is_impossible() or arrived.is_altered(), name)
            _refuse_pretenders(arrived, name)
            far_clock = _heed_clock(writer, arrived)
            account = _project(writer, arrived, kin, told)
            if rounds or arrived.brings_erasures():
                forgetting.forget(writer, beside=True)
            votes = joint_ballots.unite(writer, rounds, name)
            known = arrived.how_many_known()
        except IntegrityError as error:
            raise _untrue(name) from error
    return Preview(
        name=str(name),
        new=account.new,
        changed=account.changed,
        known=known,
        in_conflict=account.in_conflict,
        erased=account.erased,
        ballots=votes.taken,
        kinds=tuple(sorted(account.kinds.items())),
        refused=votes.refused,
        far_clock=far_clock,
        recounted=tuple(round_kept_as(r.poll.title, r.number) for r in votes.recounted),
    )


def _refuse(is_untrue: bool, name: Text) -> None:
    if is_untrue:
        raise _untrue(name)


def _refuse_authors(writer: Writer, arrived: sql.Arrived, name: Text) -> None:
    if writer.fact(IS_TEAMS) and arrived.tells_who():
        raise SeminarError(
            say(
                "{name} says who gave responses, which this copy for the theme team does not hold. "
                "Merge it into the host’s file; nothing was changed here.",
                name=name,
            )
        )


def _refuse_pretenders(arrived: sql.Arrived, name: Text) -> None:
    if arrived.pretends_to_be_old():
        raise SeminarError(
            say(
                "{name} holds versions that say they are older than the program that wrote them, "
                "so it was altered. Have it saved again where it came from; nothing was changed "
                "here.",
                name=name,
            )
        )


def _untrue(name: Text) -> SeminarError:
    return SeminarError(
        say(
            "{name} contradicts what is recorded here, so it was damaged or altered. "
            "Have it saved again where it came from; nothing was changed here.",
            name=name,
        )
    )


def _heed_clock(writer: Writer, arrived: sql.Arrived) -> bool:
    """The file's clock has seen what arrived: whatever is written next is later. Returns whether
    what arrived is of a clock that nobody believes.
    """
    clock = arrived.latest_clock()
    if clock is not None and clock > writer.fact(CLOCK):
        writer.note_fact(CLOCK, clock)
    return clock is not None and clock >= tables.BELIEVED_UNTIL


def _project(writer: Writer, arrived: sql.Arrived, kin: Mapping[str, bool], told: Told) -> _Account:
    """Bring the tables in line with the heads of every record that was touched, but for `kin`,
    which are erased: those that were here count as such.
    """
    if arrived.brings_something():
        forgetting.forget_earlier(writer)
    account, total, done = _Account(erased=sum(kin.values())), arrived.how_many_touched(), 0
    for records in _in_pieces(groupby(arrived.heads(), itemgetter(0))):
        living: list[Record] = []
        gone: list[tuple[Kind, str]] = []
        torn = _merged(writer, records)
        for record, heads in records:
            if record in kin:
                continue
            kind, shown = known(Kind, heads[0][4]), torn.get(record)
            now = shown.record if shown else _only(kind, heads)
            account.add(kind, heads, now is None, shown is not None and shown.in_conflict)
            if now is not None:
                living.append(now)
            elif heads[0][1]:
                gone.append((kind, record))
        project_all(writer, living)
        _unproject_all(writer, gone)
        done += len(records)
        told(done / total)
    kin_of_erased.erase(writer, kin)
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


def _merged(writer: Writer, records: Sequence[tuple[str, list[Any]]]) -> dict[str, Shown]:
    """What the records show that have several heads."""
    several = {record: {head[6] for head in heads} for record, heads in records if len(heads) > 1}
    known = writer.histories(list(several))
    heads = {id: [each for each in known[id] if each.id in of] for id, of in several.items()}
    return {id: shown_of(found, known[id], record_in) for id, found in heads.items()}


def _only(kind: Kind, heads: list[Any]) -> Record | None:
    """What a record with one head shows."""
    content = heads[0][5]
    return None if content is None else record_of(kind, content)


def _unproject_all(writer: Writer, gone: list[tuple[Kind, str]]) -> None:
    for kind, record in gone:
        table = tables.RECORD_TABLES[kind]
        try:
            writer.connection.execute(delete(table).where(table.c.id == record))
        except DatabaseError as error:
            if kind is not Kind.ROUND:
                raise
            raise SeminarError(
                say(
                    "A round of voting was taken out there that people have voted in here. Bring "
                    "it back there first; nothing was changed here."
                )
            ) from error
