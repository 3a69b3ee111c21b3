"""Sheets that people write on: ballots, the grid to count them on, reflections and evaluation."""

from collections.abc import Iterator
from itertools import combinations

from exports.content.handouts.telling import boxes, lines
from exports.document import (
    Block,
    Column,
    Holds,
    Opens,
    Paragraph,
    Point,
    Points,
    Rows,
    Run,
    Section,
    Table,
    Voice,
    said,
)
from exports.phrases import Tell
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.paper.codes import spaced
from facilitator.domain.polls.polls import RATE_MAX, SECRECY_SENTENCES, Method, Poll, Secrecy
from facilitator.domain.report.summary import Handout, VotingSheet
from facilitator.domain.seminar.questions import Question
from facilitator.domain.wording import say

_ROOM = "_____\u00a0"
"""Where a number is written."""

_ANSWER_LINES = 4


def ballots(handout: Handout, tell: Tell) -> Iterator[Section]:
    """A sheet for each segment with votes, and of votes that are kept otherwise another; so for
    every code, each set on paper of its own, else once, to be copied for everybody who votes so.
    """
    yield from _no_votes(handout, tell)
    for code in handout.codes or ("",):
        for number, sheet in enumerate(handout.votes):
            key = f"ballot {code} {number}"
            polls = tuple(_ballot(poll, f"{key} {poll.id}", tell) for poll in sheet.polls)
            yield Section(
                key=key,
                title=tell(sheet.title),
                blocks=tuple(_about_voter(handout, sheet, code, tell)),
                nested=polls,
                opens=Opens.RUNS_ON if number else Opens.PART,
                label=_code_on(sheet, code),
                cut=True,
            )


def _no_votes(handout: Handout, tell: Tell) -> Iterator[Section]:
    if not handout.votes:
        nothing = tell(say("The agenda has no votes yet."))
        yield Section(key="none", title="", blocks=(said(nothing, Voice.REMARK),))


def _about_voter(handout: Handout, sheet: VotingSheet, code: str, tell: Tell) -> Iterator[Block]:
    """How the votes on the sheet are kept, and what voters may say of themselves. Nothing on it
    tells whose it is, but where votes are by name.
    """
    kept = tell(SECRECY_SENTENCES[sheet.secrecy])
    if sheet.secrecy is Secrecy.NAMED:
        yield said(kept)
        yield lines(tell(say("Your name")), 1)
        return
    unnamed = Run(tell(say("Do not write your name.")), strong=True)
    yield Paragraph((unnamed, Run(" "), Run(kept), Run(f" {tell(handout.seminar.spoken_rule)}")))
    if code := _code_on(sheet, code):
        yield said(tell(say("Code of these sheets: {code}", code=code)), Voice.LEAD)
        yield said(
            tell(
                say(
                    "It stands on each of your sheets and links your votes to each other. Nobody "
                    "has noted who has which: take any set."
                )
            )
        )
    for choices in (handout.seminar.sectors, handout.seminar.sizes):
        if choices:
            yield said(boxes((*choices, tell(say("I would rather not say")))))


def _code_on(sheet: VotingSheet, code: str) -> str:
    """The code on a sheet as it is read, "" for none: only votes that are linked have one."""
    return spaced(code) if code and sheet.secrecy is Secrecy.PSEUDONYMOUS else ""


def _ballot(poll: Poll, key: str, tell: Tell) -> Section:
    method = method_of(poll)
    how = tell(method.how(poll))
    abstain = (said(boxes((tell(say("I abstain")),))),) if poll.may_abstain else ()
    return Section(
        key=key,
        title=tell(poll.spoken) or tell(poll.spoken_title),
        blocks=(*((said(how),) if how else ()), *_to_mark(poll, tell), *abstain),
        listed=False,
    )


