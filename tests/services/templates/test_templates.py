"""The templates that come with the program: whole, worded anew, and fit for a real day."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TypeVar

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Item, Method, OpenTo, Poll, Secrecy
from facilitator.domain.records import Record
from facilitator.domain.seminar.agenda import Segment, SegmentKind, minutes_over
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.seminar.terms import PHOTOGRAPHED, denies_photographs, not_said, terms
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.templates.loading import FOLDER, Template, available, load, make
from facilitator.services.templates.writing import template_text

NAMES = ["october-seminar", "half-day-workshop"]
PARTS = (Theme, Question, Finding, CaseStudy, Poll, Segment, Breakout)
CITED = "Rees, Mullins and Bovaird, TSRC Briefing Paper 60, ‘"
PAPER_TITLE = (
    "Third sector partnerships for service delivery: an evidence review and research project"
)
SECTIONS = {
    "Introduction",
    "The third sector and partnerships – the evidence base",
    "Our empirical approach to partnership",
    "Messages emerging from stakeholder interviews",
    "Case studies: research questions and methodology",
    "Case study methodology",
    "Emerging questions and next steps",
}

R = TypeVar("R", bound=Record)


@pytest.fixture(scope="module")
def october() -> Template:
    return load("october-seminar")


def of(template: Template, kind: type[R]) -> list[R]:
    return [record for record in template.records if isinstance(record, kind)]


def numbered() -> Iterator[str]:
    return (f"id-{number}" for number in count(1))


def references(record: Record) -> list[str]:
    """Every id by which a record of a template points at another."""
    one: tuple[str, ...] = ()
    match record:
        case Question() | Finding():
            one = (record.theme_id,)
        case Poll():
            one = (record.finding_id, record.question_id)
        case Segment():
            one = (*record.question_ids, *record.poll_ids)
        case Breakout():
            several = (*record.question_ids, *record.finding_ids)
            one = (record.segment_id, record.case_study_id, *several)
    return [each for each in one if each]


def shingles(text: str) -> set[str]:
    """Every run of eight words, in lower case without punctuation, as twelve digits of SHA-256.

    `briefing_paper_shingles.txt` holds those of the briefing paper without its section headings,
    so that the paper's text itself need not be kept here.
    """
    words = re.findall(r"\w+", re.sub("[’']", "", text.lower()))
    runs = (" ".join(words[start : start + 8]) for start in range(len(words) - 7))
    return {hashlib.sha256(run.encode()).hexdigest()[:12] for run in runs}


def paper_shingles() -> set[str]:
    return set((Path(__file__).parent / "briefing_paper_shingles.txt").read_text().split())


def test_the_october_seminar_is_offered_first() -> None:
    cards = available()
    assert [card.name for card in cards] == NAMES
    assert all(card.title and card.summary for card in cards)
    assert not any("\n" in card.summary for card in cards)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_loads_by_name_and_by_path_alike(name: str) -> None:
    by_name, by_path = numbered(), numbered()
    one = load(name, new_id=lambda: next(by_name))
    other = load(FOLDER / f"{name}.toml", new_id=lambda: next(by_path))
    assert one == other


@pytest.mark.parametrize("name", NAMES)
def test_every_id_is_its_own_and_new_each_time(name: str) -> None:
    first, second = load(name), load(name)
    ids = [record.id for record in first.parts]
    assert len(set(ids)) == len(ids)
    assert not set(ids) & {record.id for record in second.parts}


@pytest.mark.parametrize("name", NAMES)
def test_references_lead_to_records_of_the_template(name: str) -> None:
    records = load(name).records
    ids = {record.id for record in records}
    pointed = [one for record in records for one in references(record)]
    assert pointed
    assert set(pointed) <= ids


@pytest.mark.parametrize("name", NAMES)
def test_the_agenda_fills_the_booked_time_and_no_more(name: str) -> None:
    template = load(name)
    seminar = template.seminar
    over = minutes_over(tuple(of(template, Segment)), seminar)
    assert -15 <= over <= 0


@pytest.mark.parametrize("name", NAMES)
def test_every_segment_says_what_to_say_and_what_to_do(name: str) -> None:
    for segment in of(load(name), Segment):
        assert len(segment.script.split()) >= 15, segment.title
        assert segment.script[-1] in ".?!", segment.title
        assert len(segment.prompts) >= 2, segment.title


@pytest.mark.parametrize("name", NAMES)
def test_every_poll_and_question_has_its_place_in_the_day(name: str) -> None:
    template = load(name)
    segments = of(template, Segment)
    asked = {one for segment in segments for one in segment.question_ids}
    voted = {one for segment in segments for one in segment.poll_ids}
    put = {q.id for q in of(template, Question) if q.kind is not QuestionKind.RESEARCH}
    assert asked == put
    assert voted == {poll.id for poll in of(template, Poll)}


@pytest.mark.parametrize("name", NAMES)
def test_positions_follow_the_file(name: str) -> None:
    template = load(name)
    for kind in PARTS:
        positions = [record.position for record in template.parts if isinstance(record, kind)]
        assert positions == [float(place) for place in range(1, len(positions) + 1)]


def test_the_october_seminar_has_every_part(october: Template) -> None:
    assert all(of(october, kind) for kind in PARTS)
    kinds = [question.kind for question in of(october, Question)]
    assert kinds.count(QuestionKind.RESEARCH) == 6
    assert kinds.count(QuestionKind.EMERGING) == 6
    assert kinds.count(QuestionKind.REFLECTION) == 3
    assert kinds.count(QuestionKind.EVALUATION) >= 2
    research = [q for q in of(october, Question) if q.kind is QuestionKind.RESEARCH]
    assert len({question.group for question in research}) == 3
    assert len(of(october, Theme)) == 3
    assert len(of(october, CaseStudy)) == 6
    assert {segment.kind for segment in of(october, Segment)} == set(SegmentKind)


def test_the_localist_question_stands_before_the_five_listed(october: Template) -> None:
    emerging = [q for q in of(october, Question) if q.kind is QuestionKind.EMERGING]
    assert "supply chains" in emerging[0].wording
    assert "local" in emerging[0].wording
    assert len(emerging[1:]) == 5


def test_seven_findings_are_voted_on_before_and_after_the_breakouts(october: Template) -> None:
    segments = of(october, Segment)
    breakouts = next(s.position for s in segments if s.kind is SegmentKind.BREAKOUTS)
    votes = [segment for segment in segments if segment.kind is SegmentKind.VOTE]
    before = {one for s in votes if s.position < breakouts for one in s.poll_ids}
    after = {one for s in votes if s.position > breakouts for one in s.poll_ids}
    polls = {poll.finding_id: poll for poll in of(october, Poll) if poll.finding_id}
    findings = {finding.id: finding for finding in of(october, Finding)}
    assert len(polls) == 7
    for finding_id, poll in polls.items():
        finding = findings[finding_id]
        assert poll.id in before & after
        assert poll.method is Method.AGREE
        assert poll.secrecy is Secrecy.PSEUDONYMOUS
        assert (poll.wording, poll.title) == (finding.wording, finding.label)
        assert [item.text for item in poll.items] == [finding.label]


def test_the_polls_of_the_day_use_several_methods(october: Template) -> None:
    methods = {poll.method for poll in of(october, Poll)}
    assert methods >= {Method.AGREE, Method.CHOOSE_ONE, Method.APPROVE, Method.DOTS, Method.RATE}


def test_six_breakouts_share_out_cases_questions_and_findings(october: Template) -> None:
    breakouts = of(october, Breakout)
    cases = [breakout.case_study_id for breakout in breakouts]
    assert sorted(cases) == sorted(case.id for case in of(october, CaseStudy))
    taken = [one for breakout in breakouts for one in breakout.finding_ids]
    assert len({*taken}) == len(taken)
    assert {*taken} >= {poll.finding_id for poll in of(october, Poll) if poll.finding_id}
    asked = {one for breakout in breakouts for one in breakout.question_ids}
    assert asked == {q.id for q in of(october, Question) if q.kind is QuestionKind.EMERGING}
    assert sum(breakout.capacity for breakout in breakouts) >= 60
    assert all(breakout.place for breakout in breakouts)


def test_case_studies_name_their_authors_and_focus(october: Template) -> None:
    authors = [case.authors for case in of(october, CaseStudy)]
    assert authors == [
        "David Mullins",
        "David Mullins",
        "James Rees",
        "Helen Dickinson and James Rees",
        "Tony Bovaird",
        "Rob Macmillan",
    ]
    assert all(case.focus for case in of(october, CaseStudy))


def test_what_comes_from_the_paper_cites_its_section(october: Template) -> None:
    kinds = (QuestionKind.RESEARCH, QuestionKind.EMERGING)
    questions = [one for one in of(october, Question) if one.kind in kinds]
    sources = [one.source for one in questions]
    sources += [one.source for one in of(october, Finding)]
    sources += [one.source for one in of(october, CaseStudy)]
    for source in sources:
        assert source.startswith(CITED)
        assert source.removeprefix(CITED).split("’")[0] in SECTIONS


def test_no_sentence_is_copied_from_the_paper() -> None:
    text = (FOLDER / "october-seminar.toml").read_text("utf-8")
    own = re.sub(r"\n# *", " ", text)
    for quoted in (PAPER_TITLE, *SECTIONS):
        own = re.sub(r"\s+".join(map(re.escape, quoted.split())), " ¶ ", own)
    assert not shingles(own) & paper_shingles()


def test_a_copied_line_would_be_noticed() -> None:
    assert len(shingles(PAPER_TITLE) & paper_shingles()) == 5


@pytest.mark.parametrize("name", NAMES)
def test_consent_says_in_plain_words_what_people_are_asked_to_agree_to(name: str) -> None:
    seminar = load(name).seminar
    for words in (
        "never who said it" if name == "october-seminar" else "not who said it",
        "see",
        "beside them only" if name != "october-seminar" else "beside them, but only",
        "at least ten people here",
        "archive",
        "only if you agree",
        "corrected or taken out",
        "cannot be taken out",
    ):
        assert words in " ".join(seminar.consent.split()), words
    assert (seminar.room_threshold, seminar.print_threshold) == (5, 10)


def test_consent_explains_the_rule_and_the_use_of_data(october: Template) -> None:
    consent = october.seminar.consent
    for words in ("Chatham House Rule", "which organisation", "random number", "working paper"):
        assert words in consent
    assert "fewer than five people in the room, fewer than ten on paper" in consent


@pytest.mark.parametrize("name", NAMES)
def test_only_what_nobody_but_the_organiser_can_know_is_left_to_be_filled_in(name: str) -> None:
    seminar = load(name).seminar
    missing = {"how to reach the organiser"} | (
        {"who is responsible"} if name != "october-seminar" else set()
    )
    assert {*map(str, not_said(seminar))} == missing
    assert "contact = " in (FOLDER / f"{name}.toml").read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_what_people_are_told_of_pictures_is_what_the_program_does(name: str) -> None:
    """Flip charts may be photographed: no text denies it, and the terms say it on every face."""
    template = load(name)
    assert template.seminar.photographs
    assert PHOTOGRAPHED in terms(template.seminar)
    texts = (template.seminar.consent, *(each.script for each in of(template, Segment)))
    for text in texts:
        assert not denies_photographs(replace(template.seminar, consent=text)), text
    welcome = " ".join(each.script for each in of(template, Segment)[:2])
    assert "photograph a flip chart" in welcome, "what is said aloud says it too"


def test_text_is_in_paragraphs_without_line_ends(october: Template) -> None:
    texts = [october.seminar.consent, *(segment.script for segment in of(october, Segment))]
    for text in texts:
        assert "\n\n" in text or "\n" not in text
        assert not re.search(r"[^\n]\n[^\n]", text)


def test_the_neutral_template_has_nothing_of_the_october_seminar() -> None:
    text = (FOLDER / "half-day-workshop.toml").read_text("utf-8").split("[template]")[1].lower()
    for word in ("partner", "third sector", "commission", "merger", "consorti", "tsrc"):
        assert word not in text
    workshop = load("half-day-workshop")
    assert of(workshop, CaseStudy) == []
    assert workshop.seminar.sizes == ()


def test_the_day_is_the_one_given_or_the_templates_own_or_today(october: Template) -> None:
    today = date(2026, 3, 2)
    workshop = load("half-day-workshop")
    told = replace(october.seminar, time_zone="Asia/Tokyo")
    assert october.records_on(None, None, today, zone="Asia/Tokyo")[0] == told
    assert october.seminar.date == date(2011, 10, 18)
    dated = october.records_on(date(2011, 10, 25), "Another title")[0]
    assert (dated.date, dated.title) == (date(2011, 10, 25), "Another title")  # type: ignore[union-attr]
    assert workshop.records_on(today=today)[0].date == today  # type: ignore[union-attr]
    with pytest.raises(SeminarError, match="Say when the seminar is"):
        workshop.records_on()


def test_a_missing_template_is_answered_with_those_there_are() -> None:
    with pytest.raises(SeminarError) as refused:
        load("weekly")
    assert str(refused.value) == (
        "There is no template “weekly”. Choose one of half-day-workshop, october-seminar, "
        "or give the path of a template file."
    )
    with pytest.raises(SeminarError, match="Did you mean “october-seminar”"):
        load("october-seminr")


@pytest.mark.parametrize("to", OpenTo)
def test_a_template_asks_for_every_list_there_and_in_all_rooms_and_names_nobody(
    to: OpenTo, october: Template
) -> None:
    asked = Poll(
        id="p",
        position=1,
        title="A vote",
        wording="Yes?",
        method=Method.RANK,
        items=(Item("a", "A"), Item("b", "B")),
        open_to=to,
        open_for=("Third sector",) if to.whom in (OpenTo.SECTOR, OpenTo.NAMED) else (),
    )
    text = template_text(october.seminar, [*of(october, Segment), asked])
    (made,) = of(make(text, "made.toml"), Poll)
    assert made.open_to is to
    assert made.open_for == (("Third sector",) if to.whom is OpenTo.SECTOR else ())
