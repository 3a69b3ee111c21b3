"""Files of version 2 from before votes of several rooms are opened as any older file is."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.domain.synthesis.themes import Theme
from facilitator.services.files import checking, opening, restoring
from facilitator.services.merging import merging
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite.connecting import connect
from facilitator.store.sqlite.passphrases import NONE
from tests.auditing import faults
from tests.store.files.elsewhere import write

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def early(seminar_file: SeminarFile, tmp_path: Path) -> Path:
    """A copy of a seminar as the program left it then, with something that was said in it."""
    path = tmp_path / "early.seminar"
    opening.save_copy(seminar_file, path)
    file = SeminarFile.open(path)
    write(file, "said before")
    file.close()
    made_early(path)
    return path


def made_early(path: Path) -> None:
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("DROP TABLE voter_rooms")
        raw.execute("DELETE FROM meta WHERE name = 'sums'")
        raw.commit()


def holds(path: Path, words: str) -> bool:
    file = SeminarFile.open(path)
    try:
        with file.read() as reader:
            return reader.find(Theme, words) is not None
    finally:
        file.close()


def is_sound(path: Path) -> bool:
    with checking.checked(path) as (report, _):
        return not report.faults


def test_it_is_sound_and_brought_up_to_date_after_a_backup(early: Path) -> None:
    assert is_sound(early)
    opened = opening.open_seminar(early, NOW)
    assert "a backup of it was kept" in str(opened.said)
    assert faults(opened.file) == ()
    (backup,) = restoring.restorable(opened.file)
    opened.file.close()
    assert holds(early, "said before")
    assert holds(restoring.restore(backup.path, NOW), "said before")


def test_it_is_merged(early: Path, seminar_file: SeminarFile) -> None:
    report = merging.merge(seminar_file, [early], now=NOW)
    assert not report.refused
    with seminar_file.read() as reader:
        assert reader.find(Theme, "said before") is not None


def test_a_table_that_was_taken_out_later_is_told(seminar_file: SeminarFile) -> None:
    path = seminar_file.path
    seminar_file.close()
    opening.open_seminar(path, NOW).file.close()
    with contextlib.closing(connect(path, NONE)) as raw:
        raw.execute("DROP TABLE voter_rooms")
        raw.commit()
    assert not is_sound(path)
    with pytest.raises(SeminarError, match="voter_rooms"):
        opening.open_seminar(path, NOW)
