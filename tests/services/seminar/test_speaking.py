"""The speakers' list: whose turn it is, for how long they spoke, and what is left of it."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.devices import Device
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Segment, SegmentKind
from facilitator.domain.seminar.seminar import SEMINAR_ID, Seminar
from facilitator.domain.seminar.speaking import Asker, Asking, SpeakersList, Turn
from facilitator.domain.stage import sights
from facilitator.domain.stage.stage import Scene
from facilitator.services.people import joining
from facilitator.services.people.joining import Agreed
from facilitator.services.records import erasing, retention
from facilitator.services.seminar import counting, running, speaking
from facilitator.services.seminar.computer_clock import Uptime
from facilitator.services.views import phones, projector, speakers
from facilitator.store.files import backups
from facilitator.store.files.file import SeminarFile

TEN = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
BIG, FEW = "Third sector", "Research"


def at(seconds: float) -> datetime:
    return TEN + timedelta(seconds=seconds)


@pytest.fixture(scope="module")
def _running(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day that runs, made once; tests work on copies."""
    made = SeminarFile.create(tmp_path_factory.mktemp("day") / "day.seminar")
    with made.write(Verb.SET_UP, TEN) as writer:
        writer.put(
            Seminar(
                time_zone="UTC",
                title="S",
                date=date(2011, 10, 18),
                sectors=(BIG, FEW),
                sizes=("Small", "Large"),
                kept_days=1,
            )
        )
        for number in range(2):
            writer.put(
                Segment(
                    id=f"s{number}",
                    position=number,
                    kind=SegmentKind.DISCUSSION,
                    title=f"Part {number}",
                    minutes=20,
                )
            )
        writer.put(Participant(id="ann", name="Ann Example", sector=BIG, arrived_at=TEN))
    running.start_day(made, now=TEN)
    made.checkpoint()
    made.close()
    return made.path


@pytest.fixture
def file(_running: Path, tmp_path: Path) -> Iterator[SeminarFile]:
    shutil.copyfile(_running, tmp_path / "day.seminar")
    opened = SeminarFile.open(tmp_path / "day.seminar")
    yield opened
    opened.close()


def phone(file: SeminarFile, sector: str = "", size: str = "") -> tuple[Device, str]:
    with file.write(Verb.PAIR, TEN) as writer:
        return joining.join(writer, Agreed(take_part=True, sector=sector, size=size), now=TEN)


def ask(file: SeminarFile, device: Device) -> None:
    with file.write(Verb.TAKE_IN, TEN) as writer:
        speaking.ask(writer, device)


def the_list(file: SeminarFile) -> SpeakersList:
    with file.read() as reader:
        return max(reader.every(SpeakersList), key=lambda each: each.opened_at)


def names(file: SeminarFile) -> list[str]:
    return [str(each.name) for each in speakers.desk(file).waiting]


def sight(file: SeminarFile) -> sights.Speakers:
    projector.show(file, Scene.SPEAKERS, now=TEN)
    found = projector.view(file, TEN).sight
    assert isinstance(found, sights.Speakers)
    return found


def place(file: SeminarFile, device: Device, token: str) -> int | None:
    """As the phone makes it out of what all phones are told and of what it has of its own."""
    shown, own = phones.showing(file, TEN).speakers, phones.own(file, device, token).speaks
    assert shown is not None
    assert own is not None
    return shown.order.index(own[0]) if own[0] in shown.order else None


def test_who_has_not_spoken_comes_before_who_has_and_then_who_asked_first(
    file: SeminarFile,
) -> None:
    speaking.open_list(file, now=TEN)
    for name in ("Ann Example", "Bob", "Cai"):
        speaking.add(file, name, now=TEN)
    speaking.call(file, now=at(1))
    speaking.add(file, "Dai", now=at(2))
    assert names(file) == ["Bob", "Cai", "Dai"]
    with pytest.raises(SeminarError, match="on the list already"):
        speaking.add(file, "ann example", now=at(2))
    speaking.end_turn(file, now=at(90))
    speaking.add(file, "Ann Example", now=at(91))
    speaking.add(file, "Eve", now=at(92))
    assert names(file) == ["Bob", "Cai", "Dai", "Eve", "Ann Example"]
    assert [each.has_spoken for each in speakers.desk(file).waiting] == [*[False] * 4, True]
    dai = speakers.desk(file).waiting[2]
    speaking.call(file, dai.key, now=at(100))
    shown = sight(file)
    assert (shown.speaking, shown.since, shown.next) == ("Dai", at(100), ("Bob", "Cai", "Eve"))
    assert shown.more == 1


