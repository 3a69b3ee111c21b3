"""Another passphrase: for a file and its backups, whole, or all as it was; no old words stay."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import PassphraseError, SeminarError
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import checking, opening, protecting
from facilitator.store.files.file import SeminarFile
from facilitator.store.protecting.rekeying import rekey
from facilitator.store.sqlite.passphrases import Passphrase, is_protected

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
WORDS = "Savings are hard to show in this room"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seminar with words in it, and a backup of them, that anybody can read."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    file = SeminarFile.create(tmp_path / "day.seminar")
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="t", position=1, name=WORDS))
    opening.back_up(file, NOW)
    file.close()
    return file.path


def holding_words(folder: Path) -> list[str]:
    """Every file in which the words can be read, whatever it is called."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sorted(path.name for path in files if WORDS.encode() in path.read_bytes())


def opens_with(path: Path, words: str) -> bool:
    file = SeminarFile.open(path, passphrase=words)
    with file.read() as reader:
        is_there = [theme.name for theme in reader.every(Theme)] == [WORDS]
    assert not checking.check(file).faults
    file.close()
    return is_there


def test_what_was_plain_is_protected_with_its_backups_then_changed_then_plain_again(
    path: Path, tmp_path: Path
) -> None:
    assert len(holding_words(tmp_path)) == 2
    done = protecting.protect(path, "", "one")
    assert (done.is_protected, done.backups, done.left) == (True, 1, ())
    assert holding_words(tmp_path) == []
    assert opens_with(path, "one")
    protecting.protect(path, "one", "two")
    assert opens_with(path, "two")
    with pytest.raises(PassphraseError, match="This is not the passphrase"):
        SeminarFile.open(path, passphrase="one")
    assert holding_words(tmp_path) == []
    protecting.protect(path, "two", "")
    assert opens_with(path, "")
    assert len(holding_words(tmp_path)) == 2


def test_what_the_disk_held_of_the_old_file_is_written_over(path: Path, tmp_path: Path) -> None:
    """Another name of the same file shows what is left of it on the disk."""
    os.link(path, tmp_path / "left on the disk")
    protecting.protect(path, "", "one")
    assert set((tmp_path / "left on the disk").read_bytes()) == {0}


def test_a_wrong_passphrase_and_an_open_file_leave_everything_as_it_was(
    path: Path, tmp_path: Path
) -> None:
    file = SeminarFile.open(path)
    with file.read(), pytest.raises(SeminarError, match="is open in another window or program"):
        protecting.protect(path, "", "one")
    file.close()
    assert not is_protected(path)
    protecting.protect(path, "", "one")
    before = path.read_bytes()
    with pytest.raises(PassphraseError):
        protecting.protect(path, "wrong", "two")
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_backup_that_is_under_another_passphrase_is_named_and_stays(path: Path) -> None:
    protecting.protect(path, "", "one")
    file = SeminarFile.open(path, passphrase="one")
    backup = opening.back_up(file, NOW.replace(hour=12))
    file.close()
    rekey(backup, Passphrase("one"), Passphrase("other"))
    done = protecting.protect(path, "one", "two")
    assert done.left == (backup.name,)
    assert backup.name in str(protecting.told(done))
