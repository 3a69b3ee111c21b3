"""A day of which a paper has everything to say that it can: votes by every method, every reason for
which something is not printed, everything that authors add. What is counted is `count`, so that a
sentence about one thing is said as well as that about several.
"""

import random
from dataclasses import replace
from datetime import date, time, timedelta

from facilitator.domain.notes.notes import NoteKind
from facilitator.domain.notes.photographs import Photograph
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import (
    ABSTENTION,
    Ballot,
    Criterion,
    Item,
    Method,
    OpenTo,
    Poll,
    Round,
    RoundState,
    Secrecy,
)
from facilitator.domain.polls.shifts import moved
from facilitator.domain.polls.tally import count as counted
from facilitator.domain.privacy.disclosure import NOT_GIVEN, Split
from facilitator.domain.report.additions import Addition, AdditionKind
from facilitator.domain.report.recount import Recount
from facilitator.domain.report.summary import (
    BreakoutPart,
    CodingLine,
    EditionChanges,
    NoteLine,
    PollPart,
    QuestionPart,
    RoundPart,
    SplitLine,
    SplitPart,
    Summary,
    VoiceLine,
)
from facilitator.domain.responses.responses import Channel
from facilitator.domain.stage.read_back_pages import Standing
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import say
from facilitator.services.report.at_a_glance import at_a_glance
from facilitator.services.report.method_note import method_note
from tests.exports.every_role import JPEG
from tests.exports.sample_summary import MORNING, note_said, seminar_summary

PHOTOGRAPH = Photograph(id="photograph:n", jpeg="", width=40, height=30)


def all_said(number: int, *, shares: bool = True) -> Summary:
    """Such a day; where not `shares`, so few people came that they are counted alone."""
    whole = seminar_summary(responses=2, findings=2, seed=number)
    asked = [_asked(part, number) for part in whole.questions]
    polls = (*whole.polls, *(_poll(method, place, number) for place, method in enumerate(Method)))
    first = polls[0]
    assert first.finding is not None
    themed = replace(first.finding, theme_id=whole.themes[0].id)
    told = {each.id: each.id for part in asked for each in part.responses}
    made = replace(
        whole,
        seminar=replace(whole.seminar, rule="The Chatham House Rule", contact="desk@example.org"),
        present=30 if shares else 3,
        expected=58 if shares else 9,
        joined=number,
        questions=tuple(asked),
        findings=(replace(asked[0], question=replace(asked[0].question, id=themed.id)),),
        polls=(replace(first, finding=themed), *polls[1:]),
        splits=tuple(_splits(polls[1].poll)),
        unsplit=number,
        breakouts=(*_groups(number), *whole.breakouts),
        printed_at=MORNING + timedelta(hours=6),
        codings=tuple(
            CodingLine(
                id=f"coding-{id_}",
                passage_id=id_,
                theme_id=whole.themes[0].id,
                start=0,
                end=4,
                coder=1,
                day=date(2011, 10, 18),
            )
            for id_ in [*told, *(f"note-{kind}-1" for kind in NoteKind)]
        ),
        unseen_codings=number,
        evaluating=frozenset(p.poll.id for p in polls if p.poll.method is Method.RATE),
        voice=(*whole.voice, VoiceLine(name=NOT_GIVEN, people=number, responses=number)),
        unasked=number,
        conflicts=number,
        changes=_changes(polls, tuple(told), number),
        organisations=("Quarrel & Sons",),
        additions=tuple(_additions(number, themed.id, whole.themes[0].id)),
        comments=(_asked(whole.evaluations[0], number),),
    )
    return replace(made, at_a_glance=at_a_glance(made), method=method_note(made))


def _asked(part: QuestionPart, number: int) -> QuestionPart:
    first, *others = part.responses
    told = replace(first, their_words=False, channel=Channel.PLENARY, attribution="A funder")
    return replace(
        part,
        responses=(told, *others),
        hidden=number,
        withheld=number,
        left_out=number,
        unarchived=number,
    )


def _changes(polls: tuple[PollPart, ...], passages: tuple[str, ...], number: int) -> EditionChanges:
    if number > 1:
        return EditionChanges(since=MORNING)
    return EditionChanges(
        since=MORNING,
        new_ids=passages[:2],
        changed_ids=passages[2:3],
        revealed_ids=(polls[0].poll.id,),
    )


