"""Voting: rounds opened, ballots cast, rounds closed, sealed and revealed."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls import ballots as ballot_rules
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.polls import (
    Ballot,
    HandCount,
    Marked,
    Poll,
    Round,
    RoundState,
    Secrecy,
    hands_id,
)
from facilitator.domain.polls.voters.electorate import (
    is_plenary,
    may_vote,
    not_open_to_you,
    too_many,
)
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.rooms import ALL_ROOMS
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.domain.wording import Message, say
from facilitator.services.notes import member_checks
from facilitator.services.polls import dealing, forgetting, opening, voters
from facilitator.services.polls.paper_piles import forget_sheets
from facilitator.services.polls.releasing import release_of
from facilitator.services.polls.rounds_held import kept_back, people_in
from facilitator.services.polls.voters import Voter
from facilitator.services.seminar.as_seen import CHANGED
from facilitator.services.seminar.rooms import (
    UNSEEN,
    WAITS,
    is_unseen,
    rounds_here,
    stage_of,
    waits,
    why_not_here,
)
from facilitator.store.files.file import new_id
from facilitator.store.records import ballots as store
from facilitator.store.records import tables
from facilitator.store.records.facts import PSEUDONYM_SECRET
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

CLOSED = say("Voting has closed, so this ballot was not counted.")
NOT_OPEN = say("This round is not open.")
SAID_OTHERWISE = say(
    "This ballot was sent before and said something else. Mark it anew, then send it again."
)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter is told: the ballot is on the disk, in place of an earlier one or not."""

    replaced: bool


def open_round(
    file: SeminarStore,
    poll_id: str,
    *,
    reason: str = "",
    present: int = 0,
    segment_id: str = "",
    seen: str | None = None,
    now: datetime,
) -> Round:
    """Open the next round of a poll, with wording, items and threshold locked as they are now.

    A second round within one segment needs a reason. Raises SeminarError when another poll is open
    in the room, or in any room where all vote, and where the poll's latest round in the segment is
    not the one that was `seen` ("" for none; None for whichever it is).
    """
    forgetting.begin()
    with file.write(Verb.OPEN_ROUND, now) as writer:
        poll = writer.get(Poll, poll_id)
        if seen not in (None, _latest_here(writer, poll_id, segment_id)):
            raise SeminarError(CHANGED)
        _may_open(writer, poll, reason, segment_id)
        entitled, here = opening.electorate(writer, poll)
        opened = Round(
            id=new_id(),
            poll_id=poll_id,
            number=1 + len(writer.every(Round, poll_id=poll_id)),
            state=RoundState.OPEN,
            poll=poll,
            opened_at=now,
            present=here if entitled else present or here,
            reason=reason.strip(),
            segment_id=segment_id,
            awaits_count=poll.awaits_count,
            tells_recount=True,
            room=ALL_ROOMS if is_plenary(poll) else writer.room,
            entitled=entitled,
        )
        writer.put(opened)
        is_of_file = poll.secrecy is Secrecy.PSEUDONYMOUS  # there the file's secret makes the keys
        secret = "" if is_of_file else secrets.token_hex(32)
        store.note_round_secret(writer, opened.id, secret)
        writer.put(_show_poll(writer, poll_id, now))
    return opened


def await_count(file: SeminarStore, round_id: str, *, now: datetime) -> Round:
    """Have an open round that closes, also by its countdown, wait for a count of paper or hands."""
    with file.write(Verb.AWAIT_COUNT, now) as writer:
        current = _in_state(writer, round_id, RoundState.OPEN, NOT_OPEN)
        current = replace(current, awaits_count=True)
        writer.put(current)
    return current


def close_round(file: SeminarStore, round_id: str, *, now: datetime) -> Round:
    """End a round for phones and the tablet. Where a count of paper or hands is awaited, or is of
    more people than may vote, it is counting from then on, until that is declared; else it is
    sealed at once.
    """
    with file.write(Verb.CLOSE_ROUND, now) as writer:
        current = _in_state(writer, round_id, RoundState.OPEN, NOT_OPEN)
        if current.awaits_count or too_many(current, people_in(writer, round_id)):
            closed = replace(current, state=RoundState.COUNTING, closed_at=now)
            writer.put(closed)
            return closed
        closed = _sealed(writer, replace(current, closed_at=now), now)
    file.checkpoint()
    return closed


