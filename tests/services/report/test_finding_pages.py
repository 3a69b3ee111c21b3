"""A finding's page tells what it stands on and what the room voted, and nothing that is sealed."""

from datetime import UTC, datetime, timedelta

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Poll, Round
from facilitator.domain.polls.results import Outcome
from facilitator.domain.report.finding_pages import (
    FindingPage,
    most_agreed,
    most_divided,
    to_take_up,
    unknown,
)
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.synthesis.confidence import Level
from facilitator.domain.synthesis.evidence import Side
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.notes import noting, reading_back
from facilitator.services.polls import voters, voting
from facilitator.services.report.finding_pages import finding_pages
from facilitator.services.responses import collecting
from facilitator.services.synthesis import drafting, themes
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


def page_of(file: SeminarFile, finding: Finding) -> FindingPage:
    return next(page for page in finding_pages(file) if page.finding.id == finding.id)


def drafted(file: SeminarFile, name: str = "Risk") -> tuple[Theme, Finding]:
    theme = themes.add_theme(file, name, now=NOW)
    themes.describe(file, theme, f"{name} is shared unfairly.", now=NOW)
    finding = drafting.draft(file, theme, now=NOW)
    return theme, finding


def groups_of(file: SeminarFile) -> tuple[Breakout, ...]:
    with file.read() as reader:
        return reader.every(Breakout)


def note(file: SeminarFile, group: Breakout, line: str) -> Note:
    return noting.add_note(file, group.id, line, now=NOW)


def test_a_drafted_finding_stands_on_its_themes_passages_and_on_what_was_said_to_it(
    seminar_file: SeminarFile,
) -> None:
    theme, finding = drafted(seminar_file)
    one, other = groups_of(seminar_file)[:2]
    support = note(seminar_file, one, "They bear it alone")
    against = note(seminar_file, other, "! Nobody bears it alone")
    themes.tie(seminar_file, [support, against], theme.id, now=NOW)
    said = collecting.capture(seminar_file, finding.id, "So it is", now=LATER)
    note(seminar_file, groups_of(seminar_file)[2], "Something else")
    reading_back.check(seminar_file, one.id, now=LATER)
    page = page_of(seminar_file, finding)
    assert [each.id for each in page.on(Side.FOR)] == [support.id, said.id]
    assert [(each.id, each.checked) for each in page.on(Side.AGAINST)] == [(against.id, False)]
    grounds = page.grounds
    assert (grounds.groups, grounds.of_groups, grounds.notes, grounds.checked) == (2, 3, 2, 1)
    with seminar_file.read() as reader:
        touched = {one.case_study_id, other.case_study_id}
        titles = [study.title for study in reader.every(CaseStudy) if study.id in touched]
    assert list(page.studies) == titles


def test_findings_that_rest_on_the_same_passages_name_each_other(seminar_file: SeminarFile) -> None:
    risk, finding = drafted(seminar_file)
    seat, other = drafted(seminar_file, "A seat")
    shared = note(seminar_file, groups_of(seminar_file)[0], "No seat and all the risk")
    alone = note(seminar_file, groups_of(seminar_file)[0], "All the risk")
    themes.tie(seminar_file, [shared, alone], risk.id, now=NOW)
    themes.tie(seminar_file, [shared], seat.id, now=NOW)
    assert page_of(seminar_file, finding).shared == (("A seat", 1),)
    assert page_of(seminar_file, other).shared == (("Risk", 1),)


def test_what_the_template_brought_does_not_stand_on_all_that_is_in_its_theme(
    seminar_file: SeminarFile,
) -> None:
    with seminar_file.read() as reader:
        brought = next(each for each in reader.every(Finding) if each.theme_id)
    said = note(seminar_file, groups_of(seminar_file)[0], "In its theme")
    themes.tie(seminar_file, [said], brought.theme_id, now=NOW)
    page = page_of(seminar_file, brought)
    assert (page.said, page.confidence.level) == ((), Level.VERY_LOW)


def test_earlier_words_stay_and_a_second_readers_mark_is_of_the_words_they_read(
    seminar_file: SeminarFile,
) -> None:
    _, finding = drafted(seminar_file)
    drafting.read(seminar_file, finding, now=NOW)
    read = page_of(seminar_file, finding).finding
    assert read.is_read
    drafting.word(seminar_file, read, "Risk is shared.", now=LATER)
    page = page_of(seminar_file, finding)
    assert not page.finding.is_read
    assert [each.words for each in page.earlier] == ["Risk is shared unfairly."]
    drafting.read(seminar_file, page.finding, now=LATER)
    drafting.read(seminar_file, page_of(seminar_file, finding).finding, now=LATER)
    assert not page_of(seminar_file, finding).finding.is_read


def poll_on(file: SeminarFile, finding: Finding) -> Poll:
    with file.read() as reader:
        return reader.every(Poll, finding_id=finding.id)[0]


def vote(file: SeminarFile, poll: Poll, marks: list[int], *, reveal: bool = True) -> None:
    held = voting.open_round(file, poll.id, segment_id=f"s{marks}", now=NOW)
    for number, mark in enumerate(marks):
        voter = voters.Voter(f"token {number}")
        choice = [(poll.items[0].id, mark)]
        voting.cast(file, held.id, voter, choice, submission=f"{number}", now=NOW)
    voting.close_round(file, held.id, now=NOW)
    if reveal:
        voting.reveal_round(file, held.id, now=NOW)


def test_votes_before_and_after_stand_with_their_outcome_and_a_sealed_round_tells_nothing(
    seminar_file: SeminarFile,
) -> None:
    _, finding = drafted(seminar_file)
    drafting.put_to_vote(seminar_file, finding, now=NOW)
    poll = poll_on(seminar_file, finding)
    vote(seminar_file, poll, [1, 2, 4, 5, 5])
    vote(seminar_file, poll, [4, 4, 4, 5, 5], reveal=False)
    page = page_of(seminar_file, finding)
    assert page.last is not None
    assert (page.last.outcome, page.votes[0].rounds, page.votes[0].sealed) == (
        Outcome.DIVIDED,
        1,
        1,
    )
    with seminar_file.read() as reader:
        sealed = next(r for r in reader.every(Round, poll_id=poll.id) if r.revealed_at is None)
    voting.reveal_round(seminar_file, sealed.id, now=NOW)
    (voted,) = page_of(seminar_file, finding).votes
    assert voted.line is not None
    assert (voted.line.outcome, voted.rounds) == (Outcome.ACCEPTED, 2)
    assert "3 agreed at first and 5 at last" in str(voted.moved)


def test_the_views_over_all_findings_put_them_in_their_orders(seminar_file: SeminarFile) -> None:
    marks = {"Liked": [5, 5, 5, 4, 4], "Split": [1, 1, 5, 5, 5], "Dark": [0, 0, 0, 0, 4]}
    for name, given in marks.items():
        _, finding = drafted(seminar_file, name)
        drafting.put_to_vote(seminar_file, finding, now=NOW)
        vote(seminar_file, poll_on(seminar_file, finding), given)
    drafted(seminar_file, "Unasked")
    mine = {*marks, "Unasked"}
    pages = [page for page in finding_pages(seminar_file) if page.finding.label in mine]

    def labels(found: tuple[FindingPage, ...]) -> list[str]:
        return [page.finding.label for page in found]

    assert labels(most_agreed(pages))[-1] == "Split"
    assert labels(most_divided(pages))[0] == "Split"
    assert labels(unknown(pages)) == ["Unasked", "Dark"]
    assert set(labels(to_take_up(pages))) == {"Split", "Dark"}
