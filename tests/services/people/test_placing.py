"""Late people and phones without a name: everybody finds a group, and nobody else is moved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.people.breakouts import Breakout
from facilitator.domain.people.devices import Device
from facilitator.domain.people.participants import Participant
from facilitator.domain.seminar.agenda import Progress, Segment, SegmentKind, SegmentRun
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.people import joining, placing
from facilitator.services.people.joining import Agreed
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
ROUNDS = ("morning", "afternoon")


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "october.seminar")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(
            Seminar(title="October", date=date(2011, 10, 18), sectors=("Charity", "Council"))
        )
        for place, name in enumerate(ROUNDS, 1):
            writer.put(
                Segment(id=name, position=place, kind=SegmentKind.BREAKOUTS, title=name, minutes=40)
            )
            for number in (1, 2):
                writer.put(
                    Breakout(
                        id=f"{name}{number}",
                        segment_id=name,
                        position=number,
                        title=f"Group {number}",
                    )
                )
    yield file
    file.close()


def arrive(file: SeminarFile, *names: str, organisation: str = "") -> None:
    people = [
        Participant(id=name, name=name, organisation=organisation or name, arrived_at=NOW)
        for name in names
    ]
    preparing.save(file, *people, now=NOW)


def members(file: SeminarFile, segment: str) -> list[set[str]]:
    with file.read() as reader:
        return [set(group.member_ids) for group in reader.every(Breakout, segment_id=segment)]


def run(file: SeminarFile, segment: str) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(SegmentRun(id=f"run {segment}", segment_id=segment, started_at=NOW))
        writer.put(Progress(run_id=f"run {segment}"))


def phone(file: SeminarFile, **said: str) -> Device:
    with file.write(Verb.SET_UP, NOW) as writer:
        device, _ = joining.join(writer, Agreed(take_part=True, **said), now=NOW)  # type: ignore[arg-type]
    return device


def choose(file: SeminarFile, device: Device, group_id: str = "") -> Device:
    with file.write(Verb.SET_UP, NOW) as writer:
        return placing.choose_group(writer, device, group_id)


def group_of(file: SeminarFile, device: Device) -> str:
    with file.read() as reader:
        found = placing.group_of(reader, device)
    return found.id if found else ""


def test_latecomers_fill_the_smaller_group_and_nobody_else_moves(file: SeminarFile) -> None:
    arrive(file, *"abcd")
    preparing.allocate(file, "morning", now=NOW)
    before = members(file, "morning")
    arrive(file, "late", "later")
    placed = placing.place_latecomers(file, "morning", now=NOW)
    assert {each.person.id for each in placed} == {"late", "later"}
    after = members(file, "morning")
    assert all(old <= new for old, new in zip(before, after, strict=True))
    assert [len(group) for group in after] == [3, 3]
    assert placing.place_latecomers(file, "morning", now=NOW) == ()


def test_where_people_go_is_said_in_one_sentence(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        library = writer.get(Breakout, "morning1")
        writer.put(replace(library, place="the library", capacity=1))
        writer.remove(writer.get(Breakout, "morning2"))
    arrive(file, "Mair Evans")
    placed = placing.place_latecomers(file, "morning", now=NOW)
    assert str(placing.said(placed)) == "Mair Evans: Group 1, the library."
    assert str(placing.said(())) == "Everybody who is here has a group."
    arrive(file, "One too many")
    with pytest.raises(SeminarError, match="full"):
        placing.place_latecomers(file, "morning", now=NOW)


def test_who_is_not_here_yet_is_placed_only_when_meant(file: SeminarFile) -> None:
    preparing.save(file, Participant(id="away", name="Away"), now=NOW)
    assert placing.place_latecomers(file, "morning", now=NOW) == ()
    assert len(placing.place(file, "morning", ["away"], now=NOW)) == 1
    with pytest.raises(SeminarError, match="no groups"):
        placing.place(file, "lunch", ["away"], now=NOW)


def test_latecomers_meet_new_people_in_the_next_round(file: SeminarFile) -> None:
    arrive(file, "a", "b")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(replace(writer.get(Breakout, "morning1"), member_ids=("a", "late")))
        writer.put(replace(writer.get(Breakout, "afternoon1"), member_ids=("a",)))
        writer.put(replace(writer.get(Breakout, "afternoon2"), member_ids=("b",)))
    arrive(file, "late")
    (placed,) = placing.place_latecomers(file, "afternoon", now=NOW)
    assert placed.group.id == "afternoon2"


def test_the_groups_that_count_are_those_at_work_or_else_the_next(file: SeminarFile) -> None:
    device = phone(file)
    choose(file, device, "morning1")
    run(file, "morning")
    device = choose(file, device, "morning2")
    assert group_of(file, device) == "morning2"
    run(file, "afternoon")
    assert group_of(file, device) == ""
    device = choose(file, device, "afternoon1")
    assert group_of(file, device) == "afternoon1"
    run(file, "morning")
    assert group_of(file, device) == "morning2"


def test_a_phone_that_names_a_group_of_yesterday_is_told_so(file: SeminarFile) -> None:
    with pytest.raises(SeminarError, match="not there any more"):
        choose(file, phone(file), "gone")


def test_phones_are_dealt_evenly_with_sectors_spread(file: SeminarFile) -> None:
    arrive(file, "ann")
    placing.place_latecomers(file, "morning", now=NOW)
    phones = [phone(file, sector=("Charity", "Council")[n // 4]) for n in range(8)]
    dealt = [group_of(file, choose(file, device)) for device in phones]
    counts = {id_: dealt.count(id_) for id_ in ("morning1", "morning2")}
    assert sorted(counts.values()) in ([4, 4], [3, 5])
    charity = [dealt[n] for n in range(4)]
    assert sorted(charity.count(id_) for id_ in counts) == [2, 2]


def test_a_person_on_the_list_keeps_the_place_the_list_gives(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(replace(writer.get(Seminar, "seminar"), asks_names=True))
    arrive(file, "Ann", "Bea")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(replace(writer.get(Breakout, "morning1"), member_ids=("Ann",)))
    ann, bea = phone(file, name="Ann"), phone(file, name="bea")
    assert group_of(file, choose(file, ann, "morning2")) == "morning1"
    assert group_of(file, choose(file, bea, "morning2")) == "morning2"
    assert members(file, "morning") == [{"Ann"}, {"Bea"}]
