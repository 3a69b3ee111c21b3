"""A day's summary of twenty printed pages.

The words are made up, in the manner of a seminar on partnerships; the votes are drawn by a seeded
die, so every run measures the same document.
"""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll, Round, RoundState, Secrecy
from facilitator.domain.polls.shifts import moved
from facilitator.domain.polls.tally import count
from facilitator.domain.report.summary import (
    AgendaLine,
    BreakoutPart,
    NoteLine,
    PollPart,
    QuestionPart,
    RoundPart,
    Summary,
    VoiceLine,
)
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from tests.exports.sample_words import (
    ADDED,
    AT_A_GLANCE,
    FINDINGS,
    METHOD,
    QUESTIONS,
    REFLECTIONS,
    SAID,
    SECTORS,
    SIZES,
)

MORNING = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


def twenty_pages() -> Summary:
    """A realistic summary that comes to twenty pages."""
    return seminar_summary(responses=2, findings=8, seed=1)


def seminar_summary(responses: int, findings: int, seed: int, rehearsal: bool = False) -> Summary:
    """A whole day: so many responses to each question, so many of the findings voted on twice."""
    die = random.Random(seed)
    questions = tuple(
        _question_part(die, number, wording, group, responses)
        for number, (wording, group) in enumerate(QUESTIONS)
    )
    polls = tuple(_finding_poll(die, number) for number in range(findings))
    return Summary(
        seminar=_seminar(rehearsal),
        file_id=_id(die),
        made_at=MORNING + timedelta(hours=7, minutes=4),
        position=1240 + responses,
        present=47,
        expected=58,
        at_a_glance=AT_A_GLANCE,
        agenda=_agenda(),
        themes=_themes(),
        case_studies=_case_studies(),
        research_questions=_research_questions(),
        questions=questions,
        polls=(*polls, _choice(die), _ranking(die)),
        breakouts=tuple(_breakout(die, number) for number in range(4)),
        reflections=tuple(
            _question_part(die, 10 + number, wording, group, 4)
            for number, (group, wording) in enumerate(REFLECTIONS)
        ),
        evaluations=(_question_part(die, 20, "What should we keep or change next time?", "", 4),),
        voice=_voice(SECTORS, (17, 10, 9, 11, None), (38, 12, 21, 9, None)),
        voice_by_size=_voice(SIZES, (None, 14, 18, 15), (None, 15, 24, 37)),
        method=METHOD,
        sources=("Briefing Paper 60 (2011), Third sector partnerships for service delivery.",),
    )


def _seminar(rehearsal: bool) -> Seminar:
    return Seminar(
        title="Working in partnership: what have we learned?",
        subtitle="Reflective learning policy seminar",
        purpose="To answer the emerging questions of the partnership project with those who took "
        "part in it, to test its findings, and so to feed its working paper.",
        invitees="Research participants, commissioners, funders and other stakeholders.",
        organiser="Third Sector Research Centre",
        place="Birmingham, Park House",
        date=date(2011, 10, 18),
        sectors=SECTORS,
        sizes=SIZES,
        source="Briefing Paper 60, Third sector partnerships for service delivery: an evidence "
        "review and research project (2011).",
        rehearsal=rehearsal,
    )


def _agenda() -> tuple[AgendaLine, ...]:
    plan = (
        ("Welcome and consent", 20, 2),
        ("What the project found so far", 30, 1),
        ("First vote on the findings", 25, 6),
        ("Break", 15, 0),
        ("Breakouts by case study", 75, 4),
        ("Lunch", 45, -2),
        ("Report back", 40, 3),
        ("Second vote on the findings", 25, -3),
        ("Reflections: what, so what, now what", 45, 0),
        ("Evaluation and close", 20, 0),
    )
    lines, planned, began = [], MORNING + timedelta(hours=1), MORNING + timedelta(hours=1)
    for title, minutes, over in plan:
        lines.append(
            AgendaLine(
                title=title,
                planned_start=planned.time(),
                planned_minutes=minutes,
                started=time(began.hour, began.minute),
                ran_minutes=minutes + over,
                drift=round((began - planned).total_seconds() / 60),
            )
        )
        planned += timedelta(minutes=minutes)
        began += timedelta(minutes=minutes + over)
    return tuple(lines)


