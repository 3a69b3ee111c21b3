"""A seminar goes from a file into a database and back, and is what it was."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Select

from facilitator.domain.errors import SeminarError
from facilitator.domain.notes.notes import Note
from facilitator.domain.polls.polls import Method, Poll
from facilitator.services.files import addresses, checking
from facilitator.services.files.addresses import Address, address_of
from facilitator.services.notes import noting
from facilitator.services.polls import voting
from facilitator.services.polls.voters import Voter
from facilitator.store.databases import copying
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from facilitator.store.records import tables
from facilitator.store.records.facts import EPOCH, FILE_ID
from facilitator.store.records.writer import Writer
from facilitator.store.seminar_store import SeminarStore

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
    kept, lost = copying._pieces, list[str]()

    def some_lost(where: Connection, wanted: Select[Any]) -> Iterator[Sequence[Any]]:
        for rows in kept(where, wanted):
            is_to_lose = "arrival_links" in str(wanted) and not lost
            lost.extend(["a link"] * is_to_lose)
            if rows := rows[is_to_lose:]:
                yield rows

    monkeypatch.setattr(copying, "_pieces", some_lost)
    with pytest.raises(SeminarError, match="is not what was copied"):
        addresses.copy(seminar_file, address, lambda _share: None)
    with pytest.raises(SeminarError, match="There is no seminar"):
        SeminarDatabase.open(address)


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
