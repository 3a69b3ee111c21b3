"""Showing: what phones are shown, from one snapshot; the stage decides, as for the room."""

import contextlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, author_of
from facilitator.domain.people.participants import Consent, consent_id
from facilitator.domain.polls.methods.shared.dealt import Dealt
from facilitator.domain.polls.polls import Ballot, Poll, Round, RoundState
from facilitator.domain.polls.voters.electorate import is_listed, may_vote
from facilitator.domain.responses.responses import Response, Upvote
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.run_sheet import RunSheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.seminar.speaking import Asker
from facilitator.domain.stage.sights import Groups, View
from facilitator.domain.stage.stage import ASKING_SCENES, POLL_SCENES, Scene, Stage
from facilitator.domain.wording import Message, Text, Wording
from facilitator.services.people import joining, placing
from facilitator.services.polls import dealing
from facilitator.services.polls.opening import Opening
from facilitator.services.polls.rounds_held import before_the_room, people_in
from facilitator.services.polls.voters import Voter, voter_key
from facilitator.services.responses.collecting import open_questions
from facilitator.services.seminar.as_seen import Marks, marks_in
from facilitator.services.seminar.rooms import (
    nothing_else,
    rounds_here,
    seen_in,
    waits,
    why_not_here,
)
from facilitator.services.seminar.running import is_first, sheet_in, why_stay
from facilitator.services.views import speakers
from facilitator.services.views.beside_words import unpointed
from facilitator.services.views.projector import groups_in, view_in
from facilitator.services.views.speakers import SpeakersShown
from facilitator.store.records.ballots import ballot_by
from facilitator.store.records.facts import EPOCH
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True, kw_only=True)
class PollShown:
    """A poll with its round, how many have voted in it, and the round's number.

    Before there is a round, `number` is what it will have. One that `waits` is put to all rooms, of
    which this one is cut off; `elsewhere` is why it is not run in this room, if it is not;
    `barred` why it cannot be opened now.
    """

    poll: Poll
    round: Round | None
    cast: int
    number: int = 1
    waits: bool = False
    elsewhere: Message | None = None
    barred: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """Everything phones may be shown at one moment; `groups` while they are shown or at work.

    `marks` are what the facilitator's own phone says it saw.
    """

    seminar: Seminar
    stage: Stage
    view: View
    sheet: RunSheet
    questions: tuple[Question, ...]
    wall: tuple[Response, ...]
    wall_total: int
    upvotes: Counter[str]
    poll: PollShown | None
    marks: Marks
    groups: Groups | None = None
    speakers: SpeakersShown | None = None
    epoch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What belongs to one device: its responses, its ballot in the open round, its breakout.

    `admitted` is the id of an open round of a list on which its person is; `speaks`, while there is
    a speakers' list, its place there and what it is called before the room. While `held` the
    facilitator is asked whether it may have the name that was given. `dealt` is what it is
    to judge, of others while the room sorts, of its own group while groups check their notes.
    """

    responses: tuple[Response, ...]
    ballot: Ballot | None
    admitted: str
    held: bool
    upvoted: tuple[str, ...]
    group: Breakout | None
    topic: str
    consent: Consent | None
    speaks: tuple[str, Text] | None = None
    dealt: tuple[Dealt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What the facilitator can put before the room in the running segment; `held` is why nothing
    can be now, `stays` why the segment cannot be left, `is_first` that none is before it.
    """

    polls: tuple[PollShown, ...] = ()
    questions: tuple[Question, ...] = ()
    held: Message | None = None
    stays: Message | None = None
    is_first: bool = False


def behind(file: SeminarStore, segment: Segment | None) -> Behind:
    """The polls and questions of a segment, each poll with its round in it."""
    if segment is None:
        return Behind()
    with file.read() as reader:
        opening = Opening(reader)
        polls = [reader.find(Poll, id) for id in segment.poll_ids]
        questions = [reader.find(Question, id) for id in segment.question_ids]
        return Behind(
            polls=tuple(
                replace(_here(reader, poll, segment.id), barred=opening.barred(poll))
                for poll in polls
                if poll is not None
            ),
            questions=tuple(q for q in questions if q is not None),
            held=nothing_else(reader),
            stays=why_stay(reader),
            is_first=is_first(reader, segment),
        )


