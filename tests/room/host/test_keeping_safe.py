"""A room that is served by itself keeps backups of its seminar."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from facilitator.services.files import opening
from facilitator.store.files import backups
from tests.patience import PATIENCE
from tests.room.serving import ServedRoom, now, served

pytestmark = pytest.mark.of_files


@pytest.fixture
def alone(
    _october_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ServedRoom]:
    monkeypatch.setenv("FACILITATOR_HOME", str(tmp_path / "home"))
    (tmp_path / "room").mkdir()
    with served(_october_file, tmp_path / "room") as room:
        yield room


def test_a_served_room_backs_its_seminar_up_by_itself(alone: ServedRoom) -> None:
    folder = backups.folder_of(alone.file)
    tries = (threading.Event().wait(0.1) for _ in range(10 * PATIENCE))
    found = next((kept for _ in tries if (kept := backups.in_folder(folder))), ())
    assert found, alone.log
    assert opening.last_backup(alone.file, now()) == found[-1].made
