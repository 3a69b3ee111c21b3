"""Running the day: from segment to segment, with its clock, and back after a restart."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from facilitator.domain.acts import Verb
from facilitator.domain.days import full_day
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll, Round, RoundState
from facilitator.domain.polls.readiness import check_poll
from facilitator.domain.records import Record
from facilitator.domain.second_wordings import left_behind, missing
from facilitator.domain.seminar import countdown
from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.run_sheet import RunSheet, write_run_sheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.terms import denies_photographs, not_said
from facilitator.domain.seminar.wall_clock import begins_at, on_the_wall
from facilitator.domain.stage.stage import Scene
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import Listed, brief, lasting, listed, say
from facilitator.services.seminar import slides, speaking
from facilitator.services.seminar.as_seen import hold_to
from facilitator.services.seminar.rooms import progress_of, stage_of
from facilitator.store.files import backups
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.reader import Reader, record_in
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

FAR_FROM_PLAN = timedelta(hours=2)
"""A day that is to start so long before or after its time is a day to ask about."""
MOST_NAMED = 3
"""So many wordings that are to be read again are named, the others counted."""
SLIP_SECONDS = 60
"""A segment left within this time by going back was gone to by mistake and leaves no trace."""

_FIRST_SCENES = {
    SegmentKind.WELCOME: Scene.WELCOME,
    SegmentKind.BREAKOUTS: Scene.BREAKOUTS,
    SegmentKind.BREAK: Scene.BREAK,
    SegmentKind.CLOSE: Scene.CLOSE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the preflight needs to know of the machine.

    `room_address` is "" while the room is closed; `trial` is what simulated phones came to, "" as
    long as nobody tried; `has_network` is whether this computer is on one, `has_password` whether
    that is known to ask for a password. `names_due` says that names were to be taken out by now.
    """

    displays: int
    last_backup: datetime | None = None
    room_address: str = ""
    has_network: bool = True
    has_password: bool = False
    trial: str = ""
    trial_is_good: bool = False
    names_due: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the preflight: what it is about, whether it is well, and what to do if not."""

    name: str
    ok: bool
    sentence: str


def run_sheet(file: SeminarStore, now: datetime) -> RunSheet:
    """Where the day stands now."""
    with file.read() as reader:
        return sheet_in(reader, now)


def sheet_in(reader: Reader, now: datetime) -> RunSheet:
    """Where the day stands, within one snapshot."""
    return write_run_sheet(
        reader.get(Seminar, SEMINAR_ID),
        reader.every(Segment),
        reader.every(SegmentRun, room=reader.room),
        progress_of(reader),
        now,
    )


def start_day(file: SeminarStore, *, seen: str | None = None, now: datetime) -> None:
    """Make a backup and begin with the first segment.

    Raises SeminarError without an agenda, when the day has begun, and where it does not stand as it
    was `seen`, which is a mark of it: here and below, None for as it is now.
    """
    with file.read() as reader:
        hold_to(reader, progress_of(reader).id, seen)
    if isinstance(file, SeminarFile):
        backups.back_up(file, now, backups.Before.DAY)
    with file.write(Verb.START_DAY, now) as writer:
        segments = writer.every(Segment)
        if not segments:
            raise SeminarError(say("The agenda is empty. Add a segment in Prepare first."))
        progress = progress_of(writer)
        if progress.state is not DayState.BEFORE:
            raise SeminarError(say("The day has begun already."))
        begun = replace(progress, state=DayState.RUNNING, started_at=now, finished_at=None)
        _enter(writer, segments[0], begun, now)


def go_on(file: SeminarStore, *, seen: str | None = None, now: datetime) -> None:
    """Go to the next segment, or finish the day after the last; refused while a poll is open."""
    with file.write(Verb.GO_ON, now) as writer:
        hold_to(writer, progress_of(writer).id, seen)
        segments, here, run = _here(writer)
        _no_poll_is_open(writer)
        writer.put(countdown.ended(run, now))
        speaking.close_in(writer, now)
        progress = progress_of(writer)
        if here + 1 < len(segments):
            _enter(writer, segments[here + 1], progress, now)
        else:
            _finish(writer, progress, now)


def go_back(file: SeminarStore, *, seen: str | None = None, now: datetime) -> None:
    """Go back to the segment before, its clock going on as if it had never been left."""
    with file.write(Verb.GO_BACK, now) as writer:
        progress = progress_of(writer)
        hold_to(writer, progress.id, seen)
        if progress.state is DayState.FINISHED:
            _resume_last(writer, progress, now)
            return
        segments, here, run = _here(writer)
        _no_poll_is_open(writer)
        if here == 0:
            raise SeminarError(say("This is the first segment; there is nothing to go back to."))
        speaking.close_in(writer, now)
        if countdown.used_seconds(run, now) < SLIP_SECONDS:
            writer.remove(run)
        else:
            writer.put(countdown.ended(run, now))
        _reenter(writer, segments[here - 1], progress, now)


def pause(file: SeminarStore, *, seen: str | None = None, now: datetime) -> None:
    """Stop the segment's clock; one that stands already is left as it is."""
    with file.write(Verb.PAUSE, now) as writer:
        _, _, run = _here(writer)
        if not run.paused_at:
            hold_to(writer, run.id, seen)
            writer.put(countdown.paused(run, now))


