"""The console: everything the facilitator has before them while the day runs, in one snapshot."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.charts.chart import Chart
from facilitator.domain.facts import Arrivals
from facilitator.domain.facts import Capture as Capture
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.cross_tables import can_be_split
from facilitator.domain.polls.paper.piles import Standing
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import HandCount, Poll, Round, RoundState, hands_id
from facilitator.domain.polls.verdicts import verdict
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.report.who_was_heard import unheard
from facilitator.domain.responses.responses import Channel, Response, Upvote
from facilitator.domain.seminar.agenda import Progress, Segment, SegmentRun
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.run_sheet import RunSheet, write_run_sheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.slides import Slides
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Message, Wording, say
from facilitator.services.people.joining import Claim, arrivals_in, claims_in
from facilitator.services.polls.cautions import caution_in
from facilitator.services.polls.opening import Opening
from facilitator.services.polls.paper_piles import standing_in
from facilitator.services.polls.releasing import checked_in, room_guard
from facilitator.services.polls.rounds_held import people_in, tallied
from facilitator.services.polls.split_results import split_for_room
from facilitator.services.records import authors
from facilitator.services.records.authors import Allowed
from facilitator.services.records.half_typed import HalfTyped
from facilitator.services.responses.collecting import put_captured
from facilitator.services.seminar.rooms import progress_of, rounds_here, stage_of, why_not_here
from facilitator.services.seminar.running import why_stay
from facilitator.services.synthesis.passages import themes_seen
from facilitator.services.synthesis.subjects import subjects
from facilitator.store.records.devices import how_many
from facilitator.store.records.facts import CAPTURE_DRAFT, CAPTURE_LINES, TICKED_PROMPTS
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


@dataclass(frozen=True, slots=True, kw_only=True)
class PollLine:
    """A poll with its rounds in order, and how many have voted in the latest; `caution` is what
    the facilitator is told before that is revealed, None where nothing is; `paper` how far the
    count of its sheets is, None where none was entered; `elsewhere` why it is not run here, if it
    is not; `barred` why it cannot be opened now.
    """

    poll: Poll
    rounds: tuple[Round, ...] = ()
    cast: int = 0
    hands: HandCount | None = None
    caution: Message | None = None
    paper: Standing | None = None
    elsewhere: Message | None = None
    barred: Wording | None = None

    @property
    def latest(self) -> Round | None:
        """The newest round, None while the poll is a draft."""
        return self.rounds[-1] if self.rounds else None


@dataclass(frozen=True, slots=True)
class Result:
    """A revealed poll: its rounds in one chart, and the sentence on the last of them.

    `by_group` is the same by what the poll is split by, as far as the room may see it;
    `can_be_split` says whether this kind of poll can be split at all.
    """

    chart: Chart
    verdict: str
    by_group: Chart | None = None
    split: Split = Split.SECTOR
    can_be_split: bool = False


@dataclass(frozen=True, slots=True)
class ComingIn:
    """What changes while a room votes: how many have, by round, and whose phones are there."""

    cast: Mapping[str, int]
    joined: int
    claims: tuple[Claim, ...]
    paper: Mapping[str, Standing | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The day, the stage, and what can be put before the room.

    `questions` are all that are put to people, `spoken_to` those and the findings: what is said
    can be captured to each; `said` counts responses by question id; `ticked` are
    the prompts done, as (segment id, place in its list); `joined` counts participants' phones,
    `unheard` are the groups of which nobody has spoken to the question that is before the room;
    `claims` are names that a second phone asks for; `heads` are people checked in at the desk.
    `stays` says why the running segment cannot be left now, None where it can.
    """

    seminar: Seminar
    segments: tuple[Segment, ...]
    runs: tuple[SegmentRun, ...]
    progress: Progress
    stage: Stage
    questions: tuple[Question, ...]
    spoken_to: tuple[Question, ...]
    polls: tuple[PollLine, ...]
    themes: tuple[Theme, ...]
    slides: tuple[Slides, ...] = ()
    with_breakouts: frozenset[str] = frozenset()
    said: Counter[str] = field(default_factory=Counter)
    ticked: frozenset[tuple[str, int]] = frozenset()
    joined: int = 0
    claims: tuple[Claim, ...] = ()
    heads: int = 0
    unheard: tuple[str, ...] = ()
    stays: Message | None = None

    def sheet(self, now: datetime) -> RunSheet:
        """Where the day stands at a moment."""
        return write_run_sheet(self.seminar, self.segments, self.runs, self.progress, now)

    def after(self, news: ComingIn) -> "Console":
        """The console when nothing but that has changed."""
        polls = tuple(
            replace(
                line,
                cast=news.cast.get(line.latest.id, line.cast),
                paper=news.paper.get(line.latest.id, line.paper),
            )
            if line.latest
            else line
            for line in self.polls
        )
        return replace(self, polls=polls, joined=news.joined, claims=news.claims)


