"""What is handed out before and during the day, gathered from one snapshot of the file."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from facilitator.domain.errors import SeminarError
from facilitator.domain.locales import Language
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant, by_family_name
from facilitator.domain.polls.methods.registry import method_of
from facilitator.domain.polls.paper.codes import MOST_COPIES
from facilitator.domain.polls.polls import Poll, Secrecy
from facilitator.domain.report import summary as papers
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.seminar.agenda import Segment, SegmentKind, clock_times
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.wording import say
from facilitator.services.people.groups import groups_in_order
from facilitator.services.polls.paper_codes import draw_codes
from facilitator.store.records.facts import FILE_ID
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore

_Filled = Callable[[Reader, Seminar], Mapping[str, Any]]


def hand_out(
    file: SeminarStore,
    kind: HandoutKind,
    language: Language | None = None,
    *,
    sets: int | None = None,
    door: papers.Door | None = None,
    now: datetime,
) -> papers.Handout:
    """A handout as the file stands; raises SeminarError where there is nothing to hand out. A
    poster shows the `door`.

    Of ballots whose votes are linked there are so many `sets`, as many as people are on the list
    where nothing is said, each with a code that is drawn now.
    """
    handout = _handout(file, kind, language, now)
    if kind is HandoutKind.POSTER:
        if door is None:
            raise SeminarError(say("Open the room first: the poster shows where it is."))
        return replace(handout, door=door)
    if kind is not HandoutKind.BALLOTS or not has_codes(handout):
        return handout
    wanted = sets_on_the_list(file) if sets is None else sets
    return replace(handout, codes=draw_codes(file, wanted, now=now))


def has_codes(handout: papers.Handout) -> bool:
    """Whether ballots bear codes: where votes are linked to each other."""
    return any(sheet.secrecy is Secrecy.PSEUDONYMOUS for sheet in handout.votes)


def sets_on_the_list(file: SeminarStore) -> int:
    """A set for everybody on the list, at least one."""
    with file.read() as reader:
        return max(1, min(MOST_COPIES, reader.count(Participant)))


def _handout(
    file: SeminarStore, kind: HandoutKind, language: Language | None, now: datetime
) -> papers.Handout:
    with file.read() as reader:
        return handout_in(reader, kind, language, now=now)


def handout_in(
    reader: Reader, kind: HandoutKind, language: Language | None = None, *, now: datetime
) -> papers.Handout:
    """A handout, within one snapshot; raises SeminarError where there is nothing to hand out."""
    seminar = reader.get(Seminar, SEMINAR_ID)
    filled = _FILLED[kind](reader, seminar)
    if kind is HandoutKind.BREAKOUTS and not filled["rounds"]:
        raise SeminarError(say("There are no groups yet. Add them in Prepare, under Breakouts."))
    return papers.Handout(
        kind=kind,
        seminar=seminar,
        file_id=reader.fact(FILE_ID),
        made_at=now,
        language=language,
        **filled,
    )


def _nothing(reader: Reader, seminar: Seminar) -> Mapping[str, Any]:
    return {}


def _with_groups(reader: Reader, seminar: Seminar) -> Mapping[str, Any]:
    return {"rounds": _rounds(reader, seminar, by_family_name(reader.every(Participant)))}


def _with_people(reader: Reader, seminar: Seminar) -> Mapping[str, Any]:
    """Everybody, with the group that they go to first."""
    groups = groups_in_order(reader)
    where = {member: group for group in reversed(groups) for member in group.member_ids}
    people = by_family_name(reader.every(Participant))
    return {"people": tuple(_seat(person, where.get(person.id)) for person in people)}


def _with_script(reader: Reader, seminar: Seminar) -> Mapping[str, Any]:
    return {"agenda": clock_times(reader.every(Segment), seminar)}


def _with_agenda(reader: Reader, seminar: Seminar) -> Mapping[str, Any]:
    """What everybody may read: not what whoever leads is to say and to do."""
    spoken = [
        replace(each, script="", script_second="", prompts=()) for each in reader.every(Segment)
    ]
    return {"agenda": clock_times(tuple(spoken), seminar)}


def _with_votes(reader: Reader, seminar: Seminar) -> Mapping[str, Any]:
    """What is voted on, segment by segment; the mark of the day is asked for on another sheet."""
    return {"votes": _votes(reader, evaluating=False)}


def _looking_back(reader: Reader, seminar: Seminar) -> Mapping[str, Any]:
    asked = (QuestionKind.REFLECTION, QuestionKind.EVALUATION)
    return {
        "asked": tuple(q for kind in asked for q in reader.every(Question, kind=kind)),
        "votes": _votes(reader, evaluating=True),
    }


def _votes(reader: Reader, *, evaluating: bool) -> tuple[papers.VotingSheet, ...]:
    """Those that can be taken on paper."""
    polls = {poll.id: poll for poll in reader.every(Poll) if not method_of(poll).deals}
    return tuple(
        papers.VotingSheet(segment_id=segment.id, title=segment.spoken_title, polls=alike)
        for segment in reader.every(Segment)
        if segment.poll_ids and (segment.kind is SegmentKind.EVALUATION) is evaluating
        for alike in _alike([polls[id_] for id_ in segment.poll_ids if id_ in polls])
    )


def _alike(polls: Sequence[Poll]) -> Iterator[tuple[Poll, ...]]:
    """Polls that may stand on one sheet: a name or a code tells of all that is on it."""
    for secrecy in dict.fromkeys(poll.secrecy for poll in polls):
        yield tuple(poll for poll in polls if poll.secrecy is secrecy)


_FILLED: Mapping[HandoutKind, _Filled] = {
    HandoutKind.BREAKOUTS: _with_groups,
    HandoutKind.ATTENDANCE: _with_people,
    HandoutKind.CONSENT: _nothing,
    HandoutKind.BADGES: _with_people,
    HandoutKind.AGENDA: _with_agenda,
    HandoutKind.SCRIPT: _with_script,
    HandoutKind.NOTES: _with_groups,
    HandoutKind.CARDS: _with_groups,
    HandoutKind.BALLOTS: _with_votes,
    HandoutKind.TALLY: _with_votes,
    HandoutKind.EVALUATION: _looking_back,
    HandoutKind.POSTER: _nothing,
    HandoutKind.TEST: _nothing,
}


def _rounds(
    reader: Reader, seminar: Seminar, people: Sequence[Participant]
) -> tuple[papers.GroupRound, ...]:
    groups = groups_in_order(reader)
    rounds = []
    for timed in clock_times(reader.every(Segment), seminar):
        here = [group for group in groups if group.segment_id == timed.segment.id]
        if here:
            rounds.append(_round(reader, timed.segment, (timed.starts, timed.ends), here, people))
    return tuple(rounds)


def _round(
    reader: Reader,
    segment: Segment,
    times: tuple[time, time],
    groups: Sequence[Breakout],
    people: Sequence[Participant],
) -> papers.GroupRound:
    where = {member: group for group in groups for member in group.member_ids}
    return papers.GroupRound(
        segment_id=segment.id,
        title=segment.spoken_title,
        starts=times[0],
        ends=times[1],
        groups=tuple(_sheet(reader, segment, group, people) for group in groups),
        people=tuple(_seat(person, where.get(person.id)) for person in people),
    )


def _sheet(
    reader: Reader, segment: Segment, group: Breakout, people: Sequence[Participant]
) -> papers.GroupSheet:
    study = reader.find(CaseStudy, group.case_study_id)
    asked = (reader.find(Question, id_) for id_ in group.question_ids or segment.question_ids)
    tested = (reader.find(Finding, id_) for id_ in group.finding_ids)
    return papers.GroupSheet(
        breakout_id=group.id,
        title=group.title,
        place=group.place,
        note_taker=group.note_taker,
        topic=study.title if study else "",
        questions=tuple(question.spoken for question in asked if question),
        findings=tuple(
            finding.spoken_label if finding.label else finding.spoken
            for finding in tested
            if finding
        ),
        members=tuple(_seat(person, group) for person in people if person.id in group.member_ids),
    )


def _seat(person: Participant, group: Breakout | None) -> papers.Seat:
    return papers.Seat(
        name=person.name,
        organisation=person.organisation,
        group=group.title if group else "",
        place=group.place if group else "",
        here=person.arrived_at is not None,
        breakout_id=group.id if group else "",
    )
