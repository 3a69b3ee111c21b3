"""The command line with the address of a database in the place of a file."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest

from facilitator.domain.notes.notes import Note
from facilitator.domain.people.participants import Participant
from facilitator.services.files.addresses import address_of
from facilitator.services.notes import noting
from facilitator.store.databases.seminar_database import SeminarDatabase
from facilitator.store.files.file import SeminarFile
from ui.start.cli import main

NOW = datetime(2011, 10, 18, 9, 0, tzinfo=UTC)


@pytest.fixture
def address(postgres: str) -> str:
    return f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}"


def test_a_seminar_is_made_filled_checked_printed_exported_and_copied_to_a_file(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", address, "--date", "2011-10-18"]) == 0
    people = tmp_path / "people.csv"
    people.write_text("Name,Organisation\nBlodwen Quartz,Cymdeithas\n", "utf-8")
    assert main(["import", address, str(people)]) == 0
    store = SeminarDatabase.open(address_of(address))
    with store.read() as reader:
        assert [each.name for each in reader.every(Participant)] == ["Blodwen Quartz"]
    noting.add_note(store, "b", "Kept in the database", now=NOW)
    store.close()
    assert main(["check", address]) == 0
    assert "is sound" in capsys.readouterr().out
    agenda, table = tmp_path / "agenda.pdf", tmp_path / "data.xlsx"
    assert main(["print", address, "agenda", "--out", str(agenda)]) == 0
    assert agenda.read_bytes().startswith(b"%PDF")
    wave = ["--despite", "looked through"]
    assert main(["export", address, "--to", "xlsx", "--out", str(table), *wave]) == 0
    assert "polls" in openpyxl.load_workbook(table).sheetnames
    copied = tmp_path / "day.seminar"
    assert main(["copy", address, str(copied)]) == 0
    file = SeminarFile.open(copied)
    with file.read() as reader:
        assert "Kept in the database" in {note.words for note in reader.every(Note)}
    file.close()


def test_a_file_goes_into_a_database_under_a_name_that_nothing_has(
    seminar_file: SeminarFile, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seminar_file.close()
    assert main(["copy", str(seminar_file.path), address]) == 0
    assert main(["copy", str(seminar_file.path), address]) == 1
    assert "exists already" in capsys.readouterr().err
    assert main(["new", address]) == 1
    assert main(["check", address]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "{address}", "--repair"], "Only a file can be repaired"),
        (["new", "{address}", "--passphrase-file", "{secret}"], "A passphrase protects a file"),
        (["serve", "{address}"], "There is no seminar"),
        (["check", "{address}"], "There is no seminar"),
    ],
)
def test_what_only_a_file_can_is_said(
    words: list[str], said: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("long enough to be one", "utf-8")
    assert main([word.format(address=address, secret=secret) for word in words]) == 1
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("words", [["notes", "{0}"], ["protect", "{0}"], ["standby", "{0}"]])
def test_a_command_that_needs_a_file_says_so(
    words: list[str], address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([word.format(address) for word in words])
    assert "only a file will do here" in capsys.readouterr().err


def test_without_its_driver_a_database_is_refused_with_what_to_install(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [each for each in sys.modules if each.startswith("facilitator.store.databases.s")]:
        monkeypatch.delitem(sys.modules, name)
    for name in [each for each in sys.modules if each.startswith("facilitator.store.postgres")]:
        if not name.endswith("address"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert main(["check", address]) == 1
    assert "pip install facilitator[conference]" in capsys.readouterr().err


def test_a_library_lists_what_its_reader_may_see_and_its_seminars_are_compared(
    address: str, postgres: str, capsys: pytest.CaptureFixture[str]
) -> None:
    other = f"postgresql://postgres@/postgres/t{uuid4().hex}?host={postgres}"
    for each, title in ((address, "The first of two"), (other, "The second of two")):
        assert main(["new", each, "--date", "2011-10-18", "--title", title]) == 0
    library = f"postgresql://postgres@/postgres?host={postgres}"
    capsys.readouterr()
    assert main(["seminars", library]) == 0
    told = capsys.readouterr().out
    assert f"{address_of(address)}\n    The first of two, 18 October 2011" in told
    assert "The second of two" in told
    assert main(["compare", address, other]) == 0
    assert "The second of two" in capsys.readouterr().out
    assert main(["compare", address, other, "--take-over"]) == 1, "both have the template's"
    assert main(["seminars", address]) == 1
    assert "not the address of a database" in capsys.readouterr().err
