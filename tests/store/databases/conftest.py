"""A seminar that several processes have open, in a file and in a database."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from facilitator.services.files.addresses import address_of
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from facilitator.store.seminar_store import SeminarStore

Opens = Callable[[], SeminarStore]


@pytest.fixture(params=["file", "database"])
def opens(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    """Opens one seminar, empty at first, as often as one likes: each is another process's."""
    opened: list[SeminarStore] = []
    if request.param == "file":
        path = tmp_path / "day.seminar"
        SeminarFile.create(path).close()
        again: Opens = lambda: SeminarFile.open(path, device=uuid4().hex)  # noqa: E731
    else:
        socket = request.getfixturevalue("postgres")
        address = address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={socket}")
        SeminarDatabase.create(address).close()
        again = lambda: SeminarDatabase.open(address, device=uuid4().hex)  # noqa: E731

    def one() -> SeminarStore:
        opened.append(again())
        return opened[-1]

    yield one
    for each in opened:
        each.close()
