"""Whoever votes: the key a ballot is kept under, and what a voter can find out about their own."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import ballots as rules
from facilitator.domain.polls.cross_tables import can_be_split
from facilitator.domain.polls.polls import Ballot, Marked, Round, RoundState, Secrecy
from facilitator.domain.polls.voters.electorate import goes_by_phone, is_listed
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.rooms import ALL_ROOMS
from facilitator.domain.wording import say
from facilitator.services.seminar.rooms import waits
from facilitator.store.records import ballots as store
from facilitator.store.records import tables
from facilitator.store.records.facts import PSEUDONYM_SECRET
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

TAKE_AGAIN = say(
    "This seminar is a copy made while the vote was open, or the key of the vote is lost: it holds "
    "none of its ballots, and takes none. End this round in Run (close it, or declare its count), "
    "then take the vote again."
)


NOT_COUNTED_YET = say("The votes are not counted yet. Ask again once voting has closed.")


@dataclass(frozen=True, slots=True)
class Voter:
    """Who casts: a random token, and what the person chose to say about themselves. `device_id` is
    the phone that they use, `seated_at` when that took the seat of another one, where it did;
    `room` is the one that they are in, "" where nobody knows.
    """

    token: str
    participant_id: str = ""
    sector: str = ""
    size: str = ""
    device_id: str = ""
    seated_at: datetime | None = None
    room: str = ""


def among_counted(
    file: SeminarStore, round_id: str, voter: Voter, submission: str
) -> tuple[bool, int]:
    """Whether a ballot that a voter sent is among those that count, and how many these are.

    Raises SeminarError while ballots still come in.
    """
    with file.read() as reader:
        held = reader.find(Round, round_id)
        if held is None or held.state is RoundState.OPEN:
            raise SeminarError(NOT_COUNTED_YET)
        return has_received(reader, round_id, voter, submission), reader.turnout(round_id)


def has_received(reader: Reader, round_id: str, voter: Voter, submission: str) -> bool:
    """Whether a ballot that a voter sent is among those that a round counted, or is counting.

    Nobody is told how it was marked. Of a round that is closed the submission alone is asked for.
    """
    if store.is_received(reader, round_id, submission):
        return True
    current = reader.find(Round, round_id)
    if current is None or current.state is not RoundState.COUNTING:
        return False
    try:
        key = voter_key(reader, current, voter)
    except SeminarError:  # whoever has no key here has sent nothing
        return False
    return store.was_sent(reader, round_id, key, submission)


def voter_key(reader: Reader, current: Round, voter: Voter) -> str:
    """The key a voter's ballot is kept under in a round.

    Named: the participant. Pseudonymous: the same for a token in every poll of this file. Sealed:
    the token hashed with a secret that is destroyed when the round closes; where a list says who
    may vote, the person's id is hashed: whoever is on it has one vote, on whatever device.
    """
    return key_under(current, key_secret(reader, current), voter)


def key_secret(reader: Reader, current: Round) -> str | None:
    """The secret that a round's keys are made with, "" for named rounds; None in copies."""
    own = store.round_secret(reader, current.id)
    if own is not None and current.poll.secrecy is Secrecy.PSEUDONYMOUS:
        return reader.fact(PSEUDONYM_SECRET)
    return own


def must_be_taken_again(reader: Reader) -> tuple[Round, ...]:
    """The rounds that were open, or counted, when this copy was made: it has none of their
    ballots.
    """
    rounds = (r for r in reader.every(Round) if not (r.state.is_counted or waits(reader, r)))
    return tuple(r for r in rounds if key_secret(reader, r) is None)


def sealed(file: SeminarStore) -> frozenset[str]:
    """The rounds that are closed, with all that this does to their ballots."""
    with file.read() as reader:
        return frozenset(reader.entries(tables.round_counts))


def ballot_under(
    held: Round,
    secret: str | None,
    voter: Voter,
    marked: Marked,
    *,
    channel: Channel,
    submission: str,
) -> Ballot:
    """What was marked as it is counted. Raises SeminarError where the poll's rules do not have it,
    or the voter has no key.
    """
    rules.check(held.poll, marked.marks, marked.words)
    sector, size, room = _kept_of(held, voter)
    return Ballot(
        round_id=held.id,
        voter_key=key_under(held, secret, voter),
        marks=marked.marks,
        words=marked.words,
        channel=channel,
        sector=sector,
        size=size,
        room=room,
        submission=submission,
        seat=seat_mark(held, secret, voter) if channel is Channel.PHONE else "",
    )


def _kept_of(held: Round, voter: Voter) -> tuple[str, str, str]:
    """Which sector, size and room are kept of a voter: no room but where a vote of all rooms is
    told by room, and no more of a sealed one, which is told by nothing else.
    """
    by_room = held.room == ALL_ROOMS and held.poll.split is Split.ROOM
    if not (by_room and can_be_split(held.poll)):
        return voter.sector, voter.size, ""
    if held.poll.secrecy is Secrecy.SEALED:
        return "", "", voter.room
    return voter.sector, voter.size, voter.room


def seat_mark(current: Round, secret: str | None, voter: Voter) -> str:
    """What says that somebody on the list has voted, whose ballots stand under keys of phones; ""
    of others. It is joined to no ballot, and goes when the round closes.
    """
    if not secret or not voter.participant_id or not goes_by_phone(current.poll):
        return ""
    seat = f"seat:{current.id}:{voter.participant_id}"
    return hmac.new(secret.encode(), seat.encode(), hashlib.sha256).hexdigest()[:32]


def key_under(current: Round, secret: str | None, voter: Voter) -> str:
    """A voter's key, made with the round's secret."""
    if secret is None:
        raise SeminarError(TAKE_AGAIN)
    if current.poll.secrecy is Secrecy.NAMED:
        if not voter.participant_id:
            raise SeminarError(say("This vote is by name. Choose your name from the list first."))
        return voter.participant_id
    one = voter.token
    if is_listed(current.poll) and voter.participant_id:
        one = f"person:{voter.participant_id}"
    return hmac.new(secret.encode(), one.encode(), hashlib.sha256).hexdigest()[:32]