def _additions(number: int, finding: str, theme: str) -> list[Addition]:
    day = date(2011, 11, 1)

    def added(kind: AdditionKind, **about: object) -> Addition:
        at = MORNING + timedelta(days=30)
        made = Addition(id=f"{kind}-{len(about)}", kind=kind, words=f"Zwords of {kind.name}", at=at)
        return replace(made, by="Ada Quux", **about)  # type: ignore[arg-type]  # checked by it

    every = [added(kind) for kind in AdditionKind]
    return [
        *every,
        added(AdditionKind.YOU_SAID, answer="Zanswer"),
        added(AdditionKind.FOR_PAPER, about=finding),
        added(AdditionKind.COMMENT, about=theme, answer="Zremark"),
        added(AdditionKind.PARTICIPANT, answer="Zreply"),
        added(AdditionKind.INVITATION, until=day),
        *(added(AdditionKind.EDITION, answer=f"{n}") for n in range(number - 1)),
        added(AdditionKind.EDITION, until=day) if number < 3 else added(AdditionKind.FUNDER),
    ]


def _groups(number: int) -> tuple[BreakoutPart, ...]:
    def line(kind: NoteKind, which: int, **about: object) -> NoteLine:
        note = note_said(
            id=f"note-{kind}-{which}",
            words=f"Znote {kind} {which}",
            kind=kind,
            headline=which == 2,
            due=date(2011, 12, 1) if which == 1 else None,
            owner="Zowner" if which == 1 else "",
            quotable=True,
        )
        return NoteLine(note=note, **about)  # type: ignore[arg-type]  # names are checked by it

    kinds = tuple(NoteKind)
    late = tuple(line(kind, 1, late=n < number) for n, kind in enumerate(kinds))
    checked = (
        *(line(kind, 2, standing=Standing.CHANGED) for kind in kinds[:number]),
        line(kinds[0], 3, standing=Standing.ADDED, judged=say("{n} agree", n=number)),
        line(kinds[1], 4, question="Zquestion"),
        replace(line(kinds[2], 5), photograph=_photograph()),
    )
    held = BreakoutPart(
        title="Zgroup",
        topic="Ztopic",
        members=number,
        notes=late,
        withheld=number,
        left_out=number,
        unseen=number,
        segment="Zround",
    )
    return (
        held,
        replace(held, title="Zother", notes=checked, checked_at=time(15, 5)),
        replace(held, title="Ztogether", notes=(), groups=number),
    )


def _photograph() -> Photograph:
    from base64 import b64encode

    return replace(PHOTOGRAPH, jpeg=b64encode(JPEG).decode("ascii"))


def _splits(poll: Poll) -> list[SplitPart]:
    lines = tuple(
        SplitLine(
            item="",
            round=turn,
            answer=answer,
            whole=31,
            of=57,
            cells=(12 + turn, None),
            groups=(26, 12),
        )
        for answer in ("Disagree", "Neither", "Agree")
        for turn in (1, 2)
    )
    return [
        SplitPart(poll=poll, split=split, names=("Zsector", NOT_GIVEN), lines=lines)
        for split in Split
    ]


def _poll(method: Method, place: int, number: int) -> PollPart:
    """Two rounds by a method: of whoever voted some abstained, and one more stays sealed."""
    die = random.Random(f"{method} {number}")
    secrecy = tuple(Secrecy)[place % len(Secrecy)]
    poll = Poll(
        id=f"{place:08d}-{method}",
        position=float(place),
        title=f"Zvote {method.name}",
        wording=f"Zwording {method.name}?",
        method=method,
        items=tuple(Item(str(n), f"Zitem {n}") for n in range(3)),
        criteria=(Criterion("c", "Zcriterion"), Criterion("d", "Zother")),
        secrecy=secrecy,
        may_abstain=not place % 2,
        open_to=tuple(OpenTo)[place % len(OpenTo)],
        budget=5,
    )
    parts = tuple(_round(poll, turn, number, die) for turn in (1, 2))
    named = [(say("Round {n}", n=part.round.number), part.tally) for part in parts]
    finding = Finding(
        id=f"finding-{method}", position=place, label=f"Z{place}", wording="Zfound", source="Zbook"
    )
    return PollPart(
        poll=poll,
        finding=finding if place % 2 else None,
        rounds=parts,
        chart=chart_of(poll, named),
        moved=moved(poll, parts[0].tally, parts[-1].tally),
        unrevealed=number,
    )


