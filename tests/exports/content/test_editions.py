"""Papers beside each other: somebody has every edition, the list of names with sectors, and the
sheets of groups, and subtracts one edition from the other.

The attacker is not told by which rules things are hidden. Of a passage they keep whoever is left by
all editions: by the heading or the sector that stands there, by which headings and sectors stand
elsewhere, and, of what is new, by who stood in no edition before.
"""

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.summary import Summary
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.notes.told import note_printed, note_told
from facilitator.services.report import publishing
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
THRESHOLD = 10
SECTORS = ("Charity", "Council", "Lender", "Regulator")
WALKED_IN = "Regulator"
"""The sector that phones of people say who are on no list."""


@dataclass
class Attack:
    """What the attacker holds: the lists, and of each passage who is left."""

    people: dict[str, Participant] = field(default_factory=dict)
    at_first: int = 0
    here: set[str] = field(default_factory=set)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    left: dict[str, set[str]] = field(default_factory=dict)
    noted_before: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def read(self, paper: Summary) -> None:
        """Take another edition in."""
        apart = {part.title for part in paper.breakouts if part.title in self.groups}
        mixed = self.groups.keys() - apart
        fresh = mixed - self.noted_before if self.seen else mixed
        if any(part.left_out and not part.notes for part in paper.breakouts):
            mixed, fresh = mixed - fresh, mixed - mixed  # of what is new, nothing is printed
        for part in paper.breakouts:
            for line in part.notes:
                is_new = line.note.id not in self.seen
                mine = {part.title} if part.title in self.groups else mixed
                if part.title not in self.groups and is_new and fresh:
                    mine = fresh
                self._keep(line.note.id, {who for name in mine for who in self.groups[name]})
        for part in paper.breakouts:
            if part.title in self.groups and (part.notes or part.left_out):
                self.noted_before.add(part.title)
        self.noted_before |= mixed
        self._of_answers(paper)
        self.seen |= set(paper.passages)

    def _of_answers(self, paper: Summary) -> None:
        given = [answer for part in paper.questions for answer in part.responses]
        told = {answer.sector for answer in given} - {""}
        told |= {line.name for line in paper.voice if line.responses == 0}
        for answer in given:
            of = {answer.sector} if answer.sector else set(SECTORS) - told
            self._keep(answer.id, {id for id in self.here if self.people[id].sector in of})

    def _keep(self, passage: str, people: set[str]) -> None:
        """Whoever first came after a paper said nothing that stands in it."""
        self.left[passage] = self.left.get(passage, set(self.here)) & people


class Day:
    """A seminar drawn by lot; between its editions more is noted and said."""

    def __init__(self, people: int, draw: random.Random, path: Path) -> None:
        self.file, self._draw = SeminarFile.create(path), draw
        self.attack = Attack()
        weights = draw.choice([(8, 5, 2, 0), (14, 2, 1, 0), (5, 5, 5, 0), (6, 5, 0, 0)])
        crowd = [
            Participant(
                id=f"p{n}",
                name=f"Person {n}",
                sector=draw.choices(SECTORS, weights)[0],
                seen_here=True,
            )
            for n in range(people)
        ]
        self.attack.people = {person.id: person for person in crowd}
        left = [person.id for person in crowd]
        while left:
            size = draw.choice([2, 3, 4, 8, 10, 12, 14])
            members, left = left[:size], left[size:]
            self.attack.groups[f"Table-{len(self.attack.groups)}"] = frozenset(members)
        with self.file.write(Verb.SET_UP, NOW) as writer:
            day = date(2011, 10, 18)
            writer.put(Seminar(time_zone="UTC", title="A day", date=day, sectors=SECTORS))
            for n in (1, 2):
                kind = QuestionKind.EMERGING
                writer.put(Question(id=f"q{n}", position=n, kind=kind, wording=f"Asked {n}?"))
            talk = SegmentKind.BREAKOUTS
            segment = Segment(
                id="s", position=1, kind=talk, title="Talk", minutes=30, question_ids=("q1",)
            )
            writer.put_all((segment, *crowd))
            for n, (title, ids) in enumerate(self.attack.groups.items()):
                writer.put(
                    Breakout(
                        id=title, segment_id="s", position=n, title=title, member_ids=tuple(ids)
                    )
                )
        self._late = draw.sample(sorted(self.attack.groups), k=len(self.attack.groups) // 2)

    def go_on(self, edition: int) -> None:
        """Notes and answers come in; half of the tables note nothing before the first edition."""
        draw, at = self._draw, NOW + timedelta(hours=edition)
        self._come(at)
        tables = sorted(self.attack.groups)
        if not edition:
            tables = [each for each in tables if each not in self._late]
        else:
            tables = draw.sample(tables, k=max(1, len(tables) // 3))
        with self.file.write(Verb.CAPTURE, at) as writer:
            for table in tables:
                writer.put(
                    Note(
                        id=f"n{draw.random()}",
                        breakout_id=table,
                        words="Noted",
                        recorded_at=at,
                        position=draw.random(),
                        question_id=draw.choice(["", "q1", "q2"]),
                    )
                )
            for id in draw.sample(sorted(self.attack.here), k=4):
                person = self.attack.people[id]
                writer.put(self._answer(person.sector, person.id, at))
            if draw.random() < 0.5:
                writer.put(self._answer(WALKED_IN, "somebody's phone", at))

    def _come(self, at: datetime) -> None:
        """Most come in time, some while others have spoken."""
        here = self.attack.here
        away = sorted(self.attack.people.keys() - here)
        came = [id for id in away if self._draw.random() < (0.5 if here else 0.9)]
        here.update(came)
        self.attack.at_first = self.attack.at_first or len(here)
        with self.file.write(Verb.CHECK_IN, at) as writer:
            writer.put_all(replace(self.attack.people[id], arrived_at=at) for id in came)

    def _answer(self, sector: str, who: str, at: datetime) -> Response:
        return Response(
            id=f"r{self._draw.random()}",
            question_id="q1",
            words="Said",
            recorded_at=at,
            sector=sector,
            participant_id=who,
            channel=Channel.PHONE,
            quotable=True,
        )


@pytest.mark.parametrize("people", [12, 60])
def test_what_one_paper_tells_beside_another_leaves_enough_people_who_may_have_said_a_thing(
    people: int, tmp_path: Path
) -> None:
    apart = new = 0
    for seed in range(12):
        draw = random.Random(seed)
        day = Day(people, draw, tmp_path / f"{people}-{seed}.seminar")
        for edition in range(3):
            day.go_on(edition)
            paper = publishing.summarise(day.file, now=NOW + timedelta(hours=edition))
            new += len(set(paper.passages) - day.attack.seen) if edition else 0
            day.attack.read(paper)
            note = draw.choice([note_printed, note_told])
            note(day.file, paper, now=NOW + timedelta(hours=edition))
            apart += sum(part.title in day.attack.groups for part in paper.breakouts if part.notes)
        enough = min(THRESHOLD, day.attack.at_first)
        few = {id: who for id, who in day.attack.left.items() if len(who) < enough}
        assert few == {}, seed
        day.file.close()
    assert new > 50, "later editions have words that earlier ones have not"
    assert apart or people < 60, "where there are enough people, groups are named"
