"""What a group noted before others came: somebody sat there, saw who came when, and when something
was written on the flip chart (a photograph of it says so too); they have the list with its groups,
and every edition of the paper.

The attacker is not told by which rules things are hidden. Of a note they keep whoever sat in a
group that its heading leaves possible, had come when it was written, and whom no edition rules out.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.summary import BreakoutPart, Summary
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.notes.told import note_printed, note_told
from facilitator.services.report import publishing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import devices

TEN = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
THRESHOLD = 10
QUESTIONS = ("Asked 1?", "Asked 2?")


@dataclass
class Morning:
    """What is to be seen by whoever sits there: who came when, with whom they sit, and what was
    written when. Some come with a phone and no name.
    """

    groups: dict[str, set[str]]
    came: dict[str, datetime]
    phones: set[str]
    written: dict[str, datetime] = field(default_factory=dict)
    asked: dict[str, frozenset[str]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def there(self, group: str, at: datetime) -> set[str]:
        """Who sat in a group then."""
        return {who for who in self.groups[group] if self.came[who] <= at}


def a_morning(people: int, draw: random.Random, file: SeminarFile) -> Iterator[Morning]:
    """The morning after each half hour; by its end everybody has come."""
    late = draw.choice([0.0, 0.1, 0.4, 0.8])
    come = {
        f"p{n}": TEN + timedelta(minutes=draw.randint(1, 100) if draw.random() < late else -30)
        for n in range(people)
    }
    left, groups = sorted(come), dict[str, set[str]]()
    draw.shuffle(left)
    while left:
        size = draw.choice([3, 6, 10, 11, 12, 14, 20])
        groups[f"Table-{len(groups)}"], left = set(left[:size]), left[size:]
    morning = Morning(groups, come, {who for who in come if draw.random() < 0.2})
    _set_up(file, morning, draw)
    for half in range(1, 5):
        _pass(file, morning, draw, TEN + timedelta(minutes=30 * (half - 1)))
        yield morning


def _set_up(file: SeminarFile, morning: Morning, draw: random.Random) -> None:
    with file.write(Verb.SET_UP, TEN) as writer:
        day = date(2011, 10, 18)
        writer.put(Seminar(time_zone="UTC", title="A day", date=day))
        for n, wording in enumerate(QUESTIONS):
            kind = QuestionKind.EMERGING
            writer.put(Question(id=wording, position=n, kind=kind, wording=wording))
        talk = SegmentKind.BREAKOUTS
        segment = Segment(id="s", position=1, kind=talk, title="Talk", minutes=120)
        writer.put(replace(segment, question_ids=QUESTIONS[:1]))
        for n, (title, members) in enumerate(morning.groups.items()):
            asked = draw.choice([(), QUESTIONS[1:], QUESTIONS])
            morning.asked[title] = frozenset(asked or QUESTIONS[:1])
            known = tuple(sorted(members - morning.phones))
            group = Breakout(id=title, segment_id="s", position=n, title=title, member_ids=known)
            writer.put(replace(group, question_ids=asked))
        for who in sorted(morning.came.keys() - morning.phones):
            writer.put(Participant(id=who, name=f"Person {who}"))


def _pass(file: SeminarFile, morning: Morning, draw: random.Random, start: datetime) -> None:
    """Half an hour, in which people come and groups note something."""
    end = start + timedelta(minutes=30)
    with file.write(Verb.CHECK_IN, start) as writer:
        for who, at in morning.came.items():
            if at < end and who not in morning.seen:
                morning.seen.add(who)
                if who in morning.phones:
                    table = next(t for t, members in morning.groups.items() if who in members)
                    phone = Device(id=who, role=Role.PARTICIPANT, joined_at=at)
                    devices.let_in(writer, replace(phone, breakout_ids=(table,)), f"token {who}")
                else:
                    known = writer.get(Participant, who)
                    writer.put(replace(known, arrived_at=at, seen_here=True))
        for title in morning.groups:
            for _ in range(draw.choice([0, 0, 1, 2])):
                at = start + timedelta(minutes=draw.randint(1, 29))
                if not morning.there(title, at):
                    continue  # nobody is there to say anything
                id, asked = f"n{draw.random()}", sorted(morning.asked[title])
                note = Note(id=id, breakout_id=title, words="Noted", recorded_at=at, position=1.0)
                writer.put(replace(note, question_id=draw.choice(["", *asked])))
                morning.written[id] = at


@dataclass
class Attack:
    """What is left of each note by all editions so far."""

    left: dict[str, set[str]] = field(default_factory=dict)
    heads: dict[str, set[str]] = field(default_factory=dict)

    def read(self, paper: Summary, morning: Morning) -> None:
        """Take another edition in."""
        apart = {part.title for part in paper.breakouts if part.title in morning.groups}
        for part in paper.breakouts:
            named = {part.title} if part.title in morning.groups else morning.groups.keys() - apart
            for line in part.notes:
                groups = named & _asked(line.question, morning, part)
                self._keep(line.note.id, groups, morning)

    def _keep(self, note: str, groups: set[str], morning: Morning) -> None:
        self.heads[note] = self.heads.get(note, set(morning.groups)) & groups
        at = morning.written[note]
        self.left[note] = {who for each in self.heads[note] for who in morning.there(each, at)}


def _asked(question: str, morning: Morning, part: BreakoutPart) -> set[str]:
    """The groups that may have spoken to it; to a question that is not named, any may have."""
    named = {line.question for line in part.notes} - {""}
    of = {question} if question else set(QUESTIONS) - named
    return {title for title, asked in morning.asked.items() if asked & of or not question}


@pytest.mark.parametrize(("people", "seeds"), [(12, 6), (24, 8), (60, 8)])
def test_no_note_is_left_to_few_of_those_who_had_come_when_it_was_written(
    people: int, seeds: int, tmp_path: Path
) -> None:
    apart = 0
    for seed in range(seeds):
        draw = random.Random(seed)
        file = SeminarFile.create(tmp_path / f"{people}-{seed}.seminar")
        attack, morning = Attack(), None
        for half, morning in enumerate(a_morning(people, draw, file), 1):
            now = TEN + timedelta(minutes=30 * half)
            if draw.random() < 0.5 or half == 4:
                paper = publishing.summarise(file, now=now)
                (note_printed if draw.random() < 0.7 else note_told)(file, paper, now=now)
                attack.read(paper, morning)
                apart += sum(part.title in morning.groups for part in paper.breakouts)
        assert morning is not None
        for note, left in attack.left.items():
            everybody = set().union(
                *(morning.there(g, morning.written[note]) for g in morning.groups)
            )
            few = min(THRESHOLD, len(everybody))
            assert len(left) >= few, (seed, note, morning.written[note], attack.heads[note], left)
        file.close()
    assert apart or people < 60, "where enough had come, groups are named"
