"""Every command ends with 0, or with a sentence that says what to do; nothing is left half made."""

import os
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from facilitator.domain.people.participants import Participant
from facilitator.services.files import opening
from facilitator.store.files import copies
from facilitator.store.files.file import SeminarFile, read_version
from facilitator.store.sqlite.passphrases import Passphrase
from ui.start.cli import main

NOW = datetime(2011, 10, 1, 9, 0, tzinfo=UTC)


@pytest.fixture
def seminar(seminar_file: SeminarFile) -> Path:
    """A seminar on the disk that nobody has open."""
    seminar_file.close()
    return seminar_file.path


def said(capsys: pytest.CaptureFixture[str]) -> str:
    words = capsys.readouterr().err
    assert "Traceback" not in words
    return " ".join(words.split())


@pytest.mark.parametrize(
    "command",
    ["open {0}", "check {0}", "import {0} x.csv", "export {0} --out x.pdf", "serve {0}"],
)
def test_a_missing_file_is_named(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "missing.seminar"
    assert main(command.format(missing).split()) == 1
    assert said(capsys).startswith(f"There is no file {missing}.")
    assert not any(tmp_path.iterdir())


def test_a_window_without_a_display_is_a_sentence(
    seminar: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    for words in (["open", str(seminar)], [str(seminar)]):  # as a desktop does on a double click
        assert main(words) == 1
        assert "no display" in said(capsys)


def test_how_a_new_seminar_is_opened_is_said_as_it_is_typed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "Third sector’s day; rm -r & $HOME.seminar"
    assert main(["new", str(path)]) == 0
    _, _, typed = capsys.readouterr().out.partition("Open it with: ")
    assert shlex.split(typed) == ["facilitator", "open", str(path)]


def test_a_folder_that_cannot_be_made_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    inside = tmp_path / "taken" / "day.seminar"
    assert main(["new", str(inside)]) == 1
    assert "Choose another folder" in said(capsys)
    assert main(["rehearse", "--out", str(tmp_path / "taken")]) == 1
    assert "Choose another folder" in said(capsys)


@pytest.mark.parametrize("port", ["99999", "-1", "http"])
def test_a_port_that_there_is_not_is_a_sentence(
    port: str, seminar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", str(seminar), f"--port={port}"])
    assert ended.value.code == 2
    assert "from 0 to 65535" in said(capsys)


def test_people_go_into_a_copy_where_nothing_can_be_written_and_that_is_said(
    seminar: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Name,Organisation\nAnne,RNIB\n")
    before = seminar.read_bytes()
    monkeypatch.setattr(copies, "is_locked", lambda path: path == seminar)
    assert main(["import", str(seminar), str(people)]) == 0
    words = said(capsys)
    assert "lies where nothing can be written" in words
    assert seminar.read_bytes() == before
    local = Path(words.split("working on a copy at ")[1].split(". Save")[0])
    copy = SeminarFile.open(local)
    with copy.read() as reader:
        assert [person.name for person in reader.every(Participant)] == ["Anne"]
    copy.close()


def test_an_import_says_what_became_of_every_row_that_is_not_plainly_new(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    rows = ["Name,Organisation,Role", "Anne,RNIB,", "Anne,RNIB,Chair", "Anne,RNIB,Chair", ",RNIB,"]
    people.write_text("\n".join(rows))
    assert main(["import", str(seminar), str(people)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "Row 3: A second time in this list: adds job title.",
        "Row 4: A second time in this list.",
        f"{people}: 1 new, 1 merged, 1 known, 1 refused.",
    ]
    assert printed.err.startswith("Row 5 was not taken: There is no name")


@pytest.mark.parametrize("rows", ["Name,Status\nAnne,void\n", "Colour,Number\nred,12\n"])
def test_an_import_that_takes_nobody_does_not_end_well(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: str
) -> None:
    people = tmp_path / "people.csv"
    people.write_text(rows)
    assert main(["import", str(seminar), str(people)]) == 1
    assert f"Nobody of {people} was taken" in capsys.readouterr().err


def test_an_import_takes_answers_for_what_it_asks(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Our list\nName,Company,Sector\nAnne,RNIB,Charity\nAnne,,\nTotal,,\n")
    command = ["import", str(seminar), str(people), "--leave-out", "5"]
    assert main(command) == 0
    printed = capsys.readouterr()
    assert "“Charity” may mean “Third sector”: --match-sectors takes it so." in printed.out
    assert "Row 4 was not taken: Is this Anne (RNIB)" in printed.err
    assert "Say so with --same 4 or --others 4." in printed.err
    assert main([*command, "--others", "4", "--match-sectors", "--heading-row", "2"]) == 0
    assert "1 new, 1 known, 1 refused" in capsys.readouterr().out


def test_an_import_asks_for_the_headings_that_nothing_tells(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Délégués\n\nWer;Woher\nAnn Bell;Homes\nBo Cole;Care\n", encoding="utf-8")
    command = ["import", str(seminar), str(people)]
    assert main(command) == 1
    assert "Row 3 reads “Wer; Woher”. If those are headings, say --heading-row 3" in (
        capsys.readouterr().err
    )
    assert main([*command, "--heading-row", "3"]) == 1
    assert "Say which does, such as --column name=A" in capsys.readouterr().err
    assert main([*command, "--heading-row", "3", "--column", "name=A", "organisation=B"]) == 0
    assert "2 new." in capsys.readouterr().out
    assert main([*command, "--heading-row", "3", "--column", "nobody=A"]) == 1
    assert "“nobody=A” says no column" in capsys.readouterr().err


def test_an_import_asks_where_the_rest_of_a_name_is(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Prénom;Zubb\nAnn;Bell\n", encoding="utf-8")
    command = ["import", str(seminar), str(people)]
    assert main(command) == 1
    assert "Say where the rest is, such as --column last-name=B" in capsys.readouterr().err
    assert main([*command, "--column", "last-name=B"]) == 0
    assert "1 new." in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_seminar_in_a_folder_that_cannot_be_written_is_opened_as_a_copy(
    seminar: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    shutil.copy(seminar, folder / "day.seminar")
    folder.chmod(0o500)
    opened = opening.open_seminar(folder / "day.seminar", NOW)
    assert opened.file.path.parent != folder
    opened.file.close()
    folder.chmod(0o700)


def test_work_is_done_to_its_end_though_nobody_reads_what_is_printed(
    seminar: Path, tmp_path: Path
) -> None:
    """Merging tells its progress line by line; `facilitator … | head` closes the pipe early."""
    other = tmp_path / "other.seminar"
    shutil.copy(seminar, other)
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "ui", "merge", str(seminar), str(other)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, timeout=600, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_check_tells_what_is_wrong_and_a_repair_mends_what_follows_from_the_journal(
    seminar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(seminar)]) == 0
    assert capsys.readouterr().out.endswith(f"{seminar} is sound.\n")
    raw = sqlcipher.connect(str(seminar))
    raw.execute("DELETE FROM themes WHERE rowid = 1")
    raw.execute("UPDATE questions SET wording = x'ff' WHERE rowid = 1")
    raw.commit()
    raw.close()
    assert main(["check", str(seminar)]) == 1
    printed = capsys.readouterr()
    assert "is missing from its table" in printed.out
    assert "question" in printed.out
    assert "“facilitator check --repair” sets it right" in printed.err
    assert main(["check", "--repair", str(seminar)]) == 0
    assert capsys.readouterr().out.endswith(f"{seminar} is sound.\n")


def test_a_seminar_is_protected_by_what_stands_in_a_file(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("it's ours\n")
    assert main(["protect", str(seminar)]) == 1
    assert "Say where the new passphrase stands" in said(capsys)
    assert main(["protect", str(seminar), "--new-passphrase-file", str(kept)]) == 0
    assert "The seminar is protected" in capsys.readouterr().out
    assert main(["check", str(seminar)]) == 1
    assert "is protected. Say where its passphrase stands" in said(capsys)
    assert main(["check", str(seminar), "--passphrase-file", str(kept)]) == 0
    assert main(["protect", str(seminar), "--passphrase-file", str(kept), "--none"]) == 0
    assert "protected no more" in capsys.readouterr().out
    assert main(["check", str(seminar)]) == 0


@pytest.mark.parametrize("command", ["check {0} --salvage {1}", "salvage {0} --out {1}"])
def test_a_file_without_its_beginning_is_salvaged_into_a_new_one(
    command: str, seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.seminar"
    seminar.write_bytes(bytes(4096) + seminar.read_bytes()[4096:])
    words = command.format(seminar, new).split()
    assert main(words) == 0
    assert f"are whole and were written to {new}" in capsys.readouterr().out
    assert main(["check", str(new)]) == 0
    assert main(words) == 1
    assert "new.seminar exists already" in said(capsys)


@pytest.mark.parametrize("way", ["--beside {0}", "--of 127.0.0.1:9"])
def test_a_standby_never_takes_the_place_of_a_seminar(
    way: str, seminar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = seminar.read_bytes()
    assert main(["standby", str(seminar), *way.format(seminar).split(" ", 1)]) == 1
    assert "is not a standby" in said(capsys)
    assert seminar.read_bytes() == before


def test_a_check_looks_at_a_seminar_where_nothing_can_be_written(
    seminar: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(copies, "is_locked", lambda path: path == seminar)

    def refusing(path: Path, words: Passphrase) -> int:
        assert path != seminar, "SQLite would write beside it"
        return read_version(path, words)

    monkeypatch.setattr("facilitator.services.files.checking.read_version", refusing)
    assert main(["check", str(seminar)]) == 0
    assert capsys.readouterr().out.endswith(f"{seminar} is sound.\n")


def test_where_no_vote_can_be_counted_again_nothing_is_written(
    seminar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "votes"
    assert main(["export", str(seminar), "--to", "ballots", "--out", str(out)]) == 1
    assert "No round is revealed yet" in said(capsys)
    assert not out.exists()


def test_a_note_page_never_takes_the_place_of_a_seminar(
    seminar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = seminar.read_bytes()
    assert main(["notes", str(seminar), "--out", str(seminar), "--overwrite"]) == 1
    assert "ending in .html" in said(capsys)
    assert seminar.read_bytes() == before
