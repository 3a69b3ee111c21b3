"""Publishing: everything a document says, gathered from one snapshot of the file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from facilitator.domain.facts import Printed
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.agreement.reasons import reasons_told
from facilitator.domain.polls.flow import Flow
from facilitator.domain.polls.poll_chart import chart_of
from facilitator.domain.polls.polls import Poll, Round, RoundState
from facilitator.domain.polls.shifts import beside_groups, flows, moved
from facilitator.domain.privacy.disclosure import Guard
from facilitator.domain.privacy.policy import (
    Consents,
    Permission,
    Policy,
    Printable,
    Reason,
    Room,
    fold,
    of_response,
    printing_policy,
)
from facilitator.domain.report import summary
from facilitator.domain.report.additions import Addition
from facilitator.domain.report.recount import recount_of
from facilitator.domain.report.who_was_heard import voice
from facilitator.domain.responses.responses import Response
from facilitator.domain.revisions import UNPRINTED
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.run_sheet import LineState, RunSheet
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.seminar.wall_clock import seconds_between
from facilitator.domain.synthesis.findings import Finding, as_question
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Text, say
from facilitator.services.notes.group_record import breakouts_in
from facilitator.services.notes.told import print_before, room_of
from facilitator.services.people.consenting import Purpose, consents_of
from facilitator.services.polls.releasing import room_guard
from facilitator.services.polls.rounds_held import tallied
from facilitator.services.polls.split_results import splits_in
from facilitator.services.report.adding import changes_in
from facilitator.services.report.at_a_glance import at_a_glance
from facilitator.services.report.coded import codings_in
from facilitator.services.report.method_note import method_note
from facilitator.services.report.recounting import files_in
from facilitator.services.seminar.running import sheet_in
from facilitator.services.synthesis.subjects import invitations, said_that_day
from facilitator.store.records import devices
from facilitator.store.records.facts import FILE_ID
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def summarise(file: SeminarStore, *, now: datetime) -> summary.Summary:
    """The summary as the file stands. Rounds that are not revealed stay out of it."""
    with file.read() as reader:
        return summary_in(reader, now, file.device)


def summary_in(
    reader: Reader, now: datetime, here: str, *, for_research: bool = False
) -> summary.Summary:
    """The summary, within one snapshot, with what the device `here` may see of others' codings.

    It is of the last change that it can hold: whoever exports, prints or looks makes it no newer.
    What is `for_research` has the words that may be archived, not those that may be quoted.
    """
    seminar = reader.get(Seminar, SEMINAR_ID)
    came = tuple(p for p in reader.every(Participant) if p.arrived_at is not None)
    room = room_of(reader, came)
    policy = replace(printing_policy(seminar), for_research=for_research)
    polls = polls_in(reader)
    splits, unsplit = splits_in(polls, seminar)
    position, made_at = reader.last_change(but=UNPRINTED)
    printed = print_before(reader, position)
    drawn = summary.Summary(
        seminar=seminar,
        file_id=reader.fact(FILE_ID),
        made_at=made_at,
        position=position,
        present=len(came),
        expected=reader.count(Participant),
        joined=devices.nameless(reader),
        at_a_glance=(),
        agenda=_agenda(sheet_in(reader, now)),
        themes=reader.every(Theme),
        case_studies=reader.every(CaseStudy),
        research_questions=reader.every(Question, kind=QuestionKind.RESEARCH),
        findings=tuple(_spoken_to(reader, policy, room)),
        polls=polls,
        splits=splits,
        unsplit=unsplit,
        printed_at=printed.at if printed else None,
        method=(),
        sources=_sources(reader, seminar),
        evaluating=_evaluating(reader),
        additions=reader.every(Addition),
        organisations=_organisations(came) if seminar.lists_organisations else (),
        **_questions(reader, policy, room),
        **_voices(reader, seminar, came, policy.guard, room),
        **_groups(reader, policy, printed),
    )
    lines, unseen = codings_in(reader, drawn.passages, here)
    return _told_of(_as_it_stands(reader, replace(drawn, codings=lines, unseen_codings=unseen)))


def _as_it_stands(reader: Reader, drawn: summary.Summary) -> summary.Summary:
    """With what is not settled yet, and what changed since an earlier edition."""
    torn = len(reader.in_conflict())
    return replace(drawn, conflicts=torn, changes=changes_in(reader, drawn))


def _told_of(drawn: summary.Summary) -> summary.Summary:
    """With what is made of the whole."""
    return replace(drawn, at_a_glance=at_a_glance(drawn), method=method_note(drawn))


def _agenda(sheet: RunSheet) -> tuple[summary.AgendaLine, ...]:
    lines = []
    for line in sheet.lines:
        began = line.started_at
        late = seconds_between(line.planned_start, began) if began else None
        lines.append(
            summary.AgendaLine(
                segment_id=line.segment.id,
                title=line.segment.title,
                planned_start=line.planned_start.time(),
                planned_minutes=line.segment.minutes,
                started=line.started_at.time() if line.started_at else None,
                ran_minutes=None if line.state is LineState.NOW else line.ran_minutes,
                drift=None if late is None else round(late / 60),
            )
        )
    return tuple(lines)


def _questions(reader: Reader, policy: Policy, room: Room) -> dict[str, Any]:
    """Questions with what of their responses may be printed, and how many may not be, by the part
    of the summary that they stand in.
    """
    asked = _with_answers(reader, reader.every(Question), policy, room)
    return {"comments": tuple(_comments(reader, policy, room))} | {
        name: tuple(part for part in asked if part.question.kind is kind)
        for name, kind in (
            ("questions", QuestionKind.EMERGING),
            ("reflections", QuestionKind.REFLECTION),
            ("evaluations", QuestionKind.EVALUATION),
        )
    }


def _spoken_to(reader: Reader, policy: Policy, room: Room) -> Iterator[summary.QuestionPart]:
    """The findings that something was captured to, as what they ask."""
    findings = map(as_question, reader.every(Finding))
    for part in _with_answers(reader, findings, policy, room):
        if part.responses or part.hidden or part.withheld:
            yield part


def _comments(reader: Reader, policy: Policy, room: Room) -> Iterator[summary.QuestionPart]:
    """What people wrote about the papers. What was for the authors alone is counted with what may
    not be quoted: nobody else keeps it from paper.
    """
    for part in _with_answers(reader, invitations(reader).values(), policy, room):
        yield replace(part, hidden=0, withheld=part.withheld + part.hidden)


def _with_answers(
    reader: Reader, questions: Iterable[Question], policy: Policy, room: Room
) -> tuple[summary.QuestionPart, ...]:
    answers: dict[str, list[Response]] = {}
    for response in reader.every(Response):
        answers.setdefault(response.question_id, []).append(response)
    authors = {each.participant_id for a in answers.values() for each in a}
    quoting = consents_of(reader, authors)
    archiving = consents_of(reader, authors, Purpose.ARCHIVE)
    return tuple(
        _question(question, answers.get(question.id, ()), policy, (quoting, archiving), room)
        for question in questions
    )


def _question(
    question: Question,
    answers: Iterable[Response],
    policy: Policy,
    consents: tuple[Consents, Consents],
    room: Room,
) -> summary.QuestionPart:
    """The question with its responses by their ids, which are drawn by lot: in the order they came
    in, people who always answer one after the other would be known by it. `consents` are those to
    being quoted and to being archived.
    """
    of = {"for_organiser": question.is_for_organiser, "for_research": policy.for_research}
    agreed = consents[policy.for_research]
    mixed = sorted(answers, key=lambda answer: answer.id)
    told = [(answer, policy.may_print(of_response(answer, **of), agreed, room)) for answer in mixed]
    withheld = Counter(printable.reason for _, printable in told if printable.reason)
    hidden = withheld.pop(Reason.HIDDEN, 0)
    return summary.QuestionPart(
        question=question,
        responses=tuple(
            _unpointed(_as_agreed(answer, consents), printable)
            for answer, printable in told
            if printable.words is not None
        ),
        hidden=hidden,
        withheld=withheld.total(),
    )


def _as_agreed(response: Response, consents: tuple[Consents, Consents]) -> Response:
    """The response with what its author agrees to now, where that is known."""
    author, (quoting, archiving) = response.participant_id, consents
    return replace(
        response,
        quotable=_is_given(quoting.get(author), response.quotable),
        archivable=_is_given(archiving.get(author), response.archivable),
    )


def _is_given(now: Permission | None, recorded: bool) -> bool:
    return recorded if now is None else now is Permission.GIVEN


def _unpointed(response: Response, printable: Printable) -> Response:
    """The response as it may be printed, without what would point at whoever gave it."""
    return replace(
        response,
        words=printable.words or "",
        sector=printable.sector or "",
        attribution=printable.attribution or "",
        size="",
        participant_id="",
    )


def polls_in(reader: Reader) -> tuple[summary.PollPart, ...]:
    """Every poll with its revealed rounds."""
    rounds: dict[str, list[Round]] = {}
    for known in reader.every(Round):
        rounds.setdefault(known.poll_id, []).append(known)
    findings = {finding.id: finding for finding in reader.every(Finding)}
    return tuple(
        _poll(reader, poll, findings.get(poll.finding_id), rounds.get(poll.id, ()))
        for poll in reader.every(Poll)
    )


def _poll(
    reader: Reader, poll: Poll, finding: Finding | None, rounds: Sequence[Round]
) -> summary.PollPart:
    known = sorted(
        (r for r in rounds if r.state is RoundState.REVEALED), key=lambda r: (r.number, r.opened_at)
    )
    parts = tuple(_round(reader, each) for each in known)
    asked = parts[-1].round.poll if parts else poll
    named = [(say("Round {n}", n=part.round.number), part.tally) for part in parts]
    flow, sentence = _moved(reader, parts) if len(parts) > 1 else ((), "")
    return summary.PollPart(
        poll=asked,
        finding=finding,
        rounds=parts,
        chart=chart_of(asked, named) if parts else None,
        moved=sentence,
        flows=flow,
        unrevealed=len(rounds) - len(known),
    )


def _round(reader: Reader, known: Round) -> summary.RoundPart:
    found = recount_of(files_in(reader, known))
    seminar = reader.get(Seminar, SEMINAR_ID)
    reasons = reasons_told(known, room_guard(seminar), printing_policy(seminar).guard)
    tally = tallied(reader, known)
    return summary.RoundPart(round=known, tally=tally, recount=found, reasons=reasons)


def _moved(reader: Reader, parts: Sequence[summary.RoundPart]) -> tuple[tuple[Flow, ...], Text]:
    """What changed from the first round to the last: who moved, where ballots are linked, and the
    sentence on it.
    """
    first, last = parts[0], parts[-1]
    poll = last.round.poll
    flow = flows(poll, reader.ballots(first.round.id), reader.ballots(last.round.id))
    if flow is not None:
        flow = beside_groups(poll, flow, first.round.by_group, last.round.by_group)
    return flow or (), moved(poll, first.tally, last.tally, flow)


def _voices(
    reader: Reader, seminar: Seminar, came: Sequence[Participant], guard: Guard, room: Room
) -> dict[str, Any]:
    """Who was heard, by sector and by size; what would single people out is left open."""
    unworded = room.unworded(guard.threshold)
    untold = [sector for sector in seminar.sectors if fold(sector) in unworded]
    people = [person.sector for person in came]
    said: tuple[Response | Note, ...] = (*said_that_day(reader), *reader.every(Note))
    return {
        "voice": voice(seminar.sectors, people, [s.sector for s in said], guard, untold),
        "voice_by_size": voice(
            seminar.sizes, [p.size for p in came], [s.size for s in said], guard
        ),
    }


def _groups(reader: Reader, policy: Policy, printed: Printed | None) -> dict[str, Any]:
    """What the breakouts noted, and which of them stand there by themselves."""
    after = printed.position if printed else None
    return dict(zip(("breakouts", "told"), breakouts_in(reader, policy, after), strict=True))


def _evaluating(reader: Reader) -> frozenset[str]:
    held = reader.every(Segment, kind=SegmentKind.EVALUATION)
    return frozenset(poll for segment in held for poll in segment.poll_ids)


def _organisations(came: Sequence[Participant]) -> tuple[str, ...]:
    """The organisations that somebody came from, by name and without how many came."""
    names = {fold(person.organisation): person.organisation.strip() for person in came}
    return tuple(sorted(filter(None, names.values()), key=str.casefold))


def _sources(reader: Reader, seminar: Seminar) -> tuple[str, ...]:
    """What the seminar's material stands on, each source once."""
    sources = [seminar.source]
    sources += [finding.source for finding in reader.every(Finding)]
    sources += [question.source for question in reader.every(Question)]
    sources += [study.source for study in reader.every(CaseStudy)]
    return tuple(dict.fromkeys(source for source in sources if source))
