"""A seminar goes from a file into a database and back, and is what it was."""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Table

from facilitator.domain.acts import Verb
from facilitator.domain.errors import SeminarError, StorageError
from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.domain.polls.polls import Method, Poll
from facilitator.domain.wording import say
from facilitator.services.files import addresses, checking
from facilitator.services.files.addresses import Address, address_of
from facilitator.services.notes import noting
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.store.databases import copying, half_made
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from facilitator.store.postgres import engine as postgres_engine
from facilitator.store.records import tables
from facilitator.store.records.facts import EPOCH, FILE_ID
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore
from facilitator.store.sqlite import engine as sqlite_engine

NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)


@pytest.fixture
def address(postgres: str) -> Address:
    return address_of(f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}")


def rows(store: SeminarStore) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but what is said of one place, as it is kept."""
    with store.read() as reader:
        found = copying._wanted(reader)
        return {
            table.name: [tuple(row) for row in reader.connection.execute(wanted)]
            for table, wanted in found.items()
        }


def test_every_row_comes_along_and_back(
    seminar_file: SeminarFile, address: Address, tmp_path: Path
) -> None:
    noting.add_note(seminar_file, "b", "A word, “quoted”; ŵ 😀", now=NOW)
    _vote(seminar_file, 3)
    there = addresses.copy(seminar_file, address, lambda _share: None)
    back = addresses.copy(there, tmp_path / "back.seminar", lambda _share: None)
    assert rows(there) == rows(seminar_file) == rows(back)
    with there.read() as one, seminar_file.read() as other:
        assert one.fact(FILE_ID) == other.fact(FILE_ID)
        assert one.fact(EPOCH) != other.fact(EPOCH), "whoever syncs counts anew"
    back.close()
    with checking.checked(tmp_path / "back.seminar") as (report, _):
        assert not report.faults
    with addresses.checked_anywhere(address, NOW) as (report, _):
        assert not report.faults
    noting.add_note(there, "b", "Written there", now=NOW)
    with there.read() as reader:
        assert "Written there" in {note.words for note in reader.every(Note)}
        numbers = [seq for seq, _ in reader.every_revision()]
        assert len(set(numbers)) == len(numbers)
    there.close()


def test_no_vote_of_an_open_round_comes_along(
    seminar_file: SeminarFile, address: Address, tmp_path: Path
) -> None:
    _vote(seminar_file, 3, closes=False)
    with pytest.raises(SeminarError, match="is open, and no copy holds votes"):
        addresses.copy(seminar_file, address, lambda _share: None)
    with pytest.raises(SeminarError, match="There is no seminar"):
        SeminarDatabase.open(address)
    with copying.left_as_file(_not_a_file(seminar_file)) as path:
        copy = SeminarFile.open(path)
        with copy.read() as reader:
            assert not reader.entries(tables.round_secrets)
            assert not rows(copy)["ballots"]
            assert not rows(copy)["submissions"]
            assert not rows(copy)["voters"]
        copy.close()


def test_nothing_is_left_of_a_copy_that_is_not_what_was_copied(
    seminar_file: SeminarFile, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_links(monkeypatch, always=True)
    with pytest.raises(SeminarError, match="is not what was copied"):
        addresses.copy(seminar_file, address, lambda _share: None)
    with pytest.raises(SeminarError, match="There is no seminar"):
        SeminarDatabase.open(address)


def lose_links(monkeypatch: pytest.MonkeyPatch, *, always: bool) -> None:
    """Have a row lost on the way: the first time that its table is copied, or always."""
    kept, copied = copying._go_on, list[str]()

    def some_lost(source: Connection, target: SeminarStore, each: Table, *rest: Any) -> None:
        kept(source, target, each, *rest)
        if each is tables.arrival_links and (always or not copied):
            copied.append("a link")
            with target.database.writing() as connection:
                connection.execute(each.delete())

    monkeypatch.setattr(copying, "_go_on", some_lost)


def test_what_is_lost_on_the_way_is_copied_anew(
    seminar_file: SeminarFile, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_links(monkeypatch, always=False)
    there = addresses.copy(seminar_file, address, lambda _share: None)
    assert rows(there) == rows(seminar_file)
    there.close()


class CutOff(BaseException):
    """The program ends where it stands."""


class Cut:
    """Cuts a copy off after so many of its transactions, as one way of ending does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, how: BaseException) -> None:
        self.left, self.how = 1_000_000, how
        for engine in (postgres_engine.Database, sqlite_engine.Database):
            monkeypatch.setattr(engine, "writing", self._counted(engine.writing))
        monkeypatch.setattr(copying, "AT_ONCE", 40)

    def _counted(self, kept: Any) -> Any:
        @contextlib.contextmanager
        def writing(engine: Any) -> Iterator[Connection]:
            self.left -= 1
            if self.left < 0:
                raise self.how
            with kept(engine) as connection:
                yield connection

        return writing


