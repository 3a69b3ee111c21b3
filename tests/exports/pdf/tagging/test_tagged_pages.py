"""Pages for everybody: a screen reader is told what each piece is, in order, and archives keep it.

`page-validation` judges the standards; what it cannot see (every stretch of content belongs to
exactly one element, and the parent tree says the same) is looked at here, with another library.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import page as validator
import pdfplumber
import pikepdf
import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream
from reportlab.pdfbase import ttfonts

from exports.content.handouts.documents import handout_document
from exports.content.summary import summary_document
from exports.document import Document, said
from exports.pdf.documents import write
from exports.pdf.page_style import A5, LARGE_PRINT, Ink
from exports.pdf.tagging import saving
from facilitator.domain.report.summary import Handout, HandoutKind, Seat
from tests.exports.every_role import BLOCKS, made_of
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import seminar_summary

GOLDEN = Path(__file__).parents[3] / "golden" / "reading_order.txt"
STANDARDS = ("pdfua-1", "pdfa-2a")
LONG = "It goes on and on and does not end on the page on which it has begun. " * 90


@dataclass
class Piece:
    """An element as it is read back: its role, what is said of it, and what it holds."""

    role: str
    alt: str = ""
    about: Any = None
    marks: list[tuple[int, int]] = field(default_factory=list)
    kids: "list[Piece | tuple[int, int]]" = field(default_factory=list)

    def all(self) -> "Iterator[Piece]":
        yield self
        for kid in self.kids:
            if isinstance(kid, Piece):
                yield from kid.all()


class Read:
    """A tagged file, read back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reader = PdfReader(path)
        root: Any = self.reader.trailer["/Root"]
        self.tree = root["/StructTreeRoot"]
        self.pages = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(self.reader.pages)
            if page.indirect_reference
        }
        self.owners: dict[tuple[int, int], int] = {}
        self.linked: dict[int, int] = {}
        self.root = self._piece(self.tree["/K"][0])

    def _piece(self, reference: Any) -> Piece:
        known = reference.get_object()
        about = known.get("/A")
        piece = Piece(known["/S"][1:], known.get("/Alt", ""), about)
        page = known.raw_get("/Pg").idnum if "/Pg" in known else 0
        for kid, raw in zip(known.get("/K", []), known.get("/K", []), strict=True):
            if isinstance(kid, int):
                self._mark(piece, reference, page, kid)
            elif kid.get_object().get("/Type") == "/MCR":
                there = kid.get_object()
                self._mark(piece, reference, there.raw_get("/Pg").idnum, there["/MCID"])
            elif kid.get_object().get("/Type") == "/OBJR":
                annotation = kid.get_object()["/Obj"].get_object()
                self.linked[annotation["/StructParent"]] = reference.idnum
            else:
                piece.kids.append(self._piece(raw))
        return piece

    def _mark(self, piece: Piece, reference: Any, page: int, number: int) -> None:
        where = (self.pages[page], number)
        assert where not in self.owners, "a stretch of content has two owners"
        self.owners[where] = reference.idnum
        piece.marks.append(where)
        piece.kids.append(where)

    def parents(self) -> tuple[dict[tuple[int, int], int], dict[int, int]]:
        """The owners of all stretches and links as the parent tree has them."""
        numbers = self.tree["/ParentTree"]["/Nums"]
        lines = dict(zip(numbers[::2], numbers[1::2], strict=True))
        keyed = {page["/StructParents"]: n for n, page in enumerate(self.reader.pages)}
        assert sorted(lines) == list(range(len(lines)))
        stretches = {
            (keyed[key], number): owner.idnum
            for key, line in lines.items()
            if key in keyed
            for number, owner in enumerate(line.get_object())
        }
        links = {key: line.idnum for key, line in lines.items() if key not in keyed}
        return stretches, links

    def drawn(self) -> Counter[tuple[int, int]]:
        """How often each stretch is begun on the pages; nothing is drawn outside of one."""
        found: Counter[tuple[int, int]] = Counter()
        for number, page in enumerate(self.reader.pages):
            depth = 0
            for operands, operator in ContentStream(page.get_contents(), self.reader).operations:
                if operator in (b"BDC", b"BMC"):
                    depth += 1
                    if len(operands) > 1 and "/MCID" in operands[1]:
                        found[number, operands[1]["/MCID"]] += 1
                depth -= operator == b"EMC"
                assert depth in (0, 1)
                assert depth or operator not in (b"Tj", b"TJ", b"f", b"S", b"B"), "untagged"
        return found

    def words(self) -> dict[tuple[int, int], str]:
        """The text of each stretch."""
        found: dict[tuple[int, int], str] = {}
        with pdfplumber.open(self.path) as pages:
            for number, page in enumerate(pages.pages):
                for char in page.chars:
                    where = (number, char["mcid"])
                    if char["mcid"] is not None:
                        found[where] = found.get(where, "") + char["text"]
        return found