@pytest.mark.parametrize("seed", range(5))
def test_in_turn_is_what_the_rule_says_whatever_happens(seed: int) -> None:
    chance, asking = random.Random(seed), Asking()
    keys = [f"k{n}" for n in range(9)]
    for _ in range(60):
        key = chance.choice(keys)
        waiting = [each.key for each in asking.waiting]
        if chance.random() < 0.5 and key not in waiting:
            asking = replace(asking, waiting=(*asking.waiting, Asker(key, "")))
        elif asking.waiting:
            first = asking.in_turn[0]
            left = tuple(each for each in asking.waiting if each != first)
            asking = replace(asking, waiting=left, heard=(*asking.heard, first.key))
        waiting = [each.key for each in asking.waiting]
        fresh = [key for key in waiting if key not in asking.heard]
        heard = [key for key in waiting if key in asking.heard]
        assert [each.key for each in asking.in_turn] == fresh + heard


def test_a_phone_asks_sees_its_own_place_alone_and_takes_it_back(file: SeminarFile) -> None:
    device, token = phone(file, BIG)
    with pytest.raises(SeminarError, match="closed"):
        ask(file, device)
    assert phones.own(file, device, token).speaks is None
    speaking.open_list(file, now=TEN)
    speaking.add(file, "Bob", now=TEN)
    assert place(file, device, token) is None
    ask(file, device)
    ask(file, device)
    assert place(file, device, token) == 1
    assert the_list(file).asked == 2
    shown = phones.showing(file, TEN).speakers
    assert "Bob" not in repr(shown)
    assert device.id not in repr(shown)
    assert sight(file).next == ("Bob", sight(file).next[1])
    assert str(sight(file).next[1]) == "Somebody who asked by phone, number 2"
    with file.write(Verb.TAKE_IN, TEN) as writer:
        speaking.take_back(writer, device)
        speaking.take_back(writer, device)
        with pytest.raises(SeminarError, match="closed"):
            speaking.ask(writer, device, "another list")
    assert names(file) == ["Bob"]


def own_name(file: SeminarFile, device: Device, token: str) -> str:
    own = phones.own(file, device, token).speaks
    assert own is not None
    return str(own[1])


def test_whoever_is_called_like_others_is_told_from_them_by_what_their_own_phone_says(
    file: SeminarFile,
) -> None:
    """Phones without a name, two people of one name, and two who were put there by hand."""
    with file.write(Verb.ADD, TEN) as writer:
        for n in range(2):
            writer.put(Participant(id=f"dai{n}", name="Dai Twin", sector=BIG, arrived_at=TEN))
    speaking.open_list(file, now=TEN)
    held = [phone(file) for _ in range(3)]
    assert {own_name(file, *each) for each in held} == {"Somebody who asked by phone"}
    for device, _ in held:
        ask(file, device)
    for said in ("A person at the back", "Ann Example", "a person at the back"):
        speaking.add(file, said, now=TEN)
    with file.write(Verb.TAKE_IN, TEN) as writer:
        for n in range(2):
            known, _ = joining.join(writer, Agreed(take_part=True), now=TEN)
            speaking.ask(writer, replace(known, participant_id=f"dai{n}"))
    there = names(file)
    assert len(set(there)) == len(there) == 8
    assert "Ann Example" in there, "a name that is nobody else's stands as it is"
    assert [own_name(file, *each) for each in held] == there[:3]
    shown = repr(phones.showing(file, TEN).speakers)
    assert "number" not in shown, "nobody's phone is told another's"
    speaking.call(file, speakers.desk(file).waiting[1].key, now=TEN)
    assert str(sight(file).speaking) == own_name(file, *held[1]) == there[1]
    with file.write(Verb.TAKE_IN, TEN) as writer:
        speaking.take_back(writer, held[0][0])
        speaking.ask(writer, held[0][0])
    assert own_name(file, *held[0]) not in there, "nobody gets another's number"