@pytest.mark.parametrize("to", ["database", "file"])
@pytest.mark.parametrize("how", [StorageError(say("Gone.")), CutOff()], ids=["away", "killed"])
def test_a_copy_that_is_cut_off_goes_on_where_it_was_and_is_opened_by_nobody_before(
    seminar_file: SeminarFile,
    address: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    to: str,
    how: BaseException,
) -> None:
    _vote(seminar_file, 3)
    target: Address | Path = address if to == "database" else tmp_path / "copy.seminar"
    cut, random, times, said = Cut(monkeypatch, how), Random(5), 0, set[str]()
    while True:
        cut.left = random.randint(1, 6)
        try:
            there = addresses.copy(seminar_file, target, lambda _share: None)
        except (StorageError, CutOff) as error:
            said.add(str(error))
            times, cut.left = times + 1, 1_000_000
        else:
            break
        assert opens_nowhere(target)
        assert times < 200, "each time some of it stays"
        if times == 3:  # work goes on where it is copied from
            noting.add_note(seminar_file, "b", "Said meanwhile", now=NOW)
            with seminar_file.write(Verb.ERASE, NOW) as writer:
                first = writer.every(Participant)[0] if writer.ids(Participant) else None
                if first is not None:
                    writer.erase(first.KIND, first.id)
    cut.left = 1_000_000
    assert times > 3, "it was cut off again and again"
    assert said == {str(how) and f"Gone. {copying.STAYS}"}
    assert rows(there) == rows(seminar_file)
    there.close()
    with addresses.checked_anywhere(target, NOW) as (report, _):
        assert not report.faults
    assert not half_made.part_of(tmp_path / "copy.seminar").exists()


def opens_nowhere(target: Address | Path) -> bool:
    """Whether nobody takes what is there for a seminar, by its name or as it lies."""
    if isinstance(target, Path):
        part = half_made.part_of(target)
        return not target.exists() and not opens(part) if part.exists() else not target.exists()
    return not opens(target)


def opens(where: Address | Path) -> bool:
    try:
        store, _ = addresses.open_anywhere(where, NOW)
    except SeminarError as error:
        return not any(why in str(error) for why in ("not finished", "There is no seminar"))
    store.close()
    return True


def test_what_was_begun_of_another_seminar_is_left_alone(
    seminar_file: SeminarFile, address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, cut = SeminarFile.create(tmp_path / "other.seminar"), Cut(monkeypatch, CutOff())
    for target in (address, tmp_path / "copy.seminar"):
        cut.left = 3
        with pytest.raises(CutOff):
            addresses.copy(seminar_file, target, lambda _share: None)
        cut.left = 1_000_000
        with pytest.raises(SeminarError, match="a copy of another seminar"):
            addresses.copy(other, target, lambda _share: None)
        addresses.copy(seminar_file, target, lambda _share: None).close()
    other.close()


def _not_a_file(file: SeminarFile) -> SeminarStore:
    """The same seminar as a store alone."""
    return StoreAlone(file.database, file.device)


class StoreAlone(SeminarStore):
    where = Path("elsewhere.seminar")

    def write_beside(
        self, other: Path, now: datetime, *, keep: bool
    ) -> AbstractContextManager[Writer]:
        raise AssertionError("nobody asks for it")


def _vote(file: SeminarStore, people: int, *, closes: bool = True) -> None:
    with file.read() as reader:
        poll = next(each for each in reader.every(Poll) if each.method is Method.AGREE)
    opened = voting.open_round(file, poll.id, now=NOW)
    for number in range(people):
        voter = Voter(f"t{number}", "", sector="Third sector", size="Small")
        marks = [(item.id, 1 + number % 5) for item in poll.items]
        voting.cast(file, opened.id, voter, marks, submission=f"s{number}", now=NOW)
    if closes:
        voting.close_round(file, opened.id, now=NOW)
