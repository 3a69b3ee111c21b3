"""A database that goes away: said, nothing half made, and gone on with when it is back."""

import contextlib
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.notes.notes import Note
from facilitator.services.files import addresses
from facilitator.services.files.addresses import Address, address_of
from facilitator.services.notes import noting
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.postgres.address import library_of
from facilitator.store.records.writer import Writer
from tests.store.files.test_logs import soon

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def address(postgres: str) -> Address:
    return address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}")


def cut_off(address: Address) -> None:
    """End every connection to the seminar, as a network or an administrator does."""
    with contextlib.closing(psycopg.connect(**address.parameters(), autocommit=True)) as raw:
        raw.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = %s AND pid <> pg_backend_pid()",
            (address.channel,),
        )


def _take_out_and_be_cut_off(store: SeminarDatabase) -> None:
    with store.write(Verb.CHANGE, NOW) as writer:
        writer.remove(writer.every(Note)[0])
        cut_off(store.address)


def test_an_act_that_is_cut_off_leaves_nothing_and_the_next_is_whole(address: Address) -> None:
    store = SeminarDatabase.create(address)
    noting.add_note(store, "b", "Before", now=NOW)
    with pytest.raises(StorageError, match="does not answer"):
        _take_out_and_be_cut_off(store)
    with store.read() as reader:
        assert [each.words for each in reader.every(Note)] == ["Before"]
    noting.add_note(store, "b", "After", now=NOW)
    with store.read() as reader:
        assert {each.words for each in reader.every(Note)} == {"Before", "After"}
    store.close()


def test_of_a_seminar_whose_making_is_cut_off_nothing_is_left(address: Address) -> None:
    """The connection goes, or the program, while what a seminar begins with is written."""

    def cut(_writer: Writer) -> None:
        cut_off(address)

    def kill(_writer: Writer) -> None:
        raise KeyboardInterrupt

    for ends, raised in ((cut, StorageError), (kill, KeyboardInterrupt)):
        with pytest.raises(raised):
            SeminarDatabase.create(address, first=ends)
        with pytest.raises(SeminarError, match="There is no seminar"):
            SeminarDatabase.open(address)
    SeminarDatabase.create(address).close()


def test_what_was_written_while_nobody_could_listen_is_heard(address: Address) -> None:
    store, other = SeminarDatabase.create(address), SeminarDatabase.open(address)
    tail = store.tail()
    cut_off(address)
    noted = noting.add_note(other, "b", "Meanwhile", now=NOW)
    heard: set[str] = set()

    def is_heard() -> bool:
        heard.update(change.id for change in tail.poll())
        return noted.id in heard

    assert soon(is_heard)
    tail.close()
    store.close()
    other.close()


def test_of_several_hosts_the_one_that_answers_is_asked(
    address: Address, postgres: str, tmp_path: Path
) -> None:
    """As libpq has it: where the first has failed, another takes its place at the same address."""
    store = SeminarDatabase.create(address)
    several = f"{tmp_path},{postgres}&target_session_attrs=read-write"
    both = address_of(f"postgresql://postgres@/postgres/{address.schema}?host={several}")
    other = SeminarDatabase.open(both)
    noting.add_note(other, "b", "At the second", now=NOW)
    cut_off(address)
    noting.add_note(other, "b", "After the first was gone", now=NOW)
    with store.read() as reader:
        assert len(reader.every(Note)) == 2
    store.close()
    other.close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("postgresql://127.0.0.1:1/day/one", "does not answer"),
        ("postgresql://host/day", "is not the address of a seminar"),
        ("postgresql://host/day/one/two", "is not the address of a seminar"),
        ("postgresql://host:port/day/one", "is not the address of a seminar"),
        ("postgresql://host/day/Mixed", "cannot be called"),
        ('postgresql://host/day/a";drop', "cannot be called"),
        ("postgresql://host/day/pg_mine", "cannot be called"),
        ("postgresql://host/day/public", "cannot be called"),
    ],
)
def test_an_address_that_leads_nowhere_is_said(typed: str, said: str) -> None:
    with pytest.raises(SeminarError, match=said):
        SeminarDatabase.open(address_of(typed)).close()


def test_an_address_says_how_long_is_waited(postgres: str) -> None:
    typed = f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}&connect_timeout=7"
    SeminarDatabase.create(address_of(f"{typed}&tcp_user_timeout=3000")).close()
    assert list(addresses.seminars_in(address_of(typed)))


@pytest.mark.parametrize(
    "typed",
    [
        "postgresql://ann:hidden@host/day/one",
        "postgresql://ann:hid@den@host/day/one",
        "postgresql://:hidden@host/day/one",
        "postgresql://ann@host/day/one?password=hidden",
        "postgresql://ann@host/day/one?sslmode=require&password=hidden&port=1",
        "postgresql://ann@host/day/one?sslpassword=hidden",
    ],
)
def test_a_password_is_never_said(typed: str) -> None:
    """Nor is it passed on as what is typed by whoever asks now, which is shown and kept."""
    whole = address_of(typed)
    assert {"hidden", "hid@den"} & set(whole.parameters().values())
    for said in (str(whole), repr(whole), whole.typed, f"{library_of(typed.replace('/one', ''))}"):
        assert not re.search("hidden|hid@|den", said)
    for wrong in (typed.replace("/one", ""), typed.replace("/one", "/One"), f"x{typed}"):
        with pytest.raises(SeminarError) as raised:
            address_of(wrong)
        assert not re.search("hidden|hid@|den", str(raised.value))


def test_databases_that_are_not_there_and_schemas_of_others_are_said(
    address: Address, postgres: str
) -> None:
    with pytest.raises(SeminarError, match="There is no seminar"):
        SeminarDatabase.open(address)
    missing = address_of(f"postgresql://postgres@/nowhere/one?host={postgres}")
    with pytest.raises(SeminarError, match="no such database"):
        SeminarDatabase.open(missing)
    stranger = address_of(f"postgresql://nobody_known@/postgres/one?host={postgres}")
    with pytest.raises(SeminarError, match="does not let you in"):
        SeminarDatabase.open(stranger)
    with contextlib.closing(psycopg.connect(**address.parameters(), autocommit=True)) as raw:
        raw.execute(f'CREATE SCHEMA "{address.schema}"'.encode())
    with pytest.raises(SeminarError, match="something else than a seminar"):
        SeminarDatabase.open(address)
    with pytest.raises(SeminarError, match="exists already"):
        SeminarDatabase.create(address)
