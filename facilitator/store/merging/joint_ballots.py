"""Ballots in a merge. They have no revisions and no clock, so their rules are their own.

*Keyed rounds* (named, pseudonymous): the key says whose ballot it is, in every copy of the file, so
the ballots are united by (round, key). Where one voter's ballots differ, that of the file whose
round has gone further stands; where neither has, the one here stands and the other is reported.

*Sealed rounds*: keys are random once a round is closed, and in every copy made before, so nobody
could tell one voter's two ballots apart: a round's ballots are taken as a whole or not at all.
They are taken where there are none here, and where what is here is only a snapshot of a round that
was still open (its secret never left the host), closed meanwhile elsewhere. An older state of the
round there brings nothing. Anything else — the round was closed in two places — is reported, and
the ballots here stay.

A sealed round that arrives closed is sealed here in the same transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import MetaData, Table, and_, bindparam, delete, select

from facilitator.domain.merging.merge import Refusal, heads_of, is_behind, precedence
from facilitator.domain.polls.polls import Round, RoundState, Secrecy
from facilitator.domain.revisions import Revision
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Counted, Value, brief
from facilitator.store.records import tables
from facilitator.store.records.ballots import seal
from facilitator.store.records.reader import revision_of
from facilitator.store.records.writer import Writer
from facilitator.store.sqlite import union as sql

_BALLOTS = tables.ballots
_THERE = tables.journal.to_metadata(MetaData(), schema="other")


class Course(Enum):
    """How far the other file's round has gone, beside the one here."""

    NEWER = auto()
    SAME = auto()
    OLDER = auto()
    APART = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """How a round stood before the files were merged. A snapshot is a copy of a round that was
    open: nobody can vote in it.
    """

    there: Course
    is_snapshot: bool = False


def compare(writer: Writer) -> Mapping[str, Standing]:
    """How the rounds stand, by id, before the journals are united; {} when there are no ballots."""
    rounds = sql.rounds_there(writer.connection)
    return {round_id: _standing(writer, round_id) for round_id in rounds}


def _standing(writer: Writer, round_id: str) -> Standing:
    here = _revisions(writer, tables.journal, round_id)
    there = _revisions(writer, _THERE, round_id)
    known = writer.find(Round, round_id)
    if known is None or not there:
        return Standing(Course.NEWER if there else Course.OLDER)
    is_open = known.state is RoundState.OPEN
    return Standing(
        _course(here, there), is_open and writer.entry(tables.round_secrets, round_id) is None
    )


def _course(here: tuple[Revision, ...], there: tuple[Revision, ...]) -> Course:
    ours, theirs = (max(heads_of(revisions), key=precedence) for revisions in (here, there))
    if ours.id == theirs.id:
        return Course.SAME
    if is_behind(ours, theirs, there):
        return Course.NEWER
    return Course.OLDER if is_behind(theirs, ours, here) else Course.APART


def _revisions(writer: Writer, table: Table, round_id: str) -> tuple[Revision, ...]:
    statement = select(table).where(table.c.record == round_id)
    return tuple(revision_of(row) for row in writer.connection.execute(statement).mappings())


def unite(
    writer: Writer, rounds: Mapping[str, Standing], name: str
) -> tuple[int, tuple[Refusal, ...]]:
    """Take in the ballots of these rounds: how many, and what was left out and why."""
    taken, refused = 0, []
    for round_id, standing in rounds.items():
        known = writer.find(Round, round_id)
        if known is None:
            continue
        if known.poll.secrecy is Secrecy.SEALED:
            more, left = _unite_sealed(writer, known, standing)
        else:
            more, left = _unite_keyed(writer, known, standing)
        taken += more
        if left:
            refused.append(Refusal(known.poll.title, _left_out(known, left, name)))
    _seal_closed(writer)
    return taken, tuple(refused)


def _left_out(known: Round, left: int, name: str) -> Counted:
    where: dict[str, Value] = {
        "name": name,
        "title": brief(known.poll.title),
        "number": known.number,
    }
    if known.poll.secrecy is Secrecy.SEALED:
        return Counted(
            left,
            "{n} ballot in {name} on “{title}”, round {number}, was left out: that round ended in "
            "two places, and its secret votes cannot be told apart. Those here count.",
            "{n} ballots in {name} on “{title}”, round {number}, were left out: that round ended "
            "in two places, and its secret votes cannot be told apart. Those here count.",
            **where,
        )
    return Counted(
        left,
        "{n} ballot in {name} on “{title}”, round {number}, was left out: the same voter’s ballot "
        "here says something else. That one counts.",
        "{n} ballots in {name} on “{title}”, round {number}, were left out: the same voters’ "
        "ballots here say something else. Those here count.",
        **where,
    )


def _unite_sealed(writer: Writer, known: Round, standing: Standing) -> tuple[int, int]:
    here, there, shared = sql.ballots_in(writer.connection, known.id)
    has_nothing_more = standing.there in (Course.SAME, Course.OLDER) and there <= here
    if shared == there or has_nothing_more:
        return 0, 0
    if here and not (standing.is_snapshot and standing.there is Course.NEWER):
        return 0, there
    writer.connection.execute(delete(_BALLOTS).where(_BALLOTS.c.round_id == known.id))
    return sql.take_ballots(writer.connection, known.id), 0


def _unite_keyed(writer: Writer, known: Round, standing: Standing) -> tuple[int, int]:
    differing = sql.differing_voters(writer.connection, known.id)
    if standing.there is Course.NEWER and differing:
        ours = and_(_BALLOTS.c.round_id == known.id, _BALLOTS.c.voter_key == bindparam("voter"))
        writer.connection.execute(delete(_BALLOTS).where(ours), [{"voter": v} for v in differing])
    is_settled = standing.there in (Course.NEWER, Course.OLDER)
    return sql.take_ballots(writer.connection, known.id), 0 if is_settled else len(differing)


def _seal_closed(writer: Writer) -> None:
    """Whatever closed a sealed round, its secret ends and its ballots lose their keys and order."""
    for round_id in writer.entries(tables.round_secrets):
        known = writer.find(Round, round_id)
        if known is None or known.state is not RoundState.OPEN:
            seal(writer, round_id, writer.get(Seminar, SEMINAR_ID).room_threshold)
            writer.note_entry(tables.round_secrets, round_id, None)
