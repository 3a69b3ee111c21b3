"""Gathering ballots: those that came in while the last commit ran share the next one.

A ballot is acknowledged after its commit, so an acknowledged ballot is on the disk; and since many
share a commit, a disk that takes 20 ms to sync makes nobody wait for more than two of them.
"""

import contextlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated

from msgspec import Meta

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import Ballot, Marked, Round
from facilitator.domain.polls.voters.electorate import goes_by_phone, is_listed, not_open_to_you
from facilitator.domain.responses.responses import Channel
from facilitator.domain.wording import Wording, say
from facilitator.services.people import joining
from facilitator.services.polls import dealing, voters
from facilitator.services.polls.voters import Voter, key_secret
from facilitator.services.polls.voting import CLOSED, SAID_OTHERWISE
from facilitator.services.seminar import rooms
from facilitator.store.batches import Seat, seat_on_list
from facilitator.store.records import ballots as store
from facilitator.store.records import devices
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

SEAT_MOVED = say(
    "Another phone that had your name has voted in this round, and its vote counts. The room was "
    "started anew since, so this phone cannot change it. Tell the facilitator, who can take this "
    "vote again."
)

Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[\w:.-]+$")]
Mark = tuple[Annotated[str, Meta(max_length=200)], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBallot(Marked):
    """What was marked, as a phone sends it; `submission` makes a resend count once."""

    round_id: Id
    marks: Annotated[tuple[Mark, ...], Meta(max_length=400)] = ()
    words: Annotated[tuple[Annotated[str, Meta(max_length=400)], ...], Meta(max_length=20)] = ()
    submission: Id


@dataclass(frozen=True, slots=True)
class Envelope:
    """A ballot with whom it comes from, before anybody has looked at it."""

    sent: SentBallot
    voter: Voter
    channel: Channel = Channel.PHONE


class Gathering:
    """Takes in the ballots of one file. What cannot change while a round is open is kept here."""

    def __init__(self, file: SeminarStore) -> None:
        self._file = file
        self._known: dict[str, _Open] = {}

    def gather(self, envelopes: Sequence[Envelope], *, now: datetime) -> tuple[Wording | None, ...]:
        """Count what may be counted, in one transaction; None for each that is on the disk now.

        For every other envelope the sentence that says why it was not counted.
        """
        known = self._as_known({envelope.sent.round_id for envelope in envelopes})
        sorted_ = [_sort(known, envelope) for envelope in envelopes]
        ballots = [each for each in sorted_ if isinstance(each, Ballot)]
        plain = len(ballots) == len(envelopes) and not any(map(_deals, known.values()))
        if plain and _agree(ballots) and self._file.step(ballots, _seats(known, envelopes)):
            return (None,) * len(ballots)
        with self._file.write(Verb.TAKE_IN, now) as writer:
            known = {id: self._open(writer, id) for id in known}
            return self._take_in_turn(writer, known, envelopes)

    def _as_known(self, round_ids: Collection[str]) -> Mapping[str, "_Open | None"]:
        """The rounds as they were when their first ballots came, which is looked for once."""
        if any(id not in self._known for id in round_ids):
            with self._file.read() as reader:
                return {id: self._known.get(id) or self._open(reader, id) for id in round_ids}
        return {id: self._known[id] for id in round_ids}

    def forget_closed(self) -> None:
        """Hold no secret of a round that was closed, whoever closed it."""
        dealing.forget()
        if self._known:
            with self._file.read() as reader:
                for round_id in [*self._known]:
                    self._open(reader, round_id)

    def _take_in_turn(
        self, writer: Writer, known: Mapping[str, "_Open | None"], envelopes: Sequence[Envelope]
    ) -> tuple[Wording | None, ...]:
        """One by one: a refusal is no other's, and what was counted before is received."""
        ballots: dict[tuple[str, str, str], Ballot] = {}
        answers: list[Wording | None] = []
        for envelope in envelopes:
            if _is_out(writer, envelope.voter):
                answers.append(joining.NOT_IN)
                continue
            _find_seat(writer, known.get(envelope.sent.round_id), envelope.voter)
            ballot, sent = _sort(known, envelope, writer), envelope.sent
            if not isinstance(ballot, Ballot):
                if known.get(sent.round_id) is None and rooms.is_unseen(writer, sent.round_id):
                    ballot = rooms.UNSEEN
                given = sent.round_id, envelope.voter, sent.submission
                answers.append(None if voters.has_received(writer, *given) else ballot)
                continue
            first = ballots.get(store.sent_as(ballot), ballot)
            if not _agree([first, ballot]) or store.said_otherwise(writer, ballot):
                answers.append(SAID_OTHERWISE)
            else:
                ballots.setdefault(store.sent_as(ballot), ballot)
                answers.append(None)
        store.cast_all(writer, [*ballots.values()])
        return tuple(answers)

    def _open(self, reader: Reader, round_id: str) -> "_Open | None":
        """The round as it is within this transaction, None when it takes no ballots."""
        if not store.is_open(reader, round_id):
            self._known.pop(round_id, None)
            return None
        known, current = self._known.get(round_id), reader.get(Round, round_id)
        if known is None or known.round != current:
            listed = frozenset(current.entitled) if is_listed(current.poll) else None
            seats = known.seats if known is not None else {}
            waits = rooms.waits(reader, current)
            known = _Open(current, key_secret(reader, current), listed, seats, waits)
            self._known[round_id] = known
        return known


@dataclass(frozen=True, slots=True)
class _Open:
    """A round that takes ballots, the secret its keys are made with, and who may vote where not
    anybody may. `seats` are the keys under which people on the list have sent a ballot: another
    phone that takes somebody's seat sends under that, so that they have one vote. Like the secret
    it is in the memory of this process alone, and goes with it when the round closes. The file says
    only who has voted (`Ballot.seat`): where another process took that vote, it stays as it is.
    """

    round: Round
    secret: str | None
    listed: frozenset[str] | None
    seats: dict[str, str] = field(default_factory=dict)
    waits: bool = False

    def lets(self, voter: Voter) -> bool:
        """Whether the round is open to somebody."""
        return self.listed is None or (voter.participant_id or voter.device_id) in self.listed

    def may_have_voted(self, voter: Voter) -> bool:
        """Whether somebody may have voted under a key that nobody knows any more."""
        if voter.seated_at is None or not goes_by_phone(self.round.poll):
            return False
        return voter.seated_at >= self.round.opened_at and voter.participant_id not in self.seats


def _seats(known: Mapping[str, "_Open | None"], envelopes: Sequence[Envelope]) -> set[Seat]:
    """The phones that ballots come from, as the server knows them: somebody may have let one out
    since, of which it has not heard. What is on the disk decides.
    """
    seats = set()
    for envelope in envelopes:
        held, voter = known[envelope.sent.round_id], envelope.voter
        if voter.device_id and held is not None:
            whose = voter.device_id, voter.participant_id
            seats.add(Seat(*whose) if held.listed is None else seat_on_list(*whose, held.round.id))
    return seats


def _is_out(reader: Reader, voter: Voter) -> bool:
    """Whether the phone of a voter has been let out, or is somebody else's by now."""
    if not voter.device_id:
        return False
    seats = devices.devices_where(reader, id=voter.device_id)
    return voter.participant_id not in [each.participant_id for each in seats]


def _find_seat(writer: Writer, known: "_Open | None", voter: Voter) -> None:
    """Whose own key has a ballot has no other one: that is their seat's. So it is of those of whose
    seat none came.
    """
    if known is None or not known.may_have_voted(voter):
        return
    with contextlib.suppress(SeminarError):  # a copy takes no votes
        key = voters.key_under(known.round, known.secret, voter)
        seat = voters.seat_mark(known.round, known.secret, voter)
        by_this = store.ballot_by(writer, known.round.id, key) is not None
        if by_this or not store.has_sat(writer, known.round.id, seat):
            known.seats[voter.participant_id] = key


def _deals(known: _Open | None) -> bool:
    """Whether a round's ballots have to be held against what others said."""
    return known is not None and method_of(known.round.poll).deals


def _sort(
    known: Mapping[str, _Open | None], envelope: Envelope, reader: Reader | None = None
) -> Ballot | Wording:
    """A ballot that may be counted, or why it may not."""
    held = known[envelope.sent.round_id]
    try:
        if reader is not None and held is not None and _deals(held):
            dealing.check_ballot(reader, held.round, envelope.voter, envelope.sent.marks)
        return _ballot(held, envelope)
    except SeminarError as refusal:
        return refusal.sentence


def _agree(ballots: Sequence[Ballot]) -> bool:
    """Whether those that were sent twice say the same both times."""
    ids = {store.sent_as(ballot) for ballot in ballots}
    if len(ids) == len(ballots):
        return True
    return len(ids) == len({(store.sent_as(each), store.said_by(each)) for each in ballots})


def _ballot(known: _Open | None, envelope: Envelope) -> Ballot:
    if known is None:
        raise SeminarError(CLOSED)
    if known.waits:
        raise SeminarError(rooms.WAITS)
    sent, voter = envelope.sent, envelope.voter
    if not known.lets(voter):
        raise not_open_to_you(known.round.poll)
    ballot = voters.ballot_under(
        known.round,
        known.secret,
        voter,
        sent,
        channel=envelope.channel,
        submission=sent.submission,
    )
    if not voter.participant_id:
        return ballot
    if known.may_have_voted(voter):
        raise SeminarError(SEAT_MOVED)
    key = known.seats.setdefault(voter.participant_id, ballot.voter_key)
    return replace(ballot, voter_key=key)


def do_together(
    file: SeminarStore, jobs: Sequence[Callable[[Writer], object]], *, now: datetime
) -> tuple[object, ...]:
    """Run jobs in one transaction; each one's result, or the SeminarError that ended it alone."""
    results: list[object] = []
    with file.write(Verb.TAKE_IN, now) as writer:
        for job in jobs:
            try:
                with writer.part():
                    results.append(job(writer))
            except StorageError:
                raise  # which is everybody's
            except SeminarError as refusal:
                results.append(refusal)
    return tuple(results)