def _themes() -> tuple[Theme, ...]:
    names = (
        "Forms of partnership with public and private organisations",
        "Partnerships, alliances and mergers within the sector",
        "Innovation, learning and evaluation",
    )
    return tuple(
        Theme(id=f"theme-{number}", position=number, name=name) for number, name in enumerate(names)
    )


def _research_questions() -> tuple[Question, ...]:
    asked = (
        ("Context", "Which forms of collaboration in service delivery matter most?"),
        ("Context", "What drives organisations to collaborate, and how do they justify it?"),
        ("Processes", "What stands in the way, and what are the downsides?"),
        ("Processes", "Which arrangements do better on outcomes, accountability and cost?"),
        ("Learning", "How has collaboration helped people to innovate and to learn?"),
        ("Learning", "How can partnerships best be evaluated?"),
    )
    return tuple(
        Question(
            id=f"research-{number}",
            position=number,
            kind=QuestionKind.RESEARCH,
            wording=wording,
            group=group,
        )
        for number, (group, wording) in enumerate(asked)
    )


def _case_studies() -> tuple[CaseStudy, ...]:
    studies = (
        ("Housing association mergers in England", "David Mullins", "drivers, process, outcomes"),
        ("Housing consortia in Northern Ireland", "David Mullins", "regulation and commissioning"),
        ("A merged charity for blind people", "James Rees", "what one organisation can do better"),
        ("Connected care", "Helen Dickinson and James Rees", "residents in commissioning"),
    )
    return tuple(
        CaseStudy(
            id=f"case-{n}", position=n, title=title, authors=authors, focus=f"Focus: {focus}."
        )
        for n, (title, authors, focus) in enumerate(studies)
    )


def _question_part(
    die: random.Random, number: int, wording: str, group: str, responses: int
) -> QuestionPart:
    question = Question(
        id=_id(die), position=number, kind=QuestionKind.EMERGING, wording=wording, group=group
    )
    return QuestionPart(
        question=question,
        responses=tuple(_response(die, question.id, n) for n in range(responses)),
        hidden=number % 3,
    )


def _response(die: random.Random, question_id: str, number: int) -> Response:
    return Response(
        id=_id(die),
        question_id=question_id,
        words=f"{die.choice(SAID)} {die.choice(ADDED)}".strip(),
        recorded_at=MORNING + timedelta(minutes=90 + number),
        sector=die.choice((*SECTORS, "")),
        size=die.choice((*SIZES, "")),
        starred=die.random() < 0.15,
        channel=Channel.PHONE,
        quotable=True,
    )


def _finding_poll(die: random.Random, number: int) -> PollPart:
    title, wording = FINDINGS[number % len(FINDINGS)]
    finding = Finding(
        id=_id(die),
        position=number,
        label=f"F{number + 1}",
        wording=wording,
        source="Stakeholder interviews, autumn 2010",
    )
    poll = Poll(
        id=_id(die),
        position=number,
        title=title,
        wording=wording,
        method=Method.AGREE,
        items=(Item("statement", wording),),
        secrecy=Secrecy.SEALED,
        finding_id=finding.id,
    )
    lean = die.uniform(-0.4, 1.1)

    def mark(die: random.Random, turn: int) -> tuple[tuple[str, int], ...]:
        if die.random() < 0.07:
            return (("statement", 0),)
        view = round(3 + lean + 0.45 * turn + die.gauss(0, 1.05 - 0.2 * turn))
        return (("statement", min(5, max(1, view))),)

    return _poll_part(die, poll, finding, mark, rounds=2)


