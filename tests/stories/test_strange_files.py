"""Whatever file the command line is handed, it takes it or says in a sentence why not; the seminar
that it was for is as sound as before.

`strange_files` keeps what once was, or may be, hard to read; each is tried as it is and, like the
program's own files, with parts cut, doubled, changed and put in [ROUNDS=500 SEED=7].
"""

import os
import random
import resource
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator.services.merging import merging, syncing
from facilitator.services.notes import noting
from facilitator.services.views.notes_screen import desk
from facilitator.store.files.file import SeminarFile
from resources import ROOT
from ui.start.cli import main

KEPT = Path(__file__).parent / "strange_files"
ROUNDS = int(os.environ.get("ROUNDS", "2"))
SEED = int(os.environ.get("SEED", "1"))
NOW = datetime(2011, 10, 18, 10, 0, tzinfo=UTC)
MOST_KIB = 250 << 10
"""What reading a file of a few hundred kilobytes may take of memory."""
COMMANDS = {
    "list": ("import", "{seminar}", "{file}"),
    "template": ("new", "{new}", "--template", "{file}"),
    "notes": ("merge", "{seminar}", "{file}"),
    "seminar": ("check", "{file}"),
}
PUT_IN = (
    *(b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b'"', b"'", b"[[", b"{{", b"=1+1", b"<b>&amp;"),
    *(b"../../", b"%s%n", b"\r\n\r\n", b"9" * 400, "\u202e\u200b".encode(), b"[" * 3000),
)


@pytest.fixture(scope="module")
def seminar(_october_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("strange") / "october.seminar"
    shutil.copyfile(_october_file, path)
    yield path
    assert main(["check", str(path)]) == 0


@pytest.fixture(scope="module")
def own(seminar: Path) -> dict[str, list[Path]]:
    """A file of each kind that the program or its users make."""
    folder = seminar.parent
    laptop = folder / "laptop.seminar"
    with closing(SeminarFile.open(seminar)) as host:
        syncing.copy_for_notes(host, laptop)
    with closing(SeminarFile.open(laptop)) as file:
        noting.add_note(file, desk(file).groups[0].breakout.id, "A note", now=NOW)
        bundle = merging.write_bundle(file, folder / "notes")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Name", "Organisation"), ("Siân Ŵyn", "Tŷ Agored")):
        sheet.append(row)
    book.save(folder / "people.xlsx")
    outbox = Path(__file__).parents[1] / "services" / "notes" / "outbox_version_1.json"
    return {
        "list": [ROOT / "samples" / "fictional-participants.csv", folder / "people.xlsx"],
        "template": [ROOT / "templates" / "half-day-workshop.toml"],
        "notes": [bundle, outbox],
        "seminar": [seminar],
    }


def try_it(kind: str, file: Path, seminar: Path) -> None:
    """The command takes it or refuses it; any error but a sentence comes up as itself."""
    new = file.with_name("new.seminar")
    words = [word.format(seminar=seminar, file=file, new=new) for word in COMMANDS[kind]]
    assert main(words) in (0, 1)
    new.unlink(missing_ok=True)


def changed(content: bytes, chance: random.Random) -> bytes:
    """With one to three parts cut out, doubled, changed, turned over or put in."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(content) + 1)
        end = min(len(content), start + chance.choice((1, 2, 16, 400, 5000)))
        part = content[start:end]
        part = chance.choice((b"", part * 2, part[::-1], chance.choice(PUT_IN), part.swapcase()))
        content = content[:start] + part + content[end:]
    return content


@pytest.mark.parametrize("kind", COMMANDS)
def test_files_of_our_own_with_parts_changed(
    kind: str, own: dict[str, list[Path]], seminar: Path, tmp_path: Path
) -> None:
    for source in own[kind]:
        content = source.read_bytes()
        for number in range(SEED, SEED + ROUNDS):
            file = tmp_path / f"{number}{source.suffix}"
            file.write_bytes(changed(content, random.Random(f"{source.name} {number}")))
            try_it(kind, file, seminar)


@pytest.mark.parametrize("kept", sorted(KEPT.rglob("*.*")), ids=lambda path: path.name)
def test_what_is_kept_as_it_is_and_changed(kept: Path, seminar: Path, tmp_path: Path) -> None:
    kind, content = kept.parent.name, kept.read_bytes()
    for number, held in enumerate((content, changed(content, random.Random(SEED)))):
        file = tmp_path / f"{number}{kept.suffix}"
        file.write_bytes(held)
        try_it(kind, file, seminar)


def bombs(folder: Path) -> Iterator[Path]:
    """Small files that come to much where they are taken at their word."""
    rows = b"".join(b'<row r="%d"><c t="inlineStr"><is><t>a</t></is></c></row>' % n for n in (1, 2))
    for name, sheet in (
        ("many-rows", b"<sheetData>" + rows * 300_000 + b"</sheetData>"),
        ("one-cell", b"<sheetData>" + rows.replace(b">a<", b">" + b"a" * 60_000_000 + b"<")),
    ):
        path = folder / f"{name}.xlsx"
        _workbook(path, b"<worksheet>" + sheet + b"</worksheet>")
        yield path
    path = folder / "one-line.csv"
    path.write_bytes(b"Name,Organisation\n" + b"a" * 20_000_000)
    yield path


def _workbook(path: Path, sheet: bytes) -> None:
    head = b'<?xml version="1.0"?>'
    parts = {
        "[Content_Types].xml": head + b"<Types/>",
        "xl/workbook.xml": head
        + b'<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b'<sheets><sheet name="People" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": head
        + b'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml" Type="http://'
        b'schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>',
        "xl/worksheets/sheet1.xml": head + sheet,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is told otherwise there")
def test_a_small_file_takes_no_large_memory(seminar: Path, tmp_path: Path) -> None:
    for bomb in bombs(tmp_path):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        try_it("list", bomb, seminar)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        assert grown < MOST_KIB, f"{bomb.name}: {grown >> 10} MB"
