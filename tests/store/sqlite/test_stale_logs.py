"""A file that is renamed, written elsewhere and renamed back finds no log of before beside it."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.synthesis.themes import Theme
from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite import holding
from facilitator.store.sqlite.holding import Hold
from facilitator.store.sqlite.log_marks import log_of
from facilitator.whole_file import ASIDE
from tests.auditing import faults
from tests.store.files.elsewhere import NOW, Elsewhere, write


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SeminarFile]:
    SeminarFile.create(tmp_path / "day.seminar").close()
    made = SeminarFile.open(tmp_path / "day.seminar")
    yield made
    made.close()


@pytest.fixture
def other(home: None) -> Iterator[Elsewhere]:
    made = Elsewhere()
    yield made
    made.end()


def let_go(file: SeminarFile) -> None:
    ear = file.database.ear(leads=True)
    file.database.look_after(ear)
    file.database.look_after(ear)
    ear.close()


def test_a_log_that_lies_there_from_before_is_not_taken_for_the_files(
    file: SeminarFile, other: Elsewhere
) -> None:
    path, away = file.path, file.path.with_name("renamed.seminar")
    write(file, "before")
    stale = log_of(path).read_bytes()
    path.rename(away)
    let_go(file)
    assert other.tell(f"open {away}") == "done"
    for number in range(40):
        assert other.tell(f"write renamed {number}") == "done"
    assert other.tell("close") == "done"
    log_of(path).write_bytes(stale)
    away.rename(path)
    with file.write(Verb.SET_UP, NOW) as writer:
        writer.put(Theme(id="after", position=1, name="after"))
    with file.read() as reader:
        found = {each.id for each in reader.every(Theme)}
    assert found == {"before", "after", *(f"renamed {number}" for number in range(40))}
    assert not faults(file)
    assert log_of(path).with_name(f"{log_of(path).name}{ASIDE}").read_bytes() == stale


def test_who_asks_by_another_name_does_not_keep_the_log_of_before_there(
    file: SeminarFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, away = file.path, file.path.with_name("renamed.seminar")
    write(file, "before")
    path.rename(away)
    handle = os.open(next(path.with_name("home").rglob("*-*")), os.O_RDWR)
    assert holding._locks(handle, alone=False)
    is_alone, tried = Hold.is_alone, list[threading.Timer]()

    def asked(hold: Hold, seconds: float = 0.0) -> bool:
        tried.append(threading.Timer(0.1, os.close, [handle]))
        tried[-1].start()
        return is_alone(hold, seconds)

    monkeypatch.setattr(Hold, "is_alone", asked)
    let_go(file)
    assert tried
    assert not log_of(path).exists()
