"""Who said it? Somebody has all that leaves a seminar, the list of names and the sheets of groups.

The attacker is not told by which rules things are hidden. Of a passage they ask whether somebody
else may have said it: whether there is another day, in which these two changed passages with each
other, and of which everything that leaves is the same. So whoever cannot be told from the speaker
is counted, by whatever stands beside words, above them and around them, or is missing there.
"""

import itertools
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.notes.notes import Note, NoteKind
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.participants import Participant
from facilitator.domain.report.summary import Summary
from facilitator.domain.responses.responses import Channel, Response
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.questions import Question, QuestionKind
from facilitator.domain.seminar.seminar import CaseStudy, Seminar
from facilitator.domain.synthesis.codings import Coding
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.report import publishing
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
THRESHOLD = 10
SECTORS = ("Charity", "Council", "Lender", "Regulator")
SIZES = ("Tiny", "Huge")
ROLES = ("Treasurer", "Director", "Officer")
QUESTIONS = ("q1", "q2", "q3")
Passage = Note | Response


@dataclass(frozen=True, slots=True)
class Day:
    """A seminar in a file, with what only it knows: who said what, and which questions each group
    was asked.
    """

    file: SeminarFile
    people: tuple[Participant, ...]
    groups: dict[str, Breakout]
    asked: dict[str, frozenset[str]]
    said: list[tuple[Participant, Passage]] = field(default_factory=list)
    codings: dict[str, Coding] = field(default_factory=dict)

    def group_of(self, person: Participant) -> str:
        """Where somebody sat."""
        return next(id for id, group in self.groups.items() if person.id in group.member_ids)


