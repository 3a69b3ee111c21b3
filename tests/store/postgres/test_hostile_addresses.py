"""Addresses that nobody should type: each is opened, or told with a sentence."""

import contextlib
from uuid import uuid4

import pytest

from facilitator.domain.errors import SeminarError
from facilitator.services.files.addresses import address_of, library_of, seminars_in
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.postgres.connecting import connected

ODD = (
    *("postgresql://", "postgresql:///", "postgresql://[::1", "postgresql://[::1]:x/a/b"),
    *("postgresql://a b/c/d", "postgresql://%00/a/b", "postgresql://host.invalid/%00/b"),
    *("postgresql://127.0.0.1:0/a/b", "postgresql://127.0.0.1:65536/a/b", "x://h/a/b"),
    *("postgresql://\udcff/a/b", "postgresql://........./a/b", f"postgresql://{'a' * 300}/a/b"),
    *("postgresql://h.invalid/a/b?host=/nowhere", "postgresql://[/a/b", "postgresql://]/a/b"),
    f"postgresql://127.0.0.1:1/{'x' * 5000}/b",
)
BEHIND = (
    *("dbname=nowhere", "application_name=x", "autocommit=1", "row_factory=x", "context=1"),
    *("prepare_threshold=x", "cursor_factory=1", "conninfo=x", "client_encoding=latin1", "=x"),
    *("client_encoding=klingon", "connect_timeout=abc", "connect_timeout=-5", "keepalives=x"),
    *("port=99999999999999999999", "port=1,2,3", "replication=database", "sslmode=x", "a b=c"),
    *("hostaddr=300.1.1.1", "service=x", "require_auth=none", "load_balance_hosts=x", "user=%00"),
    *("options=%27", "options=-cnonsense%3D1", "target_session_attrs=x", "sslmode=require"),
    *("slmode=require", "options=-csearch_path%3Dpg_catalog", "user=a%27b%5C", "krbsrvname=%27"),
)


@pytest.mark.parametrize("typed", ODD)
def test_an_address_that_is_none_or_leads_nowhere_is_told(typed: str) -> None:
    with pytest.raises(SeminarError):
        SeminarDatabase.open(address_of(typed))
    with pytest.raises(SeminarError):
        list(seminars_in(library_of(typed.removesuffix("/b"))))


def test_whatever_stands_behind_the_question_mark_opens_or_is_told(postgres: str) -> None:
    where = f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}"
    SeminarDatabase.create(address_of(where)).close()
    for each in BEHIND:
        with contextlib.suppress(SeminarError):
            SeminarDatabase.open(address_of(f"{where}&{each}")).close()


def test_what_the_program_relies_on_an_address_cannot_change(postgres: str) -> None:
    name = f"t{uuid4().hex}"
    behind = "client_encoding=latin1&application_name=x&dbname=template1&options=-clc_time%3DC"
    typed = f"postgresql://postgres@/postgres/{name}?host={postgres}&{behind}"
    with connected(address_of(typed)) as raw:
        asked = "SELECT current_database(), current_setting('client_encoding'), %s"
        found = raw.execute(asked, ("Ŵ",)).fetchone()
        assert found == ("postgres", "UTF8", "Ŵ")
        assert raw.execute("SELECT current_setting('lc_time')").fetchone() == ("C",)
    raw.close()
