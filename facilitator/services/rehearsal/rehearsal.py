"""Rehearsing: the whole day at speed with simulated people, through the services a real day uses.

Every draw depends on the seed and on what is being decided, never on what was drawn before. So a
rehearsal that was cut off goes on from the file's own state and ends as if nothing had happened.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from facilitator import whole_file
from facilitator.domain.acts import Place, Verb
from facilitator.domain.days import on_this_computer
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import MOST_HEADLINES, Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.methods.shared.dealt import Dealt
from facilitator.domain.polls.polls import Poll, Round, RoundState
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentKind
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.seminar.wall_clock import begins_at
from facilitator.domain.stage.stage import Scene
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Text, say
from facilitator.services.notes import member_checks, noting, reading_back
from facilitator.services.polls import dealing, rounds_held, voting
from facilitator.services.rehearsal.cast import CastList, Character
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing, running
from facilitator.services.seminar.room_clock import this_computers_zone
from facilitator.services.seminar.rooms import progress_of
from facilitator.services.templates import loading
from facilitator.services.views import group_board, notes_screen, projector
from facilitator.store.files.file import SeminarFile, make_folder
from facilitator.store.records.facts import CLOCK
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite.passphrases import Passphrase

OWNERS = ("Research team", "Commissioners in the room", "Umbrella body", "Organising partner")
"""The roles that a rehearsal's actions fall to."""

HEADLINED = (NoteKind.POINT, NoteKind.DISAGREEMENT)

Told = Callable[[float, Text], None]
"""Is told how far a rehearsal is (0 to 1) and what happens now."""

_PREPARED: tuple[type[Record], ...] = (
    Seminar,
    Theme,
    CaseStudy,
    Question,
    Finding,
    Poll,
    Segment,
    Breakout,
    Participant,
)


def set_up(
    path: Path,
    source: SeminarFile | None,
    *,
    template: str = loading.DEFAULT,
    place: Place = Place.ELSEWHERE,
    now: datetime,
) -> SeminarFile:
    """The file a rehearsal runs on, marked as one; goes on with `path` when it is there already.

    With a `source`, what was prepared there is rehearsed, under the same passphrase; nothing of the
    source is changed. `place` is where it is asked for.
    """
    passphrase = source.passphrase if source else ""
    if path.exists():
        return _gone_on_with(path, passphrase).at(place)
    today = on_this_computer(now).date()
    zone = this_computers_zone()
    records = (
        _prepared(source) if source else loading.load(template).records_on(today=today, zone=zone)
    )
    make_folder(path.parent)
    with whole_file.scratch(path.parent) as folder:
        file = SeminarFile.create(folder / path.name, passphrase=passphrase).at(place)
        try:
            with file.write(Verb.SET_UP, now) as writer:
                writer.put_all(records)
                seminar = writer.get(Seminar, SEMINAR_ID)
                writer.put(replace(seminar, rehearsal=True))
            file.checkpoint()
        finally:
            file.close()
        whole_file.put_in_place(file.path, path)
    return SeminarFile.open(path, passphrase=passphrase).at(place)


def _gone_on_with(path: Path, passphrase: str | Passphrase) -> SeminarFile:
    """A rehearsal that was begun; simulated people take part in no seminar but one."""
    file = SeminarFile.open(path, passphrase=passphrase)
    with file.read() as reader:
        is_one = reader.get(Seminar, SEMINAR_ID).rehearsal
    if not is_one:
        file.close()
        raise SeminarError(
            say(
                "{file} is a seminar and no rehearsal; it is left as it is. Choose another place.",
                file=str(path),
            )
        )
    return file


def rehearse(
    file: SeminarFile, *, participants: int = 60, seed: int = 1, told: Told = lambda _f, _s: None
) -> None:
    """Run the day to its end on a file made by `set_up`, from wherever the file stands."""
    _Rehearsal(file, CastList(seed), told).run(participants)


def _prepared(source: SeminarStore) -> tuple[Record, ...]:
    with source.read() as reader:
        records: list[Record] = []
        for kind in _PREPARED:
            records.extend(reader.every(kind))
    return tuple(_expected(r) if isinstance(r, Participant) else r for r in records)


def _expected(person: Participant) -> Participant:
    """Somebody who has not come yet."""
    return replace(person, arrived_at=None, seen_here=False)