def a_day(people: int, draw: random.Random, path: Path) -> Day:
    """Everybody answers on a phone, and says something in their group on what it was asked."""
    file = SeminarFile.create(path)
    weights = draw.choice([(8, 5, 2, 1), (14, 2, 0, 0), (5, 5, 5, 1)])
    crowd = tuple(
        Participant(
            id=f"p{n}",
            name=f"Person {n}",
            sector=draw.choices(SECTORS, weights)[0],
            size=draw.choice(SIZES),
            role=draw.choice(ROLES),
            arrived_at=NOW,
            seen_here=True,
        )
        for n in range(people)
    )
    cuts = sorted(draw.sample(range(1, people), draw.randint(0, max(1, people // 8))))
    bounds = [0, *cuts, people]
    day = Day(file, crowd, {}, {})
    for n, (start, end) in enumerate(itertools.pairwise(bounds)):
        asked = draw.choice([(), ("q2",), ("q2", "q3")])
        members = tuple(person.id for person in crowd[start:end])
        day.groups[f"g{n}"] = Breakout(
            id=f"g{n}",
            segment_id="s",
            position=n,
            title=f"Table-{n}",
            case_study_id=f"c{n}",
            question_ids=asked,
            member_ids=members,
        )
        day.asked[f"g{n}"] = frozenset(asked or ("q1",)) | {""}
    _speak(day, draw)
    _write(day)
    return day


def _speak(day: Day, draw: random.Random) -> None:
    for person in day.people:
        group = day.group_of(person)
        note = _noted(person, group, draw.choice(sorted(day.asked[group])), draw)
        day.said.extend([(person, _sent(person, "q1", draw)), (person, note)])
        day.codings[note.id] = Coding(
            id=f"c{draw.random()}",
            passage_id=note.id,
            theme_id="t",
            coder=f"coder-{int(group[1:]) % 2}",
            at=NOW + timedelta(minutes=len(day.said)),
        )
    draw.shuffle(day.said)


def _sent(person: Participant, question: str, draw: random.Random) -> Response:
    return Response(
        id=f"r{draw.random()}",
        question_id=question,
        words=f"Said by phone {draw.random()}",
        recorded_at=NOW,
        sector=person.sector,
        size=person.size,
        participant_id=person.id,
        channel=Channel.PHONE,
        quotable=True,
    )


def _noted(person: Participant, group: str, question: str, draw: random.Random) -> Note:
    return Note(
        id=f"n{draw.random()}",
        breakout_id=group,
        words=f"Noted {draw.random()}",
        recorded_at=NOW + timedelta(seconds=draw.randrange(3600)),
        position=draw.random(),
        question_id=question,
        sector=person.sector,
        size=person.size,
        kind=draw.choice([NoteKind.POINT, NoteKind.DISAGREEMENT]),
        tags=(f"tag-{group}",),
    )


def _write(day: Day) -> None:
    seminar = Seminar(
        time_zone="UTC", title="A day", date=date(2011, 10, 18), sectors=SECTORS, sizes=SIZES
    )
    segment = Segment(id="s", position=1, kind=SegmentKind.BREAKOUTS, title="Talk", minutes=30)
    with day.file.write(Verb.SET_UP, NOW) as writer:
        writer.put_all((seminar, replace(segment, question_ids=("q1",))))
        for n, id in enumerate(QUESTIONS):
            kind = QuestionKind.EMERGING
            writer.put(Question(id=id, position=n, kind=kind, wording=f"Asked {id}?"))
        writer.put(Theme(id="t", position=1, name="Trust"))
        for n, group in enumerate(day.groups.values()):
            writer.put_all((CaseStudy(id=f"c{n}", position=n, title=f"Case-{n}"), group))
        writer.put_all((*day.people, *(passage for _, passage in day.said)))
        writer.put_all(day.codings.values())


def leaves(file: SeminarFile) -> Summary:
    """What every paper, table and project is made of, and of nothing else."""
    made = publishing.summarise(file, now=NOW)
    method = tuple(re.sub(r"change \d+", "", str(each)) for each in made.method)
    return replace(
        made, position=0, made_at=NOW, method=method
    )  # each time it is written to it says so


def other_days(
    day: Day, mine: tuple[Participant, Passage], other: tuple[Participant, Passage]
) -> Iterator[tuple[Passage | Coding, ...]]:
    """The records of days in which somebody else said a thing, and perhaps its speaker what they
    said here, as far as groups speak to what they were asked.
    """
    (one, said), (two, theirs) = mine, other
    if isinstance(said, Response) and isinstance(theirs, Response):
        if said.question_id == theirs.question_id:
            yield _as_said_by(two, said), _as_said_by(one, theirs)
    elif isinstance(said, Note) and isinstance(theirs, Note):
        here, there = day.group_of(one), day.group_of(two)
        coders = (day.codings[said.id].coder, day.codings[theirs.id].coder)
        codings = (
            replace(day.codings[said.id], coder=coders[1]),
            replace(day.codings[theirs.id], coder=coders[0]),
        )
        moved = replace(said, breakout_id=there, sector=two.sector, size=two.size)
        came = replace(theirs, breakout_id=here, sector=one.sector, size=one.size)
        if said.question_id in day.asked[there] and theirs.question_id in day.asked[here]:
            yield moved, came, *codings
        yield (
            replace(moved, question_id=theirs.question_id),
            replace(came, question_id=said.question_id),
            *codings,
        )
        for question in sorted(day.asked[there]):
            again = replace(moved, question_id=question)
            yield again, codings[0]
            for third in _noted_in(day, there, day.asked[here]):
                came = replace(third, breakout_id=here, sector=one.sector, size=one.size)
                yield again, codings[0], came, replace(day.codings[third.id], coder=coders[0])


def _noted_in(day: Day, group: str, questions: frozenset[str]) -> list[Note]:
    """Two notes of a group on what another was asked too: somebody there may have said them."""
    notes = [said for _, said in day.said if isinstance(said, Note) and said.breakout_id == group]
    return [each for each in notes if each.question_id in questions][:2]


def _as_said_by(person: Participant, said: Response) -> Response:
    return replace(said, sector=person.sector, size=person.size, participant_id=person.id)


def may_have_said(day: Day, mine: tuple[Participant, Passage], enough: int) -> set[str]:
    """Of everybody, those whom nothing that leaves tells from the speaker; no more than enough."""
    before, found = leaves(day.file), {mine[0].id}
    likest = sorted(day.said, key=lambda each: each[0].sector != mine[0].sector)
    for other in (each for each in likest if type(each[1]) is type(mine[1])):
        if other[0].id in found or len(found) >= enough:
            continue
        for records in other_days(day, mine, other):
            _put(day, records)
            same = leaves(day.file) == before
            changed = {each.id for each in records}
            said = [each for _, each in day.said if each.id in changed]
            _put(day, (*said, *_codings_of(day, *said)))
            if same:
                found.add(other[0].id)
                break
    return found


def _codings_of(day: Day, *passages: Passage) -> tuple[Coding, ...]:
    return tuple(day.codings[each.id] for each in passages if each.id in day.codings)


def _put(day: Day, records: tuple[Passage | Coding, ...]) -> None:
    with day.file.write(Verb.CHANGE, NOW) as writer:
        writer.put_all(records)


def easiest(day: Day) -> tuple[tuple[Participant, Passage], ...]:
    """What whoever wants to know tries first: an answer from the rarest sector, and notes of the
    smallest group and of a middling one.
    """
    sectors = Counter(person.sector for person in day.people)
    answers = [each for each in day.said if isinstance(each[1], Response)]
    notes = [each for each in day.said if isinstance(each[1], Note)]
    notes.sort(key=lambda each: len(day.groups[day.group_of(each[0])].member_ids))
    rarest = min(answers, key=lambda each: sectors[each[0].sector])
    return rarest, notes[0], notes[len(notes) // 2]


@pytest.mark.parametrize("seed", [0, 7])
def test_nothing_that_leaves_tells_who_said_a_thing_from_enough_others(
    seed: int, tmp_path: Path
) -> None:
    draw = random.Random(seed)
    day = a_day(12, draw, tmp_path / "day.seminar")
    for mine in easiest(day):
        found = may_have_said(day, mine, THRESHOLD)
        assert len(found) >= THRESHOLD, (mine, sorted(found))
    day.file.close()
