"""Two days that differ in nothing but what is hidden look alike, to the room, on phones, on paper
and in every table: who reads all of it together finds no more than in what a round is let tell.

A day is drawn by lot: people of small groups, votes that are split by sector, by size and not at
all, again in a second round, under lists, with people who abstain and who approve nothing. Then
people of different groups change their votes with each other, which no room's result shows, as long
as what the rounds tell by group stays the same. What they tell is attacked by exact counting in
`tests/domain/privacy`.
"""

import random
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from exports.content.data import dataset_of
from exports.content.summary import summary_document
from exports.csv.files import files_of
from facilitator.domain.acts import Verb
from facilitator.domain.locales import ENGLISH
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.cross_tables import cross_all
from facilitator.domain.polls.polls import (
    ABSTENTION,
    Ballot,
    Item,
    Marked,
    Method,
    OpenTo,
    Poll,
    Secrecy,
)
from facilitator.domain.privacy.combinations import coarsened
from facilitator.domain.privacy.disclosure import Guard, SafeTable, Split, protect
from facilitator.domain.responses.responses import Channel
from facilitator.domain.seminar.seminar import Seminar
from facilitator.domain.stage.stage import Scene
from facilitator.room.messages import room_state
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.services.report import publishing, recounting
from facilitator.services.views import phones, projector, run_screen
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import ballots

NOW = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)
SECTORS = ("Third", "Public", "Regulator", "Bank")
SIZES = ("Small", "Middle", "Large")
SHARES = (16, 12, 3, 2)
"""How many come from each sector, about; size follows from it in part."""
THRESHOLD = 3
ITEMS = (Item("a", "Alpha"), Item("b", "Beta"))
Marks = tuple[tuple[str, int], ...]
Votes = dict[str, Marks]
"""What each person on the list marked."""


def polls(draw: random.Random) -> tuple[Poll, ...]:
    """Votes of every kind that can be split, and one that cannot."""
    kinds = (
        (Method.AGREE, Split.SECTOR, OpenTo.ANYBODY, ITEMS, False),
        (Method.CHOOSE_ONE, Split.SIZE, OpenTo.ANYBODY, ITEMS, True),
        (Method.APPROVE, Split.SECTOR, OpenTo.SECTOR, ITEMS[:1], True),
        (Method.RATE, Split.SIZE, OpenTo.CHECKED_IN_ALL_ROOMS, ITEMS, False),
        (Method.RANK, Split.SECTOR, OpenTo.SECTOR_ALL_ROOMS, ITEMS, False),
    )
    return tuple(
        Poll(
            id=f"poll-{number}",
            position=float(number),
            title=f"Vote {number}",
            wording="What do you think?",
            method=method,
            items=items,
            split=split,
            secrecy=Secrecy.SEALED,
            open_to=to,
            open_for=draw.choice([SECTORS[:3], SECTORS[1:]]) if to.whom is OpenTo.SECTOR else (),
            may_abstain=abstains,
        )
        for number, (method, split, to, items, abstains) in enumerate(kinds)
    )


def crowd(draw: random.Random) -> tuple[Participant, ...]:
    """Everybody who was checked in, with a name, a sector and a size that all may know."""
    found = []
    for sector, share in zip(SECTORS, SHARES, strict=True):
        for number in range(max(1, share + draw.randint(-1, 2))):
            size = SIZES[0] if sector == "Bank" else draw.choice(SIZES[:2] * 3 + SIZES[2:])
            name = f"{sector} {number}"
            found.append(
                Participant(
                    id=name, name=name, sector=sector, size=size, arrived_at=NOW, seen_here=True
                )
            )
    return tuple(found)


def marked(poll: Poll, draw: random.Random) -> Marks:
    if poll.may_abstain and draw.random() < 0.1:
        return ABSTENTION
    match poll.method:
        case Method.AGREE:
            return tuple((item.id, draw.choice([1, 2, 4, 5, 5])) for item in poll.items)
        case Method.RATE:
            return tuple((item.id, draw.choice([1, 5, 9, 9])) for item in poll.items)
        case Method.APPROVE:
            return tuple((item.id, 1) for item in poll.items if draw.random() < 0.5)
        case Method.RANK:
            order = draw.sample([item.id for item in poll.items], len(poll.items))
            return tuple((id, place) for place, id in enumerate(order, 1))
    return ((draw.choice(poll.items).id, 1),)


@dataclass(frozen=True)
class Day:
    """Who came, and what was voted in each round, in order."""

    people: tuple[Participant, ...]
    rounds: tuple[tuple[Poll, Votes], ...]


def a_day(draw: random.Random) -> Day:
    people, asked = crowd(draw), polls(draw)
    held = []
    for poll in (*asked, asked[0], asked[2]):
        came = [person for person in on_list(people, poll) if draw.random() < 0.95]
        held.append((poll, {person.id: marked(poll, draw) for person in came}))
    return Day(people, tuple(held))


def on_list(people: Sequence[Participant], poll: Poll) -> list[Participant]:
    is_of_sector = poll.open_to.whom is OpenTo.SECTOR
    return [person for person in people if not is_of_sector or person.sector in poll.open_for]


