"""Running the day: its clock, its drift, forward and back, and where it is after a restart."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Language
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Item, Method, Poll
from facilitator.domain.seminar.agenda import DayState, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.run_sheet import LineState, RunSheet
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage.stage import Scene, Stage
from facilitator.services.polls import voting
from facilitator.services.seminar import preflight, preparing, running
from facilitator.store.files.file import SeminarFile
from tests.rounds_told import latest_round

TEN = datetime.combine(date(2011, 10, 18), time(10, 0)).astimezone(UTC)


def at(minutes: float) -> datetime:
    return TEN + timedelta(minutes=minutes)


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "day.seminar")
    poll = Poll(
        id="p",
        position=1,
        title="Savings",
        wording="?",
        method=Method.AGREE,
        items=(Item("i", "Savings are hard to show"),),
    )
    with made.write(Verb.SET_UP, TEN) as writer:
        writer.put(
            Seminar(time_zone="UTC", title="S", date=date(2011, 10, 18), starts_at=time(10, 0))
        )
        writer.put(poll)
        writer.put(_segment("welcome", 1, SegmentKind.WELCOME, 10))
        writer.put(_segment("vote", 2, SegmentKind.VOTE, 20, polls=("p",)))
        writer.put(_segment("close", 3, SegmentKind.CLOSE, 5))
    return made


def _segment(
    id: str, position: float, kind: SegmentKind, minutes: int, polls: Sequence[str] = ()
) -> Segment:
    return Segment(
        id=id,
        position=position,
        kind=kind,
        title=id.title(),
        minutes=minutes,
        poll_ids=tuple(polls),
    )


def sheet(file: SeminarFile, minutes: float) -> RunSheet:
    return running.run_sheet(file, at(minutes))


def stage(file: SeminarFile) -> Stage:
    with file.read() as reader:
        return reader.get(Stage, "stage")


def test_who_is_put_on_the_list_while_the_day_runs_has_walked_in(file: SeminarFile) -> None:
    preparing.add_person(file, Participant(id="early", name="Ann"), now=at(-60))
    running.start_day(file, now=at(0))
    preparing.add_person(file, Participant(id="late", name="Bob"), now=at(12))
    running.finish_day(file, now=at(30))
    preparing.add_person(file, Participant(id="after", name="Cai"), now=at(40))
    with file.read() as reader:
        came = {p.id: (p.arrived_at, p.seen_here) for p in reader.every(Participant)}
    assert came == {"early": (None, False), "late": (at(12), True), "after": (None, False)}


def test_before_the_day_the_plan_is_what_is_projected(file: SeminarFile) -> None:
    before = sheet(file, -60)
    assert before.state is DayState.BEFORE
    assert before.projected_finish == at(35)
    assert before.next is not None
    assert before.next.id == "welcome"
    with pytest.raises(SeminarError, match="not running"):
        running.go_on(file, now=at(0))
    file.close()


def test_the_preflight_names_what_people_are_not_told_before_they_take_part(
    file: SeminarFile,
) -> None:
    def consent() -> preflight.Check:
        checks = preflight.preflight(file, preflight.Facts(displays=2), at(0))
        return next(check for check in checks if str(check.name) == "Consent")

    assert not consent().ok
    assert "who is responsible, how to reach the organiser" in str(consent().sentence)
    with file.write(Verb.CHANGE, at(0)) as writer:
        said = replace(writer.get(Seminar, "seminar"), consent="We write.", controller="We")
        writer.put(replace(said, contact="Here", lawful_basis="Yours", rule="None"))
    assert str(consent().sentence).startswith(
        "People are not told until when people can withdraw and"
    )
    with file.write(Verb.CHANGE, at(1)) as writer:
        writer.put(replace(writer.get(Seminar, "seminar"), withdraw_days=14, kept_days=99))
    assert consent().ok
    with file.write(Verb.CHANGE, at(2)) as writer:
        denies = replace(writer.get(Seminar, "seminar"), consent="No picture is recorded.")
        writer.put(replace(denies, photographs=True))
    assert "seems to say that no pictures are taken" in str(consent().sentence)
    assert not consent().ok
    file.close()


def test_the_preflight_names_what_was_worded_anew_in_one_language_alone(
    file: SeminarFile,
) -> None:
    asked = Question(
        id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?", wording_second="Pam?"
    )
    with file.write(Verb.SET_UP, at(0)) as writer:
        both = (Language.ENGLISH, Language.WELSH)
        writer.put(replace(writer.get(Seminar, "seminar"), languages=both))
        writer.put(asked)

    def languages() -> str:
        checks = preflight.preflight(file, preflight.Facts(displays=2), at(0))
        return next(str(check.sentence) for check in checks if str(check.name) == "Languages")

    assert "read both again" not in languages()
    with file.write(Verb.CHANGE, at(1)) as writer:
        writer.put(replace(asked, wording="What has changed?"))
    assert "so read both again: “What has changed?”." in languages()
    file.close()


@pytest.mark.parametrize(
    ("kind", "scene"), [(SegmentKind.DISCUSSION, Scene.QUESTION), (SegmentKind.VOTE, Scene.POLL)]
)
def test_a_discussion_begins_with_its_question_and_a_vote_with_its_poll(
    file: SeminarFile, kind: SegmentKind, scene: Scene
) -> None:
    both = replace(_segment("both", 1.5, kind, 20, polls=("p",)), question_ids=("q",))
    with file.write(Verb.SET_UP, TEN) as writer:
        writer.put(Question(id="q", position=1, kind=QuestionKind.EMERGING, wording="Why?"))
        writer.put(both)
    running.start_day(file, now=at(0))
    running.go_on(file, now=at(9))
    assert stage(file).scene is scene
    file.close()


def test_a_late_start_shows_as_drift_and_the_segment_counts_down(file: SeminarFile) -> None:
    running.start_day(file, now=at(4))
    now = sheet(file, 7)
    assert now.current is not None
    assert (now.current.id, now.left_seconds, now.drift_minutes) == ("welcome", 7 * 60, 4)
    assert now.projected_finish == at(39)
    with pytest.raises(SeminarError, match="begun already"):
        running.start_day(file, now=at(5))
    file.close()


def test_a_segment_over_its_time_pushes_the_finish_on(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    over = sheet(file, 16)
    assert over.left_seconds == -6 * 60
    assert over.drift_minutes == 6
    file.close()


def test_a_pause_costs_the_day_time_but_not_the_segment(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    running.pause(file, now=at(2))
    running.pause(file, now=at(3))
    paused = sheet(file, 9)
    assert paused.paused
    assert paused.left_seconds == 8 * 60
    running.resume(file, now=at(9))
    running.resume(file, now=at(10))
    assert sheet(file, 10).left_seconds == 7 * 60
    assert sheet(file, 10).drift_minutes == 7
    file.close()


def test_extending_gives_five_minutes_and_takes_them_back(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    running.extend(file, now=at(1))
    assert sheet(file, 1).left_seconds == 14 * 60
    running.extend(file, -5, now=at(1))
    running.extend(file, -5, now=at(1))
    assert sheet(file, 1).left_seconds == 9 * 60
    file.close()


def test_going_on_by_mistake_leaves_no_trace_when_taken_back_at_once(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    running.go_on(file, now=at(3))
    running.go_back(file, now=at(3.5))
    back = sheet(file, 4)
    assert back.current is not None
    assert (back.current.id, back.left_seconds) == ("welcome", 6 * 60)
    with file.read() as reader:
        assert len(reader.every(SegmentRun)) == 1
    file.close()


def test_going_back_later_keeps_what_was_run(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    running.go_on(file, now=at(10))
    running.go_back(file, now=at(15))
    with file.read() as reader:
        assert len(reader.every(SegmentRun)) == 2
    with pytest.raises(SeminarError, match="first segment"):
        running.go_back(file, now=at(16))
    file.close()


def test_nobody_goes_on_while_a_vote_is_open(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    running.go_on(file, now=at(10))
    opened = voting.open_round(file, "p", segment_id="vote", now=at(11))
    for move in (running.go_on, running.go_back, running.finish_day):
        with pytest.raises(SeminarError, match="“Savings” is still open"):
            move(file, now=at(12))
    voting.close_round(file, opened.id, now=at(13))
    running.go_on(file, now=at(14))
    assert stage(file).scene is Scene.CLOSE
    file.close()


def test_each_segment_puts_its_own_first_scene_before_the_room(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    assert stage(file).scene is Scene.WELCOME
    running.go_on(file, now=at(10))
    assert (stage(file).scene, stage(file).subject_id) == (Scene.POLL, "p")
    file.close()


def test_the_day_ends_after_the_last_segment_and_can_be_taken_up_again(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    for minute in (10, 30, 36):
        running.go_on(file, now=at(minute))
    done = sheet(file, 90)
    assert done.state is DayState.FINISHED
    assert [line.state for line in done.lines] == [LineState.DONE] * 3
    assert [line.ran_minutes for line in done.lines] == [10, 20, 6]
    assert (done.drift_minutes, done.next) == (1, None)
    running.go_back(file, now=at(37))
    again = sheet(file, 37)
    assert again.state is DayState.RUNNING
    assert again.current is not None
    assert again.current.id == "close"
    file.close()


def test_ending_early_marks_the_rest_as_skipped(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    running.finish_day(file, now=at(5))
    states = [line.state for line in sheet(file, 6).lines]
    assert states == [LineState.DONE, LineState.SKIPPED, LineState.SKIPPED]
    file.close()


def test_a_restart_comes_back_to_the_same_segment_timer_and_open_poll(file: SeminarFile) -> None:
    running.start_day(file, now=at(0))
    running.go_on(file, now=at(10))
    running.extend(file, now=at(11))
    opened = voting.open_round(file, "p", segment_id="vote", now=at(12))
    before = sheet(file, 15)
    file.close()
    again = SeminarFile.open(file.path)
    assert sheet(again, 15) == before
    assert latest_round(again, "p") == opened
    assert stage(again).subject_id == "p"
    again.close()


def test_a_day_run_on_another_date_is_measured_from_its_own_start(file: SeminarFile) -> None:
    later = TEN + timedelta(days=3, hours=2)
    running.start_day(file, now=later)
    assert running.run_sheet(file, later + timedelta(minutes=12)).drift_minutes == 2
    file.close()


def test_preflight_says_what_is_wrong_and_what_to_do(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, TEN) as writer:
        writer.put(
            Poll(id="e", position=2, title="Empty", wording="?", method=Method.RANK, items=())
        )
    checks = {
        str(check.name): check
        for check in preflight.preflight(file, preflight.Facts(displays=1), at(-30))
    }
    assert checks["Agenda"].ok
    assert not checks["Polls"].ok
    assert "“Empty” has no items" in str(checks["Polls"].sentence)
    assert not checks["Projector"].ok
    assert "Plug the projector in" in str(checks["Projector"].sentence)
    assert not checks["Backup"].ok
    with_two = preflight.preflight(file, preflight.Facts(displays=2, last_backup=at(-40)), at(-30))
    assert {str(c.name) for c in with_two if c.ok} >= {"Projector", "Backup"}
    file.close()


@pytest.mark.parametrize(
    ("moment", "is_good", "said"),
    [
        (datetime(2011, 10, 18, 9, 0, tzinfo=UTC), True, "planned to begin at 10:00"),
        (datetime(2011, 10, 18, 12, 30, tzinfo=UTC), False, "12:30, 2 h 30 min later"),
        (datetime(2011, 10, 17, 9, 0, tzinfo=UTC), False, "Today is Monday 17 October 2011"),
    ],
)
def test_the_preflight_says_when_this_is_not_the_day_or_far_from_its_hour(
    seminar_file: SeminarFile, moment: datetime, is_good: bool, said: str
) -> None:
    checks = preflight.preflight(seminar_file, preflight.Facts(displays=1), moment)
    (day,) = (check for check in checks if str(check.name) == "Day")
    assert day.ok is is_good
    assert said in str(day.sentence)
