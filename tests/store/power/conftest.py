"""Where scenes are played on a disk that is watched."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.power.staged import Stage, make_shim


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What watches a process that is started with it in LD_PRELOAD."""
    if sys.platform != "linux":
        pytest.skip("The shim is for Linux.")
    made = tmp_path_factory.mktemp("shim") / "shim.so"
    make_shim(made)
    return made


@pytest.fixture(scope="module")
def stage(shim: Path) -> Iterator[Stage]:
    stage = Stage(shim)
    yield stage
    stage.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it happens, with the settings of whoever works there."""
    place = tmp_path / "place"
    monkeypatch.setenv("FACILITATOR_HOME", str(place / "home"))
    return place
