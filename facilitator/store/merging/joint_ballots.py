"""Ballots in a merge. They have no revisions and no clock, so their rules are their own.

*Keyed rounds* (named, pseudonymous): the key says whose ballot it is, in every copy of the file, so
the ballots are united by (round, key). Where one voter's ballots differ, that of the file whose
round has gone further stands; where neither has, the one here stands and the other is reported.

*Sealed rounds*: keys are random once a round is closed, so nobody could tell one voter's two
ballots apart: a round's ballots are taken as a whole or not at all. They are taken where there are
none here. An older state of the round there brings nothing. Anything else — the round was closed in
two places — is reported, and the ballots here stay.

A round that is open elsewhere brings no ballots: no copy has any. One that arrives closed is closed
here in the same transaction, with all that closing does to its ballots. Where ballots were added,
the round gets a new digest, and the report says so.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from sqlalchemy import MetaData, Table, and_, bindparam, delete, select

from facilitator.domain.merging.merge import Refusal, heads_of, is_behind, precedence
from facilitator.domain.polls.polls import Round, Secrecy
from facilitator.domain.revisions import Revision
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.wording import Counted, Text, Value, brief, say
from facilitator.store.merging import arriving_ballots as sql
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.ballots import (
    NO_COUNT,
    RoundCount,
    coarsen,
    count_of,
    fill_receipts,
    note_count,
    seal,
)
from facilitator.store.records.held import decoded
from facilitator.store.records.namelessness import OF_VERSION_1
from facilitator.store.records.reader import revision_of
from facilitator.store.records.writer import Writer

_BALLOTS = vote_tables.ballots
_THERE = tables.journal.to_metadata(MetaData(), schema="other")


class Course(Enum):
    """How far the other file's round has gone, beside the one here."""

    NEWER = auto()
    SAME = auto()
    OLDER = auto()
    APART = auto()


@dataclass(frozen=True, slots=True)
class United:
    """What came of the ballots: how many were taken in, what was left out and why, and the rounds
    that have a new digest.
    """

    taken: int
    refused: tuple[Refusal, ...]
    recounted: tuple[Round, ...]


def compare(writer: Writer) -> Mapping[str, Course]:
    """How far the rounds there have gone, by id, before the journals are united."""
    rounds = sql.rounds_there(writer.connection)
    return {round_id: _standing(writer, round_id) for round_id in rounds}


def _standing(writer: Writer, round_id: str) -> Course:
    here = _revisions(writer, tables.journal, round_id)
    there = _revisions(writer, _THERE, round_id)
    if not here or not there:
        return Course.NEWER if there else Course.OLDER
    return _course(here, there)


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


def unite(writer: Writer, rounds: Mapping[str, Course], name: Text) -> United:
    """Take in the ballots of these rounds."""
    taken, refused, recounted = 0, list[Refusal](), list[Round]()
    _close_what_is_closed(writer)
    for round_id, there in rounds.items():
        known = writer.find(Round, round_id)
        if known is None:
            continue
        before = count_of(writer, round_id)
        if known.poll.secrecy is Secrecy.SEALED:
            more, left = _unite_sealed(writer, known, there)
        else:
            more, left = _unite_keyed(writer, known, there)
        if more:
            _recount(writer, known, more)
        if before.digest and count_of(writer, round_id) != before:
            recounted.append(known)
        taken += more
        if left:
            refused.append(Refusal(known.poll.title, _left_out(known, left, name)))
    refused += _left_open(writer)
    return United(taken, tuple(refused), tuple(recounted))


def _left_open(writer: Writer) -> Iterator[Refusal]:
    """Rounds that came while people vote in them elsewhere: none of their ballots came along."""
    for round_id in sql.rounds_that_came(writer.connection):
        known = writer.find(Round, round_id)
        if known is None or known.state.is_counted:
            continue
        if writer.entry(tables.round_secrets, round_id) is None:
            why = say(
                "Voting on “{title}” is open where it came from, so none of its ballots came "
                "along. Close that vote there and merge again, or take it again here.",
                title=brief(known.poll.title),
            )
            yield Refusal(known.poll.title, why, record=round_id)


def _recount(writer: Writer, known: Round, more: int) -> None:
    """The digest of what lies here now. Of people by channel only what is sure is kept: a ballot
    that is in both files came by one of the channels there, and nobody knows which.
    """
    coarsen(writer, known, writer.get(Seminar, SEMINAR_ID).room_threshold)
    fill_receipts(writer, known.id)
    there = _count_there(writer, known)
    channels = Counter(dict(count_of(writer, known.id).channels))
    if more == sum(people for _, people in there.channels):
        channels.update(dict(there.channels))
    note_count(writer, known, channels)


def _count_there(writer: Writer, known: Round) -> RoundCount:
    kept = sql.entry_there(writer.connection, tables.round_counts.name, known.id)
    return decoded(kept, RoundCount) if kept else NO_COUNT


def _left_out(known: Round, left: int, name: Text) -> Counted:
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


def _unite_sealed(writer: Writer, known: Round, there: Course) -> tuple[int, int]:
    here, brought, shared = sql.ballots_in(writer.connection, known.id)
    has_nothing_more = there in (Course.SAME, Course.OLDER) and brought <= here
    if shared == brought or has_nothing_more:
        return 0, 0
    if here:
        return 0, brought
    return sql.take_ballots(writer.connection, known.id), 0


def _unite_keyed(writer: Writer, known: Round, there: Course) -> tuple[int, int]:
    sql.leave_out_same(writer.connection, known.id, OF_VERSION_1)
    differing = sql.differing_voters(writer.connection, known.id)
    if there is Course.NEWER and differing:
        ours = and_(_BALLOTS.c.round_id == known.id, _BALLOTS.c.voter_key == bindparam("voter"))
        writer.connection.execute(delete(_BALLOTS).where(ours), [{"voter": v} for v in differing])
    is_settled = there in (Course.NEWER, Course.OLDER)
    return sql.take_ballots(writer.connection, known.id), 0 if is_settled else len(differing)


def _close_what_is_closed(writer: Writer) -> None:
    """Whatever closed a round: what is left of its ballots is what closing leaves."""
    for round_id in writer.entries(tables.round_secrets):
        known = writer.find(Round, round_id)
        if known is None:
            writer.note_entry(tables.round_secrets, round_id, None)
        elif known.state.is_counted:
            seal(writer, known, writer.get(Seminar, SEMINAR_ID).room_threshold)
