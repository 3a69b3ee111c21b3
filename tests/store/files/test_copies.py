"""Copies: whole, checked, made while others write, and silent about sealed votes."""

import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.polls.polls import Ballot, Item, Method, Poll, Round, RoundState
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import opening
from facilitator.services.records import undoing
from facilitator.store.files import bundles, copies
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.installation import user_folder
from facilitator.store.records import ballots, tables

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
POLL = Poll(
    id="p",
    position=1,
    title="Poll",
    wording="Which?",
    method=Method.CHOOSE_ONE,
    items=(Item("a", "A"), Item("b", "B")),
)


@pytest.fixture
def file(tmp_path: Path) -> SeminarFile:
    made = SeminarFile.create(tmp_path / "here" / "small.seminar")
    with made.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="t", position=1, name="Trust"))
    return made


def test_a_copy_is_whole_and_replaces_what_stood_there(file: SeminarFile, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "copy.seminar"
    target.parent.mkdir()
    target.write_text("an older copy")
    opening.save_copy(file, target)
    assert [place.name for place in target.parent.iterdir()] == ["copy.seminar"]
    copy = SeminarFile.open(target)
    with copy.read() as reader:
        assert reader.get(Theme, "t").name == "Trust"
    assert not copy.faults()
    copy.close()
    file.close()


def test_a_copy_that_cannot_be_written_leaves_the_old_one_alone(
    file: SeminarFile, tmp_path: Path
) -> None:
    blocked = tmp_path / "file-not-folder"
    blocked.write_text("kept")
    with pytest.raises(SeminarError, match="Choose another place"):
        opening.save_copy(file, blocked / "copy.seminar")
    assert blocked.read_text() == "kept"
    with pytest.raises(SeminarError, match="own file"):
        opening.save_copy(file, file.path)
    file.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_copy_never_takes_the_place_of_a_pipe_or_a_folder(
    file: SeminarFile, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe.seminar")
    for target in (tmp_path / "pipe.seminar", tmp_path / "here"):
        with pytest.raises(SeminarError, match=r"not a file\. Choose another name"):
            opening.save_copy(file, target)
        with pytest.raises(SeminarError, match=r"not a file\. Choose another name"):
            bundles.write(file, target)
    assert (tmp_path / "pipe.seminar").is_fifo()
    file.close()


def test_neither_a_copy_nor_notes_take_the_place_of_a_file_marked_read_only(
    file: SeminarFile, tmp_path: Path
) -> None:
    for name, write in (("kept.seminar", opening.save_copy), ("kept.notes", bundles.write)):
        kept = tmp_path / name
        kept.write_text("kept")
        kept.chmod(0o444)
        with pytest.raises(SeminarError, match="marked read-only"):
            write(file, kept)
        assert kept.read_text() == "kept"
    file.close()


def test_a_copy_made_during_a_sealed_vote_cannot_link_ballots_to_people(
    file: SeminarFile, tmp_path: Path
) -> None:
    opened = Round(id="r", poll_id="p", number=1, state=RoundState.OPEN, poll=POLL, opened_at=NOW)
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(opened)
        writer.note_entry(tables.round_secrets, "r", "the-secret-of-the-round")
        ballot = Ballot(round_id="r", voter_key="key-of-one-voter", marks=(("a", 1),))
        ballots.cast_all(writer, [ballots.Cast(ballot, "submission-of-one-voter")])
    opening.save_copy(file, tmp_path / "copy.seminar")
    held = (tmp_path / "copy.seminar").read_bytes()
    for link in (b"the-secret-of-the-round", b"key-of-one-voter", b"submission-of-one-voter"):
        assert link not in held
    copy = SeminarFile.open(tmp_path / "copy.seminar")
    with copy.read() as reader:
        assert [kept.marks for kept in reader.ballots("r")] == [(("a", 1),)]
    copy.close()
    file.close()


def test_a_file_on_a_stick_is_copied_here_and_its_owner_is_told(
    file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="late", position=2, name="Still in the log"))
    stick = SimpleNamespace(mountpoint=str(tmp_path / "here"), fstype="vfat", opts="rw")
    root = SimpleNamespace(mountpoint="/", fstype="ext4", opts="rw")
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: [root, stick])
    opened = opening.open_seminar(file.path, NOW)
    assert opened.file.path.parent == user_folder() / "seminars"
    assert "removable or shared disk" in opened.said
    with opened.file.read() as reader:
        assert reader.get(Theme, "late").name == "Still in the log"
    opened.file.close()
    file.close()


def test_a_file_on_this_computer_is_worked_on_where_it_lies(file: SeminarFile) -> None:
    opened = opening.open_seminar(file.path, NOW)
    assert opened.file.path == file.path
    assert opened.said == ""
    opened.file.close()
    file.close()


def test_a_file_damaged_anywhere_is_found_by_the_check(file: SeminarFile) -> None:
    with file.write(Verb.SET_UP, NOW) as writer:
        for number in range(400):
            writer.put(Theme(id=str(number), position=number, name="x" * 200))
    file.checkpoint()
    file.close()
    content = bytearray(file.path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 4096] = os.urandom(4096)
    file.path.write_bytes(content)
    damaged = SeminarFile.open(file.path)
    assert damaged.faults()
    damaged.close()


def test_a_file_on_a_stick_is_worked_on_as_a_copy_and_the_stick_stays_as_it_was(
    file: SeminarFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    opening.save_copy(file, stick / "day.seminar")
    monkeypatch.setattr(copies, "is_elsewhere", lambda path: path.parent == stick)
    before = {path: path.read_bytes() for path in stick.iterdir()}
    opened = opening.open_seminar(stick / "day.seminar", NOW)
    assert opened.file.path.parent != stick
    assert str(opened.file.path) in opened.said
    undoing.undo_labels(opened.file)
    opened.file.close()
    assert {path: path.read_bytes() for path in stick.iterdir()} == before


def test_what_is_no_seminar_is_not_copied_from_a_stick(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    foreign = tmp_path / "letter.seminar"
    foreign.write_text("Dear all")
    monkeypatch.setattr(copies, "is_elsewhere", lambda path: path == foreign)
    with pytest.raises(SeminarError, match="not a seminar file"):
        opening.open_seminar(foreign, NOW)
    assert not (user_folder() / "seminars" / "letter.seminar").exists()
