"""What the room sees in which it is asked, where its day stands, and which votes it takes."""

from dataclasses import replace

from facilitator.domain.polls.polls import Poll, Round, RoundState
from facilitator.domain.polls.voters.electorate import is_plenary
from facilitator.domain.seminar.agenda import Progress, progress_in
from facilitator.domain.seminar.rooms import ALL_ROOMS, MAIN
from facilitator.domain.stage.stage import POLL_SCENES, Scene, Stage, stage_in
from facilitator.domain.wording import Message, brief, say
from facilitator.store.records.facts import OWN_COPY
from facilitator.store.records.reader import Reader

WAITS = say(
    "All rooms vote on this. This room is without the network, so the vote waits until it is back."
)

UNSEEN = say(
    "This vote was opened just before the room lost the network. It waits until the network is "
    "back: vote again then."
)

RUN_IN_MAIN = say("All rooms vote on this together, so it is opened and closed in the main room.")


def stage_of(reader: Reader) -> Stage:
    """What the room was shown last by whoever leads it."""
    begun = stage_in(reader.room)
    return reader.find(Stage, begun.id) or begun


def seen_in(reader: Reader) -> Stage:
    """What the room sees now: what it was shown last, or the vote that all rooms take. That stands
    before each while it is open; then as long as the main room sees it, unless something else has
    been shown since. So does one that waits for a room that is by itself.
    """
    own = stage_of(reader)
    if reader.room == MAIN:
        return own
    of_all = Stage(id=own.id, room=own.room, blank=own.blank, scene=Scene.POLL)
    if is_by_itself(reader):
        held = next(iter(waiting(reader)), None)
        if held is None or (own.since is not None and own.since > held.opened_at):
            return own
        return replace(of_all, subject_id=held.poll_id, since=held.opened_at)
    if (vote := open_to_all(reader)) is not None:
        return replace(of_all, subject_id=vote.poll_id, since=vote.opened_at)
    main = reader.find(Stage, stage_in(MAIN).id)
    if main is None or main.scene not in POLL_SCENES or main.since is None:
        return own
    is_later = own.since is None or own.since < main.since
    if is_later and reader.every(Round, poll_id=main.subject_id, room=ALL_ROOMS):
        return replace(of_all, scene=main.scene, subject_id=main.subject_id, since=main.since)
    return own


def open_to_all(reader: Reader) -> Round | None:
    """The round that is open in all rooms, None where none is, or this room is by itself."""
    if is_by_itself(reader):
        return None
    return next(iter(reader.every(Round, state=RoundState.OPEN, room=ALL_ROOMS)), None)


def all_vote(vote: Round) -> Message:
    """Why a room does nothing else while it takes a vote of all rooms."""
    return say(
        "All rooms are voting on “{title}”. The main room closes that vote.",
        title=brief(vote.poll.title),
    )


def nothing_else(reader: Reader) -> Message | None:
    """Why nothing can be put before the room now, None where it can."""
    vote = open_to_all(reader) if reader.room != MAIN else None
    return None if vote is None else all_vote(vote)


def rounds_here(reader: Reader, **where: object) -> tuple[Round, ...]:
    """The rounds that the room votes in: its own, and those of all rooms."""
    own = reader.every(Round, room=reader.room, **where)
    return (*own, *reader.every(Round, room=ALL_ROOMS, **where))


def rounds_run_here(reader: Reader, **where: object) -> tuple[Round, ...]:
    """The rounds that are opened and closed in the room."""
    if reader.room == MAIN and not is_by_itself(reader):
        return rounds_here(reader, **where)
    return reader.every(Round, room=reader.room, **where)


def is_by_itself(reader: Reader) -> bool:
    """Whether the room goes on in its own copy of the seminar, without the others."""
    return reader.fact(OWN_COPY) is not None


def waiting(reader: Reader) -> tuple[Round, ...]:
    """The votes of all rooms that wait until this one is with them again."""
    if not is_by_itself(reader):
        return ()
    every = reader.every(Round, room=ALL_ROOMS)
    return tuple(each for each in every if not each.state.is_counted)


def waits(reader: Reader, held: Round) -> bool:
    """Whether this is one of them."""
    return held.room == ALL_ROOMS and not held.state.is_counted and is_by_itself(reader)


def is_unseen(reader: Reader, round_id: str) -> bool:
    """Whether a round is none that a room by itself can know: its copy was made before it."""
    return is_by_itself(reader) and reader.find(Round, round_id) is None


def why_not_here(reader: Reader, poll: Poll, held: Round | None) -> Message | None:
    """Why a vote is not run in the room, from its opening to its result; None where it is."""
    if not (is_plenary(poll) if held is None else held.room == ALL_ROOMS):
        return None
    if is_by_itself(reader) and (held is None or not held.state.is_counted):
        return WAITS
    return None if reader.room == MAIN else RUN_IN_MAIN


def progress_of(reader: Reader) -> Progress:
    """Where the day stands in the room."""
    begun = progress_in(reader.room)
    return reader.find(Progress, begun.id) or begun
