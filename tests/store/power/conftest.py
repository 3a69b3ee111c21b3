"""Where scenes are played on a disk that is watched."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.power.staged import Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    if sys.platform != "linux":
        pytest.skip("The shim is for Linux.")
    stage = Stage(tmp_path_factory.mktemp("shim") / "shim.so")
    yield stage
    stage.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it happens, with the settings of whoever works there."""
    place = tmp_path / "place"
    monkeypatch.setenv("FACILITATOR_HOME", str(place / "home"))
    return place
