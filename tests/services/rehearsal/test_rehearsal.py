"""A rehearsal runs to its end whatever was prepared, and changes nothing of it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Method, Poll, Round
from facilitator.domain.report.summary import Summary
from facilitator.domain.seminar.agenda import DayState, Progress, Segment, SegmentKind
from facilitator.services.polls import dealing
from facilitator.services.rehearsal import rehearsal
from facilitator.services.report import publishing
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)
Day = tuple[Summary, list[tuple[str, list[str]]]]
"""What a day came to, and whom each group had."""


def test_more_people_than_the_groups_take_do_not_stop_a_rehearsal(tmp_path: Path) -> None:
    source = preparing.new_seminar(tmp_path / "small.seminar", "half-day-workshop", now=NOW)
    with source.read() as reader:
        narrow = [replace(group, capacity=1) for group in reader.every(Breakout)]
    preparing.save(source, *narrow, verb=Verb.SET_UP, now=NOW)
    copy = rehearsal.set_up(tmp_path / "copy.seminar", source, now=NOW)
    rehearsal.rehearse(copy, participants=12, seed=1)
    with copy.read() as reader:
        assert reader.get(Progress, "progress").state is DayState.FINISHED
        assert sum(len(group.member_ids) for group in reader.every(Breakout)) > len(narrow)
    with source.read() as reader:
        assert {group.capacity for group in reader.every(Breakout)} == {1}
    copy.close()
    source.close()


def dealt(file: SeminarFile) -> list[tuple[str, list[str]]]:
    """Whom each group has, by name."""
    with file.read() as reader:
        people = {person.id: person.name for person in reader.every(Participant)}
        groups = reader.every(Breakout)
    return [(group.title, [people[id] for id in group.member_ids]) for group in groups]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Day, Day]:
    """Two rehearsals with one seed."""

    def rehearsed(name: str) -> Day:
        path = tmp_path_factory.mktemp("twice") / name
        file = rehearsal.set_up(path, None, now=NOW)
        rehearsal.rehearse(file, participants=12, seed=3)
        summary = publishing.summarise(file, now=NOW)
        groups = dealt(file)
        file.close()
        return summary, groups

    return rehearsed("one.seminar"), rehearsed("two.seminar")


def test_rehearsals_with_one_seed_deal_the_same_people_into_the_same_groups(
    twice: tuple[Day, Day],
) -> None:
    (_, groups), (_, again) = twice
    assert groups == again
    assert sum(len(people) for _, people in groups) > 2


def test_no_group_notes_what_another_noted_where_there_is_more_to_say(
    twice: tuple[Day, Day],
) -> None:
    (summary, _), _ = twice
    words = [line.note.words for part in summary.breakouts for line in part.notes]
    assert len(set(words)) == len(words) > 30


def test_the_same_seed_gives_the_same_day_and_the_summary_says_so_twice(
    twice: tuple[Day, Day],
) -> None:
    (one, _), (two, _) = twice
    assert one.at_a_glance == two.at_a_glance
    assert [part.moved for part in one.polls] == [part.moved for part in two.polls]
    assert one.seminar.rehearsal
    assert one.present > 0
    assert all(line.ran_minutes is not None for line in one.agenda)
    for part in (*one.questions, *one.reflections, *one.evaluations):
        assert part.withheld if part.question.is_for_organiser else part.responses
    assert all(group.notes for group in one.breakouts)


def test_rehearsed_people_sort_what_others_said_and_check_what_was_noted_of_them(
    tmp_path: Path,
) -> None:
    file = rehearsal.set_up(tmp_path / "judged.seminar", None, now=NOW)
    with file.write(Verb.ADD, NOW) as writer:
        segments = writer.every(Segment)
        back = next(each for each in segments if each.kind is SegmentKind.REPORT_BACK)
        asking = next(
            each for each in segments if each.kind is SegmentKind.DISCUSSION and each.question_ids
        )
        for method in (Method.SORT, Method.MEMBER_CHECK):
            writer.put(
                Poll(
                    id=method,
                    position=1e6,
                    title=method,
                    wording="Look at this.",
                    method=method,
                    items=(),
                    question_id=asking.question_ids[0] if method is Method.SORT else "",
                )
            )
        writer.put(replace(asking, poll_ids=(*asking.poll_ids, Method.SORT)))
        writer.put(replace(back, poll_ids=(*back.poll_ids, Method.MEMBER_CHECK)))
    rehearsal.rehearse(file, participants=60)
    with file.read() as reader:
        by_method = {each.poll.method: each for each in reader.every(Round)}
        judged = dealing.sorted_by_room(reader, by_method[Method.SORT])
        words = [b.words for b in reader.ballots(by_method[Method.MEMBER_CHECK].id) if b.words]
    assert sum(each.said for each in judged) > 30
    assert words
    summary = publishing.summarise(file, now=NOW)
    told = [line.judged for part in summary.breakouts for line in part.notes if line.judged]
    file.close()
    assert any("at the table say: that is us" in str(each) for each in told)
