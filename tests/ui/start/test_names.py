"""Names of files on the command line: each bad one is a sentence before any work begins, and each
odd one is the file it says.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from facilitator import __version__
from facilitator.services.files.addresses import address_of
from facilitator.store.files.file import SeminarFile
from ui.start import exporting, names
from ui.start.cli import _parser, main

COMMANDS = {
    "open FILE": ("{bad}",),
    "new FILE": ("{new}",),
    "import FILE": ("{bad}", "{people}"),
    "import PEOPLE": ("{good}", "{bad}"),
    "export FILE": ("{bad}", "--out", "{pdf}"),
    "export OUT": ("{good}", "--out", "{new}"),
    "merge FILE": ("{bad}", "{good}"),
    "merge OTHER": ("{good}", "{bad}"),
    "print FILE": ("{bad}", "attendance", "--out", "{pdf}"),
    "print OUT": ("{good}", "attendance", "--out", "{new}"),
    "check FILE": ("{bad}",),
    "serve FILE": ("{bad}", "--host", "127.0.0.1", "--port", "0"),
    "standby FILE": ("{new}", "--of", "127.0.0.1:1", "--code-file", "{people}"),
    "standby TAKE OVER": ("{good}", "--take-over", "{new}", "--code-file", "{people}"),
    "standby CODE": ("{pdf}", "--take-over", "made.seminar", "--code-file", "{bad}"),
    "notes FILE": ("{bad}", "--out", "made.html"),
    "notes OUT": ("{good}", "--out", "{new}"),
    "anonymise FILE": ("{bad}",),
    "compare FILE": ("{bad}", "{good}"),
    "compare OTHER": ("{good}", "{bad}"),
    "compare OUT": ("{good}", "{good}", "--out", "{new}"),
    "protect FILE": ("{bad}", "--new-passphrase-file", "{people}"),
    "protect PASSPHRASE": ("{good}", "--new-passphrase-file", "{bad}"),
    "copy FROM": ("{bad}", "made.seminar"),
    "copy TO": ("{good}", "{new}"),
    "check SALVAGE": ("{good}", "--salvage", "{new}"),
    "salvage FILE": ("{bad}", "--out", "made.seminar"),
    "salvage OUT": ("{good}", "--out", "{new}"),
    "new TEMPLATE": ("{pdf}", "--template", "{bad}"),
    "standby BESIDE": ("{pdf}", "--beside", "{bad}"),
    "rehearse FILE": ("{bad}", "--out", "{pdf}"),
    "rehearse OUT": ("--out", "{new}", "--participants", "1"),
    "check PASSPHRASE": ("{good}", "--passphrase-file", "{bad}"),
    "new PASSPHRASE": ("{pdf}", "--passphrase-file", "{bad}"),
}
BAD = ("", " ", "folder", "folder/", "missing", "missing/x", "file/x", "loop", "pipe", "x" * 300)
MADE = ("", "folder", "folder/", "file/x", "loop/x", "pipe", "x" * 300)
"""`missing` is a name for what is to be made, and `missing/x` too: its folder is made."""


MAKING = {
    "new": ("made.seminar",),
    "export": tuple(f"good.seminar --out made.{kind} --to {kind}" for kind in exporting.KINDS),
    "print": ("good.seminar attendance --out made.pdf", "good.seminar page --out made.pdf"),
    "check": ("good.seminar --salvage made.seminar",),
    "salvage": ("good.seminar --out made.seminar",),
    "copy": ("good.seminar made.seminar",),
    "notes": ("good.seminar --out made.html",),
    "compare": ("good.seminar good.seminar --out made.csv",),
    "standby": (
        "made.seminar --beside good.seminar",
        "made.standby --beside good.seminar",
        "made.standby --of 127.0.0.1:9 --code-file code",
        "good.seminar --take-over made.seminar --code-file code",
    ),
    "rehearse": ("--participants 1 --out there",),
}
"""Every command that makes a file, in each of its ways; `made` and what is `there` are taken."""


@pytest.fixture
def here(tmp_path: Path, seminar_file: SeminarFile, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with everything in it that a name can mean by mistake; commands are called there."""
    seminar_file.close()
    folder = tmp_path / "here"
    (folder / "folder").mkdir(parents=True)
    shutil.copyfile(seminar_file.path, folder / "good.seminar")
    (folder / "people.csv").write_text("Name\nAnne\n")
    (folder / "file").write_text("no seminar")
    (folder / "loop").symlink_to("loop")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_bad_name_is_a_sentence_and_nothing_is_made(
    here: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    before = {path.name for path in here.iterdir()}
    asked = COMMANDS[command]
    bads: tuple[str, ...] = BAD if "{bad}" in asked else MADE
    if command == "rehearse OUT":
        bads = ("", "file", "file/x", "loop/x", "pipe", "x" * 300)
    for bad in bads:
        names = {"bad": bad, "new": bad, "good": "good.seminar", "people": "people.csv"}
        words = [word.format(**names, pdf="made.pdf") for word in asked]
        try:
            code: object = main([command.split()[0], *words])
        except SystemExit as end:
            code = end.code
        said = capsys.readouterr().err
        assert code in (1, 2), (bad, said)
        assert said.strip(), bad
        assert "Traceback" not in said
        assert {path.name for path in here.iterdir()} == before, bad


def test_what_stands_under_a_name_is_never_written_over_without_being_asked(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every = _parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert isinstance(every, dict)
    assert {name for name, each in every.items() if each.get_default("made") is not None} == {
        *MAKING
    }
    (here / "code").write_text("ABCD-EFGH-JKLM-NPQR")
    (here / "there").mkdir()
    taken = [here / "there/october-seminar-rehearsal.pdf"]
    taken += [here / f"made.{kind}" for kind in ("seminar", "standby", *exporting.KINDS)]
    for path in (*taken, here / "made.html"):
        path.write_text("somebody's work")
    for command, ways in MAKING.items():
        for way in ways:
            assert main([command, *way.split()]) == 1, way
            assert capsys.readouterr().err.strip(), way
            assert {path.read_text() for path in taken} == {"somebody's work"}, way
    for words in (
        "print good.seminar attendance --out made.pdf",
        "compare good.seminar good.seminar --out made.csv",
    ):
        assert main([*words.split(), "--overwrite"]) == 0
        assert (here / words.split()[-1]).read_bytes() != b"somebody's work"


def test_simulated_people_take_part_in_no_seminar_but_a_rehearsal(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "out").mkdir()
    taken = here / "out/october-seminar-rehearsal.seminar"
    shutil.copyfile(here / "good.seminar", taken)
    assert main(["rehearse", "--out", "out", "--participants", "1"]) == 1
    assert "is a seminar and no rehearsal" in capsys.readouterr().err
    assert main(["check", str(taken)]) == 0


@pytest.mark.parametrize(
    "name", ["a?mode=ro", "a=b", "file:a", "a#b", "a%41", "a b", "file::memory:", "-a", "ä’"]
)
def test_an_odd_name_is_the_file_it_says(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    typed = f"./{name}.seminar"
    assert main(["new", typed]) == 0
    assert (here / f"{name}.seminar").is_file()
    assert main(["check", typed]) == 0
    assert main(["print", f"{here}//{name}.seminar", "attendance", "--out", f"./{name}.pdf"]) == 0
    assert (here / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    assert str(here / f"{name}.seminar") in capsys.readouterr().out
    assert {path.name for path in here.iterdir()} >= {f"{name}.seminar", f"{name}.pdf"}


@pytest.mark.parametrize("command", ["export {} --out x.docx", "print {} consent --out x.html"])
def test_a_document_is_not_written_under_another_kinds_name(
    here: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert main(command.format("good.seminar").split()) == 1
    assert "Give it a name ending in .pdf" in capsys.readouterr().err
    assert not list(here.glob("x.*"))


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host.invalid"])
def test_an_address_that_is_not_this_computers_is_blamed_and_no_port(
    here: Path, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert main(["serve", "good.seminar", "--host", host, "--port", "0"]) == 1
    said = capsys.readouterr().err
    assert f"{host} is no address of this computer" in said
    assert "Port" not in said


def test_reports_name_files_by_their_path(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("one", "two"):
        (here / folder).mkdir()
        (here / folder / "laptop.seminar").write_text("damaged")
    assert main(["merge", "good.seminar", "one/laptop.seminar", "two/laptop.seminar"]) == 1
    printed = capsys.readouterr()
    for folder in ("one", "two"):
        assert str(here / folder / "laptop.seminar") in printed.err


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out == f"facilitator {__version__}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
def test_a_name_that_is_no_text_is_told_all_the_same(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = os.fsdecode(b"\xff.seminar")
    assert main(["new", odd]) == 0
    assert main(["check", odd]) == 0
    assert main(["copy", odd, "copy.seminar"]) == 0
    assert main(["merge", odd, "copy.seminar"]) == 0, "a backup says whose it is"
    assert main(["merge", "copy.seminar", odd]) == 0
    Path("words").write_text("correct horse battery staple")
    assert main(["protect", odd, "--new-passphrase-file", "words"]) == 0
    assert main(["check", odd, "--passphrase-file", "words"]) == 0
    assert main(["check", os.fsdecode(b"\xfe.seminar")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_a_database_is_typed_next_under_the_name_it_was_typed_under_and_without_its_password() -> (
    None
):
    where = address_of("postgresql://ann:hidden@host:5433/seminars/day?sslmode=require")
    assert names.as_typed(where) == "'postgresql://ann@host:5433/seminars/day?sslmode=require'"
