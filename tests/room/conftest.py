"""A served room: one for each test, or one for a file of tests that leave it as it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.room.serving import ServedRoom, served


@pytest.fixture
def room(_october_file: Path, tmp_path: Path) -> Iterator[ServedRoom]:
    """The October seminar, served to this test alone."""
    with served(_october_file, tmp_path) as room:
        yield room


@pytest.fixture(scope="module")
def shared_room(
    _october_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServedRoom]:
    """The October seminar, served to the tests of one file that do not disturb each other."""
    with served(_october_file, tmp_path_factory.mktemp("room")) as room:
        yield room
