"""The October seminar beside the briefing paper: what each finding claims, where it was found."""

import re
from pathlib import Path

import pytest

from facilitator.domain.polls.polls import Poll
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.templates.loading import Template, load

INTRODUCTION = "Introduction"
EVIDENCE = "The third sector and partnerships – the evidence base"
INTERVIEWS = "Messages emerging from stakeholder interviews"
NEXT = "Emerging questions and next steps"

ACROSS, WITHIN, LEARNING = "across", "within", "learning"

CLAIMS = {
    "savings": (INTERVIEWS, LEARNING, "virtually all", "hard to show"),
    "innovation": (INTERVIEWS, LEARNING, "several", "often do not recognise"),
    "independence": (INTERVIEWS, ACROSS, "one side of a debate", "losing their independence"),
    "balance": (INTERVIEWS, ACROSS, "other side of the debate", "donations or volunteering"),
    "rhetoric": (EVIDENCE, ACROSS, "", "policy debates"),
    "unequal": (EVIDENCE, ACROSS, "", "usually need special care"),
    "only-if": (EVIDENCE, WITHIN, "after Huxham", "unless they have to"),
    "costing": (INTERVIEWS, LEARNING, "", "which partner’s contribution"),
    "by-activity": (INTERVIEWS, LEARNING, "", "by activity"),
    "accounting": (INTERVIEWS, LEARNING, "", "no rigorous way of accounting"),
    "business-case": (INTERVIEWS, LEARNING, "", "business case"),
    "business-case-hard": (INTERVIEWS, LEARNING, "", "difficult to make a framework"),
    "innovators": (INTERVIEWS, LEARNING, "long claimed", "especially good"),
    "unwanted": (INTERVIEWS, LEARNING, "several", "often do not want"),
    "specifying": (INTERVIEWS, LEARNING, "", "difficult to work from a specification"),
    "responding": (INTERVIEWS, LEARNING, "", "difficulty in knowing how to answer"),
    "potential": (INTERVIEWS, ACROSS, "widely agreed", "about outcomes"),
    "mission": (INTERVIEWS, ACROSS, "many", "heart of what"),
    "outcomes": (INTERVIEWS, ACROSS, "", "doubtful how practical"),
    "lasting-need": (INTERVIEWS, ACROSS, "generally agreed", "go on being needed"),
    "unstable": (INTERVIEWS, ACROSS, "generally accepted", "may turn out"),
    "niches": (INTERVIEWS, ACROSS, "generally accepted", "may emerge"),
    "from-above": (INTERVIEWS, ACROSS, "generally accepted", "from above"),
    "hard-to-define": (EVIDENCE, ACROSS, "", "hard to say what counts"),
    "dressed-up": (EVIDENCE, ACROSS, "Private Finance Initiative", "dressed up"),
    "public-private": (EVIDENCE, ACROSS, "several", "unclear whether"),
    "instrument": (EVIDENCE, ACROSS, "has been argued", "instruments of the state"),
    "shaper": (EVIDENCE, ACROSS, "", "may be instrumental"),
    "networked": (EVIDENCE, ACROSS, "studies of governance", "hierarchy or market"),
    "coordination": (EVIDENCE, ACROSS, "", "especially hard"),
    "leadership": (EVIDENCE, ACROSS, "", "different kind of leadership"),
    "motives": (EVIDENCE, ACROSS, "", "more recognition"),
    "vision": (EVIDENCE, ACROSS, "", "common vision"),
    "something-for-everyone": (EVIDENCE, ACROSS, "", "something for everyone"),
    "equals": (EVIDENCE, ACROSS, "", "seldom"),
    "transaction-costs": (EVIDENCE, WITHIN, "question strongly", "transaction costs"),
    "democracy": (EVIDENCE, ACROSS, "suggested", "might need"),
    "commissioning": (INTRODUCTION, ACROSS, "", "even more"),
    "regulation": (INTRODUCTION, ACROSS, "", "even more"),
    "urgency": (NEXT, ACROSS, "", "more urgent"),
}
"""By its key: the section a finding was found in, its theme, how widely the paper says it was said,
and the words that keep the claim to what is said there."""

TWO_CLAIMS = re.compile(r"\band\b|\bbut\b|\bbecause\b|\bsince\b|\bneither\b|;|\. \w")
A_LITERATURE = re.compile(r"\b(research|literature|evidence|studies|authors?)\b", re.IGNORECASE)
OPENS = re.compile(r"(How|What|So what|Now what)\b[^?]*\?")


@pytest.fixture(scope="module")
def october() -> Template:
    return load("october-seminar")


def of(template: Template, kind: type) -> list:  # type: ignore[type-arg]
    return [record for record in template.parts if isinstance(record, kind)]