def told(piece: Piece, words: dict[tuple[int, int], str], depth: int = 0) -> Iterator[str]:
    """What is read aloud, line by line."""
    said = " ".join(words.get(mark, "") for mark in piece.marks)
    alt = f" [{piece.alt}]" if piece.alt else ""
    yield f"{'  ' * depth}{piece.role}{alt} {said[:60]}".rstrip()
    for kid in piece.kids:
        if isinstance(kid, Piece):
            yield from told(kid, words, depth + 1)


def faults(path: Path) -> list[str]:
    return [
        f"{standard}: {fault.rule_id} {fault.message}"
        for standard in STANDARDS
        for fault in validator.validate_pdf(str(path), profile=standard).failures
    ]


@pytest.fixture(scope="module")
def every_role(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tagged") / "all.pdf"
    write(made_of(*BLOCKS), path)
    return path


def attendance() -> Document:
    seminar = seminar_summary(responses=1, findings=1, seed=7).seminar
    people = tuple(Seat(name=f"Person {n}", organisation=NAUGHTY[n % 12]) for n in range(80))
    now = datetime(2011, 10, 18, 8, 0, tzinfo=UTC)
    kind = HandoutKind.ATTENDANCE
    return handout_document(
        Handout(kind=kind, seminar=seminar, file_id="f", made_at=now, people=people)
    )


def naughty() -> Document:
    return made_of(*(said(text) for text in NAUGHTY), said(LONG))


def test_a_summary_keeps_to_the_standards_of_access_and_of_archives(tmp_path: Path) -> None:
    path = tmp_path / "summary.pdf"
    write(summary_document(seminar_summary(responses=3, findings=3, seed=7)), path)
    assert faults(path) == []


@pytest.mark.parametrize("ink", Ink)
@pytest.mark.parametrize("paper", [A5, LARGE_PRINT], ids=["A5", "18 pt"])
def test_every_kind_of_block_keeps_to_them_on_every_paper(
    paper: Any, ink: Ink, tmp_path: Path
) -> None:
    write(made_of(*BLOCKS), tmp_path / "all.pdf", paper=paper, ink=ink)
    assert faults(tmp_path / "all.pdf") == []


@pytest.mark.parametrize("make", [attendance, naughty])
def test_lists_of_many_pages_and_anything_people_may_write_keep_to_them(
    make: Any, tmp_path: Path
) -> None:
    write(make(), tmp_path / "d.pdf")
    assert faults(tmp_path / "d.pdf") == []


@pytest.mark.parametrize("make", [lambda: made_of(*BLOCKS), attendance, naughty])
def test_every_stretch_has_one_element_and_the_parent_tree_knows_it(
    make: Any, tmp_path: Path
) -> None:
    write(make(), tmp_path / "d.pdf")
    read = Read(tmp_path / "d.pdf")
    stretches, links = read.parents()
    assert stretches == read.owners
    assert links == read.linked
    drawn = read.drawn()
    assert set(drawn) == set(read.owners)
    assert set(drawn.values()) == {1}


def test_what_is_read_aloud_is_in_the_order_of_the_page(every_role: Path) -> None:
    read = Read(every_role)
    assert "\n".join(told(read.root, read.words())) + "\n" == GOLDEN.read_text("utf-8")


def test_a_paragraph_that_a_page_cuts_is_one_paragraph(tmp_path: Path) -> None:
    write(made_of(said(LONG)), tmp_path / "long.pdf")
    read = Read(tmp_path / "long.pdf")
    cut = [piece for piece in read.root.all() if len({page for page, _ in piece.marks}) > 1]
    assert {piece.role for piece in cut} == {"P"}
    words = read.words()
    for piece in cut:
        whole = "".join(words[mark] for mark in piece.marks)
        assert whole.replace(" ", "") == LONG.replace(" ", "")


def test_every_table_is_regular_and_its_heads_are_told_once(tmp_path: Path) -> None:
    write(attendance(), tmp_path / "list.pdf")
    read = Read(tmp_path / "list.pdf")
    assert len(read.reader.pages) > 2
    tables = [piece for piece in read.root.all() if piece.role == "Table"]
    for table in tables:
        rows = [kid for kid in table.kids if isinstance(kid, Piece) and kid.role == "TR"]
        heads = [[cell.role for cell in row.kids if isinstance(cell, Piece)] for row in rows]
        assert {len(row) for row in heads} == {5}
        assert heads[0] == ["TH"] * 5
        assert all(row == ["TD", "TH", "TD", "TD", "TD"] for row in heads[1:])
        scopes = {cell.about["/Scope"] for row in rows for cell in row.all() if cell.role == "TH"}
        assert scopes == {"/Column", "/Row"}
    assert tables


def test_headings_skip_no_rank_and_figures_say_what_they_show(every_role: Path) -> None:
    pieces = list(Read(every_role).root.all())
    ranks = [int(piece.role[1]) for piece in pieces if piece.role in {"H1", "H2", "H3", "H4"}]
    assert ranks[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(ranks))
    figures = [piece for piece in pieces if piece.role == "Figure"]
    assert len(figures) > 3
    assert all(piece.alt and len(piece.about["/BBox"]) == 4 for piece in figures)


def test_the_same_document_gives_the_same_bytes(every_role: Path, tmp_path: Path) -> None:
    write(made_of(*BLOCKS), tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == every_role.read_bytes()


def test_texts_of_people_are_data_in_what_the_file_says_of_itself(tmp_path: Path) -> None:
    hostile = "</rdf:li> & <b>(x) \\ ]]> “ŵ” مرحبا 👍"
    document = replace(made_of(), title=hostile)
    write(document, tmp_path / "t.pdf")
    assert faults(tmp_path / "t.pdf") == []
    reader = PdfReader(tmp_path / "t.pdf")
    assert reader.metadata is not None
    assert reader.metadata.title == hostile
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": hostile}


class Drawn:
    """What has been drawn already: one page whose compressed marks end in a carriage return."""

    def getpdfdata(self) -> bytes:
        document = pikepdf.new()
        page = document.add_blank_page()
        marks = next(filter(lambda packed: packed[-1:] == b"\r", map(self._packed, range(10_000))))
        page.Contents = document.make_stream(b"")
        page.Contents.write(marks, filter=pikepdf.Name.FlateDecode)
        drawn = BytesIO()
        document.save(drawn)
        return drawn.getvalue()

    def _packed(self, number: int) -> bytes:
        return zlib.compress(
            b"/Artifact BMC 1 w EMC %" + bytes([97 + number % 26]) * (number // 26)
        )


def test_data_that_ends_in_a_carriage_return_is_not_taken_for_its_end(tmp_path: Path) -> None:
    path = tmp_path / "d.pdf"
    with path.open("wb") as file:
        saving.save(Drawn(), file)  # type: ignore[arg-type]
    assert b"\r\nendstream" not in path.read_bytes()
    assert b"\r\rendstream" in path.read_bytes()
    assert not [fault for fault in faults(path) if "STREAM" in fault]
    assert b" w EMC" in PdfReader(path).pages[0].get_contents().get_data()  # type: ignore[union-attr]


def test_the_mending_of_code_maps_can_go_when_this_fails() -> None:
    """ReportLab then leaves code 0 out by itself: take `_without_nothing` out of `saving`."""
    assert "<00> <0000>" in saving._as_it_comes("F1+0", [0, 32])
    assert "<0000>" not in saving._without_nothing("F1+0", [0, 32])
    assert ttfonts.makeToUnicodeCMap is saving._without_nothing
