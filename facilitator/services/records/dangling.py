"""What points at something that is not in the seminar: a merge can bring the two apart."""

from collections.abc import Iterator, Mapping

from facilitator.domain.kind_words import one
from facilitator.domain.notes.notes import Check, Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.polls.polls import Poll, Round
from facilitator.domain.records import Record
from facilitator.domain.responses.responses import Response, Upvote
from facilitator.domain.seminar.agenda import Segment, SegmentRun
from facilitator.domain.seminar.questions import Question
from facilitator.domain.wording import Counted, Wording
from facilitator.services.records.removing import POINTERS
from facilitator.services.synthesis.subjects import invitations, subjects
from facilitator.store.records.reader import Reader

Held = Mapping[type[Record], tuple[tuple[type[Record], tuple[str, ...]], ...]]

BELONGINGS: Held = {
    Breakout: ((Note, ("breakout_id",)), (Check, ("breakout_id",))),
    Question: ((Note, ("question_id",)),),
    Response: ((Upvote, ("response_id",)),),
    Poll: ((Round, ("poll_id",)),),
    Segment: ((Breakout, ("segment_id",)), (SegmentRun, ("segment_id",))),
}
"""Beside the `POINTERS`, what cannot be taken out while it is pointed at."""


def dangling(reader: Reader) -> Iterator[Wording]:
    """A sentence for each kind of record that points at something that is not there."""
    there = _there(reader)
    told = set[tuple[type[Record], str]]()
    for held in (POINTERS, BELONGINGS):
        for pointed_at, holders in held.items():
            for holder, fields in holders:
                new = [name for name in fields if (holder, name) not in told]
                told.update((holder, name) for name in new)
                lost = sum(
                    any(_ids(getattr(record, name)) - there[holder, name] for name in new)
                    for record in reader.every(holder)
                )
                if lost:
                    yield _told(lost, holder, pointed_at)
    yield from _said_of_nothing(reader)


def _there(reader: Reader) -> dict[tuple[type[Record], str], set[str]]:
    """What each field may point at: records of one kind, or of several."""
    there: dict[tuple[type[Record], str], set[str]] = {}
    for held in (POINTERS, BELONGINGS):
        for pointed_at, holders in held.items():
            ids = {record.id for record in reader.every(pointed_at)}
            for holder, fields in holders:
                for name in fields:
                    there.setdefault((holder, name), set()).update(ids)
    return there


def _said_of_nothing(reader: Reader) -> Iterator[Wording]:
    """Responses to what is neither a question nor a finding of this file."""
    there = {*subjects(reader), *invitations(reader)}
    lost = sum(response.question_id not in there for response in reader.every(Response))
    if lost:
        yield _told(lost, Response, Question)


def _ids(held: object) -> set[str]:
    """The ids that a field holds: one, several, or none."""
    if isinstance(held, str):
        return {held} if held else set()
    return set(held) if isinstance(held, tuple) else set()


def _told(lost: int, holder: type[Record], pointed_at: type[Record]) -> Wording:
    return Counted(
        lost,
        "{n} record ({holder}) points at a {pointed_at} that is not in this file: choose another "
        "for it, or merge the copy that has it.",
        "{n} records ({holder}) point at a {pointed_at} that is not in this file: choose another "
        "for them, or merge the copy that has it.",
        holder=one(holder.KIND),
        pointed_at=one(pointed_at.KIND),
    )
