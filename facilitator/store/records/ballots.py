"""Ballots as they are kept: cast together, made untraceable when their round closes."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from random import SystemRandom
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select, update

from facilitator.domain.polls.ballots import digest_of
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Ballot, Round, RoundState, Secrecy
from facilitator.domain.privacy.combinations import coarsened
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.responses.responses import Channel
from facilitator.store.batches import said_by, sent_as
from facilitator.store.dialects import dialect_of
from facilitator.store.records import tables, vote_tables
from facilitator.store.records.held import decoded
from facilitator.store.records.namelessness import nameless_key
from facilitator.store.records.reader import Reader, ballot_of, ballots_with_voters
from facilitator.store.records.writer import Writer

__all__ = [
    "NO_COUNT",
    "RoundCount",
    "ballot_by",
    "cast_all",
    "coarsen",
    "count_of",
    "fill_receipts",
    "has_sat",
    "is_open",
    "is_received",
    "note_count",
    "note_round_secret",
    "round_secret",
    "said_by",
    "said_otherwise",
    "seal",
    "sent_as",
    "take_out",
    "was_sent",
]

_TABLE, _VOTERS, _ROOMS = vote_tables.ballots, vote_tables.voters, vote_tables.voter_rooms
_SUBMISSIONS, _RECEIPTS = vote_tables.submissions, vote_tables.receipts

# Keys and submissions are no part of a statement: the engine keeps these for the next time.
_SAID = select(_SUBMISSIONS.c.said).where(
    _SUBMISSIONS.c.round_id == bindparam("round"),
    _SUBMISSIONS.c.voter_key == bindparam("voter"),
    _SUBMISSIONS.c.submission == bindparam("submission"),
)
_RECEIPT = select(_RECEIPTS.c.code).where(
    _RECEIPTS.c.round_id == bindparam("round"), _RECEIPTS.c.code == bindparam("code")
)
_BALLOT_BY = cache(
    lambda: ballots_with_voters().where(
        _TABLE.c.round_id == bindparam("round"), _TABLE.c.voter_key == bindparam("voter")
    )
)


@dataclass(frozen=True, slots=True)
class RoundCount:
    """What is kept beside a closed round's ballots: their digest, and people by channel."""

    digest: str = ""
    channels: tuple[tuple[Channel, int], ...] = ()


NO_COUNT = RoundCount()


def cast_all(writer: Writer, ballots: Sequence[Ballot]) -> None:
    """Write ballots; a later one of the same voter replaces the earlier, a resend does nothing.

    A changed ballot takes a new sequence number, so that whoever counts sees it as news. Their
    rounds are open; where one is not, or a resend says something else, the database refuses the
    whole act.
    """
    dialect_of(writer.connection).cast_within(writer.connection, ballots)


def round_secret(reader: Reader, round_id: str) -> str | None:
    """The secret that an open round's keys are made with; None where there is none any more, as in
    copies. Raises SeminarError where another computer has it.
    """
    return dialect_of(reader.connection).secret_of(reader.connection, round_id)


def note_round_secret(writer: Writer, round_id: str, secret: str) -> None:
    """Keep the secret of a round that opens. Raises SeminarError where no vote is taken here."""
    dialect_of(writer.connection).note_secret(writer.connection, round_id, secret)


def is_open(reader: Reader, round_id: str) -> bool:
    """Whether a round takes ballots of phones within this transaction."""
    state = select(tables.rounds.c.state).where(tables.rounds.c.id == round_id)
    return reader.connection.execute(state).scalar_one_or_none() == RoundState.OPEN


def has_sat(reader: Reader, round_id: str, seat: str) -> bool:
    """Whether a ballot of somebody's seat came in a round that is open, from whichever phone."""
    return was_sent(reader, round_id, seat, "")


def said_otherwise(reader: Reader, ballot: Ballot) -> bool:
    """Whether its voter has sent something else under the same submission."""
    sent = dict(zip(("round", "voter", "submission"), sent_as(ballot), strict=True))
    before = reader.connection.execute(_SAID, sent).scalar_one_or_none()
    said = dialect_of(reader.connection).said_by(reader.connection, ballot)
    return before not in (None, said)


def was_sent(reader: Reader, round_id: str, voter_key: str, submission: str) -> bool:
    """Whether a voter has sent a ballot under a submission, in a round that is not sealed yet."""
    sent = {"round": round_id, "voter": voter_key, "submission": submission}
    return reader.connection.execute(_SAID, sent).first() is not None


