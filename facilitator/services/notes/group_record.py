"""What documents say of breakouts: notes, headline points, what was checked, actions, handouts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import time

from facilitator.domain.notes.notes import Note
from facilitator.domain.notes.photographs import Photograph, photograph_id
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.agreement.own_points import point_told, tables_told
from facilitator.domain.privacy.policy import Policy, Room
from facilitator.domain.privacy.small_groups import Told, blurred, parted
from facilitator.domain.report import summary as papers
from facilitator.domain.seminar.agenda import Segment
from facilitator.domain.seminar.questions import Question
from facilitator.domain.seminar.seminar import CaseStudy
from facilitator.domain.stage.read_back_pages import Standing
from facilitator.domain.wording import Text
from facilitator.services.notes.member_checks import points_told
from facilitator.services.notes.noting import in_order
from facilitator.services.notes.reading_back import checked
from facilitator.services.people.consenting import consents_of
from facilitator.services.people.groups import (
    groups_in_order,
    people_at_first_note,
    people_in_groups,
)
from facilitator.services.seminar.room_clock import on_room_clock
from facilitator.store.records.facts import TOLD
from facilitator.store.records.reader import Reader


def breakouts_in(
    reader: Reader, policy: Policy, after: int | None = None
) -> tuple[tuple[papers.BreakoutPart, ...], Told]:
    """Every breakout with what of its notes may be printed; those that came after that journal
    position are late. Groups of too few people are told together, at the end; of those who would
    be known by what is new beside an earlier paper, only how many notes there are. Of a group count
    those who had come when its first note was made. With that, what is told of which group.
    """
    groups = groups_in_order(reader)
    here, pooled = people_at_first_note(reader, groups)
    noted = {group.id for group in groups if reader.count(Note, breakout_id=group.id)}
    told = reader.fact(TOLD)
    headings = {name: people for name, people in here.items() if people or name in noted}
    silent = headings.keys() - noted
    together, kept = parted(headings, policy.threshold, told, silent, pooled)
    record = _Record(reader, policy, groups, after)
    small = [group for group in groups if group.id in together]
    apart = [group for group in groups if group.id not in together | kept]
    parts = [record.part(group, here[group.id]) for group in apart]
    if small:
        parts.append(record.together(small, pooled))
    if kept:
        parts.append(record.kept([group for group in groups if group.id in kept]))
    return tuple(parts), Told(
        apart=frozenset(noted.intersection(group.id for group in apart)),
        together=together,
        unnamed=record.unnamed(small, pooled),
    )


class _Record:
    """What the breakouts noted, as far as it may be printed."""

    def __init__(
        self, reader: Reader, policy: Policy, groups: Sequence[Breakout], after: int | None
    ) -> None:
        self._reader = reader
        self._policy = policy
        self._members = people_in_groups(reader, groups)
        self._late = frozenset[str]() if after is None else reader.born_after(Note, after)
        self._people = reader.every(Participant)
        self._listed = Room.of(self._people)
        self._segments = {segment.id: segment for segment in reader.every(Segment)}
        self._several = len({group.segment_id for group in groups}) > 1
        self._studies = {study.id: study.title for study in reader.every(CaseStudy)}
        self._questions = {q.id: q.wording for q in reader.every(Question)}
        self._pictures = reader.ids(Photograph)
        notes = reader.every(Note)
        self._consents = consents_of(reader, {note.id for note in notes})
        self._points = points_told(reader, notes)

    def part(self, group: Breakout, here: Collection[str]) -> papers.BreakoutPart:
        """A group by itself."""
        lines, withheld, checked_at = self._noted(group, here)
        lines = [self._pictured(line, len(here)) for line in lines]
        return papers.BreakoutPart(
            breakout_id=group.id,
            title=group.title,
            topic=self._studies.get(group.case_study_id, ""),
            members=len(self._members[group.id]),
            segment=self._segments[group.segment_id].title if self._several else "",
            checked_at=checked_at,
            notes=tuple(lines),
            withheld=withheld,
            unseen=self._photographs(group) - sum(line.photograph is not None for line in lines),
        )

    def _pictured(self, line: papers.NoteLine, people: int) -> papers.NoteLine:
        """The line with its photograph, where that may be printed."""
        key = photograph_id(line.note.id)
        if key not in self._pictures or not self._policy.shows_photograph(line.note, people):
            return line
        return replace(line, photograph=self._reader.get(Photograph, key))

    def _photographs(self, group: Breakout) -> int:
        notes = self._reader.every(Note, breakout_id=group.id)
        return len(self._pictures.intersection(photograph_id(note.id) for note in notes))

    def together(
        self, groups: Sequence[Breakout], here: Mapping[str, frozenset[str]]
    ) -> papers.BreakoutPart:
        """Groups that must not be told apart: their notes under the questions, by no order of
        theirs, and a question that few of these people spoke to is not named. Photographs are kept
        from the page: hands and layout tell groups apart.
        """
        everybody = frozenset[str]().union(*(here[group.id] for group in groups))
        noted = [self._noted(group, everybody) for group in groups]
        unnamed = self.unnamed(groups, here)
        told = self._told_together(groups, here)
        lines = [
            replace(_unplaced(line, unnamed), judged=told.get(line.note.id, ""))
            for lines, _, _ in noted
            for line in lines
        ]
        return papers.BreakoutPart(
            title=str(papers.A_GROUP),
            topic="",
            members=self._sitting(groups),
            groups=len(groups),
            notes=tuple(sorted(lines, key=lambda line: (line.question, line.note.id))),
            withheld=sum(withheld for _, withheld, _ in noted),
            unseen=sum(map(self._photographs, groups)),
        )

    def _told_together(
        self, groups: Sequence[Breakout], here: Mapping[str, frozenset[str]]
    ) -> Mapping[str, Text]:
        """What these groups say of their headline points, as far as no table is known by it."""
        people = {
            note.id: here[group.id]
            for group in groups
            for note in self._reader.every(Note, breakout_id=group.id)
            if note.id in self._points
        }
        points = {id: self._points[id] for id in people}
        return tables_told(points, people, self._policy.threshold)

    def _sitting(self, groups: Sequence[Breakout]) -> int:
        """How many people sit in these groups, whenever they came."""
        return len(frozenset[str]().union(*(self._members[group.id] for group in groups)))

    def kept(self, groups: Sequence[Breakout]) -> papers.BreakoutPart:
        """Groups whose notes are kept from the page, counted."""
        notes = sum(self._reader.count(Note, breakout_id=group.id) for group in groups)
        return papers.BreakoutPart(
            title=str(papers.A_GROUP),
            topic="",
            members=self._sitting(groups),
            groups=len(groups),
            notes=(),
            left_out=notes,
            unseen=sum(map(self._photographs, groups)),
        )

    def unnamed(
        self, groups: Sequence[Breakout], here: Mapping[str, frozenset[str]]
    ) -> frozenset[str]:
        """The questions that are not named where these groups are told together."""
        before = self._reader.fact(TOLD).unnamed
        people = self._people_by_question(groups, here)
        return blurred(people, self._policy.threshold, before)

    def _people_by_question(
        self, groups: Sequence[Breakout], here: Mapping[str, frozenset[str]]
    ) -> dict[str, frozenset[str]]:
        """Who may have spoken to each question: the groups that were asked it, or noted on it."""
        found: dict[str, frozenset[str]] = {}
        for group in groups:
            asked = group.question_ids or self._segments[group.segment_id].question_ids
            notes = self._reader.every(Note, breakout_id=group.id)
            for question in {*asked, *(note.question_id for note in notes)} - {""}:
                found[question] = found.get(question, frozenset()) | here[group.id]
        return found

    def _noted(
        self, group: Breakout, people: Collection[str]
    ) -> tuple[list[papers.NoteLine], int, time | None]:
        """A group's lines, how many are withheld, and when it was read its notes. `people` are
        those that its heading leaves possible.
        """
        here = Room.of([person for person in self._people if person.id in people])
        notes = in_order(self._reader.every(Note, breakout_id=group.id))
        found = checked(self._reader, group.id, notes)
        printed = [self._policy.printed(note, self._consents, self._listed, here) for note in notes]
        lines = [
            papers.NoteLine(
                note=note,
                question=self._questions.get(note.question_id, ""),
                standing=found.notes[note.id],
                late=note.id in self._late,
                judged=point_told(self._points[note.id]) if note.id in self._points else "",
            )
            for note in printed
            if note is not None
        ]
        at = on_room_clock(self._reader, found.check.checked_at).time() if found.check else None
        return lines, len(notes) - len(lines), at


def _unplaced(line: papers.NoteLine, unnamed: Collection[str]) -> papers.NoteLine:
    """The line without what would tell which group it is of; the record itself says no more."""
    told = line.note.question_id not in unnamed
    return papers.NoteLine(
        note=replace(
            line.note, breakout_id="", question_id=line.note.question_id if told else "", tags=()
        ),
        question=line.question if told else "",
        standing=Standing.UNREAD,
    )