def test_every_finding_claims_what_its_section_says_with_the_strength_given_there(
    october: Template,
) -> None:
    themes = {theme.id: theme.origin for theme in of(october, Theme)}
    findings = {finding.origin: finding for finding in of(october, Finding)}
    assert findings.keys() == CLAIMS.keys()
    for key, (section, theme, strength, words) in CLAIMS.items():
        finding = findings[key]
        assert f"Briefing Paper 60, ‘{section}’" in finding.source, key
        assert themes[finding.theme_id] == theme, key
        assert words in finding.wording, key
        said = finding.source.partition("’")[2].strip(": ,")
        assert (strength in said) if strength else not said, key


def test_every_place_of_the_paper_keeps_its_citation(october: Template) -> None:
    for theme in of(october, Theme):
        assert "Briefing Paper 60, ‘Introduction’" in theme.description, theme.name
    for question in of(october, Question):
        is_the_papers = question.kind in (QuestionKind.RESEARCH, QuestionKind.EMERGING)
        assert ("Briefing Paper 60, ‘" in question.source) == is_the_papers, question.wording


def test_a_finding_makes_one_claim_and_asks_nobody_about_a_literature(october: Template) -> None:
    for finding in of(october, Finding):
        assert not TWO_CLAIMS.search(finding.wording), finding.wording
        assert not A_LITERATURE.search(finding.wording), finding.wording


@pytest.mark.parametrize(
    "wording",
    [
        "Contributions cannot be told apart, because nothing is costed by activity.",
        "Commissioners neither want innovation nor recognise it.",
        "Many forms will not last; a wider range will take their place.",
        "They are paid for what commissioners want and lose their independence.",
    ],
)
def test_two_claims_in_one_would_be_noticed(wording: str) -> None:
    assert TWO_CLAIMS.search(wording)


def test_what_is_put_to_people_opens_and_asks_one_thing(october: Template) -> None:
    put = [q for q in of(october, Question) if q.kind is not QuestionKind.RESEARCH]
    for question in put:
        assert OPENS.fullmatch(question.wording), question.wording
        joined = question.wording.replace("regulator or a commissioner", "body")
        joined = joined.replace("lenders and local authorities", "others")
        assert not re.search(r"\band (?!could not)\b", joined), question.wording


def test_the_stages_of_the_project_have_their_dates_and_its_funders_their_names(
    october: Template,
) -> None:
    """As the paper has them, in 'Our empirical approach' and at its end."""
    script = next(s.script for s in of(october, Segment) if s.kind is SegmentKind.PRESENTATION)
    for text in (october.seminar.purpose, script):
        for words in ("autumn 2010", "May", "August 2011", "September"):
            assert words in text
        for funder in (
            "Economic and Social Research Council",
            "Office for Civil Society",
            "Barrow Cadbury UK Trust",
        ):
            assert funder in text


def test_the_first_vote_stays_sealed_until_the_second_in_what_is_said_and_done(
    october: Template,
) -> None:
    first, second = (s for s in of(october, Segment) if s.kind is SegmentKind.VOTE)
    again = {*first.poll_ids} & {*second.poll_ids}
    assert again == {poll.id for poll in of(october, Poll) if poll.finding_id}
    assert "stay sealed" in first.script
    assert any(prompt.startswith("Do not reveal a finding now") for prompt in first.prompts)
    assert "together" in second.script
    assert any("both rounds appear together" in prompt for prompt in second.prompts)


def test_votes_can_be_kept_in_their_minutes_by_sixty_people(october: Template) -> None:
    """A minute and a half a poll where nothing is looked at, three where both rounds are."""
    first, second = (s for s in of(october, Segment) if s.kind is SegmentKind.VOTE)
    assert first.minutes >= 1.5 * len(first.poll_ids) + 5
    assert second.minutes >= 3 * (len(second.poll_ids) - 1) + 4
    report = next(s for s in of(october, Segment) if s.kind is SegmentKind.REPORT_BACK)
    assert report.minutes >= 6 * 6


def test_the_page_that_people_take_home_has_time_to_be_printed(october: Template) -> None:
    """Sixty sheets at six a minute, from the moment a prompt says so to the end of the day."""
    segments = of(october, Segment)
    asked = next(
        n for n, s in enumerate(segments) if any("printing one page" in p for p in s.prompts)
    )
    assert sum(segment.minutes for segment in segments[asked:]) >= 10 + 10


def test_nothing_of_the_old_vote_is_left_in_the_file() -> None:
    text = (Path(__file__).parents[3] / "resources/templates/october-seminar.toml").read_text(
        "utf-8"
    )
    assert "fourteen" not in text