def is_received(reader: Reader, round_id: str, submission: str) -> bool:
    """Whether a ballot sent as `submission` is among those that a closed round counted.

    Nobody is told how it was marked: the code is joined to no ballot.
    """
    asked = {"round": round_id, "code": _code(round_id, submission)}
    return reader.connection.execute(_RECEIPT, asked).first() is not None


def _code(round_id: str, submission: str) -> str:
    """The code of a submission; one that nobody can ask for where it is not known."""
    return sha256(f"{round_id} {submission or secrets.token_hex(16)}".encode()).hexdigest()[:32]


def ballot_by(reader: Reader, round_id: str, voter_key: str) -> Ballot | None:
    """The ballot a voter has in a round, None when there is none."""
    row = reader.connection.execute(_BALLOT_BY(), {"round": round_id, "voter": voter_key}).first()
    if row is None:
        return None
    opened = dialect_of(reader.connection).unboxed(reader.connection, round_id, [ballot_of(row)])
    return opened[0] if opened else None


def take_out(writer: Writer, round_id: str, voter_key: str) -> None:
    """Take a ballot out of a round that is not sealed, as if it had not been cast; nothing where
    there is none.
    """
    run = writer.connection.execute
    for table in (_TABLE, _SUBMISSIONS):
        run(delete(table).where(table.c.round_id == round_id, table.c.voter_key == voter_key))
    others = select(_TABLE.c.voter_key).where(_TABLE.c.voter_key == voter_key)
    if run(others.limit(1)).first() is None:
        for known in (_VOTERS, _ROOMS):
            run(delete(known).where(known.c.key == voter_key))


def seal(writer: Writer, known: Round, threshold: int) -> None:
    """Break every link between a closed round's ballots and when, how and in what order they came.

    Order is drawn by lot, marks take their one form, channels become totals and submissions codes.
    The keys of a sealed round become random, so that nobody can say who cast what; those of others
    stay, with the key that a ballot by name has once its voter is erased. Combinations of sector,
    size and room that fewer than `threshold` share become coarser.
    """
    is_sealed = known.poll.secrecy is Secrecy.SEALED
    secret = round_secret(writer, known.id) or ""
    connection, in_round = writer.connection, _TABLE.c.round_id == known.id
    ballots = list(writer.ballots(known.id))
    sent = list(connection.execute(select(_TABLE.c.submission).where(in_round)).scalars())
    channels = Counter(ballot.channel for ballot in ballots if ballot.channel)
    connection.execute(delete(_TABLE).where(in_round))
    connection.execute(delete(_SUBMISSIONS).where(_SUBMISSIONS.c.round_id == known.id))
    SystemRandom().shuffle(ballots)
    if is_sealed:
        _forget_voters(writer, ballots)
    else:  # of ballots in boxes nothing was said before
        _say_of_voters(writer, ballots)
    rows = [_row(known, ballot, secret) for ballot in ballots]
    if rows:
        connection.execute(insert(_TABLE), rows)
        codes = [{"round_id": known.id, "code": _code(known.id, each)} for each in sent]
        connection.execute(dialect_of(connection).add_missing(_RECEIPTS), codes)
    fill_receipts(writer, known.id)
    if is_sealed:
        _keep_voters(writer, rows, ballots)
    coarsen(writer, known, threshold)
    note_count(writer, known, channels)
    writer.note_entry(tables.round_secrets, known.id, None)


def fill_receipts(writer: Writer, round_id: str) -> None:
    """Have as many codes as ballots: phones that send under one submission share a code, and fewer
    codes than ballots say of a closed round that ballots were added.
    """
    asked = select(func.count()).select_from(_RECEIPTS).where(_RECEIPTS.c.round_id == round_id)
    missing = writer.turnout(round_id) - writer.connection.execute(asked).scalar_one()
    if missing > 0:
        more = [{"round_id": round_id, "code": _code(round_id, "")} for _ in range(missing)]
        writer.connection.execute(insert(_RECEIPTS), more)


def _row(known: Round, ballot: Ballot, secret: str) -> dict[str, object]:
    marks, words = method_of(known.poll).canonical(ballot.marks, ballot.words)
    is_sealed, is_named = (known.poll.secrecy is each for each in (Secrecy.SEALED, Secrecy.NAMED))
    return {
        "round_id": known.id,
        "voter_key": secrets.token_hex(16) if is_sealed else ballot.voter_key,
        "marks": marks,
        "words": words,
        "channel": None,
        "submission": "",
        "nameless_key": nameless_key(secret, ballot.voter_key) if is_named else "",
    }


