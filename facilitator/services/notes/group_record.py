"""What documents say of breakouts: notes, headline points, what was checked, actions, handouts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time

from facilitator.domain.acts import Verb
from facilitator.domain.facts import Printed
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.privacy.policy import Policy
from facilitator.domain.report import summary as papers
from facilitator.domain.report.summary import HandoutKind
from facilitator.domain.seminar.agenda import Segment, clock_times
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import SEMINAR_ID, CaseStudy, Seminar
from facilitator.domain.synthesis.findings import Finding
from facilitator.services.notes.noting import in_order
from facilitator.services.notes.reading_back import checked
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.store.records.facts import FILE_ID, SUMMARY_PRINTED
from facilitator.store.records.reader import Reader
from facilitator.store.seminar_store import SeminarStore


def note_printed(file: SeminarStore, summary: papers.Summary, *, now: datetime) -> None:
    """Remember that a summary was printed or saved: notes that come in after it are late ones."""
    with file.write(Verb.KEEP, now) as writer:
        printed = Printed(now, summary.position)
        writer.note_fact(SUMMARY_PRINTED, printed)


def last_print(reader: Reader) -> Printed | None:
    """When the summary was last printed or saved; None when it never was."""
    return reader.fact(SUMMARY_PRINTED)


def breakouts_in(
    reader: Reader, policy: Policy, after: int | None = None
) -> tuple[papers.BreakoutPart, ...]:
    """Every breakout with what of its notes may be printed; those that came after that journal
    position are late.
    """
    late = frozenset[str]() if after is None else reader.born_after(Note, after)
    segments = {segment.id: segment.title for segment in reader.every(Segment)}
    groups = groups_in_order(reader)
    several = len({group.segment_id for group in groups}) > 1
    studies = {study.id: study.title for study in reader.every(CaseStudy)}
    questions = {question.id: question.wording for question in reader.every(Question)}
    return tuple(
        _part(
            reader,
            policy,
            group,
            topic=studies.get(group.case_study_id, ""),
            segment=segments.get(group.segment_id, "") if several else "",
            questions=questions,
            late=late,
        )
        for group in groups
    )


def _part(
    reader: Reader,
    policy: Policy,
    group: Breakout,
    *,
    topic: str,
    segment: str,
    questions: Mapping[str, str],
    late: Collection[str],
) -> papers.BreakoutPart:
    notes = in_order(reader.every(Note, breakout_id=group.id))
    found = checked(reader, group.id, notes)
    printed = [policy.printed(note) for note in notes]
    return papers.BreakoutPart(
        title=group.title,
        topic=topic,
        members=len(group.member_ids),
        segment=segment,
        checked_at=on_room_clock(reader, found.check.checked_at).time() if found.check else None,
        notes=tuple(
            papers.NoteLine(
                note=note,
                question=questions.get(note.question_id, ""),
                standing=found.notes[note.id],
                late=note.id in late,
            )
            for note in printed
            if note is not None
        ),
        withheld=sum(note is None for note in printed),
    )


def groups_in_order(reader: Reader) -> tuple[Breakout, ...]:
    """The breakouts in the order of the agenda; those whose segment is gone are left out."""
    order = [segment.id for segment in reader.every(Segment)]
    groups = [group for group in reader.every(Breakout) if group.segment_id in order]
    return tuple(sorted(groups, key=lambda g: (order.index(g.segment_id), g.position, g.id)))


def hand_out(file: SeminarStore, kind: HandoutKind, *, now: datetime) -> papers.Handout:
    """A handout as the file stands."""
    with file.read() as reader:
        seminar = reader.get(Seminar, SEMINAR_ID)
        people = _by_name(reader.every(Participant))
        groups = kind is HandoutKind.BREAKOUTS
        return papers.Handout(
            kind=kind,
            seminar=seminar,
            file_id=reader.fact(FILE_ID),
            made_at=now,
            rounds=_rounds(reader, seminar, people) if groups else (),
            people=tuple(_seat(person, None) for person in people)
            if kind is HandoutKind.ATTENDANCE
            else (),
        )


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
        title=segment.title,
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
        title=group.title,
        place=group.place,
        note_taker=group.note_taker,
        topic=study.title if study else "",
        questions=tuple(question.wording for question in asked if question),
        findings=tuple(finding.label or finding.wording for finding in tested if finding),
        members=tuple(_seat(person, group) for person in people if person.id in group.member_ids),
    )


def _by_name(people: Iterable[Participant]) -> tuple[Participant, ...]:
    """By family name, as such lists are looked through; the last word is taken for it."""
    return tuple(sorted(people, key=lambda p: (_sort_key(p.name), p.organisation, p.id)))


def _sort_key(name: str) -> tuple[str, str]:
    words = name.casefold().split()
    return (words[-1] if words else "", name.casefold())


def _seat(person: Participant, group: Breakout | None) -> papers.Seat:
    return papers.Seat(
        name=person.name,
        organisation=person.organisation,
        group=group.title if group else "",
        place=group.place if group else "",
        here=person.arrived_at is not None,
    )
