"""A host whose file went back to an earlier one is noticed, and gets again what it has lost."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.merging.sync import Offer
from facilitator.domain.notes.notes import Note
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import opening
from facilitator.services.merging import syncing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import EPOCH

NOON = datetime(2011, 10, 18, 12, 0, tzinfo=UTC)


@pytest.fixture
def host(tmp_path: Path) -> Iterator[SeminarFile]:
    file = SeminarFile.create(tmp_path / "host.seminar", device="host")
    with file.write(Verb.SET_UP, NOON) as writer:
        writer.put(Seminar(title="A seminar", date=date(2011, 10, 18)))
    yield file
    file.close()


def epoch(file: SeminarFile) -> str:
    with file.read() as reader:
        return reader.fact(EPOCH)


def synchronise(laptop: SeminarFile, host: SeminarFile) -> syncing.Synced:
    def ask(offer: Offer) -> object:
        return syncing.answer(host, offer, now=NOON)

    return syncing.synchronise(laptop, ask, name="Ann", clock=lambda: NOON)  # type: ignore[arg-type]


def write_note(file: SeminarFile, id: str) -> None:
    with file.write(Verb.ADD, NOON) as writer:
        writer.put(Note(id=id, breakout_id="b", words=id, recorded_at=NOON, position=1))


def opened(path: Path) -> SeminarFile:
    return opening.open_seminar(path, NOON).file


def test_every_copy_that_is_worked_in_has_an_epoch_of_its_own(
    host: SeminarFile, tmp_path: Path
) -> None:
    backup = opening.back_up(host, NOON)
    copies = []
    for name in ("one.seminar", "two.seminar"):
        shutil.copyfile(backup, tmp_path / name)
        file = opened(tmp_path / name)
        copies.append(epoch(file))
        file.close()
    assert len({"", epoch(host), *copies}) == 4
    again = opened(tmp_path / "one.seminar")
    assert epoch(again) == copies[0]
    again.close()


def test_a_laptop_brings_a_host_that_went_back_in_time_what_that_has_lost(
    host: SeminarFile, tmp_path: Path
) -> None:
    """Its journal has grown since, and what stands where the laptop had read to is another's."""
    syncing.copy_for_notes(host, tmp_path / "laptop.seminar")
    laptop = SeminarFile.open(tmp_path / "laptop.seminar", device="laptop")
    synchronise(laptop, host)
    backup = opening.back_up(host, NOON)
    write_note(laptop, "sent before")
    synchronise(laptop, host)
    shutil.copyfile(backup, tmp_path / "restored.seminar")
    restored = opened(tmp_path / "restored.seminar")
    write_note(restored, "written since")
    synchronise(laptop, restored)
    for file in (laptop, restored):
        with file.read() as reader:
            assert {note.id for note in reader.every(Note)} == {"sent before", "written since"}
    assert synchronise(laptop, restored) == syncing.Synced()
    restored.close()
    laptop.close()


def test_a_laptop_notices_by_its_place_that_a_host_of_the_same_life_went_back(
    host: SeminarFile, tmp_path: Path
) -> None:
    """As after the end of its log was lost, where nobody had noted how far it had come."""
    syncing.copy_for_notes(host, tmp_path / "laptop.seminar")
    laptop = SeminarFile.open(tmp_path / "laptop.seminar", device="laptop")
    synchronise(laptop, host)
    earlier = tmp_path / "earlier.seminar"
    opening.save_copy(host, earlier)
    write_note(laptop, "sent before")
    synchronise(laptop, host)
    back = SeminarFile.open(earlier)
    with back.write(Verb.SET_UP, NOON) as writer:
        writer.note_fact(EPOCH, epoch(host))
    for number in range(3):
        write_note(back, f"written since {number}")
    synchronise(laptop, back)
    with back.read() as reader:
        assert "sent before" in {note.id for note in reader.every(Note)}
    assert synchronise(laptop, back) == syncing.Synced()
    back.close()
    laptop.close()