def showing(file: SeminarStore, now: datetime, wall_limit: int = 60) -> Showing:
    """What phones are shown now."""
    with file.read() as reader:
        stage = seen_in(reader)
        sheet = sheet_in(reader, now)
        questions = open_questions(reader)
        wall, wall_total = _wall(reader, stage, wall_limit)
        return Showing(
            seminar=reader.get(Seminar, SEMINAR_ID),
            stage=stage,
            view=view_in(reader, now, wall_limit),
            sheet=sheet,
            questions=questions,
            wall=tuple(wall),
            wall_total=wall_total,
            upvotes=Counter(u.response_id for u in reader.every(Upvote)) if wall else Counter(),
            poll=_poll(reader, stage),
            marks=marks_in(reader),
            groups=_groups(reader, stage, sheet),
            speakers=speakers.shown(reader),
            epoch=reader.fact(EPOCH),
        )


def recounted(file: SeminarStore, shown: Showing, behind: Behind) -> tuple[Showing, Behind]:
    """The same with the ballots of open rounds counted anew, where nothing else has changed."""
    with file.read() as reader:
        return (
            replace(shown, poll=_recounted(reader, shown.poll) if shown.poll else None),
            replace(behind, polls=tuple(_recounted(reader, poll) for poll in behind.polls)),
        )


def own(file: SeminarStore, device: Device, token: str) -> Own:
    """What belongs to a device. Raises NotInError where it has been let out."""
    with file.read() as reader:
        device = joining.who_is_in(reader, device.id)
        mine = reader.every(Response, participant_id=author_of(device))
        group = placing.group_of(reader, device)
        study = reader.find(CaseStudy, group.case_study_id) if group else None
        return Own(
            responses=mine,
            ballot=_ballot(reader, device, token),
            admitted=_admitted(reader, device),
            held=bool(device.asks_for),
            upvoted=tuple(u.response_id for u in reader.every(Upvote, device_id=device.id)),
            group=group,
            topic=study.title if study else "",
            consent=reader.find(Consent, consent_id(author_of(device))),
            speaks=speakers.own(reader, Asker(author_of(device), "")),
            dealt=dealing.dealt_to(reader, device),
        )


def _here(reader: Reader, poll: Poll, segment_id: str) -> PollShown:
    rounds = rounds_here(reader, poll_id=poll.id, segment_id=segment_id)
    current = max(rounds, key=lambda r: r.number, default=None)
    return PollShown(
        poll=poll,
        round=current,
        cast=people_in(reader, current.id) if current else 0,
        elsewhere=why_not_here(reader, poll, current),
    )


def _recounted(reader: Reader, shown: PollShown) -> PollShown:
    if shown.round is None or shown.round.state.is_counted:
        return shown
    return replace(shown, cast=people_in(reader, shown.round.id))


def _wall(reader: Reader, stage: Stage, most: int) -> tuple[Sequence[Response], int]:
    """The newest responses to the question on the stage, and how many there are."""
    if stage.scene not in ASKING_SCENES:
        return (), 0
    question = reader.find(Question, stage.subject_id)
    if question is None or not question.on_wall:
        return (), 0
    on_wall = {"question_id": question.id, "hidden": False}
    latest = unpointed(reader, reader.latest(Response, most, **on_wall))
    return latest, reader.count(Response, **on_wall)


def _poll(reader: Reader, stage: Stage) -> PollShown | None:
    if stage.scene not in POLL_SCENES:
        return None
    poll = reader.find(Poll, stage.subject_id)
    if poll is None:
        return None
    current, number = before_the_room(reader, poll.id)
    if current is not None and waits(reader, current):
        return PollShown(poll=current.poll, round=current, cast=0, number=number, waits=True)
    cast = people_in(reader, current.id) if current else 0
    return PollShown(
        poll=current.poll if current else poll, round=current, cast=cast, number=number
    )


def _groups(reader: Reader, stage: Stage, sheet: RunSheet) -> Groups | None:
    if stage.scene is Scene.BREAKOUTS:
        return groups_in(reader, stage.subject_id)
    current = sheet.current
    at_work = sheet.run is not None and current and current.kind is SegmentKind.BREAKOUTS
    return groups_in(reader, current.id) if current and at_work else None


def _admitted(reader: Reader, device: Device) -> str:
    for current in rounds_here(reader, state=RoundState.OPEN):
        if is_listed(current.poll) and may_vote(current, device.participant_id, device.id):
            return current.id
    return ""


def _ballot(reader: Reader, device: Device, token: str) -> Ballot | None:
    """The one in the open round, else in one that is still counted."""
    voter = Voter(token, device.participant_id)
    for state in (RoundState.OPEN, RoundState.COUNTING):
        for current in rounds_here(reader, state=state):
            with contextlib.suppress(SeminarError):  # no name was chosen, or a copy takes no votes
                found = ballot_by(reader, current.id, voter_key(reader, current, voter))
                if found is not None:
                    return found
    return None