def console(file: SeminarStore) -> Console:
    """Read it all."""
    with file.read() as reader:
        return Console(
            seminar=reader.get(Seminar, SEMINAR_ID),
            segments=reader.every(Segment),
            runs=reader.every(SegmentRun, room=reader.room),
            progress=progress_of(reader),
            stage=stage_of(reader),
            questions=tuple(
                q for q in reader.every(Question) if q.kind is not QuestionKind.RESEARCH
            ),
            spoken_to=tuple(
                q for q in subjects(reader).values() if q.kind is not QuestionKind.RESEARCH
            ),
            polls=_polls(reader),
            themes=reader.every(Theme),
            slides=reader.every(Slides),
            with_breakouts=frozenset(b.segment_id for b in reader.every(Breakout)),
            said=Counter(
                {q.id: reader.count(Response, question_id=q.id) for q in reader.every(Question)}
            ),
            ticked=_ticked(reader),
            joined=how_many(reader, Role.PARTICIPANT),
            claims=claims_in(reader),
            heads=len(checked_in(reader)),
            unheard=_unheard(reader),
            stays=why_stay(reader),
        )


def coming_in(file: SeminarStore, rounds: Collection[str]) -> ComingIn:
    """What has come in of some rounds: read ten times a second while thousands vote."""
    with file.read() as reader:
        return ComingIn(
            {round_id: people_in(reader, round_id) for round_id in rounds},
            how_many(reader, Role.PARTICIPANT),
            claims_in(reader),
            {round_id: standing_in(reader, round_id) for round_id in rounds},
        )


def _unheard(reader: Reader) -> tuple[str, ...]:
    """The sectors, then the sizes of organisation, that nobody has spoken from to the question
    before the room.
    """
    stage, seminar = stage_of(reader), reader.get(Seminar, SEMINAR_ID)
    question = stage.subject_id if stage.scene in (Scene.QUESTION, Scene.WALL) else ""
    if not question:
        return ()
    came = [person for person in reader.every(Participant) if person.arrived_at is not None]

    def said(group: str, name: str) -> int:
        where = {"question_id": question, group: name}
        return reader.count(Response, **where) + reader.count(Note, **where)

    sectors = {name: said("sector", name) for name in seminar.sectors}
    sizes = {name: said("size", name) for name in seminar.sizes}
    guard = room_guard(seminar)
    return (
        *unheard(seminar.sectors, [person.sector for person in came], sectors, guard),
        *unheard(seminar.sizes, [person.size for person in came], sizes, guard),
    )


def _polls(reader: Reader) -> tuple[PollLine, ...]:
    rounds: dict[str, list[Round]] = {}
    here = rounds_here(reader)
    for known in sorted(here, key=lambda r: (r.number, r.opened_at, r.id)):
        rounds.setdefault(known.poll_id, []).append(known)
    opening = Opening(reader)
    return tuple(
        replace(_poll(reader, poll, rounds.get(poll.id, ())), barred=opening.barred(poll))
        for poll in reader.every(Poll)
    )


def _poll(reader: Reader, poll: Poll, rounds: Sequence[Round]) -> PollLine:
    if not rounds:
        return PollLine(poll=poll, elsewhere=why_not_here(reader, poll, None))
    latest = rounds[-1].id
    return PollLine(
        poll=poll,
        rounds=tuple(rounds),
        cast=people_in(reader, latest),
        hands=reader.find(HandCount, hands_id(latest)),
        caution=caution_in(reader, rounds[-1]),
        paper=standing_in(reader, latest),
        elsewhere=why_not_here(reader, poll, rounds[-1]),
    )