def _forget_voters(writer: Writer, ballots: Iterable[Ballot]) -> None:
    keys = [{"gone": ballot.voter_key} for ballot in ballots]
    for known in (_VOTERS, _ROOMS) if keys else ():
        writer.connection.execute(delete(known).where(known.c.key == bindparam("gone")), keys)


def _say_of_voters(writer: Writer, ballots: Iterable[Ballot]) -> None:
    add = dialect_of(writer.connection).add_missing
    said = [{"key": each.voter_key, "sector": each.sector, "size": each.size} for each in ballots]
    if said:
        writer.connection.execute(add(_VOTERS), said)
    rooms = [{"key": each.voter_key, "room": each.room} for each in ballots if each.room]
    if rooms:
        writer.connection.execute(add(_ROOMS), rooms)


def _keep_voters(
    writer: Writer, rows: Sequence[Mapping[str, object]], ballots: Sequence[Ballot]
) -> None:
    voters = [
        {"key": row["voter_key"], "sector": ballot.sector, "size": ballot.size}
        for row, ballot in zip(rows, ballots, strict=True)
    ]
    if voters:
        writer.connection.execute(insert(_VOTERS), voters)
    rooms = [
        {"key": row["voter_key"], "room": ballot.room}
        for row, ballot in zip(rows, ballots, strict=True)
        if ballot.room
    ]
    if rooms:
        writer.connection.execute(insert(_ROOMS), rooms)


def coarsen(writer: Writer, known: Round, threshold: int) -> None:
    """Leave no combination of sector, size and room that fewer than `threshold` voters share; what
    the round is told by stays longest.

    Of a sealed round they are its own voters; pseudonyms are the same in all rounds, so they are
    all of these. Who votes by name is known anyway.
    """
    if known.poll.secrecy is Secrecy.NAMED:
        return
    rounds = [known.id]
    if known.poll.secrecy is Secrecy.PSEUDONYMOUS:
        every = writer.every(Round)
        rounds = [each.id for each in every if each.poll.secrecy is Secrecy.PSEUDONYMOUS]
    by_room = known.poll.split is Split.ROOM
    order = ("room", "sector", "size") if by_room else ("sector", "size", "room")
    voters = _voters_in(writer, rounds)
    said = [tuple(voter[name] for name in order) for voter in voters]
    changed = [
        {"key": voter["key"], **dict(zip(order, kept, strict=True))}
        for voter, was, kept in zip(voters, said, coarsened(said, threshold), strict=True)
        if kept != was
    ]
    for table in (_VOTERS, _ROOMS) if changed else ():
        names = [column.name for column in table.c]
        rows = [{f"its_{name}": row[name] for name in names} for row in changed]
        new: dict[str, Any] = {name: bindparam(f"its_{name}") for name in names}
        of_key = table.c.key == new.pop("key")
        writer.connection.execute(update(table).where(of_key).values(new), rows)


def _voters_in(reader: Reader, rounds: Sequence[str]) -> Sequence[Mapping[str, str]]:
    """What is known of whoever voted in some rounds, under their keys."""
    voted = select(_TABLE.c.voter_key).where(_TABLE.c.round_id.in_(rounds))
    room = func.coalesce(_ROOMS.c.room, "").label("room")
    asked = select(_VOTERS, room).outerjoin(_ROOMS, _ROOMS.c.key == _VOTERS.c.key)
    found = reader.connection.execute(asked.where(_VOTERS.c.key.in_(voted)))
    return [dict(row) for row in found.mappings()]


def note_count(writer: Writer, known: Round, channels: Mapping[Channel, int]) -> None:
    """Keep the digest of a closed round's ballots as they lie, and people by channel."""
    count = RoundCount(
        digest_of(known.id, writer.ballots(known.id)),
        tuple((channel, channels[channel]) for channel in Channel if channels.get(channel)),
    )
    writer.note_entry(tables.round_counts, known.id, msgspec.json.encode(count).decode())


def count_of(reader: Reader, round_id: str) -> RoundCount:
    """What is kept beside a round's ballots; of one that is still open, nothing."""
    kept = reader.entry(tables.round_counts, round_id)
    return decoded(kept, RoundCount) if kept else NO_COUNT
