"""Large print, greyscale and wide spacing: every paper says the same in each, and is what it is."""

import zipfile
from dataclasses import replace
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pytest
from docx.oxml.ns import qn
from PIL import Image

from exports import papers
from exports.content.handouts.documents import handout_document
from exports.pdf.documents import lay_out, write
from exports.pdf.page_style import Face, Ink, Style, paper_for, width_of
from exports.pdf.typeset import wrap
from facilitator.domain.report.legibility import PLAIN, Legibility
from facilitator.domain.report.summary import Handout, HandoutKind, Length, Seat, Summary
from tests.exports.every_role import BLOCKS, made_of
from tests.exports.pdf.test_documents import ON_ANY_PAPER, lost, outside
from tests.exports.sample_summary import seminar_summary

EVERY = [
    Legibility(large_print=large, greyscale=grey, wide_spacing=wide)
    for large, grey, wide in product((False, True), repeat=3)
]
EACH = pytest.mark.parametrize("suited", EVERY, ids=str)
SPACED = Style(Face.REGULAR, 10.0, 15.0, spaced=True)


@pytest.fixture(scope="module")
def summary() -> Summary:
    return seminar_summary(responses=2, findings=3, seed=7)


def words_on(path: Path) -> list[str]:
    """The words of a PDF as a reader takes them out of it."""
    with pypdfium2.PdfDocument(path) as pages:
        return [word for page in pages for word in page.get_textpage().get_text_range().split()]


def is_coloured(path: Path) -> bool:
    with pypdfium2.PdfDocument(path) as pages:
        pictures = [page.render(scale=0.4).to_pil().convert("RGB") for page in pages]
    return any(_has_colour(picture) for picture in pictures)


def _has_colour(picture: Image.Image) -> bool:
    found: Any = picture.convert("RGB").getcolors(1_000_000)
    return any(max(pixel) - min(pixel) > 2 for _, pixel in found)


@EACH
def test_every_kind_of_block_says_the_same_within_the_margins(
    suited: Legibility, tmp_path: Path
) -> None:
    paper, document, path = paper_for(suited), made_of(*ON_ANY_PAPER), tmp_path / "a.pdf"
    write(document, path, paper=paper, ink=Ink.of_paper(suited))
    assert lost(path, document, paper) == []
    assert outside(path, paper) == []
    assert is_coloured(path) is not suited.greyscale
    with pdfplumber.open(path) as pages:
        sizes = {char["size"] for page in pages.pages for char in page.chars}
    assert (min(sizes) > 17.99) is suited.large_print


@pytest.mark.parametrize("length", Length)
def test_papers_of_all_lengths_say_in_every_setting_what_the_plain_one_says(
    length: Length, summary: Summary, tmp_path: Path
) -> None:
    document = papers.paper_of(summary, length)
    for number, suited in enumerate((EVERY[2], EVERY[4], EVERY[-2], EVERY[-1])):
        path = tmp_path / f"{number}.pdf"
        papers.write_words(summary, path, length, None, suited)
        assert lost(path, document, paper_for(suited)) == []
        assert outside(path, paper_for(suited)) == []
        assert is_coloured(path) is not suited.greyscale


def test_words_set_apart_are_still_read_as_words(summary: Summary, tmp_path: Path) -> None:
    papers.write_words(
        summary, tmp_path / "spaced.pdf", Length.PAGE, None, Legibility(wide_spacing=True)
    )
    document = papers.paper_of(summary, Length.PAGE)
    found = words_on(tmp_path / "spaced.pdf")
    assert set(document.front.title.split()) <= set(found)
    assert sum(len(word) == 1 for word in found) < len(found) / 10


def test_letters_words_and_lines_stand_as_far_apart_as_the_guideline_says() -> None:
    """WCAG 2.2, 1.4.12: 0.12, 0.16 and 1.5 times the size of the type."""
    plain = replace(SPACED, spaced=False)
    assert SPACED.width("word") - plain.width("word") == pytest.approx(4 * 1.2)
    assert SPACED.width("a b") - plain.width("a b") == pytest.approx(3 * 1.2 + 1.6)
    look = lay_out(made_of(*BLOCKS[:1]), paper_for(Legibility(wide_spacing=True))).look
    for style in (look.body, look.small, look.heading, look.title, look.lead):
        assert style.leading >= 1.5 * style.size
        assert style.spaced