def test_of_a_turn_no_more_stays_than_enough_people_share(file: SeminarFile) -> None:
    many = [phone(file, BIG, "Small" if n < 4 else "Large")[0] for n in range(9)]
    few = [phone(file, FEW, "Small")[0] for _ in range(4)]
    speaking.open_list(file, now=TEN)
    for device in (many[0], many[8], few[0]):
        ask(file, device)
    for seconds in (0, 60, 90):
        speaking.call(file, now=at(seconds))
    speaking.close_list(file, now=at(100))
    # Five say that they are large. Of the four of the few nothing may be kept, nor may they be the
    # only ones of whom nothing is: they stand with the four who are small, and Ann.
    assert the_list(file).turns == (Turn("", "", 60), Turn(BIG, "Large", 30), Turn("", "", 10))


def test_who_was_on_the_list_is_nowhere_in_the_file_once_it_is_closed(file: SeminarFile) -> None:
    device, _ = phone(file)
    speaking.open_list(file, now=TEN)
    speaking.add(file, "Quirinius Unlisted", now=TEN)
    ask(file, device)
    backup = backups.back_up(file, at(5), backups.Before.DAY)
    speaking.call(file, now=at(10))
    with file.read() as reader:
        said = [revision.content or "" for revision in reader.history(the_list(file).id)]
    assert not any(device.id in each or "Quirinius" in each for each in said)
    running.go_on(file, now=at(70))
    assert file.checkpoint()
    held = file.path.read_bytes() + backup.read_bytes()
    assert b"Quirinius" not in held
    assert the_list(file).closed_at == at(70)
    assert the_list(file).turns == (Turn("", "", 60),)
    assert not speakers.desk(file).is_open


def test_the_room_goes_back_to_the_part_it_is_in_when_its_list_closes(file: SeminarFile) -> None:
    speaking.open_list(file, now=TEN)
    assert sight(file).speaking == ""
    speaking.close_list(file, now=at(9))
    assert projector.view(file, at(9)).sight == sights.Heading(title="Part 0")


def test_somebody_erased_is_on_the_list_no_more(file: SeminarFile) -> None:
    speaking.open_list(file, now=TEN)
    speaking.add(file, "Ann Example", now=TEN)
    with file.read() as reader:
        ann = reader.get(Participant, "ann")
    erasing.erase(file, [ann], now=at(1))
    assert names(file) == []
    assert the_list(file).waiting == 0


def test_taking_people_out_closes_a_list_that_was_left_open(file: SeminarFile) -> None:
    speaking.open_list(file, now=TEN)
    speaking.add(file, "Somebody Typed", now=TEN)
    retention.take_people_out(file, now=at(1))
    assert not speakers.desk(file).is_open


def test_a_clock_that_is_set_takes_no_time_from_who_speaks(file: SeminarFile) -> None:
    def computer(seconds: float) -> Uptime:
        return Uptime("boot", seconds)

    speaking.open_list(file, now=TEN)
    speaking.add(file, "Bob", now=TEN)
    speaking.call(file, now=TEN)
    counting.heed_clock(file, TEN, computer(0))
    counting.heed_clock(file, at(3600 + 30), computer(30))
    assert the_list(file).began_at == at(3600)


def test_sectors_that_were_hardly_heard_are_named_where_enough_people_share_them(
    file: SeminarFile,
) -> None:
    with file.write(Verb.CHANGE, TEN) as writer:
        seminar = writer.get(Seminar, SEMINAR_ID)
        writer.put(replace(seminar, sectors=(BIG, FEW, "Funders")))
    first = [phone(file, BIG)[0] for _ in range(6)]
    for sector in (*[FEW] * 6, *["Funders"] * 4):
        phone(file, sector)
    speaking.open_list(file, now=TEN)
    for number, device in enumerate(first[:3]):
        ask(file, device)
        speaking.call(file, now=at(60 * number))
        assert speakers.desk(file).unheard == ()
    speaking.end_turn(file, now=at(300))
    assert speakers.desk(file).unheard == (FEW,)


def test_without_a_day_that_runs_there_is_no_list(file: SeminarFile) -> None:
    running.finish_day(file, now=at(1))
    with pytest.raises(SeminarError, match="not running"):
        speaking.open_list(file, now=at(2))
    with pytest.raises(SeminarError, match="closed"):
        speaking.call(file, now=at(2))


def test_a_turn_of_no_time_is_none_below_nought() -> None:
    assert speaking.spoken(Asker("a", ""), -5, [], 1) == Turn("", "", 0)
