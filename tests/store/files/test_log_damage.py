"""A log that was damaged on the disk, of a program that was killed: nothing is lost in silence."""

import os
import random
import shutil
from pathlib import Path

import pytest

from facilitator.services.files import checking, opening
from facilitator.services.merging import merging
from facilitator.services.seminar import preparing
from facilitator.store.files.file import SeminarFile
from facilitator.store.files.log_damage import damage_of
from facilitator.store.records.facts import EPOCH
from facilitator.store.sqlite.log_marks import log_of
from tests.auditing import faults
from tests.store.files.elsewhere import NOW, write
from tests.store.files.test_logs import themes

WRITES = 30
SAYS, SAYS_OF_THE_LAST = "is damaged", "was not finished"


@pytest.fixture
def killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the disk holds of a file that is being written, as a kill leaves it."""
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    path = tmp_path / "here" / "day.seminar"
    preparing.new_seminar(path, now=NOW).close()
    file = SeminarFile.open(path)
    for number in range(WRITES):
        write(file, f"said {number}")
    there = tmp_path / "killed" / path.name
    there.parent.mkdir()
    shutil.copyfile(path, there)
    shutil.copyfile(log_of(path), log_of(there))
    file.close()
    return there


def flip(log: Path, at: int, bit: int = 0) -> None:
    content = bytearray(log.read_bytes())
    content[at] ^= 1 << bit
    log.write_bytes(content)


def test_a_log_whose_beginning_is_gone_is_told_of(killed: Path) -> None:
    log = log_of(killed)
    log.write_bytes(bytes(4096) + log.read_bytes()[4096:])
    missing, said = lacking(killed)
    assert missing
    assert SAYS in said


def lacking(path: Path) -> tuple[int, str]:
    """How many of the words are not there when it is opened, and what is said of it."""
    opened = opening.open_seminar(path, NOW)
    there = themes(opened.file)
    assert not faults(opened.file)
    opened.file.close()
    return sum(f"said {number}" not in there for number in range(WRITES)), str(opened.said)


def test_a_sound_log_says_nothing_and_a_file_has_every_word(killed: Path) -> None:
    assert damage_of(log_of(killed)) is None
    assert lacking(killed) == (0, "")


@pytest.mark.parametrize("seed", range(5))
def test_wherever_a_log_is_damaged_what_is_missing_is_told(killed: Path, seed: int) -> None:
    draw = random.Random(seed)
    log = log_of(killed)
    flip(log, draw.randrange(log.stat().st_size), draw.randrange(8))
    is_known = damage_of(log) is not None
    missing, said = lacking(killed)
    assert is_known == (SAYS in said or SAYS_OF_THE_LAST in said)
    assert is_known or not missing


@pytest.mark.parametrize("left", [20, 32, 50, 32 + 4120, -1, -4120, -9000])
def test_a_log_that_was_copied_in_half_is_told_of_also_on_another_computer(
    killed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "another"))
    log = log_of(killed)
    os.truncate(log, left % log.stat().st_size)
    with checking.checked(killed) as (report, _):
        assert "copied while it was in use" in " ".join(map(str, report.faults)) or (
            SAYS_OF_THE_LAST in " ".join(map(str, report.to_do))
        )
    missing, said = lacking(killed)
    assert missing
    assert "copied while it was in use" in said or SAYS_OF_THE_LAST in said
    assert lacking(killed)[1] == "", "told once"


@pytest.mark.parametrize("at", [9, 32 + 100])
def test_a_log_damaged_at_its_beginning_is_kept_and_told_of_by_all_who_read_the_file(
    killed: Path, at: int
) -> None:
    log = log_of(killed)
    flip(log, at)
    bytes_of_it = log.read_bytes()
    with checking.checked(killed) as (report, _):
        assert SAYS in " ".join(map(str, report.faults))
    same = SeminarFile.open(killed.parents[1] / "here" / killed.name)
    assert SAYS in str(merging.preview(same, killed).refused[0].why)
    with same.read() as reader:
        epoch = reader.fact(EPOCH)
    same.close()
    missing, said = lacking(killed)
    assert missing
    assert SAYS in said
    kept = log.with_name(f"{log.name}.set-aside")
    assert kept.read_bytes() == bytes_of_it
    with SeminarFile.open(killed).read() as reader:
        assert reader.fact(EPOCH) not in ("", epoch), "browsers and laptops count anew"
    assert lacking(killed)[1] == "", "told once"


def test_a_damaged_log_of_a_file_that_is_in_use_is_nobodys_to_judge(
    killed: Path, tmp_path: Path
) -> None:
    path = tmp_path / "here" / "day.seminar"
    file = SeminarFile.open(path)
    write(file, "more")
    assert opening.open_seminar(path, NOW).said == ""
    file.close()
