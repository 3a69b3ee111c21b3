"""Errors of the database, each made with a real file, are told as what they are."""

import contextlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.passphrases import NONE
from facilitator.store.sqlite.troubles import TROUBLE, Trouble, told, trouble_of, why_unwritten
from tests.auditing import faults

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = SeminarFile.create(tmp_path / "small.seminar")
    with file.write(Verb.ADD, NOW) as writer:
        writer.put_all([note(n) for n in range(200)])
    file.checkpoint()
    file.close()
    return file.path


def note(number: int) -> Note:
    return Note(id=f"n{number}", breakout_id="b", words="words " * 50, recorded_at=NOW)


def test_a_full_disk_is_full_and_what_was_there_stays(path: Path) -> None:
    file = SeminarFile.open(path)
    with file.database.driving() as raw:  # the one connection that this thread has
        raw.execute("PRAGMA max_page_count = 1").fetchall()
    with pytest.raises(SeminarError, match="The disk is full"), file.write(Verb.ADD, NOW) as writer:
        writer.put_all([note(n) for n in range(1000, 2000)])
    with file.read() as reader:
        assert reader.count(Note) == 200
    file.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes; where nobody may make one there is nothing to try."""
    made = tmp_path / "disk"
    made.mkdir()
    mount = shutil.which("mount")
    how = [mount or "", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(made)]
    if sys.platform != "linux" or not mount or subprocess.run(how, check=False).returncode:
        pytest.skip("no disk can be made here")
    yield made
    subprocess.run(["umount", str(made)], check=False)


def test_a_file_on_a_really_full_disk_says_so_when_it_is_opened(small_disk: Path) -> None:
    """SQLite has no room for the index beside the log, and calls that a fault of the disk."""
    path = small_disk / "day.seminar"
    SeminarFile.create(path).close()
    with (small_disk / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while filler.write(bytes(4096)):
            pass
    with pytest.raises(SeminarError, match="The disk is full"):
        SeminarFile.open(path).close()
    (small_disk / "filler").unlink()
    SeminarFile.open(path).close()


def test_a_fault_of_a_disk_that_has_room_is_a_fault(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SeminarError, match="does not answer"), told(path):
        raise sqlcipher.OperationalError("disk I/O error")
    full = SimpleNamespace(total=1, used=1, free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(SeminarError, match="The disk is full"), told(path):
        raise sqlcipher.OperationalError("disk I/O error")


def test_a_flipped_page_is_damage(path: Path) -> None:
    sound = path.read_bytes()
    path.write_bytes(_flipped(sound, 8192))
    with pytest.raises(SeminarError, match="is damaged"):
        SeminarFile.open(path)
    path.write_bytes(_flipped(sound, len(sound) // 2))
    file = SeminarFile.open(path)
    with pytest.raises(SeminarError, match="is damaged"), file.read() as reader:
        reader.every(Note)
    assert faults(file)
    file.close()


def _flipped(content: bytes, start: int) -> bytes:
    return content[:start] + bytes(byte ^ 0xFF for byte in content[start:])


def test_a_text_that_is_none_is_damage(path: Path) -> None:
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("UPDATE notes SET words = CAST(x'80ff' AS TEXT) WHERE id = 'n7'")
    file = SeminarFile.open(path)
    with pytest.raises(SeminarError, match="is damaged"), file.read() as reader:
        reader.every(Note)
    file.close()


def test_a_file_that_somebody_else_writes_is_busy(path: Path) -> None:
    file, other = SeminarFile.open(path), connect(path, NONE)
    with file.database.driving() as raw:
        raw.execute("PRAGMA busy_timeout = 10").fetchall()
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(SeminarError, match="is busy"), file.write(Verb.ADD, NOW) as writer:
        writer.put(note(1000))
    other.close()
    file.close()


def test_a_file_that_others_come_to_first_a_hundred_times_is_busy(path: Path) -> None:
    """SQLite gives up then, under a code of its own."""
    with pytest.raises(SeminarError, match="is busy"), told(path):
        raise sqlcipher.OperationalError("locking protocol")


def test_what_may_only_be_read_is_read_only(path: Path) -> None:
    raw = connect(path, NONE, is_read_only=True)
    with pytest.raises(TROUBLE) as caught:
        raw.execute("DELETE FROM notes")
    assert trouble_of(caught.value) is Trouble.READ_ONLY
    raw.close()


def test_a_place_where_nothing_can_be_opened_is_denied(tmp_path: Path) -> None:
    with pytest.raises(TROUBLE) as caught:
        connect(tmp_path / "no folder" / "x.seminar", NONE)
    assert trouble_of(caught.value) is Trouble.DENIED


def test_what_is_no_database_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "list.seminar").write_text("A shopping list. " * 100)
    with pytest.raises(TROUBLE) as caught:
        connect(tmp_path / "list.seminar", NONE).execute("SELECT * FROM meta")
    assert trouble_of(caught.value) is Trouble.UNREADABLE


def test_a_fault_of_this_program_is_told_as_no_trouble_of_the_disk(path: Path) -> None:
    raw = connect(path, NONE)
    with pytest.raises(TROUBLE) as caught:
        raw.execute("SELECT 'disk is full, locked, malformed, readonly' FROM nothing")
    assert trouble_of(caught.value) is None
    raw.close()


def test_whatever_is_told_of_a_disk_without_room_it_is_told_as_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite tells a file that it could not even begin there as one that cannot be read."""
    unread = sqlcipher.OperationalError("file is not a database")
    path = tmp_path / "made.standby"
    assert str(why_unwritten(unread, path)) == "what is in it cannot be read"
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    assert str(why_unwritten(unread, path)) == "the disk is full"