def resume(file: SeminarStore, *, seen: str | None = None, now: datetime) -> None:
    """Let the segment's clock go on; one that goes already is left as it is."""
    with file.write(Verb.RESUME, now) as writer:
        _, _, run = _here(writer)
        if run.paused_at:
            hold_to(writer, run.id, seen)
            writer.put(countdown.resumed(run, now))


def extend(file: SeminarStore, minutes: int = 5, *, seen: str | None = None, now: datetime) -> None:
    """Give the segment more minutes; negative ones take back some of those it was given."""
    with file.write(Verb.EXTEND, now) as writer:
        _, _, run = _here(writer)
        hold_to(writer, run.id, seen)
        writer.put(replace(run, extended_minutes=max(0, run.extended_minutes + minutes)))


def finish_day(file: SeminarStore, *, now: datetime) -> None:
    """End the day here, whatever is left of the agenda."""
    with file.write(Verb.FINISH_DAY, now) as writer:
        _, _, run = _here(writer)
        _no_poll_is_open(writer)
        writer.put(countdown.ended(run, now))
        speaking.close_in(writer, now)
        _finish(writer, progress_of(writer), now)


def preflight(file: SeminarStore, facts: Facts, now: datetime) -> tuple[Check, ...]:
    """Everything worth a look before the day begins, each with what to do about it."""
    with file.read() as reader:
        sheet = sheet_in(reader, now)
        people = reader.count(Participant)
        unplaced = _breakouts_without_people(reader)
        broken = _polls_that_cannot_open(reader)
        seminar = reader.get(Seminar, SEMINAR_ID)
        agenda = reader.every(Segment)
        unworded = _unworded(reader, seminar)
    return (
        _day_check(seminar, now),
        Check("Agenda", bool(agenda), _agenda_sentence(agenda, sheet)),
        Check("Participants", people > 0, _people_sentence(people)),
        _consent_check(seminar),
        *_languages_check(seminar, unworded),
        *((Check("Names", False, facts.names_due),) if facts.names_due else ()),
        Check("Polls", not broken, broken or "Every poll can open."),
        Check("Breakouts", not unplaced, unplaced or "Every breakout has its people."),
        Check("Projector", facts.displays > 1, _projector_sentence(facts.displays)),
        _room_check(facts),
        Check("Wi-Fi", facts.has_password, _WITH_PASSWORD if facts.has_password else _OPEN_AIR),
        *(_of_the_file(file, facts, now) if isinstance(file, SeminarFile) else ()),
    )


_WORDED = "Everything that people read is in both languages."


def _languages_check(seminar: Seminar, unworded: str) -> tuple[Check, ...]:
    if seminar.second_language is None:
        return ()
    return (Check("Languages", not unworded, unworded or _WORDED),)


def _unworded(reader: Reader, seminar: Seminar) -> str:
    """What people would read in the first language alone, or in two that may no longer say the
    same; "" for nothing.
    """
    if seminar.second_language is None:
        return ""
    records: tuple[Record, ...] = (
        seminar,
        *reader.every(Segment),
        *reader.every(Question),
        *reader.every(Finding),
        *reader.every(Poll),
    )
    found = [str(each) for each in missing(records, seminar.second_language)]
    said = listed(found)
    lacking = f"{said[0].upper()}{said[1:]}. People read them in the first language until then."
    return " ".join(filter(None, (lacking if found else "", _left_behind(reader, records))))