def declare_count(file: SeminarStore, round_id: str, *, now: datetime) -> Round:
    """Say that paper and hands are counted: nothing is added from then on, and it is sealed."""
    with file.write(Verb.DECLARE_COUNT, now) as writer:
        counting = _in_state(
            writer, round_id, RoundState.COUNTING, say("No count of this round is being made.")
        )
        if wrong := too_many(counting, people_in(writer, round_id)):
            raise SeminarError(wrong)
        closed = _sealed(writer, counting, now)
    file.checkpoint()
    return closed


def _sealed(writer: Writer, held: Round, now: datetime) -> Round:
    """The round closed: its ballots say nothing but what was marked, and those of a sealed one can
    be tied to nobody. What groups answered about their quotes holds from then on.
    """
    closed = replace(held, state=RoundState.CLOSED)
    writer.put(closed)
    forget_sheets(writer, held.id)
    store.seal(writer, closed, writer.get(Seminar, SEMINAR_ID).room_threshold)
    member_checks.take_effect(writer, closed, now)
    return closed


def discard_round(file: SeminarStore, round_id: str, *, now: datetime) -> None:
    """Take back a round that was opened by mistake; that it was open stays in the journal.

    Raises SeminarError when somebody has voted in it: then it is closed like any other.
    """
    with file.write(Verb.DISCARD_ROUND, now, on=(round_id,)) as writer:
        opened = _in_state(writer, round_id, RoundState.OPEN, NOT_OPEN)
        if people_in(writer, round_id):
            raise SeminarError(
                say("Somebody has voted already, so this round stays. Close it instead.")
            )
        if (none_raised := writer.find(HandCount, hands_id(round_id))) is not None:
            writer.remove(none_raised)
        writer.remove(opened)
        writer.note_entry(tables.round_secrets, round_id, None)


def reveal_round(file: SeminarStore, round_id: str, *, now: datetime) -> Round:
    """Reveal a closed round's results to the room, and with them those that were kept back for it;
    what is told of each by group is settled now.

    A vote in one segment stays sealed until the same poll was put again in another, so that it
    anchors nobody; then both are seen together.
    """
    with file.write(Verb.REVEAL_ROUND, now) as writer:
        known = _in_state(
            writer,
            round_id,
            RoundState.CLOSED,
            say("Close this round, and declare its count, before revealing its results."),
        )
        revealed = [
            replace(
                each,
                state=RoundState.REVEALED,
                revealed_at=now,
                release=release_of(writer, each),
            )
            for each in (*kept_back(writer, known), known)
        ]
        writer.put_all(revealed)
        writer.put(_show_poll(writer, known.poll_id, now))
    file.checkpoint()  # where a reader held the log when the round closed
    return revealed[-1]


def reopen_round(file: SeminarStore, round_id: str, reason: str, *, now: datetime) -> Round:
    """Vote again on a poll: a new round begins, the old one stays as it is, the reason is kept."""
    if not reason.strip():
        raise SeminarError(
            say("Say in a few words why the vote is taken again; it goes on record.")
        )
    with file.read() as reader:
        earlier = reader.get(Round, round_id)
    if earlier.state is RoundState.OPEN:
        raise SeminarError(say("This round is still open, so there is nothing to reopen."))
    return open_round(file, earlier.poll_id, reason=reason, segment_id=earlier.segment_id, now=now)


def cast(
    file: SeminarStore,
    round_id: str,
    voter: Voter,
    marks: Sequence[tuple[str, int]],
    words: Sequence[str] = (),
    *,
    submission: str,
    channel: Channel = Channel.TABLET,
    now: datetime,
) -> Receipt:
    """Cast a ballot; it is on the disk when this returns.

    The same voter's later ballot replaces the earlier while the round is open; a resend (the same
    `submission`) counts once, also once the round is closed. Raises SeminarError when the round is
    closed, the ballot invalid, or the submission one that said something else.
    """
    with file.write(Verb.TAKE_IN, now) as writer:
        if voters.has_received(writer, round_id, voter, submission):
            return Receipt(replaced=False)
        marked = Marked(round_id=round_id, marks=tuple(marks), words=tuple(words))
        if channel is Channel.TABLET:
            voter = replace(voter, room=writer.room)
        ballot = make_ballot(writer, voter, marked, channel=channel, submission=submission)
        if store.said_otherwise(writer, ballot):
            raise SeminarError(SAID_OTHERWISE)
        replaced = store.ballot_by(writer, round_id, ballot.voter_key) is not None
        wrong = too_many(writer.get(Round, round_id), people_in(writer, round_id) + 1)
        if wrong and channel is Channel.PAPER and not replaced:  # no name stands on paper
            raise SeminarError(wrong)
        store.cast_all(writer, [ballot])
    return Receipt(replaced)


