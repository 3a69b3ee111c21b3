"""A PDF from anywhere becomes pictures and words, or a sentence; a real process reads it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from reportlab.pdfgen.canvas import Canvas

from facilitator.domain.errors import SeminarError
from facilitator.domain.stage.slides import MOST_PAGES
from ui import pdf_pages
from ui.press.program import program


def pdf(path: Path, *texts: str, size: tuple[float, float] = (960, 540)) -> Path:
    canvas = Canvas(str(path), pagesize=size)
    for text in texts:
        canvas.setFont("Times-Roman", 40)
        canvas.drawString(80, 300, text)
        canvas.showPage()
    canvas.save()
    return path


def test_each_page_is_a_picture_in_its_shape_with_its_words(tmp_path: Path) -> None:
    path = pdf(tmp_path / "talk.pdf", "Partnerships and places", "Second page")
    pages = pdf_pages.read(path, program())
    assert [words for _, words in pages] == ["Partnerships and places", "Second page"]
    drawn = QImage.fromData(pages[0][0])
    assert (drawn.width(), drawn.height()) == (1920, 1080)
    assert drawn.pixelColor(5, 5).name() == "#ffffff"
    inked = {drawn.pixelColor(x, y).name() for x in range(160, 500, 3) for y in range(420, 500, 5)}
    assert len(inked) > 1


def test_what_is_no_pdf_or_has_too_many_pages_is_refused_with_what_to_do(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 9 0 R")
    many = pdf(tmp_path / "many.pdf", *["page"] * (MOST_PAGES + 1))
    for path, said in ((broken, "cannot be shown as slides"), (many, "at most 120")):
        with pytest.raises(SeminarError, match=said):
            pdf_pages.read(path, program())


def test_a_process_that_falls_or_never_ends_takes_nothing_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(tmp_path / "talk.pdf", "Words")
    with pytest.raises(SeminarError, match="cannot be shown"):
        pdf_pages.read(path, ["sh", "-c", "kill -SEGV $$"])
    monkeypatch.setattr(pdf_pages, "SECONDS", 0.05)
    with pytest.raises(SeminarError, match="cannot be shown"):
        pdf_pages.read(path, ["sh", "-c", "exec cat /dev/zero > /dev/null"])