def result(file: SeminarStore, poll_id: str) -> Result | None:
    """What the revealed rounds of a poll came to; None while its latest round is sealed."""
    with file.read() as reader:
        here = rounds_here(reader, poll_id=poll_id)
        rounds = sorted(here, key=lambda r: r.number)
        if not rounds or rounds[-1].state is not RoundState.REVEALED:
            return None
        shown = [r for r in rounds if r.state is RoundState.REVEALED]
        counted = [(say("Round {n}", n=r.number), tallied(reader, r)) for r in shown]
        poll = rounds[-1].poll
        by_group = split_for_room(reader, shown, poll.split)
    return Result(
        chart=chart_of(poll, counted),
        verdict=str(verdict(poll, counted[-1][1])),
        by_group=by_group,
        split=poll.split,
        can_be_split=can_be_split(poll),
    )


def arrivals(file: SeminarStore) -> Arrivals:
    """How far phones have come that are not in yet."""
    with file.read() as reader:
        return arrivals_in(reader)


def responses(file: SeminarStore, question_id: str) -> tuple[Response, ...]:
    """The responses to a question, newest first; "" means all of them."""
    with file.read() as reader:
        where = {"question_id": question_id} if question_id else {}
        return reader.every(Response, **where)[::-1]


def responses_by_id(file: SeminarStore, ids: Sequence[str]) -> tuple[Response, ...]:
    """Those of the responses that are (still) there."""
    with file.read() as reader:
        found = (reader.find(Response, response_id) for response_id in ids)
        return tuple(response for response in found if response is not None)


@dataclass(frozen=True, slots=True)
class Marks:
    """What others have made of responses, by response id: phones' upvotes, and themes by id."""

    upvotes: Counter[str]
    themes: dict[str, tuple[str, ...]]


def marks(file: SeminarStore) -> Marks:
    """The marks of all responses that have any."""
    with file.read() as reader:
        upvotes = Counter(upvote.response_id for upvote in reader.every(Upvote))
        return Marks(upvotes, themes_seen(reader, file.device))


def allowed(file: SeminarStore, ids: Sequence[str]) -> Mapping[str, Allowed]:
    """Of some captures that may be quoted, who noted so and when."""
    with file.read() as reader:
        return authors.allowed(reader, file.device, ids)


_HALF_TYPED = HalfTyped(CAPTURE_DRAFT, CAPTURE_LINES)


def drafts(file: SeminarStore) -> tuple[Capture, ...]:
    """What is being typed in this session, as it was last kept; behind it the lines that were ended
    and could not be written.
    """
    return _HALF_TYPED.kept(file)


def take_up_drafts(
    file: SeminarStore, others: Collection[str], *, now: datetime
) -> tuple[Capture, ...]:
    """The same, with what sessions left behind that are over; `others` go on elsewhere."""
    return _HALF_TYPED.taken_up(file, others, now=now)


def keep_drafts(file: SeminarStore, drafts: Sequence[Capture], *, now: datetime) -> None:
    """Keep what is being typed with the file, outside the record, with the lines behind it."""
    _HALF_TYPED.keep(file, tuple(drafts), now=now)


def capture_draft(
    file: SeminarStore, typed: Capture, *, segment_id: str = "", now: datetime
) -> Response:
    """What was typed becomes a response; in the same breath the kept draft is emptied."""
    with file.write(Verb.CAPTURE, now) as writer:
        following = Capture(question_id=typed.question_id, on_paper=typed.on_paper)
        writer.note_fact(CAPTURE_DRAFT, following)
        return put_captured(
            writer,
            typed.question_id,
            typed.words,
            sector=typed.sector,
            attribution=typed.attribution,
            segment_id=segment_id,
            channel=Channel.PAPER if typed.on_paper else Channel.PLENARY,
            quotable=typed.on_paper and typed.quotable,
            archivable=typed.on_paper and typed.archivable,
            now=now,
        )


def tick(file: SeminarStore, segment_id: str, place: int, done: bool, *, now: datetime) -> None:
    """Tick a prompt, or take the tick away."""
    with file.write(Verb.TICK, now) as writer:
        ticked = _ticked(writer)
        changed = ticked | {(segment_id, place)} if done else ticked - {(segment_id, place)}
        writer.note_fact(TICKED_PROMPTS, tuple(sorted(changed)))


def _ticked(reader: Reader) -> frozenset[tuple[str, int]]:
    ticked = reader.fact(TICKED_PROMPTS)
    return frozenset(ticked)
