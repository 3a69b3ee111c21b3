"""The console and the booth read what the day is like, and keep what is not yet said."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.paper.codes import CODE_LENGTH
from facilitator.domain.polls.polls import Method, Poll, RoundState
from facilitator.domain.privacy.disclosure import Split
from facilitator.domain.seminar.agenda import SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.responses import collecting
from facilitator.services.seminar import running
from facilitator.services.seminar.rooms import stage_of
from facilitator.services.views import run_screen, tablet
from facilitator.services.views.run_screen import Capture
from facilitator.store.files.file import SeminarFile
from tests.services.polls.doors import close_door, expect_people

NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def file(seminar_file: SeminarFile) -> Iterator[SeminarFile]:
    """The October seminar on its first segment."""
    running.start_day(seminar_file, now=NOW)
    return seminar_file  # type: ignore[return-value]


def agree_poll(file: SeminarFile) -> Poll:
    with file.read() as reader:
        return next(poll for poll in reader.every(Poll) if poll.method is Method.AGREE)


def test_the_console_has_what_is_put_to_people_and_no_research_questions(
    file: SeminarFile,
) -> None:
    known = run_screen.console(file)
    assert known.questions
    assert all(question.kind is not QuestionKind.RESEARCH for question in known.questions)
    assert known.sheet(NOW).current == known.segments[0]
    breakouts = {s.id for s in known.segments if s.kind is SegmentKind.BREAKOUTS}
    assert breakouts <= known.with_breakouts


def test_the_console_counts_responses_and_votes(file: SeminarFile) -> None:
    question = run_screen.console(file).questions[0]
    poll = agree_poll(file)
    for number in range(3):
        collecting.capture(file, question.id, f"Words {number}", now=NOW)
    opened = voting.open_round(file, poll.id, now=NOW)
    voting.cast(file, opened.id, Voter("t"), [(poll.items[0].id, 5)], submission="s", now=NOW)
    known = run_screen.console(file)
    line = next(line for line in known.polls if line.poll.id == poll.id)
    assert known.said[question.id] == 3
    assert (line.cast, line.latest) == (1, opened)


def test_the_console_names_groups_that_have_not_been_heard_on_the_question_before_the_room(
    file: SeminarFile,
) -> None:
    question, other = run_screen.console(file).questions[:2]
    with file.write(Verb.SET_UP, NOW) as writer:
        sectors = writer.get(Seminar, SEMINAR_ID).sectors
        for number in range(12):
            sector = sectors[number % 2]
            writer.put(Participant(id=str(number), name="P", sector=sector, arrived_at=NOW))
        writer.put(stage_of(writer).showing(Scene.QUESTION, question.id, since=NOW))
    for number in range(3):
        collecting.capture(file, question.id, f"Said {number}", sector=sectors[0], now=NOW)
    collecting.capture(file, other.id, "Elsewhere", sector=sectors[1], now=NOW)
    assert run_screen.console(file).unheard == (sectors[1],)
    collecting.capture(file, question.id, "At last", sector=sectors[1], now=NOW)
    assert run_screen.console(file).unheard == ()


def test_a_result_is_there_once_the_latest_round_is_revealed_and_not_before(
    file: SeminarFile,
) -> None:
    poll = agree_poll(file)
    assert run_screen.result(file, poll.id) is None
    opened = voting.open_round(file, poll.id, now=NOW)
    assert run_screen.result(file, poll.id) is None
    voting.cast(file, opened.id, Voter("t"), [(poll.items[0].id, 5)], submission="s", now=NOW)
    voting.close_round(file, opened.id, now=NOW)
    assert run_screen.result(file, poll.id) is None
    voting.reveal_round(file, opened.id, now=NOW)
    found = run_screen.result(file, poll.id)
    assert found is not None
    assert len(found.chart.bars) == 1
    again = voting.reopen_round(file, opened.id, "Misread", now=NOW)
    assert again.state is RoundState.OPEN
    assert run_screen.result(file, poll.id) is None


def test_a_result_is_split_as_far_as_the_room_may_see(file: SeminarFile) -> None:
    close_door(file)
    expect_people(file)
    poll = agree_poll(file)
    opened = voting.open_round(file, poll.id, now=NOW)
    for number in range(24):
        who = Voter(f"{number}", sector=("Third sector", "Research")[number % 2])
        marks = [(poll.items[0].id, (5, 1)[number // 2 % 2])]
        voting.cast(file, opened.id, who, marks, submission=f"{number}", now=NOW)
    voting.close_round(file, opened.id, now=NOW)
    voting.reveal_round(file, opened.id, now=NOW)
    found = run_screen.result(file, poll.id)
    assert found is not None
    assert found.can_be_split
    assert found.split is Split.SECTOR
    assert found.by_group is not None
    assert [str(bar.label) for bar in found.by_group.bars] == [
        "All ballots",
        "Third sector",
        "Research",
    ]


def test_responses_come_newest_first_and_by_id(file: SeminarFile) -> None:
    first, second = run_screen.console(file).questions[:2]
    said = [
        collecting.capture(file, question.id, "Words", now=NOW + timedelta(minutes=minute))
        for minute, question in enumerate((first, first, second))
    ]
    assert run_screen.responses(file, first.id) == (said[1], said[0])
    assert len(run_screen.responses(file, "")) == 3
    assert run_screen.responses_by_id(file, [said[2].id, "gone"]) == (said[2],)


def test_what_nobody_can_see_is_left_out_of_what_was_said(file: SeminarFile) -> None:
    with file.read() as reader:
        question = reader.every(Question)[0]
    kept = collecting.capture(file, question.id, "Who\0 gains?\x07\nשלום 😀", now=NOW)
    assert kept.words == "Who gains?\nשלום 😀"


def test_a_draft_outlives_the_program_and_goes_when_it_is_kept(
    file: SeminarFile, tmp_path: Path
) -> None:
    question = run_screen.console(file).questions[0]
    typed = Capture(question.id, "Half a", "Research", "a reviewer")
    assert run_screen.drafts(file)[0] == Capture()
    run_screen.keep_drafts(file, (typed,), now=NOW)
    other = SeminarFile.open(file.path)
    assert run_screen.take_up_drafts(other, (), now=NOW)[0] == typed
    other.close()
    response = run_screen.capture_draft(file, typed, segment_id="s", now=NOW)
    assert (response.words, response.sector, response.attribution) == (
        "Half a",
        "Research",
        "a reviewer",
    )
    assert run_screen.drafts(file)[0] == Capture(question_id=question.id)


def test_a_draft_that_cannot_be_kept_stays_a_draft(file: SeminarFile) -> None:
    typed = Capture("no such question", "Words")
    run_screen.keep_drafts(file, (typed,), now=NOW)
    with pytest.raises(SeminarError):
        run_screen.capture_draft(file, typed, now=NOW)
    assert run_screen.drafts(file)[0] == typed


def test_ticks_come_and_go(file: SeminarFile) -> None:
    run_screen.tick(file, "s1", 0, True, now=NOW)
    run_screen.tick(file, "s1", 2, True, now=NOW)
    run_screen.tick(file, "s1", 0, False, now=NOW)
    assert run_screen.console(file).ticked == {("s1", 2)}


def test_the_booth_knows_the_open_round_and_no_other(file: SeminarFile) -> None:
    assert tablet.booth(file).round is None
    opened = voting.open_round(file, agree_poll(file).id, now=NOW)
    assert tablet.booth(file).round == opened
    voting.close_round(file, opened.id, now=NOW)
    assert tablet.booth(file).round is None


def test_tokens_never_come_twice_and_codes_are_read_however_they_are_typed() -> None:
    assert len({tablet.new_token() for _ in range(500)}) == 500
    code = tablet.new_code()
    assert len(code) == CODE_LENGTH
    assert tablet.token_of(f" {code[:3].lower()} {code[3:]} ") == tablet.token_of(code)