def _round(poll: Poll, turn: int, number: int, die: random.Random) -> RoundPart:
    method = method_of(poll)
    ballots = []
    for voter in range(24 if number > 1 else 5):
        likes = {item.id: die.gauss(0, 1) for item in poll.items}
        words = ("Zword", f"Zterm {voter}") if poll.method is Method.WORDS else ()
        marks = () if words or method.deals else tuple(method.vote(poll, likes, die))
        abstains = poll.may_abstain and voter < number and not words
        ballots.append(
            Ballot(
                round_id=f"r{turn}",
                voter_key=str(voter),
                marks=ABSTENTION if abstains else marks,
                words=words,
                channel=tuple(Channel)[1 + voter % 3],
            )
        )
    opened = MORNING + timedelta(hours=turn)
    held = Round(
        id=f"{poll.id}-{turn}",
        poll_id=poll.id,
        number=turn,
        state=RoundState.REVEALED,
        poll=replace(poll, wording=f"Zput {poll.wording}" if turn == 1 else poll.wording),
        opened_at=opened,
        closed_at=opened + timedelta(minutes=2),
        revealed_at=opened + timedelta(minutes=3),
        present=30,
        reason="Zreason" if turn == 2 else "",
    )
    return RoundPart(round=held, tally=counted(poll, ballots), recount=Recount("votes.txt", "0af"))


def not_run(day: Summary) -> Summary:
    """The same, rehearsed and not run: what is planned stands there, with nothing that came of it
    and little that was written about it.
    """
    left = (AdditionKind.LICENCE, AdditionKind.DOI, AdditionKind.CREATOR)
    polls = tuple(
        replace(part, rounds=(), chart=None, moved="", unrevealed=place % 2)
        for place, part in enumerate(day.polls)
    )
    made = replace(
        day,
        seminar=replace(day.seminar, rehearsal=True, purpose="", subtitle=""),
        present=0,
        joined=0,
        agenda=tuple(
            replace(line, started=None, ran_minutes=None, drift=None) for line in day.agenda
        ),
        questions=tuple(map(_unanswered, day.questions)),
        polls=polls,
        splits=(),
        unsplit=0,
        changes=None,
        additions=tuple(each for each in day.additions if each.kind not in left),
        codings=(),
        voice=(),
        voice_by_size=(),
    )
    return replace(made, at_a_glance=at_a_glance(made), method=method_note(made))


def _unanswered(part: QuestionPart) -> QuestionPart:
    return replace(part, responses=(), hidden=0, withheld=0, left_out=0, unarchived=0)


def of_one_mind(day: Summary) -> Summary:
    """The same, with votes that came to everything that one can: all for it, all against it, hardly
    anybody with a view; of people who were counted, or listed, or not known.
    """
    (agree,) = (
        part for part in day.polls if part.poll.method is Method.AGREE and part.poll.criteria
    )
    marks = {"accepted": [5] * 20 + [1] * 4, "rejected": [1] * 24, "unviewed": [0] * 22 + [4, 2]}
    polls = tuple(
        _came_to(agree, f"Z{name}", given, number)
        for number, (name, given) in enumerate(marks.items())
    )
    made = replace(
        day,
        present=3,
        joined=9,
        agenda=tuple(replace(line, drift=0) for line in day.agenda[:1]),
        polls=(day.polls[0], *polls),
        codings=day.codings[:1],
        unsplit=0,
        questions=tuple(
            replace(
                part, responses=tuple(replace(r, printed_as="Z[other]") for r in part.responses)
            )
            for part in day.questions
        ),
    )
    return replace(made, at_a_glance=at_a_glance(made), method=method_note(made))


def _came_to(part: PollPart, title: str, marks: list[int], number: int) -> PollPart:
    """A round of those marks, all from phones or from several channels, of so many present."""
    poll = replace(
        part.poll,
        id=f"{number:08d}-{title}",
        title=title,
        items=part.poll.items[:1],
        open_to=OpenTo.CHECKED_IN if number == 1 else OpenTo.ANYBODY,
    )
    ballots = [
        Ballot(
            round_id="r1",
            voter_key=str(voter),
            marks=((poll.items[0].id, mark),),
            channel=Channel.PHONE,
        )
        for voter, mark in enumerate(marks)
    ]
    held = replace(
        part.rounds[0].round,
        id=f"{poll.id}-1",
        poll_id=poll.id,
        poll=poll,
        present=(30, 30, 0)[number],
    )
    tally = counted(poll, ballots)
    told = RoundPart(round=held, tally=tally, recount=None)
    chart = chart_of(poll, [(say("Round {n}", n=1), tally)])
    return replace(part, poll=poll, rounds=(told,), chart=chart, moved="", unrevealed=0)
