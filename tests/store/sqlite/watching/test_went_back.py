"""A file that is an earlier state of itself, put back by a file manager or left by a disk that lost
the end of its log: it says so, and whoever had sent it more counts anew.
"""

import shutil
import struct
from pathlib import Path

import pytest

from facilitator.services.files import checking, opening
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from facilitator.store.records.facts import EPOCH
from facilitator.store.sqlite.log_marks import log_of
from tests.store.files.elsewhere import NOW, write
from tests.store.files.test_logs import themes

SAYS = "is an earlier state"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    made = preparing.new_seminar(tmp_path / "day.seminar", now=NOW)
    write(made, "at first")
    made.close()
    return made.path


def epoch(path: Path) -> str:
    file = SeminarFile.open(path)
    with file.read() as reader:
        found = reader.fact(EPOCH)
    file.close()
    return found


def test_a_copy_that_was_put_back_over_a_closed_file_says_so_once_and_begins_a_new_life(
    path: Path, tmp_path: Path
) -> None:
    copy, before = tmp_path / "by a file manager", epoch(path)
    shutil.copyfile(path, copy)
    file = SeminarFile.open(path)
    write(file, "after it")
    file.close()
    assert opening.open_seminar(path, NOW).said == ""
    path.unlink()
    copy.rename(path)
    content = path.read_bytes()
    with checking.checked(path) as (report, _):
        assert SAYS in " ".join(map(str, report.to_do))
        assert report.faults == ()
    assert path.read_bytes() == content
    opened = opening.open_seminar(path, NOW)
    opened.file.close()
    assert SAYS in str(opened.said), "who looked has not opened it"
    assert epoch(path) != before


def test_a_copy_that_was_put_back_and_says_so_is_worked_in_as_any_other(
    path: Path, tmp_path: Path
) -> None:
    copy, before = tmp_path / "by a file manager", epoch(path)
    shutil.copyfile(path, copy)
    file = SeminarFile.open(path)
    for number in range(3):
        write(file, f"after it {number}")
    file.close()
    shutil.copyfile(copy, path)
    opened = opening.open_seminar(path, NOW)
    assert f"{SAYS} of this seminar than was here last" in str(opened.said)
    assert "not any more: 3; ballots: 0" in str(opened.said)
    write(opened.file, "in the new one")
    opened.file.close()
    again = opening.open_seminar(path, NOW)
    assert again.said == ""
    with again.file.read() as reader:
        assert reader.fact(EPOCH) != before
    again.file.close()


def test_a_file_that_went_on_elsewhere_and_one_that_was_renamed_are_no_earlier_states(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = epoch(path)
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "another computer"))
    file = SeminarFile.open(path)
    for number in range(5):
        write(file, f"elsewhere {number}")
    file.close()
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    path = path.rename(tmp_path / "renamed.seminar")
    opened = opening.open_seminar(path, NOW)
    assert opened.said == ""
    opened.file.close()
    assert epoch(path) == epoch(path) != before, "nobody here knows what it had come to there"


def test_an_earlier_state_that_is_opened_on_another_computer_begins_another_life(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, copy = epoch(path), tmp_path / "on a stick.seminar"
    shutil.copyfile(path, copy)
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "another computer"))
    assert epoch(copy) == epoch(copy) != before


def last_ends(log: Path) -> list[int]:
    """Where the transactions of a log end (sqlite.org/fileformat2.html#walformat)."""
    content = log.read_bytes()
    page = struct.unpack_from(">I", content, 8)[0]
    frames = range(32, len(content) - page - 23, page + 24)
    return [at + page + 24 for at in frames if struct.unpack_from(">I", content, at + 4)[0]]


@pytest.mark.parametrize("lost", [1, 4])
def test_a_log_that_lost_whole_transactions_at_its_end_is_told_of(
    path: Path, tmp_path: Path, lost: int
) -> None:
    file, killed = SeminarFile.open(path), tmp_path / "killed.seminar"
    for number in range(8):
        write(file, f"said {number}")
    shutil.copyfile(path, killed)
    shutil.copyfile(log_of(path), log_of(killed))
    file.close()
    log = log_of(killed)
    log.write_bytes(log.read_bytes()[: last_ends(log)[-1 - lost]])
    opened = opening.open_seminar(killed, NOW)
    assert len({each for each in themes(opened.file) if "said" in each}) == 8 - lost
    assert SAYS in str(opened.said)
    assert f"not any more: {lost};" in str(opened.said)
    opened.file.close()


@pytest.fixture
def killed(path: Path, tmp_path: Path) -> Path:
    """What the disk holds of a file that is being written, as a kill leaves it."""
    file, there = SeminarFile.open(path), tmp_path / "killed.seminar"
    write(file, "in the log alone")
    shutil.copyfile(path, there)
    shutil.copyfile(log_of(path), log_of(there))
    file.close()
    return there


def test_a_file_that_was_renamed_after_a_kill_gets_its_own_log_again(
    killed: Path, tmp_path: Path
) -> None:
    renamed = killed.rename(tmp_path / "renamed.seminar")
    opened = opening.open_seminar(renamed, NOW)
    assert "has another name than when it was last written" in str(opened.said)
    assert "in the log alone" in themes(opened.file)
    assert not log_of(killed).exists()
    opened.file.close()


def test_a_log_of_another_file_is_not_taken_for_that(killed: Path, tmp_path: Path) -> None:
    other = preparing.new_seminar(tmp_path / "other.seminar", now=NOW)
    write(other, "of another")
    shutil.copyfile(log_of(other.path), log_of(killed))
    other.close()
    strange = log_of(killed).read_bytes()
    renamed = killed.rename(tmp_path / "renamed.seminar")
    opened = opening.open_seminar(renamed, NOW)
    assert "was copied while it was in use" in str(opened.said)
    assert log_of(killed).read_bytes() == strange
    opened.file.close()


@pytest.mark.parametrize("how", ["half", "damaged"])
def test_what_its_log_lacks_is_counted_anew_also_where_nobody_noted_how_far_it_had_come(
    killed: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    before = epoch(killed.with_name("day.seminar"))
    monkeypatch.setattr("facilitator.store.files.file.folder_of_lives", lambda: None)
    if how == "half":
        log_of(killed).unlink()
    else:
        content = log_of(killed).read_bytes()
        log_of(killed).write_bytes(bytes(4096) + content[4096:])
    assert epoch(killed) not in ("", before)