def _to_mark(poll: Poll, tell: Tell) -> Iterator[Block]:
    """What is ticked, or where a number is written."""
    texts = [tell(item.spoken) for item in poll.items]
    points = [tell(point) for point in method_of(poll).points()]
    if poll.method is Method.RATE:
        points = points or [str(mark) for mark in range(RATE_MAX + 1)]
    if poll.method is Method.WORDS:
        yield lines("", _ANSWER_LINES)
    elif poll.method is Method.PAIRWISE:
        yield from (said(boxes(pair)) for pair in combinations(texts, 2))
    elif poll.method is Method.WEIGHTED:
        for text in texts:
            yield said(text, Voice.STATEMENT)
            yield Points(tuple(Point(f"{_ROOM}{tell(each.spoken)}") for each in poll.criteria))
    elif points:
        for text in texts:
            if len(texts) > 1:
                yield said(text, Voice.STATEMENT)
            yield said(boxes(points))
    elif poll.method in (Method.RANK, Method.DOTS):
        yield Points(tuple(Point(f"{_ROOM}{text}") for text in texts))
    else:
        numbered = enumerate(texts, start=1)
        yield Points(tuple(Point(f"{place}\u00a0{boxes((text,))}") for place, text in numbered))


def tally(handout: Handout, tell: Tell) -> Iterator[Section]:
    """For each vote a grid to count sheets on, in bars of five, by two people."""
    yield from _no_votes(handout, tell)
    for number, sheet in enumerate(handout.votes):
        grids = tuple(_counted(sheet, number, tell))
        yield Section(key=f"tally {number}", title=tell(sheet.title), nested=grids)


def _counted(sheet: VotingSheet, number: int, tell: Tell) -> Iterator[Section]:
    for place, poll in enumerate(sheet.polls):
        yield Section(
            key=f"tally {number} {place}",
            title=tell(poll.spoken_title),
            blocks=(_grid(poll, tell), _counters(tell)),
            listed=False,
            at_one_look=True,
        )


def _grid(poll: Poll, tell: Tell) -> Block:
    points = [tell(point) for point in method_of(poll).points()]
    columns = points or [tell(say("In bars of five")), tell(say("Together"))]
    rows = tuple((tell(item.spoken), *("",) * len(columns)) for item in poll.items)
    heads = (Column(title, 1.6 if points else 3, Holds.HANDWRITING) for title in columns)
    named = Column(tell(say("Answer")), 4, Holds.NAMES)
    return Table(columns=(named, *heads), groups=(Rows(rows or (("",) * 3,)),), wide=True)


def _counters(tell: Tell) -> Block:
    asked = (
        say("Counted by"),
        say("Counted again by"),
        say("Sheets in all"),
        say("People in the room"),
    )
    columns = tuple(Column(tell(each), 1, Holds.HANDWRITING) for each in asked)
    return Table(columns=columns, groups=(Rows((("",) * len(columns),)),), wide=True)


def evaluation(handout: Handout, tell: Tell) -> Iterator[Section]:
    """Reflections and the evaluation of the day, for who would rather write on paper."""
    marks = (
        _ballot(poll, f"mark {poll.id}", tell) for each in handout.votes for poll in each.polls
    )
    parts = (*marks, *(_question(each, tell) for each in handout.asked), *_consents(tell))
    yield Section(key="sheet", title="", nested=parts)


def _consents(tell: Tell) -> Iterator[Section]:
    """What may become of the sheet's words: printing and archiving are agreed to apart."""
    asked = (
        say("May we print what you wrote, without your name?"),
        say("May an archive keep what you wrote for research, without your name?"),
    )
    for number, each in enumerate(asked):
        answers = said(boxes((tell(say("Yes")), tell(say("No")))))
        yield Section(key=f"consent {number}", title=tell(each), blocks=(answers,), listed=False)


def _question(question: Question, tell: Tell) -> Section:
    return Section(
        key=f"question {question.id}",
        title=tell(question.spoken),
        subtitle=tell(question.spoken_help),
        blocks=(lines("", _ANSWER_LINES - 2),),
        listed=False,
    )
