"""Taking records out: what points at them lets go in the same act; what was used stays."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import Any

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Poll, Round
from facilitator.domain.records import Record
from facilitator.domain.report.additions import Addition
from facilitator.domain.responses.responses import Response
from facilitator.domain.seminar.agenda import Segment, SegmentRun
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.stage.slides import SlidePicture, Slides
from facilitator.domain.synthesis.codings import Coding
from facilitator.domain.synthesis.findings import Finding
from facilitator.domain.synthesis.themes import Theme
from facilitator.domain.wording import Counted, Wording, brief, say
from facilitator.store.records.reader import Reader
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

POINTERS: dict[type[Record], tuple[tuple[type[Record], tuple[str, ...]], ...]] = {
    Question: (
        (Segment, ("question_ids",)),
        (Breakout, ("question_ids",)),
        (Poll, ("question_id",)),
        (Coding, ("passage_id",)),
    ),
    Poll: ((Segment, ("poll_ids",)),),
    Finding: (
        (Breakout, ("finding_ids",)),
        (Poll, ("finding_id",)),
        (Addition, ("about",)),
        (Coding, ("passage_id",)),
    ),
    CaseStudy: ((Breakout, ("case_study_id",)),),
    Participant: ((Breakout, ("member_ids", "fixed_ids")), (Poll, ("open_for",))),
    Theme: (
        (Question, ("theme_id",)),
        (Finding, ("theme_id",)),
        (Theme, ("parent_id",)),
        (Coding, ("theme_id",)),
        (Addition, ("about",)),
    ),
    Response: ((Coding, ("passage_id",)),),
    Note: ((Coding, ("passage_id",)),),
    Segment: ((Slides, ("segment_id",)),),
    Slides: ((SlidePicture, ("slides_id",)),),
    Breakout: ((Coding, ("passage_id",)),),
}
"""For each kind that can be taken out: which fields of which records hold its ids."""

GONE_WITH_IT: frozenset[type[Record]] = frozenset({Coding, SlidePicture})
"""What is nothing without what it points at, and goes with it."""


def take_out(file: SeminarStore, *records: Record, now: datetime) -> None:
    """Take records out as one act that can be undone, and every mention of them with it.

    A segment takes its groups along. Raises SeminarError where people have already voted on,
    answered, noted or run what is to go: nothing that was recorded loses what it belongs to.
    """
    with file.write(Verb.REMOVE, now, on=[record.id for record in records]) as writer:
        for record in records:
            if reason := _in_use(writer, record):
                raise SeminarError(reason)
            writer.remove(record)
            if isinstance(record, Segment):
                for group in writer.every(Breakout, segment_id=record.id):
                    writer.remove(group)
        for kind in {type(record) for record in records}:
            # One that came in as another meanwhile is still there.
            gone = {record.id for record in records if writer.find(kind, record.id) is None}
            let_go(writer, kind, gone)


def _in_use(reader: Reader, record: Record) -> Wording | None:
    """Why a record has to stay; None when it may go."""
    name = _name(record)
    voted = say("“{name}” has been voted on, so it stays.", name=name)
    if isinstance(record, Poll):
        return voted if reader.count(Round, poll_id=record.id) else None
    if isinstance(record, Finding | Question):
        field = "finding_id" if isinstance(record, Finding) else "question_id"
        polls = reader.every(Poll, **{field: record.id})
        if any(reader.count(Round, poll_id=poll.id) for poll in polls):
            return voted
        count = reader.count(Response, question_id=record.id)
        answered = Counted(
            count,
            "“{name}” has {n} response, so it stays.",
            "“{name}” has {n} responses, so it stays.",
            name=name,
        )
        return answered if count else None
    if isinstance(record, Addition):
        return _commented(reader.count(Response, question_id=record.id))
    if isinstance(record, Segment):
        if reader.count(SegmentRun, segment_id=record.id):
            return say("“{name}” has been run, so it stays.", name=name)
        return _noted(reader, reader.every(Breakout, segment_id=record.id), name)
    return _noted(reader, [record], name) if isinstance(record, Breakout) else None


def _commented(count: int) -> Wording | None:
    answered = Counted(
        count,
        "{n} comment answers this invitation, so it stays: give it a day that has passed.",
        "{n} comments answer this invitation, so it stays: give it a day that has passed.",
    )
    return answered if count else None


def _noted(reader: Reader, groups: Iterable[Breakout], name: str) -> Wording | None:
    count = sum(reader.count(Note, breakout_id=group.id) for group in groups)
    noted = Counted(
        count,
        "“{name}” has {n} note, so it stays.",
        "“{name}” has {n} notes, so it stays.",
        name=name,
    )
    return noted if count else None


def let_go(writer: Writer, kind: type[Record], gone: set[str]) -> None:
    """Take the ids of records that are gone out of whatever points at them."""
    for holder, fields in POINTERS.get(kind, ()):
        if holder in GONE_WITH_IT:
            for field, id in product(fields, gone):
                for record in writer.every(holder, **{field: id}):
                    writer.remove(record)
            continue
        for record in writer.every(holder):
            without = {name: _without(getattr(record, name), gone) for name in fields}
            writer.put(replace(record, **without))


def _without(held: Any, gone: set[str]) -> Any:
    if isinstance(held, tuple):
        return tuple(id_ for id_ in held if id_ not in gone)
    return "" if held in gone else held


def _name(record: Record) -> str:
    for field in ("title", "label", "name", "wording"):
        if words := getattr(record, field, ""):
            return brief(str(words), 40)
    return record.id
