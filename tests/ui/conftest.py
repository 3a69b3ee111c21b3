"""The window as people have it before them, for whichever test works in it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from facilitator.store.files.file import SeminarFile
from tests.room.ports import kept_port
from tests.ui.open_window import window_at
from tests.ui.run_day import make_small
from ui import ask
from ui.press import spooler
from ui.window.commands import Commands

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def _no_printer() -> Iterator[None]:
    """No test prints on what this computer knows of."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spooler, "of_this_computer", lambda: None)
        yield


@pytest.fixture
def commands(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Commands]:
    """The window, open on its home screen, with work done at once.

    Whoever works in it says yes when asked: a running day does not hold up the end of a test.
    """
    monkeypatch.setattr(ask, "confirm", lambda *_: True)
    with window_at(qtbot, tmp_path, NOW) as made:
        yield made


@pytest.fixture
def port() -> Iterator[int]:
    """A port for this test's room, with free ones behind it most likely."""
    with kept_port() as port:
        yield port


@pytest.fixture(scope="session")
def _small_file(_october_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The October seminar made small, once; tests work on copies."""
    path = tmp_path_factory.mktemp("small") / "october.seminar"
    shutil.copyfile(_october_file, path)
    file = SeminarFile.open(path)
    make_small(file)
    file.checkpoint()
    file.close()
    return path


@pytest.fixture
def small_file(_small_file: Path, tmp_path: Path) -> Iterator[SeminarFile]:
    """Three segments, two questions, two polls, open: what Run and the tablet are tested on."""
    path = tmp_path / "october.seminar"
    shutil.copyfile(_small_file, path)
    file = SeminarFile.open(path)
    yield file
    file.close()
