"""On a busy computer whoever opens a file is held up in the midst of it, and others wait."""

from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.store.files.file import SeminarFile
from facilitator.store.sqlite import holding, standing
from facilitator.store.sqlite.holding import Hold


class Clock:
    """A clock that stands still unless somebody waits; `happens` is done once that was so long."""

    def __init__(self, seconds: float, happens: Callable[[], object]) -> None:
        self.now = 0.0
        self._due = seconds
        self._happens = happens

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        before, self.now = self.now, self.now + seconds
        if before < self._due <= self.now:
            self._happens()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = SeminarFile.create(tmp_path / "day.seminar")
    made.close()
    return made.path


def held(folder: Path, path: Path) -> Hold:
    hold = Hold.take(folder, path)
    assert hold is not None
    return hold


def test_a_file_that_somebody_takes_seconds_to_open_is_opened_after_them(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = held(tmp_path, path)
    monkeypatch.setattr(holding, "time", Clock(8.0, first.opened))
    second = held(tmp_path, path)
    assert second.opened()
    second.release()
    first.release()


def test_who_was_held_up_while_they_looked_looks_again_before_they_give_up(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.seminar"
    other.hardlink_to(path)
    first = held(tmp_path, other)
    assert first.opened()
    clock, take = Clock(60.001, first.release), Hold.take

    def take_long(folder: Path | None, path: Path) -> Hold | None:
        clock.now += 0 if clock.now else 60
        return take(folder, path)

    monkeypatch.setattr(standing, "time", clock)
    monkeypatch.setattr(Hold, "take", take_long)
    standing.wait_for_one_name(path, tmp_path)
