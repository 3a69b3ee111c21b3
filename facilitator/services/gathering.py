"""Gathering ballots: those that came in while the last commit ran share the next one.

A ballot is acknowledged after its commit, so an acknowledged ballot is on the disk; and since many
share a commit, a disk that takes 20 ms to sync makes nobody wait for more than two of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from facilitator.domain import ballots as rules
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import Ballot, Round, RoundState
from facilitator.domain.questions import Channel
from facilitator.services.voting import CLOSED, Voter, key_secret, key_under
from facilitator.store import ballots as store
from facilitator.store.file import SeminarFile
from facilitator.store.journal import Writer
from facilitator.store.queries import Reader


@dataclass(frozen=True, slots=True)
class Envelope:
    """A ballot as it comes in, before anybody has looked at it."""

    round_id: str
    voter: Voter
    marks: tuple[tuple[str, int], ...]
    words: tuple[str, ...]
    submission: str
    channel: Channel = Channel.PHONE


def gather(file: SeminarFile, envelopes: Sequence[Envelope], *, now: datetime) -> tuple[str, ...]:
    """Count what may be counted, in one transaction; "" for each that is on the disk now.

    For every other envelope the sentence that says why it was not counted.
    """
    refusals = [""] * len(envelopes)
    with file.write("", now) as writer:
        rounds = {e.round_id for e in envelopes}
        open_rounds = {id: _Open.of(writer, id) for id in rounds}
        casts = []
        for index, envelope in enumerate(envelopes):
            try:
                ballot = open_rounds[envelope.round_id].take(envelope)
                casts.append(store.Cast(ballot, envelope.submission))
            except SeminarError as refusal:
                refusals[index] = str(refusal)
        store.cast_all(writer, casts)
    return tuple(refusals)


def do_together(
    file: SeminarFile, jobs: Sequence[Callable[[Writer], object]], *, now: datetime
) -> tuple[object, ...]:
    """Run jobs in one transaction; each one's result, or the SeminarError that ended it alone."""
    results: list[object] = []
    with file.write("", now) as writer:
        for job in jobs:
            try:
                with writer.part():
                    results.append(job(writer))
            except SeminarError as refusal:
                results.append(refusal)
    return tuple(results)


class _Open:
    """A round while one batch is taken in: looked up once, whatever the batch's size."""

    def __init__(self, current: Round | None, secret: str | None) -> None:
        self._current = current
        self._secret = secret

    @classmethod
    def of(cls, reader: Reader, round_id: str) -> "_Open":
        current = reader.find(Round, round_id)
        if current is None or current.state is not RoundState.OPEN:
            return cls(None, None)
        return cls(current, key_secret(reader, current))

    def take(self, envelope: Envelope) -> Ballot:
        if self._current is None:
            raise SeminarError(CLOSED)
        rules.check(self._current.poll, envelope.marks, envelope.words)
        voter = envelope.voter
        return Ballot(
            round_id=envelope.round_id,
            voter_key=key_under(self._current, self._secret, voter),
            marks=envelope.marks,
            words=envelope.words,
            channel=envelope.channel,
            sector=voter.sector,
            size=voter.size,
        )
