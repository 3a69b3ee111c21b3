"""Rounds as somebody is told of them who asks the seminar's file itself."""

from facilitator.domain.polls.polls import Round
from facilitator.domain.polls.tally import Tally
from facilitator.services.polls import rounds_held
from facilitator.store.seminar_store import SeminarStore


def latest_round(file: SeminarStore, poll_id: str) -> Round | None:
    """The newest round of a poll, None while it is a draft."""
    with file.read() as reader:
        return rounds_held.newest(reader, poll_id)


def tally_round(file: SeminarStore, round_id: str) -> Tally:
    """What a closed round came to; raises SeminarError while it is open or counted."""
    with file.read() as reader:
        return rounds_held.tallied(reader, reader.get(Round, round_id))
