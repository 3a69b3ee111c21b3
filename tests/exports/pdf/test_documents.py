"""A document on paper: whatever the paper and the type, nothing of it is lost or clipped."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from exports.content.handouts.documents import handout_document
from exports.content.summary import summary_document
from exports.document import (
    Cards,
    Document,
)
from exports.pdf.documents import lay_out, write
from exports.pdf.glyphs import printable
from exports.pdf.page_style import A4, A5, LARGE_PRINT, Ink, Paper, look_of
from exports.pdf.printing import said_on_edges
from exports.pdf.roles import _SETTERS
from facilitator.domain.report.summary import Handout, HandoutKind, Seat
from tests.exports.every_role import BLOCKS, NOW, made_of
from tests.exports.noted import NAUGHTY
from tests.exports.sample_summary import seminar_summary
from tests.exports.texts import texts_of

PAPERS = pytest.mark.parametrize(
    "paper", [A4, A5, LARGE_PRINT, replace(A5, body=18.0)], ids=["A4", "A5", "18 pt", "A5 18 pt"]
)

ON_ANY_PAPER = tuple(block for block in BLOCKS if not isinstance(block, Cards))
"""Cards have the size of their holders, on A4 alone."""


def squeezed(text: str) -> str:
    return "".join(printable(text).split())


def read_back(path: Path, document: Document, paper: Paper) -> str:
    """All text of the pages in the order it was drawn, without heads, feet and blanks."""
    laid = lay_out(document, paper)
    look, pages = laid.look, PdfReader(path).pages
    assert len(pages) == len(laid.pages)
    bodies = []
    for number, page in enumerate(pages, start=1):
        text = squeezed(page.extract_text())
        if number > laid.covers:
            title, section, line, place = said_on_edges(laid, number, 0.0)
            assert place == f"Page {number} of {len(pages)}"
            fits = (look.small.width(title + section), look.small.width(line + place))
            assert max(fits) < look.full_width
            tail = squeezed(f"{title}{section}{line}{place}")
            assert text.endswith(tail)
            text = text.removesuffix(tail)
        bodies.append(text)
    return "".join(bodies)


def lost(path: Path, document: Document, paper: Paper) -> list[str]:
    found = read_back(path, document, paper)
    return [text for text in texts_of(document) if squeezed(text) not in found]


def outside(path: Path, paper: Paper) -> list[tuple[int, str]]:
    """Letters beyond the margins, page by page."""
    look = look_of(paper)
    with pdfplumber.open(path) as pages:
        return [
            (page.page_number, char["text"])
            for page in pages.pages
            for char in page.chars
            if char["x0"] < look.left - 1
            or char["x1"] > look.right + 1
            or char["bottom"] > paper.height
            or char["top"] < 0
        ]


@PAPERS
def test_every_kind_of_block_is_read_back_from_every_paper(paper: Paper, tmp_path: Path) -> None:
    kinds = {type(block) for block in BLOCKS}
    assert kinds == set(_SETTERS), "a new kind of block has to stand in this test"
    document, path = made_of(*ON_ANY_PAPER), tmp_path / "all.pdf"
    write(document, path, paper=paper)
    assert lost(path, document, paper) == []
    assert outside(path, paper) == []


@PAPERS
def test_the_same_summary_is_whole_on_every_paper(paper: Paper, tmp_path: Path) -> None:
    document, path = (
        summary_document(seminar_summary(responses=2, findings=2, seed=7)),
        tmp_path / "s",
    )
    write(document, path, paper=paper)
    assert lost(path, document, paper) == []
    assert outside(path, paper) == []
    assert {tuple(map(round, page.mediabox[2:])) for page in PdfReader(path).pages} == {
        (round(paper.width), round(paper.height))
    }


@pytest.mark.parametrize("paper", [A4, A5, LARGE_PRINT], ids=["A4", "A5", "18 pt"])
def test_a_handout_is_whole_on_every_paper(paper: Paper, tmp_path: Path) -> None:
    people = tuple(
        Seat(name=f"Person {n}", organisation=NAUGHTY[n % len(NAUGHTY)]) for n in range(30)
    )
    seminar = seminar_summary(responses=1, findings=1, seed=7).seminar
    handout = Handout(
        kind=HandoutKind.ATTENDANCE, seminar=seminar, file_id="f", made_at=NOW, people=people
    )
    document, path = handout_document(handout), tmp_path / "h.pdf"
    write(document, path, paper=paper)
    assert lost(path, document, paper) == []
    assert outside(path, paper) == []


def test_in_large_print_no_letter_is_small(tmp_path: Path) -> None:
    write(made_of(*ON_ANY_PAPER), tmp_path / "l.pdf", paper=LARGE_PRINT)
    with pdfplumber.open(tmp_path / "l.pdf") as pages:
        assert min(char["size"] for page in pages.pages for char in page.chars) > 17.99


def test_in_grey_no_colour_is_on_any_page_and_the_words_are_the_same(tmp_path: Path) -> None:
    document = made_of(*ON_ANY_PAPER)
    for ink in Ink:
        write(document, tmp_path / f"{ink}.pdf", ink=ink)
    coloured = {}
    for ink in Ink:
        pages = pypdfium2.PdfDocument(tmp_path / f"{ink}.pdf")
        pictures = [page.render(scale=0.5).to_pil().convert("RGB") for page in pages]
        coloured[ink] = any(
            max(pixel) - min(pixel) > 2 for picture in pictures for _, pixel in _colours(picture)
        )
        pages.close()
    assert coloured == {Ink.COLOUR: True, Ink.GREY: False}
    assert read_back(tmp_path / "grey.pdf", document, A4) == read_back(
        tmp_path / "colour.pdf", document, A4
    )


def _colours(picture: object) -> list[tuple[int, tuple[int, int, int]]]:
    return picture.getcolors(1_000_000)  # type: ignore[attr-defined, no-any-return]


def test_links_lead_to_their_record_and_to_their_address(tmp_path: Path) -> None:
    """Contents lead to sections from the second page; the link within the text is on the third."""
    write(made_of(*ON_ANY_PAPER), tmp_path / "l.pdf")
    reader = PdfReader(tmp_path / "l.pdf")
    links = [
        link.get_object()
        for page in reader.pages[2:]
        for link in page.get("/Annots", [])
        if link.get_object()["/Subtype"] == "/Link"
    ]
    addresses = [link["/A"]["/URI"] for link in links if "/A" in link and "/URI" in link["/A"]]
    assert set(addresses) == {"https://example.org/there"}
    led = {link["/Dest"][0].idnum for link in links if "/Dest" in link}
    quoting = {
        page.indirect_reference.idnum
        for page in reader.pages
        if page.indirect_reference and "Our own words." in page.extract_text()
    }
    assert led
    assert led <= quoting


def test_the_outline_is_the_listed_sections(tmp_path: Path) -> None:
    write(made_of(*ON_ANY_PAPER), tmp_path / "o.pdf")
    outline = PdfReader(tmp_path / "o.pdf").outline
    titles = [entry.title for entry in _flat(outline)]
    assert titles == ["Contents", "First part", "Second part", "Within it"]


def _flat(outline: object) -> Iterator[Destination]:
    if isinstance(outline, list):
        for entry in outline:
            yield from _flat(entry)
    elif isinstance(outline, Destination):
        yield outline
