"""What is taken out leaves no mention behind; what was used stays."""

from datetime import datetime

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll
from facilitator.domain.records import Record
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.synthesis.codings import Coding
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting
from facilitator.services.polls import voting
from facilitator.services.records import editing, removing, undoing
from facilitator.services.responses import collecting
from facilitator.services.seminar import preparing, running
from facilitator.store.files.file import SeminarFile


def every(file: SeminarFile, kind: type[Record]) -> tuple[Record, ...]:
    with file.read() as reader:
        return reader.every(kind)


def breakouts_segment(file: SeminarFile) -> Segment:
    with file.read() as reader:
        (segment,) = reader.every(Segment, kind=SegmentKind.BREAKOUTS)
    return segment


def emerging(file: SeminarFile) -> Question:
    with file.read() as reader:
        return reader.every(Question, kind=QuestionKind.EMERGING)[0]


def first(file: SeminarFile, kind: type[Record]) -> Record:
    return every(file, kind)[0]


def test_a_question_leaves_segments_and_groups(seminar_file: SeminarFile, now: datetime) -> None:
    question = emerging(seminar_file)
    with seminar_file.read() as reader:
        asked = [s for s in reader.every(Segment) if question.id in s.question_ids]
        taken_up = [b for b in reader.every(Breakout) if question.id in b.question_ids]
    assert asked or taken_up, "the template asks it somewhere"
    removing.take_out(seminar_file, question, now=now)
    with seminar_file.read() as reader:
        assert not any(question.id in s.question_ids for s in reader.every(Segment))
        assert not any(question.id in b.question_ids for b in reader.every(Breakout))
    undoing.undo(seminar_file, now)
    with seminar_file.read() as reader:
        assert tuple(reader.get(Segment, s.id) for s in asked) == tuple(asked)
        assert reader.find(Question, question.id) == question


def test_people_leave_their_groups(seminar_file: SeminarFile, now: datetime) -> None:
    ann = Participant(id="ann", name="Ann")
    group = first(seminar_file, Breakout)
    preparing.save(seminar_file, ann, now=now)
    segment = breakouts_segment(seminar_file)
    editing.place_people(seminar_file, segment.id, ("ann",), group.id, now=now)
    editing.keep_places(seminar_file, segment.id, ("ann",), True, now=now)
    removing.take_out(seminar_file, ann, now=now)
    with seminar_file.read() as reader:
        after = reader.get(Breakout, group.id)
    assert (after.member_ids, after.fixed_ids) == ((), ())


def test_a_segment_takes_its_groups_along(seminar_file: SeminarFile, now: datetime) -> None:
    groups = every(seminar_file, Breakout)
    removing.take_out(seminar_file, breakouts_segment(seminar_file), now=now)
    assert every(seminar_file, Breakout) == ()
    undoing.undo(seminar_file, now)
    assert every(seminar_file, Breakout) == groups


def test_a_theme_leaves_what_was_sorted_into_it(seminar_file: SeminarFile, now: datetime) -> None:
    theme, question = first(seminar_file, Theme), emerging(seminar_file)
    response = collecting.capture(seminar_file, question.id, "It takes years", now=now)
    collecting.tie(seminar_file, response, theme.id, now=now)
    removing.take_out(seminar_file, theme, now=now)
    with seminar_file.read() as reader:
        assert not any(q.theme_id == theme.id for q in reader.every(Question))
        assert not reader.count(Coding, theme_id=theme.id)


def test_what_was_voted_on_stays(seminar_file: SeminarFile, now: datetime) -> None:
    with seminar_file.read() as reader:
        poll = next(p for p in reader.every(Poll) if p.finding_id)
        finding = reader.get(Finding, poll.finding_id)
    voting.open_round(seminar_file, poll.id, now=now)
    for record in (poll, finding):
        with pytest.raises(SeminarError, match=r"has been voted on, so it stays\."):
            removing.take_out(seminar_file, record, now=now)
    assert poll in every(seminar_file, Poll)


def test_what_was_answered_noted_or_run_stays(seminar_file: SeminarFile, now: datetime) -> None:
    question, segment = emerging(seminar_file), breakouts_segment(seminar_file)
    group = first(seminar_file, Breakout)
    collecting.capture(seminar_file, question.id, "It takes years", now=now)
    noting.add_note(seminar_file, group.id, "Trust first", now=now)
    running.start_day(seminar_file, now=now)
    for record, reason in (
        (question, "has 1 response"),
        (group, "has 1 note"),
        (segment, "has 1 note"),
        (first(seminar_file, Segment), "has been run"),
    ):
        with pytest.raises(SeminarError, match=reason):
            removing.take_out(seminar_file, record, now=now)


def test_nothing_goes_when_one_of_several_has_to_stay(
    seminar_file: SeminarFile, now: datetime
) -> None:
    with seminar_file.read() as reader:
        one, other = reader.every(Poll)[:2]
    voting.open_round(seminar_file, other.id, now=now)
    with pytest.raises(SeminarError):
        removing.take_out(seminar_file, one, other, now=now)
    assert {one.id, other.id} <= {poll.id for poll in every(seminar_file, Poll)}
