"""Who asks again because they heard no answer: the same seat, and nobody else's."""

import random
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.people.devices import Device, Role
from facilitator.domain.people.participants import Consent, Participant, consent_id
from facilitator.domain.seminar.seminar import Seminar
from facilitator.room.net.doorway import Doorway
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.devices import every_device, people_by_sector

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
SECTORS = ("Regulator", "Third sector")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    made = SeminarFile.create(tmp_path / "room.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Seminar(title="S", date=date(2011, 10, 18), sectors=SECTORS, asks_names=True))
    yield made
    made.close()


def let_in(file: SeminarFile, seat: str, *, is_late: bool = False, **said: object) -> Device:
    agreed = Agreed(take_part=True, **said)  # type: ignore[arg-type]
    with file.write(Verb.SET_UP, NOW) as writer:
        token = joining.token_of(seat)
        return joining.let_in(writer, agreed, token, now=NOW, is_late=is_late)


def test_an_id_gives_its_own_seat_again_and_no_other(file: SeminarFile) -> None:
    hers, his = str(uuid.uuid4()), str(uuid.uuid4())
    ann = let_in(file, hers, name="Ann")
    bob = let_in(file, his, name="Bob")
    assert let_in(file, hers, name=" ann ").id == ann.id
    assert let_in(file, his, name="Bob").id == bob.id
    noted = joining.pair(file, Role.NOTE_TAKER, now=NOW, seat=hers)
    assert noted == joining.pair(file, Role.NOTE_TAKER, now=NOW + timedelta(1), seat=hers)
    assert noted[0].id != ann.id
    assert noted[1] != joining.token_of(hers), "what one may do as one is nothing for the other"
    assert joining.token_of("") != joining.token_of(""), "who has no id has none in common"
    came = joining.who_came(file)
    assert {role: n for role, n in came.items() if n} == {Role.PARTICIPANT: 2, Role.NOTE_TAKER: 1}


def test_a_name_put_right_before_anybody_was_answered_leaves_nobody_behind(
    file: SeminarFile,
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Participant(id="listed", name="Ann Ash"))
    seat = str(uuid.uuid4())
    let_in(file, seat, name="An Ash", quote=True)
    ann = let_in(file, seat, name="Ann Ash")
    assert let_in(file, seat, is_late=True, name="An Ash", quote=True).id == ann.id
    with file.read() as reader:
        assert [p.id for p in reader.every(Participant) if p.arrived_at] == ["listed"]
        assert [c.id for c in reader.every(Consent)] == [consent_id("listed")]
        assert not reader.get(Consent, consent_id("listed")).quote
        assert every_device(reader, Role.PARTICIPANT) == (ann,)


def test_who_waits_for_a_nod_is_not_yet_one_more_in_the_room(file: SeminarFile) -> None:
    let_in(file, str(uuid.uuid4()), name="Ann", sector="Regulator")
    waiting = let_in(file, str(uuid.uuid4()), name="Ann", sector="Regulator")
    assert waiting.asks_for
    with file.read() as reader:
        assert people_by_sector(reader) == {"Regulator": 1}
    assert joining.joined(file) == 1


@pytest.mark.parametrize("seed", range(8))
def test_of_lost_late_and_doubled_questions_the_one_pressed_last_holds(
    file: SeminarFile, seed: int
) -> None:
    """Three people press up to four times each; whatever was sent arrives in any order and number,
    what was pressed last among it.
    """
    draw, doorway = random.Random(seed), Doorway()
    meant: dict[str, dict[str, object]] = {}
    sent = []
    for person in range(3):
        seat = str(uuid.UUID(int=draw.getrandbits(128), version=4))
        for pressed in range(1, draw.randint(1, 4) + 1):
            name = f"{draw.choice('AB')}{person}"
            said = {"name": name, "sector": draw.choice(SECTORS), "quote": draw.random() < 0.5}
            meant[seat] = said
            sent += [(seat, pressed, said)] * draw.randint(1, 2)
    draw.shuffle(sent)
    for seat, pressed, said in sent:
        let_in(file, seat, is_late=doorway.is_late(seat, pressed), **said)
    with file.read() as reader:
        people = {each.id: each for each in reader.every(Participant) if each.arrived_at}
        found = sorted(
            (people[d.participant_id].name, d.sector, c.quote)
            for d in every_device(reader, Role.PARTICIPANT)
            for c in (reader.get(Consent, consent_id(d.participant_id)),)
        )
    assert found == sorted((s["name"], s["sector"], s["quote"]) for s in meant.values())
    assert len(people) == len(meant)