def _left_behind(reader: Reader, records: Sequence[Record]) -> str:
    """What was worded anew in the first language alone."""
    histories = reader.histories([record.id for record in records])
    held = (
        left_behind(
            [
                record_in(each)
                for each in sorted(revisions, key=lambda each: (each.clock, each.id))
                if each.content is not None
            ]
        )
        for revisions in histories.values()
    )
    changed = [brief(words) for words in held if words]
    if not changed:
        return ""
    shown = Listed(f"“{words}”" for words in changed[:MOST_NAMED])
    more = f" and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
    return f"Changed since the second wording was written, so read both again: {shown}{more}."


def _day_check(seminar: Seminar, now: datetime) -> Check:
    """Whether this is the day, and about the hour, for which the seminar is planned."""
    here, begins = on_the_wall(now, seminar), on_the_wall(begins_at(seminar), seminar)
    if here.date() != begins.date():
        sentence = (
            f"Today is {full_day(here.date())}; the seminar is planned for "
            f"{full_day(begins.date())}. Started now, it runs by today’s clock. The date is in "
            "Prepare, under Details."
        )
        return Check("Day", False, sentence)
    apart = abs(now - begins_at(seminar))
    planned = f"the day is planned to begin at {begins:%H:%M}"
    if apart > FAR_FROM_PLAN:
        hours = lasting(round(apart.total_seconds() / 60))
        side = "later" if here > begins else "earlier"
        return Check("Day", False, f"It is {here:%H:%M}, {hours} {side} than {planned}.")
    return Check("Day", True, f"Today is its day; {planned}.")


def _agenda_sentence(agenda: Sequence[Segment], sheet: RunSheet) -> str:
    if not agenda:
        return "There is no agenda yet. Add segments in Prepare."
    return f"{len(agenda)} segments; the plan ends at {sheet.projected_finish:%H:%M}."


def _people_sentence(people: int) -> str:
    if people == 0:
        return "Nobody is on the list. You can run without one; breakouts then fill by hand."
    return f"{people} people are on the list."


def _consent_check(seminar: Seminar) -> Check:
    if unsaid := not_said(seminar):
        sentence = f"People are not told {Listed(unsaid)}. Say it in Prepare, under Details."
        return Check("Consent", False, sentence)
    if denies_photographs(seminar):
        return Check("Consent", False, _DENIED)
    return Check("Consent", True, _ALL_SAID)


_ALL_SAID = "People are told who is responsible, on what ground, until when, and under which rule."
_DENIED = (
    "The consent text seems to say that no pictures are taken, but flip charts may be "
    "photographed. Change the text, or untick photographs, in Prepare, under Details."
)


def _projector_sentence(displays: int) -> str:
    if displays > 1:
        return "A second display is connected; the room's picture goes there by itself."
    return "Only one display is connected. Plug the projector in and choose “extend”."


def _room_check(facts: Facts) -> Check:
    if not facts.has_network:
        sentence = "This computer is on no network, so no phone can reach it. Join the Wi-Fi first."
        return Check("Room", False, sentence)
    if not facts.room_address:
        return Check("Room", False, "The room is closed to phones. F10 opens it.")
    if not facts.trial:
        sentence = f"The room is open at {facts.room_address}. Try it with simulated phones: F10."
        return Check("Room", False, sentence)
    return Check("Room", facts.trial_is_good, facts.trial)


_OPEN_AIR = (
    "No password of the Wi-Fi is entered (F10). On an open Wi-Fi anybody near can read what phones "
    "send, names and votes too, and take a phone’s place: use one with a password."
)
_WITH_PASSWORD = (
    "The Wi-Fi has a password. Who knows it could still listen: phones talk to this computer "
    "without encryption."
)


def _of_the_file(file: SeminarFile, facts: Facts, now: datetime) -> tuple[Check, ...]:
    """What a database has an administrator for."""
    return (_disk_check(file), _backup_check(facts.last_backup, now))


