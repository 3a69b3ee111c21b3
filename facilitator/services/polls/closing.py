"""Rounds close by themselves when their countdown is over, whoever notices first: the window and
the room server both look. Only what somebody else has closed meanwhile is passed over; what stands
in the way else is told.
"""

from datetime import datetime

from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.services.polls import voting
from facilitator.services.seminar import counting
from facilitator.services.seminar.computer_clock import Uptime
from facilitator.store.seminar_store import SeminarStore


def is_due(current: Round, now: datetime) -> bool:
    """Whether an open round's countdown is over."""
    open_still = current.state is RoundState.OPEN
    return open_still and current.closes_at is not None and current.closes_at <= now


def next_due(file: SeminarStore) -> datetime | None:
    """When the first countdown of an open round is over, None while there is none."""
    with file.read() as reader:
        rounds = reader.every(Round, state=RoundState.OPEN)
    return min((r.closes_at for r in rounds if r.closes_at is not None), default=None)


def close_due(file: SeminarStore, *, now: datetime) -> None:
    """Close every open round whose countdown is over.

    Raises SeminarError where one cannot be closed, when all others are.
    """
    with file.read() as reader:
        due = [r.id for r in reader.every(Round, state=RoundState.OPEN) if is_due(r, now)]
    troubles = []
    for round_id in due:
        try:
            close_once(file, round_id, now=now)
        except SeminarError as error:
            troubles.append(error)
    if troubles:
        raise troubles[0]


def close_if_due(file: SeminarStore, round_id: str, now: datetime, uptime: Uptime) -> None:
    """Close a round that seems due, unless it was the clock on the wall that was set forward.

    Raises SeminarError where it stays open although it is due.
    """
    counting.heed_clock(file, now, uptime)
    with file.read() as reader:
        current = reader.find(Round, round_id)
    if current is not None and is_due(current, now):
        close_once(file, round_id, now=now)


def close_once(file: SeminarStore, round_id: str, *, now: datetime) -> None:
    """Close a round that somebody else may be closing too: then all is as it should be.

    Raises SeminarError where it stays open.
    """
    try:
        voting.close_round(file, round_id, now=now)
    except StorageError:
        raise
    except SeminarError:
        with file.read() as reader:
            current = reader.find(Round, round_id)
        if current is not None and current.state is RoundState.OPEN:
            raise