class _Rehearsal:
    """One simulated day; its clock is the file's own, so that it can be taken up again."""

    def __init__(self, file: SeminarFile, cast_list: CastList, told: Told) -> None:
        self.file = file
        self.cast_list = cast_list
        self.told = told
        self.now = self._clock_of_file()
        self.here: tuple[Character, ...] = ()

    def run(self, participants: int) -> None:
        self._invite(participants)
        self._welcome_people()
        while (progress := self._progress()).state is not DayState.FINISHED:
            if progress.state is DayState.BEFORE:
                running.start_day(self.file, now=self._later(2))
            else:
                self._run_segment()

    def _clock_of_file(self) -> datetime:
        with self.file.read() as reader:
            clock = reader.fact(CLOCK)
            seminar = reader.get(Seminar, SEMINAR_ID)
        begins = begins_at(seminar)
        reached = datetime.fromtimestamp(clock / 1_000_000, UTC)
        same_day = abs(reached - begins) < timedelta(hours=14) and reached > begins
        return reached if same_day else begins - timedelta(minutes=30)

    def _later(self, minutes: float) -> datetime:
        self.now += timedelta(minutes=minutes)
        return self.now

    def _progress(self) -> Progress:
        with self.file.read() as reader:
            return progress_of(reader)

    def _invite(self, participants: int) -> None:
        """Fill the list up to `participants` with fictional people."""
        with self.file.read() as reader:
            known = reader.every(Participant)
            seminar = reader.get(Seminar, SEMINAR_ID)
        missing = self.cast_list.people(seminar, participants)[len(known) : participants]
        if missing:
            preparing.save(self.file, *missing, verb=Verb.SET_UP, now=self.now)

    def _welcome_people(self) -> None:
        """Check in those who come (nearly everybody) and keep their consent."""
        with self.file.read() as reader:
            people = reader.every(Participant)
            seminar = reader.get(Seminar, SEMINAR_ID)
        coming = [person for person in people if self.cast_list.comes(person)]
        if not any(person.arrived_at for person in people):
            moment = self._later(5)
            arrived = [replace(person, arrived_at=moment, seen_here=True) for person in coming]
            consents = [
                Consent(
                    id=consent_id(p.id),
                    given_at=moment,
                    quote=self.cast_list.may_quote(p),
                    archive=self.cast_list.may_archive(p),
                )
                for p in coming
            ]
            preparing.save(self.file, *arrived, *consents, verb=Verb.SET_UP, now=moment)
            begins = begins_at(seminar)
            self.now = max(self.now, begins)
        self.here = tuple(self.cast_list.character(person) for person in coming)

    def _run_segment(self) -> None:
        sheet = running.run_sheet(self.file, self.now)
        assert sheet.current is not None
        assert sheet.run is not None
        segment = sheet.current
        done = [line.segment.id for line in sheet.lines].index(segment.id)
        self.told(done / len(sheet.lines), segment.title)
        if segment.kind is SegmentKind.BREAKOUTS:
            self._run_breakouts(segment)
        if segment.kind is SegmentKind.REPORT_BACK:
            self._agree_who_acts()
            self._report_back(segment)
        for question_id in segment.question_ids:
            if segment.kind is not SegmentKind.BREAKOUTS:
                self._answer(segment, question_id)
        for poll_id in segment.poll_ids:
            self._vote(segment, poll_id)
        minutes = segment.minutes * self.cast_list.pace(segment)
        self.now = max(self.now, sheet.run.started_at + timedelta(minutes=minutes))
        running.go_on(self.file, now=self.now)

    def _answer(self, segment: Segment, question_id: str) -> None:
        """The room answers a question; one answer is starred, and the wall is shown."""
        with self.file.read() as reader:
            question = reader.find(Question, question_id)
        if question is None:
            return
        projector.show(self.file, Scene.WALL, question_id, now=self.now)
        said = collecting.answers(self.file, question_id, segment.id)
        remarks = self.cast_list.remarks(question, self.here)
        for character, words in remarks[len(said) :]:
            response = collecting.capture(
                self.file,
                question_id,
                words,
                sector=character.person.sector if character.says_sector else "",
                size=character.person.size if character.says_sector else "",
                segment_id=segment.id,
                now=self._later(0.8),
            )
            if character.memorable:
                collecting.star(self.file, response, now=self.now)

    def _vote(self, segment: Segment, poll_id: str) -> None:
        """One round from opening to its end, taken up wherever a cut-off rehearsal left it."""
        current = rounds_held.round_in(self.file, poll_id, segment.id)
        if current is None:
            current = voting.open_round(
                self.file, poll_id, segment_id=segment.id, now=self._later(0.5)
            )
        if current.state is RoundState.OPEN:
            dealt = self._deal(current)
            for character in self.here:
                marks, words = self.cast_list.ballot(
                    current.poll, current.number, character, dealt.get(character.person.id, ())
                )
                if marks or words:
                    voting.cast(
                        self.file,
                        current.id,
                        character.voter,
                        marks,
                        words,
                        submission=f"{current.id}:{character.person.id}",
                        channel=Channel.PHONE if dealt else character.channel,
                        now=self.now,
                    )
            current = voting.close_round(self.file, current.id, now=self._later(1))
        if current.state is RoundState.CLOSED and not self._put_again(segment, poll_id):
            voting.reveal_round(self.file, current.id, now=self._later(0.2))

    def _deal(self, current: Round) -> Mapping[str, Sequence[Dealt]]:
        """What each of those who are here has to judge, where the vote deals something."""
        people = [character.person.id for character in self.here]
        with self.file.read() as reader:
            method = method_of(current.poll)
            if method.deals_own:
                return {id: member_checks.asked_of(reader, id, "") for id in people}
            readers = tuple((id, id) for id in people)
            return dealing.hands(reader, current, readers) if method.deals else {}

    def _put_again(self, segment: Segment, poll_id: str) -> bool:
        """Whether a later segment puts the poll again: until then its result stays sealed."""
        with self.file.read() as reader:
            later = [s for s in reader.every(Segment) if s.position > segment.position]
        return any(poll_id in each.poll_ids for each in later)

    def _run_breakouts(self, segment: Segment) -> None:
        """People are allocated, and each group's note-taker takes notes."""
        with self.file.read() as reader:
            groups = reader.every(Breakout, segment_id=segment.id)
        if groups and not any(group.member_ids for group in groups):
            self._make_room(groups)
            groups = preparing.allocate(self.file, segment.id, now=self._later(1))
        projector.show(self.file, Scene.BREAKOUTS, segment.id, now=self.now)
        started = self.now
        for group in groups:
            self.now = started
            self._take_notes(segment, group)

    def _make_room(self, groups: tuple[Breakout, ...]) -> None:
        """More people may be simulated than the groups take; on the copy their rooms grow."""
        with self.file.read() as reader:
            coming = reader.count(Participant)
        each = -(-coming // len(groups))
        if sum(group.capacity or coming for group in groups) < coming:
            larger = [replace(group, capacity=max(group.capacity, each)) for group in groups]
            preparing.save(self.file, *larger, verb=Verb.SET_UP, now=self.now)

    def _report_back(self, segment: Segment) -> None:
        """Each group hears its notes, marks its headline points, and says that they are right."""
        for group in group_board.board(self.file, segment.id).groups:
            if group.notes and not group.checked_at:
                notes = notes_screen.desk(self.file, group.breakout.id).notes
                headlines = [n for n in notes if n.kind in HEADLINED][:MOST_HEADLINES]
                if not group.headlines:
                    noting.turn(self.file, "headline", *headlines, now=self._later(1))
                reading_back.read_back(self.file, group.breakout.id, now=self._later(1))
                reading_back.check(self.file, group.breakout.id, now=self._later(2))

    def _agree_who_acts(self) -> None:
        """Every action gets an owner, and a day some weeks from now."""
        for number, action in enumerate(notes_screen.actions(self.file).actions):
            due = self.now.date() + timedelta(weeks=2 + number)
            owner = OWNERS[number % len(OWNERS)]
            if not action.note.owner:
                noting.assign(self.file, action.note, owner=owner, due=due, now=self._later(0.2))

    def _take_notes(self, segment: Segment, group: Breakout) -> None:
        members = [c for c in self.here if c.person.id in group.member_ids]
        with self.file.read() as reader:
            wanted = group.question_ids or segment.question_ids
            questions = [q for q in (reader.find(Question, i) for i in wanted) if q]
            written = reader.count(Note, breakout_id=group.id)
            others = [g for g in reader.every(Breakout) if g.position < group.position]
            noted = {n.words for g in others for n in reader.every(Note, breakout_id=g.id)}
        for note in self.cast_list.notes(group, questions, members, noted)[written:]:
            noting.add(self.file, note, now=self._later(1.5))