def _choice(die: random.Random) -> PollPart:
    items = tuple(
        Item(str(n), text)
        for n, text in enumerate(
            (
                "A framework for making a business case for partnership",
                "Advice on ending a partnership well",
                "Training for smaller partners before contracts are let",
                "A register of consortia that are looking for members",
            )
        )
    )
    poll = Poll(
        id=_id(die),
        position=90,
        title="What would help most",
        wording="Which one of these would help you most in the coming year?",
        method=Method.CHOOSE_ONE,
        items=items,
    )

    def mark(die: random.Random, turn: int) -> tuple[tuple[str, int], ...]:
        return ((die.choices([item.id for item in items], (5, 2, 4, 2 + turn))[0], 1),)

    return _poll_part(die, poll, None, mark, rounds=2)


def _ranking(die: random.Random) -> PollPart:
    items = tuple(
        Item(str(n), text)
        for n, text in enumerate(
            ("Trust", "Shared leadership", "Clear contracts", "Enough money", "A common vision")
        )
    )
    poll = Poll(
        id=_id(die),
        position=91,
        title="What makes partnerships last",
        wording="Put these in order: what matters most comes first.",
        method=Method.RANK,
        items=items,
    )

    def mark(die: random.Random, turn: int) -> tuple[tuple[str, int], ...]:
        best_first = sorted(items, key=lambda item: int(item.id) + die.gauss(0, 1.6))
        return tuple((item.id, place) for place, item in enumerate(best_first, start=1))

    return _poll_part(die, poll, None, mark, rounds=1)


def _poll_part(
    die: random.Random,
    poll: Poll,
    finding: Finding | None,
    mark: Callable[[random.Random, int], tuple[tuple[str, int], ...]],
    rounds: int,
) -> PollPart:
    parts = []
    for turn in range(rounds):
        ballots = [
            Ballot(
                round_id="",
                voter_key=str(voter),
                marks=mark(die, turn),
                channel=Channel.TABLET if voter % 4 else Channel.PAPER,
            )
            for voter in range(41 + die.randrange(6))
        ]
        opened = MORNING + timedelta(hours=2 + 3 * turn)
        held = Round(
            id=_id(die),
            poll_id=poll.id,
            number=turn + 1,
            state=RoundState.REVEALED,
            poll=poll,
            opened_at=opened,
            closed_at=opened + timedelta(minutes=2),
            revealed_at=opened + timedelta(minutes=3),
            present=47,
        )
        parts.append(RoundPart(round=held, tally=count(poll, ballots)))
    named = [(f"Round {part.round.number}", part.tally) for part in parts]
    return PollPart(
        poll=poll,
        finding=finding,
        rounds=tuple(parts),
        chart=chart_of(poll, named),
        moved=moved(poll, parts[0].tally, parts[-1].tally) if rounds > 1 else "",
    )


def note_said(id: str, words: str, **about: Any) -> Note:
    """A note of some group, `about` the other things it says."""
    return Note(id=id, breakout_id="group", words=words, recorded_at=MORNING, **about)


def _breakout(die: random.Random, number: int) -> BreakoutPart:
    kinds = (
        NoteKind.POINT,
        NoteKind.QUOTE,
        NoteKind.DISAGREEMENT,
        NoteKind.MINORITY,
        NoteKind.ACTION,
    )
    study = _case_studies()[number]
    notes = tuple(
        NoteLine(
            note=note_said(id=_id(die), kind=die.choice(kinds), words=die.choice(SAID)),
            question=QUESTIONS[(number + n // 3) % len(QUESTIONS)][0],
        )
        for n in range(5)
    )
    return BreakoutPart(
        title=f"Group {number + 1}",
        topic=study.title,
        members=11,
        notes=() if number == 3 else notes,
    )


def _voice(
    names: Sequence[str], people: Sequence[int | None], responses: Sequence[int | None]
) -> tuple[VoiceLine, ...]:
    return tuple(
        VoiceLine(name=name, people=present, responses=said)
        for name, present, said in zip(names, people, responses, strict=True)
    )


def _id(die: random.Random) -> str:
    return str(UUID(int=die.getrandbits(128), version=4))
