"""News of a seminar in a database: heard without waiting, whatever happened before."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from facilitator.services.files.addresses import address_of
from facilitator.services.files.watching import Watcher, watcher_of
from facilitator.services.notes import noting
from facilitator.store.databases.seminar_database import SeminarDatabase
from tests.store.files.test_logs import soon

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


def test_news_is_heard_after_a_look_that_failed(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}")
    store = SeminarDatabase.create(address)
    looks, failed = Watcher.poll, list[bool]()

    def fails_once(watcher: Watcher, most: int | None = None) -> object:
        if not failed:
            failed.append(True)
            raise ValueError("what nobody has thought of")
        return looks(watcher, most)

    monkeypatch.setattr(Watcher, "poll", fails_once)
    watcher = watcher_of(store)
    assert soon(lambda: bool(failed))
    noted = noting.add_note(store, "b", "After that", now=NOW)
    heard: set[str] = set()

    def is_heard() -> bool:
        heard.update(change.id for change in watcher.poll())
        return noted.id in heard and not watcher.is_away

    assert soon(is_heard)
    watcher.close()
    store.close()