def make_ballot(
    reader: Reader, voter: Voter, marked: Marked, *, channel: Channel, submission: str
) -> Ballot:
    """A ballot under the key its round's secrecy calls for, checked against the poll's rules."""
    current = reader.find(Round, marked.round_id)
    if current is None and is_unseen(reader, marked.round_id):
        raise SeminarError(UNSEEN)
    if current is None or not _takes(current, channel):
        raise SeminarError(CLOSED)
    if waits(reader, current):
        raise SeminarError(WAITS)
    on_paper = channel is Channel.PAPER and current.poll.secrecy is not Secrecy.NAMED
    if not on_paper and not may_vote(current, voter.participant_id, voter.device_id):
        raise not_open_to_you(current.poll)
    if method_of(current.poll).deals:
        if channel is not Channel.PHONE:
            raise SeminarError(dealing.BY_PHONE_ALONE)
        dealing.check_ballot(reader, current, voter, marked.marks)
    secret = voters.key_secret(reader, current)
    return voters.ballot_under(
        current, secret, voter, marked, channel=channel, submission=submission
    )


def _takes(current: Round, channel: Channel) -> bool:
    """Whether a round takes ballots of a channel: while the count is made, those on paper."""
    on_paper = channel is Channel.PAPER and current.state is RoundState.COUNTING
    return on_paper or current.state is RoundState.OPEN


def count_hands(
    file: SeminarStore,
    round_id: str,
    marks: Sequence[tuple[str, int, int]],
    people: int,
    *,
    now: datetime,
) -> None:
    """Keep a show of hands; counting again replaces the earlier count, until it is declared.

    `marks` are (item id, mark, people). Raises SeminarError when the method cannot be counted by
    hand or the numbers do not fit together.
    """
    with file.write(Verb.COUNT_HANDS, now) as writer:
        current = writer.get(Round, round_id)
        if why := why_not_here(writer, current.poll, current):
            raise SeminarError(why)
        if current.state.is_counted:
            raise SeminarError(say("The count has been declared. Vote again to count again."))
        _put_hands(writer, current, marks, people)


def set_countdown(
    file: SeminarStore, round_id: str, closes_at: datetime | None, *, now: datetime
) -> None:
    """Have an open round close by itself at a moment that every device counts down to.

    With None it stays open until it is closed by hand.
    """
    with file.write(Verb.SET_COUNTDOWN, now) as writer:
        current = _in_state(writer, round_id, RoundState.OPEN, NOT_OPEN)
        writer.put(replace(current, closes_at=closes_at))


def _latest_here(reader: Reader, poll_id: str, segment_id: str) -> str:
    """The id of a poll's latest round in a segment, "" for none."""
    here = rounds_here(reader, poll_id=poll_id, segment_id=segment_id)
    latest = max(here, key=lambda held: held.number, default=None)
    return latest.id if latest else ""


def _may_open(writer: Writer, poll: Poll, reason: str, segment_id: str) -> None:
    opening.Opening(writer).check(poll)
    known = rounds_here(writer, poll_id=poll.id)
    again = any(held.segment_id == segment_id for held in known)
    if again and not reason.strip():
        raise SeminarError(
            say(
                "This poll has been voted on here already. Say why it is voted on again; "
                "the reason goes on record."
            )
        )
    if poll.secrecy is Secrecy.PSEUDONYMOUS and writer.fact(PSEUDONYM_SECRET) is None:
        writer.note_fact(PSEUDONYM_SECRET, secrets.token_hex(32))


def _put_hands(
    writer: Writer, held: Round, marks: Sequence[tuple[str, int, int]], people: int
) -> None:
    ballot_rules.check_hands(held.poll, marks, people)
    people = max(people, ballot_rules.least_raised(held.poll, marks))
    if wrong := too_many(held, writer.turnout(held.id) + people):
        raise SeminarError(wrong)
    writer.put(HandCount(id=hands_id(held.id), marks=tuple(marks), people=people))


def _in_state(writer: Writer, round_id: str, state: RoundState, otherwise: Message) -> Round:
    current = writer.get(Round, round_id)
    if why := why_not_here(writer, current.poll, current):
        raise SeminarError(why)
    if current.state is not state:
        raise SeminarError(otherwise)
    return current


def _show_poll(writer: Writer, poll_id: str, now: datetime) -> Stage:
    """The stage with a poll on it; a blank screen stays blank."""
    kept = stage_of(writer)
    return replace(kept, scene=Scene.POLL, subject_id=poll_id, since=now)
