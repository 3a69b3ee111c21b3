"""Rounds close by themselves when their countdown is over, whoever notices first: the window and
the room server both look. Only what somebody else has closed meanwhile is passed over; what stands
in the way else is told.
"""

from collections.abc import Sequence
from datetime import datetime

from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.polls.polls import Round, RoundState
from facilitator.domain.seminar.rooms import ALL_ROOMS, is_run_in
from facilitator.services.polls import voting
from facilitator.services.seminar import counting
from facilitator.services.seminar.computer_clock import Uptime
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def is_due(current: Round, now: datetime) -> bool:
    """Whether an open round's countdown is over."""
    open_still = current.state is RoundState.OPEN
    return open_still and current.closes_at is not None and current.closes_at <= now


def next_due(file: SeminarStore) -> datetime | None:
    """When the first countdown of an open round is over, None while there is none."""
    with file.read() as reader:
        rounds = _open_for(reader)
    return min((r.closes_at for r in rounds if r.closes_at is not None), default=None)


def _open_for(reader: Reader) -> Sequence[Round]:
    """The open rounds that close by this computer's clock: those of all rooms by the main one's."""
    every = reader.every(Round, state=RoundState.OPEN)
    return [each for each in every if each.room != ALL_ROOMS or is_run_in(reader.room, each.room)]


def close_due(file: SeminarStore, *, now: datetime) -> None:
    """Close every open round whose countdown is over.

    Raises SeminarError where one cannot be closed, when all others are.
    """
    with file.read() as reader:
        due = [r.id for r in _open_for(reader) if is_due(r, now)]
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
        due = [each for each in _open_for(reader) if each.id == round_id and is_due(each, now)]
    if due:
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
