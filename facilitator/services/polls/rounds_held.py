"""The rounds there are: which stands before the room, how many voted in it, what it came to."""

from datetime import datetime

from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import HandCount, Round, RoundState, hands_id
from facilitator.domain.polls.tally import Tally, count
from facilitator.domain.seminar.agenda import Segment, SegmentRun
from facilitator.domain.seminar.rooms import is_run_in
from facilitator.domain.wording import say
from facilitator.services.seminar.rooms import progress_of, rounds_here
from facilitator.store.records import ballots as store
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def round_in(file: SeminarStore, poll_id: str, segment_id: str) -> Round | None:
    """The newest round of a poll within a segment, None before there is one."""
    with file.read() as reader:
        rounds = rounds_here(reader, poll_id=poll_id, segment_id=segment_id)
    return max(rounds, key=lambda r: r.number, default=None)


def newest(reader: Reader, poll_id: str) -> Round | None:
    """The newest round of a poll, within one snapshot."""
    return max(rounds_here(reader, poll_id=poll_id), key=age, default=None)


def age(held: Round) -> tuple[int, datetime, str]:
    """What puts rounds in order, the newest last."""
    return held.number, held.opened_at, held.id


def kept_back(reader: Reader, known: Round) -> list[Round]:
    """Earlier closed rounds of the same poll, the last of each other segment.

    What was voted on again within its segment was set aside, and stays so.
    """
    last: dict[str, Round] = {}
    for each in sorted(reader.every(Round, poll_id=known.poll_id, room=known.room), key=age):
        if age(each) < age(known) and each.segment_id != known.segment_id:
            last[each.segment_id] = each
    return [each for each in last.values() if each.state is RoundState.CLOSED]


def before_the_room(reader: Reader, poll_id: str) -> tuple[Round | None, int]:
    """The round that a poll is shown by, None before it is opened, and the round's number.

    Where the running segment puts a poll to the vote again, its earlier results are kept back until
    the new round is open: nobody should vote by what the room said before.
    """
    rounds = rounds_here(reader, poll_id=poll_id)
    latest = max(rounds, key=age, default=None)
    if latest is not None and not is_run_in(reader.room, latest.room):
        return latest, latest.number  # the main room says when it is put again
    run = reader.find(SegmentRun, progress_of(reader).run_id)
    here = reader.find(Segment, run.segment_id) if run else None
    voted_here = here is None or any(r.segment_id in ("", here.id) for r in rounds)
    anew = here is not None and poll_id in here.poll_ids and not voted_here
    if latest is None or (anew and latest.state.is_counted):
        return None, 1 + reader.count(Round, poll_id=poll_id)
    return latest, latest.number


def turnout(file: SeminarStore, round_id: str) -> int:
    """How many people have voted in a round, hands included."""
    with file.read() as reader:
        return people_in(reader, round_id)


def people_in(reader: Reader, round_id: str) -> int:
    """How many people have voted in a round, within one snapshot."""
    hands = reader.find(HandCount, hands_id(round_id))
    return reader.turnout(round_id) + (hands.people if hands else 0)


def tallied(reader: Reader, known: Round) -> Tally:
    """What a closed round came to, within one snapshot."""
    if known.state is RoundState.OPEN:
        raise SeminarError(say("Results are sealed until voting closes."))
    if known.state is RoundState.COUNTING:
        raise SeminarError(say("Results are sealed until the count is declared."))
    ways = store.count_of(reader, known.id).channels
    hands = reader.find(HandCount, hands_id(known.id))
    return count(known.poll, reader.ballots(known.id), hands, ways)
