"""A served room: one for each test, or one for a file of tests that leave it as it is. It is in a
file, and with ENGINE=postgres in a database.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.room.serving import ServedRoom, served

ON_POSTGRES = os.environ.get("ENGINE") == "postgres"


def pytest_runtest_setup(item: pytest.Item) -> None:
    if ON_POSTGRES and item.get_closest_marker("of_files"):
        pytest.skip("of seminars in files alone")


@pytest.fixture(scope="session")
def database_server(request: pytest.FixtureRequest) -> str:
    """The folder of a database server's socket, "" where rooms are served from files."""
    return str(request.getfixturevalue("postgres")) if ON_POSTGRES else ""


@pytest.fixture
def room(_october_file: Path, tmp_path: Path, database_server: str) -> Iterator[ServedRoom]:
    """The October seminar, served to this test alone."""
    with served(_october_file, tmp_path, database_server) as room:
        yield room


@pytest.fixture(scope="module")
def shared_room(
    _october_file: Path, tmp_path_factory: pytest.TempPathFactory, database_server: str
) -> Iterator[ServedRoom]:
    """The October seminar, served to the tests of one file that do not disturb each other."""
    with served(_october_file, tmp_path_factory.mktemp("room"), database_server) as room:
        yield room