def _disk_check(file: SeminarFile) -> Check:
    free = shutil.disk_usage(file.path.parent).free // 1_000_000
    enough = free >= 500
    sentence = (
        f"{free / 1000:,.0f} GB are free."
        if enough
        else f"Only {free:,} MB are free. Make room first."
    )
    return Check("Disk", enough, sentence)


def _backup_check(last: datetime | None, now: datetime) -> Check:
    if last is None:
        return Check("Backup", False, "There is no backup yet. One is made when the day begins.")
    hours = (now - last).total_seconds() / 3600
    age = "within the last hour" if hours < 1 else f"{hours:.0f} hours ago"
    return Check("Backup", hours < 24, f"The last backup was made {age}.")


def _polls_that_cannot_open(reader: Reader) -> str:
    for poll in reader.every(Poll):
        try:
            check_poll(poll)
        except SeminarError as error:
            return str(error)
    return ""


def _breakouts_without_people(reader: Reader) -> str:
    empty = [b.title for b in reader.every(Breakout) if not b.member_ids]
    if not empty:
        return ""
    return f"Nobody is placed in {', '.join(empty)}. Share people out in Prepare."


def _here(writer: Writer) -> tuple[tuple[Segment, ...], int, SegmentRun]:
    """The agenda, the running segment's place in it, and its run."""
    progress = progress_of(writer)
    if progress.state is not DayState.RUNNING:
        raise SeminarError(say("The day is not running. Start it first."))
    segments = writer.every(Segment)
    run = writer.get(SegmentRun, progress.run_id)
    ids = [segment.id for segment in segments]
    if run.segment_id not in ids:
        raise SeminarError(say("The running segment was taken out of the agenda. Undo that first."))
    return segments, ids.index(run.segment_id), run


def _no_poll_is_open(writer: Writer) -> None:
    for current in writer.every(Round, state=RoundState.OPEN, room=writer.room):
        raise SeminarError(
            say("Voting on “{title}” is still open. Close it first.", title=current.poll.title)
        )


def _enter(writer: Writer, segment: Segment, progress: Progress, now: datetime) -> None:
    run = SegmentRun(id=new_id(), segment_id=segment.id, started_at=now, room=writer.room)
    writer.put(run)
    writer.put(replace(progress, run_id=run.id))
    _set_stage(writer, segment, now)


def _reenter(writer: Writer, segment: Segment, progress: Progress, now: datetime) -> None:
    earlier = writer.every(SegmentRun, segment_id=segment.id, room=writer.room)
    if not earlier:
        _enter(writer, segment, progress, now)
        return
    writer.put(replace(earlier[-1], ended_at=None))
    writer.put(replace(progress, run_id=earlier[-1].id, state=DayState.RUNNING, finished_at=None))
    _set_stage(writer, segment, now)


def _resume_last(writer: Writer, progress: Progress, now: datetime) -> None:
    run = writer.get(SegmentRun, progress.run_id)
    _reenter(writer, writer.get(Segment, run.segment_id), progress, now)


def _finish(writer: Writer, progress: Progress, now: datetime) -> None:
    writer.put(replace(progress, state=DayState.FINISHED, finished_at=now))
    kept = stage_of(writer)
    writer.put(replace(kept, scene=Scene.CLOSE, subject_id="", message="", since=now))


def _set_stage(writer: Writer, segment: Segment, now: datetime) -> None:
    """What the room sees first in a segment; a blank screen comes back on."""
    begun = slides.of_segment(writer, segment.id)
    scene, subject = (Scene.SLIDES, begun.id) if begun else _first_sight(segment)
    writer.put(stage_of(writer).showing(scene, subject, since=now))


def _first_sight(segment: Segment) -> tuple[Scene, str]:
    """A vote begins with its poll; elsewhere people think and talk before they vote."""
    polls = [(Scene.POLL, id) for id in segment.poll_ids[:1]]
    questions = [(Scene.QUESTION, id) for id in segment.question_ids[:1]]
    put = polls + questions if segment.kind is SegmentKind.VOTE else questions + polls
    if segment.kind in _FIRST_SCENES or not put:
        return _FIRST_SCENES.get(segment.kind, Scene.SEGMENT), segment.id
    return put[0]
