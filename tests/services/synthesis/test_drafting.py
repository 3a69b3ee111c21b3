"""A theme becomes a finding, and the finding goes into a vote, on the October seminar."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Method, Poll, Round, RoundState
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.records import undoing
from facilitator.services.seminar import running
from facilitator.services.synthesis import drafting, themes
from facilitator.store.files.file import SeminarFile


@pytest.fixture
def theme(seminar_file: SeminarFile, now: datetime) -> Theme:
    made = themes.add_theme(seminar_file, "Risk without a voice", now=now)
    themes.describe(seminar_file, made, "Small partners carry risk.", now=now)
    with seminar_file.read() as reader:
        return reader.get(Theme, made.id)


def votes(file: SeminarFile) -> list[Segment]:
    with file.read() as reader:
        return [each for each in reader.every(Segment) if each.kind is SegmentKind.VOTE]


def polls_on(file: SeminarFile, finding: Finding) -> list[Poll]:
    with file.read() as reader:
        return list(reader.every(Poll, finding_id=finding.id))


def reach(file: SeminarFile, segment: Segment, now: datetime) -> None:
    """Go on with the day until that segment runs."""
    if running.run_sheet(file, now).current is None:
        running.start_day(file, now=now)
    while (here := running.run_sheet(file, now).current) and here.id != segment.id:
        running.go_on(file, now=now)


def test_a_finding_begins_in_the_themes_words_and_is_drafted_once(
    seminar_file: SeminarFile, theme: Theme, now: datetime
) -> None:
    finding = drafting.draft(seminar_file, theme, now=now)
    assert (finding.label, finding.wording) == (
        "Risk without a voice",
        "Small partners carry risk.",
    )
    assert drafting.draft(seminar_file, theme, now=now) == finding
    assert drafting.drafts(seminar_file) == {theme.id: drafting.Draft(finding)}
    undoing.undo(seminar_file, now)
    assert drafting.drafts(seminar_file) == {}


def test_what_the_template_brought_under_a_theme_is_no_draft(
    seminar_file: SeminarFile, now: datetime
) -> None:
    with seminar_file.read() as reader:
        brought = next(each for each in reader.every(Finding) if each.theme_id and each.origin)
        theme = reader.get(Theme, brought.theme_id)
    assert drafting.draft(seminar_file, theme, now=now).id != brought.id


def test_it_goes_into_the_vote_that_comes_next_under_the_rules_of_the_others_there(
    seminar_file: SeminarFile, theme: Theme, now: datetime
) -> None:
    first, second = votes(seminar_file)[:2]
    with seminar_file.read() as reader:
        others = [reader.get(Poll, id) for id in second.poll_ids]
    like = next(poll for poll in others if poll.finding_id)
    with seminar_file.write(Verb.CHANGE, now) as writer:
        writer.put_all(replace(poll, threshold=0.6, quorum=0.4) for poll in others)
    reach(seminar_file, first, now)
    finding = drafting.draft(seminar_file, theme, now=now)
    assert drafting.put_to_vote(seminar_file, finding, now=now).id == second.id
    (poll,) = polls_on(seminar_file, finding)
    assert (poll.method, poll.wording) == (Method.AGREE, finding.wording)
    assert (poll.threshold, poll.quorum, poll.secrecy) == (0.6, 0.4, like.secrecy)


def test_in_the_last_vote_of_the_day_it_goes_into_that_one(
    seminar_file: SeminarFile, theme: Theme, now: datetime
) -> None:
    last = votes(seminar_file)[-1]
    reach(seminar_file, last, now)
    finding = drafting.draft(seminar_file, theme, now=now)
    assert drafting.put_to_vote(seminar_file, finding, now=now).id == last.id
    with pytest.raises(SeminarError, match="already"):
        drafting.put_to_vote(seminar_file, finding, now=now)


def test_without_a_vote_to_come_or_without_words_it_is_refused_and_nothing_is_written(
    seminar_file: SeminarFile, theme: Theme, now: datetime
) -> None:
    finding = drafting.draft(seminar_file, theme, now=now)
    drafting.word(seminar_file, finding, " ", now=now)
    with pytest.raises(SeminarError, match="no words"):
        drafting.put_to_vote(seminar_file, finding, now=now)
    drafting.word(seminar_file, replace(finding, wording=""), "So.", now=now)
    with seminar_file.write(Verb.CHANGE, now) as writer:
        for vote in votes(seminar_file):
            writer.remove(vote)
    with pytest.raises(SeminarError, match="No vote is left"):
        drafting.put_to_vote(seminar_file, finding, now=now)
    assert polls_on(seminar_file, finding) == []


def test_other_words_reach_the_vote_until_it_was_voted_on_and_then_a_new_poll_asks_for_them(
    seminar_file: SeminarFile, theme: Theme, now: datetime
) -> None:
    first = votes(seminar_file)[0]
    finding = drafting.draft(seminar_file, theme, now=now)
    drafting.put_to_vote(seminar_file, finding, now=now)
    drafting.word(seminar_file, finding, "They carry most of it.", now=now)
    (poll,) = polls_on(seminar_file, finding)
    assert poll.wording == "They carry most of it."
    with seminar_file.write(Verb.OPEN_ROUND, now) as writer:
        writer.put(_round(poll, now))
    reach(seminar_file, first, now)
    with seminar_file.read() as reader:
        finding = reader.get(Finding, finding.id)
    drafting.word(seminar_file, finding, "They carry all of it.", now=now + timedelta(minutes=1))
    assert [each.wording for each in polls_on(seminar_file, finding)] == ["They carry most of it."]
    drafting.put_to_vote(seminar_file, finding, now=now + timedelta(minutes=2))
    assert {each.wording for each in polls_on(seminar_file, finding)} == {
        "They carry most of it.",
        "They carry all of it.",
    }


def _round(poll: Poll, now: datetime) -> Round:
    return Round(
        id="round", poll_id=poll.id, number=1, state=RoundState.CLOSED, poll=poll, opened_at=now
    )