def test_a_line_that_is_set_apart_is_broken_where_it_is_full() -> None:
    for text in ("word " * 200, "Ffrwythlonrwydd " * 40, "كلمة عربية " * 60, "w" * 3000):
        lines = wrap(text, SPACED, 300.0)
        assert all(SPACED.width(line) <= 300.0 + 1.7 for line in lines)
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_joined_letters_of_other_scripts_stay_joined(tmp_path: Path) -> None:
    assert SPACED.width("كلمة") == pytest.approx(10 * width_of(Face.REGULAR, "كلمة"))
    for suited in (PLAIN, Legibility(wide_spacing=True)):
        card = Seat(name="ليلى حداد", organisation="Ymddiriedolaeth Ŵy")
        handout = Handout(
            kind=HandoutKind.ATTENDANCE,
            seminar=seminar_summary(responses=1, findings=1, seed=7).seminar,
            file_id="f",
            made_at=seminar_summary(responses=1, findings=1, seed=7).made_at,
            people=(card,),
        )
        path = tmp_path / f"{suited.wide_spacing}.pdf"
        papers.write_handout(handout, path, None, suited)
        assert lost(path, handout_document(handout), paper_for(suited)) == []


def test_a_card_in_large_print_is_one_leaf_of_a_larger_sheet(tmp_path: Path) -> None:
    sizes = {}
    for suited in (PLAIN, Legibility(large_print=True)):
        papers.write_handout(_cards(), tmp_path / "c.pdf", None, suited)
        with pypdfium2.PdfDocument(tmp_path / "c.pdf") as pages:
            sizes[suited] = [tuple(map(round, page.get_size())) for page in pages]
    assert sizes[PLAIN] == [(595, 420)]
    assert sizes[Legibility(large_print=True)] == [(842, 595)]


def _cards() -> Handout:
    sample = seminar_summary(responses=1, findings=1, seed=7)
    return Handout(
        kind=HandoutKind.CARDS, seminar=sample.seminar, file_id="f", made_at=sample.made_at
    )


def test_a_word_document_has_it_in_its_styles(summary: Summary, tmp_path: Path) -> None:
    suited = Legibility(large_print=True, greyscale=True, wide_spacing=True)
    papers.write_words(summary, tmp_path / "a.docx", Length.FULL, None, suited)
    papers.write_words(summary, tmp_path / "plain.docx", Length.FULL)
    styles: Any = docx.Document(str(tmp_path / "a.docx")).styles.element
    assert min(int(size.get(qn("w:val"))) for size in styles.iter(qn("w:sz"))) >= 36
    for ink in (told.get(qn("w:val")) for told in styles.iter(qn("w:color"))):
        assert ink == "auto" or len({ink[0:2], ink[2:4], ink[4:6]}) == 1
    for about in styles.iter(qn("w:rPr")):
        if (size := about.find(qn("w:sz"))) is not None:
            apart = int(about.find(qn("w:spacing")).get(qn("w:val")))
            assert apart == pytest.approx(0.12 * 10 * int(size.get(qn("w:val"))), abs=1)
    lines = [told.get(qn("w:line")) for told in styles.iter(qn("w:spacing"))]
    assert {line for line in lines if line} == {"360"}
    with zipfile.ZipFile(tmp_path / "a.docx") as packed:
        dots = [name for name in packed.namelist() if name.endswith(".png")]
        assert dots
        for name in dots:
            assert not _has_colour(Image.open(BytesIO(packed.read(name))))
    told = [
        [line.text for line in docx.Document(str(tmp_path / name)).paragraphs if line.text]
        for name in ("a.docx", "plain.docx")
    ]
    assert told[0] == told[1]


def test_a_web_page_has_it_in_its_look_alone(summary: Summary, tmp_path: Path) -> None:
    suited = Legibility(large_print=True, greyscale=True, wide_spacing=True)
    papers.write_words(summary, tmp_path / "a.html", Length.PAGE, None, suited)
    papers.write_words(summary, tmp_path / "plain.html", Length.PAGE)
    page, plain = ((tmp_path / name).read_text("utf-8") for name in ("a.html", "plain.html"))
    assert '<html lang="en-GB" class="large-print greyscale wide-spacing">' in page
    assert page.replace(' class="large-print greyscale wide-spacing"', "") == plain