def told(day: Day, poll: Poll, votes: Votes) -> Sequence[SafeTable]:
    """What a round is let tell by group."""
    known = {person.id: person for person in day.people}
    kept = coarsened([(known[id].sector, known[id].size) for id in votes], THRESHOLD)
    cast = [
        Ballot(round_id="r", voter_key=id, marks=marks, sector=sector, size=size)
        for (id, marks), (sector, size) in zip(votes.items(), kept, strict=True)
    ]
    may = on_list(day.people, poll)
    safe = []
    for table in cross_all(poll, cast, {Split.SECTOR: SECTORS, Split.SIZE: SIZES}):
        here = [p.sector if poll.split is Split.SECTOR else p.size for p in may]
        heads = [here.count(row) for row in table.rows[:-1]]
        voted = [min(sum(c), h) for c, h in zip(table.cells, heads, strict=False)]
        heads.append(max(0, len(may) - sum(voted)))
        safe.append(protect(table, Guard(THRESHOLD), heads))
    return safe


def alike(day: Day, draw: random.Random) -> tuple[Day, int]:
    """Another day that tells the same: people have changed their votes with each other."""
    changed, rounds = 0, []
    for poll, votes in day.rounds:
        now, before = dict(votes), told(day, poll, votes)
        for _ in range(60):
            one, other = draw.sample(sorted(now), 2)
            swapped = now | {one: now[other], other: now[one]}
            if now[one] != now[other] and told(day, poll, swapped) == before:
                changed, now = changed + 1, swapped
        rounds.append((poll, now))
    return Day(day.people, tuple(rounds)), changed


def held_as(day: Day, path: Path, base: Path) -> SeminarFile:
    """The day in a file: every round voted, closed and revealed."""
    file = SeminarFile.open(Path(shutil.copy(base, path)), device="host")
    known = {person.id: person for person in day.people}
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put_all((*day.people, *(poll for poll, _ in day.rounds[:5])))
    for number, (poll, votes) in enumerate(day.rounds):
        opened = voting.open_round(file, poll.id, segment_id=f"s{number}", now=NOW)
        with file.write(Verb.TAKE_IN, NOW) as writer:
            casts = [
                voting.make_ballot(
                    writer,
                    Voter(id, id, known[id].sector, known[id].size),
                    Marked(round_id=opened.id, marks=marks),
                    channel=Channel.PHONE,
                    submission=f"{number}{id}",
                )
                for id, marks in votes.items()
            ]
            ballots.cast_all(writer, casts)
        voting.close_round(file, opened.id, now=NOW)
        voting.reveal_round(file, opened.id, now=NOW)
    return file


RANDOM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{12,64}|[0-9a-f]{8}(?=-round)")


def plain(value: object) -> str:
    """In words, without what is drawn by lot: ids and hashes."""
    return RANDOM.sub("#", str(value))


def seen(file: SeminarFile) -> Iterator[tuple[str, str]]:
    """Everything that anybody but the file is shown of the day, by where it is."""
    with file.read() as reader:
        asked = reader.every(Poll)
    for poll in asked:
        yield f"run {poll.id}", plain(run_screen.result(file, poll.id))
        for scene in (Scene.POLL, Scene.POLL_BY_SECTOR, Scene.POLL_BY_SIZE):
            projector.show(file, scene, poll.id, now=NOW)
            yield f"wall {scene} {poll.id}", plain(projector.view(file, NOW))
            showing = phones.showing(file, NOW)
            shared = room_state.shared(showing, 1, NOW, ENGLISH)
            yield f"phone {scene} {poll.id}", plain(msgspec.json.encode(shared).decode())
            behind = phones.behind(file, None)
            remote = room_state.remote(shared, showing, behind, ENGLISH)
            yield f"remote {scene} {poll.id}", plain(msgspec.json.encode(remote).decode())
    summary = publishing.summarise(file, now=NOW)
    yield "summary", plain(summary_document(summary))
    for name, content in files_of(dataset_of(summary)).items():
        yield name, plain(content.decode())
    recounted = recounting.recountable(file).values()
    yield "ballots", str(sorted(plain(line) for text in recounted for line in text.splitlines()))


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = SeminarFile.create(tmp_path_factory.mktemp("alike") / "base.seminar", device="host")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(
                title="A day",
                date=date(2011, 10, 18),
                sectors=SECTORS,
                sizes=SIZES,
                room_threshold=THRESHOLD,
                print_threshold=5,
                time_zone="UTC",
            )
        )
    made.close()
    return made.path


@pytest.mark.parametrize("seed", [1])
def test_days_that_differ_in_what_is_hidden_alone_look_alike_everywhere(
    base: Path, tmp_path: Path, seed: int
) -> None:
    draw = random.Random(seed)
    day = a_day(draw)
    other, changed = alike(day, draw)
    assert changed >= len(day.rounds)
    shown: list[Mapping[str, str]] = []
    for number, each in enumerate((day, other)):
        file = held_as(each, tmp_path / f"{number}.seminar", base)
        shown.append(dict(seen(file)))
        file.close()
    assert shown[0].keys() == shown[1].keys()
    assert [name for name in shown[0] if shown[0][name] != shown[1][name]] == []
    assert any(table.tells for poll, votes in day.rounds for table in told(day, poll, votes))
