"""Running the day: from segment to segment, with its clock, and back after a restart."""

from dataclasses import replace
from datetime import datetime

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import RoundState
from facilitator.domain.seminar import countdown
from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.run_sheet import RunSheet, write_run_sheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.domain.wording import Message, say
from facilitator.services.seminar import slides, speaking
from facilitator.services.seminar.as_seen import hold_to
from facilitator.services.seminar.rooms import progress_of, rounds_run_here, stage_of
from facilitator.store.files import backups
from facilitator.store.files.file import SeminarFile, new_id
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

SLIP_SECONDS = 60
"""A segment left within this time by going back was gone to by mistake and leaves no trace."""

_FIRST_SCENES = {
    SegmentKind.WELCOME: Scene.WELCOME,
    SegmentKind.BREAKOUTS: Scene.BREAKOUTS,
    SegmentKind.BREAK: Scene.BREAK,
    SegmentKind.CLOSE: Scene.CLOSE,
}


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


def why_stay(reader: Reader) -> Message | None:
    """Why the running segment cannot be left now, None where it can."""
    held = next(iter(rounds_run_here(reader, state=RoundState.OPEN)), None)
    if held is None:
        return None
    return say("Voting on “{title}” is still open. Close it first.", title=held.poll.title)


def is_first(reader: Reader, segment: Segment) -> bool:
    """Whether there is nothing to go back to from a segment."""
    return next(iter(reader.every(Segment)), segment).id == segment.id


def _no_poll_is_open(writer: Writer) -> None:
    if why := why_stay(writer):
        raise SeminarError(why)


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
