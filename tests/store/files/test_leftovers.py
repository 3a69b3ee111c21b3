"""What a killed process leaves is swept at the next start and by erasing, wherever it was begun."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from facilitator import whole_file
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.breakouts import Breakout
from facilitator.services.files import opening
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.records import erasing
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from tests.forked import Forked

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
SECRET = "unmistakable words of one person"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SeminarFile]:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    (tmp_path / "stick").mkdir()
    made = preparing.new_seminar(tmp_path / "here" / "day.seminar", now=NOW)
    with made.read() as reader:
        group = reader.every(Breakout)[0]
    noting.add_note(made, group.id, SECRET, now=NOW)
    yield made
    made.close()


def target_of(what: str, file: SeminarFile, tmp_path: Path) -> Path:
    if what == "restore":
        return opening.back_up(file, NOW)
    target = tmp_path / "stick" / "other.seminar"
    if what == "merge":
        opening.save_copy(file, target)
    return target


@contextmanager
def half_made(what: str, file: SeminarFile, target: Path) -> Iterator[None]:
    """A process that stands in the middle of it; it is killed when the block ends."""
    process = Forked(what, str(file.path), str(target), module="tests.store.files.cut_short")
    try:
        assert process.stdout.readline() == b"half made\n"
        yield
    finally:
        process.kill()
        process.close()


def holding(tmp_path: Path, before: set[Path]) -> list[Path]:
    """The new files anywhere that hold the words."""
    new = {path for path in tmp_path.rglob("*") if path.is_file()} - before
    return [path for path in new if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize("what", ["backup", "copy", "bundle", "merge", "restore"])
def test_half_of_it_stays_while_it_is_made_and_is_swept_when_its_maker_is_gone(
    what: str, file: SeminarFile, tmp_path: Path
) -> None:
    target = target_of(what, file, tmp_path)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    with half_made(what, file, target):
        opening.open_seminar(file.path, NOW).file.close()
        assert holding(tmp_path, before), "somebody is at work on it"
    assert holding(tmp_path, before)
    opening.open_seminar(file.path, NOW).file.close()
    left = {path for path in tmp_path.rglob("*") if path.name.startswith(".facilitator")}
    assert not left


@pytest.mark.parametrize("what", ["backup", "copy", "bundle", "merge", "restore"])
def test_erasing_sweeps_it_too(what: str, file: SeminarFile, tmp_path: Path) -> None:
    target = target_of(what, file, tmp_path)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    with half_made(what, file, target):
        pass
    assert holding(tmp_path, before)
    with file.read() as reader:
        notes = [note for note in reader.every(Note) if note.words == SECRET]
    erasing.erase(file, notes, now=NOW)
    assert not holding(tmp_path, before)


def test_erasing_goes_through_the_backups_of_every_copy_on_this_computer(
    file: SeminarFile, tmp_path: Path
) -> None:
    opening.save_copy(file, tmp_path / "there" / "copy.seminar")
    copy = SeminarFile.open(tmp_path / "there" / "copy.seminar")
    backup = opening.back_up(copy, NOW)
    copy.close()
    with file.read() as reader:
        notes = [note for note in reader.every(Note) if note.words == SECRET]
    erased = erasing.erase(file, notes, now=NOW)
    assert erased.swept.cleaned == 1
    assert SECRET.encode() not in backup.read_bytes()
    copy = SeminarFile.open(copy.path)
    late = opening.back_up(copy, datetime(2011, 10, 18, 11, 0, tzinfo=UTC))
    copy.close()
    assert SECRET.encode() in late.read_bytes(), "the copy has not heard of it"
    assert erasing.sweep(file, NOW).cleaned == 1, "but what is kept of it has"
    assert SECRET.encode() not in late.read_bytes()


def test_what_was_begun_on_a_stick_that_is_away_is_swept_when_it_is_back(
    file: SeminarFile, tmp_path: Path
) -> None:
    stick, away = tmp_path / "stick", tmp_path / "pocket"
    with half_made("copy", file, stick / "copy.seminar"):
        pass
    stick.rename(away)
    opening.open_seminar(file.path, NOW).file.close()
    assert list(away.iterdir())
    away.rename(stick)
    opening.open_seminar(file.path, NOW).file.close()
    assert not list(stick.iterdir())


def test_only_what_bears_our_mark_is_swept(tmp_path: Path) -> None:
    kept = [".mine.part", ".facilitator-rc", "merging-notes", ".facilitator-zz-1-x", "day.seminar"]
    for name in kept:
        (tmp_path / name).touch()
    with whole_file.scratch(tmp_path) as ours:
        whole_file.sweep(tmp_path)
        assert {path.name for path in tmp_path.iterdir()} == {*kept, ours.name}
    assert not list((user_folder()).glob(".facilitator-*"))
    assert merging.BUNDLE_SUFFIX


def test_a_copy_and_notes_go_to_another_disk_though_the_users_own_is_full(
    file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing can be noted there of what is begun, nor laid out."""
    real, full = shutil.disk_usage, SimpleNamespace(free=0)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda place: full if place == user_folder() else real(place)
    )
    (user_folder() / "unfinished").write_text("in the way")
    stick = tmp_path / "stick"
    opening.save_copy(file, stick / "copy.seminar")
    merging.write_bundle(file, stick / "notes")
    assert sorted(each.name for each in stick.iterdir()) == ["copy.seminar", "notes.seminar-notes"]
    (user_folder() / "unfinished").unlink()
    assert not merging.preview(file, stick / "notes.seminar-notes").refused
