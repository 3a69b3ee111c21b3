"""A served room: one for each test, or one for a file of tests that leave it as it is."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.room.serving import ServedRoom


@pytest.fixture
def room(_october_file: Path, tmp_path: Path) -> Iterator[ServedRoom]:
    """The October seminar, served to this test alone."""
    yield from _served(_october_file, tmp_path)


@pytest.fixture(scope="module")
def shared_room(
    _october_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedRoom]:
    """The October seminar, served to the tests of one file that do not disturb each other."""
    yield from _served(_october_file, tmp_path_factory.mktemp("room"))


def _served(original: Path, folder: Path) -> Iterator[ServedRoom]:
    path = folder / "served.seminar"
    shutil.copyfile(original, path)
    room = ServedRoom(path)
    try:
        room.start()
        yield room
    finally:
        room.close()
